// A text with what was found in it, shared by all the Python objects that are parts of it.
#pragma once

#include <pybind11/pybind11.h>

#include <cstddef>
#include <memory>
#include <quoth/analyze/annotations.hpp>
#include <quoth/analyze/article.hpp>
#include <string>
#include <string_view>

#include "texts.hpp"

namespace quoth_python {

/// Immutable but for the table of offsets, which is filled as they are asked for; that needs the GIL.
class AnnotatedText {
 public:
  AnnotatedText(quoth::Article article, quoth::Annotations found)
      : article_(std::move(article)),
        joined_(article_.title.empty() ? std::string() : quoth::text_of(article_)),
        found_(std::move(found)) {}
  AnnotatedText(const AnnotatedText&) = delete;
  AnnotatedText& operator=(const AnnotatedText&) = delete;

  [[nodiscard]] const quoth::Article& article() const noexcept { return article_; }
  [[nodiscard]] const quoth::Annotations& found() const noexcept { return found_; }
  /// What spans index: text_of(article()).
  [[nodiscard]] std::string_view text() const noexcept {
    return joined_.empty() ? std::string_view(article_.body) : std::string_view(joined_);
  }
  [[nodiscard]] Offsets& offsets() const {
    if (offsets_ == nullptr) offsets_ = std::make_unique<Offsets>(text());
    return *offsets_;
  }

 private:
  quoth::Article article_;
  std::string joined_;
  quoth::Annotations found_;
  mutable std::unique_ptr<Offsets> offsets_;
};
using Shared = std::shared_ptr<AnnotatedText>;

[[nodiscard]] inline Shared annotated(quoth::Article article, quoth::Annotations found) {
  return std::make_shared<AnnotatedText>(std::move(article), std::move(found));
}

}  // namespace quoth_python
