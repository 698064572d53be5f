#include "quoth/postings/article_terms.hpp"

#include <libstemmer.h>

#include <algorithm>
#include <new>
#include <string_view>
#include <unordered_map>

#include "analyze/names/skeleton.hpp"
#include "quoth/analyze/name_keys.hpp"
#include "quoth/analyze/name_variants.hpp"
#include "quoth/postings/quotation_words.hpp"
#include "quoth/postings/terms.hpp"
#include "quoth/text/fold.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth {
namespace {

constexpr std::uint32_t kTitleWeight = 3;

struct Word {
  std::string form;
  std::string stem;
};

// Terms of one document while they are being gathered.
class Gathering {
 public:
  void add(std::string term, std::uint32_t wdf = 0) { terms_[std::move(term)] += wdf; }
  // A name's term, which stays where it is until take().
  const std::string& add_name(std::string term) {
    return terms_.try_emplace(std::move(term)).first->first;
  }
  // The next word of the text.
  void add_word(const Word& word, std::uint32_t weight) {
    if (words_ >= DocumentTerms::kMostTitleWords) weight = 1;
    std::string stem = term::stem(word.stem);
    Places& places = forms_[term::form(word.form)];
    if (places.positions.empty()) places.stem = stem;
    places.positions.push_back(++words_);
    add(std::move(stem), weight);
  }
  void set_place(const DocumentTerms::Place& place) { place_ = place; }
  // That all words so far are the title's.
  void end_title() { title_words_ = std::min(words_, DocumentTerms::kMostTitleWords); }
  // `term` is one that add_name gave back.
  void add_key(std::string key, const std::string& term) {
    keys_.emplace_back(std::move(key), &term);
  }
  DocumentTerms take() {
    DocumentTerms out;
    out.terms.reserve(terms_.size());
    for (auto& [text, wdf] : terms_) out.terms.push_back({text, wdf});
    std::sort(out.terms.begin(), out.terms.end(),
              [](const auto& a, const auto& b) { return a.text < b.text; });
    out.forms.reserve(forms_.size());
    for (auto& [text, places] : forms_) {
      out.forms.push_back({index_of(places.stem, out), text, std::move(places.positions)});
    }
    std::sort(out.forms.begin(), out.forms.end(),
              [](const auto& a, const auto& b) { return a.text < b.text; });
    out.title_words = title_words_;
    out.place = place_;
    out.keys.reserve(keys_.size());
    for (auto& [key, term] : keys_) out.keys.push_back({std::move(key), index_of(*term, out)});
    std::sort(out.keys.begin(), out.keys.end());
    out.keys.erase(std::unique(out.keys.begin(), out.keys.end()), out.keys.end());
    *this = Gathering();
    return out;
  }

 private:
  // REQUIRES: the document has the term.
  static std::uint32_t index_of(const std::string& term, const DocumentTerms& document) {
    const auto at = std::lower_bound(
        document.terms.begin(), document.terms.end(), term,
        [](const DocumentTerms::Term& t, const std::string& s) { return t.text < s; });
    return static_cast<std::uint32_t>(at - document.terms.begin());
  }

  struct Places {
    std::string stem;
    std::vector<std::uint32_t> positions;
  };
  std::unordered_map<std::string, std::uint32_t> terms_;
  std::unordered_map<std::string, Places> forms_;
  std::uint32_t words_ = 0, title_words_ = 0;
  DocumentTerms::Place place_;
  std::vector<std::pair<std::string, const std::string*>> keys_;
};

char scope_of(EntityType type) noexcept {
  switch (type) {
    case EntityType::person:
      return 'P';
    case EntityType::organisation:
      return 'O';
    case EntityType::place:
      return 'L';
  }
  return 'P';
}

}  // namespace

bool is_indexed(const TokenTable& tokens, std::uint32_t token) noexcept {
  const TokenKind kind = tokens.kind(token);
  return kind == TokenKind::word || kind == TokenKind::number;
}

bool is_decided(const Timex& timex) noexcept { return !timex.value.starts_with('X'); }

bool is_decided(const Quotation& quotation, const Annotations& annotations) noexcept {
  return !(annotations.published && annotations.published->how == PublicationDay::How::inferred &&
           quotation.said == annotations.published->interval);
}

struct TermMaker::Impl {
  struct StemmerDeleter {
    void operator()(sb_stemmer* s) const noexcept { sb_stemmer_delete(s); }
  };
  std::unique_ptr<sb_stemmer, StemmerDeleter> stemmer;
  std::unordered_map<std::uint64_t, Word> cache;   // by token hash
  std::unordered_map<std::string, NameKeys> keys;  // by folded name token
  static constexpr std::size_t kMostCached = 1 << 17;
  std::string scratch;

  std::string_view stem(std::string_view folded) {
    if (!stemmer || folded.size() > term::kMaxBytes) return folded;
    const sb_symbol* s =
        sb_stemmer_stem(stemmer.get(), reinterpret_cast<const sb_symbol*>(folded.data()),
                        static_cast<int>(folded.size()));
    if (s == nullptr) throw std::bad_alloc();
    return {reinterpret_cast<const char*>(s),
            static_cast<std::size_t>(sb_stemmer_length(stemmer.get()))};
  }

  const Word& word_of(const TokenTable& tokens, TokenIndex i) {
    if (cache.size() > kMostCached) cache.clear();
    const auto [at, fresh] = cache.try_emplace(tokens.hash(i));
    if (fresh) {
      fold_word(tokens.text(i), at->second.form);
      at->second.stem = stem(at->second.form);
    }
    return at->second;
  }

  // The words of a span.
  void add_words(Gathering& out, const TokenTable& tokens, TokenRange range, std::uint32_t weight) {
    for (TokenIndex i = range.begin; i < range.end; ++i) {
      if (!is_indexed(tokens, i)) continue;
      const Word& word = word_of(tokens, i);
      if (!word.form.empty()) out.add_word(word, weight);
    }
  }

  // How many words stand before each token, and before the end.
  std::vector<std::uint32_t> words_before;
  void count_words(const TokenTable& tokens) {
    words_before.assign(1, 0);
    words_before.reserve(std::size_t{tokens.size()} + 1);
    for (TokenIndex i = 0; i < tokens.size(); ++i) {
      const bool word = is_indexed(tokens, i) && !word_of(tokens, i).form.empty();
      words_before.push_back(words_before.back() + (word ? 1 : 0));
    }
  }

  // REQUIRES: count_words() was called for the tokens.
  DocumentTerms::Place place_of(const TokenTable& tokens, TokenRange said, TokenIndex body) const {
    DocumentTerms::Place out;
    out.first = words_before[said.begin] + 1;
    if (said.empty()) return out;
    out.words = words_before[said.end] - words_before[said.begin];
    const TokenRange round = round_of(tokens, said, body);
    out.before = words_before[said.begin] - words_before[round.begin];
    out.after = words_before[round.end] - words_before[said.end];
    return out;
  }

  // The sentences that a quotation begins and ends in, the one before and the one after; none of the title's for one
  // of the body. Of at most kMostAround tokens on each side, so that a sentence without end is as good as another.
  static TokenRange round_of(const TokenTable& tokens, TokenRange said, TokenIndex body) {
    constexpr TokenIndex kMostAround = 80;
    const std::vector<TokenRange>& sentences = tokens.sentences();
    const bool in_title = said.begin < body;
    const std::uint32_t first = tokens.sentence_of(said.begin);
    const std::uint32_t last = tokens.sentence_of(said.end - 1);
    TokenIndex from = sentences[first > 0 ? first - 1 : first].begin;
    TokenIndex to = sentences[last + 1 < sentences.size() ? last + 1 : last].end;
    if (in_title) to = std::min(to, body);
    if (!in_title) from = std::max(from, body);
    from = std::max(from, said.begin > kMostAround ? said.begin - kMostAround : 0);
    to = std::min<TokenIndex>(to, said.end + kMostAround);
    return {from, std::max(to, said.end)};
  }

  static void add_filters(Gathering& out, const Article& article, const Annotations& annotations) {
    if (!article.lang.empty()) out.add(term::language(article.lang));
    if (!article.source.empty()) out.add(term::source(article.source));
    if (!annotations.published) return;
    std::vector<std::string> terms;
    append_published_terms(annotations.published->interval, terms);
    for (std::string& t : terms) out.add(std::move(t));
  }

  static void add_dates(Gathering& out, const Interval& interval, bool decided) {
    std::vector<std::string> terms;
    decided ? append_date_terms(interval, terms) : append_undecided_date_terms(interval, terms);
    for (std::string& t : terms) out.add(std::move(t));
  }

  const NameKeys& keys_of(const std::string& token) {
    if (keys.size() > kMostCached) keys.clear();
    const auto [at, fresh] = keys.try_emplace(token);
    if (fresh) at->second = name_keys(token);
    return at->second;
  }

  using NameTokens = decltype(name_tokens(std::string_view()));

  // One spelling of a whole name: the terms of its tokens, its own, and the keys that lead to them.
  // `as_whole` is false for what is only a part of a fuller name.
  void add_name(Gathering& out, const NameTokens& tokens, char scope, bool as_whole = true) {
    if (tokens.empty()) return;
    std::string whole;
    for (const std::string& token : tokens) {
      if (!whole.empty()) whole += ' ';
      whole += token;
      const std::string& term =
          out.add_name(scope == 'B' ? term::speaker_token(token) : term::name_token(scope, token));
      if (token.size() > dictionary::kMaxListed) continue;
      for (const std::string& key : keys_of(token))
        out.add_key(dictionary::tokens_with_key(key), term);
    }
    if (!as_whole) return;
    const std::string& term = out.add_name(term::whole_name(scope, whole));
    if (whole.size() > dictionary::kMaxListed) return;
    for (const std::string& token : tokens) out.add_key(dictionary::names_with_token(token), term);
    // "Ivory Coast" leads to "Côte d'Ivoire": what a place or an organisation is called elsewhere.
    if (scope == 'P') return;
    for (const std::string& key : whole_name_keys(whole))
      out.add_key(dictionary::names_with_key(key), term);
  }

  // "Zelensky" is a part of "Volodymyr Zelenskiy" too.
  static bool is_misspelling(const std::string& a, const std::string& b) {
    constexpr std::size_t kFewestLetters = 4;
    return a.size() >= kFewestLetters && b.size() >= kFewestLetters &&
           names::skeleton(a) == names::skeleton(b) && token_similarity(a, b) >= kSameToken;
  }

  // "Bush" beside "Jeb Bush" is no whole name: in this article it means him, and who asks for
  // another Bush by his full name is not to find it.
  void add_entity(Gathering& out, const Entity& entity, char scope) {
    const NameTokens full = name_tokens(entity.name);
    add_name(out, full, scope);
    for (const std::string& variant : entity.variants) {
      const NameTokens tokens = name_tokens(variant);
      const bool part = tokens.size() < full.size() &&
                        std::all_of(tokens.begin(), tokens.end(), [&](const std::string& token) {
                          return std::any_of(full.begin(), full.end(), [&](const std::string& f) {
                            return f == token || is_misspelling(f, token);
                          });
                        });
      add_name(out, tokens, scope, !part);
    }
  }
};

TermMaker::TermMaker(std::string_view lang) : impl_(std::make_unique<Impl>()) {
  const std::string name = lang.empty() ? "en" : std::string(lang.substr(0, 2));
  impl_->stemmer.reset(sb_stemmer_new(name.c_str(), nullptr));  // null for languages without one
}
TermMaker::~TermMaker() = default;
TermMaker::TermMaker(TermMaker&&) noexcept = default;
TermMaker& TermMaker::operator=(TermMaker&&) noexcept = default;

std::string_view TermMaker::stem_of(std::string_view folded) { return impl_->stem(folded); }

ArticleTerms TermMaker::make(const Article& article, const TokenTable& tokens,
                             const Annotations& annotations) {
  ArticleTerms out;
  Impl& m = *impl_;
  const auto title_end = static_cast<std::uint32_t>(article.title.size());
  const TokenRange title = tokens.tokens_in({0, title_end});
  const TokenRange body{title.end, tokens.size()};

  Gathering g;
  m.add_words(g, tokens, title, kTitleWeight);
  g.end_title();
  m.add_words(g, tokens, body, 1);
  Impl::add_filters(g, article, annotations);
  g.add(term::id(article.id));
  for (const Timex& timex : annotations.timexes)
    if (timex.interval && !timex.interval->empty())
      Impl::add_dates(g, *timex.interval, is_decided(timex));
  for (const Entity& entity : annotations.entities) m.add_entity(g, entity, scope_of(entity.type));
  out.article = g.take();

  if (!annotations.quotations.empty()) m.count_words(tokens);
  out.quotations.reserve(annotations.quotations.size());
  auto mention = annotations.mentions.begin();
  for (const Quotation& q : annotations.quotations) {
    const TokenRange said = tokens.tokens_in(q.span);
    m.add_words(g, tokens, said, 1);
    g.set_place(m.place_of(tokens, said, body.begin));
    g.add(term::speech(name_of(q.kind)));
    g.add(term::stance(name_of(q.stance)));
    Impl::add_filters(g, article, annotations);
    if (q.said && !q.said->empty()) Impl::add_dates(g, *q.said, is_decided(q, annotations));
    // Quotations are sorted by begin, so mentions before this one matter to none that follow.
    while (mention != annotations.mentions.end() && mention->span.end <= q.span.begin) ++mention;
    for (auto in = mention; in != annotations.mentions.end() && in->span.begin < q.span.end; ++in) {
      if (in->form != MentionForm::name || !in->entity.known()) continue;
      const Entity& entity = annotations.entities[static_cast<std::size_t>(in->entity.index)];
      m.add_entity(g, entity, scope_of(entity.type));
    }
    for (const Speaker& speaker : q.speakers) {
      if (speaker.entity.known()) {
        m.add_entity(g, annotations.entities[static_cast<std::size_t>(speaker.entity.index)], 'B');
      } else if (speaker.status != SpeakerStatus::unknown) {
        m.add_name(g, name_tokens(speaker.span.of(tokens.text())), 'B');
      }
    }
    out.quotations.push_back(g.take());
  }
  return out;
}

}  // namespace quoth
