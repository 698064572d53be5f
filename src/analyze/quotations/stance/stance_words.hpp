// What single words do to whether something was said, told by a table of each language.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/quotations/cues/noun_phrase.hpp"
#include "analyze/tables/role_table.hpp"

namespace quoth::quotations {

// Name, and the words that English has for it. Tables write a hyphen for the underscore.
// clang-format off
#define QUOTH_STANCE_ROLES(X)                                                                      \
  /* the verb group */                                                                             \
  X(future)            /* a modal of what is not yet said: will */                                 \
  X(habit)             /* with a modal of doubt, said many times or later: often, later */         \
  X(only)              /* takes a negation or a doubt back: only, just */                          \
  X(delays)            /* likewise where a negation opens the sentence: (not) until */             \
  X(almost)            /* an adverb of what was not quite done: almost (not: almost always) */     \
  X(untruly)           /* an adverb: the words are not theirs: falsely */                          \
  X(ready)             /* before an infinitive, leaves it as it is: (not) able */                  \
  X(compares)          /* before "likely", makes it what many do: more */                          \
  X(well)              /* in "as well", between a modal and its verb */                            \
  X(withholds)         /* before an -ing form, says that it was not done: without, avoided */      \
  X(withholds_by)      /* likewise, with a word between: short (of), rather (than) */              \
  X(stops)             /* the verb of such a word: stopped (short of) */                           \
  X(far)               /* in "as far as", before a form that is what the verb before it is */      \
  X(goes)              /* the verb of it: went (as far as) */                                      \
  X(wishes)            /* before somebody and an infinitive, not said yet: want, urge */           \
  X(wishes_for)        /* likewise with "for": called (for) */                                     \
  X(were)              /* opens a clause that is only thought of: were (she to say) */             \
  X(nowhere)           /* opens a sentence as a negation does: nowhere */                          \
  /* what governs the clause */                                                                    \
  X(supposed)          /* before a clause that is only thought of: if, imagine */                  \
  X(though)            /* likewise behind "as": though */                                          \
  X(truth)             /* before "that", denies it when a negation stands beside it: true */        \
  X(untruth)           /* before "that", or said of a claim, denies it: false, a lie */            \
  X(certain)           /* before "that", leaves it open when negated: clear, known */              \
  X(doubtful)          /* before "that", leaves it open unless negated: possible, doubt */         \
  X(record)            /* after "no", before what was not said: record, evidence */                \
  X(exists)            /* stands between such a word and "that": (no record) exists */             \
  X(hears)             /* after a negation, before who was never heard to say it: heard */         \
  X(recalls)           /* likewise, leaves it open: remember */                                    \
  X(dismisses)         /* before a claim, denies it: dismissed */                                  \
  X(claim)             /* a noun for what others say was said: claims, rumours */                  \
  X(proves)            /* between a claim and what it is: turned (out to be), proved */            \
  X(fake)              /* what a quotation or picture is that nobody made so: fake, doctored */    \
  X(picture)           /* what may show or have somebody say it: video, letter */                  \
  X(generated)         /* with the next, makes it a fake: (AI-)generated */                        \
  X(machine)           /* AI, computer */                                                          \
  X(made)              /* with the next, invented: made (up) */                                    \
  X(up)                /* up */                                                                    \
  X(what)              /* what */                                                                  \
  X(thing)             /* before a clause about words that stand elsewhere: something, words */    \
  X(wording)           /* a noun before the words that it names: (the) phrase “...” */             \
  X(uttered)           /* what is done with words when they are said: uttered, spoken */           \
  X(used)              /* likewise, and with much else: used, written */                           \
  X(anew)              /* behind such a participle, says that it was done before: again */         \
  /* words that are taken back */                                                                  \
  X(misquoted)         /* before whom it misquoted: misquoted */                                   \
  X(correction)        /* in a paragraph that takes words back: correction */                      \
  X(article)           /* what prints itself: article, story */                                    \
  X(headline)          /* a part of it: headline, caption */                                       \
  X(version)           /* a state of it: version */                                                \
  X(earlier)           /* of such a state, or of what it said: earlier, originally */              \
  X(own)               /* before what prints itself: this, our */                                  \
  X(ourselves)         /* who prints it: we */
// clang-format on

enum class StanceRole : std::uint8_t {
#define QUOTH_DECLARE(name) name,
  QUOTH_STANCE_ROLES(QUOTH_DECLARE)
#undef QUOTH_DECLARE
      count_
};

/// The table <lang>/stance_words.tsv of one language. Immutable, shared by all threads. A language
/// without the table has no word for any role.
class StanceWords {
 public:
  StanceWords() = default;
  /// Reads a table; `errors` receives a line for each row that cannot be read, with file and line.
  StanceWords(std::string_view table, std::string_view file, const Lexicon& lexicon,
              std::vector<std::string>* errors = nullptr);
  /// The words of the language whose compiled lexicon this is. Read on first use.
  static const StanceWords& of(const Lexicon& lexicon);

  /// Whether token `i` of a text scanned with that lexicon is a word with the role, in any case.
  [[nodiscard]] bool is(const TokenTable& t, TokenIndex i, StanceRole role) const noexcept {
    return words_.of(t, i)[static_cast<std::size_t>(role)];
  }
  /// Likewise item `k` of a sentence.
  [[nodiscard]] bool is(const SentenceReader& s, std::uint32_t k, StanceRole role) const noexcept {
    return s.is_token(k) && is(s.tokens(), s.token(k), role);
  }

 private:
  tables::RoleWords<static_cast<std::size_t>(StanceRole::count_)> words_;
};

}  // namespace quoth::quotations
