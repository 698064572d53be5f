#include "results/check_summary.hpp"

#include <algorithm>

namespace quoth {
namespace {

bool is_shown(const WordEdit& e) noexcept { return e.marked && !e.turning; }

bool is_turned(const CheckedSource& source) {
  return std::any_of(source.diff.begin(), source.diff.end(),
                     [](const WordEdit& e) { return e.turning; });
}

bool is_misquotation(const CheckedSource& source) {
  return std::any_of(source.notes.begin(), source.notes.end(), [](const std::string& note) {
    return note.find("misquotation") != std::string::npos;
  });
}

// The first differences; those that the text itself shows only where there are no others.
std::string changes(const CheckedSource& source) {
  constexpr std::size_t kMostShown = 3;
  std::string out;
  std::size_t shown = 0;
  const bool all = std::all_of(source.diff.begin(), source.diff.end(), [](const WordEdit& e) {
    return e.kind == WordEdit::Kind::same || is_shown(e);
  });
  for (const WordEdit& e : source.diff) {
    if (e.kind == WordEdit::Kind::same || (is_shown(e) && !all)) continue;
    if (shown++ == kMostShown) return out + ", ….";
    if (!out.empty()) out += ", ";
    if (e.kind == WordEdit::Kind::changed) out += "“" + e.asked + "” for “" + e.source + "”";
    if (e.kind == WordEdit::Kind::added) out += "“" + e.asked + "” added";
    if (e.kind == WordEdit::Kind::left_out) out += "“" + e.source + "” left out";
  }
  return out + ".";
}

// A result's parts as a sentence names them.
struct Named {
  std::string where;  // the best source's outlet
  std::string who;    // or "somebody it does not name"
  std::string said;   // "quotes Moss" or "reports Moss as saying it"
  bool known = false;
};

Named named(const CheckedSource& source, std::span<const std::string> speakers) {
  Named out;
  out.where = !source.source.empty() ? source.source
              : source.title.empty() ? source.id
                                     : "“" + source.title + "”";
  out.known = !speakers.empty();
  out.who = out.known ? listed(speakers) : "somebody it does not name";
  out.said = source.quotation.kind == QuotationKind::indirect
                 ? "reports " + out.who + " as saying it"
                 : "quotes " + out.who;
  return out;
}

std::string cut_summary(const CheckedSource& source, const Named& n) {
  if (is_turned(source))
    return "Cut: " + n.where + " " + n.said +
           " with words that are missing here and turn the sense: " + changes(source);
  return "Cut: " + n.where + " " + n.said +
         " with words in between that are missing here: " + changes(source);
}

std::string denied_summary(const CheckedSource& source, const Named& n) {
  const std::string who = n.known ? n.who : "the speaker";
  const std::string other =
      is_exact(source) ? "" : " The words there are other ones: " + changes(source);
  if (is_misquotation(source))
    return "Misquotation: " + n.where + " says that " + who + " was misquoted with these words." +
           other;
  return "Denied: " + who + " denied saying " + (other.empty() ? "it" : "something like it") +
         ", " + n.where + " reports." + other;
}

std::string verdict_summary(const CheckResult& result, std::span<const CheckedSource> sources,
                            const Named& n) {
  switch (result.verdict) {
    case Verdict::verbatim:
      return "Verbatim: " + n.where + " quotes " + n.who + " with these words.";
    case Verdict::altered:
      return "Altered: " + n.where + " " + n.said +
             " with other words: " + changes(sources.front()) +
             (is_turned(sources.front()) ? " This turns the sense." : "");
    case Verdict::cut:
      if (sources.size() > 1 && sources[1].piece == 1)
        return "Cut: " + n.where + " quotes " + n.who +
               " with all of it, but not as one: " + "what stood in between is missing here.";
      return cut_summary(sources.front(), n);
    case Verdict::spliced:
      return "Spliced: put together from " + std::to_string(sources.size()) +
             " places; nobody is quoted with all of it.";
    case Verdict::paraphrase:
      return "Paraphrase: " + n.where + " reports in its own words that " +
             (n.known ? n.who : "somebody") + " said " +
             (is_exact(sources.front()) ? "so" : "something like it") +
             "; it prints no quotation with these words." +
             (is_exact(sources.front()) ? "" : " It has other words: " + changes(sources.front()));
    case Verdict::denied:
      return denied_summary(sources.front(), n);
    case Verdict::hypothetical:
      return "Hypothetical: " + n.where + " prints it as what " + (n.known ? n.who : "somebody") +
             " might or should say, not as said.";
    case Verdict::in_text:
      return "No quotation: the words stand in the text of " + n.where + ", not as a quotation.";
    case Verdict::unknown:
      break;
  }
  return "Unknown: no quotation in the index is like it.";
}

}  // namespace

bool is_exact(const CheckedSource& source) {
  return std::all_of(source.diff.begin(), source.diff.end(), [](const WordEdit& e) {
    return e.kind == WordEdit::Kind::same || is_shown(e);
  });
}

std::string listed(std::span<const std::string> names) {
  constexpr std::size_t kMostNamed = 5;
  std::string out;
  for (std::size_t i = 0; i < names.size() && i < kMostNamed; ++i)
    out += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
  if (names.size() > kMostNamed)
    out += " and " + std::to_string(names.size() - kMostNamed) + " more";
  return out;
}

std::string summary_of(const CheckResult& result, std::span<const CheckedSource> sources,
                       std::span<const std::string> speakers) {
  const Named n = sources.empty() ? Named{} : named(sources.front(), speakers);
  std::string out = verdict_summary(result, sources, n);
  if (result.attribution == Attribution::other)
    out += " Misattributed: the words are " + n.who + "’s, not " + result.by + "’s.";
  if (result.attribution == Attribution::denied && result.verdict != Verdict::denied)
    out += " " + result.by + " is reported to have denied saying it.";
  if (result.attribution == Attribution::unknown && result.verdict != Verdict::unknown)
    out += " Whether " + result.by + " said it, the index does not tell.";
  return out;
}

}  // namespace quoth
