"""Values pickle by every protocol; pybind11's own classes know those from 2 on alone, and end the process at others."""

from . import _core


def _reduce_ex(self, protocol):
    return object.__reduce_ex__(self, max(2, protocol))


for _class in vars(_core).values():
    if isinstance(_class, type) and hasattr(_class, "__setstate__"):
        setattr(_class, "__reduce_ex__", _reduce_ex)
