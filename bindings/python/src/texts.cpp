#include "texts.hpp"

#include <algorithm>

namespace quoth_python {

py::str to_str(std::string_view utf8) {
  PyObject* out =
      PyUnicode_DecodeUTF8(utf8.data(), static_cast<Py_ssize_t>(utf8.size()), "replace");
  if (out == nullptr) throw py::error_already_set();
  return py::reinterpret_steal<py::str>(out);
}

std::string from_str(py::handle str) {
  Py_ssize_t size = 0;
  if (const char* utf8 = PyUnicode_AsUTF8AndSize(str.ptr(), &size); utf8 != nullptr)
    return std::string(utf8, static_cast<std::size_t>(size));
  PyErr_Clear();
  std::string out;
  const int kind = PyUnicode_KIND(str.ptr());
  const void* data = PyUnicode_DATA(str.ptr());
  for (Py_ssize_t i = 0; i < PyUnicode_GET_LENGTH(str.ptr()); ++i) {
    const Py_UCS4 c = PyUnicode_READ(kind, data, i);
    quoth::append_utf8(out, c >= 0xD800 && c < 0xE000 ? U'\uFFFD' : static_cast<char32_t>(c));
  }
  return out;
}

Offsets::Offsets(std::string_view text)
    : ascii_(std::none_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; })),
      offsets_(text) {}

std::size_t Offsets::byte_of(std::string_view text, std::size_t code_point) {
  std::size_t at = 0;
  for (; code_point > 0 && at < text.size(); --code_point)
    at += quoth::code_point_at(text, at).size;
  return at;
}

ArticleTexts::Points ArticleTexts::code_points(quoth::ArticleRef article, quoth::Span span) {
  const auto known = known_.find({article, span});
  if (known != known_.end()) return known->second;
  if (!snapshot_) return {0, 0};  // never reached: a pickle holds all its places
  if (offsets_ == nullptr || last_ != article) {
    offsets_.reset();
    text_ = quoth::text_of(snapshot_->article(article).article);
    offsets_ = std::make_unique<Offsets>(text_);
    last_ = article;
  }
  return offsets_->of(span);
}

}  // namespace quoth_python
