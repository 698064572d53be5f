// Python's lock: let go of while the library works, and taken again for a call into Python.
//
// Where Python is about to end, it ends a thread that asks for the lock, by unwinding its stack: through destructors and
// handlers of ours that must not be left so, and the process would abort. Such a thread waits here for the end instead.
#pragma once

#include <pybind11/pybind11.h>
#include <unistd.h>

#include <atomic>
#include <optional>
#include <utility>

namespace quoth_python {

inline bool python_ends() noexcept {
#if PY_VERSION_HEX >= 0x030D0000
  return Py_IsFinalizing() != 0;
#else
  return _Py_IsFinalizing() != 0;
#endif
}

[[noreturn]] inline void wait_for_the_end() noexcept {
  for (;;) pause();
}

/// Calls what may ask for the lock; does not return where Python ends the thread for it.
template <class Call>
decltype(auto) unless_python_ends(Call&& call) {
  try {
    return std::forward<Call>(call)();
  } catch (...) {  // to catch abi::__forced_unwind binds a reference to nothing
    if (python_ends()) wait_for_the_end();
    throw;
  }
}

/// How many calls are at work in the library without the lock.
inline std::atomic<int> calls_at_work{0};

/// Waits until none is, two seconds at most: what they use goes when Python has ended. For when it is about to.
inline void wait_for_calls() noexcept {
  for (int waited = 0; waited < 2000 && calls_at_work > 0; ++waited) usleep(1000);
}

/// The lock is free while this lives, and the thread's again afterwards. The thread that ends Python is the one that
/// may go on then. REQUIRES: the thread holds the lock.
class Released {
 public:
  Released() : ends_python_(python_ends()), state_(PyEval_SaveThread()) { ++calls_at_work; }
  Released(const Released&) = delete;
  Released& operator=(const Released&) = delete;
  ~Released() {
    --calls_at_work;
    if (python_ends() && !ends_python_) wait_for_the_end();
    unless_python_ends([&] { PyEval_RestoreThread(state_); });
  }

 private:
  const bool ends_python_;  // no other thread would have the lock
  PyThreadState* const state_;
};

/// The lock is this thread's while this lives: any thread, one of the library's too.
class Acquired {
 public:
  Acquired() {
    // The thread that ends Python has it.
    if (python_ends() && PyGILState_Check() == 0) wait_for_the_end();
    unless_python_ends([&] { lock_.emplace(); });
  }
  Acquired(const Acquired&) = delete;
  Acquired& operator=(const Acquired&) = delete;

 private:
  std::optional<pybind11::gil_scoped_acquire> lock_;
};

/// method(argument) of a Python object, which may let go of the lock meanwhile. @throws what it raises
inline pybind11::object call_method(const pybind11::object& object, const char* method,
                                    const pybind11::object& argument) {
  const pybind11::object bound = object.attr(method);
  PyObject* const answer = unless_python_ends(
      [&] { return PyObject_CallFunctionObjArgs(bound.ptr(), argument.ptr(), nullptr); });
  if (answer == nullptr) throw pybind11::error_already_set();
  return pybind11::reinterpret_steal<pybind11::object>(answer);
}

}  // namespace quoth_python
