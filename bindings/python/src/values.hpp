// How a value of the library is seen from Python: read-only, shared with the result it is a part of, comparable,
// hashable, picklable.
#pragma once

#include <pybind11/pybind11.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <quoth/quoth.hpp>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "archive.hpp"
#include "enumerations.hpp"
#include "texts.hpp"

namespace quoth_python {

namespace py = pybind11;

/// A part of a result, or a whole one. Nothing is copied: the part keeps the whole alive.
template <class T>
struct Of {
  std::shared_ptr<const T> value;
  std::shared_ptr<ArticleTexts>
      texts;  ///< where the spans in `value` can be counted; null without such spans
  quoth::ArticleRef
      article;  ///< whose text these spans index, where `value` does not say so itself

  const T* operator->() const { return value.get(); }
  const T& operator*() const { return *value; }
};

template <class T>
[[nodiscard]] Of<T> whole(T value, std::shared_ptr<ArticleTexts> texts = nullptr) {
  return {std::make_shared<const T>(std::move(value)), std::move(texts), {}};
}

/// A part of what `of` is.
template <class Part, class T>
[[nodiscard]] Of<Part> part_of(const Of<T>& of, const Part& part) {
  quoth::ArticleRef article = of.article;
  if constexpr (requires {
                  { of->article } -> std::convertible_to<quoth::ArticleRef>;
                })
    article = of->article;
  return {std::shared_ptr<const Part>(of.value, &part), of.texts, article};
}

// What a member becomes in Python. `of` is what it is a member of.
template <class T>
py::object give(const Of<T>&, const std::string& text) {
  return to_str(text);
}
template <class T>
py::object give(const Of<T>&, bool value) {
  return py::bool_(value);
}
template <class T, class N>
requires std::is_arithmetic_v<N> py::object give(const Of<T>&, N value) {
  if constexpr (std::is_integral_v<N>)
    return py::int_(value);
  else
    return py::float_(static_cast<double>(value));
}
template <class T, class E>
requires std::is_enum_v<E> py::object give(const Of<T>&, E value) { return to_str(word_of(value)); }
template <class T>
py::object give(const Of<T>&, const quoth::Interval& interval) {
  return py::cast(interval);
}
template <class T, class V>
py::object give(const Of<T>& of, const std::optional<V>& value);
template <class T, class V>
py::object give(const Of<T>& of, const std::vector<V>& values);
template <class T, HasMembers V>
py::object give(const Of<T>& of, const V& value) {
  return py::cast(part_of(of, value));
}

template <class T, class V>
py::object give(const Of<T>& of, const std::optional<V>& value) {
  return value ? give(of, *value) : py::none();
}
template <class T, class V>
py::object give(const Of<T>& of, const std::vector<V>& values) {
  py::tuple out(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) out[i] = give(of, values[i]);
  return out;
}

// The places of spans in a result: what its pickle holds beside it.
template <class F>
void each_place(const quoth::FoundQuotation& q, quoth::ArticleRef, F&& f) {
  f(q.ref.article, q.span);
}
template <class F>
void each_place(const quoth::FoundDate& d, quoth::ArticleRef article, F&& f) {
  f(article, d.span);
}
template <class F>
void each_place(const quoth::QuotationSource& s, quoth::ArticleRef, F&& f) {
  f(s.article, s.span);
  each_place(s.quotation, s.article, f);
}
template <class T, class F>
void each_place(const T& value, quoth::ArticleRef article, F&& f) {
  if constexpr (requires {
                  { value.article } -> std::convertible_to<quoth::ArticleRef>;
                })
    article = value.article;
  const auto within = [&](const auto& member, const auto& self) -> void {
    using M = std::remove_cvref_t<decltype(member)>;
    if constexpr (requires { member.has_value(); }) {
      if (member) self(*member, self);
    } else if constexpr (requires { member.front(); } && !std::is_same_v<M, std::string>) {
      for (const auto& one : member) self(one, self);
    } else if constexpr (HasMembers<M>) {
      each_place(member, article, f);
    }
  };
  if constexpr (HasMembers<T>)
    std::apply([&](auto... member) { (within(value.*member, within), ...); }, members(Tag<T>{}));
}

template <class T>
[[nodiscard]] py::bytes pickled(const Of<T>& of) {
  ArchiveWriter out;
  out.put(*of);
  out.put(of.article);
  std::uint64_t places = 0;
  ArchiveWriter listed;
  if (of.texts != nullptr)
    each_place(*of, of.article, [&](quoth::ArticleRef article, quoth::Span span) {
      const auto [begin, end] = of.texts->code_points(article, span);
      ++places;
      listed.put(article);
      listed.put(span);
      listed.put(static_cast<std::uint64_t>(begin));
      listed.put(static_cast<std::uint64_t>(end));
    });
  out.put(places);
  return sealed(out.take() + listed.take());
}

template <class T>
[[nodiscard]] Of<T> unpickled(const py::bytes& state) {
  const std::string bytes = state;
  ArchiveReader in(unsealed(bytes));
  T value;
  in.get(value);
  Of<T> of{nullptr, std::make_shared<ArticleTexts>(std::nullopt), {}};
  in.get(of.article);
  std::uint64_t places = 0;
  in.get(places);
  for (; places > 0; --places) {
    ArticleTexts::Place place;
    in.get(place.article);
    in.get(place.span);
    in.get(place.begin);
    in.get(place.end);
    of.texts->remember(place);
  }
  of.value = std::make_shared<const T>(std::move(value));
  return of;
}

/// A class of values in Python. Comparison and hash go by the value's bytes; comparing with anything else is
/// NotImplemented, which makes == False.
template <class T>
class ValueClass : public py::class_<Of<T>> {
 public:
  using Base = py::class_<Of<T>>;

  ValueClass(py::module_& m, const char* name, const char* doc) : Base(m, name, doc) {
    this->attr("__module__") = "quoth";
    this->def("__eq__", [](const Of<T>& a, const py::object& b) -> py::object {
      if (!py::isinstance<Of<T>>(b)) return py::reinterpret_borrow<py::object>(Py_NotImplemented);
      return py::bool_(a.value == b.cast<const Of<T>&>().value ||
                       archived(*a) == archived(*b.cast<const Of<T>&>()));
    });
    this->def("__hash__", [](const Of<T>& a) {
      return static_cast<Py_hash_t>(quoth::hash_bytes(archived(*a)) >> 1);
    });
    this->def(py::pickle([](const Of<T>& of) { return pickled(of); },
                         [](const py::bytes& state) { return unpickled<T>(state); }));
    this->def("__copy__", [](const py::object& self) { return self; });
    this->def("__deepcopy__", [](const py::object& self, const py::object&) { return self; });
  }

  /// A read-only attribute that is a member of T.
  template <class Owner, class M>
  ValueClass& attribute(const char* name, M Owner::*member, const char* doc) {
    this->def_property_readonly(
        name, [member](const Of<T>& of) { return give(of, (*of.value).*member); }, doc);
    return *this;
  }
  /// One that `get(of)` works out.
  template <class Get>
  ValueClass& computed(const char* name, Get get, const char* doc) {
    this->def_property_readonly(name, std::move(get), doc);
    return *this;
  }
  template <class Show>
  ValueClass& shown(Show show) {
    this->def("__repr__", [show](const Of<T>& of) { return to_str(show(of)); });
    return *this;
  }
};

/// One line of a text for a repr: white space folded, cut to about `most` bytes on a code point.
[[nodiscard]] std::string brief(std::string_view text, std::size_t most = 60);
/// The publication day as a repr shows it; "undated" without one.
[[nodiscard]] std::string day_of(const std::optional<quoth::PublicationDay>& published);

}  // namespace quoth_python
