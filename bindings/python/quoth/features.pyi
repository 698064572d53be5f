"""Features that put the best of a search in order once more; see quoth.Reranking."""

from . import Candidate, StandardFeature

__all__ = ["Feature", "date_closeness", "freshness", "name_likeness", "proximity", "quotation_alignment"]

class Feature:
    """Base of features of one's own: has a name, and value(candidate) says how well a document fits, 0..1."""

    name: str
    def value(self, candidate: Candidate) -> float:
        """How well it fits, 0..1, from what the Candidate holds alone; what lies outside is cut to it."""

def proximity() -> StandardFeature:
    """How close the words stand that the document has. 1: all side by side."""

def quotation_alignment() -> StandardFeature:
    """How much of the words wanted said stands in one quotation in their order. 1: verbatim."""

def name_likeness() -> StandardFeature:
    """Mean likeness of the spellings of the names wanted."""

def date_closeness(half_life: float = ...) -> StandardFeature:
    """How near to the dates asked for it was published: half as much each `half_life` days before or after."""

def freshness(half_life: float = ...) -> StandardFeature:
    """1 for the newest candidate, half as much for each `half_life` days that it is older."""
