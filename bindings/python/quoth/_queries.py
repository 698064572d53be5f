"""Queries as values. Texts are taken as they are, never read for operators; parse() reads the query language."""

from . import _core


def parse(text, today=None):
    """Reads the query language: a ParsedQuery with `.query` and `.issues`. Never fails on text.

    today  what "last week" is read against: a datetime.date or "YYYY-MM-DD"; the day it is when None
    """
    return _core.parse(text, today)


def said(words):
    """A quotation with these words: one word, or several side by side.

        >>> quoth.said("massive blow").by("Marenko") & quoth.during("2022-03")
        <Query by:Marenko said:"massive blow" when:2022-03>
    """
    return _core.said(words)


def by(name, *, exact=False, strictness=0):
    """A quotation by this speaker, in any spelling.

    exact       only in exactly this spelling
    strictness  how alike a spelling must be, in per cent: 50..100; 0 the usual
    """
    return _core.speaker(name, exact, strictness)


def about(words):
    """A quotation about this: each word is said in it or stands in the sentences round it."""
    return _core.about(words)


def said_during(when):
    """A quotation said then, whenever it was printed: "2022-03", "last week", a date, an Interval."""
    return _core.said_during(when)


def in_speech(kind):
    """A quotation in "direct", "mixed" or "indirect" speech."""
    return _core.in_speech(kind)


def with_stance(stance):
    """A quotation that the text says was made ("asserted"), was "denied", or would be made ("hypothetical")."""
    return _core.with_stance(stance)


def quotation(inside):
    """One quotation that matches all of `inside`, a Query."""
    return _core.quotation(inside)


def word(text):
    """One word, in any of its forms."""
    return _core.word(text)


def phrase(text):
    """Words as written, side by side."""
    return _core.phrase(text)


def prefix(letters):
    """A word that begins so: "sabot" finds sabotage and saboteurs."""
    return _core.prefix(letters)


def name(name, type=None, *, exact=False, strictness=0):
    """Somebody or something of this name is mentioned, in any spelling or script.

    type        "person", "organisation" or "place"; None: whatever it is
    exact       only in exactly this spelling
    strictness  how alike a spelling must be, in per cent: 50..100; 0 the usual
    """
    return _core.name(name, type, exact, strictness)


def near(*words, within=10):
    """All of these close together: each a word, words side by side, or a Query of words.

        >>> quoth.near("sluice gates", "jammed", within=5)
        <Query "sluice gates" NEAR/5 jammed>
    """
    return _core.near(words, within)


def in_order(*words, within=1):
    """The same in this order; within 1: side by side."""
    return _core.in_order(words, within)


def during(when):
    """A date in the text falls there: "2022-03", "2022-03-01..2022-03-15", "last week", a date, an Interval."""
    return _core.during(when)


def published(when):
    """The day of publication lies in this."""
    return _core.published(when)


def source(outlet):
    """Printed by this outlet."""
    return _core.source(outlet)


def lang(tag):
    """Written in this language: "en"."""
    return _core.language(tag)


def title(words):
    """These words, or a Query of words, in the title."""
    return _core.title(words)


def everything():
    """All articles, with score 0."""
    return _core.everything()


def nothing():
    """No article."""
    return _core.nothing()


def all_of(*queries):
    """All of these, as `a & b & c`."""
    return _core.all_of(queries)


def any_of(*queries):
    """At least one of these, as `a | b | c`; scores add up."""
    return _core.any_of(queries)


def prefer(required, optional):
    """The first; the second only adds to the score."""
    return _core.prefer(required, optional)
