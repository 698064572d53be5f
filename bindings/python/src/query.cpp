// Queries as values: made by functions and operators, read from text, shown in plain words.
#include "quoth/query/query.hpp"

#include <pybind11/pybind11.h>

#include <functional>

#include "arguments.hpp"
#include "intervals.hpp"
#include "parts.hpp"
#include "queries.hpp"
#include "values.hpp"

namespace quoth_python {
namespace {

using namespace quoth;

Query one(py::handle given, std::string_view name) {
  if (!py::isinstance<Query>(given)) refuse_type(name, "a Query", given);
  return given.cast<Query>();
}

// What stands in a row of near(): words are a word, or a phrase when they are several.
Query row_part(py::handle given) {
  if (py::isinstance<Query>(given)) return given.cast<Query>();
  if (!PyUnicode_Check(given.ptr())) refuse_type("words", "a str or a Query", given);
  return near({from_str(given)}, kNearDistance);
}

Query row(const py::tuple& parts, const py::object& within, bool ordered) {
  std::vector<Query> children;
  for (const py::handle part : parts) children.push_back(row_part(part));
  return Query::near(std::move(children),
                     static_cast<unsigned>(count_argument(within, "within", 1, kMaxDistance)),
                     ordered);
}

std::vector<Query> queries(const py::tuple& given) {
  std::vector<Query> out;
  for (const py::handle q : given) out.push_back(one(q, "queries"));
  return out;
}

int strictness_argument(const py::object& given) {
  return static_cast<int>(count_argument(given, "strictness", 0, 100));
}

// A str stays as it was written where it is read against the day of asking ("last week").
Query during_argument(const py::object& when) {
  if (!PyUnicode_Check(when.ptr())) return Query::when(interval_argument(when, "when"));
  try {
    return during(from_str(when));
  } catch (const UsageError& e) {
    throw UsageError(std::string("when: ") + e.what());
  }
}

py::tuple state_of(const Query& q) {
  py::tuple children(q.children().size());
  for (std::size_t i = 0; i < q.children().size(); ++i) children[i] = state_of(q.children()[i]);
  return py::make_tuple(static_cast<int>(q.kind()), py::bytes(q.text()),
                        static_cast<int>(q.scope()), q.exact(), q.strictness(),
                        q.interval().from.seconds, q.interval().until.seconds, q.distance(),
                        q.ordered(), children);
}

Query from_state(const py::tuple& state) {
  using Kind = Query::Kind;
  if (state.size() != 10) throw FormatError("A pickled Query is damaged. Make it anew.");
  const std::string text = state[1].cast<std::string>();
  const bool exact = state[3].cast<bool>();
  const int strictness = state[4].cast<int>();
  const Interval interval{{state[5].cast<std::int64_t>()}, {state[6].cast<std::int64_t>()}};
  std::vector<Query> children;
  for (const py::handle child : state[9].cast<py::tuple>())
    children.push_back(from_state(child.cast<py::tuple>()));
  const auto child = [&](std::size_t i) -> Query {
    if (i >= children.size()) throw FormatError("A pickled Query is damaged. Make it anew.");
    return children[i];
  };
  const auto value_of =
      [&]<class E, std::size_t N>(const std::pair<std::string_view, E>(&names)[N]) {
        for (const auto& [word, value] : names)
          if (word == text) return value;
        throw FormatError("A pickled Query is damaged. Make it anew.");
      };
  switch (static_cast<Kind>(state[0].cast<int>())) {
    case Kind::nothing:
      return {};
    case Kind::everything:
      return Query::everything();
    case Kind::word:
      return Query::word(text);
    case Kind::phrase:
      return Query::phrase(text);
    case Kind::prefix:
      return Query::prefix(text);
    case Kind::near:
      return Query::near(children, state[7].cast<unsigned>(), state[8].cast<bool>());
    case Kind::all:
      return Query::all(children);
    case Kind::any:
      return Query::any(children);
    case Kind::without:
      return Query::without(child(0), child(1));
    case Kind::prefer:
      return Query::prefer(child(0), child(1));
    case Kind::title:
      return Query::title(child(0));
    case Kind::source:
      return Query::source(text);
    case Kind::language:
      return Query::language(text);
    case Kind::name:
      return Query::name(text, static_cast<NameScope>(state[2].cast<int>()), exact, strictness);
    case Kind::speaker:
      return Query::speaker(text, exact, strictness);
    case Kind::about:
      return Query::about(text);
    case Kind::speech:
      return Query::speech(value_of(kQuotationKinds));
    case Kind::stance:
      return Query::stance(value_of(kStances));
    case Kind::when:
      return Query::when(interval);
    case Kind::published:
      return Query::published(interval);
    case Kind::quotation:
      return Query::quotation(child(0));
  }
  throw FormatError("A pickled Query is damaged. Make it anew.");
}

struct Parsed {
  Query query;
  std::vector<ParsedQuery::Issue> issues;
};

template <class Join>
auto joined(Join join) {
  return [join](const Query& a, const py::object& b) -> py::object {
    if (!py::isinstance<Query>(b)) return py::reinterpret_borrow<py::object>(Py_NotImplemented);
    return py::cast(join(a, b.cast<Query>()));
  };
}

}  // namespace

ParsedQuery query_argument(py::handle given, const std::optional<Day>& today,
                           std::string_view name) {
  if (py::isinstance<Query>(given)) return {given.cast<Query>(), {}};
  if (!PyUnicode_Check(given.ptr())) refuse_type(name, "a str or a Query", given);
  const std::string text = from_str(given);
  ParsedQuery parsed = parse_query(text, ParseOptions{today});
  parsed.issues = in_code_points(std::move(parsed.issues), text);
  return parsed;
}

std::vector<ParsedQuery::Issue> in_code_points(std::vector<ParsedQuery::Issue> issues,
                                               std::string_view text) {
  Offsets offsets(text);
  for (ParsedQuery::Issue& issue : issues) {
    const auto [begin, end] = offsets.of(issue.span);
    issue.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }
  return issues;
}

void bind_query(py::module_& m) {
  ValueClass<ParsedQuery::Issue>(m, "Issue",
                                 "What of a query text was ignored or read otherwise, and why.")
      .attribute("message", &ParsedQuery::Issue::message, "In plain words.")
      .computed(
          "start", [](const Of<ParsedQuery::Issue>& i) { return i->span.begin; },
          "Where in the query text, in code points.")
      .computed(
          "end", [](const Of<ParsedQuery::Issue>& i) { return i->span.end; },
          "Where it ends, exclusive.")
      .shown([](const Of<ParsedQuery::Issue>& i) { return "<Issue " + i->message + ">"; })
      .def("__str__", [](const Of<ParsedQuery::Issue>& i) { return to_str(i->message); });

  py::class_<Query> query(
      m, "Query",
      "A question as a value: made by said(), by(), word() and their like, or read from text by "
      "parse().\n\n"
      "    said(\"massive blow\").by(\"Marenko\") & during(\"2022-03\")\n\n"
      "`a & b`: both hold, and quotations on both sides are the same one; `a | b`: at least one;\n"
      "`a - b`: a and not b; `~a`: everything but a. str() is its text in the query language.");
  query.attr("__module__") = "quoth";
  query
      .def_property_readonly(
          "kind", [](const Query& q) { return to_str(word_of(q.kind())); },
          "\"word\", \"phrase\", \"all\", \"any\", \"quotation\", ...")
      .def_property_readonly(
          "text", [](const Query& q) { return to_str(q.text()); },
          "Of a leaf: the word, phrase or name.")
      .def_property_readonly(
          "scope", [](const Query& q) { return to_str(word_of(q.scope())); },
          "Of a name: \"any\", \"person\", \"organisation\" or \"place\".")
      .def_property_readonly("exact", &Query::exact,
                             "Of a name or speaker: only in exactly this spelling.")
      .def_property_readonly(
          "strictness", &Query::strictness,
          "Of a name or speaker: how alike a spelling must be, in per cent; 0 the usual.")
      .def_property_readonly(
          "interval",
          [](const Query& q) -> py::object {
            const bool timed = q.kind() == Query::Kind::when || q.kind() == Query::Kind::published;
            return timed ? py::cast(q.interval()) : py::none();
          },
          "Of a date: the Interval; else None.")
      .def_property_readonly("distance", &Query::distance,
                             "Of near: at most so many words apart; else 0.")
      .def_property_readonly("ordered", &Query::ordered, "Of near: in this order.")
      .def_property_readonly(
          "children",
          [](const Query& q) {
            py::tuple out(q.children().size());
            for (std::size_t i = 0; i < q.children().size(); ++i)
              out[i] = py::cast(q.children()[i]);
            return out;
          },
          "What it is made of: a tuple of Query.")
      .def_property_readonly(
          "plain_words", [](const Query& q) { return to_str(q.plain_words()); },
          "“articles with a quotation by Marenko with the word “taxes””.")
      .def_property_readonly(
          "only_quotations", &Query::only_quotations,
          "Whether it asks about quotations alone, so that its natural results are quotations.")
      .def(
          "by",
          [](const Query& q, const py::object& name) { return q.by(text_argument(name, "name")); },
          py::arg("name"),
          "by(name)\n\nThe same quotation, by that speaker. UsageError when this asks about no "
          "quotation.")
      .def("__and__", joined([](Query a, Query b) { return std::move(a) & std::move(b); }))
      .def("__or__", joined([](Query a, Query b) { return std::move(a) | std::move(b); }))
      .def("__sub__", joined([](Query a, Query b) { return std::move(a) - std::move(b); }))
      .def("__invert__", [](const Query& q) { return Query::without(Query::everything(), q); })
      .def("__eq__",
           [](const Query& a, const py::object& b) -> py::object {
             if (!py::isinstance<Query>(b))
               return py::reinterpret_borrow<py::object>(Py_NotImplemented);
             return py::bool_(a == b.cast<Query>());
           })
      .def("__hash__",
           [](const Query& q) { return static_cast<Py_hash_t>(hash_bytes(q.syntax()) >> 1); })
      .def("__copy__", [](const py::object& self) { return self; })
      .def("__deepcopy__", [](const py::object& self, const py::object&) { return self; })
      .def("__str__", [](const Query& q) { return to_str(q.syntax()); })
      .def("__repr__", [](const Query& q) { return to_str("<Query " + q.syntax() + ">"); })
      .def(py::pickle(&state_of, &from_state));

  py::class_<Parsed> parsed(m, "ParsedQuery",
                            "What a query text was read as, and what of it was not understood.");
  parsed.attr("__module__") = "quoth";
  parsed
      .def_property_readonly(
          "query", [](const Parsed& p) { return p.query; }, "The Query.")
      .def_property_readonly(
          "issues",
          [](const Parsed& p) {
            py::tuple out(p.issues.size());
            for (std::size_t i = 0; i < p.issues.size(); ++i) out[i] = py::cast(whole(p.issues[i]));
            return out;
          },
          "In order of place: a tuple of Issue, empty when all was understood.")
      .def("__eq__",
           [](const Parsed& a, const py::object& b) -> py::object {
             if (!py::isinstance<Parsed>(b))
               return py::reinterpret_borrow<py::object>(Py_NotImplemented);
             const auto& other = b.cast<const Parsed&>();
             return py::bool_(a.query == other.query &&
                              archived(a.issues) == archived(other.issues));
           })
      .def("__hash__",
           [](const Parsed& p) {
             return static_cast<Py_hash_t>(hash_bytes(p.query.syntax() + archived(p.issues)) >> 1);
           })
      .def("__copy__", [](const py::object& self) { return self; })
      .def("__deepcopy__", [](const py::object& self, const py::object&) { return self; })
      .def(py::pickle(
          [](const Parsed& p) {
            return py::make_tuple(state_of(p.query), py::bytes(sealed(archived(p.issues))));
          },
          [](const py::tuple& state) {
            if (state.size() != 2)
              throw FormatError("A pickled ParsedQuery is damaged. Make it anew.");
            const std::string bytes = state[1].cast<std::string>();
            ArchiveReader in(unsealed(bytes));
            Parsed out{from_state(state[0].cast<py::tuple>()), {}};
            in.get(out.issues);
            return out;
          }))
      .def("__repr__", [](const Parsed& p) {
        return to_str("<ParsedQuery " + p.query.syntax() + " · " + std::to_string(p.issues.size()) +
                      " issues>");
      });

  m.def("parse", [](const py::object& text, const py::object& today) {
    if (!PyUnicode_Check(text.ptr())) refuse_type("text", "a str", text);
    ParsedQuery read = query_argument(text, optional_day_argument(today, "today"));
    return Parsed{std::move(read.query), std::move(read.issues)};
  });
  m.def("everything", &Query::everything);
  m.def("nothing", [] { return Query(); });
  m.def("word", [](const py::object& text) { return Query::word(text_argument(text, "text")); });
  m.def("phrase",
        [](const py::object& text) { return Query::phrase(text_argument(text, "text")); });
  m.def("prefix", [](const py::object& letters) {
    return word_beginning(text_argument(letters, "letters"));
  });
  m.def("source",
        [](const py::object& outlet) { return Query::source(text_argument(outlet, "outlet")); });
  m.def("language",
        [](const py::object& tag) { return Query::language(text_argument(tag, "tag")); });
  m.def("name", [](const py::object& name, const py::object& type, const py::object& exact,
                   const py::object& strictness) {
    const NameScope scope =
        type.is_none() ? NameScope::any : choice_argument(type, "type", kNameScopes);
    return Query::name(text_argument(name, "name"), scope, flag_argument(exact, "exact"),
                       strictness_argument(strictness));
  });
  m.def("speaker",
        [](const py::object& name, const py::object& exact, const py::object& strictness) {
          return Query::quotation(Query::speaker(text_argument(name, "name"),
                                                 flag_argument(exact, "exact"),
                                                 strictness_argument(strictness)));
        });
  m.def("said", [](const py::object& words) { return said(text_argument(words, "words")); });
  m.def("about", [](const py::object& words) { return about(text_argument(words, "words")); });
  m.def("said_during", [](const py::object& when) {
    return Query::quotation(during_argument(when));
  });
  m.def("during", [](const py::object& when) { return during_argument(when); });
  m.def("published",
        [](const py::object& when) { return Query::published(interval_argument(when, "when")); });
  m.def("in_speech", [](const py::object& kind) {
    return in_speech(choice_argument(kind, "kind", kQuotationKinds));
  });
  m.def("with_stance", [](const py::object& stance) {
    return with_stance(choice_argument(stance, "stance", kStances));
  });
  m.def("near",
        [](const py::tuple& parts, const py::object& within) { return row(parts, within, false); });
  m.def("in_order",
        [](const py::tuple& parts, const py::object& within) { return row(parts, within, true); });
  m.def("title", [](const py::object& words) {
    if (py::isinstance<Query>(words)) return Query::title(words.cast<Query>());
    if (!PyUnicode_Check(words.ptr())) refuse_type("words", "a str or a Query", words);
    return Query::title(near({from_str(words)}, kNearDistance));
  });
  m.def("quotation",
        [](const py::object& inside) { return Query::quotation(one(inside, "inside")); });
  m.def("prefer", [](const py::object& required, const py::object& optional) {
    return Query::prefer(one(required, "required"), one(optional, "optional"));
  });
  m.def("all_of", [](const py::tuple& given) { return Query::all(queries(given)); });
  m.def("any_of", [](const py::tuple& given) { return Query::any(queries(given)); });
}

}  // namespace quoth_python
