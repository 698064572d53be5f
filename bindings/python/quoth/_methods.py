"""The methods that the extension's classes have from Python: tables, pictures, what a notebook shows."""

from . import _core, _html, _marked_text, _plots, _tables

_METHODS = {
    _core.Results: {"to_pandas": _tables.results_to_pandas, "_repr_html_": _html.results_html},
    _core.Hit: {"_repr_html_": _html.hit_html},
    _core.Quotation: {"_repr_html_": _html.quotation_html},
    _core.Names: {"to_pandas": _tables.names_to_pandas, "_repr_html_": _html.names_html},
    _core.Facets: {"_repr_html_": _html.facets_html},
    _core.Check: {"to_pandas": _tables.check_to_pandas, "_repr_html_": _html.check_html},
    _core.Trail: {"to_pandas": _tables.trail_to_pandas, "_repr_html_": _html.trail_html},
    _core.Timeline: {"to_pandas": _tables.timeline_to_pandas, "plot": _plots.timeline_plot,
                     "_repr_html_": _html.timeline_html},
    _core.Annotated: {"to_pandas": _tables.annotated_to_pandas, "_repr_html_": _marked_text.annotated_html},
}


def attach():
    """Gives each class its methods, under the names that help() shows."""
    for cls, methods in _METHODS.items():
        for name, function in methods.items():
            function.__name__, function.__qualname__, function.__module__ = name, f"{cls.__name__}.{name}", "quoth"
            setattr(cls, name, function)
    _core.Results.scores = property(_tables.results_scores)
