#include "analyze/quotations/stance/stance_words.hpp"

#include "analyze/tables/per_language.hpp"

namespace quoth::quotations {
namespace {

constexpr std::string_view kRoles[] = {
#define QUOTH_NAME(role) #role,
    QUOTH_STANCE_ROLES(QUOTH_NAME)
#undef QUOTH_NAME
};

}  // namespace

StanceWords::StanceWords(std::string_view table, std::string_view file, const Lexicon& lexicon,
                         std::vector<std::string>* errors)
    : words_(lexicon) {
  const auto none_else = [](const auto&, const auto&) { return false; };
  tables::for_each_role(
      {table, file, "src/analyze/quotations/stance/stance_words.hpp", kRoles, errors}, none_else,
      [&](std::string_view word, std::size_t role, const auto& fail) {
        if (word.find(' ') != std::string_view::npos)
          return fail("\"" + std::string(word) + "\" is more than one word; put a comma between");
        words_.add(word, role);
      });
  words_.settle();
}

const StanceWords& StanceWords::of(const Lexicon& lexicon) {
  static tables::PerLanguage<StanceWords> words;
  return words.of(lexicon, [&](std::string_view language) {
    const std::string file = std::string(language) + "/stance_words.tsv";
    return StanceWords(tables::text_of(file), file, lexicon);
  });
}

}  // namespace quoth::quotations
