// Every set of kernels gives the bits of the scalar one, at every length and alignment; the scalar
// one does what its comments say, by examples.
#include "quoth/rank/kernels/kernels.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <random>
#include <set>
#include <vector>

using namespace quoth;
using namespace quoth::kernels;

namespace {

constexpr std::uint32_t kSeed = 20261127;

using Bytes = std::vector<std::uint8_t>;

Bytes random_bytes(std::mt19937& random, std::size_t size, unsigned most = 255) {
  Bytes out(size);
  for (std::uint8_t& byte : out) byte = static_cast<std::uint8_t>(random() % (most + 1));
  return out;
}

std::vector<std::uint16_t> random_offsets(std::mt19937& random, std::size_t size,
                                          std::size_t below) {
  std::set<std::uint16_t> out;
  while (out.size() < std::min(size, below))
    out.insert(static_cast<std::uint16_t>(random() % below));
  return {out.begin(), out.end()};
}

template <class Check>
void for_each_fast_set(Check check) {
  for (const Kernels* set : runnable_kernels()) {
    CAPTURE(set->name);
    CAPTURE(kSeed);
    check(*set);
  }
}

// A dense list with its arrays, which end where they are promised to.
struct Dense {
  std::vector<std::uint64_t> bits;
  std::vector<std::uint16_t> counted;
  Bytes codes;
  std::size_t postings = 0;

  [[nodiscard]] DenseList list() const { return {bits.data(), counted.data(), codes.data()}; }
  [[nodiscard]] bool has(std::size_t i) const { return (bits[i / 64] >> i % 64 & 1) != 0; }
};

// One of so many documents has the term, some steps all and some none.
Dense random_dense(std::mt19937& random, std::size_t documents, unsigned one_in) {
  Dense out;
  out.bits.resize(documents / 64);
  for (std::size_t i = 0; i < documents; ++i) {
    const std::size_t step = i / 64 % 7;
    const bool has = step == 5 || (step != 6 && random() % one_in == 0);
    if (i % kCountedEach == 0) out.counted.push_back(static_cast<std::uint16_t>(out.postings));
    if (!has) continue;
    out.bits[i / 64] |= std::uint64_t{1} << i % 64;
    ++out.postings;
  }
  out.codes = random_bytes(random, out.postings + kStep);
  return out;
}

// Whole steps, up to several groups of lanes.
const std::size_t kDocuments[] = {0, 64, 128, 960, 1024, 1088, 4096, 65536};

}  // namespace

TEST_CASE("kernels: the scalar set always runs, the chosen one is among the runnable") {
  CHECK(runnable_kernels().front() == &scalar_kernels());
  CHECK(find_kernels("scalar") == &scalar_kernels());
  CHECK(find_kernels(chosen_kernels().name) == &chosen_kernels());
  CHECK(find_kernels("abacus") == nullptr);
}

TEST_CASE("kernels: a table of levels rounds up, leaves 0 to no posting and stops at 255") {
  std::vector<float> bounds(kCodes, 0);
  bounds[1] = 0.49F, bounds[2] = 0.5F, bounds[3] = 126.6F, bounds[4] = 1e30F;
  for_each_fast_set([&](const Kernels& set) {
    Bytes table(kCodes, 9);
    set.level_table(bounds.data(), 2, table.data());
    CHECK(table[0] == 0);
    CHECK(table[1] == 1);
    CHECK(table[2] == 2);
    CHECK(table[3] == 254);
    CHECK(table[4] == 255);
    CHECK(table[5] == 1);
  });
  std::mt19937 random(kSeed);
  for (float factor : {0.0F, 0.3F, 17.77F, 1e9F, 3e38F, HUGE_VALF})
    for (int round = 0; round < 20; ++round) {
      for (float& bound : bounds) bound = static_cast<float>(random() % 5000) / 400;
      bounds[0] = 0;
      Bytes expected(kCodes);
      scalar_kernels().level_table(bounds.data(), factor, expected.data());
      for_each_fast_set([&](const Kernels& set) {
        Bytes table(kCodes);
        set.level_table(bounds.data(), factor, table.data());
        CHECK(table == expected);
      });
    }
}

TEST_CASE("kernels: codes are selected by their levels, at every length") {
  std::mt19937 random(kSeed);
  Bytes table = random_bytes(random, kCodes);
  table[0] = 0;
  for (std::size_t size = 0; size < 400; size = size < 140 ? size + 1 : size + 37) {
    const Bytes codes = random_bytes(random, size);
    for (unsigned least : {1u, 100u, 250u, 255u}) {
      std::vector<std::uint16_t> expected;
      for (std::size_t i = 0; i < size; ++i)
        if (table[codes[i]] >= least) expected.push_back(static_cast<std::uint16_t>(i));
      for_each_fast_set([&](const Kernels& set) {
        std::vector<std::uint16_t> found(size);
        found.resize(set.select(codes.data(), size, table.data(), static_cast<std::uint8_t>(least),
                                found.data()));
        CHECK(found == expected);
      });
    }
  }
}

TEST_CASE("kernels: codes are looked up at every length, and nothing is written behind them") {
  std::mt19937 random(kSeed);
  const Bytes table = random_bytes(random, kCodes);
  for (std::size_t size = 0; size < 400; size = size < 140 ? size + 1 : size + 37) {
    const Bytes codes = random_bytes(random, size);
    Bytes expected(size + 1, 77);
    for (std::size_t i = 0; i < size; ++i) expected[i] = table[codes[i]];
    for_each_fast_set([&](const Kernels& set) {
      Bytes levels(size + 1, 77);
      set.look_up(codes.data(), size, table.data(), levels.data());
      CHECK(levels == expected);
    });
  }
}

TEST_CASE("kernels: offsets are widened, whatever each group has") {
  std::mt19937 random(kSeed);
  for (std::size_t groups : {0, 1, 2, 5, 256})
    for (unsigned most : {1u, 3u, 40u, 255u}) {
      Bytes counts = random_bytes(random, groups, most), lows;
      std::vector<std::uint16_t> expected;
      for (std::size_t g = 0; g < groups; ++g) {
        for (const std::uint16_t low : random_offsets(random, counts[g], kCountedEach)) {
          lows.push_back(static_cast<std::uint8_t>(low));
          expected.push_back(static_cast<std::uint16_t>(g * kCountedEach + low));
        }
      }
      lows.resize(lows.size() + kStep);
      for_each_fast_set([&](const Kernels& set) {
        std::vector<std::uint16_t> found(expected.size() + kStep);
        set.widen(counts.data(), groups, lows.data(), found.data());
        found.resize(expected.size());
        CHECK(found == expected);
      });
    }
}

TEST_CASE("kernels: of a dense list postings are found and selected, at every share of documents") {
  std::mt19937 random(kSeed);
  Bytes table = random_bytes(random, kCodes);
  for (std::size_t documents : kDocuments)
    for (unsigned one_in : {1u, 2u, 9u, 70u}) {
      const Dense dense = random_dense(random, documents, one_in);
      for (unsigned least : {1u, 128u, 255u}) {
        std::vector<std::uint16_t> expected;
        for (std::size_t i = 0, posting = 0; i < documents; ++i)
          if (dense.has(i) && table[dense.codes[posting++]] >= least)
            expected.push_back(static_cast<std::uint16_t>(i));
        for_each_fast_set([&](const Kernels& set) {
          std::vector<std::uint16_t> found(documents);
          found.resize(set.select_dense(dense.list(), documents, table.data(),
                                        static_cast<std::uint8_t>(least), found.data()));
          CHECK(found == expected);
        });
      }
      for (std::size_t size : {0, 1, 30, 2000}) {
        const auto offsets = random_offsets(random, size, documents);
        std::vector<std::uint16_t> in_offsets, in_list;
        for (std::size_t i = 0; i < offsets.size(); ++i) {
          if (!dense.has(offsets[i])) continue;
          std::uint16_t before = 0;
          for (std::size_t d = 0; d < offsets[i]; ++d) before += dense.has(d) ? 1 : 0;
          in_offsets.push_back(static_cast<std::uint16_t>(i)), in_list.push_back(before);
        }
        for_each_fast_set([&](const Kernels& set) {
          std::vector<std::uint16_t> at(offsets.size()), posting(offsets.size());
          const std::size_t found = set.find_dense(dense.list(), offsets.data(), offsets.size(),
                                                   at.data(), posting.data());
          at.resize(found), posting.resize(found);
          CHECK(at == in_offsets);
          CHECK(posting == in_list);
        });
      }
    }
}

TEST_CASE("kernels: dense codes add up to levels that stop at 255") {
  Bytes table(kCodes, 0);
  table[1] = 100, table[2] = 200;
  Dense dense{{0b1011}, {0}, Bytes(3 + kStep, 0), 3};
  dense.codes[0] = 1, dense.codes[1] = 2, dense.codes[2] = 3;
  const DenseList both[] = {dense.list(), dense.list()};
  const std::uint8_t* tables[] = {table.data(), table.data()};
  for_each_fast_set([&](const Kernels& set) {
    Bytes levels(kStep, 7);
    set.accumulate_dense(both, tables, 2, kStep, true, levels.data());
    CHECK(levels[0] == 200);
    CHECK(levels[1] == 255);
    CHECK(levels[2] == 0);
    CHECK(levels[3] == 0);
    set.accumulate_dense(both, tables, 1, kStep, false, levels.data());
    CHECK(levels[0] == 255);
  });
}

TEST_CASE("kernels: dense accumulation agrees for any number of terms and documents") {
  std::mt19937 random(kSeed);
  for (std::size_t documents : kDocuments)
    for (std::size_t terms : {0, 1, 2, 3, 4, 5, 9})
      for (bool fresh : {true, false}) {
        if (documents == 65536 && terms > 3) continue;
        std::vector<Dense> dense;
        std::vector<Bytes> tables;
        std::vector<DenseList> lists;
        std::vector<const std::uint8_t*> table_rows;
        for (std::size_t t = 0; t < terms; ++t) {
          dense.push_back(random_dense(random, documents, 1 + static_cast<unsigned>(t) * 3));
          tables.push_back(random_bytes(random, kCodes, t % 2 == 0 ? 255 : 30));
        }
        for (std::size_t t = 0; t < terms; ++t) {
          lists.push_back(dense[t].list());
          table_rows.push_back(tables[t].data());
        }
        const Bytes before = random_bytes(random, documents);
        Bytes expected = before;
        scalar_kernels().accumulate_dense(lists.data(), table_rows.data(), terms, documents,
                                          fresh, expected.data());
        for_each_fast_set([&](const Kernels& set) {
          Bytes levels = before;
          set.accumulate_dense(lists.data(), table_rows.data(), terms, documents, fresh,
                               levels.data());
          CHECK(levels == expected);
        });
      }
}

TEST_CASE("kernels: sparse accumulation agrees, and equals dense accumulation of the same codes") {
  std::mt19937 random(kSeed);
  for (std::size_t size : {0, 1, 2, 7, 64, 1000, 4096}) {
    constexpr std::size_t kDocs = 4096;
    const auto offsets = random_offsets(random, size, kDocs);
    Bytes codes = random_bytes(random, offsets.size());
    Bytes table = random_bytes(random, kCodes);
    table[0] = 0;
    Dense dense{std::vector<std::uint64_t>(kDocs / 64), {}, codes, offsets.size()};
    for (const std::uint16_t offset : offsets)
      dense.bits[offset / 64] |= std::uint64_t{1} << offset % 64;
    dense.codes.resize(codes.size() + kStep);
    const Bytes before = random_bytes(random, kDocs);
    Bytes expected = before;
    const DenseList list = dense.list();
    const std::uint8_t* tables[] = {table.data()};
    scalar_kernels().accumulate_dense(&list, tables, 1, kDocs, false, expected.data());
    for_each_fast_set([&](const Kernels& set) {
      Bytes levels = before;
      set.accumulate_sparse(offsets.data(), codes.data(), offsets.size(), table.data(),
                            levels.data());
      CHECK(levels == expected);
    });
  }
}

TEST_CASE("kernels: maxima by lane, counts and what lies between agree") {
  std::mt19937 random(kSeed);
  for (std::size_t documents : kDocuments) {
    // Mostly small levels, as in a query, and some bytes 0.
    Bytes levels = random_bytes(random, documents, 40);
    for (std::size_t i = 0; i < documents; i += 1 + random() % 97)
      levels[i] = static_cast<std::uint8_t>(random());
    std::vector<std::uint64_t> among(documents / 64);
    for (std::uint64_t& word : among) word = std::uint64_t{random()} << 32 | random();
    const std::size_t lanes = (documents + kLaneGroup - 1) / kLaneGroup * kStep;
    Bytes expected_maxima(lanes);
    scalar_kernels().lane_maxima(levels.data(), documents, expected_maxima.data());
    for_each_fast_set([&](const Kernels& set) {
      Bytes maxima(lanes);
      set.lane_maxima(levels.data(), documents, maxima.data());
      CHECK(maxima == expected_maxima);
      for (unsigned least : {0, 1, 30, 40, 128, 255}) {
        const auto low = static_cast<std::uint8_t>(least);
        const auto count = static_cast<std::size_t>(std::count_if(
            levels.begin(), levels.end(), [&](std::uint8_t level) { return level >= low; }));
        CHECK(set.count_at_least(levels.data(), documents, low) == count);
        for (unsigned most : {255u, 127u, 39u})
          for (const std::uint64_t* filter : {static_cast<const std::uint64_t*>(nullptr),
                                              static_cast<const std::uint64_t*>(among.data())}) {
            if (documents == 0) continue;
            std::vector<std::uint16_t> expected, found(documents);
            for (std::size_t i = 0; i < documents; ++i)
              if (levels[i] >= low && levels[i] <= most &&
                  (filter == nullptr || (filter[i / 64] >> (i % 64) & 1) != 0))
                expected.push_back(static_cast<std::uint16_t>(i));
            found.resize(set.between(levels.data(), documents, filter, low,
                                     static_cast<std::uint8_t>(most), found.data()));
            CHECK(found == expected);
          }
      }
    });
  }
}

TEST_CASE("kernels: what two lists share is found at every size, and where it stands") {
  std::mt19937 random(kSeed);
  const std::size_t sizes[] = {0, 1, 3, 8, 15, 16, 17, 31, 32, 33, 64, 65, 100, 1000, 5000};
  for (std::size_t a_size : sizes)
    for (std::size_t b_size : sizes)
      for (std::size_t below : {std::size_t{150}, std::size_t{6000}, kWindow}) {
        const auto a = random_offsets(random, a_size, below);
        const auto b = random_offsets(random, b_size, below);
        std::vector<std::uint16_t> in_a, in_b;
        for (std::size_t i = 0; i < a.size(); ++i) {
          const auto it = std::lower_bound(b.begin(), b.end(), a[i]);
          if (it == b.end() || *it != a[i]) continue;
          in_a.push_back(static_cast<std::uint16_t>(i));
          in_b.push_back(static_cast<std::uint16_t>(it - b.begin()));
        }
        for_each_fast_set([&](const Kernels& set) {
          std::vector<std::uint16_t> at_a(std::min(a.size(), b.size())), at_b(at_a.size());
          const std::size_t found =
              set.intersect(a.data(), a.size(), b.data(), b.size(), at_a.data(), at_b.data());
          at_a.resize(found), at_b.resize(found);
          CHECK(at_a == in_a);
          CHECK(at_b == in_b);
        });
      }
}

TEST_CASE("kernels: exact scores agree to the bit") {
  std::mt19937 random(kSeed);
  for (std::size_t documents = 0; documents <= 40; ++documents)
    for (std::size_t terms : {0, 1, 2, 5})
      for (const Bm25& bm25 : {Bm25{}, Bm25{0, 0}, Bm25{2.5, 1}, Bm25{1e-300, 0.3}})
        for (double average : {0.0, 117.25}) {
          std::vector<std::uint32_t> frequencies(documents * terms), lengths(documents);
          for (std::uint32_t& f : frequencies)
            f = random() % 3 == 0 ? 0 : static_cast<std::uint32_t>(random() >> random() % 32);
          for (std::uint32_t& length : lengths)
            length = static_cast<std::uint32_t>(random() >> random() % 32);
          std::vector<double> idf(terms);
          for (double& x : idf) x = static_cast<double>(random()) / 4e8;
          const Scoring scoring{idf.data(), terms, average, bm25};
          std::vector<double> expected(documents);
          scalar_kernels().rescore(frequencies.data(), lengths.data(), documents, scoring,
                                   expected.data());
          for_each_fast_set([&](const Kernels& set) {
            std::vector<double> scores(documents, -1);
            set.rescore(frequencies.data(), lengths.data(), documents, scoring, scores.data());
            for (std::size_t i = 0; i < documents; ++i)
              CHECK(std::bit_cast<std::uint64_t>(scores[i]) ==
                    std::bit_cast<std::uint64_t>(expected[i]));
          });
        }
}

TEST_CASE("kernels: of a phrase's starts those stay that the next word follows") {
  for_each_fast_set([](const Kernels& set) {
    std::vector<std::uint32_t> starts{1, 5, 9, 0xfffffffe};
    const std::vector<std::uint32_t> positions{2, 10, 11, 0xffffffff};
    starts.resize(
        set.keep_followed(starts.data(), starts.size(), positions.data(), positions.size(), 1));
    CHECK(starts == std::vector<std::uint32_t>{1, 9, 0xfffffffe});
    // 0xfffffffe + 4 is no position, least of all 2.
    CHECK(set.keep_followed(starts.data() + 2, 1, positions.data(), positions.size(), 4) == 0);
  });
  std::mt19937 random(kSeed);
  for (std::size_t a_size : {0, 1, 5, 40})
    for (std::size_t b_size : {0, 1, 5, 40, 300}) {
      const auto a = random_offsets(random, a_size, 400), b = random_offsets(random, b_size, 400);
      const std::vector<std::uint32_t> starts(a.begin(), a.end()), positions(b.begin(), b.end());
      for (std::uint32_t distance : {0u, 1u, 3u, 399u}) {
        std::vector<std::uint32_t> expected;
        for (std::uint32_t s : starts)
          if (std::binary_search(positions.begin(), positions.end(), s + distance))
            expected.push_back(s);
        for_each_fast_set([&](const Kernels& set) {
          std::vector<std::uint32_t> kept = starts;
          kept.resize(set.keep_followed(kept.data(), kept.size(), positions.data(),
                                        positions.size(), distance));
          CHECK(kept == expected);
        });
      }
    }
}
