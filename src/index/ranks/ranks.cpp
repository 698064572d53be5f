#include "index/ranks/ranks.hpp"

#include <algorithm>
#include <atomic>
#include <bit>
#include <string>
#include <utility>

#include "index/bytes.hpp"
#include "index/remedy.hpp"
#include "quoth/error.hpp"

namespace quoth::storage {

// Arrays are used as they lie in the file.
static_assert(std::endian::native == std::endian::little,
              "Quoth's ranking core reads little-endian files in place");

using namespace ranks;

namespace {

// Postings in a group of position blocks.
constexpr std::size_t kInGroup = kPostingsInBlock * kBlocksInGroup;

// How many ones a word has. In place of std::popcount, which is a call where the processor is any x86-64.
std::uint32_t ones_of(std::uint64_t word) noexcept {
  word -= word >> 1 & 0x5555555555555555;
  word = (word & 0x3333333333333333) + (word >> 2 & 0x3333333333333333);
  return static_cast<std::uint32_t>(
      ((word + (word >> 4)) & 0x0f0f0f0f0f0f0f0f) * 0x0101010101010101 >> 56);
}

// What the dictionary says of a term.
struct TermExtra {
  std::uint8_t flags = 0;
  std::uint32_t documents = 0;
  std::uint64_t positions = 0;  // where they begin in the term's piece; 0 when packed
  std::uint32_t own_form = 0;

  static std::optional<TermExtra> read(std::string_view bytes) noexcept {
    TermExtra out;
    ByteReader in(bytes);
    out.flags = in.u8();
    const std::uint64_t documents = (out.flags & kOneDocument) != 0 ? 1 : in.varint();
    if ((out.flags & kPositions) != 0 && (out.flags & kIsPacked) == 0) out.positions = in.varint();
    const std::uint64_t own =
        (out.flags & kOwnForm) != 0 && (out.flags & kForms) != 0 ? in.varint() : 0;
    if (!in.done() || documents > 0xffffffff || own > 0xffffffff) return std::nullopt;
    out.documents = static_cast<std::uint32_t>(documents);
    out.own_form = static_cast<std::uint32_t>(own);
    return out;
  }
};

}  // namespace

bool Ranks::open(std::string_view bytes, std::string path, const VerifiedBlocks* guard) {
  static std::atomic<std::uint64_t> opened{0};
  identity_ = ++opened;
  path_ = std::move(path);
  guard_ = guard;
  if (bytes.size() < kFooter) return false;
  ByteReader in(bytes.substr(bytes.size() - kFooter));
  if (in.bytes(8) != std::string_view(kMagic, 8) || in.u32() != kVersion) return false;
  documents_ = in.u32();
  total_length_ = in.u64();
  const std::uint64_t terms = in.u64(), forms = in.u64(), keys = in.u64();
  std::string_view sections[kSections];
  const std::size_t room = bytes.size() - kFooter;
  for (std::string_view& section : sections) {
    const std::uint64_t offset = in.u64(), size = in.u64();
    if (offset > room || size > room - offset) return false;
    section = bytes.substr(static_cast<std::size_t>(offset), static_cast<std::size_t>(size));
  }
  postings_ = sections[kPostingsSection];
  if (!lengths_.open(sections[kLengthsSection], documents_) ||
      !title_words_.open(sections[kTitleWordsSection], documents_) ||
      !spans_.open(sections[kSpansSection], documents_))
    return false;
  // Side by side, as the sections are.
  const char* const first = sections[kLengthsSection].data();
  const char* const end = sections[kSpansSection].data() + sections[kSpansSection].size();
  if (end < first) return false;
  columns_ = {first, static_cast<std::size_t>(end - first)};
  require(sections[kCodeBookSection]);
  ByteReader book(sections[kCodeBookSection]);
  return book_.read(book) && book.done() &&
         terms_.open(sections[kTermsSection], sections[kTermBlocksSection], terms, Pieces::yes, guard) &&
         forms_.open(sections[kFormsSection], sections[kFormBlocksSection], forms, Pieces::no, guard) &&
         keys_.open(sections[kKeysSection], sections[kKeyBlocksSection], keys, Pieces::no, guard);
}

void Ranks::throw_damaged(std::string_view what) const {
  throw DamagedError("Reading " + (path_.empty() ? "a .ranks file" : path_) + ": " +
                     std::string(what) + "." + std::string(remedy_for(path_)));
}

std::uint32_t Ranks::documents_of(const DictionaryEntry& entry) noexcept {
  const auto extra = TermExtra::read(entry.extra);
  return extra ? extra->documents : 0;
}

std::optional<std::uint32_t> Ranks::own_form_of(const DictionaryEntry& entry) noexcept {
  const auto extra = TermExtra::read(entry.extra);
  return extra && (extra->flags & kOwnForm) != 0 ? std::optional(extra->own_form) : std::nullopt;
}

std::uint32_t Ranks::document_frequency(std::string_view term) const {
  DictionaryEntry entry;
  return terms_.find(term, entry) ? documents_of(entry) : 0;
}

void Ranks::terms_of_form(std::string_view form, std::vector<FormOf>& out) const {
  out.clear();
  DictionaryEntry entry;
  if (forms_.find(form, entry))
    for (ByteReader in(entry.extra); in.left() > 0;) {
      const std::uint64_t term = in.varint(), number = in.varint();
      if (in.ok()) out.push_back({term, static_cast<std::uint32_t>(number)});
    }
  boost::container::small_vector<char, 128> stem;  // so that few forms cost an allocation
  stem.push_back(kStem);
  stem.insert(stem.end(), form.begin(), form.end());
  if (terms_.find({stem.data(), stem.size()}, entry))
    if (const auto number = own_form_of(entry)) {
      const auto at = std::find_if(out.begin(), out.end(),
                                   [&](const FormOf& other) { return other.term > entry.ordinal; });
      out.insert(at, {entry.ordinal, *number});
    }
}

void Ranks::forms_with(std::string_view prefix, std::vector<FormOf>& out) const {
  out.clear();
  forms_.for_each_with_prefix(prefix, [&](std::string_view, const DictionaryEntry& entry) {
    for (ByteReader in(entry.extra); in.ok() && in.left() > 0;) {
      const std::uint64_t term = in.varint(), number = in.varint();
      if (in.ok()) out.push_back({term, static_cast<std::uint32_t>(number)});
    }
    return true;
  });
  terms_.for_each_with_prefix(kStem + std::string(prefix),
                              [&](std::string_view, const DictionaryEntry& entry) {
                                if (const auto number = own_form_of(entry))
                                  out.push_back({entry.ordinal, *number});
                                return true;
                              });
  std::sort(out.begin(), out.end());
}

bool Ranks::has_forms(const DictionaryEntry& entry) noexcept {
  const auto extra = TermExtra::read(entry.extra);
  return extra && (extra->flags & kForms) != 0;
}

bool Ranks::terms_of_key(const DictionaryEntry& entry, std::vector<std::uint64_t>& out) const {
  out.clear();
  std::uint64_t next = 0;
  for (ByteReader in(entry.extra); in.left() > 0;) {
    const std::uint64_t gap = in.varint();
    if (!in.ok() || gap >= terms_.size() || next + gap >= terms_.size()) return false;
    out.push_back(next + gap);
    next = out.back() + 1;
  }
  return !out.empty();
}

std::string_view Ranks::postings_of(const DictionaryEntry& entry) const noexcept {
  if (entry.start > postings_.size() || entry.size > postings_.size() - entry.start) return {};
  return postings_.substr(static_cast<std::size_t>(entry.start),
                          static_cast<std::size_t>(entry.size));
}

void TermPostings::close() noexcept {
  file_ = nullptr;
  flags_ = 0, documents_ = 0;
  positions_ = {};
  windows_.clear(), offsets_.clear(), inexact_.clear(), inexact_frequencies_.clear();
}

bool TermPostings::open(const Ranks& file, const DictionaryEntry& entry) {
  close();
  const auto extra = TermExtra::read(entry.extra);
  std::string_view bytes = file.postings_of(entry);
  if (!extra || extra->documents == 0 || extra->documents > file.documents() ||
      ((extra->flags & kIsPacked) != 0
           ? (extra->flags & kScored) != 0 && extra->documents >= kPacked
           : extra->documents < kPacked))
    return false;
  file_ = &file;
  flags_ = extra->flags;
  documents_ = extra->documents;
  file.require_columns();
  bool good = false;
  if ((flags_ & kIsPacked) != 0) {
    file.require(bytes);
    good = open_packed(bytes) && (has_positions() || bytes.empty());
    positions_ = bytes;
  } else {
    const std::uint64_t multiple = (flags_ & kDense) != 0 ? 8 : 2;
    const std::uint64_t gap = (multiple - entry.start % multiple) % multiple;
    const std::uint64_t end = has_positions() ? extra->positions : bytes.size();
    if (gap <= end && end <= bytes.size()) {
      positions_ = bytes.substr(static_cast<std::size_t>(end));  // verified when they are asked for
      file.require(bytes.substr(0, static_cast<std::size_t>(end)));
      good = open_windows(
          bytes.substr(static_cast<std::size_t>(gap), static_cast<std::size_t>(end - gap)));
    }
  }
  if (!good) close();
  return good;
}

bool TermPostings::append_run(std::uint64_t first, std::uint64_t last) {
  if (last >= file_->documents() || last - first >= documents_ - offsets_.size()) return false;
  while (first <= last) {
    const auto window = static_cast<std::uint32_t>(first / kWindow);
    if (windows_.empty() || windows_.back().window != window) {
      windows_.push_back({});
      windows_.back().window = window;
      windows_.back().before = static_cast<std::uint32_t>(offsets_.size());
    }
    const std::uint64_t here = std::min(last, std::uint64_t{window} * kWindow + kWindow - 1);
    windows_.back().postings += static_cast<std::uint32_t>(here - first + 1);
    for (; first <= here; ++first) offsets_.push_back(static_cast<std::uint16_t>(first % kWindow));
  }
  return true;
}

bool TermPostings::open_packed(std::string_view& bytes) {
  ByteReader in(bytes);
  std::uint64_t next = 0;
  while (offsets_.size() < documents_) {
    std::uint64_t first = in.varint(), others = 0;
    if (!scored()) {
      if ((first & 1) != 0) others = in.varint() + 1;
      first /= 2;
    }
    // Small enough that nothing overflows.
    if (!in.ok() || first >= file_->documents() || others >= file_->documents()) return false;
    first += next;
    if (!append_run(first, first + others)) return false;
    next = first + others + 1;
  }
  const bool has_codes = scored();
  const auto* codes =
      reinterpret_cast<const std::uint8_t*>(in.bytes(has_codes ? documents_ : 0).data());
  if ((flags_ & kInexact) != 0) {
    const std::uint64_t inexact = in.varint();
    if (!has_codes || inexact > documents_) return false;
    std::uint64_t last = 0;
    for (std::uint64_t i = 0; i < inexact; ++i) {
      const std::uint64_t posting = in.varint(), frequency = in.varint();
      if (!in.ok() || posting >= documents_ || (i > 0 && posting <= last)) return false;
      last = posting;
      inexact_.push_back(static_cast<std::uint16_t>(posting));
      inexact_frequencies_.push_back(static_cast<std::uint32_t>(frequency));
    }
  }
  if (!in.ok()) return false;
  bytes.remove_prefix(bytes.size() - in.left());
  for (WindowPostings& window : windows_) {
    window.offsets = offsets_.data() + window.before;
    if (!has_codes) continue;
    window.codes = codes + window.before;
    window.front = {window.codes, window.postings};
  }
  return true;
}

bool TermPostings::open_windows(std::string_view bytes) {
  if (bytes.size() < 2) return false;
  std::uint16_t count = 0;
  std::memcpy(&count, bytes.data(), 2);
  if ((bytes.size() - 2) / kWindowHeader < count) return false;
  std::uint32_t before = 0;
  for (std::size_t i = 0; i < count; ++i) {
    WindowPostings window;
    window.before = before;
    if (!open_window(bytes, i, window)) return false;
    if (i > 0 && window.window <= windows_.back().window) return false;
    before += window.postings;
    windows_.push_back(window);
  }
  return before == documents_;
}

bool TermPostings::open_window(std::string_view bytes, std::size_t index, WindowPostings& out) {
  ByteReader header(bytes.substr(2 + index * kWindowHeader, kWindowHeader));
  out.window = header.u8();
  out.window |= std::uint32_t{header.u8()} << 8;
  const std::uint8_t kind = header.u8(), front = header.u8();
  out.postings = header.u32();
  const std::uint32_t offset = header.u32(), inexact = header.u32();
  const std::uint64_t first = std::uint64_t{out.window} * kWindow;
  if (first >= file_->documents() || kind > 2 || offset > bytes.size()) return false;
  const std::uint32_t documents = documents_in_window(file_->documents(), out.window);
  if (out.postings == 0 || out.postings > documents || inexact > out.postings) return false;
  out.kind = static_cast<WindowKind>(kind);

  const char* at = bytes.data() + offset;
  std::size_t left = bytes.size() - offset;
  bool whole = reinterpret_cast<std::uintptr_t>(at) % (out.kind == WindowKind::bits ? 8 : 2) == 0;
  const auto take = [&](std::size_t size) {
    whole = whole && size <= left;
    const char* begin = at;
    if (whole) at += size, left -= size;
    return begin;
  };
  const auto bytes_at = [](const char* begin) {
    return reinterpret_cast<const std::uint8_t*>(begin);
  };
  const auto shorts_at = [](const char* begin) {
    return reinterpret_cast<const std::uint16_t*>(begin);
  };
  const std::size_t counts = (documents + kCountedEach - 1) / kCountedEach;
  switch (out.kind) {
    case WindowKind::offsets:
      out.offsets = shorts_at(take(std::size_t{2} * out.postings));
      break;
    case WindowKind::lows:
      out.counts = bytes_at(take(counts));
      out.lows = bytes_at(take(out.postings));
      break;
    case WindowKind::bits:
      out.bits = reinterpret_cast<const std::uint64_t*>(take(padded(documents) / 8));
      out.counted = shorts_at(take(2 * counts));
      break;
  }
  if (scored()) out.codes = bytes_at(take(out.postings));
  if ((at - bytes.data()) % 2 != 0 && inexact > 0) (void)take(1);
  out.inexact = {shorts_at(take(std::size_t{2} * inexact)), inexact};
  out.frequencies = take(std::size_t{4} * inexact);
  out.front = {bytes_at(take(front)), front};
  return whole && is_sound(out, documents);
}

// Kernels write and documents are looked up where offsets lead, which ascend; and codes are read where counts do.
bool TermPostings::is_sound(const WindowPostings& window, std::uint32_t documents) noexcept {
  switch (window.kind) {
    case WindowKind::offsets: {
      bool ascend = true;
      for (std::uint32_t i = 1; i < window.postings; ++i)
        ascend &= window.offsets[i - 1] < window.offsets[i];
      return ascend && window.offsets[window.postings - 1] < documents;
    }
    case WindowKind::lows: {
      // Low bytes descend only where groups meet: counted apart, as the first loop takes many at once.
      std::uint32_t descend = 0, between = 0, sum = 0;
      for (std::uint32_t i = 1; i < window.postings; ++i)
        descend += window.lows[i - 1] >= window.lows[i] ? 1 : 0;
      for (std::uint32_t i = 0; i * kCountedEach < documents; ++i) {
        if (window.counts[i] > window.postings - sum) return false;
        if (sum > 0 && window.counts[i] > 0 && window.lows[sum - 1] >= window.lows[sum]) ++between;
        sum += window.counts[i];
      }
      const std::uint32_t last = (documents - 1) / kCountedEach;
      return sum == window.postings && descend == between &&
             (window.counts[last] == 0 ||
              last * kCountedEach + window.lows[window.postings - 1] < documents);
    }
    case WindowKind::bits: {
      constexpr std::uint32_t kWords = kCountedEach / 64;
      std::uint32_t sum = 0;
      for (std::uint32_t i = 0; i < padded(documents) / 64; ++i) {
        if (i % kWords == 0 && window.counted[i / kWords] != sum) return false;
        sum += ones_of(window.bits[i]);
      }
      const std::uint32_t rest = documents % 64;
      return sum == window.postings &&
             (rest == 0 || window.bits[documents / 64] >> rest == 0);
    }
  }
  return false;
}

std::size_t TermPostings::listed_frequencies() const noexcept {
  std::size_t listed = inexact_.size();
  for (const WindowPostings& window : windows_) listed += window.inexact.size();
  return listed;
}

const WindowPostings* TermPostings::in_window(std::uint32_t window) const noexcept {
  // Most lists have postings in every window.
  if (window < windows_.size() && windows_[window].window == window) return &windows_[window];
  const auto at = std::lower_bound(
      windows_.begin(), windows_.end(), window,
      [](const WindowPostings& w, std::uint32_t number) { return w.window < number; });
  return at != windows_.end() && at->window == window ? &*at : nullptr;
}

std::optional<std::uint32_t> TermPostings::posting_at(const WindowPostings& window,
                                                      std::uint16_t offset) noexcept {
  if (window.kind == WindowKind::offsets) {
    const std::uint16_t* end = window.offsets + window.postings;
    const std::uint16_t* at = std::lower_bound(window.offsets, end, offset);
    if (at == end || *at != offset) return std::nullopt;
    return static_cast<std::uint32_t>(at - window.offsets);
  }
  const std::uint32_t group = offset / kCountedEach;
  if (window.kind == WindowKind::lows) {
    std::uint32_t posting = 0;
    for (std::uint32_t i = 0; i < group; ++i) posting += window.counts[i];
    const std::uint8_t* end = window.lows + posting + window.counts[group];
    const std::uint8_t* at = std::lower_bound(window.lows + posting, end, offset % kCountedEach);
    if (at == end || *at != offset % kCountedEach) return std::nullopt;
    return static_cast<std::uint32_t>(at - window.lows);
  }
  const std::uint64_t bit = std::uint64_t{1} << offset % 64;
  if ((window.bits[offset / 64] & bit) == 0) return std::nullopt;
  std::uint32_t posting = window.counted[group];
  for (std::uint32_t word = group * kCountedEach / 64; word < offset / 64u; ++word)
    posting += ones_of(window.bits[word]);
  return posting + ones_of(window.bits[offset / 64] & (bit - 1));
}

std::optional<std::uint32_t> TermPostings::posting_from(const WindowPostings& window,
                                                        std::uint16_t offset,
                                                        std::uint32_t& hint) noexcept {
  if (window.kind != WindowKind::offsets) return posting_at(window, offset);
  std::uint32_t begin = hint < window.postings && window.offsets[hint] <= offset ? hint : 0;
  std::uint32_t step = 1;
  while (begin + step < window.postings && window.offsets[begin + step] <= offset) {
    begin += step;
    step *= 2;
  }
  const std::uint16_t* end = window.offsets + std::min(begin + step, window.postings);
  const std::uint16_t* at = std::lower_bound(window.offsets + begin, end, offset);
  hint = static_cast<std::uint32_t>(at - window.offsets);
  if (at == end || *at != offset) return std::nullopt;
  return hint;
}

std::uint32_t TermPostings::frequency(const WindowPostings& window,
                                      std::uint32_t posting) const noexcept {
  const CodeClass& c = file_->book()[window.codes[posting]];
  if (c.exact()) return c.least;
  if ((flags_ & kIsPacked) != 0) {
    const auto number = static_cast<std::uint16_t>(window.before + posting);
    const auto at = std::lower_bound(inexact_.begin(), inexact_.end(), number);
    return at != inexact_.end() && *at == number
               ? inexact_frequencies_[static_cast<std::size_t>(at - inexact_.begin())]
               : c.least;
  }
  const auto at = std::lower_bound(window.inexact.begin(), window.inexact.end(), posting);
  if (at == window.inexact.end() || *at != posting) return c.least;
  std::uint32_t value;
  std::memcpy(&value, window.frequencies + 4 * (at - window.inexact.begin()), 4);
  return value;
}

namespace {

// What stands before the groups of positions of a term that is not packed.
constexpr std::size_t kWidthByte = 1;

std::size_t groups_of(std::uint32_t documents) noexcept {
  return (documents + kInGroup - 1) / kInGroup;
}

}  // namespace

bool TermPostings::position_group(std::size_t group, PositionGroup& out) const noexcept {
  out = {};
  out.bytes = positions_;
  out.postings = std::min<std::size_t>(kInGroup, documents_ - group * kInGroup);
  if (packed()) return true;
  const std::size_t starts = kWidthByte + 4 * groups_of(documents_);
  if (positions_.size() < starts) return false;
  std::uint32_t start;
  std::memcpy(&start, positions_.data() + kWidthByte + 4 * group, 4);
  if (start > positions_.size() - starts) return false;
  out.bytes.remove_prefix(starts + start);
  out.head.apart = true;
  out.head.width = static_cast<std::uint8_t>(positions_.front());
  const std::size_t formed = has_forms() ? (out.postings + 7) / 8 : 0;
  const std::size_t firsts = (out.postings * out.head.width + 7) / 8;
  if (out.head.width > kMostWidth || out.bytes.size() < 1 + formed + firsts) return false;
  out.highs = static_cast<std::uint8_t>(out.bytes.front());
  out.formed = out.bytes.substr(1, formed);
  out.head.bits = out.bytes.substr(1 + formed);
  out.bytes.remove_prefix(1 + formed + firsts);
  return true;
}

BlockHead TermPostings::PositionGroup::head_of(std::size_t block) const noexcept {
  BlockHead out = head;
  out.at = block * kPostingsInBlock * head.width;
  out.highs = (highs >> block & 1) != 0;
  static_assert(kPostingsInBlock == 16 && kBlocksInGroup == 8);
  for (std::size_t i = 0; i < 2 && 2 * block + i < formed.size(); ++i)
    out.formed |= std::uint32_t{static_cast<unsigned char>(formed[2 * block + i])} << 8 * i;
  return out;
}

PositionPlace TermPostings::place_of(std::size_t number, std::size_t& size) const noexcept {
  PositionGroup group;
  size = 0;
  if (!position_group(number / kInGroup, group)) return {};
  const std::size_t blocks = (group.postings + kPostingsInBlock - 1) / kPostingsInBlock;
  const std::size_t block = number % kInGroup / kPostingsInBlock;
  ByteReader in(group.bytes);
  std::uint64_t skipped = 0;
  for (std::size_t b = 0; b + 1 < blocks; ++b) {
    const std::uint64_t own = in.varint();
    if (b < block) skipped += own;
    if (b == block) size = static_cast<std::size_t>(own);
  }
  if (!in.ok() || skipped > in.left()) return {};
  PositionPlace out;
  out.bytes =
      group.bytes.substr(group.bytes.size() - in.left() + static_cast<std::size_t>(skipped));
  out.postings = static_cast<std::uint32_t>(
      std::min(kPostingsInBlock, group.postings - block * kPostingsInBlock));
  out.which = static_cast<std::uint32_t>(number % kPostingsInBlock);
  out.head = group.head_of(block);
  return out;
}

bool TermPostings::positions(const WindowPostings& window, std::uint32_t posting,
                             std::vector<Occurrence>& out) const {
  file_->require(positions_);
  std::size_t size = 0;
  const PositionPlace place = place_of(std::size_t{window.before} + posting, size);
  PositionBlock block;
  return place.postings > 0 && block.open(place.bytes, place.postings, has_forms(), place.head) &&
         block.read(place.which, out);
}

void TermPostings::prefetch_groups(const WindowPostings& window,
                                   std::span<const std::uint32_t> postings,
                                   bool firsts) const noexcept {
  // A pass for each step of the way, so that what a step needs was asked for long before.
  const std::size_t starts = kWidthByte + 4 * groups_of(documents_);
  const auto number = [&](std::size_t i) { return std::size_t{window.before} + postings[i]; };
  if (positions_.size() < starts) return;
  const auto begin = [&](std::size_t i) {
    return positions_.data() + kWidthByte + 4 * (number(i) / kInGroup);
  };
  for (std::size_t i = 0; i < postings.size(); ++i) __builtin_prefetch(begin(i));
  const auto width = static_cast<std::uint8_t>(positions_.front());
  for (std::size_t i = 0; i < postings.size(); ++i) {
    std::uint32_t start;
    std::memcpy(&start, begin(i), 4);
    if (start >= positions_.size() - starts) continue;
    const char* group = positions_.data() + starts + start;
    __builtin_prefetch(group);
    const std::size_t own = number(i) % kInGroup * width / 8 + 1 + kInGroup / 8;
    if (firsts && own < positions_.size() - starts - start) __builtin_prefetch(group + own);
  }
}

void TermPostings::find_firsts(const WindowPostings& window,
                               std::span<const std::uint32_t> postings,
                               FirstOccurrence* out) const {
  file_->require(positions_);
  prefetch_groups(window, postings, true);
  PositionGroup group;
  std::size_t at = groups_of(documents_);  // of no posting
  bool good = false;
  for (std::size_t i = 0; i < postings.size(); ++i) {
    const std::size_t number = std::size_t{window.before} + postings[i];
    if (number / kInGroup != at) good = position_group(at = number / kInGroup, group);
    out[i] = {};
    const std::size_t in_group = number % kInGroup;
    if (!good || (group.highs >> in_group / kPostingsInBlock & 1) != 0) continue;
    // At most three bytes, of which only the last ones may lie behind the group's.
    const std::size_t bit = in_group * group.head.width;
    std::uint32_t bits = 0;
    if (group.head.bits.size() >= bit / 8 + 4) {
      std::memcpy(&bits, group.head.bits.data() + bit / 8, 4);
    } else {
      for (std::size_t b = bit / 8; b < group.head.bits.size(); ++b)
        bits |= std::uint32_t{static_cast<unsigned char>(group.head.bits[b])} << 8 * (b - bit / 8);
    }
    out[i].position = (bits >> bit % 8 & ((std::uint32_t{1} << group.head.width) - 1)) + 1;
    out[i].other_form =
        !group.formed.empty() &&
        (static_cast<unsigned char>(group.formed[in_group / 8]) >> in_group % 8 & 1) != 0;
  }
}

void TermPostings::find_positions(const WindowPostings& window,
                                  std::span<const std::uint32_t> postings,
                                  PositionPlace* out) const {
  file_->require(positions_);
  constexpr std::size_t kLine = 64, kMostLines = 6;
  const auto number = [&](std::size_t i) { return std::size_t{window.before} + postings[i]; };
  if (!packed()) prefetch_groups(window, postings, false);
  for (std::size_t i = 0; i < postings.size(); ++i) {
    if (i > 0 && number(i) / kPostingsInBlock == number(i - 1) / kPostingsInBlock) {
      out[i] = out[i - 1];
      out[i].which = static_cast<std::uint32_t>(number(i) % kPostingsInBlock);
      continue;
    }
    std::size_t size = 0;
    out[i] = place_of(number(i), size);
    const std::size_t lines = std::min(kMostLines, std::min(size, out[i].bytes.size()) / kLine + 1);
    for (std::size_t line = 0; line < lines && line * kLine < out[i].bytes.size(); ++line)
      __builtin_prefetch(out[i].bytes.data() + line * kLine);
  }
}

bool TermPostings::all_positions(std::vector<std::uint32_t>& counts,
                                 std::vector<Occurrence>& out) const {
  file_->require(positions_);
  const char* end =
      positions_.data() + (packed() ? 0 : kWidthByte + 4 * groups_of(documents_));
  for (std::size_t number = 0; number * kInGroup < documents_; ++number) {
    PositionGroup group;
    if (!position_group(number, group)) return false;
    // Groups follow each other without a gap, and so do blocks.
    const std::size_t before =
        packed() ? 0 : 1 + group.formed.size() + (group.postings * group.head.width + 7) / 8;
    if (group.bytes.data() != end + before) return false;
    ByteReader in(group.bytes);
    std::uint64_t sizes[kBlocksInGroup] = {};
    const std::size_t blocks = (group.postings + kPostingsInBlock - 1) / kPostingsInBlock;
    for (std::size_t b = 0; b + 1 < blocks; ++b) sizes[b] = in.varint();
    if (!in.ok()) return false;
    std::string_view bytes = group.bytes.substr(group.bytes.size() - in.left());
    for (std::size_t b = 0; b < blocks; ++b) {
      const std::size_t here = std::min(kPostingsInBlock, group.postings - b * kPostingsInBlock);
      const auto size =
          read_position_block(bytes, here, has_forms(), group.head_of(b), counts, out);
      if (!size || *size > bytes.size() || (b + 1 < blocks && *size != sizes[b])) return false;
      bytes.remove_prefix(*size);
    }
    end = bytes.data();
  }
  return end == positions_.data() + positions_.size();
}

}  // namespace quoth::storage
