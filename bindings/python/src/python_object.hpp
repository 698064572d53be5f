// A Python object held by the library, which may let go of it on any thread.
#pragma once

#include <pybind11/pybind11.h>

#include "released.hpp"

namespace quoth_python {

class PythonObject {
 public:
  explicit PythonObject(pybind11::object object) : object_(std::move(object)) {}
  PythonObject(const PythonObject&) = delete;
  PythonObject& operator=(const PythonObject&) = delete;
  ~PythonObject() {
    if (Py_IsInitialized() == 0) {  // the interpreter is gone, and the object with it
      (void)object_.release();
      return;
    }
    const Acquired lock;
    object_ = pybind11::object();
  }
  /// With the GIL.
  [[nodiscard]] const pybind11::object& get() const noexcept { return object_; }

 private:
  pybind11::object object_;
};

}  // namespace quoth_python
