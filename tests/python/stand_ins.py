"""Values shaped as the module's, with any texts in them: a real index gives few hostile ones to what it shows."""
import datetime
import random
import types

KINDS = ("direct", "mixed", "indirect")
TYPES = ("person", "organisation", "place")


class Interval:
    """Like quoth.Interval: `first` and `last` inclusive, None where open or out of datetime's years."""

    def __init__(self, first, last, name=None):
        self.first, self.last, self._name = first, last, name
        self.day = first if first is not None and first == last else None

    def __str__(self):
        return self._name if self._name is not None else f"{self.first or ''}..{self.last or ''}"


class Rows(list):
    """A sequence with attributes, as Results and Names are."""


def day(iso):
    value = datetime.date.fromisoformat(iso)
    return Interval(value, value, iso)


def thing(**members):
    return types.SimpleNamespace(**members)


def speaker(name):
    return thing(text=name, name=name, status="named")


def quotation(text, name="", **more):
    members = dict(text=text, kind="direct", speakers=[speaker(name)] if name else [], via=[], said=day("2024-03-01"),
                   stance="asserted", confidence=0.9, marks=[], before="", sentence=text, after="")
    return thing(**(members | more))


def hit(text, **more):
    members = dict(id=text, title=text, source=text, url=text, published=thing(interval=day("2024-03-02"), day=datetime.date(2024, 3, 2)), score=1.0,
                   snippet=thing(text=text, marks=[(0, min(1, len(text)))]), dates=[], quotation_index=None,
                   quotations=[quotation(text, text, via=[speaker(text)], before=text, after=text)])
    return thing(**(members | more))


def edits(text):
    return [thing(kind=kind, asked=text if kind != "left out" else "", source=text if kind != "added" else "",
                  turning=turning, marked=marked)
            for kind in ("same", "changed", "added", "left out") for turning in (False, True) for marked in (False, True)]


def source(text, **more):
    members = dict(id=text, title=text, source=text, url=text, published=None, verdict="altered", likeness=0.5,
                   printed=text, quotation=quotation(text, text), before=text, sentence=text, after=text,
                   diff=edits(text), notes=[text], by_asked=True, piece=0)
    return thing(**(members | more))


def one_of_each(text):
    """{function of quoth._html or quoth._marked_text: value}, each with `text` wherever a text can stand."""
    results = {}
    for unit in ("articles", "quotations"):
        found = Rows([hit(text), hit(text, title="", dates=[thing(text=text, value=text)])])
        found.__dict__.update(unit=unit, total=7, total_is_exact=False, query=text, issues=[thing(message=text)],
                              notes=[text], suggestions=[thing(query=text, documents=3)],
                              people=[thing(name=text, articles=2)])
        results[unit] = found
    names = Rows([thing(name=text, type="person", articles=3, mentions=4, quotations=1, variants={text: 2}, roles=[text])])
    names.__dict__.update(articles=3, left_out=1)
    variant = source(text, against_first=edits(text), outlets=[text],
                     printings=[thing(id=text, title=text, source=text, url=text, published=None)])
    example = thing(id=text, title=text, source=text, published=None, quotation=None,
                    snippet=thing(text=text, marks=[(0, min(1, len(text)))]))
    said = thing(**(vars(example) | {"quotation": quotation(text, text)}))
    row = thing(name=text, interval=day("2024-03-01"), grain="day", count=2, dates=2, printed=None, decided=True,
                examples=[example, said])
    return {
        "results_html": [results["articles"], results["quotations"]],
        "hit_html": [hit(text), hit(text, quotation_index=0)],
        "quotation_html": [quotation(text, text), quotation(text, kind=text, stance=text)],
        "check_html": [thing(verdict="cut", text=text, by=text, attribution="confirmed", summary=text,
                             sources=[source(text), source(text, verdict=text)], more_sources=2, notes=[text])],
        "trail_html": [thing(text=text, variants=[variant, variant], articles=2, undated=1, notes=[text])],
        "timeline_html": [thing(by="event", unit="articles", grain="day", total=5, counted=2, rows=[row], wider=[row],
                                rows_left_out=1, wider_left_out=1, issues=[thing(message=text)], notes=[text])],
        "names_html": [names],
        "facets_html": [thing(articles=2, people=names, organisations=[], places=names, speakers=names,
                              issues=[thing(message=text)], notes=[text])],
        "annotated_html": [annotated(text, [quote(text, 0, len(text), text)], [mention(text, 0, max(1, len(text) // 2), text)],
                                     [timex(text, len(text) // 3, len(text), text)], title=text, lang=text)],
    }


def quote(text, start, end, name, kind="direct", stance="asserted"):
    return thing(text=text[start:end], start=start, end=end, kind=kind, stance=stance, said=None, confidence=0.5,
                 speakers=[speaker(name)] if name else [], via=[])


def mention(text, start, end, name, type="person"):
    return thing(text=text[start:end], start=start, end=end, type=type, form="name", name=name)


def timex(text, start, end, value):
    return thing(text=text[start:end], start=start, end=end, type="DATE", value=value, interval=None)


def annotated(text, quotations=(), names=(), dates=(), title="", lang=""):
    return thing(text=text, title=title, lang=lang, published=None, quotations=list(quotations), names=list(names),
                 dates=list(dates))


def random_annotated(seed):
    """A text of several paragraphs with spans that nest, cross, touch and repeat. Their names tell them apart."""
    draw = random.Random(seed)
    text = "".join(draw.choice("abc “”éשם漢🙂 \n") for _ in range(draw.randrange(1, 120)))

    def spans(most):
        for _ in range(draw.randrange(most)):
            start = draw.randrange(len(text))
            yield start, draw.randrange(start, len(text)) + 1

    number = iter(range(1000))
    quotes = [quote(text, a, b, f"Q{next(number)}", draw.choice(KINDS)) for a, b in spans(6)]
    names = [mention(text, a, b, f"N{next(number)}", draw.choice(TYPES)) for a, b in spans(6)]
    dates = [timex(text, a, b, f"D{next(number)}") for a, b in spans(6)]
    return annotated(text, quotes, names, dates)
