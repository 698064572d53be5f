// One value a language, made when it is first asked for.
#pragma once

#include <cstddef>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

#include "analyze/tables/tables.hpp"
#include "quoth/analyze/analyzers.hpp"

namespace quoth::tables {

/// Holds what is read from the tables of each language. Safe from any thread; lives as long as the
/// program.
template <class T>
class PerLanguage {
 public:
  PerLanguage() : slots_(languages().size()) {
    for (std::size_t k = 0; k < slots_.size(); ++k) slots_[k].lexicon = &lexicon_of(languages()[k]);
  }

  /// The value of the language whose compiled lexicon this is, made by `make(code)` on first use;
  /// an empty T for any other lexicon.
  template <class F>
  const T& of(const Lexicon& lexicon, F&& make) {
    for (std::size_t k = 0; k < slots_.size(); ++k) {
      Slot& slot = slots_[k];
      if (slot.lexicon != &lexicon) continue;
      std::call_once(slot.once, [&] { slot.value.emplace(make(languages()[k])); });
      return *slot.value;
    }
    return none_;
  }

 private:
  struct Slot {
    const Lexicon* lexicon = nullptr;
    std::once_flag once;
    std::optional<T> value;
  };
  std::vector<Slot> slots_;
  T none_;
};

}  // namespace quoth::tables
