"""What a notebook shows of results, checks, trails, timelines and names: their `_repr_html_`."""
from ._markup import counted, days_told, escaped, framed, isolated, joined, link, marked, tag

#: Of many hits so many are shown at once, the next so many folded away; the rest is for iteration and tables.
SHOWN_AT_ONCE, SHOWN_AT_MOST = 20, 200

_VERDICTS = {"verbatim": "good", "altered": "warn", "cut": "warn", "spliced": "warn", "denied": "warn"}
_ATTRIBUTIONS = {"confirmed": "The speaker is the one asked for.",
                 "denied": "The one asked for denied saying so, or was misquoted.",
                 "other": "The sources name other speakers than the one asked for.",
                 "unknown": "No source says that the one asked for said so."}


def _names_of(speakers):
    return " and ".join(isolated(s.name) for s in speakers)


def _day(published):
    day = days_told(published.interval) if published is not None else ""
    return tag("span", escaped(day), "day") if day else "undated"


def _article_line(item, *more):
    """Outlet, day, id, linked to the article where it has an address of the web; `item` is a hit or a source."""
    name = isolated(item.source) if item.source else ""
    title = link(item.url, isolated(item.title)) if item.title else ""
    ident = link("" if item.title else item.url, isolated(item.id))
    return joined([title, name, _day(item.published), ident, *more])


def _note(text, *classes):
    return tag("div", text, "small", "note", *classes)


def _notes(texts):
    return "".join(_note(escaped(text)) for text in texts)


def _byline(q):
    """Who said it, through whom, when, how."""
    who = tag("b", _names_of(q.speakers), "who") if q.speakers else "nobody named"
    first = q.speakers[0] if q.speakers else None
    if first is not None and first.text and first.text != first.name:
        who += f" (“{isolated(first.text)}”)"
    via = "via " + ", ".join(isolated(s.name) for s in q.via) if q.via else ""
    day = days_told(q.said)
    said = tag("span", "said " + escaped(day), "day") if day else ""
    stance = tag("span", escaped(q.stance), "flag") if q.stance != "asserted" else ""
    return joined([who, via, said, escaped(q.kind), stance])


def _quotation_block(q):
    """The words with their marks, who said them, and the sentences round them."""
    words = marked(q.text, q.marks)
    sentence = q.sentence
    at = sentence.find(q.text) if q.text else -1
    if at >= 0:
        words = (tag("span", escaped(sentence[:at]), "round") + words
                 + tag("span", escaped(sentence[at + len(q.text):]), "round"))
    before = tag("p", escaped(q.before), "round", dir="auto") if q.before else ""
    after = tag("p", escaped(q.after), "round", dir="auto") if q.after else ""
    return (tag("div", _byline(q), "small") + before + tag("blockquote", tag("p", words, dir="auto"), "said", q.kind)
            + after)


def quotation_html(quotation):
    """One quotation in its sentences."""
    return framed(_quotation_block(quotation), "quotes")


def _hit_block(hit, of_quotations):
    score = tag("span", f"score {hit.score:.3f}", "day")
    if of_quotations:
        body = "".join(_quotation_block(q) for q in hit.quotations)
        return body + tag("div", _article_line(hit, score), "small", "note")
    title = link(hit.url, isolated(hit.title or hit.id))
    head = tag("div", tag("b", title), "title", dir="auto")
    line = joined([isolated(hit.source) if hit.source else "", _day(hit.published),
                   isolated(hit.id) if hit.title else "", score])
    snippet = tag("p", marked(hit.snippet.text, hit.snippet.marks), dir="auto")
    quotations = "".join(
        tag("blockquote", tag("p", marked(q.text, q.marks), dir="auto") + tag("div", _byline(q), "small"), "said", q.kind)
        for q in hit.quotations)
    dates = _note("dates: " + ", ".join(f"{escaped(d.value)} (“{isolated(d.text)}”)" for d in hit.dates)) if hit.dates else ""
    return head + tag("div", line, "small") + snippet + quotations + dates


def hit_html(hit):
    """One hit: an article with what matched, or a quotation in its sentences."""
    return framed(_hit_block(hit, getattr(hit, "quotation_index", None) is not None), "quotes")


def _suggestions(suggestions):
    if not suggestions:
        return ""
    tried = ", ".join(f"<b>{isolated(s.query)}</b> ({s.documents:,})" for s in suggestions)
    return _note("Did you mean " + tried + "?")


def results_html(results):
    """The hits with what matched in them."""
    of_quotations = results.unit == "quotations"
    about = "" if results.total_is_exact else "at least "
    head = f"<b>{about}{counted(results.total, 'quotation' if of_quotations else 'article')}</b>"
    if len(results) < results.total:
        head += f", {len(results):,} shown"
    if results.query:
        head += ": " + isolated(results.query)
    items = [tag("li", _hit_block(hit, of_quotations)) for hit in results[:SHOWN_AT_MOST]]
    hits = tag("ol", "".join(items[:SHOWN_AT_ONCE]), "items") if items else ""
    if len(items) > SHOWN_AT_ONCE:
        hits += tag("details", tag("summary", counted(len(items) - SHOWN_AT_ONCE, "more hit"))
                    + tag("ol", "".join(items[SHOWN_AT_ONCE:]), "items"))
    if len(results) > SHOWN_AT_MOST:
        hits += _note(f"{counted(len(results) - SHOWN_AT_MOST, 'hit')} not shown here")
    people = ""
    if results.people:
        people = _note("People: " + ", ".join(f"{isolated(p.name)} ({counted(p.articles, 'article')})"
                                              for p in results.people))
    return framed(tag("div", head, "small", "head") + "".join(_note(escaped(i.message)) for i in results.issues)
                  + hits + people + _suggestions(results.suggestions)
                  + _notes(results.notes), "quotes")


def _diff(edits):
    """Word by word from the source (or the first printing) to the other text."""
    out = []
    for e in edits:
        if e.kind == "same":
            out.append(escaped(e.asked))
            continue
        # What an ellipsis or brackets tell of is no change in hiding, unless it turns the sense.
        classes = ("turning",) if e.turning else ("aside",) if e.marked else ()
        if e.source:
            out.append(tag("del", escaped(e.source), *classes))
        if e.asked:
            out.append(tag("ins", escaped(e.asked), *classes))
    return " ".join(out)


def _differs(edits):
    return any(e.kind != "same" for e in edits)


def _diff_key(diffs, struck, underlined):
    """What the marks of these diffs mean; nothing where none differs."""
    edits = [e for diff in diffs for e in diff if e.kind != "same"]
    if not edits:
        return ""
    turns = tag("ins", "framed", "turning") + " turns the sense" if any(e.turning for e in edits) else ""
    return _note(joined([f"<del>struck out</del> {struck}", f"<ins>underlined</ins> {underlined}", turns]))


def _in_context(source):
    """The sentences the words stand in, folded away: the words alone are mostly enough."""
    sentences = [(source.before, True), (source.sentence, False), (source.after, True)]
    body = "".join(tag("p", escaped(text), *(("round",) if round_ else ()), dir="auto")
                   for text, round_ in sentences if text)
    return tag("details", tag("summary", "In its context") + body) if body else ""


def _verdict(verdict):
    return tag("b", escaped(verdict), "verdict", _VERDICTS.get(verdict, "open")) + " "


def _source_block(source):
    q = source.quotation
    words = _diff(source.diff) if _differs(source.diff) else escaped(source.printed)
    like = f"{source.likeness:.0%} alike"
    line = joined([_verdict(source.verdict) + like, _byline(q) if source.verdict != "in text" else "no quotation"])
    return (tag("div", line, "small") + tag("blockquote", tag("p", words, dir="auto"), "said", q.kind) + _notes(source.notes) + _in_context(source)
            + tag("div", _article_line(source), "small", "note"))


def check_html(check):
    """The verdict, and each source with its words held against the text."""
    said_by = "; said to be by " + isolated(check.by) if check.by else ""
    head = tag("div", "The text asked" + said_by, "small")
    asked = tag("p", f"“{isolated(check.text)}”", "asked", dir="auto")
    summary = check.summary
    if summary.casefold().startswith(check.verdict + ": "):  # the verdict says it already
        summary = summary[len(check.verdict) + 2:]
    answer = tag("p", _verdict(check.verdict) + escaped(summary))
    attribution = _note(_ATTRIBUTIONS[check.attribution]) if check.attribution in _ATTRIBUTIONS else ""
    key = _diff_key([s.diff for s in check.sources], "only the source has it", "only the text asked has it")
    items = "".join(tag("li", _source_block(s)) for s in check.sources)
    more = _note(f"at least {counted(check.more_sources, 'more source')}") if check.more_sources else ""
    rest = (tag("ol", items, "items", "sources") if items else "") + key + more + _notes(check.notes)
    return framed(head + asked + answer + attribution + rest, "quotes", "diff", "check")


def trail_html(trail):
    """Every variant of the words, oldest first, with its differences from the first."""
    variants = list(trail.variants)
    head = f"<b>{counted(len(variants), 'variant')}</b> in {counted(trail.articles, 'article')}, oldest first"
    if trail.undated:
        head += f"; {trail.undated:,} undated, last"
    items = []
    for i, v in enumerate(variants):
        line = joined([f"<b>{_day(v.published)}</b>", ", ".join(isolated(o) for o in v.outlets),
                       "first printed" if i == 0 else ""])
        words = tag("p", escaped(v.printed), dir="auto")
        if i and _differs(v.against_first):
            words = tag("p", _diff(v.against_first), dir="auto")
        printings = tag("ul", "".join(tag("li", _article_line(p), "small") for p in v.printings))
        summary = tag("summary", counted(len(v.printings), "article"))
        items.append(tag("li", tag("div", line, "small") + tag("blockquote", words, "said", v.quotation.kind)
                         + tag("div", _byline(v.quotation), "small") + tag("details", summary + printings)))
    key = _diff_key([v.against_first for v in variants[1:]], "the first printing’s words", "the later one’s")
    body = tag("ol", "".join(items), "items", "rail") if items else ""
    return framed(tag("div", head, "small", "head") + body + key + _notes(trail.notes), "quotes", "diff", "trail")


_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def _example(example):
    """What stands for a row: the words with what matched, and where they are printed."""
    where = joined([isolated(example.title or example.id), isolated(example.source) if example.source else "",
                    _day(example.published)])
    q = example.quotation
    if q is not None:
        words = marked(q.text, q.marks)
        where = joined([tag("b", _names_of(q.speakers), "who") if q.speakers else "", where])
    else:
        words = marked(example.snippet.text, example.snippet.marks)
    return tag("div", words, dir="auto") + tag("div", where, "small")


def _timeline_rows(rows, most, *classes):
    out = []
    for row in rows:
        name = escaped(row.name)
        day = row.interval.day
        if row.grain == "day" and day is not None:
            name += tag("span", " " + _WEEKDAYS[day.weekday()], "small")
        width = max(1, round(100 * row.count / most))
        bar = f'<span class="quoth-bar" style="width:{width}%"></span>'
        out.append(tag("tr", tag("td", name, "when") + tag("td", bar, "scale") + tag("td", f"{row.count:,}", "number")
                       + tag("td", "".join(_example(e) for e in row.examples), "wide"), *classes))
    return "".join(out)


def timeline_html(timeline):
    """A row for each period into which something falls, and below those the dates that are less precise."""
    one = "quotation" if timeline.unit == "quotations" else "article"
    by = ("by the day of printing" if timeline.by == "published" else
          "by the day they were said" if timeline.unit == "quotations" else "by the days they speak of")
    head = f"<b>{counted(timeline.total, one)}</b> {by}, a row a {escaped(timeline.grain)}"
    most = max((row.count for row in [*timeline.rows, *timeline.wider]), default=1)
    columns = tag("thead", tag("tr", tag("th", escaped(timeline.grain)) + tag("th", "", "scale")
                               + tag("th", one + "s", "number") + tag("th", "for example")))
    body = tag("tbody", _timeline_rows(timeline.rows, most)) if timeline.rows else ""
    if timeline.wider:
        part = tag("tr", tag("th", "Less precise", "part", colspan=4))
        body += tag("tbody", part + _timeline_rows(timeline.wider, most, "longer"))
    table = tag("table", columns + body) if body else ""
    left = []
    if timeline.counted < timeline.total:
        left.append(f"{counted(timeline.total - timeline.counted, one)} without such a day")
    if timeline.rows_left_out:
        left.append(f"{counted(timeline.rows_left_out, 'row')} left out")
    if timeline.wider_left_out:
        left.append(f"{counted(timeline.wider_left_out, 'less precise row')} left out")
    notes = _note(joined(left)) if left else ""
    return framed(tag("div", head, "small", "head") + "".join(_note(escaped(i.message)) for i in timeline.issues)
                  + table + notes + _notes(timeline.notes), "table")


def _names_table(names):
    head = "".join(tag("th", text, *classes) for text, classes in (
        ("name", ()), ("type", ()), ("articles", ("number",)), ("quotations", ("number",)), ("also spelt", ())))
    rows = []
    for n in names[:SHOWN_AT_MOST]:
        role = tag("div", escaped(", ".join(n.roles)), "small") if n.roles else ""
        also = ", ".join(isolated(spelling) for spelling in n.variants)
        rows.append(tag("tr", tag("td", f"<b>{isolated(n.name)}</b>" + role) + tag("td", escaped(n.type))
                        + tag("td", f"{n.articles:,}", "number") + tag("td", f"{n.quotations:,}", "number")
                        + tag("td", also)))
    return tag("table", tag("thead", tag("tr", head)) + tag("tbody", "".join(rows)))


def names_html(names):
    """Whom and what an index names, with the spellings."""
    head = f"<b>{counted(len(names), 'name')}</b> in {counted(names.articles, 'article')}"
    left = _note(f"{counted(len(names) - SHOWN_AT_MOST, 'name')} not shown here") if len(names) > SHOWN_AT_MOST else ""
    left += _note(f"{names.left_out:,} more left out") if names.left_out else ""
    return framed(tag("div", head, "small", "head") + (_names_table(names) if len(names) else "") + left, "table")


def facets_html(facets):
    """Whom and what the articles of a query name, and who speaks in them."""
    out = [tag("div", f"named in <b>{counted(facets.articles, 'article')}</b>", "small", "head")]
    for title, names in (("people", facets.people), ("organisations", facets.organisations), ("places", facets.places),
                         ("speakers", facets.speakers)):
        if not names:
            continue
        rows = "".join(tag("tr", tag("td", isolated(n.name))
                           + tag("td", f"{n.quotations if title == 'speakers' else n.articles:,}", "number"))
                       for n in names)
        columns = tag("th", title) + tag("th", "quotations" if title == "speakers" else "articles", "number")
        out.append(tag("table", tag("thead", tag("tr", columns)) + tag("tbody", rows)))
    return framed("".join(out) + "".join(_note(escaped(i.message)) for i in facets.issues) + _notes(facets.notes),
                  "table")
