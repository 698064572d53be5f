"""Libraries that are imported only when something asks for them."""
import importlib

_PACKAGES = {"pandas": ("python3-pandas", "pandas"), "numpy": ("python3-numpy", "numpy"),
             "matplotlib": ("python3-matplotlib", "matplotlib"), "altair": ("python3-altair", "altair")}


def needed(module, purpose):
    """The module of that name. Raises an ImportError that says what needs it and how it is installed."""
    library = module.partition(".")[0]
    try:
        return importlib.import_module(module)
    except ImportError as error:
        debian, pip = _PACKAGES[library]
        raise ImportError(f"{purpose} needs {library}: apt-get install {debian}, or pip install {pip}",
                          name=library) from error
