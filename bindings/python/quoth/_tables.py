"""Results as tables: `to_pandas` of everything that has rows, and the scores as an array.

Days are columns of datetime64. Where one of a column lies outside of what pandas can hold in nanoseconds (1677 to 2262),
that column holds datetime.date, so that no day is lost. An interval is two columns, `…_first` and `…_last`: the days of
`Interval.first` and `Interval.last`, both inclusive; an open side is missing.
"""
from ._needs import needed

# Columns that are no text; they have their type even where a table has no rows.
_TYPES = dict.fromkeys(("articles", "mentions", "quotations", "start", "end", "count", "dates", "variant"), "int64")
_TYPES |= dict.fromkeys(("score", "likeness", "confidence"), "float64")
_TYPES |= dict.fromkeys(("decided", "by_asked", "wider"), "bool")


def _days(pandas, days):
    """A column of datetime.date or None."""
    if all(day is None or 1678 <= day.year <= 2261 for day in days):
        return pandas.to_datetime(pandas.Series(days, dtype="object"))
    return pandas.Series(days, dtype="object")


def _frame(columns, days=()):
    """A DataFrame of `columns` (name -> list), those named in `days` as days."""
    pandas = needed("pandas", "to_pandas()")
    return pandas.DataFrame({
        name: _days(pandas, values) if name in days else pandas.Series(values, dtype=_TYPES.get(name, "object"))
        for name, values in columns.items()})


def _first(interval):
    return interval.first if interval is not None else None


def _last(interval):
    return interval.last if interval is not None else None


def _day(published):
    return published.day if published is not None else None


def _speakers(quotation):
    return " and ".join(s.name for s in quotation.speakers) or None


def _via(quotation):
    return ", ".join(s.name for s in quotation.via) or None


def results_to_pandas(results):
    """The hits as a DataFrame, the best first.

    Columns: id, title, source, url, published (the day, missing where only a longer period is known), score, snippet.
    Of quotations also speaker (several joined by "and", missing where nobody is named), text, kind, said_first,
    said_last, stance, via.
    """
    hits = list(results)
    columns = {
        "id": [h.id for h in hits],
        "title": [h.title for h in hits],
        "source": [h.source for h in hits],
        "url": [h.url for h in hits],
        "published": [_day(h.published) for h in hits],
        "score": [h.score for h in hits],
        "snippet": [h.snippet.text for h in hits],
    }
    if results.unit == "quotations":
        quotations = [h.quotations[0] if h.quotations else None for h in hits]

        def of_each(get):
            return [get(q) if q is not None else None for q in quotations]

        columns |= {
            "speaker": of_each(_speakers),
            "text": of_each(lambda q: q.text),
            "kind": of_each(lambda q: q.kind),
            "said_first": of_each(lambda q: _first(q.said)),
            "said_last": of_each(lambda q: _last(q.said)),
            "stance": of_each(lambda q: q.stance),
            "via": of_each(_via),
        }
    return _frame(columns, days=("published", "said_first", "said_last"))


def results_scores(results):
    """The scores as a NumPy array of float64, the best first."""
    numpy = needed("numpy", "Results.scores")
    return numpy.fromiter((hit.score for hit in results), dtype=numpy.float64, count=len(results))


def names_to_pandas(names):
    """The names as a DataFrame: name, type, articles, mentions, quotations, variants ({spelling: articles}), roles."""
    rows = list(names)
    return _frame({
        "name": [n.name for n in rows],
        "type": [n.type for n in rows],
        "articles": [n.articles for n in rows],
        "mentions": [n.mentions for n in rows],
        "quotations": [n.quotations for n in rows],
        "variants": [dict(n.variants) for n in rows],
        "roles": [list(n.roles) for n in rows],
    })


def _sources(rows):
    return {
        "id": [s.id for s in rows],
        "title": [s.title for s in rows],
        "source": [s.source for s in rows],
        "url": [s.url for s in rows],
        "published": [_day(s.published) for s in rows],
    }


def check_to_pandas(check):
    """The sources of a check as a DataFrame, the best first.

    Columns: id, title, source, url, published, verdict, likeness, speaker, printed, said_first, said_last, by_asked,
    sentence.
    """
    rows = list(check.sources)
    return _frame(_sources(rows) | {
        "verdict": [s.verdict for s in rows],
        "likeness": [s.likeness for s in rows],
        "speaker": [_speakers(s.quotation) for s in rows],
        "printed": [s.printed for s in rows],
        "said_first": [_first(s.quotation.said) for s in rows],
        "said_last": [_last(s.quotation.said) for s in rows],
        "by_asked": [s.by_asked for s in rows],
        "sentence": [s.sentence for s in rows],
    }, days=("published", "said_first", "said_last"))


def trail_to_pandas(trail):
    """A trail as a DataFrame: a row for each printing, the variants oldest first.

    Columns: variant (from 1, in the trail's order), id, title, source, url, published, printed, speaker, verdict,
    likeness. The words, the speaker and how they compare with the text asked are those of the variant.
    """
    rows = [(number, variant, printing) for number, variant in enumerate(trail.variants, 1)
            for printing in variant.printings]
    return _frame({"variant": [number for number, _, _ in rows]} | _sources([p for _, _, p in rows]) | {
        "printed": [v.printed for _, v, _ in rows],
        "speaker": [_speakers(v.quotation) for _, v, _ in rows],
        "verdict": [v.verdict for _, v, _ in rows],
        "likeness": [v.likeness for _, v, _ in rows],
    }, days=("published",))


def timeline_to_pandas(timeline):
    """A timeline as a DataFrame: its rows in order of time, then those that are less precise.

    Columns: name ("2024-03-22"), first, last (days, inclusive), grain, count, dates, decided, wider (True for the less
    precise), printed_first, printed_last.
    """
    rows = [(row, False) for row in timeline.rows] + [(row, True) for row in timeline.wider]
    return _frame({
        "name": [r.name for r, _ in rows],
        "first": [_first(r.interval) for r, _ in rows],
        "last": [_last(r.interval) for r, _ in rows],
        "grain": [r.grain for r, _ in rows],
        "count": [r.count for r, _ in rows],
        "dates": [r.dates for r, _ in rows],
        "decided": [r.decided for r, _ in rows],
        "wider": [wider for _, wider in rows],
        "printed_first": [_first(r.printed) for r, _ in rows],
        "printed_last": [_last(r.printed) for r, _ in rows],
    }, days=("first", "last", "printed_first", "printed_last"))


def _found(rows):
    return {"start": [x.start for x in rows], "end": [x.end for x in rows], "text": [x.text for x in rows]}


def annotated_to_pandas(annotated, kind="quotations"):
    """What was found in an article as a DataFrame, in the order of the text.

    kind    "quotations": start, end, text, kind, speaker, via, said_first, said_last, stance, confidence
            "names": start, end, text, type, form, name (who or what it means, where that is known)
            "dates": start, end, text, type, value (TIMEX3), first, last

    `start` and `end` are code points of `annotated.text`.
    """
    if kind == "quotations":
        rows = list(annotated.quotations)
        return _frame(_found(rows) | {
            "kind": [q.kind for q in rows],
            "speaker": [_speakers(q) for q in rows],
            "via": [_via(q) for q in rows],
            "said_first": [_first(q.said) for q in rows],
            "said_last": [_last(q.said) for q in rows],
            "stance": [q.stance for q in rows],
            "confidence": [q.confidence for q in rows],
        }, days=("said_first", "said_last"))
    if kind == "names":
        rows = list(annotated.names)
        return _frame(_found(rows) | {
            "type": [m.type for m in rows],
            "form": [m.form for m in rows],
            "name": [m.name for m in rows],
        })
    if kind == "dates":
        rows = list(annotated.dates)
        return _frame(_found(rows) | {
            "type": [d.type for d in rows],
            "value": [d.value for d in rows],
            "first": [_first(d.interval) for d in rows],
            "last": [_last(d.interval) for d in rows],
        }, days=("first", "last"))
    raise ValueError(f'kind: "quotations", "names" or "dates" is needed, not {kind!r}')
