// Articles as arguments.
#pragma once

#include <pybind11/pybind11.h>

#include <quoth/analyze/article.hpp>

namespace quoth_python {

/// An Article from the values of its fields, each of which may be missing (None, NaN, NaT): id, title, body,
/// published, source, url, lang. TypeErrors name the field.
[[nodiscard]] quoth::Article article_argument(pybind11::handle id, pybind11::handle title,
                                              pybind11::handle body, pybind11::handle published,
                                              pybind11::handle source, pybind11::handle url,
                                              pybind11::handle lang);

}  // namespace quoth_python
