// Bytes as text, folded words, the normalised words of a quotation, sentences round a stretch.
#include <pybind11/pybind11.h>

#include <quoth/analyze/analyzers.hpp>
#include <quoth/postings/quotation_words.hpp>
#include <quoth/rank/kernels/kernels.hpp>
#include <quoth/results/context.hpp>
#include <quoth/text/decode.hpp>
#include <quoth/text/fold.hpp>

#include "arguments.hpp"
#include "parts.hpp"
#include "values.hpp"

namespace quoth_python {

using namespace quoth;

void bind_text(py::module_& m) {
  ValueClass<Decoded>(m, "Decoded", "Bytes of unknown encoding, read as text. str() is the text.")
      .attribute("text", &Decoded::text, "The text, without a byte-order mark.")
      .attribute("read_as", &Decoded::read_as, "\"UTF-8\", \"UTF-16LE\", \"UTF-16BE\" or \"windows-1252\".")
      .attribute("replaced", &Decoded::replaced, "How many U+FFFD stand for bytes that meant nothing.")
      .attribute("had_bom", &Decoded::had_bom, "Whether there was a byte-order mark.")
      .shown([](const Of<Decoded>& d) { return "<Decoded " + std::string(word_of(d->read_as)) + " " + brief(d->text) + ">"; })
      .def("__str__", [](const Of<Decoded>& d) { return to_str(d->text); });
  m.def("decode", [](const py::object& data) {
    if (!PyBytes_Check(data.ptr())) refuse_type("data", "bytes", data);
    const std::string_view bytes(PyBytes_AS_STRING(data.ptr()), static_cast<std::size_t>(PyBytes_GET_SIZE(data.ptr())));
    return whole(decode(bytes));
  });
  m.def("fold_word", [](const py::object& word) { return to_str(folded(text_argument(word, "word"))); });
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
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = py::cast(offsets.of(tokens.span(tokens.sentences()[i])));
    return out;
  });
  m.def("sentences_around", [](const py::object& text, const py::object& start, const py::object& end, const py::object& lang,
                               const py::object& sentences, const py::object& context_bytes) {
    const std::string read = text_argument(text, "text"), language = text_argument(lang, "lang");
    const std::size_t first = count_argument(start, "start"), last = count_argument(end, "end");
    const Span span{static_cast<std::uint32_t>(Offsets::byte_of(read, first)), static_cast<std::uint32_t>(Offsets::byte_of(read, last))};
    if (first > last || count_code_points(std::string_view(read).substr(0, span.end)) != last)
      throw UsageError("start, end: " + std::to_string(first) + ".." + std::to_string(last) + " is no stretch of the text");
    TokenTable tokens;
    tokens.scan(read, lexicon_of(language));
    const SentenceContext c = sentences_around(read, tokens, span, 0,
                                               {count_argument(sentences, "sentences"), count_argument(context_bytes, "context_bytes")});
    return py::make_tuple(to_str(c.before.text), to_str(c.holding.text), to_str(c.after.text));
  });
  m.def("kernels", [] { return to_str(kernels::chosen_kernels().name); });
}

}  // namespace quoth_python
