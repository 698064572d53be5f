// What single words do in time expressions, told by a table of each language.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/tables/role_table.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::dates {

// Name, and the words that English has for it. Tables write a hyphen for the underscore: side-before.
// clang-format off
#define QUOTH_DATE_ROLES(X)                                                                      \
  /* atoms */                                                                                    \
  X(weak)               /* in small letters rather another word: may, sat, august */             \
  X(needs_day)          /* a weekday only where a day follows: So. (German) */                   \
  X(date_opener)        /* makes "11.3." after it a day: am (German) */                          \
  X(bc)                 /* after a year: BC */                                                   \
  X(ad)                 /* after a year: AD */                                                   \
  X(ad_prefix)          /* before a year: AD */                                                  \
  X(year_prefix)        /* glued to a year: FY */                                                \
  X(decade_suffix)      /* glued to a year: s */                                                 \
  X(ordinal_suffix)     /* glued to a number: th, st */                                          \
  X(clock_am)           /* after an hour up to twelve: a.m. */                                   \
  X(clock_pm)           /* after an hour up to twelve: p.m. */                                   \
  X(clock_twelve)       /* after an hour up to twelve, either half of the day: o'clock */        \
  X(clock_hours)        /* after four digits: 1800 hours */                                      \
  X(local)              /* before "time", after four digits: local */                            \
  X(time)               /* time */                                                               \
  X(not_clock)          /* before two numbers with a colon, makes them no time: verse, score */  \
  X(clock_day)          /* after an hour up to twenty-four: 14.30 Uhr (German) */                \
  /* quantities */                                                                               \
  X(conjunct)           /* joins the parts of a number: and */                                   \
  X(one)                /* stands for one: a, an */                                              \
  X(couple)             /* couple */                                                             \
  X(few)                /* after "a": few, handful */                                            \
  X(more)               /* more */                                                               \
  X(number)             /* a number of */                                                        \
  X(half)               /* half */                                                               \
  X(plus_half)          /* says a half more than its number: anderthalb (German) */              \
  X(dozen)              /* dozen */                                                              \
  X(quarter)            /* quarter */                                                            \
  X(whole)              /* full, whole, further */                                               \
  X(several)            /* vague by itself: several, many */                                     \
  X(dozens)             /* vague before "of": dozens, hundreds */                                \
  X(of)                 /* of */                                                                 \
  /* what stands around */                                                                       \
  X(the)                /* the */                                                                \
  X(that)               /* that */                                                               \
  X(same)               /* same */                                                               \
  X(this_one)           /* this */                                                               \
  X(last)               /* last */                                                               \
  X(per)                /* per */                                                                \
  X(year_opener)        /* makes the number after it a year: in, since */                        \
  X(count_opener)       /* makes the number after it none: number, page, almost */               \
  X(number_sign)        /* abbreviates "number": no, nos */                                      \
  X(counted)            /* after a number, what it counts: people, miles */                      \
  X(rated)              /* before "a year", what is counted: dollars */                          \
  X(name_too)           /* a month that is also a name or a word: May, August */                 \
  X(verb_too)           /* a month or season that is also a verb: may, march, fall */            \
  X(never_small)        /* no month in small letters: may, march, august */                      \
  X(given_name_too)     /* a month that is also a given name: April, June */                     \
  X(month_opener)       /* makes the word after it a month: in, last, until */                   \
  X(loose_opener)       /* likewise, but stands before names as well: for, of */                 \
  X(verb_of_name)       /* after what was a name: said, is */                                    \
  X(season_opener)      /* makes the word after it a season: in, last */                         \
  X(leads_on)           /* after "the fall", makes it none: of, in, from */                      \
  X(not_season)         /* after a season, makes it none: Olympics */                            \
  X(in_a_row)           /* between number and quarters: consecutive */                           \
  X(clause_opener)      /* when, that, who, he */                                                \
  X(unit_opener)        /* before "the day", makes it a time: end, during */                     \
  X(short_unit)         /* seconds, minutes, hours, times */                                     \
  X(amount_opener)      /* before "hours", makes them an amount: for, within */                  \
  /* verbs */                                                                                    \
  X(met)                /* sets a term only while no verb tells that it was met: by */           \
  X(ahead)              /* ahead */                                                              \
  X(deadline)           /* deadline, deadlines */                                                \
  X(to)                 /* to */                                                                 \
  X(have)               /* after a modal, turns it to the past: have */                          \
  X(be)                 /* be, being */                                                          \
  X(is)                 /* is, are, am */                                                        \
  X(has)                /* before a participle: has, have */                                     \
  X(perfect)            /* before a participle that names a plan, puts it in the past: had */     \
  X(between)            /* before a range whose ends "and" joins: between */                      \
  X(ended)              /* between a quarter and its last day: ended */                           \
  X(due)                /* due */                                                                \
  X(plan_leads)         /* after "scheduled": to, for, on */                                     \
  /* questions */                                                                                \
  X(side_before)        /* before */                                                             \
  X(side_after)         /* after */                                                              \
  X(side_since)         /* since, from */                                                        \
  X(side_until)         /* until, till, by, to */                                                \
  X(filler)             /* tells no side: in, on, the */                                         \
  X(next)               /* next, coming, following */                                            \
  X(past)               /* last, past, previous, recent */
// clang-format on

enum class Role : std::uint8_t {
#define QUOTH_DECLARE(name) name,
  QUOTH_DATE_ROLES(QUOTH_DECLARE)
#undef QUOTH_DECLARE
      count_
};

/// The table <lang>/date_words.tsv of one language. Immutable, shared by all threads. A language
/// without the table has no word for any role.
class DateWords {
 public:
  DateWords() = default;
  /// Reads a table; `errors` receives a line for each row that cannot be read, with file and line.
  DateWords(std::string_view table, std::string_view file, const Lexicon& lexicon,
            std::vector<std::string>* errors = nullptr);

  /// The words of the language whose compiled lexicon this is. Compiled on first use.
  static const DateWords& of(const Lexicon& lexicon);

  /// Whether the word or phrase of the lexicon plays the role.
  [[nodiscard]] bool is(WordId word, Role role) const noexcept {
    return words_.of(word)[static_cast<std::size_t>(role)];
  }
  /// Whether token `i` of a text scanned with that lexicon plays the role.
  [[nodiscard]] bool is(const TokenTable& t, TokenIndex i, Role role) const noexcept {
    return words_.of(t, i)[static_cast<std::size_t>(role)];
  }

  /// Whether a word in small letters has the ending of a past form: -ed.
  [[nodiscard]] bool ends_as_past(std::string_view word) const noexcept {
    return word.size() > 3 && past_.end(word) && !not_past_.end(word);
  }
  /// Likewise of a form that goes on: -ing.
  [[nodiscard]] bool ends_as_ongoing(std::string_view word) const noexcept {
    return ongoing_.end(word);
  }
  /// Likewise of a plural: -s.
  [[nodiscard]] bool ends_as_plural(std::string_view word) const noexcept {
    return word.size() > 3 && plural_.end(word) && !not_plural_.end(word);
  }
  /// Nouns have capitals, so that a capital tells no name (language.tsv).
  [[nodiscard]] bool capital_nouns() const noexcept { return capital_nouns_; }
  /// 2,5 is two and a half, and 10.000 ten thousand.
  [[nodiscard]] bool decimal_comma() const noexcept { return decimal_comma_; }

 private:
  tables::RoleWords<static_cast<std::size_t>(Role::count_)> words_;
  tables::WordEndings past_, not_past_, ongoing_, plural_, not_plural_;
  bool capital_nouns_ = false, decimal_comma_ = false;
};

}  // namespace quoth::dates
