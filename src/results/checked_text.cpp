#include "results/checked_text.hpp"

#include <algorithm>
#include <optional>

#include "quoth/analyze/analyzers.hpp"
#include "quoth/analyze/word_class.hpp"
#include "quoth/postings/article_terms.hpp"
#include "quoth/results/quotation_check.hpp"
#include "quoth/text/decode.hpp"
#include "quoth/text/fold.hpp"

namespace quoth {
namespace {

constexpr std::size_t kMostBytes = std::size_t{64} << 10;

const Analyzers& analyzers() {
  static const Analyzers all = Analyzers::english();
  return all;
}

void append_words(const TokenTable& tokens, Span span, CheckedText& out) {
  const TokenRange range = tokens.tokens_in(span);
  const std::size_t before = out.words.size();
  append_quotation_words(tokens, range, "en", out.words);
  // What the text says in between ("she said") is no omission that it hides.
  if (before > 0 && before < out.words.size()) out.words[before].traits |= word_trait::gap;
  for (TokenIndex i = range.begin; i < range.end; ++i) {
    if (!is_indexed(tokens, i)) continue;
    CheckedText::Form form{folded(tokens.text(i)), tokens.span(i)};
    if (!form.text.empty()) out.forms.push_back(std::move(form));
  }
  out.compared = out.compared.empty() ? span : Span{out.compared.begin, span.end};
}

void bound(CheckedText& out) {
  if (out.words.size() <= kMostCheckedWords) return;
  out.words.resize(kMostCheckedWords);
  const std::uint32_t end = out.words.back().span.end;
  std::erase_if(out.forms, [&](const CheckedText::Form& form) { return form.span.begin >= end; });
  out.compared.end = end;
  out.notes.push_back("Only the first " + std::to_string(kMostCheckedWords) +
                      " words were compared.");
}

// "She said ..." tells nobody's name.
bool is_pronoun(const TokenTable& tokens, Span span) {
  const TokenRange range = tokens.tokens_in(span);
  return range.size() == 1 && has(tokens.classes(range.begin), WordClass::pronoun);
}

std::string name_of_speaker(const Quotation& quotation, const Annotations& annotations,
                            const TokenTable& tokens) {
  for (const Speaker& speaker : quotation.speakers) {
    if (speaker.entity.known())
      return annotations.entities[static_cast<std::size_t>(speaker.entity.index)].name;
    if (speaker.status != SpeakerStatus::unknown && !is_pronoun(tokens, speaker.span))
      return std::string(speaker.span.of(tokens.text()));
  }
  return {};
}

// "Moss said: We will pay", "Ada Moss: We will pay": where the words begin, and whose they are.
std::optional<std::pair<std::uint32_t, std::string>> colon_attribution(
    const TokenTable& tokens, const Annotations& annotations) {
  constexpr TokenIndex kLongestPrefix = 12;
  for (TokenIndex i = 1; i < std::min<TokenIndex>(tokens.size(), kLongestPrefix); ++i) {
    if (tokens.kind(i) == TokenKind::mark) return std::nullopt;
    if (tokens.at(i) != ':') continue;
    bool cue = false;
    for (TokenIndex k = 0; k < i; ++k)
      cue = cue || has_any(tokens.classes(k), classes_of(WordClass::cue_verb, WordClass::cue_noun));
    const std::uint32_t end = tokens.span(i).end;
    for (const Mention& mention : annotations.mentions) {
      if (mention.span.end > end || mention.form != MentionForm::name ||
          mention.type == EntityType::place)
        continue;
      const TokenRange named = tokens.tokens_in(mention.span);
      if (!cue && named.size() + 1 < i) continue;  // a heading with a name in it
      std::string name(mention.span.of(tokens.text()));
      if (mention.entity.known())
        name = annotations.entities[static_cast<std::size_t>(mention.entity.index)].name;
      return std::pair{end, std::move(name)};
    }
    // "She said: ..." tells nobody's name, and still is no part of the words.
    if (cue && i <= 4) return std::pair{end, std::string()};
    return std::nullopt;
  }
  return std::nullopt;
}

// "Moss: We will pay" of somebody whom no table knows: the words behind the colon, if nothing but capitalised words
// stands before it. It may be a heading: both readings are looked for.
void read_label(const TokenTable& tokens, CheckedText& out) {
  constexpr TokenIndex kLongestLabel = 4;
  bool common = false;
  for (TokenIndex i = 0; i < std::min<TokenIndex>(tokens.size(), kLongestLabel + 1); ++i) {
    if (i > 0 && i + 1 < tokens.size() && tokens.at(i) == ':') {
      out.part.push_back({tokens.span(i).end, static_cast<std::uint32_t>(tokens.text().size())});
      if (!common) out.part_by = Span{tokens.span(0).begin, tokens.span(i).begin}.of(tokens.text());
      return;
    }
    const bool full_stop =
        i > 0 && tokens.at(i) == '.' && has(tokens.classes(i - 1), WordClass::honorific);
    if (full_stop) continue;
    if (tokens.kind(i) != TokenKind::word ||
        (tokens.shape(i) != Shape::capitalised && tokens.shape(i) != Shape::upper))
      return;
    common = common || has(tokens.classes(i), WordClass::common_word);
  }
}

}  // namespace

CheckedText read_checked_text(std::string_view given) {
  CheckedText out;
  if (given.size() > kMostBytes) {
    std::size_t end = kMostBytes;
    while (end > 0 && (static_cast<unsigned char>(given[end]) & 0xC0) == 0x80) --end;
    given = given.substr(0, end);
    out.notes.push_back("Only the first 64 KiB of the text were read.");
  }
  out.text = is_utf8(given) ? std::string(given) : decode(given).text;
  const std::string_view text = out.text;
  TokenTable tokens;
  tokens.scan(text, lexicon_of("en"));
  const Span all{0, static_cast<std::uint32_t>(text.size())};
  bool marks = false, cue = false;
  for (TokenIndex i = 0; i < tokens.size(); ++i) {
    marks = marks || tokens.kind(i) == TokenKind::mark;
    cue = cue || has_any(tokens.classes(i), classes_of(WordClass::cue_verb, WordClass::cue_noun,
                                                       WordClass::cue_phrase));
  }
  const bool colon = text.find(':') != std::string_view::npos;
  if (!marks && !cue && !colon) {
    append_words(tokens, all, out);
    bound(out);
    return out;
  }

  const Annotations annotations = analyzers().annotate(Context{tokens, {}, std::nullopt, "en"});
  if (marks) {
    // Marked speech that the text attributes to somebody. All of one speaker's, or of the first one's.
    std::vector<Span> said;
    std::string by;
    bool attributed = false;
    std::size_t words = 0;
    for (const Quotation& q : annotations.quotations) {
      if (q.kind == QuotationKind::indirect || q.quoted.empty()) continue;
      if (q.parent >= 0 && annotations.quotations[static_cast<std::size_t>(q.parent)].kind !=
                               QuotationKind::indirect)
        continue;
      const std::string name = name_of_speaker(q, annotations, tokens);
      if (!by.empty() && !name.empty() && name != by) {
        out.notes.push_back("The text quotes several people; only the words of " + by +
                            " were compared.");
        break;
      }
      if (by.empty()) by = name;
      attributed = attributed || !q.speakers.empty() || !q.cue.empty();
      for (const Span span : q.quoted) {
        if (!said.empty() && span.begin < said.back().end) continue;
        said.push_back(span);
        words += tokens.tokens_in(span).size();
      }
    }
    const bool most = words * 3 >= std::size_t{tokens.size()} * 2;
    if (!said.empty() && most) {
      for (const Span span : said) append_words(tokens, span, out);
      out.by = by;
      bound(out);
      return out;
    }
    if (attributed && words >= 3) {
      out.part = std::move(said);
      out.part_by = std::move(by);
    }
  }
  if (const auto colon_said = colon_attribution(tokens, annotations)) {
    append_words(tokens, {colon_said->first, all.end}, out);
    out.by = colon_said->second;
    bound(out);
    return out;
  }
  append_words(tokens, all, out);
  for (const Quotation& q : annotations.quotations) {
    if (!out.part.empty()) break;
    if (q.kind != QuotationKind::indirect || q.parent >= 0) continue;
    constexpr TokenIndex kFewWords = 4;
    if (q.span.size() * 2 < all.size() || tokens.tokens_in(q.span).size() < kFewWords) break;
    out.part.push_back(q.span);
    out.part_by = name_of_speaker(q, annotations, tokens);
    break;
  }
  if (out.part.empty() && colon) read_label(tokens, out);
  bound(out);
  return out;
}

CheckedText read_part(const CheckedText& whole) {
  CheckedText out;
  out.text = whole.text;
  out.by = whole.part_by;
  out.notes = whole.notes;
  TokenTable tokens;
  tokens.scan(out.text, lexicon_of("en"));
  for (const Span span : whole.part) append_words(tokens, span, out);
  bound(out);
  return out;
}

}  // namespace quoth
