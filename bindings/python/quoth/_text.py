"""Bytes as text, folded words, sentences."""

from . import _core


def decode(data):
    """Reads bytes of unknown encoding as text; never fails: a Decoded."""
    return _core.decode(data)


def fold_word(word):
    """The folded form of a word: what two spellings share to be the same term."""
    return _core.fold_word(word)


def quotation_words(text, lang=""):
    """The words of a quotation as two printings of it are compared: a tuple of str."""
    return _core.quotation_words(text, lang)


def sentences(text, lang=""):
    """Where the sentences of a text stand, in code points: a tuple of (start, end)."""
    return _core.sentences(text, lang)


def make_snippet(text, matches, *, characters=240, fragments=2, lang=""):
    """The stretches of a text that show the most different matches: a Snippet.

    matches     an iterable of (start, end) or (start, end, kind) in code points; kind is "word", "phrase", "name",
                "date" or "quotation"
    characters  code points of the whole, at least 40; of at most `fragments` stretches
    """
    return _core.make_snippet(text, matches, characters, fragments, lang)


def sentences_around(text, start, end, *, lang="", sentences=1, context_bytes=1000):
    """The sentences before a stretch, those that hold it, and those after: three str, fit to be shown."""
    return _core.sentences_around(text, start, end, lang, sentences, context_bytes)
