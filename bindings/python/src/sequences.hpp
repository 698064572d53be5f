// Values that are sequences of others: len(), indexing from both ends, slices; all else that Sequence has follows from these.
#pragma once

#include <pybind11/pybind11.h>

#include <cstddef>
#include <string>

namespace quoth_python {

namespace py = pybind11;

/// `size(of)`, `at(of, i)` for i below it, `slice(of, py::slice)`.
template <class Class, class Size, class At, class Slice>
void sequence_of(Class& cls, Size size, At at, Slice slice) {
  using Value = typename Class::type;
  cls.def("__len__", size);
  cls.def("__bool__", [size](const Value& of) { return size(of) != 0; });
  cls.def("__getitem__", [size, at, slice](const Value& of, const py::object& index) -> py::object {
    if (PySlice_Check(index.ptr()))
      return py::cast(slice(of, py::reinterpret_borrow<py::slice>(index)));
    if (!PyIndex_Check(index.ptr()))
      throw py::type_error(std::string("index: an int or a slice is needed, not ") +
                           Py_TYPE(index.ptr())->tp_name);
    const Py_ssize_t i = PyNumber_AsSsize_t(index.ptr(), PyExc_IndexError);
    if (i == -1 && PyErr_Occurred() != nullptr) throw py::error_already_set();
    const auto n = static_cast<Py_ssize_t>(size(of));
    if (i < -n || i >= n)
      throw py::index_error("index " + std::to_string(i) + " of " + std::to_string(n));
    return at(of, static_cast<std::size_t>(i < 0 ? i + n : i));
  });
  const py::object sequence = py::module_::import("collections.abc").attr("Sequence");
  sequence.attr("register")(cls);
  for (const char* mixed_in : {"__iter__", "__contains__", "__reversed__", "index", "count"})
    cls.attr(mixed_in) = sequence.attr(mixed_in);
}

}  // namespace quoth_python
