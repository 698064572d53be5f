// What the bits of a lexicon entry mean to the analyzers.
#pragma once

#include <cstdint>
#include <string_view>

#include "quoth/text/lexicon.hpp"

namespace quoth {

// Name, bit and the meaning of its value. The tables in src/analyze/tables/<lang>/lexicon/*.tsv use
// these names.
// clang-format off
#define QUOTH_WORD_CLASSES(X)                                                                        \
  /* dates */                                                                                        \
  X(month, 0)          /* 1..12 */                                                                   \
  X(weekday, 1)        /* 1..7, Monday 1 */                                                          \
  X(time_unit, 2)      /* a code of analyze/dates: second, minute, ... millennium */                 \
  X(day_part, 3)       /* a code of analyze/dates: morning, noon, night, ... */                      \
  X(season, 4)         /* 1 spring, 2 summer, 3 autumn, 4 winter */                                  \
  X(cardinal, 5)       /* the number a word says: five -> 5, million -> 1000000 */                   \
  X(ordinal, 6)        /* third -> 3 */                                                              \
  X(temporal, 7)       /* any other word that can be part of a time expression; value by the rules */\
  X(holiday, 8)        /* a code of analyze/dates */                                                 \
  X(time_zone, 9)      /* minutes east of Greenwich */                                               \
  /* names */                                                                                        \
  X(honorific, 10)     /* Mr, Sir, Madame; 1 male, 2 female, 0 either */                             \
  X(role, 11)          /* president, minister, spokesman, envoy; 1 male, 2 female, 0 either */       \
  X(given_name, 12)    /* 1 male, 2 female, 3 both */                                                \
  X(surname, 13)                                                                                     \
  X(particle, 14)      /* von, de la, al-, bin */                                                    \
  X(name_suffix, 15)   /* Jr, Sr, III */                                                             \
  X(place, 16)         /* city, region, river; its country as ISO 3166-1 number, 983 Kosovo */                 \
  X(country, 17)       /* also `place` in meaning, set alone; ISO 3166-1 number */                        \
  X(demonym, 18)       /* Russian, Belarusian; ISO 3166-1 number */                                       \
  X(organisation, 19)  /* a whole name: NATO, United Nations */                                      \
  X(org_head, 20)      /* Ministry, University, Bank: an organisation's name is built on it */       \
  X(org_suffix, 21)    /* Inc, Ltd, GmbH */                                                          \
  X(outlet, 22)        /* news outlets and agencies: TASS, Bloomberg */                              \
  X(metonym, 23)       /* speaks as an organisation: Kremlin, White House, Moscow's neighbours no */ \
  X(place_head, 24)    /* River, Lake, Mount, Street */                                              \
  X(never_name, 25)    /* capitalised, still no name: Monday, Internet, Don't */                     \
  /* quotations */                                                                                   \
  X(cue_verb, 26)      /* said, told, added: a code of analyze/quotations */                         \
  X(cue_noun, 27)      /* statement, post, tweet */                                                  \
  X(cue_phrase, 28)    /* according to, in the words of, per */                                      \
  X(anonymous, 29)     /* official, source, witness, analyst: somebody unnamed can be the speaker */ \
  X(group_noun, 30)    /* ministry, government, police, both sides: unnamed bodies that speak */     \
  X(marked_word, 46)   /* titled, song, slogan, so-called: what words in marks are; see lexicon/marked_words.tsv */\
  /* function words */                                                                               \
  X(determiner, 31)                                                                                  \
  X(pronoun, 32)       /* 1 I, 2 we, 3 you, 4 he, 5 she, 6 it, 7 they, 8 who */                           \
  X(possessive, 33)    /* his, her, their: the same codes as pronoun */                              \
  X(preposition, 34)                                                                                 \
  X(conjunction, 35)                                                                                 \
  X(subordinator, 36)  /* that, because, while, although */                                          \
  X(auxiliary, 37)     /* be, have, do: 1 past, 2 present, 3 participle */                           \
  X(modal, 38)         /* will, would, may: 1 past, 2 present, 3 future */                           \
  X(negation, 39)                                                                                    \
  X(adverb, 40)                                                                                      \
  X(verb_past, 41)     /* a common past form */                                                      \
  X(verb_present, 42)  /* a common present form */                                                   \
  X(abbreviation, 62)  /* written with a full stop that ends no sentence */                          \
  X(common_word, 43)   /* a frequent English word in small letters, so a capital at a sentence's start tells nothing */ \
  X(relative_person, 44) /* father, wife, brother: 1 male, 2 female */                               \
  X(person_noun, 45)   /* man, woman, correspondent, autocrat: 1 male, 2 female, 0 either */         \
  X(report_verb, 51)   /* wants, advocates: reports by what it takes alone; a code as cue_verb's */      \
  X(tense_cue, 50)     /* tells on which side of now a date lies: 1 past, 2 future, 3 future when "to" or "for" follows */
// clang-format on

enum class WordClass : std::uint8_t {
#define QUOTH_DECLARE(name, bit) name = bit,
  QUOTH_WORD_CLASSES(QUOTH_DECLARE)
#undef QUOTH_DECLARE
};

/// The set with one class, or with several: `classes_of(WordClass::month, WordClass::weekday)`.
template <class... Classes>
[[nodiscard]] constexpr WordClasses classes_of(Classes... classes) noexcept {
  return (WordClasses{0} | ... | (WordClasses{1} << static_cast<unsigned>(classes)));
}
/// Whether the set has the class.
[[nodiscard]] constexpr bool has(WordClasses set, WordClass c) noexcept {
  return (set >> static_cast<unsigned>(c) & 1) != 0;
}
/// Whether the two sets share a class.
[[nodiscard]] constexpr bool has_any(WordClasses set, WordClasses any) noexcept {
  return (set & any) != 0;
}
/// The class's name in the tables ("cue_verb").
[[nodiscard]] std::string_view name_of(WordClass c) noexcept;

}  // namespace quoth
