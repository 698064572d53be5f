#include "postings/article_postings.hpp"

#include <libstemmer.h>

#include <algorithm>
#include <map>
#include <new>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "analyze/names/skeleton.hpp"
#include "quoth/analyze/name_keys.hpp"
#include "quoth/postings/terms.hpp"
#include "quoth/text/fold.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth {
namespace {

using Text = ArticlePostings::Text;

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

// What a word is as a term, remembered from article to article.
struct KnownWord {
  std::uint64_t hash = 0;  // of the token
  std::string form, stem;  // as terms; no form: the token is no word
  std::uint64_t form_hash = 0, stem_hash = 0;
  std::uint32_t article = 0, word = 0;  // its number in the article that had it last
};

// From hashes of tokens to words: open addressing, one probe most often. Small until there are words, since a search
// makes one for the few that it asks for.
class KnownWords {
 public:
  // The word with the hash, which `make` fills if it is a new one. It stays until the next call.
  template <class Make>
  KnownWord& find(std::uint64_t hash, Make make) {
    std::size_t at = hash & mask();
    for (; slots_[at] != 0; at = (at + 1) & mask())
      if (words_[slots_[at] - 1].hash == hash) return words_[slots_[at] - 1];
    if (words_.size() == kMost) {
      words_.clear();
      slots_.assign(slots_.size(), 0);
      at = hash & mask();
    } else if (2 * (words_.size() + 1) > slots_.size()) {
      grow();
      at = free_slot(hash);
    }
    KnownWord& word = words_.emplace_back();
    make(word);
    word.hash = hash;
    slots_[at] = static_cast<std::uint32_t>(words_.size());
    return word;
  }

 private:
  static constexpr std::size_t kMost = std::size_t{1} << 17;
  [[nodiscard]] std::size_t mask() const noexcept { return slots_.size() - 1; }
  [[nodiscard]] std::size_t free_slot(std::uint64_t hash) const noexcept {
    std::size_t at = hash & mask();
    while (slots_[at] != 0) at = (at + 1) & mask();
    return at;
  }
  void grow() {
    slots_.assign(2 * slots_.size(), 0);
    for (std::size_t i = 0; i < words_.size(); ++i)
      slots_[free_slot(words_[i].hash)] = static_cast<std::uint32_t>(i + 1);
  }
  std::vector<std::uint32_t> slots_ = std::vector<std::uint32_t>(64);  // number of the word, from 1
  std::vector<KnownWord> words_;
};

// The distinct texts of one article: numbers for them, as long as no other article was begun.
class ArticleTexts {
 public:
  void begin() noexcept {
    ++article_;
    count_ = 0;
  }
  // The number of a text among `terms`, where it is added if it is new.
  std::uint32_t number_of(std::string_view text, std::uint64_t hash, ArticlePostings& out) {
    if (2 * (count_ + 1) > slots_.size()) grow(out);
    std::size_t at = hash & (slots_.size() - 1);
    for (; slots_[at].article == article_; at = (at + 1) & (slots_.size() - 1)) {
      const Text& there = out.terms[slots_[at].number];
      if (there.hash == hash && out.text_of(there) == text) return slots_[at].number;
    }
    const auto number = static_cast<std::uint32_t>(out.terms.size());
    slots_[at] = {article_, number};
    ++count_;
    out.terms.push_back(append(text, hash, out));
    return number;
  }
  static Text append(std::string_view text, std::uint64_t hash, ArticlePostings& out) {
    const auto begin = static_cast<std::uint32_t>(out.texts.size());
    out.texts += text;
    return {begin, static_cast<std::uint32_t>(text.size()), hash};
  }

 private:
  struct Slot {
    std::uint32_t article = 0, number = 0;
  };
  void grow(const ArticlePostings& out) {
    slots_.assign(2 * slots_.size(), {});
    article_ = 1;
    for (std::uint32_t number = 0; number < out.terms.size(); ++number) {
      std::size_t at = out.terms[number].hash & (slots_.size() - 1);
      while (slots_[at].article == article_) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = {article_, number};
    }
  }
  std::vector<Slot> slots_ = std::vector<Slot>(1024);
  std::uint32_t article_ = 0;
  std::size_t count_ = 0;
};

// What was made of a text or an interval before, as long as there are not too many.
template <class Map>
auto& remembered(Map& map, const typename Map::key_type& key, bool& fresh) {
  constexpr std::size_t kMost = std::size_t{1} << 14;
  if (map.size() > kMost) map.clear();
  const auto [at, inserted] = map.try_emplace(key);
  fresh = inserted;
  return at->second;
}

// The sentences that a quotation begins and ends in, the one before and the one after; none of the title's for one
// of the body. Of at most kMostAround tokens on each side, so that a sentence without end is as good as another.
TokenRange round_of(const TokenTable& tokens, TokenRange said, TokenIndex body) {
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

}  // namespace

std::size_t ArticlePostings::weight() const noexcept {
  return sizeof *this + texts.capacity() + terms.capacity() * sizeof(Text) +
                      words.capacity() * sizeof(Word) + quotations.capacity() * sizeof(Document) +
                      (sequence.capacity() + filters.capacity()) * sizeof(std::uint32_t);
}

struct PostingsMaker::Impl {
  struct StemmerDeleter {
    void operator()(sb_stemmer* s) const noexcept { sb_stemmer_delete(s); }
  };
  using NameTokens = decltype(name_tokens(std::string_view()));
  using DateKey = std::tuple<std::int64_t, std::int64_t, bool>;

  std::unique_ptr<sb_stemmer, StemmerDeleter> stemmer;
  KnownWords known;
  ArticleTexts texts;
  std::uint32_t article_number = 0;
  std::unordered_map<std::string, NameTokens> tokens_of_names;
  std::map<DateKey, std::vector<std::string>> terms_of_dates;
  std::string scratch;
  std::vector<std::uint32_t> words_before;  // each token, and the end
  // Terms of an article's entities, as somebody named and as somebody who speaks: made when they are first asked for.
  struct EntityTerms {
    bool made = false;
    std::vector<std::uint32_t> terms;
  };
  std::vector<EntityTerms> named, speaking;

  std::string_view stem(std::string_view folded) {
    if (!stemmer || folded.size() > term::kMaxBytes) return folded;
    const sb_symbol* s =
        sb_stemmer_stem(stemmer.get(), reinterpret_cast<const sb_symbol*>(folded.data()),
                        static_cast<int>(folded.size()));
    if (s == nullptr) throw std::bad_alloc();
    return {reinterpret_cast<const char*>(s),
            static_cast<std::size_t>(sb_stemmer_length(stemmer.get()))};
  }

  // Appends the words of the text, and counts them up to each token.
  void add_words(const TokenTable& tokens, TokenIndex body, ArticlePostings& out) {
    ++article_number;
    words_before.clear();
    for (TokenIndex i = 0; i < tokens.size(); ++i) {
      const auto before = static_cast<std::uint32_t>(out.sequence.size());
      if (i == body) out.title_words = std::min(before, DocumentTerms::kMostTitleWords);
      words_before.push_back(before);
      if (!is_indexed(tokens, i)) continue;
      KnownWord& word = known.find(tokens.hash(i), [&](KnownWord& fresh) {
        scratch.clear();
        fold_word(tokens.text(i), scratch);
        if (scratch.empty()) return;
        fresh.form = term::form(scratch);
        fresh.stem = term::stem(stem(scratch));
        fresh.form_hash = hash_word(fresh.form);
        fresh.stem_hash = hash_word(fresh.stem);
      });
      if (word.form.empty()) continue;
      if (word.article != article_number) {
        word.article = article_number;
        word.word = static_cast<std::uint32_t>(out.words.size());
        const std::uint32_t number = texts.number_of(word.stem, word.stem_hash, out);
        out.words.push_back({ArticleTexts::append(word.form, word.form_hash, out), number});
      }
      out.sequence.push_back(word.word);
    }
    const auto all = static_cast<std::uint32_t>(out.sequence.size());
    if (body >= tokens.size()) out.title_words = std::min(all, DocumentTerms::kMostTitleWords);
    words_before.push_back(all);
  }

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

  std::uint32_t number_of(std::string_view term, ArticlePostings& out) {
    return texts.number_of(term, hash_word(term), out);
  }
  void add(std::string_view term, ArticlePostings& out) {
    out.filters.push_back(number_of(term, out));
  }

  // The terms of a document that only filter end here.
  static void end(ArticlePostings::Document& document, ArticlePostings& out) {
    const auto begin = out.filters.begin() + document.begin;
    std::sort(begin, out.filters.end());
    out.filters.erase(std::unique(begin, out.filters.end()), out.filters.end());
    document.end = static_cast<std::uint32_t>(out.filters.size());
  }

  void add_dates(const Interval& interval, bool decided, ArticlePostings& out) {
    bool fresh = false;
    std::vector<std::string>& terms = remembered(
        terms_of_dates, {interval.from.seconds, interval.until.seconds, decided}, fresh);
    if (fresh)
      decided ? append_date_terms(interval, terms) : append_undecided_date_terms(interval, terms);
    for (const std::string& term : terms) add(term, out);
  }

  NameTokens tokens_of(const std::string& name) {
    bool fresh = false;
    NameTokens& tokens = remembered(tokens_of_names, name, fresh);
    if (fresh) tokens = name_tokens(name);
    return tokens;
  }

  // One spelling of a whole name: the terms of its tokens, and its own. `as_whole` is false for what is only a part of
  // a fuller name.
  void add_name(const NameTokens& tokens, char scope, bool as_whole, ArticlePostings& out,
                std::vector<std::uint32_t>& terms) {
    if (tokens.empty()) return;
    std::string whole;
    for (const std::string& token : tokens) {
      if (!whole.empty()) whole += ' ';
      whole += token;
      terms.push_back(number_of(
          scope == 'B' ? term::speaker_token(token) : term::name_token(scope, token), out));
    }
    if (as_whole) terms.push_back(number_of(term::whole_name(scope, whole), out));
  }

  // "Zelensky" is a part of "Volodymyr Zelenskiy" too.
  static bool is_misspelling(const std::string& a, const std::string& b) {
    constexpr std::size_t kFewestLetters = 4;
    return a.size() >= kFewestLetters && b.size() >= kFewestLetters &&
           names::skeleton(a) == names::skeleton(b) && token_similarity(a, b) >= kSameToken;
  }

  // "Bush" beside "Jeb Bush" is no whole name: in this article it means him, and who asks for
  // another Bush by his full name is not to find it.
  void add_entity(const Entity& entity, char scope, EntityTerms& remembered_here,
                  ArticlePostings& out) {
    if (!remembered_here.made) {
      remembered_here.made = true;
      remembered_here.terms.clear();
      const NameTokens full = tokens_of(entity.name);
      add_name(full, scope, true, out, remembered_here.terms);
      for (const std::string& variant : entity.variants) {
        const NameTokens tokens = tokens_of(variant);
        const bool part = tokens.size() < full.size() &&
                          std::all_of(tokens.begin(), tokens.end(), [&](const std::string& token) {
                            return std::any_of(full.begin(), full.end(), [&](const std::string& f) {
                              return f == token || is_misspelling(f, token);
                            });
                          });
        add_name(tokens, scope, !part, out, remembered_here.terms);
      }
    }
    out.filters.insert(out.filters.end(), remembered_here.terms.begin(),
                       remembered_here.terms.end());
  }
  void add_named(const Annotations& annotations, std::size_t entity, ArticlePostings& out) {
    const Entity& of = annotations.entities[entity];
    add_entity(of, scope_of(of.type), named[entity], out);
  }
  void add_speaking(const Annotations& annotations, std::size_t entity, ArticlePostings& out) {
    add_entity(annotations.entities[entity], 'B', speaking[entity], out);
  }
};

PostingsMaker::PostingsMaker(std::string_view lang) : impl_(std::make_unique<Impl>()) {
  const std::string name = lang.empty() ? "en" : std::string(lang.substr(0, 2));
  impl_->stemmer.reset(sb_stemmer_new(name.c_str(), nullptr));  // null for languages without one
}
PostingsMaker::~PostingsMaker() = default;
PostingsMaker::PostingsMaker(PostingsMaker&&) noexcept = default;
PostingsMaker& PostingsMaker::operator=(PostingsMaker&&) noexcept = default;

std::string_view PostingsMaker::stem_of(std::string_view folded) { return impl_->stem(folded); }

ArticlePostings PostingsMaker::make(const Article& article, const TokenTable& tokens,
                                    const Annotations& annotations) {
  ArticlePostings out;
  Impl& m = *impl_;
  m.texts.begin();
  m.named.resize(std::max(m.named.size(), annotations.entities.size()));
  m.speaking.resize(m.named.size());
  for (std::size_t i = 0; i < annotations.entities.size(); ++i)
    m.named[i].made = m.speaking[i].made = false;

  const auto title_end = static_cast<std::uint32_t>(article.title.size());
  const TokenIndex body = tokens.tokens_in({0, title_end}).end;
  m.add_words(tokens, body, out);

  // What all documents of the article have.
  if (!article.lang.empty()) m.add(term::language(article.lang), out);
  if (!article.source.empty()) m.add(term::source(article.source), out);
  if (annotations.published) {
    std::vector<std::string> terms;
    append_published_terms(annotations.published->interval, terms);
    for (const std::string& term : terms) m.add(term, out);
  }
  const std::vector<std::uint32_t> common = out.filters;

  m.add(term::id(article.id), out);
  for (const Timex& timex : annotations.timexes)
    if (timex.interval && !timex.interval->empty())
      m.add_dates(*timex.interval, is_decided(timex), out);
  for (std::size_t i = 0; i < annotations.entities.size(); ++i) m.add_named(annotations, i, out);
  Impl::end(out.article, out);

  out.quotations.reserve(annotations.quotations.size());
  auto mention = annotations.mentions.begin();
  std::vector<std::uint32_t> names;
  for (const Quotation& q : annotations.quotations) {
    ArticlePostings::Document& document = out.quotations.emplace_back();
    document.begin = static_cast<std::uint32_t>(out.filters.size());
    const TokenRange said = tokens.tokens_in(q.span);
    document.place = m.place_of(tokens, said, body);
    out.filters.insert(out.filters.end(), common.begin(), common.end());
    m.add(term::speech(name_of(q.kind)), out);
    m.add(term::stance(name_of(q.stance)), out);
    if (q.said && !q.said->empty()) m.add_dates(*q.said, is_decided(q, annotations), out);
    // Quotations are sorted by begin, so mentions before this one matter to none that follow.
    while (mention != annotations.mentions.end() && mention->span.end <= q.span.begin) ++mention;
    for (auto in = mention; in != annotations.mentions.end() && in->span.begin < q.span.end; ++in)
      if (in->form == MentionForm::name && in->entity.known())
        m.add_named(annotations, static_cast<std::size_t>(in->entity.index), out);
    for (const Speaker& speaker : q.speakers) {
      if (speaker.entity.known()) {
        m.add_speaking(annotations, static_cast<std::size_t>(speaker.entity.index), out);
      } else if (speaker.status != SpeakerStatus::unknown) {
        names.clear();
        m.add_name(m.tokens_of(std::string(speaker.span.of(tokens.text()))), 'B', true, out, names);
        out.filters.insert(out.filters.end(), names.begin(), names.end());
      }
    }
    Impl::end(document, out);
  }
  return out;
}

}  // namespace quoth
