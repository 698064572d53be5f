#include "results/quotation_matcher.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "support/temporary_index.hpp"

using namespace quoth;
using quoth::testing::article;
using quoth::testing::TemporaryIndex;

namespace {

using Random = std::mt19937;
using Words = std::vector<std::string>;

std::string joined(const Words& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

// Words of all frequencies, those with more than one writing among them.
Words sentence(Random& random, std::size_t size) {
  static const Words common = {"the", "of", "and", "we", "will", "don’t", "not", "in", "is", "it’s"};
  static const Words told = {"harbour", "harbor", "300", "twenty", "bridge", "colour", "tolls", "ferries"};
  Words out;
  while (out.size() < size) {
    const auto draw = random() % 10;
    if (draw < 5) out.push_back(common[random() % common.size()]);
    else if (draw < 7) out.push_back(told[random() % told.size()]);
    else out.push_back("word" + std::to_string(random() % 400));
  }
  return out;
}

// As another outlet would print it: one word changed, left out or added, or the rest cut off.
Words altered(Words words, Random& random) {
  const std::size_t at = random() % words.size();
  const auto place = words.begin() + static_cast<std::ptrdiff_t>(at);
  switch (random() % 4) {
    case 0: *place = "otherwise"; break;
    case 1: words.erase(place); break;
    case 2: words.insert(place, "indeed"); break;
    default: words.resize(std::max<std::size_t>(at, 5)); break;
  }
  return words;
}

using Documents = std::set<std::pair<std::uint32_t, std::uint32_t>>;

}  // namespace

TEST_CASE("quotation matcher: what need not be read is nothing like the text") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  Random random(seed);
  std::vector<Words> said;
  std::vector<std::vector<Article>> segments(2);
  for (int i = 0; i < 300; ++i) {
    said.push_back(i % 3 == 0 || said.empty() ? sentence(random, 5 + random() % 25)
                                              : altered(said[random() % said.size()], random));
    segments[random() % 2].push_back(article("a" + std::to_string(i),
                                             "“" + joined(said.back()) + ",” Mayor Ilka Varga said on Friday.",
                                             "2024-03-15"));
  }
  const TemporaryIndex index(segments);
  const Snapshot snapshot = Snapshot::open(index.path());
  std::size_t like = 0, left_out = 0;
  for (int i = 0; i < 200; ++i) {
    const CheckedText text = read_checked_text(joined(altered(said[random() % said.size()], random)));
    CAPTURE(text.text);
    ArticleReader reader(snapshot);
    QuotationMatcher matcher(snapshot, text, reader);
    const WordRange all{0, text.words.size()};
    QuotationMatcher::MatchOptions options;
    const std::vector<QuotationMatch> every = matcher.matches(all, options);
    options.like_only = true;
    const std::vector<QuotationMatch> fewer = matcher.matches(all, options);
    Documents kept;
    for (const QuotationMatch& match : fewer) kept.emplace(match.document.segment, match.document.docid);
    const bool whole = std::any_of(every.begin(), every.end(), [&](const QuotationMatch& match) {
      return match.likeness.coverage >= 0.8 && is_like(match.likeness, all.size());
    });
    for (const QuotationMatch& match : every) {
      const bool wanted = is_like(match.likeness, all.size()) || (!whole && is_piece(match.likeness));
      CHECK((!wanted || kept.contains({match.document.segment, match.document.docid})));
      like += is_like(match.likeness, all.size());
    }
    left_out += every.size() - fewer.size();
  }
  CHECK(like > 200);
  CHECK(left_out > 1000);  // else nothing is saved
}
