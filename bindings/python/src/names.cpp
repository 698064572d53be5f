// Names joined over articles: who and what an index, or the answer to a query, names.
#include <pybind11/pybind11.h>

#include "article_name.hpp"
#include "parts.hpp"
#include "sequences.hpp"
#include "values.hpp"

namespace quoth_python {

using namespace quoth;

namespace {

std::string line_of(const ResolvedName& n) {
  return std::string(word_of(n.type)) + " " + brief(n.name) + " · " + std::to_string(n.articles) +
         " articles, " + std::to_string(n.quotations) + " quotations";
}

Of<NameList> slice_of(const Of<NameList>& of, const py::slice& slice) {
  std::size_t start = 0, stop = 0, step = 0, length = 0;
  if (!slice.compute(of->names.size(), &start, &stop, &step, &length))
    throw py::error_already_set();
  NameList some{of->articles, {}, of->left_out};
  for (; length > 0; --length, start += step) some.names.push_back(of->names[start]);
  return whole(std::move(some));
}

}  // namespace

void bind_names(py::module_& m) {
  ValueClass<ResolvedName>(
      m, "ResolvedName",
      "Somebody or something that articles name, joined over them. str() is the name.")
      .attribute("name", &ResolvedName::name, "Of the fullest spellings the most frequent.")
      .attribute("type", &ResolvedName::type, "\"person\", \"organisation\" or \"place\".")
      .attribute("articles", &ResolvedName::articles, "How many articles name it.")
      .attribute("mentions", &ResolvedName::mentions, "How often they do, by name.")
      .attribute("quotations", &ResolvedName::quotations,
                 "How many quotations it is the speaker of.")
      .computed(
          "variants",
          [](const Of<ResolvedName>& n) {
            py::dict out;
            for (const NameVariant& v : n->variants) out[to_str(v.spelling)] = v.articles;
            return out;
          },
          "Other spellings, most frequent first: a dict of spelling to the number of articles.")
      .attribute("roles", &ResolvedName::roles,
                 "\"president\", most frequent first: a tuple of str.")
      .shown([](const Of<ResolvedName>& n) { return "<ResolvedName " + line_of(*n) + ">"; })
      .def("__str__", [](const Of<ResolvedName>& n) { return to_str(n->name); });

  ValueClass<ArticleName>(m, "ArticleName",
                          "Somebody or something that one article names. str() is the name.")
      .attribute("name", &ArticleName::name, "The fullest spelling in the article.")
      .attribute("type", &ArticleName::type, "\"person\", \"organisation\" or \"place\".")
      .attribute("gender", &ArticleName::gender, "\"male\", \"female\" or \"unknown\".")
      .attribute("variants", &ArticleName::variants,
                 "Every other spelling, in order of appearance: a tuple of str.")
      .attribute("roles", &ArticleName::roles, "\"president\", as found beside it: a tuple of str.")
      .attribute("mentions", &ArticleName::mentions, "How often it is mentioned by name.")
      .attribute("quotations", &ArticleName::quotations,
                 "How many quotations it is the speaker of.")
      .shown([](const Of<ArticleName>& n) {
        return "<ArticleName " + std::string(word_of(n->type)) + " " + brief(n->name) + ">";
      })
      .def("__str__", [](const Of<ArticleName>& n) { return to_str(n->name); });

  ValueClass<NameList> names(
      m, "Names", "The names of an index, in most articles first: a sequence of ResolvedName.");
  names.attribute("articles", &NameList::articles, "How many articles' names were counted.")
      .attribute("left_out", &NameList::left_out, "How many names are beyond the limit.")
      .shown([](const Of<NameList>& list) {
        std::string out = "<Names: " + std::to_string(list->names.size()) + " of " +
                          std::to_string(list->names.size() + list->left_out) + ">";
        for (std::size_t i = 0; i < std::min<std::size_t>(list->names.size(), 10); ++i)
          out += "\n" + line_of(list->names[i]);
        if (list->names.size() > 10) out += "\n…";
        return out;
      });
  sequence_of(
      names, [](const Of<NameList>& list) { return list->names.size(); },
      [](const Of<NameList>& list, std::size_t i) {
        return py::cast(part_of(list, list->names[i]));
      },
      slice_of);

  ValueClass<Facets>(m, "Facets",
                     "Whom and what the articles that match a query name, and who speaks in them.")
      .attribute("total", &Facets::total, "How many articles (quotations) match; may be estimated.")
      .attribute("articles", &Facets::articles, "How many articles' names were counted.")
      .attribute("people", &Facets::people, "In most articles first: a tuple of ResolvedName.")
      .attribute("organisations", &Facets::organisations,
                 "In most articles first: a tuple of ResolvedName.")
      .attribute("places", &Facets::places, "In most articles first: a tuple of ResolvedName.")
      .attribute("speakers", &Facets::speakers,
                 "With most quotations first: a tuple of ResolvedName.")
      .attribute("issues", &Facets::issues,
                 "What of the query text was not understood: a tuple of Issue.")
      .attribute("notes", &Facets::notes, "What was left out, in plain words: a tuple of str.")
      .shown([](const Of<Facets>& f) {
        const auto row = [](const char* what, const std::vector<ResolvedName>& listed) {
          std::string out = std::string("\n") + what;
          for (std::size_t i = 0; i < std::min<std::size_t>(listed.size(), 5); ++i)
            out += (i == 0 ? " " : ", ") + brief(listed[i].name, 40);
          return out;
        };
        return "<Facets of " + std::to_string(f->articles) + " articles>" +
               row("people", f->people) + row("organisations", f->organisations) +
               row("places", f->places) + row("speakers", f->speakers);
      });
}

}  // namespace quoth_python
