// The ranking core allocates nothing for a query once its scratch has grown, and lists that depend on
// the snapshot alone are remembered.
#include <doctest/doctest.h>

#include <cstddef>
#include <cstdlib>
#include <new>
#include <random>
#include <string>
#include <vector>

#include "rank/core/executor.hpp"
#include "rank/core_collection.hpp"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define QUOTH_ADDRESS_SANITIZER
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define QUOTH_ADDRESS_SANITIZER
#endif

namespace {

thread_local std::size_t allocations = 0;

}  // namespace

// AddressSanitizer has operators of its own, which must not be mixed with others.
#if !defined(QUOTH_ADDRESS_SANITIZER)
// Of the whole test program: they count, and do what the library's do.
[[gnu::noinline]] void* operator new(std::size_t size) {
  ++allocations;
  if (void* out = std::malloc(size == 0 ? 1 : size)) return out;
  throw std::bad_alloc();
}
[[gnu::noinline]] void* operator new[](std::size_t size) { return operator new(size); }
void* operator new(std::size_t size, std::align_val_t align) {
  ++allocations;
  const auto step = static_cast<std::size_t>(align);
  if (void* out = std::aligned_alloc(step, (size + step - 1) / step * step)) return out;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete[](void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
#endif

using namespace quoth;
using namespace quoth::core;
using namespace quoth::testing;

namespace {

constexpr std::uint32_t kSeed = 20261127;
using Op = PlanNode::Op;

PlanNode word(const std::string& number) {
  PlanNode out;
  out.op = Op::word;
  out.terms = {"Zw" + number};
  return out;
}

PlanNode of(Op op, std::vector<PlanNode> children) {
  PlanNode out;
  out.op = op;
  out.children = std::move(children);
  out.distance = 4;
  return out;
}

PlanNode phrase(const std::string& first, const std::string& second) {
  PlanNode out;
  out.op = Op::phrase;
  out.terms = {"Zw" + first, "Zw" + second};
  out.forms = {"w" + first, "w" + second};
  return out;
}

PlanNode filter(std::size_t terms) {
  PlanNode out;
  out.op = Op::filter;
  for (std::size_t i = 0; i < terms; ++i) {
    out.terms.push_back("XT" + std::to_string(i));
    if (i % 2 == 0) out.precise.push_back(out.terms.back());
  }
  return out;
}

// With more words the score does change, but the documents of a name are listed.
PlanNode name() {
  PlanNode out;
  out.op = Op::names;
  out.expansions.resize(1);
  out.expansions.front().term = "XN1";
  out.scored.push_back({{"Zw7", "Zw8"}, 100});
  return out;
}

PlanNode prefix(std::string beginning = {}) {
  PlanNode out;
  out.op = Op::synonyms;
  out.beginning = std::move(beginning);
  out.scored.push_back({{"Zw7", "Zw8", "Zxw7"}, 100});
  return out;
}

std::size_t allocations_of(Executor& executor, const PlanNode& plan, const Collection& collection,
                           const CoreOptions& options) {
  const std::size_t before = allocations;
  (void)executor.run(plan, collection.views(), options);
  return allocations - before;
}

}  // namespace

TEST_CASE("core: once warm, a query allocates nothing") {
  CAPTURE(kSeed);
  std::mt19937 random(kSeed);
  const Collection collection(random, {3000, 800}, true);
  storage::Memo memo;
  CoreOptions options;
  options.memo = &memo;
  Executor executor;
#if defined(QUOTH_ADDRESS_SANITIZER)
  MESSAGE("skipped: AddressSanitizer's own operators do not count");
#else
  CHECK(allocations_of(executor, word("1"), collection, options) > 0);  // they are counted
#endif
  const std::vector<PlanNode> plans{
      word("1"),
      word("150"),
      of(Op::any, {word("1"), word("30"), word("70")}),
      of(Op::all, {word("1"), word("2"), word("3")}),
      of(Op::without, {word("1"), phrase("0", "1")}),
      of(Op::prefer, {word("60"), word("2"), phrase("0", "0")}),
      phrase("0", "1"),
      of(Op::all, {word("4"), filter(1)}),
      of(Op::all, {word("4"), filter(12)}),
      of(Op::near, {word("0"), word("1"), phrase("0", "2")}),
      of(Op::near, {word("2"), prefix()}),
      of(Op::near, {word("2"), prefix("w7s")}),
      prefix(),
      prefix("w7s"),
      name(),
      of(Op::all, {of(Op::quotation, {word("1")}), word("2")}),
      of(Op::quotation, {of(Op::all, {name(), word("0")})}),
      of(Op::all, {of(Op::quotation, {of(Op::article, {word("3")})}), name()}),
  };
  // Whether look-ups of terms are remembered or made anew.
  storage::Memo terms;
  for (storage::Memo* remembered : {static_cast<storage::Memo*>(nullptr), &terms}) {
    options.terms = remembered;
    // Scratch grows to what the largest needs, wherever in the tree that stands.
    for (int round = 0; round < 2; ++round)
      for (const PlanNode& plan : plans) (void)allocations_of(executor, plan, collection, options);
    for (std::size_t i = 0; i < plans.size(); ++i) {
      CAPTURE(i);
      CHECK(allocations_of(executor, plans[i], collection, options) == 0);
    }
  }
}
