// What analysis finds in a text: names, dates, quotations.
#include <pybind11/pybind11.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <quoth/analyze/analyzers.hpp>
#include <quoth/analyze/quotations.hpp>
#include <string>
#include <utility>
#include <vector>

#include "annotated.hpp"
#include "arguments.hpp"
#include "articles.hpp"
#include "parts.hpp"
#include "released.hpp"
#include "values.hpp"

namespace quoth_python {

// Explanations of quotations as Python keeps them: they own their words, which the library has as views of its tables.
struct ExplainedEvidence {
  std::string feature, meaning;
  float value = 1, points = 0;
};
struct ExplainedOption {
  std::vector<quoth::Speaker> speakers;
  std::string rule;
  float score = 0;
  std::vector<ExplainedEvidence> evidence;
};
struct Explained {
  quoth::Span words;
  std::int32_t quotation = -1;
  float speech = 0;
  std::vector<ExplainedEvidence> speech_evidence;
  float confidence = 0;
  std::vector<ExplainedOption> options;
};
constexpr auto members(Tag<ExplainedEvidence>) {
  using T = ExplainedEvidence;
  return std::make_tuple(&T::feature, &T::meaning, &T::value, &T::points);
}
constexpr auto members(Tag<ExplainedOption>) {
  using T = ExplainedOption;
  return std::make_tuple(&T::speakers, &T::rule, &T::score, &T::evidence);
}
constexpr auto members(Tag<Explained>) {
  using T = Explained;
  return std::make_tuple(&T::words, &T::quotation, &T::speech, &T::speech_evidence, &T::confidence,
                         &T::options);
}

namespace {

using namespace quoth;

/// A part of an annotated text, which it keeps alive.
template <class T>
struct Found {
  Shared owner;
  const T* value;
  const T* operator->() const { return value; }
  [[nodiscard]] const Annotations& all() const { return owner->found(); }
};

template <class T>
py::tuple parts(const Shared& owner, const std::vector<T>& values) {
  py::tuple out(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) out[i] = py::cast(Found<T>{owner, &values[i]});
  return out;
}

py::object optional_interval(const std::optional<Interval>& interval) {
  return interval ? py::cast(*interval) : py::none();
}
py::tuple strings(const std::vector<std::string>& texts) {
  py::tuple out(texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) out[i] = to_str(texts[i]);
  return out;
}
py::object entity_of(const Shared& owner, EntityId id) {
  if (!id.known() || static_cast<std::size_t>(id.index) >= owner->found().entities.size())
    return py::none();
  return py::cast(
      Found<Entity>{owner, &owner->found().entities[static_cast<std::size_t>(id.index)]});
}
std::string name_in(const Shared& owner, EntityId id, Span span) {
  if (id.known() && static_cast<std::size_t>(id.index) < owner->found().entities.size())
    return owner->found().entities[static_cast<std::size_t>(id.index)].name;
  return std::string(span.of(owner->text()));
}

template <class T>
const std::vector<T>& list_of(const Annotations& a) {
  if constexpr (std::is_same_v<T, Timex>)
    return a.timexes;
  else if constexpr (std::is_same_v<T, Mention>)
    return a.mentions;
  else if constexpr (std::is_same_v<T, Entity>)
    return a.entities;
  else
    return a.quotations;
}

// A speaker stands in a quotation's list; its pickle says where.
Found<Speaker> speaker_at(const Shared& owner, std::size_t number) {
  for (const Quotation& q : owner->found().quotations)
    for (const std::vector<Speaker>* list : {&q.speakers, &q.via}) {
      if (number < list->size()) return {owner, &(*list)[number]};
      number -= list->size();
    }
  throw FormatError("A pickled value of quoth is damaged. Make it anew.");
}
std::size_t number_of(const Found<Speaker>& speaker) {
  std::size_t number = 0;
  for (const Quotation& q : speaker.all().quotations)
    for (const std::vector<Speaker>* list : {&q.speakers, &q.via})
      for (const Speaker& s : *list) {
        if (&s == speaker.value) return number;
        ++number;
      }
  return number;
}
template <class T>
std::size_t number_of(const Found<T>& found) {
  return static_cast<std::size_t>(found.value - list_of<T>(found.all()).data());
}
template <class T>
Found<T> at_number(const Shared& owner, std::size_t number) {
  if constexpr (std::is_same_v<T, Speaker>) {
    return speaker_at(owner, number);
  } else {
    const std::vector<T>& list = list_of<T>(owner->found());
    if (number >= list.size())
      throw FormatError("A pickled value of quoth is damaged. Make it anew.");
    return {owner, &list[number]};
  }
}

bool same_text(const Shared& a, const Shared& b) {
  return a == b ||
         (a->text() == b->text() && a->found() == b->found() && a->article() == b->article());
}

template <class T>
std::size_t hash_of(const Found<T>& x) {
  return hash_bytes(archived(*x.value)) ^ hash_bytes(x.owner->text());
}

/// A class of parts. Two are equal when the texts are, with all that was found in them, and they are the same part.
template <class T>
class FoundClass : public py::class_<Found<T>> {
 public:
  using Base = py::class_<Found<T>>;
  FoundClass(py::module_& m, const char* name, const char* doc) : Base(m, name, doc) {
    this->attr("__module__") = "quoth";
    this->def("__eq__", [](const Found<T>& a, const py::object& b) -> py::object {
      if (!py::isinstance<Found<T>>(b))
        return py::reinterpret_borrow<py::object>(Py_NotImplemented);
      const auto& other = b.cast<const Found<T>&>();
      return py::bool_(a.value == other.value ||
                       (*a.value == *other.value && same_text(a.owner, other.owner)));
    });
    this->def("__hash__",
              [](const Found<T>& x) { return static_cast<Py_hash_t>(hash_of(x) >> 1); });
    this->def(
        py::pickle([](const Found<T>& x) { return py::make_tuple(x.owner, number_of(x)); },
                   [](const py::tuple& state) {
                     if (state.size() != 2)
                       throw FormatError("A pickled value of quoth is damaged. Make it anew.");
                     return at_number<T>(state[0].cast<Shared>(), state[1].cast<std::size_t>());
                   }));
    this->def("__copy__", [](const py::object& self) { return self; });
    this->def("__deepcopy__", [](const py::object& self, const py::object&) { return self; });
    if constexpr (requires(T x) { x.span; }) {
      this->def_property_readonly(
          "start", [](const Found<T>& x) { return x.owner->offsets().at(x->span.begin); },
          "Where it begins in `Annotated.text`, in code points.");
      this->def_property_readonly(
          "end", [](const Found<T>& x) { return x.owner->offsets().at(x->span.end); },
          "Where it ends, exclusive: `text[x.start:x.end] == x.text`.");
      this->def_property_readonly(
          "text", [](const Found<T>& x) { return to_str(x->span.of(x.owner->text())); },
          "As the text has it.");
      this->def("__str__", [](const Found<T>& x) { return to_str(x->span.of(x.owner->text())); });
    }
    if constexpr (requires(T x) { x.rule; })
      this->def_property_readonly(
          "rule", [](const Found<T>& x) { return to_str(x.all().rule_name(x->rule)); },
          "Which rule found it.");
  }
  template <class Get>
  FoundClass& attribute(const char* name, Get get, const char* doc) {
    this->def_property_readonly(name, get, doc);
    return *this;
  }
  template <class Show>
  FoundClass& shown(Show show) {
    this->def("__repr__", [show](const Found<T>& x) { return to_str(show(x)); });
    return *this;
  }
};

std::string line_of(const Found<Quotation>& q) {
  std::string out;
  for (const Speaker& s : q->speakers)
    out += (out.empty() ? "" : " and ") + brief(name_in(q.owner, s.entity, s.span), 40);
  return (out.empty() ? "somebody" : out) + ": " + brief(q->span.of(q.owner->text()));
}

std::string line_of(const Found<Timex>& t) {
  return brief(t->span.of(t.owner->text()), 40) + " · " + t->value;
}

struct ExplainedText {
  Shared annotated;
  Explained explained;
};
/// An explanation, or one of its options, which keeps the whole alive.
template <class T>
struct PartOfExplained {
  std::shared_ptr<const ExplainedText> owner;
  const T* value;
  const T* operator->() const { return value; }
  const T& operator*() const { return *value; }
  [[nodiscard]] const Shared& annotated() const { return owner->annotated; }
};
using ExplanationOf = PartOfExplained<Explained>;
using OptionOf = PartOfExplained<ExplainedOption>;

ExplanationOf explanation(Shared annotated, Explained explained) {
  const auto owner = std::make_shared<const ExplainedText>(
      ExplainedText{std::move(annotated), std::move(explained)});
  return {owner, &owner->explained};
}

Explained explained_of(const QuotationExplanation& e) {
  const auto evidence = [](const std::vector<QuotationEvidence>& from) {
    std::vector<ExplainedEvidence> out;
    out.reserve(from.size());
    for (const QuotationEvidence& one : from)
      out.push_back({std::string(one.feature), std::string(one.meaning), one.value, one.points});
    return out;
  };
  Explained out{e.words, e.quotation, e.speech, evidence(e.speech_evidence), e.confidence, {}};
  out.options.reserve(e.options.size());
  for (const SpeakerOption& option : e.options)
    out.options.push_back({option.speakers, option.rule, option.score, evidence(option.evidence)});
  return out;
}

py::tuple evidence_of(const std::shared_ptr<const ExplainedText>& owner,
                      const std::vector<ExplainedEvidence>& evidence) {
  py::tuple out(evidence.size());
  for (std::size_t i = 0; i < evidence.size(); ++i)
    out[i] = py::cast(Of<ExplainedEvidence>{
        std::shared_ptr<const ExplainedEvidence>(owner, &evidence[i]), nullptr, {}});
  return out;
}

std::string names_of(const ExplainedText& of, const ExplainedOption& option) {
  std::string names;
  for (const Speaker& s : option.speakers)
    names += (names.empty() ? "" : " and ") + name_in(of.annotated, s.entity, s.span);
  return names.empty() ? "nobody" : names;
}

// "+0.25"
std::string signed_points(float points) {
  char text[32];
  std::snprintf(text, sizeof text, "%+.2f", static_cast<double>(points));
  return text;
}

// Equal when what they say is, of equal texts.
template <class X>
py::object same_explained(const X& a, const py::object& b) {
  if (!py::isinstance<X>(b)) return py::reinterpret_borrow<py::object>(Py_NotImplemented);
  const auto& other = b.cast<const X&>();
  return py::bool_(archived(*a.value) == archived(*other.value) &&
                   same_text(a.owner->annotated, other.owner->annotated));
}

template <class X>
void manners_of_explained(py::class_<X>& cls) {
  cls.attr("__module__") = "quoth";
  cls.def("__eq__", &same_explained<X>)
      .def("__hash__",
           [](const X& x) {
             return static_cast<Py_hash_t>(
                 (hash_bytes(archived(*x.value)) ^ hash_bytes(x.owner->annotated->text())) >> 1);
           })
      .def("__copy__", [](const py::object& self) { return self; })
      .def("__deepcopy__", [](const py::object& self, const py::object&) { return self; });
}

void bind_explanations(py::module_& m) {
  ValueClass<ExplainedEvidence>(m, "QuotationEvidence", "One observation, and how much it counted.")
      .attribute("feature", &ExplainedEvidence::feature, "Its name in the table of its weights.")
      .attribute("meaning", &ExplainedEvidence::meaning, "In plain words.")
      .attribute("value", &ExplainedEvidence::value, "1, or a count or distance as `meaning` says.")
      .attribute("points", &ExplainedEvidence::points,
                 "Weight times value; speaks against when negative.")
      .shown([](const Of<ExplainedEvidence>& e) {
        return "<QuotationEvidence " + signed_points(e->points) + " " + e->meaning + ">";
      });

  py::class_<OptionOf> option(m, "SpeakerOption",
                              "Somebody who may have said the words, or nobody.");
  manners_of_explained(option);
  option
      .def_property_readonly(
          "speakers",
          [](const OptionOf& o) {
            py::tuple out(o->speakers.size());
            for (std::size_t i = 0; i < o->speakers.size(); ++i)
              out[i] =
                  to_str(name_in(o.owner->annotated, o->speakers[i].entity, o->speakers[i].span));
            return out;
          },
          "Their names, a tuple of str; empty: nobody is named.")
      .def_property_readonly(
          "rule", [](const OptionOf& o) { return to_str(o->rule); },
          "How they came to be a candidate: \"verb-after\".")
      .def_property_readonly(
          "score", [](const OptionOf& o) { return o->score; }, "The sum of all points.")
      .def_property_readonly(
          "evidence", [](const OptionOf& o) { return evidence_of(o.owner, o->evidence); },
          "What counts most first: a tuple of QuotationEvidence.")
      .def(py::pickle(
          [](const OptionOf& o) {
            return py::make_tuple(
                ExplanationOf{o.owner, &o.owner->explained},
                static_cast<std::size_t>(o.value - o.owner->explained.options.data()));
          },
          [](const py::tuple& state) {
            if (state.size() != 2)
              throw FormatError("A pickled value of quoth is damaged. Make it anew.");
            const auto owner = state[0].cast<const ExplanationOf&>().owner;
            const auto number = state[1].cast<std::size_t>();
            if (number >= owner->explained.options.size())
              throw FormatError("A pickled value of quoth is damaged. Make it anew.");
            return OptionOf{owner, &owner->explained.options[number]};
          }))
      .def("__repr__", [](const OptionOf& o) {
        return to_str("<SpeakerOption " + signed_points(o->score) + " " +
                      brief(names_of(*o.owner, *o)) + ">");
      });

  py::class_<ExplanationOf> explained(m, "QuotationExplanation",
                                      "How one stretch of marked words was read.");
  manners_of_explained(explained);
  explained
      .def_property_readonly(
          "start",
          [](const ExplanationOf& e) { return e.annotated()->offsets().at(e->words.begin); },
          "Where the words begin in `Annotated.text`, inside the marks, in code points.")
      .def_property_readonly(
          "end", [](const ExplanationOf& e) { return e.annotated()->offsets().at(e->words.end); },
          "Where they end, exclusive.")
      .def_property_readonly(
          "text", [](const ExplanationOf& e) { return to_str(e->words.of(e.annotated()->text())); },
          "The words.")
      .def_property_readonly(
          "quotation",
          [](const ExplanationOf& e) -> py::object {
            const auto& list = e.annotated()->found().quotations;
            if (e->quotation < 0 || static_cast<std::size_t>(e->quotation) >= list.size())
              return py::none();
            return py::cast(
                Found<Quotation>{e.annotated(), &list[static_cast<std::size_t>(e->quotation)]});
          },
          "The AnnotatedQuotation they are, None when they are none.")
      .def_property_readonly(
          "speech", [](const ExplanationOf& e) { return e->speech; },
          "Log-odds of the words being somebody's; below zero they are a title, a term or the "
          "like.")
      .def_property_readonly(
          "speech_evidence",
          [](const ExplanationOf& e) { return evidence_of(e.owner, e->speech_evidence); },
          "What counts most first: a tuple of QuotationEvidence.")
      .def_property_readonly(
          "confidence", [](const ExplanationOf& e) { return e->confidence; },
          "0..1, the share of such choices of a speaker that are right.")
      .def_property_readonly(
          "options",
          [](const ExplanationOf& e) {
            py::tuple out(e->options.size());
            for (std::size_t i = 0; i < e->options.size(); ++i)
              out[i] = py::cast(OptionOf{e.owner, &e->options[i]});
            return out;
          },
          "Who may have said them, a tuple of SpeakerOption; the first was chosen; empty: no "
          "speech.")
      .def(py::pickle(
          [](const ExplanationOf& e) {
            return py::make_tuple(e.annotated(), py::bytes(sealed(archived(*e))));
          },
          [](const py::tuple& state) {
            if (state.size() != 2)
              throw FormatError("A pickled value of quoth is damaged. Make it anew.");
            const std::string bytes = state[1].cast<std::string>();
            ArchiveReader in(unsealed(bytes));
            Explained read;
            in.get(read);
            return explanation(state[0].cast<Shared>(), std::move(read));
          }))
      .def("__repr__", [](const ExplanationOf& e) {
        return to_str("<QuotationExplanation " + brief(e->words.of(e.annotated()->text())) +
                      (e->quotation < 0 ? " · no quotation>" : ">"));
      });
  m.def("explain_quotations", [](const py::object& annotated) {
    if (!py::isinstance<AnnotatedText>(annotated))
      refuse_type("annotated", "an Annotated", annotated);
    const auto owner = annotated.cast<Shared>();
    std::vector<QuotationExplanation> found;
    {
      const Released release;
      found = explain_quotations(owner->article(), owner->found());
    }
    py::list out;
    for (const QuotationExplanation& e : found)
      out.append(py::cast(explanation(owner, explained_of(e))));
    return out;
  });
}

// What is annotated: an Article as it is, or a str with what is known of it.
Article text_or_article(py::handle text, py::handle published, py::handle title, py::handle lang,
                        std::string_view name) {
  if (py::isinstance<Of<Article>>(text)) return *text.cast<const Of<Article>&>();
  Article article;
  article.body = text_argument(text, name);
  article.title = text_argument(title, "title");
  article.lang = text_argument(lang, "lang");
  article.published = optional_day_argument(published, "published");
  article.published_at = clock_of(published);
  return article;
}

Analyzers analyzers_argument(const py::object& given) {
  if (!py::isinstance<Analyzers>(given)) refuse_type("analyzers", "an Analyzers", given);
  return given.cast<Analyzers>();
}

}  // namespace

Article article_argument(py::handle id, py::handle title, py::handle body, py::handle published,
                         py::handle source, py::handle url, py::handle lang) {
  const auto text = [](py::handle given, std::string_view name) {
    return is_missing(given) ? std::string() : text_argument(given, name);
  };
  Article article;
  article.id = is_missing(id) ? std::string() : id_argument(id);
  article.title = text(title, "title");
  article.body = text(body, "body");
  article.published = optional_day_argument(published, "published");
  article.published_at = clock_of(published);
  article.source = text(source, "source");
  article.url = text(url, "url");
  article.lang = text(lang, "lang");
  return article;
}

void bind_annotations(py::module_& m) {
  py::class_<AnnotatedText, Shared> annotated_class(
      m, "Annotated",
      "A text with the names, dates and quotations found in it.\n\n"
      "All offsets are code points of `text`: `a.text[x.start:x.end] == x.text`. Values are made "
      "as they\n"
      "are asked for. Equal when text and findings are; can be pickled.");
  annotated_class.attr("__module__") = "quoth";
  annotated_class
      .def_property_readonly(
          "text", [](const AnnotatedText& a) { return to_str(a.text()); },
          "What offsets index: the title, two line feeds and the body; without a title the body "
          "alone.")
      .def_property_readonly(
          "published",
          [](const Shared& a) -> py::object {
            if (!a->found().published) return py::none();
            return py::cast(Of<PublicationDay>{
                std::shared_ptr<const PublicationDay>(a, &*a->found().published), nullptr, {}});
          },
          "When it was published, given or read from it: a Published, or None.")
      .def_property_readonly(
          "dates", [](const Shared& a) { return parts(a, a->found().timexes); },
          "In order of place: a tuple of Timex.")
      .def_property_readonly(
          "names", [](const Shared& a) { return parts(a, a->found().mentions); },
          "Every place that names or means somebody or something, in order: a tuple of Mention.")
      .def_property_readonly(
          "entities", [](const Shared& a) { return parts(a, a->found().entities); },
          "Who and what these mean: a tuple of Entity.")
      .def_property_readonly(
          "quotations", [](const Shared& a) { return parts(a, a->found().quotations); },
          "In order of place, one before what stands in it: a tuple of AnnotatedQuotation.")
      .def_property_readonly(
          "article", [](const AnnotatedText& a) { return whole(a.article()); },
          "The Article that was read.")
      .def_property_readonly(
          "id", [](const AnnotatedText& a) { return to_str(a.article().id); },
          "The article's id; empty for a mere text.")
      .def_property_readonly(
          "title", [](const AnnotatedText& a) { return to_str(a.article().title); },
          "The article's title.")
      .def_property_readonly(
          "lang", [](const AnnotatedText& a) { return to_str(a.article().lang); },
          "Its language as given; may be empty.")
      .def("__str__", [](const AnnotatedText& a) { return to_str(a.text()); })
      .def("__repr__",
           [](const AnnotatedText& a) {
             const Annotations& f = a.found();
             return to_str("<Annotated " + brief(a.text(), 50) + " · " +
                           std::to_string(f.mentions.size()) + " names, " +
                           std::to_string(f.timexes.size()) + " dates, " +
                           std::to_string(f.quotations.size()) + " quotations>");
           })
      .def("__eq__",
           [](const Shared& a, const py::object& b) -> py::object {
             if (!py::isinstance<AnnotatedText>(b))
               return py::reinterpret_borrow<py::object>(Py_NotImplemented);
             return py::bool_(same_text(a, b.cast<Shared>()));
           })
      .def("__hash__",
           [](const AnnotatedText& a) { return static_cast<Py_hash_t>(hash_bytes(a.text()) >> 1); })
      .def("__copy__", [](const py::object& self) { return self; })
      .def("__deepcopy__", [](const py::object& self, const py::object&) { return self; })
      .def(py::pickle(
          [](const AnnotatedText& a) {
            ArchiveWriter out;
            out.put(a.article());
            out.put(a.found());
            return py::bytes(sealed(out.take()));
          },
          [](const py::bytes& state) {
            const std::string bytes = state;
            ArchiveReader in(unsealed(bytes));
            Article article;
            Annotations found;
            in.get(article);
            in.get(found);
            return annotated(std::move(article), std::move(found));
          }));

  FoundClass<Timex>(m, "Timex", "One time expression of a text. str() is its text.")
      .attribute(
          "type", [](const Found<Timex>& t) { return to_str(word_of(t->type)); },
          "As TIMEX3 has it: \"DATE\", \"TIME\", \"DURATION\" or \"SET\".")
      .attribute(
          "value", [](const Found<Timex>& t) { return to_str(t->value); },
          "TIMEX3: \"2022-03-11\", \"2022-W10\", \"P2W\", \"PAST_REF\".")
      .attribute(
          "mod", [](const Found<Timex>& t) { return to_str(t->mod); },
          "TIMEX3: \"APPROX\", \"START\"; often empty.")
      .attribute(
          "quant", [](const Found<Timex>& t) { return to_str(t->quant); },
          "TIMEX3: \"EVERY\"; often empty.")
      .attribute(
          "freq", [](const Found<Timex>& t) { return to_str(t->freq); },
          "TIMEX3: \"2X\"; often empty.")
      .attribute(
          "interval", [](const Found<Timex>& t) { return optional_interval(t->interval); },
          "The Interval it means; None where the day stays undecided.")
      .attribute(
          "anchor", [](const Found<Timex>& t) { return optional_interval(t->anchor); },
          "What it was read against, when it was relative: an Interval, or None.")
      .attribute(
          "decided", [](const Found<Timex>& t) { return is_decided(*t.value); },
          "Whether the interval is what it means; else it only lies in it.")
      .shown([](const Found<Timex>& t) { return "<Timex " + line_of(t) + ">"; });

  FoundClass<Mention>(
      m, "Mention",
      "One place of a text that names or means somebody or something. str() is its text.")
      .attribute(
          "type", [](const Found<Mention>& x) { return to_str(word_of(x->type)); },
          "\"person\", \"organisation\" or \"place\".")
      .attribute(
          "form", [](const Found<Mention>& x) { return to_str(word_of(x->form)); },
          "\"name\", \"nominal\" (the president) or \"pronoun\".")
      .attribute(
          "entity", [](const Found<Mention>& x) { return entity_of(x.owner, x->entity); },
          "Who or what it means: an Entity, or None.")
      .attribute(
          "name",
          [](const Found<Mention>& x) { return to_str(name_in(x.owner, x->entity, x->span)); },
          "The entity's name; as the text has it where that is not known.")
      .shown([](const Found<Mention>& x) {
        return "<Mention " + brief(x->span.of(x.owner->text())) + " · " +
               std::string(word_of(x->type)) + " " + brief(name_in(x.owner, x->entity, x->span)) +
               ">";
      });

  FoundClass<Entity>(m, "Entity",
                     "Who or what one or more mentions of a text mean. str() is the name.")
      .attribute(
          "type", [](const Found<Entity>& e) { return to_str(word_of(e->type)); },
          "\"person\", \"organisation\" or \"place\".")
      .attribute(
          "name", [](const Found<Entity>& e) { return to_str(e->name); },
          "The fullest spelling in the text.")
      .attribute(
          "variants", [](const Found<Entity>& e) { return strings(e->variants); },
          "Every other spelling, in order of appearance: a tuple of str.")
      .attribute(
          "roles", [](const Found<Entity>& e) { return strings(e->roles); },
          "\"president\", as found beside it: a tuple of str.")
      .attribute(
          "gender", [](const Found<Entity>& e) { return to_str(word_of(e->gender)); },
          "\"male\", \"female\" or \"unknown\".")
      .attribute(
          "index", [](const Found<Entity>& e) { return number_of(e); },
          "Its number among `Annotated.entities`.")
      .attribute(
          "mentions",
          [](const Found<Entity>& e) {
            py::list out;
            const auto number = static_cast<std::int32_t>(number_of(e));
            for (const Mention& x : e.all().mentions)
              if (x.entity.index == number) out.append(py::cast(Found<Mention>{e.owner, &x}));
            return py::tuple(out);
          },
          "Where the text means it, in order: a tuple of Mention.")
      .shown([](const Found<Entity>& e) {
        return "<Entity " + std::string(word_of(e->type)) + " " + brief(e->name) + ">";
      })
      .def("__str__", [](const Found<Entity>& e) { return to_str(e->name); });

  FoundClass<Speaker>(m, "AnnotatedSpeaker",
                      "Who says, or passes on, a quotation, with its place in the text.")
      .attribute(
          "name",
          [](const Found<Speaker>& s) { return to_str(name_in(s.owner, s->entity, s->span)); },
          "Who that is; as the text has it where that is not known.")
      .attribute(
          "entity", [](const Found<Speaker>& s) { return entity_of(s.owner, s->entity); },
          "Who that is: an Entity, or None.")
      .attribute(
          "status", [](const Found<Speaker>& s) { return to_str(word_of(s->status)); },
          "\"named\", \"anonymous\" or \"unknown\".")
      .shown([](const Found<Speaker>& s) {
        return "<AnnotatedSpeaker " + brief(name_in(s.owner, s->entity, s->span)) + ">";
      });

  FoundClass<Quotation>(m, "AnnotatedQuotation", "One quotation of a text. str() is its text.")
      .attribute(
          "kind", [](const Found<Quotation>& q) { return to_str(word_of(q->kind)); },
          "\"direct\", \"mixed\" or \"indirect\" speech.")
      .attribute(
          "speaker",
          [](const Found<Quotation>& q) -> py::object {
            return q->speakers.empty()
                       ? py::object(py::none())
                       : py::object(to_str(name_in(q.owner, q->speakers.front().entity,
                                                   q->speakers.front().span)));
          },
          "The first speaker's name, None where nobody is named.")
      .attribute(
          "speakers", [](const Found<Quotation>& q) { return parts(q.owner, q->speakers); },
          "A tuple of AnnotatedSpeaker.")
      .attribute(
          "via", [](const Found<Quotation>& q) { return parts(q.owner, q->via); },
          "Who passed it on, from the speaker outwards: a tuple of AnnotatedSpeaker.")
      .attribute(
          "said", [](const Found<Quotation>& q) { return optional_interval(q->said); },
          "When it was said: an Interval, or None.")
      .attribute(
          "said_is_decided",
          [](const Found<Quotation>& q) { return is_decided(*q.value, q.all()); },
          "Whether `said` is known, or only guessed from the day of printing.")
      .attribute(
          "stance", [](const Found<Quotation>& q) { return to_str(word_of(q->stance)); },
          "\"asserted\", \"denied\" or \"hypothetical\".")
      .attribute(
          "confidence", [](const Found<Quotation>& q) { return q->confidence; },
          "0..1, that span and speaker are right.")
      .attribute(
          "cue",
          [](const Found<Quotation>& q) -> py::object {
            return q->cue.empty() ? py::object(py::none())
                                  : py::object(to_str(q->cue.of(q.owner->text())));
          },
          "\"said\", \"according to\"; None when there is none.")
      .attribute(
          "cue_span",
          [](const Found<Quotation>& q) -> py::object {
            return q->cue.empty() ? py::object(py::none())
                                  : py::object(py::cast(q.owner->offsets().of(q->cue)));
          },
          "(start, end) of the cue in code points, or None.")
      .attribute(
          "quoted",
          [](const Found<Quotation>& q) {
            py::tuple out(q->quoted.size());
            for (std::size_t i = 0; i < q->quoted.size(); ++i)
              out[i] = py::cast(q.owner->offsets().of(q->quoted[i]));
            return out;
          },
          "The stretches inside marks, without the marks: a tuple of (start, end) in code points.")
      .attribute(
          "index", [](const Found<Quotation>& q) { return number_of(q); },
          "Its number among `Annotated.quotations`.")
      .attribute(
          "parent",
          [](const Found<Quotation>& q) -> py::object {
            return q->parent < 0 ? py::none()
                                 : py::cast(at_number<Quotation>(
                                       q.owner, static_cast<std::size_t>(q->parent)));
          },
          "The AnnotatedQuotation it stands in, or None.")
      .attribute(
          "group", [](const Found<Quotation>& q) { return q->group; },
          "The number of its first part: a quotation in several parts (“A,” said X. “B.”) is "
          "several that share it.")
      .shown([](const Found<Quotation>& q) { return "<AnnotatedQuotation " + line_of(q) + ">"; });

  bind_explanations(m);

  ValueClass<Article>(m, "Article", "One article as its owner gives it.")
      .attribute("id", &Article::id, "The owner's own, unique in an index.")
      .attribute("title", &Article::title, "May be empty.")
      .attribute("body", &Article::body, "The text without the title.")
      .computed(
          "text", [](const Of<Article>& a) { return to_str(text_of(*a)); },
          "What offsets index: the title, two line feeds and the body; without a title the body "
          "alone.")
      .computed(
          "published",
          [](const Of<Article>& a) -> py::object {
            return a->published ? to_date(*a->published) : py::none();
          },
          "The day of publication where the owner knows it: a datetime.date, or None.")
      .attribute("source", &Article::source, "The outlet.")
      .attribute("url", &Article::url, "Where it was found.")
      .attribute("lang", &Article::lang, "BCP 47 (\"en\"); empty for unknown.")
      .shown([](const Of<Article>& a) {
        return "<Article " + brief(a->id, 40) + " · " +
               (a->published ? to_iso(*a->published) : std::string("undated")) + " · " +
               brief(a->title.empty() ? a->body : a->title) + ">";
      })
      .def(py::init([](const py::object& id, const py::object& title, const py::object& body,
                       const py::object& published, const py::object& source, const py::object& url,
                       const py::object& lang) {
             return whole(article_argument(id, title, body, published, source, url, lang));
           }),
           py::arg("id") = "", py::arg("title") = "", py::arg("body") = "",
           py::arg("published") = py::none(), py::arg("source") = "", py::arg("url") = "",
           py::arg("lang") = "");

  m.def("annotate", [](const py::object& text, const py::object& published, const py::object& title,
                       const py::object& lang, const py::object& analyzers) {
    if (py::isinstance<Of<Article>>(text) && (!published.is_none() || py::len(title) > 0 || py::len(lang) > 0))
      throw py::type_error(
          "text: an Article has its own published, title and lang. Give these with a str, or make another Article.");
    Article read = text_or_article(text, published, title, lang, "text");
    const Analyzers with = analyzers_argument(analyzers);
    Annotations found;
    {
      const Released release;
      found = with.annotate(read);
    }
    return annotated(std::move(read), std::move(found));
  });
  m.def("annotate_many",
        [](const py::list& texts, const py::object& published, const py::object& lang,
           const py::object& analyzers, const py::object& threads) {
          std::vector<Article> read;
          read.reserve(texts.size());
          const py::str no_title;
          for (const py::handle text : texts)
            read.push_back(text_or_article(text, published, no_title, lang, "texts"));
          const Analyzers with = analyzers_argument(analyzers);
          const auto helpers = static_cast<unsigned>(count_argument(threads, "threads", 0, 1024));
          std::vector<Annotations> found;
          {
            const Released release;
            found = with.annotate_many(read, helpers);
          }
          py::list out;
          for (std::size_t i = 0; i < read.size(); ++i)
            out.append(py::cast(annotated(std::move(read[i]), std::move(found[i]))));
          return out;
        });
}

}  // namespace quoth_python
