// Features that put the best of a search in order once more: the library's own and those written in Python.
#include "rerank.hpp"

#include <memory>
#include <string>
#include <utility>

#include "annotated.hpp"
#include "arguments.hpp"
#include "parts.hpp"
#include "python_object.hpp"
#include "values.hpp"

namespace quoth_python {
namespace {

using namespace quoth;

/// A candidate as Python sees it: for the time of one call, whatever Python keeps of it.
class SeenCandidate {
 public:
  explicit SeenCandidate(const Candidate& candidate) : candidate_(&candidate) {}
  void end() noexcept { candidate_ = nullptr; }
  const Candidate& operator*() const {
    if (candidate_ == nullptr)
      throw UsageError(
          "A Candidate can be asked only while the feature's value() runs. Keep what it tells "
          "instead.");
    return *candidate_;
  }
  const Candidate* operator->() const { return &**this; }

 private:
  const Candidate* candidate_;
};
using SharedCandidate = std::shared_ptr<SeenCandidate>;

/// A feature in Python. The GIL is taken for each candidate; what it raises is raised by the search.
class PythonFeature final : public Feature {
 public:
  PythonFeature(py::object feature, std::string name)
      : feature_(std::move(feature)), name_(std::move(name)) {}
  std::string_view name() const noexcept override { return name_; }
  double value(const Candidate& candidate) const override {
    const Acquired lock;
    const auto seen = std::make_shared<SeenCandidate>(candidate);
    struct End {
      const SharedCandidate& seen;
      ~End() { seen->end(); }
    } const end{seen};
    const py::object value = call_method(feature_.get(), "value", py::cast(seen));
    if (!PyFloat_Check(value.ptr()) && !PyIndex_Check(value.ptr()) &&
        !py::hasattr(value, "__float__"))
      refuse_type("value() of " + name_, "a number", value);
    const double number = PyFloat_AsDouble(value.ptr());
    if (number == -1.0 && PyErr_Occurred() != nullptr) throw py::error_already_set();
    return number;
  }

 private:
  PythonObject feature_;
  std::string name_;
};

/// A feature of the library's own.
struct OwnFeature {
  std::shared_ptr<const Feature> feature;
};

std::shared_ptr<const Feature> feature_argument(py::handle given) {
  if (py::isinstance<OwnFeature>(given)) return given.cast<const OwnFeature&>().feature;
  if (!py::isinstance(given, py::module_::import("quoth").attr("Feature")))
    refuse_type("features", "a Feature", given);
  const std::string name = text_argument(given.attr("name"), "name");
  if (name.empty())
    throw UsageError("A feature needs a name, such as name = \"long read\"; explain() shows it.");
  return std::make_shared<PythonFeature>(py::reinterpret_borrow<py::object>(given), name);
}

py::tuple strings(const std::vector<std::string>& texts) {
  py::tuple out(texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) out[i] = to_str(texts[i]);
  return out;
}

/// A Reranking with the Python objects it was made of, so that they can be shown.
struct PythonReranking {
  Reranking value;
};

}  // namespace

std::optional<Reranking> rerank_argument(py::handle given) {
  if (given.is_none() || given.ptr() == Py_False) return std::nullopt;
  if (given.ptr() == Py_True) return Reranking::standard();
  if (!py::isinstance<PythonReranking>(given))
    refuse_type("rerank", "a Reranking, True or None", given);
  return given.cast<const PythonReranking&>().value;
}

void bind_rerank(py::module_& m) {
  py::class_<SeenCandidate, SharedCandidate> candidate(
      m, "Candidate",
      "A document that is being re-ranked, as a Feature sees it.\n\n"
      "It can be asked while value() runs, and no longer. All but the scores reads the stored "
      "article.");
  candidate.attr("__module__") = "quoth";
  candidate
      .def_property_readonly(
          "query", [](const SeenCandidate& c) { return c->query(); }, "The Query.")
      .def_property_readonly(
          "score", [](const SeenCandidate& c) { return c->score(); },
          "What the words give it (BM25), >= 0.")
      .def_property_readonly(
          "best_score", [](const SeenCandidate& c) { return c->best_score(); },
          "What the words give the best candidate.")
      .def_property_readonly(
          "article_ref",
          [](const SeenCandidate& c) {
            return py::make_tuple(c->article().segment, c->article().docid);
          },
          "The article's place in the index: (segment, docid).")
      .def_property_readonly(
          "quotation_index",
          [](const SeenCandidate& c) -> py::object {
            const auto q = c->quotation();
            return q ? py::object(py::int_(*q)) : py::object(py::none());
          },
          "Which of the article's quotations it is, when quotations are ranked; else None.")
      .def_property_readonly(
          "article", [](const SeenCandidate& c) { return whole(c->stored().article); },
          "The Article.")
      .def_property_readonly(
          "annotations",
          [](const SeenCandidate& c) {
            return annotated(c->stored().article, c->stored().annotations);
          },
          "The article with what was found in it: an Annotated.")
      .def_property_readonly(
          "published",
          [](const SeenCandidate& c) -> py::object {
            const auto day = c->published();
            return day ? to_date(*day) : py::none();
          },
          "The publication day, a datetime.date, or None.")
      .def_property_readonly(
          "newest",
          [](const SeenCandidate& c) -> py::object {
            const auto day = c->newest();
            return day ? to_date(*day) : py::none();
          },
          "The last publication day among all candidates, a datetime.date, or None. Reads the "
          "records of them all.")
      .def_property_readonly(
          "name_likeness",
          [](const SeenCandidate& c) {
            const std::vector<double> all = c->name_likeness();
            py::tuple out(all.size());
            for (std::size_t i = 0; i < all.size(); ++i) out[i] = all[i];
            return out;
          },
          "The likeness of the best spelling of each name the query wants, 0..1: a tuple of float.")
      .def_property_readonly(
          "clauses",
          [](const SeenCandidate& c) {
            const auto& all = c->clauses();
            py::tuple out(all.size());
            for (std::size_t i = 0; i < all.size(); ++i) {
              py::tuple places(all[i].places.size());
              for (std::size_t k = 0; k < all[i].places.size(); ++k)
                places[k] = py::make_tuple(all[i].places[k].first, all[i].places[k].last);
              out[i] = py::make_tuple(all[i].query, places);
            }
            return out;
          },
          "The words, phrases and prefixes wanted, with where they stand: a tuple of (Query, "
          "((first, last), ...)), positions of\n"
          "words from 1; the body begins 100 words behind the title.")
      .def_property_readonly(
          "wanted_said", [](const SeenCandidate& c) { return strings(c->wanted_said()); },
          "The words that the query wants said, as quotations are compared: a tuple of str.")
      .def_property_readonly(
          "said",
          [](const SeenCandidate& c) {
            const auto all = c->said();
            py::tuple out(all.size());
            for (std::size_t i = 0; i < all.size(); ++i) out[i] = strings(all[i]);
            return out;
          },
          "Those of the quotations that match: a tuple of tuples of str.");

  py::class_<OwnFeature> own(m, "StandardFeature",
                             "A feature of the library's own; see quoth.features.");
  own.attr("__module__") = "quoth";
  own.def_property_readonly(
         "name", [](const OwnFeature& f) { return to_str(f.feature->name()); },
         "What explain() calls it.")
      .def("__repr__", [](const OwnFeature& f) {
        return to_str("<StandardFeature " + std::string(f.feature->name()) + ">");
      });
  m.def("proximity", [] { return OwnFeature{features::proximity()}; });
  m.def("quotation_alignment", [] { return OwnFeature{features::quotation_alignment()}; });
  m.def("name_likeness", [] { return OwnFeature{features::name_likeness()}; });
  m.def("date_closeness", [](const py::object& half_life) {
    return OwnFeature{features::date_closeness(number_argument(half_life, "half_life"))};
  });
  m.def("freshness", [](const py::object& half_life) {
    return OwnFeature{features::freshness(number_argument(half_life, "half_life"))};
  });

  py::class_<PythonReranking> reranking(
      m, "Reranking",
      "How the best documents of a search are put in order once more.\n\n"
      "    Reranking([(features.proximity(), 0.25), (MyFeature(), 0.1)], depth=200)\n\n"
      "score = bm25 + best * sum of weight * value: a weight of 0.1 moves a document past one that "
      "is\n"
      "better by a tenth of the best. Documents beyond `depth` follow as they were.");
  reranking.attr("__module__") = "quoth";
  reranking
      .def(py::init([](const py::object& features, const py::object& depth) {
             PythonReranking out;
             out.value.depth = count_argument(depth, "depth", 0, 1'000'000);
             if (PyUnicode_Check(features.ptr()) || !py::hasattr(features, "__iter__"))
               refuse_type("features", "an iterable of (feature, weight)", features);
             for (const py::handle row : features) {
               if (!PyTuple_Check(row.ptr()) || PyTuple_GET_SIZE(row.ptr()) != 2)
                 refuse_type("features", "an iterable of (feature, weight)", row);
               out.value.features.emplace_back(
                   feature_argument(PyTuple_GET_ITEM(row.ptr(), 0)),
                   number_argument(PyTuple_GET_ITEM(row.ptr(), 1), "weight"));
             }
             return out;
           }),
           py::arg("features"), py::arg("depth") = 200)
      .def_static(
          "standard", [] { return PythonReranking{Reranking::standard()}; },
          "standard()\n\nEach standard feature, with a weight chosen by judgement.")
      .def_property_readonly(
          "depth", [](const PythonReranking& r) { return r.value.depth; },
          "How many documents are looked at.")
      .def_property_readonly(
          "weights",
          [](const PythonReranking& r) {
            py::dict out;
            for (const auto& [feature, weight] : r.value.features)
              out[to_str(feature->name())] = weight;
            return out;
          },
          "A dict of the features' names to their weights.")
      .def(
          "__add__",
          [](const PythonReranking& r, const py::object& row) -> py::object {
            if (!PyTuple_Check(row.ptr()) || PyTuple_GET_SIZE(row.ptr()) != 2)
              return py::reinterpret_borrow<py::object>(Py_NotImplemented);
            PythonReranking out = r;
            out.value.features.emplace_back(
                feature_argument(PyTuple_GET_ITEM(row.ptr(), 0)),
                number_argument(PyTuple_GET_ITEM(row.ptr(), 1), "weight"));
            return py::cast(out);
          },
          "With one more (feature, weight).")
      .def("__repr__", [](const PythonReranking& r) {
        std::string list;
        for (const auto& [feature, weight] : r.value.features)
          list += (list.empty() ? "" : ", ") + std::string(feature->name());
        return to_str("<Reranking of " + std::to_string(r.value.depth) + " by " +
                      (list.empty() ? "nothing" : list) + ">");
      });
}

}  // namespace quoth_python
