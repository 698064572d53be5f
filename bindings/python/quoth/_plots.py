"""Timelines as pictures: `Timeline.plot()` with matplotlib or Altair."""
import datetime

from . import _palette
from ._needs import needed

_DAY = datetime.timedelta(days=1)


def _stretch(rows):
    """The days that the picture spans: first and last of all `rows`; None where none has a day."""
    firsts = [r.interval.first for r in rows if r.interval.first is not None]
    lasts = [r.interval.last for r in rows if r.interval.last is not None]
    if not firsts or not lasts:
        return None
    return min(firsts + lasts), max(firsts + lasts)


def _placed(timeline):
    """(rows, wider, outside, first, last): what lies in the picture, each as (row, first day, last day), and the names
    of what does not. The rows make the picture's stretch: one "1998" would press a spring's days into a line."""
    rows, outside = [], []
    for r in timeline.rows:
        begin, end = r.interval.first, r.interval.last
        if begin is None or end is None:  # beyond the years of datetime
            outside.append(r.name)
        else:
            rows.append((r, begin, end))
    all_wider = list(timeline.wider)
    stretch = _stretch([r for r, _, _ in rows] or all_wider)
    if stretch is None:
        return [], [], outside + [r.name for r in all_wider], None, None
    first, last = stretch
    margin = min(max(_DAY, (last - first) / 40), first - datetime.date.min, datetime.date.max - last)
    first, last = first - margin, last + margin
    wider = []
    for r in all_wider:
        # An open side reaches to the end of the picture, and so does what lies beyond it.
        begin, end = r.interval.first or datetime.date.min, r.interval.last or datetime.date.max
        if end < first or begin > last:
            outside.append(r.name)
        else:
            wider.append((r, max(begin, first), min(end, last)))
    return rows, wider, outside, first, last


def _one(timeline):
    return "quotations" if timeline.unit == "quotations" else "articles"


def _axis_label(timeline):
    if timeline.by == "published":
        return "day of printing"
    return "day said" if timeline.unit == "quotations" else "day spoken of"


def _outside_text(outside):
    shown = ", ".join(outside[:4]) + (f" and {len(outside) - 4} more" if len(outside) > 4 else "")
    return f"outside this picture: {shown}" if outside else ""


def _lanes(wider):
    """(The lane of each (row, first, last), the number of lanes): as few as there can be without two lying over each
    other."""
    ends, lanes = [], {}
    for i in sorted(range(len(wider)), key=lambda i: (wider[i][1], wider[i][2])):
        _, begin, end = wider[i]
        lane = next((n for n, e in enumerate(ends) if e < begin), len(ends))
        if lane == len(ends):
            ends.append(end)
        ends[lane] = end
        lanes[i] = lane
    return [lanes[i] for i in range(len(wider))], len(ends)


def timeline_plot(timeline, backend="matplotlib", ax=None):
    """The timeline as a picture: a bar for each row, as wide as its period and as high as its count; below them, as
    outlines, the dates that are less precise. What lies far from the rows is named in the corner.

    backend  "matplotlib": gives matplotlib Axes; "altair": gives an Altair chart
    ax       with matplotlib: where to draw; a figure of its own when None
    """
    if backend == "matplotlib":
        return _matplotlib(timeline, ax)
    if backend == "altair":
        if ax is not None:
            raise ValueError('ax: only backend="matplotlib" draws into axes')
        return _altair(timeline)
    raise ValueError(f'backend: "matplotlib" or "altair" is needed, not {backend!r}')


def _matplotlib(timeline, ax):
    dates = needed("matplotlib.dates", "plot()")
    ticker = needed("matplotlib.ticker", "plot()")
    if ax is None:
        pyplot = needed("matplotlib.pyplot", "plot()")
        _, ax = pyplot.subplots(figsize=(8, 3), layout="constrained")
    rows, wider, outside, first, last = _placed(timeline)
    colours = _palette.LIGHT
    most = max((r.count for r, _, _ in rows), default=1)

    def at(day):
        return dates.date2num(day)

    def after(day):  # the end of a day is the begin of the next; the calendar's last day has none
        return dates.date2num(day) + 1

    for r, begin, end in rows:
        width = after(end) - at(begin)
        ax.bar(at(begin), r.count, width=width, align="edge", color=colours["bar"], edgecolor=colours["ground"],
               linewidth=0.5 if width > 1 else 0)
    lanes, depth = _lanes(wider)
    step = most * 0.09
    for (r, begin, end), lane in zip(wider, lanes):
        y = -step * (lane + 1)
        ax.barh(y, after(end) - at(begin), left=at(begin), height=step * 0.7, facecolor="none",
                edgecolor=colours["bar"], linewidth=0.8 + 0.4 * min(r.count - 1, 5), linestyle=(0, (3, 1.5)))
    if first is not None:
        locator = dates.AutoDateLocator()
        ax.xaxis.set_major_locator(locator)
        ax.xaxis.set_major_formatter(dates.ConciseDateFormatter(locator))
        ax.set_xlim(at(first), after(last))
    ax.set_ylim(-step * (depth + 0.6) if depth else 0, most * 1.08)
    ax.yaxis.set_major_locator(ticker.MaxNLocator(integer=True, nbins=6))
    ax.set_yticks([y for y in ax.get_yticks() if 0 <= y <= most * 1.08])
    if depth:
        ax.axhline(0, color=colours["quiet"], linewidth=0.8)
        ax.annotate("less precise", (0, -step * (depth + 1) / 2), xycoords=("axes fraction", "data"), xytext=(-6, 0),
                    textcoords="offset points", ha="right", va="center", fontsize="small", color=colours["quiet"])
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    if depth:
        ax.spines["bottom"].set_visible(False)
    ax.set_ylabel(_one(timeline))
    ax.set_xlabel(_axis_label(timeline))
    if outside:
        ax.annotate(_outside_text(outside), (1, 1), xycoords="axes fraction", ha="right", va="bottom", fontsize="small",
                    color=colours["quiet"])
    return ax


def _altair(timeline):
    altair = needed("altair", 'plot(backend="altair")')
    rows, wider, outside, first, last = _placed(timeline)
    colours = _palette.LIGHT

    def values(placed, lanes=None):
        # A day ends where the next begins. ISO days without a zone would be read as UTC and shown in the reader's.
        return altair.Data(values=[
            {"begin": f"{begin.isoformat()}T00:00:00", "end": f"{_next(end).isoformat()}T00:00:00", "period": r.name,
             "count": r.count, "zero": 0, "dates": r.dates, "lane": lanes[i] if lanes else 0}
            for i, (r, begin, end) in enumerate(placed)])

    def days(shown):
        scale = altair.Scale() if first is None else altair.Scale(
            domain=[f"{first.isoformat()}T00:00:00", f"{_next(last).isoformat()}T00:00:00"])
        axis = altair.Axis(title=_axis_label(timeline)) if shown else altair.Axis(title=None, labels=False, ticks=False)
        return altair.X("begin:T", scale=scale, axis=axis)

    tooltip = ["period:N", altair.Tooltip("count:Q", title=_one(timeline)), "dates:Q"]
    bars = altair.Chart(values(rows)).mark_rect(color=colours["bar"]).encode(
        x=days(not wider), x2="end:T", y=altair.Y("count:Q", title=_one(timeline), axis=altair.Axis(tickMinStep=1, format="d"),
                                         scale=altair.Scale(zero=True)),
        y2="zero:Q", tooltip=tooltip).properties(width=600, height=200)
    if not wider:
        chart = bars
    else:
        lanes, depth = _lanes(wider)
        lines = altair.Chart(values(wider, lanes)).mark_bar(
            filled=False, color=colours["bar"], strokeDash=[4, 2]).encode(
            x=days(True), x2="end:T", y=altair.Y("lane:O", title="less precise", axis=altair.Axis(
                labels=False, ticks=False, titleAngle=0, titleAlign="right", titleFontWeight="normal")),
            tooltip=tooltip)
        chart = altair.vconcat(bars, lines.properties(width=600, height=14 * depth), spacing=4)
    if outside:
        chart = chart.properties(title=altair.TitleParams(_outside_text(outside), anchor="end", fontSize=11,
                                                          fontWeight="normal", color=colours["quiet"]))
    return chart


def _next(day):
    return day + _DAY if day < datetime.date.max else day
