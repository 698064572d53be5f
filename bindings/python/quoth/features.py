"""Features that put the best of a search in order once more; see Reranking.

    index.search("sluice gates", rerank=True)                                        the standard ones
    index.search("sluice gates", rerank=Reranking.standard() + (MyFeature(), 0.1))   with one's own
"""

from . import _core

__all__ = ["Feature", "date_closeness", "freshness", "name_likeness", "proximity", "quotation_alignment"]


class Feature:
    """Base of features of one's own.

        class LongRead(quoth.Feature):
            name = "long read"

            def value(self, candidate):
                return min(1.0, len(candidate.article.body) / 10_000)

    value() is called for each of the best documents, from the threads that search, with Python's lock
    held; what it raises is raised by the search.
    """

    name = ""

    def value(self, candidate):
        """How well it fits, 0..1, from what the Candidate holds alone; what lies outside is cut to it."""
        raise NotImplementedError(f"{type(self).__name__} needs a method value(self, candidate)")


def proximity():
    """How close the words stand that the document has. 1: all side by side."""
    return _core.proximity()


def quotation_alignment():
    """How much of the words wanted said stands in one quotation in their order. 1: verbatim."""
    return _core.quotation_alignment()


def name_likeness():
    """Mean likeness of the spellings of the names wanted."""
    return _core.name_likeness()


def date_closeness(half_life=30):
    """How near to the dates asked for it was published: half as much each `half_life` days before or after."""
    return _core.date_closeness(half_life)


def freshness(half_life=365):
    """1 for the newest candidate, half as much for each `half_life` days that it is older."""
    return _core.freshness(half_life)
