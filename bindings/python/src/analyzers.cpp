// The analyzers of an index, and analyzers written in Python.
#include <pybind11/pybind11.h>

#include <memory>
#include <quoth/analyze/analyzers.hpp>
#include <string>
#include <utility>
#include <vector>

#include "annotated.hpp"
#include "arguments.hpp"
#include "enumerations.hpp"
#include "intervals.hpp"
#include "parts.hpp"
#include "python_object.hpp"

namespace quoth_python {
namespace {

using namespace quoth;

/// An analyzer in Python. The GIL is taken for each text; what it raises goes through the library and is raised
/// again by the call that annotates.
class PythonAnalyzer final : public Analyzer {
 public:
  PythonAnalyzer(py::object analyzer, std::string name)
      : analyzer_(std::move(analyzer)), name_(std::move(name)) {}

  std::string_view name() const noexcept override { return name_; }
  void analyze(const Context& context, Annotations& out) const override;

 private:
  [[nodiscard]] Span span_of(std::string_view text, py::handle start, py::handle end) const;
  [[nodiscard]] std::vector<Speaker> speakers_of(std::string_view text, const py::tuple& given,
                                                 Annotations& out) const;
  [[nodiscard]] Quotation quotation_of(std::string_view text, const py::tuple& addition,
                                       Annotations& out) const;

  PythonObject analyzer_;
  std::string name_;
};

Article article_of(const Context& context) {
  Article article;
  const std::string_view text = context.text();
  article.title = context.title.of(text);
  // Behind a title stand two line feeds; see text_of.
  article.body = text.substr(
      context.title.empty() ? 0 : std::min<std::size_t>(context.title.end + 2, text.size()));
  article.published = context.published;
  article.published_at = context.published_at;
  article.lang = context.lang;
  return article;
}

Span PythonAnalyzer::span_of(std::string_view text, py::handle start, py::handle stop) const {
  const std::size_t begin = count_argument(start, "start"), end = count_argument(stop, "end");
  const Span span{static_cast<std::uint32_t>(Offsets::byte_of(text, begin)),
                  static_cast<std::uint32_t>(Offsets::byte_of(text, end))};
  if (begin >= end || span.empty() || count_code_points(text.substr(0, span.end)) != end)
    throw UsageError(
        "Analyzer " + name_ + ": " + std::to_string(begin) + ".." + std::to_string(end) +
        " is no stretch of the text; offsets are code points, and start < end <= len(text)");
  return span;
}

// Each is (name, start, end, entity): a name alone, or a place of the text and the number of who it means, -1 for nobody
// known.
std::vector<Speaker> PythonAnalyzer::speakers_of(std::string_view text, const py::tuple& given,
                                                 Annotations& out) const {
  std::vector<Speaker> speakers;
  for (const py::handle row : given) {
    const auto one = row.cast<py::tuple>();
    Speaker speaker;
    if (one[0].is_none()) {
      speaker.span = span_of(text, one[1], one[2]);
      speaker.entity.index = one[3].cast<std::int32_t>();
      if (speaker.entity.index >= static_cast<std::int64_t>(out.entities.size()))
        throw UsageError("Analyzer " + name_ + ": the speaker is a Mention of another text");
    } else {
      speaker.entity = out.entity(EntityType::person, text_argument(one[0], "speaker"));
    }
    speaker.status = speaker.entity.known() ? SpeakerStatus::named : SpeakerStatus::anonymous;
    speakers.push_back(speaker);
  }
  return speakers;
}

Quotation PythonAnalyzer::quotation_of(std::string_view text, const py::tuple& addition,
                                       Annotations& out) const {
  Quotation quotation;
  quotation.span = span_of(text, addition[1], addition[2]);
  quotation.kind = choice_argument(addition[3], "kind", kQuotationKinds);
  quotation.speakers = speakers_of(text, addition[4], out);
  quotation.via = speakers_of(text, addition[5], out);
  if (const py::tuple cue = addition[6]; !cue.empty())
    quotation.cue = span_of(text, cue[0], cue[1]);
  for (const py::handle row : addition[7]) {
    const auto quoted = row.cast<py::tuple>();
    const Span span = span_of(text, quoted[0], quoted[1]);
    if (!quotation.span.contains(span) ||
        (!quotation.quoted.empty() && span.begin < quotation.quoted.back().end))
      throw UsageError("Analyzer " + name_ +
                       ": what is quoted lies in the quotation, in order, none over another");
    quotation.quoted.push_back(span);
  }
  if (!addition[8].is_none()) quotation.said = interval_argument(addition[8], "said");
  quotation.stance = choice_argument(addition[9], "stance", kStances);
  quotation.confidence = static_cast<float>(number_argument(addition[10], "confidence"));
  if (quotation.confidence < 0 || quotation.confidence > 1)
    throw UsageError("Analyzer " + name_ + ": confidence is 0..1");
  quotation.rule = out.rule(text_argument(addition[11], "rule"));
  return quotation;
}

void PythonAnalyzer::analyze(const Context& context, Annotations& out) const {
  const Acquired lock;
  const Shared so_far = annotated(article_of(context), out);
  const std::string_view text = so_far->text();
  // The package's base class gives what analyze() found as plain tuples: what it is, its offsets, its values.
  const py::list additions = call_method(analyzer_.get(), "_additions", py::cast(so_far));
  std::vector<Timex> dates;
  std::vector<Mention> names;
  std::vector<Quotation> quotations;
  for (const py::handle row : additions) {
    const auto addition = row.cast<py::tuple>();
    const std::string what = addition[0].cast<std::string>();
    if (what == "quotation") {
      quotations.push_back(quotation_of(text, addition, out));
      continue;
    }
    const Span span = span_of(text, addition[1], addition[2]);
    if (what == "date") {
      Timex timex;
      timex.span = span;
      timex.type = choice_argument(addition[3], "type", kTimexTypes);
      if (!addition[4].is_none()) timex.interval = interval_argument(addition[4], "interval");
      timex.value = text_argument(addition[5], "value");
      if (timex.value.empty() && timex.interval) timex.value = period_name(*timex.interval);
      timex.rule = out.rule(text_argument(addition[6], "rule"));
      dates.push_back(std::move(timex));
    } else {
      Mention mention;
      mention.span = span;
      mention.type = choice_argument(addition[3], "type", kEntityTypes);
      const std::string name =
          addition[4].is_none() ? std::string(span.of(text)) : text_argument(addition[4], "name");
      mention.entity = out.entity(mention.type, name);
      mention.rule = out.rule(text_argument(addition[5], "rule"));
      names.push_back(mention);
    }
  }
  out.add_timexes(std::move(dates));
  out.add_mentions(std::move(names));
  out.add_quotations(std::move(quotations));
}

}  // namespace

void bind_analyzers(py::module_& m) {
  py::class_<Analyzers> analyzers(
      m, "Analyzers",
      "The analyzers of an index, in their order of work.\n\n"
      "Analyzers() are names, dates and quotations of news; Analyzers(style=\"query\") reads dates "
      "as\n"
      "a question does. `with_(mine)` adds analyzers of one's own, run last.");
  analyzers.attr("__module__") = "quoth";
  analyzers
      .def(py::init([](const py::object& style) {
             return Analyzers::english(choice_argument(style, "style", kDateStyles));
           }),
           py::arg("style") = "news")
      .def(
          "with_",
          [](const Analyzers& self, const py::args& more) {
            const py::object base = py::module_::import("quoth").attr("Analyzer");
            Analyzers all = self;
            for (const py::handle analyzer : more) {
              if (!py::isinstance(analyzer, base))
                refuse_type("analyzers", "a quoth.Analyzer", analyzer);
              const std::string name = text_argument(analyzer.attr("name"), "name");
              if (name.empty())
                throw UsageError(
                    "An analyzer needs a name, such as name = \"my.dates/1\"; the index keeps it.");
              all = all.with(std::make_shared<PythonAnalyzer>(
                  py::reinterpret_borrow<py::object>(analyzer), name));
            }
            return all;
          },
          "with_(*analyzers)\n\nThese and more, run last in the order given.")
      .def_property_readonly(
          "names",
          [](const Analyzers& a) {
            const std::vector<std::string> names = a.names();
            py::tuple out(names.size());
            for (std::size_t i = 0; i < names.size(); ++i) out[i] = to_str(names[i]);
            return out;
          },
          "Their names as the index keeps them, in order: a tuple of str.")
      .def("__repr__", [](const Analyzers& a) {
        std::string list;
        for (const std::string& name : a.names()) list += (list.empty() ? "" : ", ") + name;
        return to_str("<Analyzers " + list + ">");
      });
}

}  // namespace quoth_python
