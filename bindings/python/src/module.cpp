// The extension module `quoth._core`: converts, and holds no logic. The package beside it gives it its signatures.
#include "parts.hpp"
#include "released.hpp"

PYBIND11_MODULE(_core, m) {
  using namespace quoth_python;
  m.doc() = "What `quoth` is made of; import quoth instead.";
  pybind11::options options;
  options.disable_function_signatures();
  m.attr("__version__") = QUOTH_VERSION;
  // Modules go when no thread but the one that ends Python gets the lock any more, and before objects in use do.
  m.attr("_calls") = pybind11::capsule(static_cast<const void*>(&calls_at_work), [](void*) {
    if (python_ends()) wait_for_calls();
  });
  bind_errors(m);
  bind_calendar(m);
  bind_annotations(m);
  bind_analyzers(m);
  bind_query(m);
  bind_names(m);
  bind_results(m);
  bind_arrow(m);
  bind_checks(m);
  bind_timeline(m);
  bind_rerank(m);
  bind_searcher(m);
  bind_writer(m);
  bind_catalogue(m);
  bind_text(m);
}
