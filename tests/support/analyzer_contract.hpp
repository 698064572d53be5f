// What any Analyzer promises, as a test: hand it yours beside the others.
#pragma once

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <thread>

#include "quoth/analyze/analyzers.hpp"

namespace quoth::testing {

/// Whether `span` lies in the text and begins and ends between code points.
[[nodiscard]] inline bool is_sound(Span span, std::string_view text) {
  const auto between = [&](std::uint32_t at) {
    return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
  };
  return span.begin <= span.end && span.end <= text.size() && between(span.begin) &&
         between(span.end);
}

/// Texts that have tripped analyzers: nothing, marks alone, garbled marks, scripts, a long line.
[[nodiscard]] inline const std::array<std::string, 10>& trying_texts() {
  static const std::array<std::string, 10> texts = {
      "",
      " \n\n\t",
      "“We will not raise taxes,” Premier Ilka Marenko said on Friday, 1 March 2024.",
      "Bread is dear\n\n“Flour I have, â€œhe saidâ€ on 03/04/2024 – 16:40.†And left",
      "\"\"\"''‘‘““„„»»",
      "Золвенський сказал: «Нет». 習近平說：「不」。",
      "ÿé" + std::string("\0x", 2) +
          "1999 people in 1999, 2-1/2 years, at the 212th sitting no. 211",
      std::string(20000, '('),
      std::string(3000, '7') + " " + std::string(3000, 'M'),
      [] {
        std::string many;
        for (int i = 0; i < 500; ++i) many += "last Friday sitting 212 ";
        return many;
      }(),
  };
  return texts;
}

/// Runs `analyzers` on trying texts and checks what `Annotations` promises, that a second run and
/// one on another thread find the same, and that each has a name to store.
inline void check_analyzer_contract(const Analyzers& analyzers) {
  for (const std::string& name : analyzers.names()) CHECK_FALSE(name.empty());
  for (const std::string& text : trying_texts()) {
    CAPTURE(text.substr(0, 80));
    const Annotations found = analyzers.annotate(text, Day::from({2024, 3, 20}));
    CHECK(analyzers.annotate(text, Day::from({2024, 3, 20})) == found);
    Annotations elsewhere;
    std::thread([&] { elsewhere = analyzers.annotate(text, Day::from({2024, 3, 20})); }).join();
    CHECK(elsewhere == found);

    const auto known = [&](EntityId id) {
      return id.index >= -1 && id.index < static_cast<std::int32_t>(found.entities.size());
    };
    std::uint32_t end = 0, begin = 0;
    for (const Timex& timex : found.timexes) {
      CHECK(is_sound(timex.span, text));
      CHECK(timex.span.begin >= end);
      end = timex.span.end;
      if (timex.interval) CHECK_FALSE(timex.interval->empty());
      CHECK_FALSE(found.rule_name(timex.rule).empty());
    }
    for (const Mention& mention : found.mentions) {
      CHECK(is_sound(mention.span, text));
      CHECK(mention.span.begin >= begin);
      begin = mention.span.begin;
      CHECK(known(mention.entity));
    }
    begin = 0;
    for (const Quotation& quotation : found.quotations) {
      CHECK(is_sound(quotation.span, text));
      CHECK(is_sound(quotation.cue, text));
      CHECK(quotation.span.begin >= begin);
      begin = quotation.span.begin;
      for (const auto* speakers : {&quotation.speakers, &quotation.via})
        for (const Speaker& speaker : *speakers) {
          CHECK(is_sound(speaker.span, text));
          CHECK(known(speaker.entity));
        }
    }
  }
}

}  // namespace quoth::testing
