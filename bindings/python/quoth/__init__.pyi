"""The types of quoth; what each thing does is said where it stands. help(quoth) says where to begin."""

import dataclasses
import datetime
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import TracebackType
from typing import Any, Literal, SupportsIndex, TypeAlias, overload

# Imported at run time only when something asks for them; their types are Any where they are missing.
import altair  # type: ignore
import matplotlib.axes  # type: ignore
import numpy  # type: ignore
import pandas  # type: ignore

from . import features as features
from .features import Feature as Feature

_Row: TypeAlias = dict[str, Any]
_Path: TypeAlias = str | os.PathLike[str]
_Day: TypeAlias = datetime.date | str
_When: TypeAlias = Interval | _Day | tuple[_Day, _Day]
_Grain: TypeAlias = Literal["moment", "day", "week", "month", "quarter", "half", "year", "decade", "century", "other"]
_Period: TypeAlias = Literal["day", "week", "month", "quarter", "half", "year", "decade", "century"]
_NameType: TypeAlias = Literal["person", "organisation", "place"]
_Kind: TypeAlias = Literal["direct", "mixed", "indirect"]
_Stance: TypeAlias = Literal["asserted", "denied", "hypothetical"]
_Status: TypeAlias = Literal["named", "anonymous", "unknown"]
_Unit: TypeAlias = Literal["articles", "quotations"]
_Verdict: TypeAlias = Literal["verbatim", "altered", "cut", "spliced", "paraphrase", "denied", "hypothetical", "in text", "unknown"]

__version__: str

class Error(Exception):
    """What quoth raises; its message names the thing and the remedy."""

class UsageError(Error, ValueError):
    """Asked for something that cannot be: an empty id, a day that does not exist."""

class NotFoundError(Error, FileNotFoundError):
    """There is no index or article where one was expected."""

class FormatError(Error):
    """Not an index, one of a newer Quoth, or one made by other analyzers."""

class DamagedError(Error):
    """The files have changed since they were written: a checksum or size is wrong."""

class StorageError(Error, OSError):
    """The machine refused: disk full, read-only, no permission."""

class LockedError(Error):
    """Another writer holds the index."""

class DeadlineError(Error, TimeoutError):
    """The time given to a question ran out before its answer was complete."""

class Interval:
    """A stretch of time: a day, a month, a morning, any run of days.

    Interval("2022-03"), Interval(date), Interval((first, last)) with both days inclusive,
    or whatever `when:` reads ("2022-03-03..2022-03-12", "1990s", "last week").
    `date in interval` and `interval in interval` tell whether it lies wholly in it;
    str() is its shortest name, which `when:` reads back.
    """
    def __init__(self, when: _When) -> None: ...
    @property
    def first(self) -> datetime.date | None:
        """The first day it touches: a datetime.date; None outside the years 1 to 9999."""
    @property
    def last(self) -> datetime.date | None:
        """The last day it touches, inclusive: a datetime.date; None outside the years 1 to 9999."""
    @property
    def start(self) -> str:
        """The moment it begins, in ISO 8601: "2022-03-11", "2022-03-11T16:40"."""
    @property
    def end(self) -> str:
        """The moment it is over, exclusive, in ISO 8601."""
    @property
    def day(self) -> datetime.date | None:
        """The day it lies in, when it lies in one: a datetime.date, else None."""
    @property
    def grain(self) -> _Grain:
        """How precise it is: "moment", "day", "week", "month", "quarter", "half", "year", "decade",
        "century" or "other".
        """
    @property
    def words(self) -> str:
        """Its name for readers: "2022 (the whole year)"."""
    def __contains__(self, other: _When) -> bool: ...
    def overlaps(self, other: _When) -> bool:
        """Whether it shares a moment with another interval, or a day."""
    def __lt__(self, other: Interval) -> bool: ...
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...

class Published:
    """When an article was published, as far as that is known."""
    @property
    def day(self) -> datetime.date | None:
        """The day, a datetime.date, when it is known; else None, and `interval` tells what is."""
    @property
    def interval(self) -> Interval:
        """What the day lies in: an Interval of one day when certain."""
    @property
    def how(self) -> Literal["given", "text", "inferred"]:
        """"given" by the article's owner, read in the "text", or "inferred" from it."""
    @property
    def confidence(self) -> float:
        """0..1, that the true day lies in `interval`."""
    @property
    def evidence(self) -> tuple[str, ...]:
        """Why, in plain words: a tuple of str."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Published: ...
    def __deepcopy__(self, memo: Any) -> Published: ...

class DateReading:
    """How a date expression was read."""
    @property
    def interval(self) -> Interval:
        """The Interval it means."""
    @property
    def value(self) -> str:
        """TIMEX3 of what was read: "2022-03", "2022-03/2022-05" for a range."""
    @property
    def rule(self) -> str:
        """Which rule of the tables read it."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> DateReading: ...
    def __deepcopy__(self, memo: Any) -> DateReading: ...

class Annotated:
    """A text with the names, dates and quotations found in it.

    All offsets are code points of `text`: `a.text[x.start:x.end] == x.text`. Values are made as they
    are asked for. Equal when text and findings are; can be pickled.
    """
    @property
    def text(self) -> str:
        """What offsets index: the title, two line feeds and the body; without a title the body alone."""
    @property
    def published(self) -> Published | None:
        """When it was published, given or read from it: a Published, or None."""
    @property
    def dates(self) -> tuple[Timex, ...]:
        """In order of place: a tuple of Timex."""
    @property
    def names(self) -> tuple[Mention, ...]:
        """Every place that names or means somebody or something, in order: a tuple of Mention."""
    @property
    def entities(self) -> tuple[Entity, ...]:
        """Who and what these mean: a tuple of Entity."""
    @property
    def quotations(self) -> tuple[AnnotatedQuotation, ...]:
        """In order of place, one before what stands in it: a tuple of AnnotatedQuotation."""
    @property
    def article(self) -> Article:
        """The Article that was read."""
    @property
    def id(self) -> str:
        """The article's id; empty for a mere text."""
    @property
    def title(self) -> str:
        """The article's title."""
    @property
    def lang(self) -> str:
        """Its language as given; may be empty."""
    def to_dict(self) -> dict[str, Any]:
        """Plain values, as `quoth annotate --jsonl` writes them, with offsets in code points."""
    def to_pandas(self, kind: Literal["quotations", "names", "dates"] = ...) -> pandas.DataFrame:
        """What was found in an article as a DataFrame, in the order of the text.

        kind    "quotations": start, end, text, kind, speaker, via, said_first, said_last, stance, confidence
                "names": start, end, text, type, form, name (who or what it means, where that is known)
                "dates": start, end, text, type, value (TIMEX3), first, last

        `start` and `end` are code points of `annotated.text`.
        """
    def _repr_html_(self) -> str: ...
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Annotated: ...
    def __deepcopy__(self, memo: Any) -> Annotated: ...

class Timex:
    """One time expression of a text. str() is its text."""
    @property
    def start(self) -> int:
        """Where it begins in `Annotated.text`, in code points."""
    @property
    def end(self) -> int:
        """Where it ends, exclusive: `text[x.start:x.end] == x.text`."""
    @property
    def text(self) -> str:
        """As the text has it."""
    @property
    def rule(self) -> str:
        """Which rule found it."""
    @property
    def type(self) -> Literal["DATE", "TIME", "DURATION", "SET"]:
        """As TIMEX3 has it: "DATE", "TIME", "DURATION" or "SET"."""
    @property
    def value(self) -> str:
        """TIMEX3: "2022-03-11", "2022-W10", "P2W", "PAST_REF"."""
    @property
    def mod(self) -> str:
        """TIMEX3: "APPROX", "START"; often empty."""
    @property
    def quant(self) -> str:
        """TIMEX3: "EVERY"; often empty."""
    @property
    def freq(self) -> str:
        """TIMEX3: "2X"; often empty."""
    @property
    def interval(self) -> Interval | None:
        """The Interval it means; None where the day stays undecided."""
    @property
    def anchor(self) -> Interval | None:
        """What it was read against, when it was relative: an Interval, or None."""
    @property
    def decided(self) -> bool:
        """Whether the interval is what it means; else it only lies in it."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Timex: ...
    def __deepcopy__(self, memo: Any) -> Timex: ...

class Mention:
    """One place of a text that names or means somebody or something. str() is its text."""
    @property
    def start(self) -> int:
        """Where it begins in `Annotated.text`, in code points."""
    @property
    def end(self) -> int:
        """Where it ends, exclusive: `text[x.start:x.end] == x.text`."""
    @property
    def text(self) -> str:
        """As the text has it."""
    @property
    def rule(self) -> str:
        """Which rule found it."""
    @property
    def type(self) -> _NameType:
        """"person", "organisation" or "place"."""
    @property
    def form(self) -> Literal["name", "nominal", "pronoun"]:
        """"name", "nominal" (the president) or "pronoun"."""
    @property
    def entity(self) -> Entity | None:
        """Who or what it means: an Entity, or None."""
    @property
    def name(self) -> str:
        """The entity's name; as the text has it where that is not known."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Mention: ...
    def __deepcopy__(self, memo: Any) -> Mention: ...

class Entity:
    """Who or what one or more mentions of a text mean. str() is the name."""
    @property
    def type(self) -> _NameType:
        """"person", "organisation" or "place"."""
    @property
    def name(self) -> str:
        """The fullest spelling in the text."""
    @property
    def variants(self) -> tuple[str, ...]:
        """Every other spelling, in order of appearance: a tuple of str."""
    @property
    def roles(self) -> tuple[str, ...]:
        """"president", as found beside it: a tuple of str."""
    @property
    def gender(self) -> Literal["male", "female", "unknown"]:
        """"male", "female" or "unknown"."""
    @property
    def index(self) -> int:
        """Its number among `Annotated.entities`."""
    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Where the text means it, in order: a tuple of Mention."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Entity: ...
    def __deepcopy__(self, memo: Any) -> Entity: ...

class AnnotatedSpeaker:
    """Who says, or passes on, a quotation, with its place in the text."""
    @property
    def start(self) -> int:
        """Where it begins in `Annotated.text`, in code points."""
    @property
    def end(self) -> int:
        """Where it ends, exclusive: `text[x.start:x.end] == x.text`."""
    @property
    def text(self) -> str:
        """As the text has it."""
    @property
    def name(self) -> str:
        """Who that is; as the text has it where that is not known."""
    @property
    def entity(self) -> Entity | None:
        """Who that is: an Entity, or None."""
    @property
    def status(self) -> _Status:
        """"named", "anonymous" or "unknown"."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> AnnotatedSpeaker: ...
    def __deepcopy__(self, memo: Any) -> AnnotatedSpeaker: ...

class AnnotatedQuotation:
    """One quotation of a text. str() is its text."""
    @property
    def start(self) -> int:
        """Where it begins in `Annotated.text`, in code points."""
    @property
    def end(self) -> int:
        """Where it ends, exclusive: `text[x.start:x.end] == x.text`."""
    @property
    def text(self) -> str:
        """As the text has it."""
    @property
    def rule(self) -> str:
        """Which rule found it."""
    @property
    def kind(self) -> _Kind:
        """"direct", "mixed" or "indirect" speech."""
    @property
    def speaker(self) -> str | None:
        """The first speaker's name, None where nobody is named."""
    @property
    def speakers(self) -> tuple[AnnotatedSpeaker, ...]:
        """A tuple of AnnotatedSpeaker."""
    @property
    def via(self) -> tuple[AnnotatedSpeaker, ...]:
        """Who passed it on, from the speaker outwards: a tuple of AnnotatedSpeaker."""
    @property
    def said(self) -> Interval | None:
        """When it was said: an Interval, or None."""
    @property
    def said_is_decided(self) -> bool:
        """Whether `said` is known, or only guessed from the day of printing."""
    @property
    def stance(self) -> _Stance:
        """"asserted", "denied" or "hypothetical"."""
    @property
    def confidence(self) -> float:
        """0..1, that span and speaker are right."""
    @property
    def cue(self) -> str | None:
        """"said", "according to"; None when there is none."""
    @property
    def cue_span(self) -> tuple[int, int] | None:
        """(start, end) of the cue in code points, or None."""
    @property
    def quoted(self) -> tuple[tuple[int, int], ...]:
        """The stretches inside marks, without the marks: a tuple of (start, end) in code points."""
    @property
    def index(self) -> int:
        """Its number among `Annotated.quotations`."""
    @property
    def parent(self) -> AnnotatedQuotation | None:
        """The AnnotatedQuotation it stands in, or None."""
    @property
    def group(self) -> int:
        """The number of its first part: a quotation in several parts (“A,” said X. “B.”) is several that share it."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> AnnotatedQuotation: ...
    def __deepcopy__(self, memo: Any) -> AnnotatedQuotation: ...

class QuotationEvidence:
    """One observation, and how much it counted."""
    @property
    def feature(self) -> str:
        """Its name in the table of its weights."""
    @property
    def meaning(self) -> str:
        """In plain words."""
    @property
    def value(self) -> float:
        """1, or a count or distance as `meaning` says."""
    @property
    def points(self) -> float:
        """Weight times value; speaks against when negative."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> QuotationEvidence: ...
    def __deepcopy__(self, memo: Any) -> QuotationEvidence: ...

class SpeakerOption:
    """Somebody who may have said the words, or nobody."""
    @property
    def speakers(self) -> tuple[str, ...]:
        """Their names, a tuple of str; empty: nobody is named."""
    @property
    def rule(self) -> str:
        """How they came to be a candidate: "verb-after"."""
    @property
    def score(self) -> float:
        """The sum of all points."""
    @property
    def evidence(self) -> tuple[QuotationEvidence, ...]:
        """What counts most first: a tuple of QuotationEvidence."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> SpeakerOption: ...
    def __deepcopy__(self, memo: Any) -> SpeakerOption: ...

class QuotationExplanation:
    """How one stretch of marked words was read."""
    @property
    def start(self) -> int:
        """Where the words begin in `Annotated.text`, inside the marks, in code points."""
    @property
    def end(self) -> int:
        """Where they end, exclusive."""
    @property
    def text(self) -> str:
        """The words."""
    @property
    def quotation(self) -> AnnotatedQuotation | None:
        """The AnnotatedQuotation they are, None when they are none."""
    @property
    def speech(self) -> float:
        """Log-odds of the words being somebody's; below zero they are a title, a term or the like."""
    @property
    def speech_evidence(self) -> tuple[QuotationEvidence, ...]:
        """What counts most first: a tuple of QuotationEvidence."""
    @property
    def confidence(self) -> float:
        """0..1, the share of such choices of a speaker that are right."""
    @property
    def options(self) -> tuple[SpeakerOption, ...]:
        """Who may have said them, a tuple of SpeakerOption; the first was chosen; empty: no speech."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> QuotationExplanation: ...
    def __deepcopy__(self, memo: Any) -> QuotationExplanation: ...

class Article:
    """One article as its owner gives it."""
    def __init__(
        self, id: str | int = ..., title: str = ..., body: str = ..., published: _Day | None = ..., source: str
        = ..., url: str = ..., lang: str = ...
    ) -> None: ...
    @property
    def id(self) -> str:
        """The owner's own, unique in an index."""
    @property
    def title(self) -> str:
        """May be empty."""
    @property
    def body(self) -> str:
        """The text without the title."""
    @property
    def text(self) -> str:
        """What offsets index: the title, two line feeds and the body; without a title the body alone."""
    @property
    def published(self) -> datetime.date | None:
        """The day of publication where the owner knows it: a datetime.date, or None."""
    @property
    def source(self) -> str:
        """The outlet."""
    @property
    def url(self) -> str:
        """Where it was found."""
    @property
    def lang(self) -> str:
        """BCP 47 ("en"); empty for unknown."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Article: ...
    def __deepcopy__(self, memo: Any) -> Article: ...

class Analyzers:
    """The analyzers of an index, in their order of work.

    Analyzers() are names, dates and quotations of news; Analyzers(style="query") reads dates as
    a question does. `with_(mine)` adds analyzers of one's own, run last.
    """
    def __init__(self, style: Literal["news", "query"] = ...) -> None: ...
    @property
    def names(self) -> tuple[str, ...]:
        """Their names as the index keeps them, in order: a tuple of str."""
    def with_(self, *analyzers: Analyzer) -> Analyzers:
        """These and more, run last in the order given."""

class Issue:
    """What of a query text was ignored or read otherwise, and why."""
    @property
    def message(self) -> str:
        """In plain words."""
    @property
    def start(self) -> int:
        """Where in the query text, in code points."""
    @property
    def end(self) -> int:
        """Where it ends, exclusive."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Issue: ...
    def __deepcopy__(self, memo: Any) -> Issue: ...

class Query:
    """A question as a value: made by said(), by(), word() and their like, or read from text by parse().

        said("massive blow").by("Marenko") & during("2022-03")

    `a & b`: both hold, and quotations on both sides are the same one; `a | b`: at least one;
    `a - b`: a and not b; `~a`: everything but a. str() is its text in the query language.
    """
    @property
    def kind(self) -> str:
        """"word", "phrase", "all", "any", "quotation", ..."""
    @property
    def text(self) -> str:
        """Of a leaf: the word, phrase or name."""
    @property
    def scope(self) -> Literal["any", "person", "organisation", "place"]:
        """Of a name: "any", "person", "organisation" or "place"."""
    @property
    def exact(self) -> bool:
        """Of a name or speaker: only in exactly this spelling."""
    @property
    def strictness(self) -> int:
        """Of a name or speaker: how alike a spelling must be, in per cent; 0 the usual."""
    @property
    def interval(self) -> Interval | None:
        """Of a date: the Interval; else None."""
    @property
    def distance(self) -> int:
        """Of near: at most so many words apart; else 0."""
    @property
    def ordered(self) -> bool:
        """Of near: in this order."""
    @property
    def children(self) -> tuple[Query, ...]:
        """What it is made of: a tuple of Query."""
    @property
    def plain_words(self) -> str:
        """“articles with a quotation by Marenko with the word “taxes””."""
    @property
    def only_quotations(self) -> bool:
        """Whether it asks about quotations alone, so that its natural results are quotations."""
    def by(self, name: str) -> Query:
        """The same quotation, by that speaker. UsageError when this asks about no quotation."""
    def __and__(self, other: Query) -> Query: ...
    def __or__(self, other: Query) -> Query: ...
    def __sub__(self, other: Query) -> Query: ...
    def __invert__(self) -> Query: ...
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Query: ...
    def __deepcopy__(self, memo: Any) -> Query: ...

class ParsedQuery:
    """What a query text was read as, and what of it was not understood."""
    @property
    def query(self) -> Query:
        """The Query."""
    @property
    def issues(self) -> tuple[Issue, ...]:
        """In order of place: a tuple of Issue, empty when all was understood."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> ParsedQuery: ...
    def __deepcopy__(self, memo: Any) -> ParsedQuery: ...

class ResolvedName:
    """Somebody or something that articles name, joined over them. str() is the name."""
    @property
    def name(self) -> str:
        """Of the fullest spellings the most frequent."""
    @property
    def type(self) -> _NameType:
        """"person", "organisation" or "place"."""
    @property
    def articles(self) -> int:
        """How many articles name it."""
    @property
    def mentions(self) -> int:
        """How often they do, by name."""
    @property
    def quotations(self) -> int:
        """How many quotations it is the speaker of."""
    @property
    def variants(self) -> dict[str, int]:
        """Other spellings, most frequent first: a dict of spelling to the number of articles."""
    @property
    def roles(self) -> tuple[str, ...]:
        """"president", most frequent first: a tuple of str."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> ResolvedName: ...
    def __deepcopy__(self, memo: Any) -> ResolvedName: ...

class ArticleName:
    """Somebody or something that one article names. str() is the name."""
    @property
    def name(self) -> str:
        """The fullest spelling in the article."""
    @property
    def type(self) -> _NameType:
        """"person", "organisation" or "place"."""
    @property
    def gender(self) -> Literal["male", "female", "unknown"]:
        """"male", "female" or "unknown"."""
    @property
    def variants(self) -> tuple[str, ...]:
        """Every other spelling, in order of appearance: a tuple of str."""
    @property
    def roles(self) -> tuple[str, ...]:
        """"president", as found beside it: a tuple of str."""
    @property
    def mentions(self) -> int:
        """How often it is mentioned by name."""
    @property
    def quotations(self) -> int:
        """How many quotations it is the speaker of."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> ArticleName: ...
    def __deepcopy__(self, memo: Any) -> ArticleName: ...

class Names(Sequence[ResolvedName]):
    """The names of an index, in most articles first: a sequence of ResolvedName."""
    @property
    def articles(self) -> int:
        """How many articles' names were counted."""
    @property
    def left_out(self) -> int:
        """How many names are beyond the limit."""
    @overload
    def __getitem__(self, index: SupportsIndex) -> ResolvedName: ...
    @overload
    def __getitem__(self, index: slice) -> Names: ...
    def __len__(self) -> int: ...
    def __bool__(self) -> bool: ...
    def index(self, value: Any, start: int = ..., stop: int | None = ...) -> int: ...
    def to_pandas(self) -> pandas.DataFrame:
        """The names as a DataFrame: name, type, articles, mentions, quotations, variants ({spelling: articles}), roles."""
    def _repr_html_(self) -> str: ...
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Names: ...
    def __deepcopy__(self, memo: Any) -> Names: ...

class Facets:
    """Whom and what the articles that match a query name, and who speaks in them."""
    @property
    def total(self) -> int:
        """How many articles (quotations) match; may be estimated."""
    @property
    def articles(self) -> int:
        """How many articles' names were counted."""
    @property
    def people(self) -> tuple[ResolvedName, ...]:
        """In most articles first: a tuple of ResolvedName."""
    @property
    def organisations(self) -> tuple[ResolvedName, ...]:
        """In most articles first: a tuple of ResolvedName."""
    @property
    def places(self) -> tuple[ResolvedName, ...]:
        """In most articles first: a tuple of ResolvedName."""
    @property
    def speakers(self) -> tuple[ResolvedName, ...]:
        """With most quotations first: a tuple of ResolvedName."""
    @property
    def issues(self) -> tuple[Issue, ...]:
        """What of the query text was not understood: a tuple of Issue."""
    @property
    def notes(self) -> tuple[str, ...]:
        """What was left out, in plain words: a tuple of str."""
    def _repr_html_(self) -> str: ...
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Facets: ...
    def __deepcopy__(self, memo: Any) -> Facets: ...

class Snippet:
    """The stretch of a text that best shows why it matched. str() is its plain text."""
    @property
    def text(self) -> str:
        """One line of plain text; "…" stands where text was left out."""
    @property
    def marks(self) -> tuple[tuple[int, int], ...]:
        """What matched: a tuple of (start, end), code points of `text`."""
    @property
    def html(self) -> str:
        """HTML with <mark> around what matched, all else escaped."""
    def plain(self, open: str = ..., close: str = ...) -> str:
        """The text with `open` and `close` around what matched."""
    def terminal(self) -> str:
        """The text with what matched in bold, by escape codes."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Snippet: ...
    def __deepcopy__(self, memo: Any) -> Snippet: ...

class Speaker:
    """Who says, or passes on, a quotation. str() is the name."""
    @property
    def text(self) -> str:
        """As the text has it: "he", "the president"."""
    @property
    def name(self) -> str:
        """Who that is: "Ilka Marenko"; as the text has it where that is not known."""
    @property
    def status(self) -> _Status:
        """"named", "anonymous" or "unknown"."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Speaker: ...
    def __deepcopy__(self, memo: Any) -> Speaker: ...

class Quotation:
    """A quotation in a result. str() is its text."""
    @property
    def text(self) -> str:
        """The words as printed, marks included where they enclose all of it."""
    @property
    def kind(self) -> _Kind:
        """"direct", "mixed" or "indirect" speech."""
    @property
    def speaker(self) -> str | None:
        """The first speaker's name, None where nobody is named."""
    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """A tuple of Speaker; empty where nobody is named."""
    @property
    def via(self) -> tuple[Speaker, ...]:
        """Who passed it on, from the speaker outwards: a tuple of Speaker."""
    @property
    def said(self) -> Interval | None:
        """When it was said: an Interval, or None."""
    @property
    def stance(self) -> _Stance:
        """"asserted", "denied" or "hypothetical"."""
    @property
    def confidence(self) -> float:
        """0..1, that span and speaker are right."""
    @property
    def rule(self) -> str:
        """Which rule found it."""
    @property
    def start(self) -> int:
        """Where it begins in the article's text, in code points: `index.article(hit.id).text[q.start:q.end] == q.text`.
        Reads the stored article.
        """
    @property
    def end(self) -> int:
        """Where it ends, exclusive."""
    @property
    def marks(self) -> tuple[tuple[int, int], ...]:
        """What matched of it: a tuple of (start, end), code points of `text`."""
    @property
    def before(self) -> str:
        """The sentences before it."""
    @property
    def sentence(self) -> str:
        """The sentences that hold it."""
    @property
    def after(self) -> str:
        """The sentences after it."""
    @property
    def article_ref(self) -> tuple[int, int]:
        """Its article's place in the index: (segment, docid)."""
    @property
    def index(self) -> int:
        """Its number among the article's quotations."""
    def _repr_html_(self) -> str: ...
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Quotation: ...
    def __deepcopy__(self, memo: Any) -> Quotation: ...

class Date:
    """A date in the text of a result. str() is its text."""
    @property
    def text(self) -> str:
        """As the text has it: "on Friday"."""
    @property
    def value(self) -> str:
        """What TIMEX3 says of it: "2022-03-11"."""
    @property
    def interval(self) -> Interval:
        """The Interval it means."""
    @property
    def grain(self) -> _Grain:
        """How precise it is: "day", "month", ... as Interval.grain."""
    @property
    def decided(self) -> bool:
        """False: on one day of the interval, and the text does not tell which."""
    @property
    def rule(self) -> str:
        """Which rule read it."""
    @property
    def start(self) -> int:
        """Where it begins in the article's text, in code points. Reads the stored article."""
    @property
    def end(self) -> int:
        """Where it ends, exclusive."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Date: ...
    def __deepcopy__(self, memo: Any) -> Date: ...

class Hit:
    """One result: an article, or one quotation with its article's particulars."""
    @property
    def id(self) -> str:
        """The article's id."""
    @property
    def title(self) -> str:
        """The article's title."""
    @property
    def source(self) -> str:
        """The outlet."""
    @property
    def url(self) -> str:
        """The article's url."""
    @property
    def published(self) -> Published | None:
        """When it was published: a Published, or None."""
    @property
    def score(self) -> float:
        """BM25; re-ranked, that of Reranking."""
    @property
    def snippet(self) -> Snippet:
        """The stretch that best shows why it matched: a Snippet."""
    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """The quotations that matched, or hold a match: a tuple of Quotation."""
    @property
    def dates(self) -> tuple[Date, ...]:
        """The dates that matched `when:`, the most precise first: a tuple of Date."""
    @property
    def copies(self) -> tuple[Copy, ...]:
        """With fold_copies: hits behind this one that are copies of it, in the order of their rank."""
    @property
    def article_ref(self) -> tuple[int, int]:
        """The article's place in the index: (segment, docid)."""
    @property
    def quotation_index(self) -> int | None:
        """Which of the article's quotations it is, when quotations are the results; else None."""
    @property
    def quotation(self) -> Quotation | None:
        """The quotation, when quotations are the results; else None."""
    def _repr_html_(self) -> str: ...
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Hit: ...
    def __deepcopy__(self, memo: Any) -> Hit: ...

class Suggestion:
    """A spelling of the index near to one that was asked for in vain."""
    @property
    def asked(self) -> str:
        """The name or word as asked."""
    @property
    def spelling(self) -> str:
        """What the index has, folded."""
    @property
    def documents(self) -> int:
        """How many articles (of a quotation's clause, quotations) have it."""
    @property
    def likeness(self) -> float:
        """To what was asked, 0..1."""
    @property
    def query(self) -> str:
        """The whole query with it, in the query language."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Suggestion: ...
    def __deepcopy__(self, memo: Any) -> Suggestion: ...

class ExplanationPart:
    """What one clause of a query adds to a score."""
    @property
    def what(self) -> str:
        """The clause, in plain words."""
    @property
    def score(self) -> float:
        """What it adds."""
    @property
    def details(self) -> tuple[str, ...]:
        """Spellings with their likeness, rules, evidence: a tuple of str."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> ExplanationPart: ...
    def __deepcopy__(self, memo: Any) -> ExplanationPart: ...

class Explanation:
    """Why a hit is one. str() tells it in lines."""
    @property
    def query(self) -> str:
        """The query in plain words."""
    @property
    def score(self) -> float:
        """The hit's score."""
    @property
    def parts(self) -> tuple[ExplanationPart, ...]:
        """A tuple of ExplanationPart."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Explanation: ...
    def __deepcopy__(self, memo: Any) -> Explanation: ...

class Results(Sequence[Hit]):
    """The hits of a query, best first: a sequence of Hit. A slice is Results too."""
    @property
    def total(self) -> int:
        """How many match in all."""
    @property
    def total_is_exact(self) -> bool:
        """Whether `total` is that, or an estimate."""
    @property
    def unit(self) -> _Unit:
        """What a hit is: "articles" or "quotations"."""
    @property
    def issues(self) -> tuple[Issue, ...]:
        """What of the query text was not understood: a tuple of Issue."""
    @property
    def notes(self) -> tuple[str, ...]:
        """What was left out, in plain words: a tuple of str."""
    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """Did you mean: a tuple of Suggestion, best first, when hardly anything matches."""
    @property
    def people(self) -> tuple[ResolvedName, ...]:
        """With people=True: whom the names of the query mean in the best hits, a tuple of ResolvedName."""
    @property
    def query(self) -> str:
        """The query in plain words."""
    @property
    def scores(self) -> numpy.ndarray[Any, Any]:
        """The scores as a NumPy array of float64, the best first."""
    @overload
    def __getitem__(self, index: SupportsIndex) -> Hit: ...
    @overload
    def __getitem__(self, index: slice) -> Results: ...
    def __len__(self) -> int: ...
    def __bool__(self) -> bool: ...
    def index(self, value: Any, start: int = ..., stop: int | None = ...) -> int: ...
    def to_pandas(self) -> pandas.DataFrame:
        """The hits as a DataFrame, the best first.

        Columns: id, title, source, url, published (the day, missing where only a longer period is known), score, snippet.
        Of quotations also speaker (several joined by "and", missing where nobody is named), text, kind, said_first,
        said_last, stance, via.
        """
    def __arrow_c_stream__(self, requested_schema: Any = ...) -> Any:
        """The hits as a stream of Arrow tables (a PyCapsule), by which pyarrow, polars and duckdb read them. The columns
        are those of to_pandas().
        """
    def _repr_html_(self) -> str: ...
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Results: ...
    def __deepcopy__(self, memo: Any) -> Results: ...

class WordEdit:
    """A stretch of words of a word diff."""
    @property
    def kind(self) -> Literal["same", "changed", "added", "left out"]:
        """"same", "changed", "added" (only the text has it) or "left out"."""
    @property
    def asked(self) -> str:
        """As the text checked has it."""
    @property
    def source(self) -> str:
        """As the source has it."""
    @property
    def turning(self) -> bool:
        """It turns the sense: a negation, condition, contrast or number."""
    @property
    def marked(self) -> bool:
        """Left out at an ellipsis, or added in [brackets]."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> WordEdit: ...
    def __deepcopy__(self, memo: Any) -> WordEdit: ...

class CheckedSource:
    """Where a quotation is printed, and how a text compares with it."""
    @property
    def id(self) -> str:
        """The article's id."""
    @property
    def title(self) -> str:
        """The article's title."""
    @property
    def source(self) -> str:
        """The outlet."""
    @property
    def url(self) -> str:
        """The article's url."""
    @property
    def published(self) -> Published | None:
        """When it was published: a Published, or None."""
    @property
    def article_ref(self) -> tuple[int, int]:
        """The article's place in the index: (segment, docid)."""
    @property
    def quotation(self) -> Quotation:
        """The Quotation; of running text the words alone, without a speaker."""
    @property
    def speaker(self) -> str | None:
        """The first speaker's name, or None."""
    @property
    def printed(self) -> str:
        """The words as printed."""
    @property
    def start(self) -> int:
        """Where these begin in the article's text, in code points. Reads the stored article."""
    @property
    def end(self) -> int:
        """Where they end, exclusive."""
    @property
    def before(self) -> str:
        """The sentences before them."""
    @property
    def sentence(self) -> str:
        """The sentences that hold them."""
    @property
    def after(self) -> str:
        """The sentences after them."""
    @property
    def verdict(self) -> _Verdict:
        """Of the text against this source alone, as Check.verdict."""
    @property
    def likeness(self) -> float:
        """0..1: 2 * same words / (words of the text + words of the source's stretch)."""
    @property
    def diff(self) -> tuple[WordEdit, ...]:
        """From the text to the source, in order: a tuple of WordEdit."""
    @property
    def notes(self) -> tuple[str, ...]:
        """What was trimmed, what stands in brackets: a tuple of str."""
    @property
    def by_asked(self) -> bool:
        """Whether its speaker is whom the check asked for."""
    @property
    def piece(self) -> int:
        """Of a spliced text: which piece it is the source of, from 0."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> CheckedSource: ...
    def __deepcopy__(self, memo: Any) -> CheckedSource: ...

class Check:
    """Whether anybody is quoted with a text. str() is the answer in a sentence or two."""
    @property
    def verdict(self) -> _Verdict:
        """"verbatim", "altered", "cut", "spliced", "paraphrase", "denied", "hypothetical", "in text" or "unknown"."""
    @property
    def text(self) -> str:
        """The words that were compared."""
    @property
    def by(self) -> str:
        """Whose words they are said to be; may be empty."""
    @property
    def attribution(self) -> Literal["not asked", "confirmed", "denied", "other", "unknown"]:
        """"not asked", "confirmed", "denied", "other" or "unknown"."""
    @property
    def summary(self) -> str:
        """The answer in one or two sentences."""
    @property
    def sources(self) -> tuple[CheckedSource, ...]:
        """The best first: a tuple of CheckedSource."""
    @property
    def more_sources(self) -> int:
        """Like the last one, but not given back; at least so many."""
    @property
    def notes(self) -> tuple[str, ...]:
        """Limits met: a tuple of str."""
    def to_pandas(self) -> pandas.DataFrame:
        """The sources of a check as a DataFrame, the best first.

        Columns: id, title, source, url, published, verdict, likeness, speaker, printed, said_first, said_last, by_asked,
        sentence.
        """
    def _repr_html_(self) -> str: ...
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Check: ...
    def __deepcopy__(self, memo: Any) -> Check: ...

class Copy:
    """A near-identical article."""
    @property
    def id(self) -> str:
        """The article's id."""
    @property
    def title(self) -> str:
        """The article's title."""
    @property
    def source(self) -> str:
        """The outlet."""
    @property
    def url(self) -> str:
        """The article's url."""
    @property
    def published(self) -> Published | None:
        """When it was published: a Published, or None."""
    @property
    def article_ref(self) -> tuple[int, int]:
        """The article's place in the index: (segment, docid)."""
    @property
    def shared(self) -> float:
        """Of the shorter body's runs of four words, the share that the longer one has."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Copy: ...
    def __deepcopy__(self, memo: Any) -> Copy: ...

class TrailPrinting:
    """One article that prints a variant."""
    @property
    def id(self) -> str:
        """The article's id."""
    @property
    def title(self) -> str:
        """The article's title."""
    @property
    def source(self) -> str:
        """The outlet."""
    @property
    def url(self) -> str:
        """The article's url."""
    @property
    def published(self) -> Published | None:
        """When it was published: a Published, or None."""
    @property
    def article_ref(self) -> tuple[int, int]:
        """The article's place in the index: (segment, docid)."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> TrailPrinting: ...
    def __deepcopy__(self, memo: Any) -> TrailPrinting: ...

class Trail:
    """Where words were first printed, and every variant since."""
    @property
    def text(self) -> str:
        """The words that were compared."""
    @property
    def variants(self) -> tuple[TrailVariant, ...]:
        """The oldest first, undated ones last: a tuple of TrailVariant."""
    @property
    def articles(self) -> int:
        """How many articles print a variant."""
    @property
    def undated(self) -> int:
        """Of these, how many have no day of publication."""
    @property
    def notes(self) -> tuple[str, ...]:
        """What was left out: a tuple of str."""
    def to_pandas(self) -> pandas.DataFrame:
        """A trail as a DataFrame: a row for each printing, the variants oldest first.

        Columns: variant (from 1, in the trail's order), id, title, source, url, published, printed, speaker, verdict,
        likeness. The words, the speaker and how they compare with the text asked are those of the variant.
        """
    def _repr_html_(self) -> str: ...
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Trail: ...
    def __deepcopy__(self, memo: Any) -> Trail: ...

class TimelineExample:
    """A hit that stands in a row of a timeline."""
    @property
    def id(self) -> str:
        """The article's id."""
    @property
    def title(self) -> str:
        """The article's title."""
    @property
    def source(self) -> str:
        """The outlet."""
    @property
    def published(self) -> Published | None:
        """When it was published: a Published, or None."""
    @property
    def score(self) -> float:
        """Of the query."""
    @property
    def date(self) -> Date | None:
        """The Date that puts it here; None in rows of publication days or of quotations."""
    @property
    def quotation(self) -> Quotation | None:
        """The Quotation, when quotations are counted; else None."""
    @property
    def snippet(self) -> Snippet:
        """The sentence of the date, else the article's Snippet."""
    @property
    def article_ref(self) -> tuple[int, int]:
        """The article's place in the index: (segment, docid)."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> TimelineExample: ...
    def __deepcopy__(self, memo: Any) -> TimelineExample: ...

class TimelineRow:
    """A period and what falls into it."""
    @property
    def interval(self) -> Interval:
        """The Interval."""
    @property
    def grain(self) -> _Grain:
        """"day", "week", ... as Interval.grain."""
    @property
    def name(self) -> str:
        """As `when:` reads it: "2024-03-22", "2024-W12"."""
    @property
    def decided(self) -> bool:
        """False: on one day of the interval, and the text does not tell which."""
    @property
    def count(self) -> int:
        """Articles (quotations), each counted once a row."""
    @property
    def dates(self) -> int:
        """Date expressions of theirs in this row."""
    @property
    def printed(self) -> Interval | None:
        """From the first to the last publication day of what is counted: an Interval, or None."""
    @property
    def examples(self) -> tuple[TimelineExample, ...]:
        """Best first: a tuple of TimelineExample."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> TimelineRow: ...
    def __deepcopy__(self, memo: Any) -> TimelineRow: ...

class Timeline:
    """What a query finds, counted by the days the texts speak of or were printed."""
    @property
    def by(self) -> Literal["event", "published"]:
        """"event" or "published"."""
    @property
    def unit(self) -> _Unit:
        """What is counted: "articles" or "quotations"."""
    @property
    def grain(self) -> _Grain:
        """What a row is: "day", "week", "month", ..."""
    @property
    def total(self) -> int:
        """How many match the query."""
    @property
    def counted(self) -> int:
        """How many of them stand in at least one row."""
    @property
    def rows(self) -> tuple[TimelineRow, ...]:
        """In order of time: a tuple of TimelineRow."""
    @property
    def wider(self) -> tuple[TimelineRow, ...]:
        """Dates less precise than a row, each counted once, in order of time."""
    @property
    def rows_left_out(self) -> int:
        """How many rows are beyond the limit."""
    @property
    def wider_left_out(self) -> int:
        """How many wider rows are beyond the limit."""
    @property
    def issues(self) -> tuple[Issue, ...]:
        """What of the query text was not understood: a tuple of Issue."""
    @property
    def notes(self) -> tuple[str, ...]:
        """What was left out, in plain words: a tuple of str."""
    def to_pandas(self) -> pandas.DataFrame:
        """A timeline as a DataFrame: its rows in order of time, then those that are less precise.

        Columns: name ("2024-03-22"), first, last (days, inclusive), grain, count, dates, decided, wider (True for the less
        precise), printed_first, printed_last.
        """
    @overload
    def plot(self, backend: Literal["matplotlib"] = ..., ax: matplotlib.axes.Axes | None = ...) -> matplotlib.axes.Axes:
        """The timeline as a picture: a bar for each row, as wide as its period and as high as its count; below them, as
        outlines, the dates that are less precise. What lies far from the rows is named in the corner.

        backend  "matplotlib": gives matplotlib Axes; "altair": gives an Altair chart
        ax       with matplotlib: where to draw; a figure of its own when None
        """
    @overload
    def plot(self, backend: Literal["altair"], ax: None = ...) -> altair.Chart | altair.VConcatChart: ...
    def _repr_html_(self) -> str: ...
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Timeline: ...
    def __deepcopy__(self, memo: Any) -> Timeline: ...

class Candidate:
    """A document that is being re-ranked, as a Feature sees it.

    It can be asked while value() runs, and no longer. All but the scores reads the stored article.
    """
    @property
    def query(self) -> Query:
        """The Query."""
    @property
    def score(self) -> float:
        """What the words give it (BM25), >= 0."""
    @property
    def best_score(self) -> float:
        """What the words give the best candidate."""
    @property
    def article_ref(self) -> tuple[int, int]:
        """The article's place in the index: (segment, docid)."""
    @property
    def quotation_index(self) -> int | None:
        """Which of the article's quotations it is, when quotations are ranked; else None."""
    @property
    def article(self) -> Article:
        """The Article."""
    @property
    def annotations(self) -> Annotated:
        """The article with what was found in it: an Annotated."""
    @property
    def published(self) -> datetime.date | None:
        """The publication day, a datetime.date, or None."""
    @property
    def newest(self) -> datetime.date | None:
        """The last publication day among all candidates, a datetime.date, or None. Reads the records of them all."""
    @property
    def name_likeness(self) -> tuple[float, ...]:
        """The likeness of the best spelling of each name the query wants, 0..1: a tuple of float."""
    @property
    def clauses(self) -> tuple[tuple[Query, tuple[tuple[int, int], ...]], ...]:
        """The words, phrases and prefixes wanted, with where they stand: a tuple of (Query, ((first, last), ...)), positions of
        words from 1; the body begins 100 words behind the title.
        """
    @property
    def wanted_said(self) -> tuple[str, ...]:
        """The words that the query wants said, as quotations are compared: a tuple of str."""
    @property
    def said(self) -> tuple[tuple[str, ...], ...]:
        """Those of the quotations that match: a tuple of tuples of str."""

class StandardFeature:
    """A feature of the library's own; see quoth.features."""
    @property
    def name(self) -> str:
        """What explain() calls it."""

class Reranking:
    """How the best documents of a search are put in order once more.

        Reranking([(features.proximity(), 0.25), (MyFeature(), 0.1)], depth=200)

    score = bm25 + best * sum of weight * value: a weight of 0.1 moves a document past one that is
    better by a tenth of the best. Documents beyond `depth` follow as they were.
    """
    def __init__(self, features: Iterable[tuple[Feature | StandardFeature, float]], depth: int = ...) -> None: ...
    @property
    def depth(self) -> int:
        """How many documents are looked at."""
    @property
    def weights(self) -> dict[str, float]:
        """A dict of the features' names to their weights."""
    @staticmethod
    def standard() -> Reranking:
        """Each standard feature, with a weight chosen by judgement."""
    def __add__(self, row: tuple[Feature | StandardFeature, float]) -> Reranking: ...

class Stats:
    """What an index holds."""
    @property
    def articles(self) -> int:
        """Living articles."""
    @property
    def quotations(self) -> int:
        """Of living articles."""
    @property
    def deleted(self) -> int:
        """Articles replaced or removed whose space is not reclaimed yet; Writer.merge() does."""
    @property
    def segments(self) -> int:
        """How many parts it is in."""
    @property
    def bytes(self) -> int:
        """Of all files."""
    @property
    def generation(self) -> int:
        """Counts the commits."""
    @property
    def analyzers(self) -> tuple[str, ...]:
        """Which analyzers made it: a tuple of str."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Stats: ...
    def __deepcopy__(self, memo: Any) -> Stats: ...

class Sizes:
    """What an index takes on disk, by what it is for."""
    @property
    def parts(self) -> dict[str, int]:
        """The bytes of each part: a dict. Every byte of every file is in exactly one."""
    @property
    def bytes(self) -> int:
        """Of all parts: Stats.bytes."""
    @property
    def text(self) -> int:
        """Of titles and bodies as they were given, those of removed articles included: what all else is measured by."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Sizes: ...
    def __deepcopy__(self, memo: Any) -> Sizes: ...

class Problem:
    """Something wrong with an index."""
    @property
    def file(self) -> str:
        """Relative to the index."""
    @property
    def message(self) -> str:
        """What is wrong, and what to do."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Problem: ...
    def __deepcopy__(self, memo: Any) -> Problem: ...

class Report:
    """What verify() read and what is wrong with it. True when all is well."""
    @property
    def problems(self) -> tuple[Problem, ...]:
        """A tuple of Problem."""
    @property
    def files(self) -> int:
        """How many files were read."""
    @property
    def bytes(self) -> int:
        """How many bytes were read and verified."""
    @property
    def ok(self) -> bool:
        """Whether there is no problem."""
    def __bool__(self) -> bool: ...
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Report: ...
    def __deepcopy__(self, memo: Any) -> Report: ...

class RebuildInfo:
    """What rebuild() wrote."""
    @property
    def generation(self) -> int:
        """Of the index now in force."""
    @property
    def articles(self) -> int:
        """Written anew."""
    @property
    def segments(self) -> int:
        """Written anew."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> RebuildInfo: ...
    def __deepcopy__(self, memo: Any) -> RebuildInfo: ...

class CommitInfo:
    """What a commit published."""
    @property
    def generation(self) -> int:
        """Of the index now in force."""
    @property
    def added(self) -> int:
        """How many articles were added."""
    @property
    def replaced(self) -> int:
        """Of those, how many took an older one's place."""
    @property
    def removed(self) -> int:
        """How many articles were removed."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> CommitInfo: ...
    def __deepcopy__(self, memo: Any) -> CommitInfo: ...

class TokenReason:
    """How one token of a name met its counterpart in another."""
    @property
    def a(self) -> str:
        """The token of the first name, folded; empty where only the second has one."""
    @property
    def b(self) -> str:
        """The token of the second name, folded; empty where only the first has one."""
    @property
    def how(self) -> str:
        """"same", "variant", "nickname", "initial", "sound", "joined", "conflict", "only a" or "only b"."""
    @property
    def similarity(self) -> float:
        """0..1."""
    @property
    def weight(self) -> float:
        """0..1: how much the token tells who is meant."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> TokenReason: ...
    def __deepcopy__(self, memo: Any) -> TokenReason: ...

class NameExplanation:
    """How alike two names are, told token by token."""
    @property
    def score(self) -> float:
        """As name_similarity()."""
    @property
    def tokens(self) -> tuple[TokenReason, ...]:
        """A tuple of TokenReason."""
    @property
    def veto(self) -> str:
        """What forbids that both mean the same, in words; empty for nothing."""
    @property
    def evidence(self) -> tuple[float, ...]:
        """The numbers the score is made of: a tuple of float."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> NameExplanation: ...
    def __deepcopy__(self, memo: Any) -> NameExplanation: ...

class NameMatch:
    """A name of a catalogue that the one asked for could be."""
    @property
    def index(self) -> int:
        """Its number in the catalogue."""
    @property
    def id(self) -> str:
        """Its id."""
    @property
    def name(self) -> str:
        """The name."""
    @property
    def score(self) -> float:
        """0..1, as name_similarity(); from 0.8 on it is rather the same than not."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> NameMatch: ...
    def __deepcopy__(self, memo: Any) -> NameMatch: ...

class Place:
    """A place or organisation of the gazetteer that a name can mean."""
    @property
    def name(self) -> str:
        """The usual English name, else the local one."""
    @property
    def kind(self) -> Literal["territory", "division", "city", "place", "organisation"]:
        """"territory", "division", "city", "place" or "organisation"."""
    @property
    def country(self) -> str:
        """ISO 3166-1 letters ("UA"); empty for none."""
    @property
    def population(self) -> int:
        """People, 0 unknown."""
    @property
    def geonames_id(self) -> int:
        """Of www.geonames.org; 0 unknown."""
    @property
    def usual(self) -> bool:
        """Whether the spelling asked for is the usual one."""
    @property
    def further(self) -> bool:
        """Whether no language prefers the spelling asked for."""
    @property
    def spellings(self) -> tuple[str, ...]:
        """All of them, the usual one first: a tuple of str."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Place: ...
    def __deepcopy__(self, memo: Any) -> Place: ...

class Decoded:
    """Bytes of unknown encoding, read as text. str() is the text."""
    @property
    def text(self) -> str:
        """The text, without a byte-order mark."""
    @property
    def read_as(self) -> str:
        """"UTF-8", "UTF-16LE", "UTF-16BE" or "windows-1252"."""
    @property
    def replaced(self) -> int:
        """How many U+FFFD stand for bytes that meant nothing."""
    @property
    def had_bom(self) -> bool:
        """Whether there was a byte-order mark."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Decoded: ...
    def __deepcopy__(self, memo: Any) -> Decoded: ...

class TrailVariant:
    """One way the words were printed; its attributes are of the first printing."""
    @property
    def id(self) -> str:
        """The article's id."""
    @property
    def title(self) -> str:
        """The article's title."""
    @property
    def source(self) -> str:
        """The outlet."""
    @property
    def url(self) -> str:
        """The article's url."""
    @property
    def published(self) -> Published | None:
        """When it was published: a Published, or None."""
    @property
    def article_ref(self) -> tuple[int, int]:
        """The article's place in the index: (segment, docid)."""
    @property
    def quotation(self) -> Quotation:
        """The Quotation; of running text the words alone, without a speaker."""
    @property
    def speaker(self) -> str | None:
        """The first speaker's name, or None."""
    @property
    def printed(self) -> str:
        """The words as printed."""
    @property
    def start(self) -> int:
        """Where these begin in the article's text, in code points. Reads the stored article."""
    @property
    def end(self) -> int:
        """Where they end, exclusive."""
    @property
    def before(self) -> str:
        """The sentences before them."""
    @property
    def sentence(self) -> str:
        """The sentences that hold them."""
    @property
    def after(self) -> str:
        """The sentences after them."""
    @property
    def verdict(self) -> _Verdict:
        """Of the text against this source alone, as Check.verdict."""
    @property
    def likeness(self) -> float:
        """0..1: 2 * same words / (words of the text + words of the source's stretch)."""
    @property
    def diff(self) -> tuple[WordEdit, ...]:
        """From the text to the source, in order: a tuple of WordEdit."""
    @property
    def notes(self) -> tuple[str, ...]:
        """What was trimmed, what stands in brackets: a tuple of str."""
    @property
    def by_asked(self) -> bool:
        """Whether its speaker is whom the check asked for."""
    @property
    def piece(self) -> int:
        """Of a spliced text: which piece it is the source of, from 0."""
    @property
    def against_first(self) -> tuple[WordEdit, ...]:
        """From the trail's first variant to this one: a tuple of WordEdit; empty for the first."""
    @property
    def printings(self) -> tuple[TrailPrinting, ...]:
        """All of them, the oldest first, undated ones last: a tuple of TrailPrinting."""
    @property
    def outlets(self) -> tuple[str, ...]:
        """Of these, each once, in that order: a tuple of str."""
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> TrailVariant: ...
    def __deepcopy__(self, memo: Any) -> TrailVariant: ...

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
    interval: _When | None = ...
    value: str = ...
    type: str = ...
    rule: str = ...

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
    type: str = ...
    name: str | None = ...
    rule: str = ...

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
    speaker: str | Mention | Sequence[str | Mention] | None = ...
    kind: str = ...
    via: str | Mention | Sequence[str | Mention] | None = ...
    cue: tuple[int, int] | None = ...
    quoted: tuple[tuple[int, int], ...] | None = ...
    said: _When | None = ...
    stance: str = ...
    confidence: float = ...
    rule: str = ...

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
    name: str
    def analyze(self, found: Annotated) -> Iterable[NewDate | NewName | NewQuotation] | None:
        """What it finds in `found` (an Annotated): an iterable of NewDate, NewName and NewQuotation."""

class Writer:
    """The one writer of an index: adds, replaces and removes articles, and publishes them all at once.

        with index.writer() as writer:
            writer.add(id="budget", body="…", published="2024-03-10")
            writer.add(frame, columns={"body": "text"})

    Commits when the block ends well, and drops what is not committed when it raises. Made by Index.writer().

    Ctrl-C ends any call soon. Articles are added whole or not at all; a commit that is under way is finished behind your
    back, before Python ends; merges are given up, which loses nothing: what was to be merged stays as it is, and a later
    writer's commits merge it.
    """
    def __init__(self, writer: Any = ..., index: Index | None = ...) -> None: ...
    def add(
        self, article: Article | _Row | Iterable[Article | _Row] | Any | None = ..., /, *, id: str | int = ...,
        title: str = ..., body: str = ..., published: _Day | None = ..., source: str = ..., url: str = ...,
        lang: str = ..., columns: dict[str, str] | None = ..., progress: bool | None = ..., threads: int = ...
    ) -> int:
        """Adds articles, each of which replaces the one with its id. Gives how many it added.

            writer.add(id="budget", title="…", body="…", published="2024-03-10")
            writer.add({"id": "budget", "body": "…"})
            writer.add(dicts)                 any iterable of dicts or Articles
            writer.add(frame)                 a pandas DataFrame with columns of these names

        published  a datetime.date, a datetime or "YYYY-MM-DD"; None (NaT, NaN) where it is not known
        columns    where a dict or DataFrame has other names: {"body": "text", "source": "outlet"}. What it has beside
                   these is not looked at
        progress   True: a tqdm bar; None: one where the work takes long and tqdm is there; False: none
        threads    how many analyse many articles; 0: one for each core

        What does not fit raises UsageError or TypeError. Articles are taken 256 at a time: of those taken with it none is
        added, those before stay added until commit() or close().
        """
    def remove(self, id: str | int) -> None:
        """Removes the article with that id, if there is one."""
    def commit(self) -> CommitInfo:
        """Publishes what is pending, all of it or none; it is on disk to stay when this returns. A CommitInfo.
        The index that made the writer sees it at once, others after Index.refresh().

        Ctrl-C ends the wait for it, not the commit, which is finished before Python ends; Index.refresh() sees it then.
        """
    def merge(self) -> CommitInfo:
        """Commits, then makes one segment of all and reclaims the space of what was removed. A CommitInfo.

        Ctrl-C gives up the merge, not the commit before it; see commit().
        """
    def wait_for_merges(self) -> None:
        """Returns when no merge is due in the background. Commits begin these, and nobody needs to wait for them;
        close() does. Ctrl-C ends the wait and gives up the merges."""
    def give_up_merges(self) -> None:
        """Makes no more merges, and leaves one that is under way unfinished: for who must end soon. Nothing is lost."""
    def note(self, key: str, text: str) -> None:
        """Keeps a text with the index, from the next commit on and until another one with the key is: how far you have
        read a source whose articles that commit holds. Index.note(key) gives it back; an empty one removes it."""
    @property
    def pending(self) -> int:
        """How many articles were added and not committed yet."""
    def close(self) -> None:
        """Lets go of the index when the merges that are due are done. What is not committed is dropped.
        Ctrl-C gives up the merges."""
    def __enter__(self) -> Writer: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

class Index:
    """An index of articles, opened for asking: one state of it, which later commits do not change until refresh().

    Made by quoth.open(path), Index.create(path) or Index.in_memory(). Any number of threads may ask it at once;
    Python's lock is released while they do. A query is a str in the query language or a Query.
    """
    def __init__(
        self, searcher: Any = ..., path: str | None = ..., analyzers: Analyzers | None = ..., temporary: Any = ...
    ) -> None: ...
    @classmethod
    def open(cls, path: _Path) -> Index:
        """Opens the index at `path`, a str or os.PathLike. NotFoundError where there is none."""
    @classmethod
    def create(
        cls, path: _Path, *, analyzers: Analyzers | Analyzer | Iterable[Analyzer] | None = ..., exist_ok: bool =
        ...
    ) -> Index:
        """Makes an empty index in a new or empty directory, and opens it.

        analyzers  an Analyzers, or Analyzer objects that run after Quoth's own; every later writer needs the same
        exist_ok   open the one that is there; otherwise that is a UsageError
        """
    @classmethod
    def in_memory(cls, *, analyzers: Analyzers | Analyzer | Iterable[Analyzer] | None = ...) -> Index:
        """An empty index for a while: in memory-backed storage where there is some, gone with its last reference,
        at close(), or at the end of a `with` block.
        """
    def close(self) -> None:
        """Lets go of the files; of an index in memory, of all of it. Asking it afterwards is a UsageError."""
    def __enter__(self) -> Index: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
    @property
    def path(self) -> str:
        """Where it lies: a str."""
    @property
    def stats(self) -> Stats:
        """How much it holds: a Stats."""
    def sizes(self) -> Sizes:
        """What it takes on disk, by what it is for: a Sizes. Reads all terms, some ms for each MB of them."""
    def note(self, key: str) -> str:
        """What Writer.note() left under that key: a str, empty when there is nothing."""
    def refresh(self) -> bool:
        """Sees what was committed since it was opened. Whether anything was."""
    def writer(
        self, *, wait: float = ..., memory_bytes: int = ..., analyzers: Analyzers | Analyzer |
        Iterable[Analyzer] | None = ..., merging: Literal["background", "none"] = ..., xapian: bool = ...
    ) -> Writer:
        """The one Writer of this index; use it in a `with` block.

        wait          seconds to wait for another writer to finish; then LockedError
        memory_bytes  about so much memory it takes; a batch that needs more is written as several segments
        analyzers     those the index was made with; known already where create() or in_memory() made it
        merging       "background": segments are merged there when commits have made many; "none": only by Writer.merge()
        xapian        each segment gets a Xapian database of its articles as well, articles.glass, for Xapian's own tools;
                      it takes half a byte for each byte of text
        """
    def add(
        self, article: Article | _Row | Iterable[Article | _Row] | Any | None = ..., /, *, id: str | int = ...,
        title: str = ..., body: str = ..., published: _Day | None = ..., source: str = ..., url: str = ...,
        lang: str = ..., columns: dict[str, str] | None = ..., progress: bool | None = ..., threads: int = ...
    ) -> int:
        """Adds articles and commits, as Writer.add() in a `with index.writer()`. Gives how many it added."""
    def search(
        self, query: str | Query, limit: int = ..., *, offset: int = ..., unit: _Unit | None = ..., rerank:
        Reranking | bool | None = ..., deadline: float = ..., today: _Day | None = ..., name_strictness: int =
        ..., k1: float = ..., b: float = ..., snippet_characters: int = ..., snippet_fragments: int = ...,
        sentences: int = ..., context_bytes: int = ..., suggestions: bool = ..., people: bool = ..., fold_copies: bool = ...
    ) -> Results:
        """The best hits of a query: Results.

            >>> index.search("by:Marenko said:taxes when:2024-03")
            >>> index.search(quoth.by("Marenko") & quoth.said("taxes"), limit=100)

        limit, offset       how many hits, and how many of the best are passed over
        unit                "articles" or "quotations"; None: quotations when the query asks about nothing else
        rerank              True, or a Reranking: puts the best in order once more; see quoth.features
        deadline            seconds; then DeadlineError
        today               what "last week" in a query text is read against: a date; the day it is when None
        name_strictness     how alike spellings of a name must be, in per cent: 50..100; 0 the usual
        k1, b               of BM25: saturation, >= 0, and length normalisation, 0..1
        snippet_characters  code points of a snippet, at least 40; of at most snippet_fragments stretches
        sentences           shown before and after each quotation, each side up to context_bytes
        suggestions         fill Results.suggestions when hardly anything matches
        people              fill Results.people; costs about as much as the search
        fold_copies         of near-identical articles only the best is a hit, the others stand in its `copies`
        """
    def quotes(
        self, query: str | Query, limit: int = ..., *, offset: int = ..., rerank: Reranking | bool | None =
        ..., deadline: float = ..., today: _Day | None = ..., name_strictness: int = ..., k1: float = ..., b:
        float = ..., snippet_characters: int = ..., snippet_fragments: int = ..., sentences: int = ...,
        context_bytes: int = ..., suggestions: bool = ..., people: bool = ..., fold_copies: bool = ...
    ) -> Results:
        """The best quotations, one a hit: search() with unit="quotations"."""
    @overload
    def search_many(
        self, queries: Iterable[str | Query], limit: int = ..., *, offset: int = ..., unit: _Unit | None = ...,
        rerank: Reranking | bool | None = ..., deadline: float = ..., today: _Day | None = ..., name_strictness:
        int = ..., k1: float = ..., b: float = ..., snippet_characters: int = ..., snippet_fragments: int =
        ..., sentences: int = ..., context_bytes: int = ..., suggestions: bool = ..., people: bool = ..., fold_copies: bool = ...,
        threads: int = ..., on_error: Literal["raise"] = ...
    ) -> list[Results]:
        """search() of many queries on all cores: a list of Results, in order. The deadline is each query's own.

        threads   how many work at it; 0: one for each core
        on_error  "raise" the first error, or "return" it in the place of its Results
        """
    @overload
    def search_many(
        self, queries: Iterable[str | Query], limit: int = ..., *, offset: int = ..., unit: _Unit | None = ...,
        rerank: Reranking | bool | None = ..., deadline: float = ..., today: _Day | None = ..., name_strictness:
        int = ..., k1: float = ..., b: float = ..., snippet_characters: int = ..., snippet_fragments: int =
        ..., sentences: int = ..., context_bytes: int = ..., suggestions: bool = ..., people: bool = ..., fold_copies: bool = ...,
        threads: int = ..., on_error: Literal["return"]
    ) -> list[Results | Exception]: ...
    def check(
        self, text: str, by: str = ..., limit: int = ..., *, sentences: int = ..., context_bytes: int = ...
    ) -> Check:
        """Whether anybody is quoted with this text: verbatim, altered, cut, spliced, or not at all. A Check.

            >>> index.check("We will raise taxes", by="Marenko").verdict
            'cut'

        by     whose words they are said to be: a name, or a description such as "the mayor"
        limit  sources given back at most
        """
    def copies(self, id: str, *, least: float = ..., limit: int = ...) -> tuple[Copy, ...]:
        """The near-identical articles of one, wire copies and cuts, oldest first: a tuple of Copy.

        least  of the shorter text's runs of four words, the share that the longer one must have: 0..1
        limit  copies given back at most
        """
    def trail(
        self, text: str, limit: int = ..., *, most_articles: int = ..., sentences: int = ..., context_bytes:
        int = ...
    ) -> Trail:
        """Where these words, or words like them, were first printed, and every variant since: a Trail.

        limit          variants given back at most
        most_articles  read at most; the most alike are
        """
    def timeline(
        self, query: str | Query, by: Literal["event", "published"] = ..., grain: _Period | None = ..., within:
        _When | None = ..., *, near: bool = ..., unit: _Unit | None = ..., limit: int = ..., examples: int = ...,
        deadline: float = ..., today: _Day | None = ..., k1: float = ..., b: float = ..., snippet_characters:
        int = ..., snippet_fragments: int = ...
    ) -> Timeline:
        """What a query finds, counted by days: a Timeline.

        by        "event": the days the texts speak of, whenever they were printed; "published": of printing
        grain     what a row is: "day", "week", "month", "quarter", "half", "year", "decade", "century"; chosen when None
        within    only what reaches into this: an Interval, a date, (first, last), "2024-03"
        near      of the dates in an article count only those in one sentence with what matched
        limit     rows of each kind, those with the highest counts
        examples  the best hits of each row
        """
    def names(
        self, type: str | None = ..., like: str = ..., limit: int = ..., *, strictness: int = ..., deadline:
        float = ...
    ) -> Names:
        """The people, organisations and places of the index, joined over articles: Names.

        type  "person", "organisation" or "place"; None: all
        like  only names that are, or may be, this one
        """
    def facets(
        self, query: str | Query, limit: int = ..., *, most_articles: int = ..., unit: _Unit | None = ...,
        strictness: int = ..., deadline: float = ..., today: _Day | None = ...
    ) -> Facets:
        """Whom and what the articles that a query finds name, and who speaks in them: Facets.

        limit          names of each kind, those in most articles
        most_articles  of more hits, the best are read
        """
    def explain(
        self, query: str | Query, hit: Hit, *, rerank: Reranking | bool | None = ..., deadline: float = ...,
        today: _Day | None = ..., name_strictness: int = ..., k1: float = ..., b: float = ...
    ) -> Explanation:
        """Why `hit` is a hit of `query`, with the options it was found with: an Explanation."""
    def article(self, id: str | int) -> Article:
        """The Article with that id. NotFoundError where there is none."""
    def annotations(self, id: str | int) -> Annotated:
        """The article with that id and what was found in it: an Annotated. NotFoundError where there is none."""
    def articles(self) -> Iterator[Article]:
        """All articles, in the order of the index: an iterator of Article, over the state at this moment."""
    def article_names(self, id: str | int) -> list[ArticleName]:
        """Whom and what the article with that id names, without reading its text: a list of ArticleName."""
    def document_frequency(self, word: str, space: _Unit = ...) -> int:
        """In how many articles (space="quotations": quotations) a word stands, in any of its forms; what was removed
        counts until Writer.merge().
        """
    def words_with_prefix(self, letters: str, limit: int = ..., space: _Unit = ...) -> list[tuple[str, int]]:
        """The stems of all words that begin so, those in most articles (quotations) first: a list of (stem, how many)."""
    def spellings_like(self, token: str, least: float = ..., space: _Unit = ...) -> list[tuple[str, float]]:
        """Spellings in the index of a token of a name, any script: a list of (spelling, likeness), best first.

        token  one token of a name: "Marenko"
        least  likeness from 0.5 to 1
        """
    def __contains__(self, id: object) -> bool: ...
    def __len__(self) -> int: ...
    def __bool__(self) -> bool: ...

class NameCatalogue:
    """Names with their ids, found in any spelling or script: a watch list that is asked who somebody could be.

        >>> people = quoth.NameCatalogue({"q1": "Ilka Marenko", "q2": "Tomas Veld"})
        >>> people.find("Марэнка, Илька")[0].id
        'q1'

    names  an iterable of (id, name), a dict of id to name or to several names, or a DataFrame with the columns
           id and name. Ids need not be distinct.

    len() and indexing ((id, name) of a row) as of a list. Immutable: any number of threads may ask it.
    """
    def __init__(self, names: Iterable[tuple[str | int, str]] | dict[Any, Any] | Any) -> None: ...
    def find(self, name: str, limit: int = ..., at_least: float = ..., variants: bool = ...) -> list[NameMatch]:
        """Who could `name` be? A list of NameMatch, best first.

        at_least  the least score, 0..1: from 0.8 on it is rather the same than not
        variants  whether places and organisations meet by the gazetteer (Kyiv, Kiev)
        """
    def explain(self, name: str, match: NameMatch, variants: bool = ...) -> NameExplanation:
        """Why `match` (a NameMatch of this catalogue) is one: a NameExplanation."""
    @property
    def facts(self) -> dict[str, int]:
        """How many distinct tokens and keys it has and the bytes it takes: a dict."""
    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, index: SupportsIndex) -> tuple[str, str]: ...
    @overload
    def __getitem__(self, index: slice) -> list[tuple[str, str]]: ...
    def __iter__(self) -> Iterator[tuple[str, str]]: ...

def open(path: _Path) -> Index:
    """Opens the index at `path`, a str or os.PathLike: an Index. NotFoundError where there is none."""

def verify(path: _Path) -> Report:
    """Reads every byte of the index at `path` and says what is wrong: a Report, which is True when all is well."""

def rebuild(path: _Path, wait: float = ...) -> RebuildInfo:
    """Writes the index at `path` anew from the articles it stores: mends files that follow from them, and brings older
    formats up to date. Nothing is analysed again. A RebuildInfo.

    wait  seconds to wait for a writer to finish; then LockedError

    Ctrl-C ends the wait for it, not the work: that goes on while Python runs, and where Python ends before it does the
    index is as it was.
    """

def annotate(
    text: str | Article, published: _Day | None = ..., *, title: str = ..., lang: str = ..., analyzers: Analyzers |
    Analyzer | Iterable[Analyzer] | None = ..., style: Literal["news", "query"] = ...
) -> Annotated:
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

def annotate_many(
    texts: Iterable[str | Article], published: _Day | None = ..., *, lang: str = ..., analyzers: Analyzers |
    Analyzer | Iterable[Analyzer] | None = ..., style: Literal["news", "query"] = ..., threads: int = ...
) -> list[Annotated]:
    """annotate() of many texts, on all cores: a list of Annotated, in order.

    texts      an iterable of str or Article
    published  of all of them, or None; an Article has its own
    threads    how many work at it; 0: one for each core
    """

def explain_quotations(annotated: Annotated) -> list[QuotationExplanation]:
    """Why words in marks are somebody's or not, and who was weighed as their speaker: a list of QuotationExplanation,
    in the order of reading. Costs as much as annotate().
    """

def parse(text: str, today: _Day | None = ...) -> ParsedQuery:
    """Reads the query language: a ParsedQuery with `.query` and `.issues`. Never fails on text.

    today  what "last week" is read against: a datetime.date or "YYYY-MM-DD"; the day it is when None
    """

def said(words: str) -> Query:
    """A quotation with these words: one word, or several side by side.

    >>> said("massive blow").by("Marenko") & during("2022-03")
    """

def by(name: str, *, exact: bool = ..., strictness: int = ...) -> Query:
    """A quotation by this speaker, in any spelling.

    exact       only in exactly this spelling
    strictness  how alike a spelling must be, in per cent: 50..100; 0 the usual
    """

def about(words: str) -> Query:
    """A quotation about this: each word is said in it or stands in the sentences round it."""

def said_during(when: _When) -> Query:
    """A quotation said then, whenever it was printed: "2022-03", "last week", a date, an Interval."""

def in_speech(kind: _Kind) -> Query:
    """A quotation in "direct", "mixed" or "indirect" speech."""

def with_stance(stance: _Stance) -> Query:
    """A quotation that the text says was made ("asserted"), was "denied", or would be made ("hypothetical")."""

def quotation(inside: Query) -> Query:
    """One quotation that matches all of `inside`, a Query."""

def word(text: str) -> Query:
    """One word, in any of its forms."""

def phrase(text: str) -> Query:
    """Words as written, side by side."""

def prefix(letters: str) -> Query:
    """A word that begins so: "sabot" finds sabotage and saboteurs."""

def name(name: str, type: str | None = ..., *, exact: bool = ..., strictness: int = ...) -> Query:
    """Somebody or something of this name is mentioned, in any spelling or script.

    type        "person", "organisation" or "place"; None: whatever it is
    exact       only in exactly this spelling
    strictness  how alike a spelling must be, in per cent: 50..100; 0 the usual
    """

def near(*words: str | Query, within: int = ...) -> Query:
    """All of these close together: each a word, words side by side, or a Query of words.

    >>> near("sluice gates", "jammed", within=5)
    """

def in_order(*words: str | Query, within: int = ...) -> Query:
    """The same in this order; within 1: side by side."""

def during(when: _When) -> Query:
    """A date in the text falls there: "2022-03", "2022-03-01..2022-03-15", "last week", a date, an Interval."""

def published(when: _When) -> Query:
    """The day of publication lies in this."""

def source(outlet: str) -> Query:
    """Printed by this outlet."""

def lang(tag: str) -> Query:
    """Written in this language: "en"."""

def title(words: str | Query) -> Query:
    """These words, or a Query of words, in the title."""

def everything() -> Query:
    """All articles, with score 0."""

def nothing() -> Query:
    """No article."""

def all_of(*queries: Query) -> Query:
    """All of these, as `a & b & c`."""

def any_of(*queries: Query) -> Query:
    """At least one of these, as `a | b | c`; scores add up."""

def prefer(required: Query, optional: Query) -> Query:
    """The first; the second only adds to the score."""

def read_date(
    text: str, today: _Day | None = ..., lang: str = ..., outlook: Literal["archive", "agenda"] = ...
) -> DateReading | None:
    """A date as a reader types it: a DateReading, or None when it is no date.

        >>> str(quoth.read_date("the third Tuesday of May 2024").interval)
        '2024-05-21'

    today    what "last week" is read against: a date; a datetime knows the clock ("in five minutes")
    lang     the language it is written in
    outlook  "archive": "Friday" is the last one; "agenda": the next one
    """

def period_name(when: _When) -> str:
    """The shortest writing that `when:` reads as this: "2024-03-22", "2024-W12", "1990s". str() of an Interval."""

def period_of(grain: _Period, day: _Day) -> Interval:
    """The "day", "week", "month", "quarter", "half", "year", "decade" or "century" that a day lies in: an Interval."""

def easter(year: int) -> datetime.date | None:
    """Easter Sunday of the western churches: a datetime.date."""

def name_similarity(a: str, b: str, *, variants: bool = ...) -> float:
    """How likely two names mean the same, 0..1; from 0.8 on rather the same than not. Symmetric.

    >>> quoth.name_similarity("Ilka Marenko", "Марэнка, Илька") > 0.8
    True
    """

def explain_similarity(a: str, b: str, *, variants: bool = ...) -> NameExplanation:
    """name_similarity() with its reasons, token by token: a NameExplanation."""

def token_similarity(a: str, b: str) -> float:
    """How alike two tokens of names are, 0..1; from 0.8 on "may be the same name"."""

def name_keys(token: str) -> tuple[str, ...]:
    """Keys of one token of a name, any script: two spellings of one name share at least one. A tuple of str."""

def name_tokens(name: str) -> tuple[str, ...]:
    """The tokens of a name, folded, in order: a tuple of str."""

def whole_name_keys(name: str) -> tuple[str, ...]:
    """Keys of a whole name of a place or organisation: two names of one share a key. A tuple of str."""

def names_version() -> str:
    """Identity of the rules behind name_keys(): an index keeps it."""

def variants_of(name: str) -> list[Place]:
    """The places and organisations that a name can mean, in any language, the best known first: a list of Place.

    >>> quoth.variants_of("Wien")[0].name
    'Vienna'
    """

def are_variants(a: str, b: str) -> bool:
    """Whether both names can mean one place or organisation."""

def variant_similarity(a: str, b: str) -> float:
    """How surely two names mean one place or organisation: 0 when they share none, else .969 to 1."""

def place_population(name: str) -> int:
    """People living in the largest place of exactly this usual name; 0 for none, or uncounted."""

def acronyms_of(name: str) -> tuple[str, ...]:
    """Acronyms that a name of two or more words makes, in capitals: a tuple of str."""

def is_acronym_of(acronym: str, name: str) -> bool:
    """Whether `acronym` is written like one that `name` makes, or is known to be one."""

def without_legal_form(name: str) -> str:
    """The name without what tells its legal form: "Nordhag GmbH & Co. KG" is "Nordhag"."""

def gazetteer_facts() -> dict[str, Any]:
    """What is compiled in: a dict of groups, spellings, references, bytes, complete, version."""

def decode(data: bytes) -> Decoded:
    """Reads bytes of unknown encoding as text; never fails: a Decoded."""

def fold_word(word: str) -> str:
    """The folded form of a word: what two spellings share to be the same term."""

def quotation_words(text: str, lang: str = ...) -> tuple[str, ...]:
    """The words of a quotation as two printings of it are compared: a tuple of str."""

def sentences(text: str, lang: str = ...) -> tuple[tuple[int, int], ...]:
    """Where the sentences of a text stand, in code points: a tuple of (start, end)."""

def make_snippet(
    text: str, matches: Iterable[tuple[int, int] | tuple[int, int, str]], *, characters: int = ..., fragments: int
    = ..., lang: str = ...
) -> Snippet:
    """The stretches of a text that show the most different matches: a Snippet.

    matches     an iterable of (start, end) or (start, end, kind) in code points; kind is "word", "phrase", "name",
                "date" or "quotation"
    characters  code points of the whole, at least 40; of at most `fragments` stretches
    """

def sentences_around(
    text: str, start: int, end: int, *, lang: str = ..., sentences: int = ..., context_bytes: int = ...
) -> tuple[str, str, str]:
    """The sentences before a stretch, those that hold it, and those after: three str, fit to be shown."""
