#include "index/ranks/ranks_writer.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "index/bytes.hpp"
#include "index/ranks/number_column.hpp"
#include "index/ranks/ranks_layout.hpp"

namespace quoth::storage {

using namespace ranks;

namespace {

constexpr std::size_t kFlushedAt = std::size_t{1} << 20;

void append_u16(std::string& out, std::uint32_t value) {
  out.push_back(static_cast<char>(value & 0xff));
  out.push_back(static_cast<char>(value >> 8 & 0xff));
}

bool dominates(const CodeClass& a, const CodeClass& b) noexcept {
  return a.most >= b.most && a.shortest <= b.shortest;
}

// The codes that no other one's bound is always at least as large as.
std::vector<std::uint8_t> front_of(std::vector<std::uint8_t> codes, const CodeBook& book) {
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  std::vector<std::uint8_t> front;
  for (const std::uint8_t code : codes)
    if (std::none_of(codes.begin(), codes.end(), [&](std::uint8_t other) {
          return other != code && dominates(book[other], book[code]) &&
                 (!dominates(book[code], book[other]) || other < code);
        }))
      front.push_back(code);
  return front;
}

// Appends the low `width` bits of each of so many numbers, the low ones of each byte first, zeros to a whole byte.
template <class Number>
void append_bits(std::string& out, std::size_t count, unsigned width, Number number) {
  std::uint64_t held = 0;
  unsigned bits = 0;
  for (std::size_t i = 0; i < count; ++i) {
    held |= (std::uint64_t{number(i)} & ((std::uint64_t{1} << width) - 1)) << bits;
    for (bits += width; bits >= 8; bits -= 8, held >>= 8) out.push_back(static_cast<char>(held));
  }
  if (bits > 0) out.push_back(static_cast<char>(held));
}

// Whether the dictionary of terms tells the form.
bool is_own(std::string_view term, std::string_view form) noexcept {
  return !term.empty() && term.front() == kStem && term.substr(1) == form;
}

}  // namespace

void TermToWrite::clear() {
  text.clear();
  documents.clear(), frequencies.clear(), counts.clear();
  occurrences.clear(), forms.clear();
}

struct RanksWriter::Window {
  std::uint32_t number = 0;
  std::uint32_t documents = 0;  // in the window, with or without the term
  WindowKind kind = WindowKind::offsets;
  std::vector<std::uint16_t> offsets;
  std::vector<std::uint8_t> codes;  // empty for terms that only filter
  std::vector<std::uint8_t> front;
  // Of the postings whose code is not exact.
  std::vector<std::pair<std::uint16_t, std::uint32_t>> frequencies;

  // How many postings each kCountedEach documents have.
  [[nodiscard]] std::vector<std::uint32_t> counts() const;
  [[nodiscard]] std::string bytes() const;
};

RanksWriter::RanksWriter(Sink sink, DocumentsToWrite documents, CodeBook book)
    : sink_(std::move(sink)), documents_(std::move(documents)), book_(std::move(book)) {}

void RanksWriter::pad(std::size_t multiple) {
  while (here() % multiple != 0) buffer_.push_back('\0');
}

void RanksWriter::flush_when_large() {
  if (buffer_.size() < kFlushedAt) return;
  sink_(buffer_);
  flushed_ += buffer_.size();
  buffer_.clear();
}

std::uint8_t RanksWriter::code_of(const TermToWrite& term, std::size_t posting) const noexcept {
  return book_.code_of(term.frequencies[posting], documents_.lengths[term.documents[posting]]);
}

void RanksWriter::add(const TermToWrite& term) {
  bool packed = term.documents.size() < kPacked;
  const bool positions = !term.counts.empty();
  const std::uint64_t start = here();
  std::uint8_t flags = packed ? add_packed(term) : add_windows(term);
  if (!packed && term.frequencies.empty() && (flags & kDense) == 0) {
    std::string runs;
    append_runs(term, runs);
    packed = 2 * runs.size() < here() - start;
    if (packed)
      buffer_.replace(buffer_.size() - static_cast<std::size_t>(here() - start), std::string::npos,
                      runs);
  }
  if (packed) flags |= kIsPacked;
  if (!term.frequencies.empty()) flags |= kScored;
  if (term.forms.size() > 1) flags |= kForms;
  const std::uint64_t end_of_postings = here();
  if (positions) {
    flags |= kPositions;
    append_positions(term, !packed);
  }
  std::optional<std::uint32_t> own;
  for (std::uint32_t form = 0; form < term.forms.size(); ++form) {
    if (is_own(term.text, term.forms[form])) {
      own = form;
      flags |= kOwnForm;
    } else {
      forms_.emplace_back(term.forms[form], terms_.size(), form);
    }
  }

  std::string extra;
  ByteWriter out(extra);
  if (term.documents.size() == 1) flags |= kOneDocument;
  out.u8(flags);
  if (term.documents.size() > 1) out.varint(term.documents.size());
  if (positions && !packed) out.varint(end_of_postings - start);
  if (own && term.forms.size() > 1) out.varint(*own);
  terms_.add(term.text, here() - start, extra);
  flush_when_large();
}

// For each run of documents: uint twice the difference of its first one to the last one before (to -1)
// less one, and 1 more if there are others; if so uint how many less one.
void RanksWriter::append_runs(const TermToWrite& term, std::string& out) {
  ByteWriter writer(out);
  std::uint32_t next = 0;
  for (std::size_t i = 0; i < term.documents.size();) {
    std::size_t end = i + 1;
    while (end < term.documents.size() && term.documents[end] == term.documents[end - 1] + 1) ++end;
    const std::uint64_t others = end - i - 1;
    writer.varint(std::uint64_t{2} * (term.documents[i] - next) + (others > 0 ? 1 : 0));
    if (others > 0) writer.varint(others - 1);
    next = term.documents[end - 1] + 1;
    i = end;
  }
}

// Of terms that only filter: runs. Of others: uint difference of each document to the one before (to
// -1) less one; the codes; where some are not exact, the number of these postings, for each uint its
// number and uint its frequency. Returns flags.
std::uint8_t RanksWriter::add_packed(const TermToWrite& term) {
  if (term.frequencies.empty()) {
    append_runs(term, buffer_);
    return 0;
  }
  ByteWriter out(buffer_);
  std::uint32_t next = 0;
  for (const std::uint32_t document : term.documents) {
    out.varint(document - next);
    next = document + 1;
  }
  std::vector<std::size_t> inexact;
  for (std::size_t i = 0; i < term.documents.size(); ++i) {
    const std::uint8_t code = code_of(term, i);
    out.u8(code);
    if (!book_[code].exact()) inexact.push_back(i);
  }
  if (inexact.empty()) return 0;
  out.varint(inexact.size());
  for (const std::size_t i : inexact) {
    out.varint(i);
    out.varint(term.frequencies[i]);
  }
  return kInexact;
}

std::vector<RanksWriter::Window> RanksWriter::windows_of(const TermToWrite& term) const {
  std::vector<Window> windows;
  const bool scored = !term.frequencies.empty();
  const auto documents = static_cast<std::uint32_t>(documents_.lengths.size());
  for (std::size_t i = 0; i < term.documents.size(); ++i) {
    const std::uint32_t number = term.documents[i] / kWindow;
    if (windows.empty() || windows.back().number != number)
      windows.push_back({number, documents_in_window(documents, number), {}, {}, {}, {}, {}});
    Window& window = windows.back();
    const auto posting = static_cast<std::uint16_t>(window.offsets.size());
    window.offsets.push_back(static_cast<std::uint16_t>(term.documents[i] % kWindow));
    if (!scored) continue;
    window.codes.push_back(code_of(term, i));
    if (!book_[window.codes.back()].exact())
      window.frequencies.emplace_back(posting, term.frequencies[i]);
  }
  for (Window& window : windows) {
    const std::vector<std::uint32_t> counts = window.counts();
    window.kind =
        kind_of(static_cast<std::uint32_t>(window.offsets.size()), window.documents,
                std::find(counts.begin(), counts.end(), kCountedEach) != counts.end());
    window.front = front_of(window.codes, book_);
  }
  return windows;
}

std::vector<std::uint32_t> RanksWriter::Window::counts() const {
  std::vector<std::uint32_t> out((documents + kCountedEach - 1) / kCountedEach);
  for (const std::uint16_t offset : offsets) ++out[offset / kCountedEach];
  return out;
}

// Its arrays: what lies at the header's offset.
std::string RanksWriter::Window::bytes() const {
  std::string out;
  switch (kind) {
    case WindowKind::offsets:
      for (const std::uint16_t offset : offsets) append_u16(out, offset);
      break;
    case WindowKind::lows:
      for (const std::uint32_t count : counts()) out.push_back(static_cast<char>(count));
      for (const std::uint16_t offset : offsets)
        out.push_back(static_cast<char>(offset % kCountedEach));
      break;
    case WindowKind::bits:
      out.resize(padded(documents) / 8);
      for (const std::uint16_t offset : offsets)
        out[offset / 8] = static_cast<char>(out[offset / 8] | 1 << offset % 8);
      std::uint32_t before = 0;
      for (const std::uint32_t count : counts()) {
        append_u16(out, before);
        before += count;
      }
      break;
  }
  out.append(codes.begin(), codes.end());
  if (out.size() % 2 != 0 && !frequencies.empty()) out.push_back('\0');
  for (const auto& [posting, frequency] : frequencies) append_u16(out, posting);
  ByteWriter writer(out);
  for (const auto& [offset, frequency] : frequencies) writer.u32(frequency);
  out.append(front.begin(), front.end());
  return out;
}

// Zeros to the next multiple of 8 if any window is of bits, else of 2; u16 number of windows; their headers; their
// arrays, of bits at a multiple of 8, else of 2. Returns flags.
std::uint8_t RanksWriter::add_windows(const TermToWrite& term) {
  const std::vector<Window> windows = windows_of(term);
  const bool dense = std::any_of(windows.begin(), windows.end(), [](const Window& window) {
    return window.kind == WindowKind::bits;
  });
  pad(dense ? 8 : 2);
  std::vector<std::string> arrays;
  std::string headers;
  append_u16(headers, static_cast<std::uint32_t>(windows.size()));
  std::size_t at = 2 + kWindowHeader * windows.size();
  std::vector<std::size_t> gaps;
  for (const Window& window : windows) {
    arrays.push_back(window.bytes());
    const std::size_t multiple = window.kind == WindowKind::bits ? 8 : 2;
    gaps.push_back((multiple - at % multiple) % multiple);
    at += gaps.back();
    append_u16(headers, window.number);
    ByteWriter header(headers);
    header.u8(static_cast<std::uint8_t>(window.kind));
    header.u8(static_cast<std::uint8_t>(window.front.size()));
    header.u32(static_cast<std::uint32_t>(window.offsets.size()));
    header.u32(static_cast<std::uint32_t>(at));
    header.u32(static_cast<std::uint32_t>(window.frequencies.size()));
    at += arrays.back().size();
  }
  buffer_ += headers;
  for (std::size_t i = 0; i < arrays.size(); ++i) {
    buffer_.append(gaps[i], '\0');
    buffer_ += arrays[i];
  }
  return dense ? kDense : 0;
}

// If `indexed`, u8 width of first positions, u32 where each group begins, from the first group's begin; then the groups:
// if `indexed` what stands before the blocks, uint size of each of its blocks but the last one, the blocks.
void RanksWriter::append_positions(const TermToWrite& term, bool indexed) {
  constexpr std::size_t kInGroup = kPostingsInBlock * kBlocksInGroup;
  std::string groups, starts;
  ByteWriter start(starts), out(groups);
  const bool with_forms = term.forms.size() > 1;
  BlockHead head;
  std::vector<std::uint32_t> firsts;  // less one
  std::vector<bool> formed;
  if (indexed) {
    std::size_t first = 0;
    for (const std::uint32_t count : term.counts) {
      firsts.push_back(term.occurrences[first].position - 1);
      formed.push_back(term.occurrences[first].form != 0);
      first += count;
    }
    head.apart = true, head.width = best_width(firsts);
    start.u8(static_cast<std::uint8_t>(head.width));
  }
  std::size_t occurrence = 0;
  for (std::size_t group = 0; group < term.counts.size(); group += kInGroup) {
    start.u32(static_cast<std::uint32_t>(groups.size()));
    const std::size_t end = std::min(group + kInGroup, term.counts.size());
    std::uint8_t highs = 0;
    if (indexed) {
      for (std::size_t i = group; i < end; ++i)
        if (firsts[i] >> head.width != 0)
          highs = static_cast<std::uint8_t>(highs | 1 << (i - group) / kPostingsInBlock);
      out.u8(highs);
      if (with_forms) append_bits(groups, end - group, 1, [&](std::size_t i) {
        return formed[group + i] ? 1U : 0U;
      });
      append_bits(groups, end - group, head.width,
                  [&](std::size_t i) { return firsts[group + i]; });
    }
    std::string blocks;
    for (std::size_t i = group; i < end; i += kPostingsInBlock) {
      const std::size_t before = blocks.size();
      const std::span<const std::uint32_t> counts(term.counts.data() + i,
                                                  std::min(kPostingsInBlock, end - i));
      std::size_t size = 0;
      for (const std::uint32_t count : counts) size += count;
      head.highs = (highs >> (i - group) / kPostingsInBlock & 1) != 0;
      append_position_block(counts, {term.occurrences.data() + occurrence, size}, with_forms, head,
                            blocks);
      occurrence += size;
      if (i + kPostingsInBlock < end) out.varint(blocks.size() - before);
    }
    groups += blocks;
  }
  if (indexed) buffer_ += starts;
  buffer_ += groups;
}

void RanksWriter::add_key(std::string_view key, std::span<const std::uint64_t> terms) {
  std::string extra;
  ByteWriter out(extra);
  std::uint64_t next = 0;
  for (const std::uint64_t term : terms) {
    out.varint(term - next);
    next = term + 1;
  }
  keys_.add(key, 0, extra);
}

void RanksWriter::finish() {
  std::sort(forms_.begin(), forms_.end());
  TermDictionaryWriter forms(Pieces::no);
  std::uint64_t distinct = 0;
  for (std::size_t i = 0; i < forms_.size();) {
    std::string extra;
    ByteWriter out(extra);
    std::size_t j = i;
    for (; j < forms_.size() && std::get<0>(forms_[j]) == std::get<0>(forms_[i]); ++j) {
      out.varint(std::get<1>(forms_[j]));
      out.varint(std::get<2>(forms_[j]));
    }
    forms.add(std::get<0>(forms_[i]), 0, extra);
    ++distinct;
    i = j;
  }

  std::uint64_t offsets[kSections], sizes[kSections], total = 0;
  offsets[kPostingsSection] = 0, sizes[kPostingsSection] = here();
  const auto section = [&](Section which, std::string_view bytes) {
    flush_when_large();
    pad(kStep);
    offsets[which] = here(), sizes[which] = bytes.size();
    buffer_ += bytes;
  };
  std::string book;
  ByteWriter book_out(book);
  for (const std::uint32_t length : documents_.lengths) total += length;
  book_.write(book_out);
  section(kLengthsSection, column_bytes(documents_.lengths));
  section(kTitleWordsSection, column_bytes(documents_.title_words));
  section(kSpansSection, bytes_of(documents_.spans));
  section(kCodeBookSection, book);
  section(kTermsSection, terms_.entries());
  section(kTermBlocksSection, terms_.blocks());
  section(kFormsSection, forms.entries());
  section(kFormBlocksSection, forms.blocks());
  section(kKeysSection, keys_.entries());
  section(kKeyBlocksSection, keys_.blocks());
  pad(8);
  buffer_.append(kMagic, 8);
  ByteWriter footer(buffer_);
  footer.u32(kVersion);
  footer.u32(static_cast<std::uint32_t>(documents_.lengths.size()));
  footer.u64(total);
  footer.u64(terms_.size());
  footer.u64(distinct);
  footer.u64(keys_.size());
  for (std::size_t s = 0; s < kSections; ++s) footer.u64(offsets[s]), footer.u64(sizes[s]);
  sink_(buffer_);
  flushed_ += buffer_.size();
  buffer_.clear();
}

}  // namespace quoth::storage
