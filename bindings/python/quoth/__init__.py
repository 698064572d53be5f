"""Who said what, when: a search engine for news.

Make an index and ask it:

    >>> import quoth
    >>> with quoth.Index.in_memory() as index:
    ...     index.add(id="budget", published="2024-03-10",
    ...               body="“We will not raise taxes,” Premier Ilka Marenko said on Friday.")
    ...     for hit in index.search(quoth.by("Marenko") & quoth.said("taxes")):
    ...         print(hit.quotation.speaker, hit.quotation.said, hit.quotation.text)
    1
    Ilka Marenko 2024-03-08 “We will not raise taxes,”

Where to begin:

    quoth.open(path), Index.create(path), Index.in_memory()     an index
    index.add(...), index.writer()                              articles into it: keywords, dicts, a DataFrame
    index.search("by:Marenko said:taxes")                       hits, with the quotations that matched
    index.quotes(...), index.timeline(...), index.names(...)    who said what, what happened when, who is named
    index.check("We will raise taxes", by="Marenko")            did anybody say this, and in these words?
    index.trail(...)                                            where words were first printed, and what became of them
    quoth.annotate(text)                                        names, dates and quotations of one text, without an index
    quoth.said("taxes").by("Marenko") & quoth.during("2024")    queries as values
    quoth.NameCatalogue(names).find("Марэнка")                  who could this be?

All offsets are code points: text[q.start:q.end] == q.text. What quoth raises is a quoth.Error.
"""

from . import _core, _methods, _pickling, features
from ._analyze import (annotate, annotate_many, explain_quotations, NewDate, NewName, NewQuotation, Analyzer)
from ._core import (
    AnnotatedQuotation, AnnotatedSpeaker, Annotated, Analyzers, Article, ArticleName, Candidate, Check,
    CheckedSource, CommitInfo, Copy, DamagedError, Date, DateReading, DeadlineError, Decoded, Entity, Error, Explanation,
    ExplanationPart, Facets, FormatError, Hit, Interval, Issue, LockedError, Mention, NameExplanation, NameMatch,
    Names, NotFoundError, ParsedQuery, Place, Problem, Published, Query, Quotation, QuotationEvidence,
    QuotationExplanation, RebuildInfo, Report, Reranking, ResolvedName, Results, Snippet, Speaker, SpeakerOption,
    Sizes, StandardFeature, Stats, StorageError, Suggestion, Timeline, TimelineExample, TimelineRow, Timex, TokenReason,
    Trail, TrailPrinting, TrailVariant, UsageError, WordEdit)
from ._dates import easter, period_name, period_of, read_date
from ._dicts import annotated_to_dict as _annotated_to_dict
from ._index import Index, open, rebuild, verify
from ._names import (
    NameCatalogue, acronyms_of, are_variants, explain_similarity, gazetteer_facts, is_acronym_of, name_keys,
    name_similarity, name_tokens, names_version, place_population, token_similarity, variant_similarity, variants_of,
    whole_name_keys, without_legal_form)
from ._queries import (
    about, all_of, any_of, by, during, everything, in_order, in_speech, lang, name, near, nothing, parse, phrase, prefer,
    prefix, published, quotation, said, said_during, source, title, with_stance, word)
from ._text import decode, fold_word, make_snippet, quotation_words, sentences, sentences_around
from ._writer import Writer
from .features import Feature

# Not open, which `from quoth import *` would put in the place of Python's own.
__all__ = [name for name in dir() if not name.startswith("_") and name != "open"]
__version__ = _core.__version__
Annotated.to_dict = _annotated_to_dict
_methods.attach()
