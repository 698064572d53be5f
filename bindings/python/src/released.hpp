// Python's lock, let go of while the library works.
#pragma once

#include <pybind11/pybind11.h>
#include <unistd.h>

namespace quoth_python {

/// The lock is free while this lives. At its end the thread takes the lock again; where Python is about to end it waits
/// for that instead: Python ends a thread that asks for the lock then, through destructors that must not throw, and the
/// process would abort. The thread that ends Python is the one that may go on. REQUIRES: the thread holds the lock.
class Released {
 public:
  Released() = default;
  Released(const Released&) = delete;
  Released& operator=(const Released&) = delete;
  ~Released() {
    while (python_ends() && !ends_python_) pause();
  }

 private:
  static bool python_ends() noexcept {
#if PY_VERSION_HEX >= 0x030D0000
    return Py_IsFinalizing() != 0;
#else
    return _Py_IsFinalizing() != 0;
#endif
  }

  const bool ends_python_ = python_ends();  // no other thread would have the lock
  pybind11::gil_scoped_release release_;
};

}  // namespace quoth_python
