"""An article with its names, dates and quotations marked: `_repr_html_` of Annotated."""
import re

from ._markup import counted, days_told, escaped, framed, isolated, joined, language, prefixed, tag

#: Beyond so many characters the rest of a text is folded away, at the next end of a paragraph.
FOLD_AFTER = 6_000
#: Beyond so many it is not shown at all: a notebook is no place for a book.
SHOW_AT_MOST = 100_000

_WORDS = {"person": "person", "organisation": "organisation", "place": "place", "date": "date",
          "direct": "direct speech", "mixed": "partly in marks", "indirect": "indirect speech"}


# Elements that mean something by themselves, so that a page that shows no styles (a code forge, a mail) tells them apart.
class _Span:
    """A marked stretch: what is opened before and closed behind it, and a label after its end."""

    __slots__ = ("start", "end", "rank", "tag", "classes", "title", "label")

    def __init__(self, start, end, rank, tag, classes, title, label=""):
        self.start, self.end, self.rank, self.tag = start, end, rank, tag
        self.classes, self.title, self.label = classes, title, label

    def open(self):
        return f'<{self.tag} class="{prefixed(self.classes)}" title="{escaped(self.title)}">'

    def close(self):
        return f"</{self.tag}>"


def _when(interval):
    return str(interval) if interval is not None else ""


def _speakers(quotation):
    return " and ".join(s.name for s in quotation.speakers)


def _quotation_label(q):
    """" Iryna Dovhan, denied": what stands behind a quotation in the text."""
    who = _speakers(q)
    parts = [isolated(who)] if who else []
    if q.via:
        parts.append("via " + isolated(", ".join(s.name for s in q.via)))
    if q.stance != "asserted":
        parts.append(escaped(q.stance))
    return tag("small", "\N{NO-BREAK SPACE}\N{EM DASH}\N{NO-BREAK SPACE}" + ", ".join(parts), "by") if parts else ""


def _spans(annotated):
    out = []
    for q in annotated.quotations:
        about = joined([_WORDS.get(q.kind, q.kind), _speakers(q) or "nobody named", q.stance,
                        f"said {day}" if (day := days_told(q.said)) else ""])
        out.append(_Span(q.start, q.end, 0, "em", ("quote", q.kind), about, _quotation_label(q)))
    for m in annotated.names:
        element, form = ("b", ("name",)) if m.form == "name" else ("span", ())
        about = f"{m.type}: {m.name}" if m.name else m.type
        out.append(_Span(m.start, m.end, 1, element, (m.type, *form), about))
    for d in annotated.dates:
        out.append(_Span(d.start, d.end, 2, "u", ("date",), joined([_when(d.interval) or "undecided", d.type, d.value])))
    text = annotated.text
    for s in out:  # a label stands behind the last word, not below it
        if s.end > 0 and text[s.end - 1:s.end].isspace():
            s.end = s.start + len(text[s.start:s.end].rstrip())
    out = [s for s in out if 0 <= s.start < s.end <= len(text)]
    # The longer first, so that what begins together nests; among equals quotations hold names, names hold dates.
    out.sort(key=lambda s: (s.start, -s.end, s.rank))
    return out


def _marked(text, start, end, spans):
    """text[start:end] as HTML. `spans` is sorted and holds all that reach into the stretch. Those that cross are closed
    and opened again, so that elements nest; a label stands where its span ends, not where the stretch does."""
    cuts = {start, end}
    for s in spans:
        cuts.update((max(s.start, start), min(s.end, end)))
    out, open_spans, coming = [], [], 0
    cuts = sorted(cuts)
    for at, until in zip(cuts, cuts[1:] + [None]):
        keep = 0
        while keep < len(open_spans) and open_spans[keep].end > at:
            keep += 1
        again = []
        while len(open_spans) > keep:
            s = open_spans.pop()
            out.append(s.close())
            if s.end > at:
                again.append(s)
            elif s.label:
                out.append(s.label)
        for s in reversed(again):
            out.append(s.open())
            open_spans.append(s)
        if until is None:
            break
        while coming < len(spans) and spans[coming].start <= at:
            s = spans[coming]
            coming += 1
            if s.end > at:
                out.append(s.open())
                open_spans.append(s)
        out.append(escaped(text[at:until]))
    out += [s.close() for s in reversed(open_spans)]
    return "".join(out)


def _paragraphs(text, end):
    """(start, end) of each stretch between line feeds that holds more than white space."""
    for found in re.finditer(r"[^\n]+", text[:end]):
        if not found.group().isspace():
            yield found.span()


def _key(annotated):
    """What the marks mean, for those that occur."""
    seen = {m.type for m in annotated.names} | {q.kind for q in annotated.quotations}
    if annotated.dates:
        seen.add("date")
    out = []
    for kind in _WORDS:
        if kind not in seen:
            continue
        if kind in ("direct", "mixed", "indirect"):
            out.append(tag("em", _WORDS[kind], "quote", kind))
        elif kind == "date":
            out.append(tag("u", _WORDS[kind], kind))
        else:
            out.append(tag("b", _WORDS[kind], kind, "name"))
    return tag("div", " ".join(out), "small", "key") if out else ""


def annotated_html(annotated):
    """The article with everything found in it marked; the rest of a long one is folded away."""
    text = annotated.text
    spans = _spans(annotated)
    shown = min(len(text), SHOW_AT_MOST)
    printed = days_told(annotated.published.interval) if annotated.published is not None else ""
    head = joined([
        f"printed {escaped(printed)}" if printed else "undated",
        counted(len(annotated.names), "mention"), counted(len(annotated.dates), "date"),
        counted(len(annotated.quotations), "quotation")])
    title_end = len(annotated.title) if getattr(annotated, "title", "") else 0
    lang = language(getattr(annotated, "lang", ""))

    blocks, folded, active, coming = [], [], [], 0
    for start, end in _paragraphs(text, shown):
        while coming < len(spans) and spans[coming].start < end:
            active.append(spans[coming])
            coming += 1
        active = [s for s in active if s.end > start]
        words, classes = _marked(text, start, end, active), ("text",)
        if end <= title_end:
            words, classes = tag("b", words), ("text", "title")
        block = tag("p", words, *classes, dir="auto", lang=lang)
        (folded if start > FOLD_AFTER else blocks).append(block)
    if folded:
        summary = tag("summary", "Go on reading: " + counted(len(folded), "more paragraph"))
        blocks.append(tag("details", summary + "".join(folded)))
    if shown < len(text):
        blocks.append(tag("div", f"The last {counted(len(text) - shown, 'character')} are not shown.", "small", "note"))
    return framed(tag("div", head, "small", "head") + _key(annotated) + "".join(blocks), "text")
