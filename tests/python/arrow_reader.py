"""A reader of the Arrow C stream interface in plain Python: what pyarrow would see, without pyarrow.

Source: https://arrow.apache.org/docs/format/CStreamInterface.html
"""
import ctypes
import datetime
import struct

_NULLABLE = 2


class Schema(ctypes.Structure):
    pass


class Array(ctypes.Structure):
    pass


class Stream(ctypes.Structure):
    pass


Schema._fields_ = [
    ("format", ctypes.c_char_p), ("name", ctypes.c_char_p), ("metadata", ctypes.c_char_p), ("flags", ctypes.c_int64),
    ("n_children", ctypes.c_int64), ("children", ctypes.POINTER(ctypes.POINTER(Schema))),
    ("dictionary", ctypes.POINTER(Schema)), ("release", ctypes.CFUNCTYPE(None, ctypes.POINTER(Schema))),
    ("private_data", ctypes.c_void_p)]
Array._fields_ = [
    ("length", ctypes.c_int64), ("null_count", ctypes.c_int64), ("offset", ctypes.c_int64), ("n_buffers", ctypes.c_int64),
    ("n_children", ctypes.c_int64), ("buffers", ctypes.POINTER(ctypes.c_void_p)),
    ("children", ctypes.POINTER(ctypes.POINTER(Array))), ("dictionary", ctypes.POINTER(Array)),
    ("release", ctypes.CFUNCTYPE(None, ctypes.POINTER(Array))), ("private_data", ctypes.c_void_p)]
Stream._fields_ = [
    ("get_schema", ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(Stream), ctypes.POINTER(Schema))),
    ("get_next", ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(Stream), ctypes.POINTER(Array))),
    ("get_last_error", ctypes.CFUNCTYPE(ctypes.c_char_p, ctypes.POINTER(Stream))),
    ("release", ctypes.CFUNCTYPE(None, ctypes.POINTER(Stream))), ("private_data", ctypes.c_void_p)]

_pointer = ctypes.pythonapi.PyCapsule_GetPointer
_pointer.restype = ctypes.c_void_p
_pointer.argtypes = [ctypes.py_object, ctypes.c_char_p]


def stream_of(capsule):
    return Stream.from_address(_pointer(capsule, b"arrow_array_stream"))


def _column(array, format):
    """The values of one column: str, datetime.date, float or None."""
    bits = array.buffers[0]
    valid = [bits is None or bool(ctypes.string_at(bits, (i >> 3) + 1)[-1] >> (i & 7) & 1)
             for i in range(array.offset, array.offset + array.length)]
    assert valid.count(False) == array.null_count

    def numbers(code, buffer, count):
        return struct.unpack(f"={count}{code}", ctypes.string_at(array.buffers[buffer], count * struct.calcsize("=" + code)))

    if format == "U":
        assert array.n_buffers == 3
        ends = numbers("q", 1, array.length + 1)
        data = ctypes.string_at(array.buffers[2], ends[-1])
        values = [data[a:b].decode("utf-8") for a, b in zip(ends, ends[1:])]
    elif format == "tdD":
        values = [datetime.date(1970, 1, 1) + datetime.timedelta(days=n) for n in numbers("i", 1, array.length)]
    elif format == "g":
        values = list(numbers("d", 1, array.length))
    else:
        raise AssertionError(format)
    return [value if ok else None for value, ok in zip(values, valid)]


def read(table, keep=None):
    """({column: values}, {column: nullable}, the rows of each batch). `keep` is a column that is moved out of each batch
    and released after it, as the interface allows."""
    capsule = table.__arrow_c_stream__()
    stream = stream_of(capsule)
    schema = Schema()
    assert stream.get_schema(ctypes.byref(stream), ctypes.byref(schema)) == 0
    assert schema.format == b"+s"
    fields = [schema.children[i].contents for i in range(schema.n_children)]
    names = [f.name.decode() for f in fields]
    formats = [f.format.decode() for f in fields]
    nullable = {f.name.decode(): bool(f.flags & _NULLABLE) for f in fields}
    schema.release(ctypes.byref(schema))
    assert not schema.release
    columns, batches = {name: [] for name in names}, []
    while True:
        batch = Array()
        assert stream.get_next(ctypes.byref(stream), ctypes.byref(batch)) == 0
        if not batch.release:
            break
        assert batch.n_children == len(names) and batch.n_buffers == 1 and batch.null_count == 0
        batches.append(batch.length)
        moved = None
        for i, name in enumerate(names):
            child = batch.children[i].contents
            assert child.length == batch.length
            if name == keep:
                moved = Array()
                ctypes.memmove(ctypes.byref(moved), ctypes.byref(child), ctypes.sizeof(Array))
                ctypes.memset(ctypes.byref(child, Array.release.offset), 0, Array.release.size)
                continue
            columns[name] += _column(child, formats[i])
        batch.release(ctypes.byref(batch))
        assert not batch.release
        if moved is not None:
            columns[keep] += _column(moved, formats[names.index(keep)])
            moved.release(ctypes.byref(moved))
    stream.release(ctypes.byref(stream))
    assert not stream.release
    return columns, nullable, batches
