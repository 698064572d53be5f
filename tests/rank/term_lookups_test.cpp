// A term is looked up in all segments at once, and remembered where there is something to remember it.
#include "rank/core/term_lookups.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "rank/core_collection.hpp"

using namespace quoth;
using namespace quoth::core;
using namespace quoth::testing;

namespace {

constexpr std::uint32_t kSeed = 20261127;

}  // namespace

TEST_CASE("term look-ups: each segment's postings, and how many documents have the term") {
  CAPTURE(kSeed);
  std::mt19937 random(kSeed);
  const Collection collection(random, {300, 0, 2, 1200}, false);
  TermInSegments term;
  CodeBounds bounds;
  for (const char* text : {"Zw0", "Zw3", "Zw150", "XSa", "Zw249", "Znobody"}) {
    CAPTURE(text);
    term.open(text, collection.views(), bounds, 20, Bm25{});  // again and again the same object
    std::uint64_t documents = 0;
    for (std::size_t s = 0; s < collection.segments.size(); ++s) {
      CAPTURE(s);
      const storage::Ranks& ranks = *collection.views()[s].ranks;
      const std::uint32_t here = ranks.document_frequency(text);
      documents += here;
      const TermInSegments::Part* part = term.in(s);
      REQUIRE((part != nullptr) == (here > 0));
      if (part == nullptr) continue;
      CHECK(part->postings.documents() == here);
      float most = 0;
      REQUIRE(part->best_of_window.size() == part->postings.windows().size());
      for (std::size_t w = 0; w < part->best_of_window.size(); ++w) {
        most = std::max(most, part->best_of_window[w]);
        if (!part->postings.scored()) continue;
        const storage::WindowPostings& window = part->postings.windows()[w];
        float best = 0;
        for (std::uint32_t d = 0; d < ranks.documents(); ++d)
          if (const auto posting =
                  storage::TermPostings::posting_at(window, static_cast<std::uint16_t>(d))) {
            const std::uint32_t frequency =
                part->postings.frequency(window, *posting);
            best = std::max(best,
                            static_cast<float>(bm25(frequency, ranks.length(d), 20, 1, Bm25{})));
          }
        CHECK(best > 0);
        CHECK(best <= part->best_of_window[w]);
        CHECK(best * 1.2F > part->best_of_window[w]);
      }
      CHECK(part->best == most);
      CHECK((most > 0) == part->postings.scored());
    }
    CHECK(term.documents() == documents);
  }
}

TEST_CASE("term look-ups: forms lead to the terms of each segment") {
  std::mt19937 random(kSeed);
  const Collection collection(random, {300, 0, 900}, false);
  FormInSegments form;
  for (const char* text : {"w0", "w1", "w1s", "w4", "nobody"}) {
    CAPTURE(text);
    form.open(text, collection.views());
    for (std::size_t s = 0; s < collection.segments.size(); ++s) {
      std::vector<storage::FormOf> expected;
      collection.views()[s].ranks->terms_of_form(text, expected);
      CHECK(std::ranges::equal(form.in(s), expected));
    }
  }
}

TEST_CASE("term look-ups: a memo is asked first, for articles and quotations apart") {
  std::mt19937 random(kSeed);
  const Collection collection(random, {300, 20}, false);
  storage::Memo memo;
  TermLookups lookups, others;
  lookups.begin(collection.views(), &memo, 20, Bm25{});
  const TermInSegments* first = &lookups.term("Zw0");
  const FormInSegments* form = &lookups.form("Zw0");  // the same text, but no term
  lookups.end();
  others.begin(collection.views(), &memo, 20, Bm25{});
  CHECK(&others.term("Zw0") == first);
  CHECK(&others.form("Zw0") == form);
  others.begin(collection.views(), &memo, 20, Bm25{2, 0.75});  // bounds depend on it
  CHECK(&others.term("Zw0") != first);
  others.begin(collection.views(true), &memo, 20, Bm25{});
  CHECK(&others.term("Zw0") != first);
  CHECK(others.term("Zw0").documents() < first->documents());
  others.begin(collection.views(), nullptr, 20, Bm25{});
  CHECK(&others.term("Zw0") != first);
  CHECK(others.term("Zw0").documents() == first->documents());
}
