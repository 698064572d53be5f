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
  for (const char* text : {"Zw0", "Zw3", "Zw150", "XSa", "Zw249", "Znobody"}) {
    CAPTURE(text);
    term.open(text, collection.views());  // again and again the same object
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
      // What any posting scores is bounded by a code of the front, and no code there by another.
      for (const storage::WindowPostings& window : part->postings.windows())
        for (const std::uint8_t code : window.front)
          CHECK(std::any_of(part->front.begin(), part->front.end(), [&](std::uint8_t bound) {
            return ranks.book()[bound].most >= ranks.book()[code].most &&
                   ranks.book()[bound].shortest <= ranks.book()[code].shortest;
          }));
      CHECK(part->front.empty() == !part->postings.scored());
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
  lookups.begin(collection.views(), &memo);
  const TermInSegments* first = &lookups.term("Zw0");
  const FormInSegments* form = &lookups.form("Zw0");  // the same text, but no term
  lookups.end();
  others.begin(collection.views(), &memo);
  CHECK(&others.term("Zw0") == first);
  CHECK(&others.form("Zw0") == form);
  others.begin(collection.views(true), &memo);
  CHECK(&others.term("Zw0") != first);
  CHECK(others.term("Zw0").documents() < first->documents());
  others.begin(collection.views(), nullptr);
  CHECK(&others.term("Zw0") != first);
  CHECK(others.term("Zw0").documents() == first->documents());
}
