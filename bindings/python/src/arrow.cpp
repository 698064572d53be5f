// Results as a stream of Arrow tables: what pyarrow, polars and duckdb read without this module knowing them.
#include <pybind11/pybind11.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <quoth/text/decode.hpp>

#include "answer.hpp"
#include "arrow_abi.hpp"
#include "parts.hpp"
#include "values.hpp"

namespace quoth_python {
namespace {

using namespace quoth;

// Rows of one batch: enough to be worth a call, few enough that a long result is not held twice.
constexpr std::size_t kBatchRows = 8'192;

/// The values of one column of a batch, in Arrow's layout.
struct Column {
  enum class Type : std::uint8_t { text, day, number };  // 64-bit offsets and UTF-8; date32; float64

  Column(const char* called, Type of, bool may_lack) : name(called), type(of), nullable(may_lack) {}

  const char* name;
  Type type;
  bool nullable;
  std::int64_t length = 0, nulls = 0;
  std::vector<std::uint8_t> valid;  // a bit a row, the lowest first
  std::vector<std::int64_t> offsets{0};
  std::string bytes;
  std::vector<std::int32_t> days;
  std::vector<double> numbers;

  void put(std::string_view text) {
    if (is_utf8(text)) {
      bytes += text;
    } else {  // Arrow's text is well-formed; this reads as Python's does
      for (std::size_t at = 0; at < text.size();) {
        const auto [value, size] = code_point_at(text, at);
        append_utf8(bytes, value);
        at += size;
      }
    }
    offsets.push_back(static_cast<std::int64_t>(bytes.size()));
    count(true);
  }
  void put(std::optional<std::string_view> text) {
    if (text) return put(*text);
    offsets.push_back(offsets.back());
    count(false);
  }
  void put(std::optional<Day> day) {
    days.push_back(day ? day->since_epoch : 0);
    count(day.has_value());
  }
  void put(double number) {
    numbers.push_back(number);
    count(true);
  }

  [[nodiscard]] const char* format() const noexcept {
    return type == Type::text ? "U" : type == Type::day ? "tdD" : "g";
  }

 private:
  void count(bool is_valid) {
    if (length % 8 == 0) valid.push_back(0);
    if (is_valid) valid.back() = static_cast<std::uint8_t>(valid.back() | 1U << (length % 8));
    nulls += is_valid ? 0 : 1;
    ++length;
  }
};

std::optional<Day> first_day(const std::optional<Interval>& interval) {
  if (!interval || interval->empty() || interval->from == kAllTime.from) return std::nullopt;
  return interval->from.day();
}
std::optional<Day> last_day(const std::optional<Interval>& interval) {
  if (!interval || interval->empty() || interval->until == kAllTime.until) return std::nullopt;
  return Instant{interval->until.seconds - 1}.day();
}

std::optional<std::string> joined(const std::vector<FoundSpeaker>& speakers, std::string_view separator) {
  if (speakers.empty()) return std::nullopt;
  std::string out = speakers.front().name;
  for (std::size_t i = 1; i < speakers.size(); ++i) out.append(separator).append(speakers[i].name);
  return out;
}

/// The columns of `rows` hits from `begin` on; the same names and meanings as Results.to_pandas().
std::vector<Column> columns_of(const Results& results, std::size_t begin, std::size_t rows) {
  using Type = Column::Type;
  std::vector<Column> out;
  const auto add = [&](const char* name, Type type, bool nullable, const auto& value) {
    Column& column = out.emplace_back(name, type, nullable);
    for (std::size_t i = begin; i < begin + rows; ++i) value(column, results.hits[i]);
  };
  const auto text = [&](const char* name, std::string Hit::* member) {
    add(name, Type::text, false, [member](Column& c, const Hit& h) { c.put(std::string_view(h.*member)); });
  };
  text("id", &Hit::id);
  text("title", &Hit::title);
  text("source", &Hit::source);
  text("url", &Hit::url);
  add("published", Type::day, true,
      [](Column& c, const Hit& h) { c.put(h.published ? h.published->interval.single_day() : std::nullopt); });
  add("score", Type::number, false, [](Column& c, const Hit& h) { c.put(h.score); });
  add("snippet", Type::text, false, [](Column& c, const Hit& h) { c.put(std::string_view(h.snippet.text)); });
  if (results.unit != Unit::quotations) return out;

  const auto quoted = [&](const char* name, Type type, const auto& value) {
    add(name, type, true, [&value](Column& c, const Hit& h) {
      c.put(h.quotations.empty() ? decltype(value(h.quotations.front()))() : value(h.quotations.front()));
    });
  };
  const auto names = [&](const char* name, std::vector<FoundSpeaker> FoundQuotation::* member,
                         std::string_view separator) {
    add(name, Type::text, true, [=](Column& c, const Hit& h) {
      const auto all = h.quotations.empty() ? std::nullopt : joined(h.quotations.front().*member, separator);
      c.put(all ? std::optional<std::string_view>(*all) : std::nullopt);
    });
  };
  using Words = std::optional<std::string_view>;
  names("speaker", &FoundQuotation::speakers, " and ");
  quoted("text", Type::text, [](const FoundQuotation& q) { return Words(q.text); });
  quoted("kind", Type::text, [](const FoundQuotation& q) { return Words(name_of(q.kind)); });
  quoted("said_first", Type::day, [](const FoundQuotation& q) { return first_day(q.said); });
  quoted("said_last", Type::day, [](const FoundQuotation& q) { return last_day(q.said); });
  quoted("stance", Type::text, [](const FoundQuotation& q) { return Words(name_of(q.stance)); });
  names("via", &FoundQuotation::via, ", ");
  return out;
}

// What is exported owns itself: each struct's private data holds what its pointers point into, and its release frees
// that. A consumer may move a child out of its parent: then the child's release is null there.

struct SchemaHolder {
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> pointers;
};

void release_child(ArrowSchema* schema) { schema->release = nullptr; }  // names and formats are static

void release_schema(ArrowSchema* schema) {
  const std::unique_ptr<SchemaHolder> holder(static_cast<SchemaHolder*>(schema->private_data));
  for (ArrowSchema& child : holder->children)
    if (child.release != nullptr) child.release(&child);
  schema->release = nullptr;
}

void export_schema(const std::vector<Column>& columns, ArrowSchema* out) {
  auto holder = std::make_unique<SchemaHolder>();
  holder->children.reserve(columns.size());
  for (const Column& c : columns)
    holder->pointers.push_back(&holder->children.emplace_back(
        ArrowSchema{c.format(), c.name, nullptr, c.nullable ? ARROW_FLAG_NULLABLE : 0, 0, nullptr, nullptr,
                    release_child, nullptr}));
  *out = {"+s", "", nullptr, 0, static_cast<std::int64_t>(columns.size()), holder->pointers.data(), nullptr,
          release_schema, nullptr};
  out->private_data = holder.release();
}

struct ColumnHolder {
  Column column;
  const void* buffers[3];
};

struct BatchHolder {
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> pointers;
  const void* buffers[1] = {nullptr};  // no row of a table is missing
};

void release_column(ArrowArray* array) {
  delete static_cast<ColumnHolder*>(array->private_data);
  array->release = nullptr;
}

void release_batch(ArrowArray* array) {
  const std::unique_ptr<BatchHolder> holder(static_cast<BatchHolder*>(array->private_data));
  for (ArrowArray& child : holder->children)
    if (child.release != nullptr) child.release(&child);
  array->release = nullptr;
}

void export_column(Column&& column, ArrowArray* out) {
  auto holder = std::make_unique<ColumnHolder>(ColumnHolder{std::move(column), {}});
  const Column& c = holder->column;
  const bool text = c.type == Column::Type::text;
  holder->buffers[0] = c.nulls > 0 ? c.valid.data() : nullptr;
  if (text) {
    holder->buffers[1] = c.offsets.data();
    holder->buffers[2] = c.bytes.data();
  } else {
    holder->buffers[1] = c.type == Column::Type::day ? static_cast<const void*>(c.days.data()) : c.numbers.data();
  }
  *out = {c.length, c.nulls, 0, text ? 3 : 2, 0, holder->buffers, nullptr, nullptr, release_column, nullptr};
  out->private_data = holder.release();
}

void export_batch(std::vector<Column> columns, std::size_t rows, ArrowArray* out) {
  auto holder = std::make_unique<BatchHolder>();
  holder->children.reserve(columns.size());
  holder->pointers.reserve(columns.size());
  ArrowArray batch{static_cast<std::int64_t>(rows), 0, 0, 1, static_cast<std::int64_t>(columns.size()), nullptr, nullptr,
                   nullptr, release_batch, nullptr};
  BatchHolder& held = *holder;
  batch.private_data = holder.release();
  try {
    for (Column& column : columns) {
      ArrowArray child{};
      export_column(std::move(column), &child);
      held.pointers.push_back(&held.children.emplace_back(child));
    }
  } catch (...) {
    batch.release(&batch);
    throw;
  }
  batch.buffers = held.buffers;
  batch.children = held.pointers.data();
  *out = batch;
}

/// What a stream reads; it needs no Python, so a consumer may read from any thread.
struct Reading {
  std::shared_ptr<const Answer> answer;
  std::size_t at = 0;
};

template <class F>
int with_error_codes(F&& call) noexcept {
  try {
    call();
    return 0;
  } catch (const std::bad_alloc&) {
    return ENOMEM;
  } catch (...) {
    return EIO;
  }
}

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
  const Reading& reading = *static_cast<Reading*>(stream->private_data);
  return with_error_codes([&] { export_schema(columns_of(reading.answer->results, 0, 0), out); });
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) {
  Reading& reading = *static_cast<Reading*>(stream->private_data);
  return with_error_codes([&] {
    const Results& results = reading.answer->results;
    const std::size_t rows = std::min(results.hits.size() - reading.at, kBatchRows);
    if (rows == 0) {
      out->release = nullptr;  // the end
      return;
    }
    export_batch(columns_of(results, reading.at, rows), rows, out);
    reading.at += rows;
  });
}

const char* get_last_error(ArrowArrayStream*) { return nullptr; }

void release_stream(ArrowArrayStream* stream) {
  delete static_cast<Reading*>(stream->private_data);
  stream->release = nullptr;
}

constexpr const char* kCapsule = "arrow_array_stream";

void free_capsule(PyObject* capsule) {
  auto* stream = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule, kCapsule));
  if (stream == nullptr) return PyErr_WriteUnraisable(capsule);
  if (stream->release != nullptr) stream->release(stream);  // a consumer that took it over has set this to null
  delete stream;
}

py::object arrow_stream(const Of<Answer>& results, const py::object& /*requested_schema*/) {
  auto reading = std::make_unique<Reading>(Reading{results.value});
  auto stream = std::make_unique<ArrowArrayStream>(
      ArrowArrayStream{get_schema, get_next, get_last_error, release_stream, nullptr});
  stream->private_data = reading.release();
  PyObject* capsule = PyCapsule_New(stream.get(), kCapsule, free_capsule);
  if (capsule == nullptr) {
    stream->release(stream.get());
    throw py::error_already_set();
  }
  static_cast<void>(stream.release());  // the capsule owns it now
  return py::reinterpret_steal<py::object>(capsule);
}

}  // namespace

void bind_arrow(py::module_& m) {
  const py::object results = m.attr("Results");
  results.attr("__arrow_c_stream__") = py::cpp_function(
      arrow_stream, py::name("__arrow_c_stream__"), py::is_method(results), py::arg("requested_schema") = py::none(),
      "The hits as a stream of Arrow tables (a PyCapsule), by which pyarrow.table(results), polars.DataFrame(results)\n"
      "and duckdb read them. The columns are those of to_pandas(). `requested_schema` is not looked at, as the\n"
      "interface allows.");
}

}  // namespace quoth_python
