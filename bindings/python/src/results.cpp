// What a search gives back: results, hits, the quotations and dates that matched.
#include <pybind11/pybind11.h>

#include "answer.hpp"
#include "arguments.hpp"
#include "parts.hpp"
#include "sequences.hpp"
#include "values.hpp"

namespace quoth_python {
namespace {

using namespace quoth;

py::tuple marks_of(std::string_view text, const std::vector<Span>& marks) {
  Offsets offsets(text);
  py::tuple out(marks.size());
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const auto [begin, end] = offsets.of(marks[i]);
    out[i] = py::make_tuple(begin, end);
  }
  return out;
}

template <class T>
py::object speaker_of(const Of<T>& q) {
  return q->speakers.empty() ? py::object(py::none())
                             : py::object(to_str(q->speakers.front().name));
}

template <class T>
std::pair<std::size_t, std::size_t> place(const Of<T>& of) {
  if constexpr (std::is_same_v<T, FoundQuotation>)
    return of.texts->code_points(of->ref.article, of->span);
  else
    return of.texts->code_points(of.article, of->span);
}

std::string line_of(const FoundQuotation& q) {
  std::string out;
  for (const FoundSpeaker& s : q.speakers) out += (out.empty() ? "" : " and ") + brief(s.name, 40);
  if (out.empty()) out = "somebody";
  return out + ": " + brief(q.text);
}

std::string line_of(const Hit& hit) {
  char score[32];
  std::snprintf(score, sizeof score, "%.3f", hit.score);
  std::string what = hit.title.empty() ? brief(hit.snippet.text) : brief(hit.title);
  if (hit.quotation && !hit.quotations.empty()) what = line_of(hit.quotations.front());
  return brief(hit.id, 40) + " · " + day_of(hit.published) + " · " + what + " · " + score;
}

Of<Answer> slice_of(const Of<Answer>& of, const py::slice& slice) {
  std::size_t start = 0, stop = 0, step = 0, length = 0;
  if (!slice.compute(of->results.hits.size(), &start, &stop, &step, &length))
    throw py::error_already_set();
  Answer some;
  some.query = of->query;
  const Results& all = of->results;
  some.results = {all.unit,   all.total, all.total_is_exact, {},
                  all.issues, all.notes, all.suggestions,    all.people};
  for (; length > 0; --length, start += step) some.results.hits.push_back(all.hits[start]);
  return {std::make_shared<const Answer>(std::move(some)), of.texts, {}};
}

}  // namespace

void bind_results(py::module_& m) {
  ValueClass<Snippet>(
      m, "Snippet",
      "The stretch of a text that best shows why it matched. str() is its plain text.")
      .attribute("text", &Snippet::text,
                 "One line of plain text; \"…\" stands where text was left out.")
      .computed(
          "marks", [](const Of<Snippet>& s) { return marks_of(s->text, s->marks); },
          "What matched: a tuple of (start, end), code points of `text`.")
      .computed(
          "html", [](const Of<Snippet>& s) { return to_str(to_html(*s)); },
          "HTML with <mark> around what matched, all else escaped.")
      .shown([](const Of<Snippet>& s) { return "<Snippet " + brief(to_plain(*s), 100) + ">"; })
      .def(
          "plain",
          [](const Of<Snippet>& s, const py::object& open, const py::object& close) {
            return to_str(to_plain(*s, text_argument(open, "open"), text_argument(close, "close")));
          },
          py::arg("open") = "«", py::arg("close") = "»",
          "plain(open='«', close='»')\n\nThe text with `open` and `close` around what matched.")
      .def(
          "terminal", [](const Of<Snippet>& s) { return to_str(to_terminal(*s)); },
          "terminal()\n\nThe text with what matched in bold, by escape codes.")
      .def("__str__", [](const Of<Snippet>& s) { return to_str(s->text); });

  ValueClass<FoundSpeaker>(m, "Speaker", "Who says, or passes on, a quotation. str() is the name.")
      .attribute("text", &FoundSpeaker::text, "As the text has it: \"he\", \"the president\".")
      .attribute("name", &FoundSpeaker::name,
                 "Who that is: \"Ilka Marenko\"; as the text has it where that is not known.")
      .attribute("status", &FoundSpeaker::status, "\"named\", \"anonymous\" or \"unknown\".")
      .shown([](const Of<FoundSpeaker>& s) { return "<Speaker " + brief(s->name) + ">"; })
      .def("__str__", [](const Of<FoundSpeaker>& s) { return to_str(s->name); });

  ValueClass<FoundQuotation>(m, "Quotation", "A quotation in a result. str() is its text.")
      .attribute("text", &FoundQuotation::text,
                 "The words as printed, marks included where they enclose all of it.")
      .attribute("kind", &FoundQuotation::kind, "\"direct\", \"mixed\" or \"indirect\" speech.")
      .computed(
          "speaker", [](const Of<FoundQuotation>& q) { return speaker_of(q); },
          "The first speaker's name, None where nobody is named.")
      .attribute("speakers", &FoundQuotation::speakers,
                 "A tuple of Speaker; empty where nobody is named.")
      .attribute("via", &FoundQuotation::via,
                 "Who passed it on, from the speaker outwards: a tuple of Speaker.")
      .attribute("said", &FoundQuotation::said, "When it was said: an Interval, or None.")
      .attribute("stance", &FoundQuotation::stance, "\"asserted\", \"denied\" or \"hypothetical\".")
      .attribute("confidence", &FoundQuotation::confidence,
                 "0..1, that span and speaker are right.")
      .attribute("rule", &FoundQuotation::rule, "Which rule found it.")
      .computed(
          "start", [](const Of<FoundQuotation>& q) { return place(q).first; },
          "Where it begins in the article's text, in code points: "
          "`index.article(hit.id).text[q.start:q.end] == q.text`.\nReads the stored article.")
      .computed(
          "end", [](const Of<FoundQuotation>& q) { return place(q).second; },
          "Where it ends, exclusive.")
      .computed(
          "marks", [](const Of<FoundQuotation>& q) { return marks_of(q->text, q->marks); },
          "What matched of it: a tuple of (start, end), code points of `text`.")
      .computed(
          "before", [](const Of<FoundQuotation>& q) { return to_str(q->context.before.text); },
          "The sentences before it.")
      .computed(
          "sentence", [](const Of<FoundQuotation>& q) { return to_str(q->context.holding.text); },
          "The sentences that hold it.")
      .computed(
          "after", [](const Of<FoundQuotation>& q) { return to_str(q->context.after.text); },
          "The sentences after it.")
      .computed(
          "article_ref",
          [](const Of<FoundQuotation>& q) {
            return py::make_tuple(q->ref.article.segment, q->ref.article.docid);
          },
          "Its article's place in the index: (segment, docid).")
      .computed(
          "index", [](const Of<FoundQuotation>& q) { return q->ref.index; },
          "Its number among the article's quotations.")
      .shown([](const Of<FoundQuotation>& q) { return "<Quotation " + line_of(*q) + ">"; })
      .def("__str__", [](const Of<FoundQuotation>& q) { return to_str(q->text); });

  ValueClass<FoundDate>(m, "Date", "A date in the text of a result. str() is its text.")
      .attribute("text", &FoundDate::text, "As the text has it: \"on Friday\".")
      .attribute("value", &FoundDate::value, "What TIMEX3 says of it: \"2022-03-11\".")
      .attribute("interval", &FoundDate::interval, "The Interval it means.")
      .attribute("grain", &FoundDate::grain,
                 "How precise it is: \"day\", \"month\", ... as Interval.grain.")
      .attribute("decided", &FoundDate::decided,
                 "False: on one day of the interval, and the text does not tell which.")
      .attribute("rule", &FoundDate::rule, "Which rule read it.")
      .computed(
          "start", [](const Of<FoundDate>& d) { return place(d).first; },
          "Where it begins in the article's text, in code points. Reads the stored article.")
      .computed(
          "end", [](const Of<FoundDate>& d) { return place(d).second; },
          "Where it ends, exclusive.")
      .shown(
          [](const Of<FoundDate>& d) { return "<Date " + brief(d->text) + " · " + d->value + ">"; })
      .def("__str__", [](const Of<FoundDate>& d) { return to_str(d->text); });

  ValueClass<Hit>(m, "Hit",
                  "One result: an article, or one quotation with its article's particulars.")
      .attribute("id", &Hit::id, "The article's id.")
      .attribute("title", &Hit::title, "The article's title.")
      .attribute("source", &Hit::source, "The outlet.")
      .attribute("url", &Hit::url, "The article's url.")
      .attribute("published", &Hit::published, "When it was published: a Published, or None.")
      .attribute("score", &Hit::score, "BM25; re-ranked, that of Reranking.")
      .attribute("snippet", &Hit::snippet, "The stretch that best shows why it matched: a Snippet.")
      .attribute("quotations", &Hit::quotations,
                 "The quotations that matched, or hold a match: a tuple of Quotation.")
      .attribute("dates", &Hit::dates,
                 "The dates that matched `when:`, the most precise first: a tuple of Date.")
      .attribute("copies", &Hit::copies,
                 "With fold_copies: hits behind this one that are copies of it, in the order of "
                 "their rank.")
      .computed(
          "article_ref",
          [](const Of<Hit>& h) { return py::make_tuple(h->article.segment, h->article.docid); },
          "The article's place in the index: (segment, docid).")
      .attribute(
          "quotation_index", &Hit::quotation,
          "Which of the article's quotations it is, when quotations are the results; else None.")
      .computed(
          "quotation",
          [](const Of<Hit>& h) -> py::object {
            return h->quotation && !h->quotations.empty() ? give(h, h->quotations.front())
                                                          : py::none();
          },
          "The quotation, when quotations are the results; else None.")
      .shown([](const Of<Hit>& h) { return "<Hit " + line_of(*h) + ">"; });

  ValueClass<Suggestion>(m, "Suggestion",
                         "A spelling of the index near to one that was asked for in vain.")
      .attribute("asked", &Suggestion::asked, "The name or word as asked.")
      .attribute("spelling", &Suggestion::spelling, "What the index has, folded.")
      .attribute("documents", &Suggestion::documents,
                 "How many articles (of a quotation's clause, quotations) have it.")
      .attribute("likeness", &Suggestion::likeness, "To what was asked, 0..1.")
      .attribute("query", &Suggestion::query, "The whole query with it, in the query language.")
      .shown([](const Of<Suggestion>& s) {
        return "<Suggestion " + s->query + " (" + std::to_string(s->documents) + ")>";
      });

  ValueClass<Explanation::Part>(m, "ExplanationPart", "What one clause of a query adds to a score.")
      .attribute("what", &Explanation::Part::what, "The clause, in plain words.")
      .attribute("score", &Explanation::Part::score, "What it adds.")
      .attribute("details", &Explanation::Part::details,
                 "Spellings with their likeness, rules, evidence: a tuple of str.")
      .shown([](const Of<Explanation::Part>& p) { return "<ExplanationPart " + p->what + ">"; });
  ValueClass<Explanation>(m, "Explanation", "Why a hit is one. str() tells it in lines.")
      .attribute("query", &Explanation::query, "The query in plain words.")
      .attribute("score", &Explanation::score, "The hit's score.")
      .attribute("parts", &Explanation::parts, "A tuple of ExplanationPart.")
      .shown([](const Of<Explanation>& e) {
        return "<Explanation of " + std::to_string(e->score) + " for " + e->query + ">";
      })
      .def("__str__", [](const Of<Explanation>& e) {
        char score[32];
        std::snprintf(score, sizeof score, "%.3f", e->score);
        std::string out = e->query + ": " + score;
        for (const Explanation::Part& part : e->parts) {
          std::snprintf(score, sizeof score, "%8.3f", part.score);
          out += std::string("\n") + score + "  " + part.what;
          for (const std::string& detail : part.details) out += "\n            " + detail;
        }
        return to_str(out);
      });

  ValueClass<Answer> results(
      m, "Results", "The hits of a query, best first: a sequence of Hit. A slice is Results too.");
  results
      .computed(
          "total", [](const Of<Answer>& r) { return r->results.total; }, "How many match in all.")
      .computed(
          "total_is_exact", [](const Of<Answer>& r) { return r->results.total_is_exact; },
          "Whether `total` is that, or an estimate.")
      .computed(
          "unit", [](const Of<Answer>& r) { return to_str(word_of(r->results.unit)); },
          "What a hit is: \"articles\" or \"quotations\".")
      .computed(
          "issues", [](const Of<Answer>& r) { return give(r, r->results.issues); },
          "What of the query text was not understood: a tuple of Issue.")
      .computed(
          "notes", [](const Of<Answer>& r) { return give(r, r->results.notes); },
          "What was left out, in plain words: a tuple of str.")
      .computed(
          "suggestions", [](const Of<Answer>& r) { return give(r, r->results.suggestions); },
          "Did you mean: a tuple of Suggestion, best first, when hardly anything matches.")
      .computed(
          "people", [](const Of<Answer>& r) { return give(r, r->results.people); },
          "With people=True: whom the names of the query mean in the best hits, a tuple of "
          "ResolvedName.")
      .computed(
          "query", [](const Of<Answer>& r) { return to_str(r->query); },
          "The query in plain words.")
      .shown([](const Of<Answer>& r) {
        const Results& all = r->results;
        std::string out = "<Results: " + std::to_string(all.hits.size()) + " of " +
                          (all.total_is_exact ? "" : "at least ") + std::to_string(all.total) + " " +
                          std::string(word_of(all.unit)) + ">";
        for (std::size_t i = 0; i < std::min<std::size_t>(all.hits.size(), 10); ++i)
          out += "\n" + std::to_string(i + 1) + ". " + line_of(all.hits[i]);
        if (all.hits.size() > 10) out += "\n…";
        return out;
      });
  sequence_of(
      results, [](const Of<Answer>& r) { return r->results.hits.size(); },
      [](const Of<Answer>& r, std::size_t i) { return py::cast(part_of(r, r->results.hits[i])); },
      slice_of);
}

}  // namespace quoth_python
