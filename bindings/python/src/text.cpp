// Texts as the library reads them: bytes decoded, words folded, sentences, snippets.
#include <pybind11/pybind11.h>

#include <algorithm>
#include <quoth/analyze/analyzers.hpp>
#include <quoth/postings/quotation_words.hpp>
#include <quoth/results/context.hpp>
#include <quoth/results/snippet.hpp>
#include <quoth/text/decode.hpp>
#include <quoth/text/fold.hpp>

#include "arguments.hpp"
#include "parts.hpp"
#include "values.hpp"

namespace quoth_python {

using namespace quoth;

namespace {

constexpr std::pair<std::string_view, MatchedSpan::Kind> kMatchKinds[] = {
    {"word", MatchedSpan::Kind::word},
    {"phrase", MatchedSpan::Kind::phrase},
    {"name", MatchedSpan::Kind::name},
    {"date", MatchedSpan::Kind::date},
    {"quotation", MatchedSpan::Kind::quotation}};

// Code points of a text as a span of it.
Span stretch_argument(std::string_view text, py::handle start, py::handle end) {
  const std::size_t first = count_argument(start, "start"), last = count_argument(end, "end");
  const Span span{static_cast<std::uint32_t>(Offsets::byte_of(text, first)),
                  static_cast<std::uint32_t>(Offsets::byte_of(text, last))};
  if (first > last || count_code_points(text.substr(0, span.end)) != last)
    throw UsageError("start, end: " + std::to_string(first) + ".." + std::to_string(last) +
                     " is no stretch of the text");
  return span;
}

}  // namespace

void bind_text(py::module_& m) {
  ValueClass<Decoded>(m, "Decoded", "Bytes of unknown encoding, read as text. str() is the text.")
      .attribute("text", &Decoded::text, "The text, without a byte-order mark.")
      .attribute("read_as", &Decoded::read_as,
                 "\"UTF-8\", \"UTF-16LE\", \"UTF-16BE\" or \"windows-1252\".")
      .attribute("replaced", &Decoded::replaced,
                 "How many U+FFFD stand for bytes that meant nothing.")
      .attribute("had_bom", &Decoded::had_bom, "Whether there was a byte-order mark.")
      .shown([](const Of<Decoded>& d) {
        return "<Decoded " + std::string(word_of(d->read_as)) + " " + brief(d->text) + ">";
      })
      .def("__str__", [](const Of<Decoded>& d) { return to_str(d->text); });
  m.def("decode", [](const py::object& data) {
    if (!PyBytes_Check(data.ptr())) refuse_type("data", "bytes", data);
    const std::string_view bytes(PyBytes_AS_STRING(data.ptr()),
                                 static_cast<std::size_t>(PyBytes_GET_SIZE(data.ptr())));
    return whole(decode(bytes));
  });
  m.def("fold_word",
        [](const py::object& word) { return to_str(folded(text_argument(word, "word"))); });
  m.def("quotation_words", [](const py::object& text, const py::object& lang) {
    const std::string read = text_argument(text, "text"), language = text_argument(lang, "lang");
    TokenTable tokens;
    tokens.scan(read, lexicon_of(language));
    std::vector<QuotationWord> words;
    append_quotation_words(tokens, {0, tokens.size()}, language, words);
    py::tuple out(words.size());
    for (std::size_t i = 0; i < words.size(); ++i) out[i] = to_str(words[i].text);
    return out;
  });
  m.def("sentences", [](const py::object& text, const py::object& lang) {
    const std::string read = text_argument(text, "text"), language = text_argument(lang, "lang");
    TokenTable tokens;
    tokens.scan(read, lexicon_of(language));
    Offsets offsets(read);
    py::tuple out(tokens.sentences().size());
    for (std::size_t i = 0; i < out.size(); ++i)
      out[i] = py::cast(offsets.of(tokens.span(tokens.sentences()[i])));
    return out;
  });
  m.def("sentences_around", [](const py::object& text, const py::object& start,
                               const py::object& end, const py::object& lang,
                               const py::object& sentences, const py::object& context_bytes) {
    const std::string read = text_argument(text, "text"), language = text_argument(lang, "lang");
    const Span span = stretch_argument(read, start, end);
    TokenTable tokens;
    tokens.scan(read, lexicon_of(language));
    const SentenceContext c = sentences_around(
        read, tokens, span, 0,
        {count_argument(sentences, "sentences"), count_argument(context_bytes, "context_bytes")});
    return py::make_tuple(to_str(c.before.text), to_str(c.holding.text), to_str(c.after.text));
  });
  m.def("make_snippet", [](const py::object& text, const py::object& matches,
                           const py::object& characters, const py::object& fragments,
                           const py::object& lang) {
    const std::string read = text_argument(text, "text"), language = text_argument(lang, "lang");
    const SnippetOptions options{count_argument(characters, "characters", 40),
                                 count_argument(fragments, "fragments", 1)};
    std::vector<MatchedSpan> marked;
    if (!py::hasattr(matches, "__iter__"))
      refuse_type("matches", "an iterable of (start, end) or (start, end, kind)", matches);
    for (const py::handle match : matches) {
      if (!PyTuple_Check(match.ptr()) ||
          (PyTuple_GET_SIZE(match.ptr()) != 2 && PyTuple_GET_SIZE(match.ptr()) != 3))
        refuse_type("matches", "an iterable of (start, end) or (start, end, kind)", match);
      const auto row = match.cast<py::tuple>();
      marked.push_back({stretch_argument(read, row[0], row[1])});
      if (row.size() == 3) marked.back().kind = choice_argument(row[2], "kind", kMatchKinds);
    }
    std::sort(marked.begin(), marked.end(),
              [](const MatchedSpan& a, const MatchedSpan& b) { return a.span < b.span; });
    TokenTable tokens;
    tokens.scan(read, lexicon_of(language));
    return whole(make_snippet(read, tokens, marked, options));
  });
}

}  // namespace quoth_python
