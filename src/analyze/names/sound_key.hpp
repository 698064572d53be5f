// The key of a name: its consonants in coarse classes, one letter a class.
#pragma once

#include <boost/container/static_vector.hpp>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace quoth::names {

/// Coarse on purpose: what one newspaper's romanisation tells apart another's confuses (g/k/kh, all
/// sibilants), and l and r are one in Japanese and Korean. Equal neighbours count once even with a
/// vowel between them, since abjads write neither vowels nor doubling, and t before a sibilant is
/// part of it.
///
///     A  vowel or h, at the beginning     L  l r             S  s z c sh zh ch j
///     E  vowel, at the end                M  m    N  n       T  t d th
///     K  k g q kh gh, hard c              P  p b             V  v f w ph
enum class SoundClass : std::uint8_t { none, A, E, K, L, M, N, P, S, T, V };

/// A key while it is made.
class SoundKey {
 public:
  static constexpr std::size_t kMost = 15;  ///< later classes are left out

  /// `A` counts at the beginning only, `E` is forgotten as soon as a consonant follows.
  constexpr void push(SoundClass c) noexcept {
    if (c == SoundClass::none) return;
    const auto code = static_cast<std::uint64_t>(c);
    if (c == SoundClass::A) {
      if (size_ == 0) classes_ = code, size_ = 1;
      return;
    }
    if (c == SoundClass::E) {
      vowel_ = size_ > 0;
      return;
    }
    vowel_ = false;
    const std::uint64_t last = size_ == 0 ? 0 : classes_ >> (4 * (size_ - 1)) & 15;
    if (last == code) return;
    if (c == SoundClass::S && last == static_cast<std::uint64_t>(SoundClass::T)) {
      classes_ ^= (last ^ code) << (4 * (size_ - 1));
      return;
    }
    if (size_ < kMost) classes_ |= code << (4 * size_++);
  }
  [[nodiscard]] constexpr bool empty() const noexcept { return size_ == 0; }
  [[nodiscard]] std::string text() const;
  friend constexpr bool operator==(const SoundKey&, const SoundKey&) = default;

 private:
  std::uint64_t classes_ = 0;  // four bits each, the first lowest
  std::uint8_t size_ = 0;
  bool vowel_ = false;
};

/// What a chunk of letters adds to a key, and what that costs (sixteenths of a bit).
struct KeyStep {
  static constexpr std::size_t kMostClasses = 6;
  std::uint32_t classes = 0;  ///< four bits each, the first lowest
  std::uint16_t cost = 0;

  void push(SoundClass c) noexcept {
    for (std::size_t i = 0; i < kMostClasses; ++i)
      if ((classes >> (4 * i) & 15) == 0) {
        classes |= static_cast<std::uint32_t>(c) << (4 * i);
        return;
      }
  }
  void apply_to(SoundKey& key) const noexcept {
    for (std::uint32_t rest = classes; rest != 0; rest >>= 4)
      key.push(static_cast<SoundClass>(rest & 15));
  }
};

/// A key and what it costs to read the name so.
struct CostedKey {
  SoundKey key;
  std::uint32_t cost = 0;
};

/// The cheapest keys, at most kMost, the cheapest first.
class KeyBeam {
 public:
  static constexpr std::size_t kMost = 8;
  static constexpr std::uint32_t kSlack = 92;  ///< dearer than the cheapest by more: left out

  void start() { items_.assign(1, CostedKey{}); }
  void clear() noexcept { items_.clear(); }
  /// Keeps the key if it is among the cheapest; of two equal keys the cheaper.
  void offer(const CostedKey& item);
  /// Every key goes on with one of `steps`.
  void advance(std::span<const KeyStep> steps);
  [[nodiscard]] std::span<const CostedKey> items() const noexcept {
    return {items_.data(), items_.size()};
  }

 private:
  boost::container::static_vector<CostedKey, kMost> items_;
};

/// What the letters of a chunk add to a key, read in the commonest way: for chunks of the tables of
/// corresponding letters. `soft` says that e, i or y follows, `silent_r` that r adds nothing behind
/// the vowel of its chunk (latin_keys() has a key without it).
[[nodiscard]] KeyStep key_step_of(std::string_view latin_chunk, bool soft, bool silent_r);

/// The keys of a Latin word (a-z), where spelling leaves them open several ("ch" of Chirac and
/// Christ).
void latin_keys(std::string_view letters, KeyBeam& out);

/// The key of a reading (phonemes.hpp).
[[nodiscard]] SoundKey key_of_sounds(std::string_view sounds);

}  // namespace quoth::names
