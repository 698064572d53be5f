// How words, names and dates are written as index terms.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "quoth/analyze/calendar.hpp"

namespace quoth {

/// Terms follow Omega's conventions where one exists, and X... prefixes for ours:
///
///   word            folded word as written: a form of its stem                blows
///   Zstem           its stem; carries the frequency (body + 3 x title)        Zblow
///   Qid             unique id of an article                                   Qnews/17.txt
///   Dday Mmonth Yyear   publication day, as far as it is decided              D20220311
///   Lxx             language                                                  Len
///   XSsource        outlet, folded                                            XStass
///   XN{P,O,L}token  a token of the name of a person, an organisation, a place XNPzelenskyy
///   XE{P,O,L}name   a whole name, as any variant of an entity spells it; not  XEPada moss
///                   what is only a part of its fullest name ("moss")
///   XBtoken, XEBname   (quotations) the same of its speaker                   XBmoss
///   XKkind, XGstance  (quotations) "direct", "mixed", "indirect"; "asserted", "denied", "hypothetical"
///   XTcell, XAcell  calendar cells of dates in the text; see cover()          XT20220311 XA202203
///
/// Quotation documents hold the words said, the names and dates in them, their speaker, the cells
/// of the day it was said, and their article's source, language and publication terms. A
/// term longer than 200 bytes keeps its first 160 and ends in a hash of the whole.
namespace term {

inline constexpr std::size_t kMaxBytes = 200;

[[nodiscard]] std::string form(std::string_view folded);
[[nodiscard]] std::string stem(std::string_view folded_stem);
[[nodiscard]] std::string id(std::string_view id);
[[nodiscard]] std::string language(std::string_view lang);
[[nodiscard]] std::string source(std::string_view source);
/// A token of any name: no document carries it, it stands for the three of typed_names().
[[nodiscard]] std::string name_token(std::string_view folded);
[[nodiscard]] bool is_untyped_name(std::string_view term) noexcept;
/// REQUIRES: is_untyped_name(term).
[[nodiscard]] std::array<std::string, 3> typed_names(std::string_view term);
/// `scope` is 'P', 'O' or 'L': capitals, so that no folded token can be taken for one.
[[nodiscard]] std::string name_token(char scope, std::string_view folded);
[[nodiscard]] std::string speaker_token(std::string_view folded);
[[nodiscard]] std::string speech(std::string_view kind);
[[nodiscard]] std::string stance(std::string_view stance);
/// `scope` is 'P', 'O', 'L' or, for speakers, 'B'.
[[nodiscard]] std::string whole_name(char scope, std::string_view folded_name);

}  // namespace term

/// A calendar cell: a day "20220311", month "202203", year "2022", decade "202_", century "20__".
/// Years before 0 start with '-', all years have four digits.
using Cell = std::string;

/// The fewest cells that together are the days of `interval`, in order (times of day widen to whole
/// days, and the interval is cut to kAllTime). At most about 250 cells whatever the interval.
[[nodiscard]] std::vector<Cell> cover(const Interval& interval);
/// The cells that hold `cell`, from the next larger on.
[[nodiscard]] std::vector<Cell> ancestors(const Cell& cell);

/// Terms a document carries for a date in it: XT + each cell of its cover, and XA + each of their
/// ancestors.
void append_date_terms(const Interval& interval, std::vector<std::string>& out);
/// Terms for a date of which only `interval` is known to hold it ("on Friday" in an undated article): XA + each
/// cell that holds all of `interval`, so that it is found at that coarser precision and no finer one.
void append_undecided_date_terms(const Interval& interval, std::vector<std::string>& out);
/// Terms of which a document carries at least one exactly if one of its dates overlaps `interval`
/// (at the precision of days): for each cell of the cover XT + cell, XA + cell, and XT + each
/// ancestor.
[[nodiscard]] std::vector<std::string> date_query_terms(const Interval& interval);
/// Those of them that mean a date at least as precise as the interval's cells: "March 31" for a day of March, not
/// "2022".
[[nodiscard]] std::vector<std::string> precise_date_query_terms(const Interval& interval);

/// D, M and Y terms of a publication interval: those cells that hold all of it.
void append_published_terms(const Interval& interval, std::vector<std::string>& out);
/// Terms of which an article carries at least one exactly if its publication interval lies in
/// `interval`'s days.
[[nodiscard]] std::vector<std::string> published_query_terms(const Interval& interval);

/// Keys of the dictionary that leads from how a name sounds to the terms of names: "k" + name key -> tokens (XN, XB);
/// "n" + folded token -> whole names (XE) that hold it; "w" + key of a whole name (name_variants.hpp) -> whole names of
/// places, organisations and speakers. One dictionary for each kind of document. A token or whole name of more than
/// kMaxListed bytes has no keys: its term does not spell it.
namespace dictionary {
// A name's term has a prefix of at most 3 bytes.
inline constexpr std::size_t kMaxListed = term::kMaxBytes - 3;

[[nodiscard]] std::string tokens_with_key(std::string_view name_key);
[[nodiscard]] std::string names_with_token(std::string_view folded_token);
[[nodiscard]] std::string names_with_key(std::string_view whole_name_key);
/// What the term of a name spells: a folded token, or the scope and the folded whole name. Leads into `term`; empty
/// when that is no name's.
[[nodiscard]] std::string_view spelling_of(std::string_view term) noexcept;
}  // namespace dictionary

/// Value slots of both kinds of document.
enum class Slot : std::uint32_t {
  order = 0,      ///< 8 bytes, big-endian: ties are broken by it; grows with (segment, docid)
  published = 1,  ///< first day of the publication interval, sortable; absent when unknown
};

}  // namespace quoth
