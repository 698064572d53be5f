// The parts of the extension module, each in the file of its name.
#pragma once

#include <pybind11/pybind11.h>

namespace quoth_python {

void bind_errors(pybind11::module_& m);
void bind_calendar(pybind11::module_& m);
void bind_annotations(pybind11::module_& m);
void bind_analyzers(pybind11::module_& m);
void bind_query(pybind11::module_& m);
void bind_names(pybind11::module_& m);
void bind_results(pybind11::module_& m);
void bind_arrow(pybind11::module_& m);
void bind_checks(pybind11::module_& m);
void bind_timeline(pybind11::module_& m);
void bind_rerank(pybind11::module_& m);
void bind_searcher(pybind11::module_& m);
void bind_writer(pybind11::module_& m);
void bind_catalogue(pybind11::module_& m);
void bind_text(pybind11::module_& m);

}  // namespace quoth_python
