// Did anybody say this: checks of a text, and the trail of its words.
#include <pybind11/pybind11.h>

#include "parts.hpp"
#include "sequences.hpp"
#include "values.hpp"

namespace quoth_python {
namespace {

using namespace quoth;

template <class T>
void source_attributes(ValueClass<T>& c) {
  c.attribute("id", &T::id, "The article's id.")
      .attribute("title", &T::title, "The article's title.")
      .attribute("source", &T::source, "The outlet.")
      .attribute("url", &T::url, "The article's url.")
      .attribute("published", &T::published, "When it was published: a Published, or None.")
      .computed(
          "article_ref",
          [](const Of<T>& s) { return py::make_tuple(s->article.segment, s->article.docid); },
          "The article's place in the index: (segment, docid).");
}

template <class T>
void checked_attributes(ValueClass<T>& c) {
  source_attributes(c);
  c.attribute("quotation", &T::quotation,
              "The Quotation; of running text the words alone, without a speaker.")
      .computed(
          "speaker",
          [](const Of<T>& s) -> py::object {
            return s->quotation.speakers.empty()
                       ? py::object(py::none())
                       : py::object(to_str(s->quotation.speakers.front().name));
          },
          "The first speaker's name, or None.")
      .attribute("printed", &T::printed, "The words as printed.")
      .computed(
          "start", [](const Of<T>& s) { return s.texts->code_points(s->article, s->span).first; },
          "Where these begin in the article's text, in code points. Reads the stored article.")
      .computed(
          "end", [](const Of<T>& s) { return s.texts->code_points(s->article, s->span).second; },
          "Where they end, exclusive.")
      .computed(
          "before", [](const Of<T>& s) { return to_str(s->context.before.text); },
          "The sentences before them.")
      .computed(
          "sentence", [](const Of<T>& s) { return to_str(s->context.holding.text); },
          "The sentences that hold them.")
      .computed(
          "after", [](const Of<T>& s) { return to_str(s->context.after.text); },
          "The sentences after them.")
      .attribute("verdict", &T::verdict, "Of the text against this source alone, as Check.verdict.")
      .attribute("likeness", &T::likeness,
                 "0..1: 2 * same words / (words of the text + words of the source's stretch).")
      .attribute("diff", &T::diff, "From the text to the source, in order: a tuple of WordEdit.")
      .attribute("notes", &T::notes, "What was trimmed, what stands in brackets: a tuple of str.")
      .attribute("by_asked", &T::by_asked, "Whether its speaker is whom the check asked for.")
      .attribute("piece", &T::piece, "Of a spliced text: which piece it is the source of, from 0.");
}

std::string line_of(const CheckedSource& s) {
  return std::string(word_of(s.verdict)) + " · " + brief(s.id, 40) + " · " + brief(s.source, 30) +
         " · " + day_of(s.published) + " · " + brief(s.printed);
}

}  // namespace

void bind_checks(py::module_& m) {
  ValueClass<WordEdit>(m, "WordEdit", "A stretch of words of a word diff.")
      .attribute("kind", &WordEdit::kind,
                 "\"same\", \"changed\", \"added\" (only the text has it) or \"left out\".")
      .attribute("asked", &WordEdit::asked, "As the text checked has it.")
      .attribute("source", &WordEdit::source, "As the source has it.")
      .attribute("turning", &WordEdit::turning,
                 "It turns the sense: a negation, condition, contrast or number.")
      .attribute("marked", &WordEdit::marked, "Left out at an ellipsis, or added in [brackets].")
      .shown([](const Of<WordEdit>& e) {
        return "<WordEdit " + std::string(word_of(e->kind)) + " " + brief(e->asked, 40) +
               (e->asked == e->source ? "" : " -> " + brief(e->source, 40)) + ">";
      });

  ValueClass<CheckedSource> source(
      m, "CheckedSource", "Where a quotation is printed, and how a text compares with it.");
  checked_attributes(source);
  source.shown([](const Of<CheckedSource>& s) { return "<CheckedSource " + line_of(*s) + ">"; });

  ValueClass<CheckResult> check(
      m, "Check",
      "Whether anybody is quoted with a text. str() is the answer in a sentence or two.");
  check
      .attribute("verdict", &CheckResult::verdict,
                 "\"verbatim\", \"altered\", \"cut\", \"spliced\", \"paraphrase\", \"denied\", "
                 "\"hypothetical\", \"in text\" or \"unknown\".")
      .attribute("text", &CheckResult::text, "The words that were compared.")
      .attribute("by", &CheckResult::by, "Whose words they are said to be; may be empty.")
      .attribute("attribution", &CheckResult::attribution,
                 "\"not asked\", \"confirmed\", \"denied\", \"other\" or \"unknown\".")
      .attribute("summary", &CheckResult::summary, "The answer in one or two sentences.")
      .attribute("sources", &CheckResult::sources, "The best first: a tuple of CheckedSource.")
      .attribute("more_sources", &CheckResult::more_sources,
                 "Like the last one, but not given back; at least so many.")
      .attribute("notes", &CheckResult::notes, "Limits met: a tuple of str.")
      .shown([](const Of<CheckResult>& c) {
        std::string out = "<Check " + std::string(word_of(c->verdict)) + ": " + c->summary + ">";
        for (std::size_t i = 0; i < std::min<std::size_t>(c->sources.size(), 5); ++i)
          out += "\n" + std::to_string(i + 1) + ". " + line_of(c->sources[i]);
        return out;
      })
      .def("__str__", [](const Of<CheckResult>& c) { return to_str(c->summary); });

  ValueClass<TrailPrinting> printing(m, "TrailPrinting", "One article that prints a variant.");
  source_attributes(printing);
  printing.shown([](const Of<TrailPrinting>& p) {
    return "<TrailPrinting " + brief(p->id, 40) + " · " + brief(p->source, 30) + " · " +
           day_of(p->published) + ">";
  });

  ValueClass<Copy> copy(m, "Copy", "A near-identical article.");
  source_attributes(copy);
  copy.attribute("shared", &Copy::shared,
                 "Of the shorter body's runs of four words, the share that the longer one has.");
  copy.shown([](const Of<Copy>& c) {
    return "<Copy " + brief(c->id, 40) + " · " + brief(c->source, 30) + " · " +
           day_of(c->published) + ">";
  });

  ValueClass<TrailVariant> variant(
      m, "TrailVariant",
      "One way the words were printed; its attributes are of the first printing.");
  checked_attributes(variant);
  variant
      .attribute(
          "against_first", &TrailVariant::against_first,
          "From the trail's first variant to this one: a tuple of WordEdit; empty for the first.")
      .attribute("printings", &TrailVariant::printings,
                 "All of them, the oldest first, undated ones last: a tuple of TrailPrinting.")
      .attribute("outlets", &TrailVariant::outlets,
                 "Of these, each once, in that order: a tuple of str.")
      .shown([](const Of<TrailVariant>& v) {
        return "<TrailVariant " + line_of(*v) + " · " + std::to_string(v->printings.size()) +
               " printings>";
      });

  ValueClass<Trail> trail(m, "Trail", "Where words were first printed, and every variant since.");
  trail.attribute("text", &Trail::text, "The words that were compared.")
      .attribute("variants", &Trail::variants,
                 "The oldest first, undated ones last: a tuple of TrailVariant.")
      .attribute("articles", &Trail::articles, "How many articles print a variant.")
      .attribute("undated", &Trail::undated, "Of these, how many have no day of publication.")
      .attribute("notes", &Trail::notes, "What was left out: a tuple of str.")
      .shown([](const Of<Trail>& t) {
        std::string out = "<Trail: " + std::to_string(t->variants.size()) + " variants in " +
                          std::to_string(t->articles) + " articles>";
        for (std::size_t i = 0; i < std::min<std::size_t>(t->variants.size(), 10); ++i)
          out += "\n" + day_of(t->variants[i].published) + " · " +
                 brief(t->variants[i].source, 30) + " · " + brief(t->variants[i].printed);
        return out;
      });
}

}  // namespace quoth_python
