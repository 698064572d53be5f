// What single words do around reported speech, told by a table of each language.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyze/tables/role_table.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::quotations {

// Name, and the words that English has for it. Tables write a hyphen for the underscore: free-standing.
// clang-format off
#define QUOTH_SPEECH_ROLES(X)                                                                      \
  /* the verb group */                                                                             \
  X(be)                /* makes a passive or a progressive: was, been */                           \
  X(doubt)             /* a modal that leaves open whether it was said: would, might */            \
  X(infinitive)        /* to */                                                                    \
  X(planned)           /* before an infinitive: not said yet: expected, due */                     \
  X(refused)           /* before an infinitive: not said: declined */                              \
  X(nobody)            /* a negation that is the subject: nobody, nothing */                       \
  X(between)           /* stands between subject and verb as an adverb does: long */               \
  X(inverts)           /* a verb with a hearer that stands before its speaker all the same: asked */ \
  X(passes_on)         /* a verb whose object is the speaker: quoted (him as saying), citing */    \
  X(attributes)        /* a verb that gives marked words to whom "to" names: attributed */         \
  X(passive)           /* makes a passive of a participle, nothing else: wurde (German) */         \
  X(impersonal)        /* a cue only with "it" for its subject: heißt es (German) */               \
  X(reported)          /* a mood that by itself tells that somebody else said it: sei (German) */  \
  /* clauses */                                                                                    \
  X(that)              /* introduces what was said: that */                                        \
  X(leads_clause)      /* after a noun, makes it a verb: that, how, whether */                     \
  X(leads_question)    /* begins a clause that was said: how, why, what, if */                     \
  X(relative)          /* a relative pronoun that is no pronoun else: which, that */               \
  X(owner_of_next)     /* a relative that owns the noun after it: whose */                         \
  X(before_verb)       /* a subordinator that a verb follows at once: who, that, as */             \
  X(genitive)          /* a determiner of a noun that the one before belongs to: des (German) */   \
  X(free_standing)     /* a determiner that is a subject by itself: this, some, all */             \
  X(there)             /* an adverb that is a subject: there */                                    \
  X(conjunct)          /* and */                                                                   \
  X(joins_verbs)       /* and, or */                                                               \
  X(joins_clauses)     /* and, but */                                                              \
  /* whose words */                                                                                \
  X(object_pronoun)    /* a pronoun that is never a subject: him, them */                          \
  X(contracted)        /* a pronoun and its verb only with an apostrophe: well, were */            \
  X(takes_floor)       /* a verb after which its subject speaks, if words follow: agreed */        \
  X(plural)            /* a plural without its ending: people, police */                           \
  X(agent)             /* after a passive, before who does it: by */                               \
  X(author)            /* after a noun of speech, before its author: from, by */                   \
  X(of)                /* of */                                                                    \
  X(climbs)            /* a preposition inside a noun phrase: of, for, near */                     \
  X(known_by)          /* after an unnamed one, before what it is known by: of, from */            \
  X(former)            /* before a participle that is an adjective: former */                      \
  X(pair)              /* two of them: both */                                                     \
  X(channel)           /* in a signature, before who passed the words on: per, via, to */          \
  /* what a sentence after it speaks of */                                                         \
  X(quote)             /* a noun for words in marks: quote, remark */                              \
  /* the day it was said */                                                                        \
  X(about)             /* what follows is spoken of, or another day: about, before, until */       \
  X(climbs_topic)      /* likewise, unless a speaker or a statement stands before it: of, from */  \
  X(since)             /* before a day, makes it none of speaking: since, by */                    \
  X(meanwhile)         /* before a clause of the same day: as, when */                             \
  X(moment)            /* before an opening clause of the same day: when */                        \
  X(occasion)          /* opens a sentence with a dated event: at, during */                       \
  X(publishes)         /* a participle of what was said in print or on air: published, aired */    \
  X(speaking)          /* a verb that makes an occasion of speech: spoke, interviewed */           \
  X(some_day)          /* before a cue: nobody knows when: once */                                 \
  X(later)             /* before a cue: another day than before: later */                          \
  X(had)               /* before a cue: earlier: had */                                            \
  /* labels of transcripts */                                                                      \
  X(question_label)    /* before a question of an interview: Q */                                  \
  X(answer_label)      /* before an answer: A */                                                   \
  X(no_label)          /* no speaker, though a capital and a colon say so: FACTS, WATCH */         \
  X(reposts)           /* before the handle whose post is passed on: RT */                         \
  /* marks around what is no speech */                                                             \
  X(so)                /* with the next, before a term: so(-called) */                             \
  X(called)            /* called */                                                                \
  X(named)             /* before a name, if no somebody stands before it: called, dubbed */        \
  X(titled)            /* before a title: titled, headlined */                                     \
  X(as)                /* a preposition before what is judged, no place: as */                     \
  X(clipped)           /* after an apostrophe, not in marks: em, til, n */
// clang-format on

enum class SpeechRole : std::uint8_t {
#define QUOTH_DECLARE(name) name,
  QUOTH_SPEECH_ROLES(QUOTH_DECLARE)
#undef QUOTH_DECLARE
      count_
};

/// The table <lang>/speech_words.tsv of one language. Immutable, shared by all threads. A language
/// without the table has no word for any role. A word that the table writes with marks (würde) is
/// found in small letters with these marks only, and then has only its own roles.
class SpeechWords {
 public:
  SpeechWords() = default;
  /// Reads a table; `errors` receives a line for each row that cannot be read, with file and line.
  SpeechWords(std::string_view table, std::string_view file, const Lexicon& lexicon,
              std::vector<std::string>* errors = nullptr);

  /// The words of the language whose compiled lexicon this is. Read on first use.
  static const SpeechWords& of(const Lexicon& lexicon);

  /// Every noun has a capital, so that a capital tells no name (language.tsv).
  [[nodiscard]] bool capital_nouns() const noexcept { return capital_nouns_; }
  /// The finite verb stands second, its participle last (language.tsv).
  [[nodiscard]] bool verb_second() const noexcept { return verb_second_; }

  /// Whether token `i` of a text scanned with that lexicon is a word with the role, in any case.
  [[nodiscard]] bool is(const TokenTable& t, TokenIndex i, SpeechRole role) const noexcept {
    return roles(t, i)[static_cast<std::size_t>(role)];
  }
  /// A set of roles.
  using Roles = tables::RoleWords<static_cast<std::size_t>(SpeechRole::count_)>::Roles;
  /// All its roles.
  [[nodiscard]] Roles roles(const TokenTable& t, TokenIndex i) const noexcept {
    const Roles roles = words_.of(t, i);
    if (spelled_bits_ == 0 || i >= t.size() || t.kind(i) != TokenKind::word) return roles;
    return (spelled_bits_ >> (t.hash(i) & 63) & 1) != 0 ? roles_as_spelled(t, i, roles) : roles;
  }
  /// Whether a word of the lexicon is the first of a cue of several: according (to).
  [[nodiscard]] bool begins_cue_phrase(WordId word) const noexcept {
    return word < begins_cue_phrase_.size() && begins_cue_phrase_[word] != 0;
  }
  /// Likewise, in small letters only.
  [[nodiscard]] bool small(const TokenTable& t, TokenIndex i, SpeechRole role) const noexcept {
    return is(t, i, role) && t.shape(i) == Shape::lower;
  }

  /// Whether the verb speaks only with a particle at the end of its clause: teilte ... mit (German).
  [[nodiscard]] bool needs_particle(const TokenTable& t, TokenIndex verb) const noexcept;
  /// Whether `particle` is one that the verb goes with.
  [[nodiscard]] bool goes_with(const TokenTable& t, TokenIndex verb,
                               TokenIndex particle) const noexcept;
  /// Whether a noun, in any case, ends as one that speaks: -sprecher (German).
  [[nodiscard]] bool ends_as_speaker(std::string_view word) const noexcept;

  /// Whether two words follow the noun that they describe: close to, familiar with.
  [[nodiscard]] bool describe_after(const TokenTable& t, TokenIndex first,
                                    TokenIndex second) const noexcept;

  /// Whether two words stand between subject and verb as an adverb does: in fact.
  [[nodiscard]] bool stand_between(const TokenTable& t, TokenIndex first,
                                   TokenIndex second) const noexcept;

  /// Whether a word in small letters has the ending of an adverb of manner: -ly.
  [[nodiscard]] bool ends_as_manner(std::string_view word) const noexcept {
    return word.size() > 4 && manner_.end(word);
  }
  /// Likewise, and it is none of the words that only look so: family.
  [[nodiscard]] bool tells_manner(std::string_view word) const noexcept {
    return ends_as_manner(word) && !not_manner_.end(word);
  }
  /// Likewise of a past form: -ed.
  [[nodiscard]] bool ends_as_past(std::string_view word, std::size_t shortest = 5) const noexcept {
    return word.size() >= shortest && past_.end(word);
  }
  /// Likewise of a form that goes on: -ing.
  [[nodiscard]] bool ends_as_ongoing(std::string_view word) const noexcept {
    return word.size() > 5 && ongoing_.end(word);
  }
  /// Likewise of a plural: -s.
  [[nodiscard]] bool ends_as_plural(std::string_view word) const noexcept {
    return word.size() > 2 && plural_.end(word);
  }
  /// Likewise of a word that an apostrophe may end: workers’ rights, talkin’ about.
  [[nodiscard]] bool ends_before_apostrophe(std::string_view word) const noexcept {
    return apostrophe_.end(word);
  }

 private:
  [[nodiscard]] Roles roles_as_spelled(const TokenTable& t, TokenIndex i,
                                       Roles otherwise) const noexcept;

  bool capital_nouns_ = false, verb_second_ = false;
  std::vector<std::uint8_t> begins_cue_phrase_;  ///< by WordId
  tables::RoleWords<static_cast<std::size_t>(SpeechRole::count_)> words_;
  /// Words with marks (würde): they are told from those without (wurde), which folding does not do.
  std::vector<std::pair<std::string, Roles>> spelled_;
  std::uint64_t spelled_bits_ = 0;  ///< a bit for the low six of each hash in `spelled_`
  /// By hash: the two words of close to, of in fact; sorted: verb and particle of teilte mit.
  std::vector<std::pair<std::uint64_t, std::uint64_t>> after_noun_, between_pair_, separable_;
  tables::WordEndings speaker_, manner_, not_manner_, past_, ongoing_, plural_, apostrophe_;
};

}  // namespace quoth::quotations
