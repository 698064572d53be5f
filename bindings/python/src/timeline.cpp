// What a query finds, counted by days.
#include <pybind11/pybind11.h>

#include "parts.hpp"
#include "values.hpp"

namespace quoth_python {

using namespace quoth;

void bind_timeline(py::module_& m) {
  ValueClass<TimelineExample>(m, "TimelineExample", "A hit that stands in a row of a timeline.")
      .attribute("id", &TimelineExample::id, "The article's id.")
      .attribute("title", &TimelineExample::title, "The article's title.")
      .attribute("source", &TimelineExample::source, "The outlet.")
      .attribute("published", &TimelineExample::published,
                 "When it was published: a Published, or None.")
      .attribute("score", &TimelineExample::score, "Of the query.")
      .attribute("date", &TimelineExample::date,
                 "The Date that puts it here; None in rows of publication days or of quotations.")
      .attribute("quotation", &TimelineExample::quotation,
                 "The Quotation, when quotations are counted; else None.")
      .attribute("snippet", &TimelineExample::snippet,
                 "The sentence of the date, else the article's Snippet.")
      .computed(
          "article_ref",
          [](const Of<TimelineExample>& e) {
            return py::make_tuple(e->article.segment, e->article.docid);
          },
          "The article's place in the index: (segment, docid).")
      .shown([](const Of<TimelineExample>& e) {
        return "<TimelineExample " + brief(e->id, 40) + " · " + brief(e->snippet.text, 80) + ">";
      });

  ValueClass<TimelineRow>(m, "TimelineRow", "A period and what falls into it.")
      .attribute("interval", &TimelineRow::interval, "The Interval.")
      .attribute("grain", &TimelineRow::grain, "\"day\", \"week\", ... as Interval.grain.")
      .attribute("name", &TimelineRow::name, "As `when:` reads it: \"2024-03-22\", \"2024-W12\".")
      .attribute("decided", &TimelineRow::decided,
                 "False: on one day of the interval, and the text does not tell which.")
      .attribute("count", &TimelineRow::count, "Articles (quotations), each counted once a row.")
      .attribute("dates", &TimelineRow::dates, "Date expressions of theirs in this row.")
      .attribute(
          "printed", &TimelineRow::printed,
          "From the first to the last publication day of what is counted: an Interval, or None.")
      .attribute("examples", &TimelineRow::examples, "Best first: a tuple of TimelineExample.")
      .shown([](const Of<TimelineRow>& r) {
        return "<TimelineRow " + r->name + " · " + std::to_string(r->count) + ">";
      });

  ValueClass<Timeline>(
      m, "Timeline", "What a query finds, counted by the days the texts speak of or were printed.")
      .attribute("by", &Timeline::by, "\"event\" or \"published\".")
      .attribute("unit", &Timeline::unit, "What is counted: \"articles\" or \"quotations\".")
      .attribute("grain", &Timeline::grain, "What a row is: \"day\", \"week\", \"month\", ...")
      .attribute("total", &Timeline::total, "How many match the query.")
      .attribute("counted", &Timeline::counted, "How many of them stand in at least one row.")
      .attribute("rows", &Timeline::rows, "In order of time: a tuple of TimelineRow.")
      .attribute("wider", &Timeline::wider,
                 "Dates less precise than a row, each counted once, in order of time.")
      .attribute("rows_left_out", &Timeline::rows_left_out, "How many rows are beyond the limit.")
      .attribute("wider_left_out", &Timeline::wider_left_out,
                 "How many wider rows are beyond the limit.")
      .attribute("issues", &Timeline::issues,
                 "What of the query text was not understood: a tuple of Issue.")
      .attribute("notes", &Timeline::notes, "What was left out, in plain words: a tuple of str.")
      .shown([](const Of<Timeline>& t) {
        std::string out = "<Timeline: " + std::to_string(t->counted) + " of " +
                          std::to_string(t->total) + " " + std::string(word_of(t->unit)) +
                          ", a row a " + std::string(word_of(t->grain)) + ">";
        for (std::size_t i = 0; i < std::min<std::size_t>(t->rows.size(), 20); ++i)
          out += "\n" + t->rows[i].name + "  " + std::to_string(t->rows[i].count);
        return out;
      });
}

}  // namespace quoth_python
