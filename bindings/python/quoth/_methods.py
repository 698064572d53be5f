"""The methods that the extension's classes have from Python: tables and pictures."""

from . import _core, _plots, _tables

_METHODS = {
    _core.Results: {"to_pandas": _tables.results_to_pandas},
    _core.Names: {"to_pandas": _tables.names_to_pandas},
    _core.Check: {"to_pandas": _tables.check_to_pandas},
    _core.Trail: {"to_pandas": _tables.trail_to_pandas},
    _core.Timeline: {"to_pandas": _tables.timeline_to_pandas, "plot": _plots.timeline_plot},
    _core.Annotated: {"to_pandas": _tables.annotated_to_pandas},
}


def attach():
    """Gives each class its methods, under the names that help() shows."""
    for cls, methods in _METHODS.items():
        for name, function in methods.items():
            function.__name__, function.__qualname__, function.__module__ = name, f"{cls.__name__}.{name}", "quoth"
            setattr(cls, name, function)
    _core.Results.scores = property(_tables.results_scores)
