"""The methods that the extension's classes have from Python: tables, pictures, what a notebook shows."""

import inspect
import types

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


def _method(cls, name, function):
    """The function as a method: a copy with the name and signature that help() shows."""
    method = types.FunctionType(function.__code__, function.__globals__, name, function.__defaults__)
    own, *others = inspect.signature(function).parameters.values()
    method.__signature__ = inspect.Signature([own.replace(name="self"), *others])
    method.__qualname__, method.__module__, method.__doc__ = f"{cls.__name__}.{name}", "quoth", function.__doc__
    return method


def attach():
    """Gives each class its methods."""
    for cls, methods in _METHODS.items():
        for name, function in methods.items():
            setattr(cls, name, _method(cls, name, function))
    _core.Results.scores = property(_tables.results_scores)
