"""Names, dates and quotations of texts; analyzers of one's own."""

import dataclasses
import itertools
import unicodedata

from . import _core

# Texts that go to the library at once: between two such calls Ctrl-C is seen.
_AT_ONCE = 64


def analyzers_of(given, style="news"):
    """An Analyzers of what `analyzers=` was given: None, an Analyzers, an Analyzer or several."""
    if given is None:
        return _core.Analyzers(style)
    if isinstance(given, _core.Analyzers):
        return given
    if isinstance(given, Analyzer):
        given = (given,)
    if isinstance(given, (str, bytes)) or not hasattr(given, "__iter__"):
        raise TypeError(f"analyzers: an Analyzers or Analyzer objects are needed, not {type(given).__name__}")
    return _core.Analyzers(style).with_(*given)


def annotate(text, published=None, *, title="", lang="", analyzers=None, style="news"):
    """The names, dates and quotations of a text, without an index: an Annotated.

        >>> found = quoth.annotate("“No,” Ana Roš said on Friday.", published="2024-03-10")
        >>> found.quotations[0].speaker, str(found.dates[0].interval)
        ('Ana Roš', '2024-03-08')

    text       a str, or an Article
    published  the day that "Friday" is read against: a datetime.date or "YYYY-MM-DD". With a datetime,
               style="query" knows the clock too ("in five minutes")
    title      the headline; then Annotated.text is the title, two line feeds and the text
    lang       BCP 47 ("de"); read from the words when empty
    analyzers  an Analyzers, or Analyzer objects that run after Quoth's own
    style      "news", or "query": dates as a question has them, whatever can be a date is one
    """
    return _core.annotate(text, published, title, lang, analyzers_of(analyzers, style))


def annotate_many(texts, published=None, *, lang="", analyzers=None, style="news", threads=0):
    """annotate() of many texts, on all cores: a list of Annotated, in order.

    texts      an iterable of str or Article
    published  of all of them, or None; an Article has its own
    threads    how many work at it; 0: one for each core
    """
    if isinstance(texts, (str, bytes, _core.Article)) or not hasattr(texts, "__iter__"):
        raise TypeError(f"texts: an iterable of str is needed, not {type(texts).__name__}")
    with_ = analyzers_of(analyzers, style)
    texts = iter(texts)
    out = []
    while some := list(itertools.islice(texts, _AT_ONCE)):
        out += _core.annotate_many(some, published, lang, with_, threads)
    return out


def explain_quotations(annotated):
    """Why words in marks are somebody's or not, and who was weighed as their speaker: a list of QuotationExplanation,
    in the order of reading. Costs as much as annotate()."""
    return _core.explain_quotations(annotated)


@dataclasses.dataclass(frozen=True)
class NewDate:
    """A date that an Analyzer of one's own found; see Analyzer.

    start, end  code points of the text, start < end
    interval    what it means: a datetime.date, "2024-03", (first, last), an Interval; None: undecided
    value       TIMEX3; made of the interval when empty
    type        "DATE", "TIME", "DURATION" or "SET"
    rule        what explain() calls it
    """

    start: int
    end: int
    interval: object = None
    value: str = ""
    type: str = "DATE"
    rule: str = "own"


@dataclasses.dataclass(frozen=True)
class NewName:
    """A name that an Analyzer of one's own found; see Analyzer.

    start, end  code points of the text, start < end
    type        "person", "organisation" or "place"
    name        whom or what it means, joined with an entity of that name; as the text has it when None
    rule        what explain() calls it
    """

    start: int
    end: int
    type: str = "person"
    name: "str | None" = None
    rule: str = "own"


@dataclasses.dataclass(frozen=True)
class NewQuotation:
    """A quotation that an Analyzer of one's own found; see Analyzer.

    start, end  code points of the text, start < end, the marks included where they enclose all of it
    speaker     who said it: a name, or a Mention of the text; several as a tuple; None: nobody is named
    kind        "direct", "mixed" or "indirect" speech
    via         who passed it on, from the speaker outwards, given as `speaker` is
    cue         (start, end) of "said", "according to"; None when there is none
    quoted      the stretches inside marks without the marks, each (start, end), in order. None: of direct speech all of
                it without the marks round it, else nothing
    said        when it was said: a datetime.date, "2024-03", (first, last), an Interval; None: not known
    stance      "asserted", "denied" or "hypothetical"
    confidence  0..1, that span and speaker are right
    rule        what explain() calls it
    """

    start: int
    end: int
    speaker: object = None
    kind: str = "direct"
    via: object = None
    cue: "tuple[int, int] | None" = None
    quoted: "tuple[tuple[int, int], ...] | None" = None
    said: object = None
    stance: str = "asserted"
    confidence: float = 1.0
    rule: str = "own"


class Analyzer:
    """Base of analyzers of one's own: what analyze() yields is stored and indexed like the rest.

        class Sittings(quoth.Analyzer):
            name = "my.sittings/1"

            def analyze(self, found):
                for m in re.finditer(r"sitting (\\d+)", found.text):
                    if m[1] in DAYS:
                        yield quoth.NewDate(m.start(), m.end(), DAYS[m[1]])

        index = quoth.Index.create("news.quoth", analyzers=Sittings())

    `name` is kept by the index: change it whenever the output changes. analyze() is given an Annotated, the text with
    what was found before, and gives NewDate, NewName and NewQuotation; what overlaps one of its kind that was found
    before is left out. It is called from several threads with Python's lock held, so at once where it lets go of that;
    what it raises ends the call that annotates.
    """

    name = ""

    def analyze(self, found):
        """What it finds in `found` (an Annotated): an iterable of NewDate, NewName and NewQuotation."""
        raise NotImplementedError(f"{type(self).__name__} needs a method analyze(self, found)")

    def _additions(self, found):
        return [_addition(one, found.text) for one in self.analyze(found) or ()]


def _addition(one, text):
    if isinstance(one, NewDate):
        return ("date", one.start, one.end, one.type, one.interval, one.value, one.rule)
    if isinstance(one, NewName):
        return ("name", one.start, one.end, one.type, one.name, one.rule)
    if isinstance(one, NewQuotation):
        quoted = one.quoted
        if quoted is None:
            quoted = _inside_marks(text, one.start, one.end) if one.kind == "direct" else ()
        return ("quotation", one.start, one.end, one.kind, _speakers(one.speaker, "speaker"), _speakers(one.via, "via"),
                () if one.cue is None else _pair(one.cue, "cue"), tuple(_pair(span, "quoted") for span in quoted), one.said,
                one.stance, one.confidence, one.rule)
    raise TypeError(f"analyze(): NewDate, NewName and NewQuotation are needed, not {type(one).__name__}")


def _pair(given, name):
    if not isinstance(given, (tuple, list)) or len(given) != 2:
        raise TypeError(f"{name}: a pair (start, end) is needed, not {given!r}")
    return tuple(given)


# Marks that Unicode holds for brackets or neither; the others are of its categories Pi and Pf.
_MARKS = "\"'„‚「」『』"


def _inside_marks(text, start, end):
    """All of text[start:end] but for quotation marks at both of its ends."""
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
        return ()  # refused where the quotation's own offsets are read
    marked = all(c in _MARKS or unicodedata.category(c) in ("Pi", "Pf") for c in (text[start], text[end - 1]))
    if marked and end - start > 2:
        start, end = start + 1, end - 1
    return ((start, end),)


def _speakers(given, name):
    """Each as (name, start, end, number of its entity)."""
    if given is None:
        return ()
    out = []
    for one in given if isinstance(given, (tuple, list)) else (given,):
        if isinstance(one, str):
            out.append((one, 0, 0, -1))
        elif isinstance(one, _core.Mention):
            out.append((None, one.start, one.end, -1 if one.entity is None else one.entity.index))
        else:
            raise TypeError(f"{name}: a str or a Mention is needed, not {type(one).__name__}")
    return tuple(out)
