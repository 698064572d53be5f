// The library's errors as exceptions. Each is also the built-in exception that Python code expects to catch.
#include <pybind11/pybind11.h>

#include <exception>
#include <initializer_list>
#include <quoth/error.hpp>

#include "parts.hpp"
#include "texts.hpp"

namespace quoth_python {
namespace {

// Set once, when the module is loaded; never given back, as Python's own exceptions are not.
struct Exceptions {
  PyObject *error, *usage, *not_found, *format, *damaged, *storage, *locked, *deadline;
} exceptions;

PyObject* made(py::module_& m, const char* name, const char* doc,
               std::initializer_list<PyObject*> bases) {
  py::tuple of(bases.size());
  std::size_t i = 0;
  for (PyObject* base : bases) of[i++] = py::reinterpret_borrow<py::object>(base);
  const std::string full = std::string("quoth.") + name;
  PyObject* type = PyErr_NewExceptionWithDoc(full.c_str(), doc, of.ptr(), nullptr);
  if (type == nullptr) throw py::error_already_set();
  m.add_object(name, type);
  return type;
}

void raise(PyObject* type, const std::exception& e) {
  PyErr_SetObject(type, to_str(e.what()).ptr());
}

}  // namespace

void bind_errors(py::module_& m) {
  Exceptions& x = exceptions;
  x.error = made(m, "Error", "What quoth raises; its message names the thing and the remedy.",
                 {PyExc_Exception});
  x.usage = made(m, "UsageError",
                 "Asked for something that cannot be: an empty id, a day that does not exist.",
                 {x.error, PyExc_ValueError});
  x.not_found = made(m, "NotFoundError", "There is no index or article where one was expected.",
                     {x.error, PyExc_FileNotFoundError});
  x.format = made(m, "FormatError",
                  "Not an index, one of a newer Quoth, or one made by other analyzers.", {x.error});
  x.damaged = made(m, "DamagedError",
                   "The files have changed since they were written: a checksum or size is wrong.",
                   {x.error});
  x.storage = made(m, "StorageError", "The machine refused: disk full, read-only, no permission.",
                   {x.error, PyExc_OSError});
  x.locked = made(m, "LockedError", "Another writer holds the index.", {x.error});
  x.deadline = made(m, "DeadlineError",
                    "The time given to a question ran out before its answer was complete.",
                    {x.error, PyExc_TimeoutError});
  py::register_exception_translator([](std::exception_ptr p) {  // NOLINT(performance-unnecessary-value-param)
    try {
      if (p) std::rethrow_exception(p);
    } catch (const quoth::UsageError& e) {
      raise(exceptions.usage, e);
    } catch (const quoth::NotFoundError& e) {
      raise(exceptions.not_found, e);
    } catch (const quoth::FormatError& e) {
      raise(exceptions.format, e);
    } catch (const quoth::DamagedError& e) {
      raise(exceptions.damaged, e);
    } catch (const quoth::StorageError& e) {
      raise(exceptions.storage, e);
    } catch (const quoth::LockedError& e) {
      raise(exceptions.locked, e);
    } catch (const quoth::DeadlineError& e) {
      raise(exceptions.deadline, e);
    } catch (const quoth::Error& e) {
      raise(exceptions.error, e);
    }
  });
}

}  // namespace quoth_python
