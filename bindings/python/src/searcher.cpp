// Asks an index. The package's class Index gives these functions their signatures.
#include "quoth/results/searcher.hpp"

#include <pybind11/pybind11.h>

#include <cstdio>
#include <quoth/index/check.hpp>
#include <quoth/index/rebuild.hpp>
#include <quoth/index/sizes.hpp>

#include "annotated.hpp"
#include "answer.hpp"
#include "arguments.hpp"
#include "article_name.hpp"
#include "intervals.hpp"
#include "parts.hpp"
#include "queries.hpp"
#include "released.hpp"
#include "rerank.hpp"
#include "values.hpp"

namespace quoth_python {
namespace {

using namespace quoth;

constexpr std::size_t kMostHits = 1'000'000;

/// The values of keyword arguments in the order the package gives them.
class Options {
 public:
  explicit Options(const py::tuple& values) : values_(values) {}
  py::object next() { return values_[at_++]; }

 private:
  const py::tuple& values_;
  std::size_t at_ = 0;
};

Unit unit_argument(const py::object& given) {
  return given.is_none() ? Unit::automatic : choice_argument(given, "unit", kUnits);
}
int strictness_argument(const py::object& given, std::string_view name) {
  return static_cast<int>(count_argument(given, name, 0, 100));
}
SnippetOptions snippet_options(Options& in) {
  SnippetOptions out;
  out.characters = count_argument(in.next(), "snippet_characters", 40);
  out.fragments = count_argument(in.next(), "snippet_fragments", 1);
  return out;
}
ContextOptions context_options(Options& in) {
  ContextOptions out;
  out.sentences = count_argument(in.next(), "sentences");
  out.bytes = count_argument(in.next(), "context_bytes");
  return out;
}
Bm25 bm25_options(Options& in) {
  Bm25 out;
  out.k1 = number_argument(in.next(), "k1");
  out.b = number_argument(in.next(), "b");
  return out;
}

SearchOptions search_options(const py::tuple& values) {
  Options in(values);
  SearchOptions out;
  out.limit = count_argument(in.next(), "limit", 0, kMostHits);
  out.offset = count_argument(in.next(), "offset", 0, kMostHits);
  out.unit = unit_argument(in.next());
  out.rerank = rerank_argument(in.next());
  out.deadline = seconds_argument(in.next(), "deadline");
  out.today = optional_day_argument(in.next(), "today");
  out.name_strictness = strictness_argument(in.next(), "name_strictness");
  out.bm25 = bm25_options(in);
  out.snippet = snippet_options(in);
  out.context = context_options(in);
  out.suggestions = flag_argument(in.next(), "suggestions");
  out.people = flag_argument(in.next(), "people");
  out.fold_copies = flag_argument(in.next(), "fold_copies");
  return out;
}

Of<Answer> answer(Results results, const Query& query, std::vector<ParsedQuery::Issue> issues,
                  std::shared_ptr<ArticleTexts> texts) {
  results.issues = std::move(issues);
  return whole(Answer{std::move(results), query.plain_words()}, std::move(texts));
}

std::shared_ptr<ArticleTexts> texts_of(const Searcher& searcher) {
  return std::make_shared<ArticleTexts>(searcher.snapshot());
}

// Runs without the GIL.
template <class Work>
auto released(Work work) {
  const Released lock;
  return work();
}

// The exception that Python would catch.
py::object as_exception(const std::exception_ptr& error) {
  const py::cpp_function thrower([error] { std::rethrow_exception(error); });
  if (PyObject* none = PyObject_CallNoArgs(thrower.ptr()); none != nullptr)
    return py::reinterpret_steal<py::object>(none);
  const py::error_already_set raised;  // takes it over
  return raised.value();
}

py::list search_many(const Searcher& searcher, const py::list& asked, const py::tuple& values,
                     const py::object& threads, bool return_errors) {
  const SearchOptions options = search_options(values);
  const auto helpers = static_cast<unsigned>(count_argument(threads, "threads", 0, 1024));
  std::vector<Query> queries;
  std::vector<std::vector<ParsedQuery::Issue>> issues;
  for (const py::handle one : asked) {
    ParsedQuery parsed = query_argument(one, options.today, "queries");
    queries.push_back(std::move(parsed.query));
    issues.push_back(std::move(parsed.issues));
  }
  std::vector<BatchResult> found =
      released([&] { return searcher.search_many(queries, options, helpers); });
  py::list out;
  const auto texts = texts_of(searcher);
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i].error == nullptr) {
      out.append(
          py::cast(answer(std::move(found[i].results), queries[i], std::move(issues[i]), texts)));
      continue;
    }
    if (!return_errors) std::rethrow_exception(found[i].error);
    out.append(as_exception(found[i].error));
  }
  return out;
}

// A line a part, with its share of the text, as `quoth stats` has them; empty parts are left out.
std::string shown(const IndexSizes& sizes) {
  std::string out = "<Sizes: " + std::to_string(sizes.bytes) + " bytes for " +
                    std::to_string(sizes.text) + " bytes of text>";
  for (const IndexSizes::Part& part : sizes.parts) {
    if (part.bytes == 0) continue;
    char line[80];
    const double share =
        sizes.text > 0 ? static_cast<double>(part.bytes) / static_cast<double>(sizes.text) : 0;
    std::snprintf(line, sizeof line, "\n  %-24.40s %12llu %8.4f", part.name.c_str(),
                  static_cast<unsigned long long>(part.bytes), share);
    out += line;
  }
  return out;
}

Timeline timeline(const Searcher& searcher, const py::object& asked, const py::tuple& values) {
  Options in(values);
  TimelineOptions options;
  options.by = choice_argument(in.next(), "by", kTimelineBys);
  if (const py::object grain = in.next(); !grain.is_none())
    options.grain = choice_argument(grain, "grain", kPeriods);
  if (const py::object within = in.next(); !within.is_none())
    options.within = interval_argument(within, "within");
  options.beside_match = flag_argument(in.next(), "near");
  options.unit = unit_argument(in.next());
  options.limit = count_argument(in.next(), "limit", 0, kMostHits);
  options.examples = count_argument(in.next(), "examples", 0, kMostHits);
  options.deadline = seconds_argument(in.next(), "deadline");
  options.today = optional_day_argument(in.next(), "today");
  options.bm25 = bm25_options(in);
  options.snippet = snippet_options(in);
  ParsedQuery parsed = query_argument(asked, options.today);
  Timeline out = released([&] { return searcher.timeline(parsed.query, options); });
  out.issues = std::move(parsed.issues);
  return out;
}

Facets facets(const Searcher& searcher, const py::object& asked, const py::tuple& values) {
  Options in(values);
  FacetOptions options;
  options.limit = count_argument(in.next(), "limit", 0, kMostHits);
  options.most_articles = count_argument(in.next(), "most_articles");
  options.unit = unit_argument(in.next());
  options.strictness = strictness_argument(in.next(), "strictness");
  options.deadline = seconds_argument(in.next(), "deadline");
  options.today = optional_day_argument(in.next(), "today");
  ParsedQuery parsed = query_argument(asked, options.today);
  Facets out = released([&] { return searcher.facets(parsed.query, options); });
  out.issues = std::move(parsed.issues);
  return out;
}

NameList names(const Searcher& searcher, const py::tuple& values) {
  Options in(values);
  NamesOptions options;
  if (const py::object type = in.next(); !type.is_none())
    options.type = choice_argument(type, "type", kEntityTypes);
  options.like = text_argument(in.next(), "like");
  options.limit = count_argument(in.next(), "limit");
  options.strictness = strictness_argument(in.next(), "strictness");
  options.deadline = seconds_argument(in.next(), "deadline");
  return released([&] { return searcher.names(options); });
}

ArticleRef found(const Snapshot& snapshot, const std::string& id) {
  const auto ref = snapshot.find(id);
  if (!ref) throw NotFoundError("There is no article \"" + id + "\" in this index.");
  return *ref;
}
StoredArticle stored(const Searcher& searcher, const py::object& id) {
  const std::string wanted = id_argument(id);
  return released([&] { return searcher.snapshot().article(found(searcher.snapshot(), wanted)); });
}

constexpr std::pair<std::string_view, Snapshot::Space> kSpaces[] = {
    {"articles", Snapshot::Space::articles}, {"quotations", Snapshot::Space::quotations}};

}  // namespace

void bind_searcher(py::module_& m) {
  ValueClass<IndexStats>(m, "Stats", "What an index holds.")
      .attribute("articles", &IndexStats::articles, "Living articles.")
      .attribute("quotations", &IndexStats::quotations, "Of living articles.")
      .attribute(
          "deleted", &IndexStats::deleted,
          "Articles replaced or removed whose space is not reclaimed yet; Writer.merge() does.")
      .attribute("segments", &IndexStats::segments, "How many parts it is in.")
      .attribute("bytes", &IndexStats::bytes, "Of all files.")
      .attribute("generation", &IndexStats::generation, "Counts the commits.")
      .attribute("analyzers", &IndexStats::analyzers, "Which analyzers made it: a tuple of str.")
      .shown([](const Of<IndexStats>& s) {
        return "<Stats: " + std::to_string(s->articles) + " articles, " +
               std::to_string(s->quotations) + " quotations, " + std::to_string(s->segments) +
               " segments, " + std::to_string(s->bytes) + " bytes>";
      });
  ValueClass<IndexSizes>(m, "Sizes", "What an index takes on disk, by what it is for.")
      .computed(
          "parts",
          [](const Of<IndexSizes>& s) {
            py::dict out;
            for (const IndexSizes::Part& part : s->parts) out[to_str(part.name)] = part.bytes;
            return out;
          },
          "The bytes of each part: a dict. Every byte of every file is in exactly one.")
      .attribute("bytes", &IndexSizes::bytes, "Of all parts: Stats.bytes.")
      .attribute("text", &IndexSizes::text,
                 "Of titles and bodies as they were given, those of removed articles included: what "
                 "all else is measured by.")
      .shown([](const Of<IndexSizes>& s) { return shown(*s); });
  ValueClass<CheckReport::Problem>(m, "Problem", "Something wrong with an index.")
      .attribute("file", &CheckReport::Problem::file, "Relative to the index.")
      .attribute("message", &CheckReport::Problem::message, "What is wrong, and what to do.")
      .shown([](const Of<CheckReport::Problem>& p) {
        return "<Problem " + p->file + ": " + p->message + ">";
      });
  ValueClass<CheckReport>(m, "Report",
                          "What verify() read and what is wrong with it. True when all is well.")
      .attribute("problems", &CheckReport::problems, "A tuple of Problem.")
      .attribute("files", &CheckReport::files, "How many files were read.")
      .attribute("bytes", &CheckReport::bytes, "How many bytes were read and verified.")
      .computed(
          "ok", [](const Of<CheckReport>& r) { return r->ok(); }, "Whether there is no problem.")
      .shown([](const Of<CheckReport>& r) {
        return "<Report: " + std::to_string(r->files) + " files, " +
               std::to_string(r->problems.size()) + " problems>";
      })
      .def("__bool__", [](const Of<CheckReport>& r) { return r->ok(); });
  ValueClass<RebuildInfo>(m, "RebuildInfo", "What rebuild() wrote.")
      .attribute("generation", &RebuildInfo::generation, "Of the index now in force.")
      .attribute("articles", &RebuildInfo::articles, "Written anew.")
      .attribute("segments", &RebuildInfo::segments, "Written anew.")
      .shown([](const Of<RebuildInfo>& r) {
        return "<RebuildInfo: " + std::to_string(r->articles) + " articles, " +
               std::to_string(r->segments) + " segments>";
      });

  py::class_<Searcher>(m, "Searcher")
      .def("__len__", [](const Searcher& s) { return s.stats().articles; })
      .def("stats", [](const Searcher& s) { return whole(s.stats()); })
      .def("has", [](const Searcher& s,
                     const std::string& id) { return s.snapshot().find(id).has_value(); })
      .def("search",
           [](const Searcher& s, const py::object& query, const py::tuple& values) {
             const SearchOptions options = search_options(values);
             ParsedQuery parsed = query_argument(query, options.today);
             Results found = released([&] { return s.search(parsed.query, options); });
             return answer(std::move(found), parsed.query, std::move(parsed.issues), texts_of(s));
           })
      .def("search_many", search_many)
      .def("check",
           [](const Searcher& s, const py::object& text, const py::tuple& values) {
             Options in(values);
             CheckOptions options;
             const std::string checked = text_argument(text, "text");
             options.by = text_argument(in.next(), "by");
             options.limit = count_argument(in.next(), "limit", 0, kMostHits);
             options.context = context_options(in);
             return whole(released([&] { return s.check(checked, options); }), texts_of(s));
           })
      .def("trail",
           [](const Searcher& s, const py::object& text, const py::tuple& values) {
             Options in(values);
             TrailOptions options;
             const std::string asked = text_argument(text, "text");
             options.limit = count_argument(in.next(), "limit", 0, kMostHits);
             options.most_articles = count_argument(in.next(), "most_articles");
             options.context = context_options(in);
             return whole(released([&] { return s.trail(asked, options); }), texts_of(s));
           })
      .def("copies",
           [](const Searcher& s, const py::object& id, const py::tuple& values) {
             Options in(values);
             CopyOptions options;
             const std::string wanted = id_argument(id);
             options.least = number_argument(in.next(), "least");
             options.most = count_argument(in.next(), "limit");
             const std::vector<Copy> copies =
                 released([&] { return s.copies(found(s.snapshot(), wanted), options); });
             py::tuple out(copies.size());
             for (std::size_t i = 0; i < copies.size(); ++i) out[i] = whole(Copy(copies[i]));
             return out;
           })
      .def("timeline",
           [](const Searcher& s, const py::object& query, const py::tuple& values) {
             return whole(timeline(s, query, values), texts_of(s));
           })
      .def("facets", [](const Searcher& s, const py::object& query,
                        const py::tuple& values) { return whole(facets(s, query, values)); })
      .def("names",
           [](const Searcher& s, const py::tuple& values) { return whole(names(s, values)); })
      .def("explain",
           [](const Searcher& s, const py::object& query, const py::object& hit,
              const py::tuple& values) {
             const SearchOptions options = search_options(values);
             const ParsedQuery parsed = query_argument(query, options.today);
             if (!py::isinstance<Of<Hit>>(hit)) refuse_type("hit", "a Hit", hit);
             const Of<Hit> of = hit.cast<Of<Hit>>();
             // A hit of another index, or of another state of this one, may point anywhere.
             const auto ref = s.snapshot().find(of->id);
             if (!ref || *ref != of->article)
               throw UsageError("hit: article \"" + of->id +
                                "\" is not where this state of the index has it. Search again.");
             return whole(released([&] { return s.explain(parsed.query, *of, options); }));
           })
      .def("sizes",
           [](const Searcher& s) {
             return whole(released([&] { return index_sizes(s.snapshot()); }));
           })
      .def("note",
           [](const Searcher& s, const py::object& key) {
             return to_str(s.snapshot().note(text_argument(key, "key")));
           })
      .def("article",
           [](const Searcher& s, const py::object& id) { return whole(stored(s, id).article); })
      .def("annotations",
           [](const Searcher& s, const py::object& id) {
             StoredArticle found = stored(s, id);
             return annotated(std::move(found.article), std::move(found.annotations));
           })
      .def("article_names",
           [](const Searcher& s, const py::object& id) {
             const std::string wanted = id_argument(id);
             auto names = released([&] { return s.snapshot().names(found(s.snapshot(), wanted)); });
             py::list out;
             for (ArticleName& name : names) out.append(py::cast(whole(std::move(name))));
             return out;
           })
      .def("document_frequency",
           [](const Searcher& s, const py::object& word, const py::object& space) {
             const std::string stem =
                 term::stem(TermMaker().stem_of(folded(text_argument(word, "word"))));
             return s.snapshot().document_frequency(choice_argument(space, "space", kSpaces), stem);
           })
      .def("words_with_prefix",
           [](const Searcher& s, const py::object& letters, const py::object& limit,
              const py::object& space) {
             const std::string begin = folded(text_argument(letters, "letters"));
             if (begin.empty()) throw UsageError("letters: at least one letter or digit is needed");
             const std::size_t most = count_argument(limit, "limit", 0, kMostHits);
             const Snapshot::Space in = choice_argument(space, "space", kSpaces);
             const auto words =
                 released([&] { return s.snapshot().words_with_prefix(in, begin, most); });
             py::list out;
             for (const std::string& stem : words.stems)
               out.append(py::make_tuple(to_str(std::string_view(stem).substr(1)),
                                         s.snapshot().document_frequency(in, stem)));
             return out;
           })
      .def("spellings_like",
           [](const Searcher& s, const py::object& token, const py::object& least,
              const py::object& space) {
             const std::string wanted = folded(text_argument(token, "token"));
             const double likeness = number_argument(least, "least");
             const Snapshot::Space in = choice_argument(space, "space", kSpaces);
             const auto spellings =
                 released([&] { return s.snapshot().spellings_like(in, wanted, likeness); });
             py::list out;
             for (const auto& one : spellings)
               out.append(py::make_tuple(to_str(one.text), one.similarity));
             return out;
           })
      .def("articles",
           [](const Searcher& s, std::uint32_t segment, std::uint32_t docid) -> py::object {
             // The next living article from this place on, with the place behind it: how iteration goes through all.
             for (; segment < s.snapshot().segment_count(); ++segment, docid = 1)
               for (; docid <= s.snapshot().articles_in(segment); ++docid)
                 if (!s.snapshot().is_deleted({segment, docid})) {
                   Article article = released([&] {
                     return s.snapshot().article({segment, docid}).article;
                   });
                   return py::make_tuple(whole(std::move(article)), segment, docid + 1);
                 }
             return py::none();
           });
  m.def("open", [](const py::object& path) {
    const auto where = path_argument(path, "path");
    return released([&] { return Searcher::open(where); });
  });
  m.def("verify", [](const py::object& path) {
    const auto where = path_argument(path, "path");
    return whole(released([&] { return check_index(where); }));
  });
  m.def("rebuild", [](const py::object& path, const py::object& wait) {
    const auto where = path_argument(path, "path");
    const auto patience = seconds_argument(wait, "wait");
    return whole(released([&] { return rebuild_index(where, patience); }));
  });
}

}  // namespace quoth_python
