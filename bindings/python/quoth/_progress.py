"""A bar for work that takes long, where tqdm is there to draw it."""

import contextlib
import importlib
import warnings

_DELAY = 2  # seconds before a bar that nobody asked for is shown


@contextlib.contextmanager
def counted(progress, total, unit):
    """Gives a function to be called with how many more are done.

    progress  True: a bar; None: one where tqdm is there, somebody looks, and it takes long; False: none
    """
    if progress not in (None, True, False):
        raise TypeError(f"progress: a bool or None is needed, not {type(progress).__name__}")
    tqdm = None
    if progress is not False:
        try:
            with warnings.catch_warnings():  # in a notebook without ipywidgets it draws a plain bar, and says so
                warnings.simplefilter("ignore")
                tqdm = importlib.import_module("tqdm.auto").tqdm
        except ImportError:
            if progress:
                raise ImportError("progress=True needs tqdm (Debian: python3-tqdm, pip: tqdm)") from None
    if tqdm is None:
        yield lambda more: None
        return
    # disable=None: not where nobody looks, as in a log.
    with tqdm(total=total, unit=" " + unit, delay=0 if progress else _DELAY, disable=False if progress else None) as bar:
        yield bar.update
