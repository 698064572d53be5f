// Which members each value of the library has, in their order: pickling, comparing and hashing go by this list.
#pragma once

#include <quoth/analyze/name_similarity.hpp>
#include <quoth/analyze/quotations.hpp>
#include <quoth/quoth.hpp>
#include <tuple>
#include <type_traits>

namespace quoth_python {

template <class T>
struct Tag {};

/// `members(Tag<T>{})` gives pointers to all members of T that hold its state.
#define QUOTH_MEMBERS(Type, ...)         \
  constexpr auto members(Tag<Type>) {    \
    using T = Type;                      \
    return std::make_tuple(__VA_ARGS__); \
  }

QUOTH_MEMBERS(quoth::Span, &T::begin, &T::end)
QUOTH_MEMBERS(quoth::Instant, &T::seconds)
QUOTH_MEMBERS(quoth::Day, &T::since_epoch)
QUOTH_MEMBERS(quoth::Interval, &T::from, &T::until)
QUOTH_MEMBERS(quoth::EntityId, &T::index)
QUOTH_MEMBERS(quoth::ArticleRef, &T::segment, &T::docid)
QUOTH_MEMBERS(quoth::QuotationRef, &T::article, &T::index)
QUOTH_MEMBERS(quoth::PublicationDay, &T::interval, &T::how, &T::confidence, &T::evidence)
QUOTH_MEMBERS(quoth::Article, &T::id, &T::title, &T::body, &T::published, &T::source, &T::url,
              &T::lang, &T::published_at)

QUOTH_MEMBERS(quoth::Mention, &T::span, &T::type, &T::form, &T::entity, &T::rule)
QUOTH_MEMBERS(quoth::Entity, &T::type, &T::gender, &T::name, &T::variants, &T::roles)
QUOTH_MEMBERS(quoth::Timex, &T::span, &T::type, &T::value, &T::mod, &T::quant, &T::freq,
              &T::interval, &T::anchor, &T::rule)
QUOTH_MEMBERS(quoth::Speaker, &T::span, &T::entity, &T::status)
QUOTH_MEMBERS(quoth::Quotation, &T::parent, &T::group, &T::span, &T::kind, &T::quoted, &T::speakers,
              &T::via, &T::cue, &T::stance, &T::said, &T::confidence, &T::rule)
QUOTH_MEMBERS(quoth::Annotations, &T::rules, &T::published, &T::mentions, &T::entities, &T::timexes,
              &T::quotations)

QUOTH_MEMBERS(quoth::Sentences, &T::span, &T::text)
QUOTH_MEMBERS(quoth::SentenceContext, &T::before, &T::holding, &T::after)
QUOTH_MEMBERS(quoth::Snippet, &T::text, &T::marks)
QUOTH_MEMBERS(quoth::FoundSpeaker, &T::text, &T::name, &T::status)
QUOTH_MEMBERS(quoth::FoundQuotation, &T::ref, &T::span, &T::text, &T::kind, &T::speakers, &T::via,
              &T::said, &T::stance, &T::confidence, &T::rule, &T::context, &T::marks)
QUOTH_MEMBERS(quoth::FoundDate, &T::span, &T::text, &T::value, &T::interval, &T::grain, &T::decided,
              &T::rule)
QUOTH_MEMBERS(quoth::Hit, &T::article, &T::quotation, &T::id, &T::title, &T::source, &T::url,
              &T::published, &T::score, &T::snippet, &T::quotations, &T::dates, &T::copies)
QUOTH_MEMBERS(quoth::Copy, &T::article, &T::id, &T::title, &T::source, &T::url, &T::published,
              &T::shared)
QUOTH_MEMBERS(quoth::Suggestion, &T::asked, &T::spelling, &T::documents, &T::likeness, &T::query)
QUOTH_MEMBERS(quoth::ParsedQuery::Issue, &T::span, &T::message)
QUOTH_MEMBERS(quoth::NameVariant, &T::spelling, &T::articles)
QUOTH_MEMBERS(quoth::ResolvedName, &T::name, &T::type, &T::articles, &T::mentions, &T::quotations,
              &T::variants, &T::roles)
QUOTH_MEMBERS(quoth::Results, &T::unit, &T::total, &T::total_is_exact, &T::hits, &T::issues,
              &T::notes, &T::suggestions, &T::people)
QUOTH_MEMBERS(quoth::Explanation::Part, &T::what, &T::score, &T::details)
QUOTH_MEMBERS(quoth::Explanation, &T::query, &T::score, &T::parts)
QUOTH_MEMBERS(quoth::Facets, &T::total, &T::articles, &T::people, &T::organisations, &T::places,
              &T::speakers, &T::issues, &T::notes)
QUOTH_MEMBERS(quoth::NameList, &T::articles, &T::names, &T::left_out)

QUOTH_MEMBERS(quoth::WordEdit, &T::kind, &T::asked, &T::source, &T::turning, &T::marked)
QUOTH_MEMBERS(quoth::QuotationSource, &T::article, &T::id, &T::title, &T::source, &T::url,
              &T::published, &T::quotation, &T::span, &T::printed, &T::context)
constexpr auto members(Tag<quoth::CheckedSource>) {
  using T = quoth::CheckedSource;
  return std::tuple_cat(
      members(Tag<quoth::QuotationSource>{}),
      std::make_tuple(&T::verdict, &T::likeness, &T::diff, &T::notes, &T::by_asked, &T::piece));
}
QUOTH_MEMBERS(quoth::CheckResult, &T::verdict, &T::text, &T::by, &T::attribution, &T::summary,
              &T::sources, &T::more_sources, &T::notes)
QUOTH_MEMBERS(quoth::TrailPrinting, &T::article, &T::id, &T::title, &T::source, &T::url,
              &T::published)
constexpr auto members(Tag<quoth::TrailVariant>) {
  using T = quoth::TrailVariant;
  return std::tuple_cat(members(Tag<quoth::CheckedSource>{}),
                        std::make_tuple(&T::against_first, &T::printings, &T::outlets));
}
QUOTH_MEMBERS(quoth::Trail, &T::text, &T::variants, &T::articles, &T::undated, &T::notes)

QUOTH_MEMBERS(quoth::TimelineExample, &T::article, &T::id, &T::title, &T::source, &T::published,
              &T::score, &T::date, &T::quotation, &T::snippet)
QUOTH_MEMBERS(quoth::TimelineRow, &T::interval, &T::grain, &T::name, &T::decided, &T::count,
              &T::dates, &T::printed, &T::examples)
QUOTH_MEMBERS(quoth::Timeline, &T::by, &T::unit, &T::grain, &T::total, &T::counted, &T::rows,
              &T::wider, &T::rows_left_out, &T::wider_left_out, &T::issues, &T::notes)

QUOTH_MEMBERS(quoth::IndexStats, &T::articles, &T::quotations, &T::deleted, &T::segments, &T::bytes,
              &T::generation, &T::analyzers)
QUOTH_MEMBERS(quoth::IndexSizes::Part, &T::name, &T::bytes)
QUOTH_MEMBERS(quoth::IndexSizes, &T::parts, &T::bytes, &T::text)
QUOTH_MEMBERS(quoth::CommitInfo, &T::generation, &T::added, &T::replaced, &T::removed)
QUOTH_MEMBERS(quoth::RebuildInfo, &T::generation, &T::articles, &T::segments)
QUOTH_MEMBERS(quoth::CheckReport::Problem, &T::file, &T::message)
QUOTH_MEMBERS(quoth::CheckReport, &T::problems, &T::files, &T::bytes)

QUOTH_MEMBERS(quoth::DateReading, &T::interval, &T::value, &T::rule)
QUOTH_MEMBERS(quoth::Decoded, &T::text, &T::read_as, &T::replaced, &T::had_bom)
QUOTH_MEMBERS(quoth::TokenReason, &T::a, &T::b, &T::how, &T::similarity, &T::weight)
QUOTH_MEMBERS(quoth::NameExplanation, &T::score, &T::tokens, &T::veto, &T::evidence)

#undef QUOTH_MEMBERS

template <class T>
concept HasMembers = requires {
  members(Tag<T>{});
};

}  // namespace quoth_python
