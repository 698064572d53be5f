#include "index/segment_postings.hpp"

#include <algorithm>
#include <exception>
#include <system_error>
#include <thread>
#include <utility>

#include "index/document_ranks.hpp"
#include "index/segment.hpp"
#include "index/segment_builder.hpp"
#include "index/segment_ranks.hpp"
#include "index/stage_times.hpp"
#include "postings/name_term_keys.hpp"
#include "quoth/postings/terms.hpp"

namespace quoth::storage {

void SegmentPostings::add(const ArticlePostings& article, std::optional<Day> published) {
  const std::uint32_t document = articles();
  terms_.clear();
  forms_.clear();
  for (const ArticlePostings::Text& text : article.terms) {
    const std::string_view term = article.text_of(text);
    if (has_ranks(term)) {
      terms_.push_back(vocabulary_.term(term, text.hash));
    } else {
      // The article's id is a term of its own document alone: it is kept apart, and only the database has it.
      terms_.push_back(0);
      ids_.push_back({std::string(term), document});
      id_bytes_ += sizeof(ArticleId) + term.size();
    }
  }
  for (const ArticlePostings::Word& word : article.words)
    forms_.push_back(
        vocabulary_.form(terms_[word.stem], article.text_of(word.form), word.form.hash));
  if (words_.size() < terms_.size()) words_.resize(terms_.size());

  const auto add_filters = [&](const ArticlePostings::Document& of, RanksBuilder& out) {
    for (std::uint32_t i = of.begin; i < of.end; ++i) {
      const std::uint32_t number = article.filters[i];
      if (has_ranks(article.text_of(article.terms[number]))) out.add_filter(terms_[number]);
    }
  };
  static_assert(DocumentTerms::kMostTitleWords <= 0xffff);
  add_filters(article.article, articles_);
  add_words(article, 1, static_cast<std::uint32_t>(article.sequence.size()), true, articles_);
  articles_.end_document(static_cast<std::uint16_t>(article.title_words), {});
  for (const ArticlePostings::Document& quotation : article.quotations) {
    const DocumentTerms::Place& place = quotation.place;
    add_filters(quotation, quotations_);
    add_words(article, place.first, place.words, false, quotations_);
    quotations_.end_document(0, {place.first, place.before, place.after});
  }
  if (published) {
    published_.documents.push_back(document);
    published_.values.push_back(published_value(*published));
  }
}

void SegmentPostings::add_words(const ArticlePostings& article, std::uint32_t first,
                                std::uint32_t words, bool weighted, RanksBuilder& out) {
  touched_.clear();
  for (std::uint32_t position = first; position < first + words; ++position) {
    const std::uint32_t stem = article.words[article.sequence[position - 1]].stem;
    Words& of = words_[stem];
    if (of.count++ == 0) touched_.push_back(stem);
    of.frequency += weighted ? article.weight_at(position) : 1;
  }
  occurrences_.resize(words);
  std::uint32_t begin = 0;
  for (const std::uint32_t stem : touched_) {
    words_[stem].begin = begin;
    begin += std::exchange(words_[stem].count, 0);
  }
  for (std::uint32_t position = first; position < first + words; ++position) {
    const std::uint32_t word = article.sequence[position - 1];
    Words& of = words_[article.words[word].stem];
    occurrences_[of.begin + of.count++] = {position - first + 1, forms_[word]};
  }
  for (const std::uint32_t stem : touched_) {
    Words& of = words_[stem];
    out.add_word(terms_[stem], of.frequency, {occurrences_.data() + of.begin, of.count});
    of = {};
  }
}

std::size_t SegmentPostings::bytes() const noexcept {
  return vocabulary_.bytes() + articles_.bytes() + quotations_.bytes() + id_bytes_ +
         published_.values.capacity() * (sizeof(std::string) + sizeof(std::uint32_t));
}

GlassDocuments SegmentPostings::glass_documents() {
  GlassValues order;
  order.slot = static_cast<std::uint32_t>(Slot::order);
  for (std::uint32_t document = 0; document < articles(); ++document) {
    order.documents.push_back(document);
    order.values.push_back(order_value(order_, before_ + document + 1));
  }
  published_.slot = static_cast<std::uint32_t>(Slot::published);
  GlassDocuments out{articles_.lengths(), {}};
  out.values.push_back(std::move(order));
  out.values.push_back(std::move(published_));
  return out;
}

void SegmentPostings::write(const Directory& directory, const std::string& prefix,
                            const File* glass) {
  StageClock clock(Stage::ranks);
  const std::vector<TermVocabulary::TermId> sorted = vocabulary_.sorted();
  const auto write_space = [&](RanksBuilder& space, const char* name,
                               const RanksBuilder::OnTerm& on_term) {
    NameTermKeys keys;
    write_ranks(directory, prefix + name, [&](const RanksWriter::Sink& sink) {
      space.write(
          sink, sorted,
          [&](std::string_view term, std::vector<std::string>& out) { keys.find(term, out); },
          on_term);
    });
  };
  std::optional<GlassWriter> database;
  if (glass != nullptr) {
    clock.next(Stage::glass);
    database.emplace(*glass, glass_documents());
    std::sort(ids_.begin(), ids_.end(),
              [](const ArticleId& a, const ArticleId& b) { return a.term < b.term; });
    clock.next(Stage::ranks);
  }
  auto id = ids_.begin();
  std::vector<std::uint32_t> with_id;
  // An id stands twice where an article was replaced when it was written already.
  const auto add_ids_before = [&](std::string_view term) {
    while (id != ids_.end() && id->term < term) {
      with_id.clear();
      const std::string& text = id->term;
      for (; id != ids_.end() && id->term == text; ++id) with_id.push_back(id->document);
      std::sort(with_id.begin(), with_id.end());
      if (fits_xapian(text)) database->add(text, with_id, {});
    }
  };
  RanksBuilder::OnTerm on_term;
  if (database)
    on_term = [&](const TermToWrite& term) {
      clock.next(Stage::glass);
      add_ids_before(term.text);
      if (fits_xapian(term.text)) database->add(term.text, term.documents, term.frequencies);
      clock.next(Stage::ranks);
    };
  // What is large is written on two threads: the builders share only the vocabulary, which stays as it is.
  constexpr std::size_t kLarge = std::size_t{4} << 20;
  const auto write_quotations = [&] { write_space(quotations_, kQuotationsRanksName, {}); };
  std::exception_ptr error;
  std::jthread beside;  // ends before what it uses goes away
  if (bytes() >= kLarge) {
    try {
      beside = std::jthread([&] {
        const StageClock own(Stage::ranks);
        try {
          write_quotations();
        } catch (...) {
          error = std::current_exception();
        }
      });
    } catch (const std::system_error&) {  // no more threads to be had
    }
  }
  write_space(articles_, kArticlesRanksName, on_term);
  if (beside.joinable())
    beside.join();
  else
    write_quotations();
  if (error) std::rethrow_exception(error);
  if (!database) return;
  clock.next(Stage::glass);
  // Greater than all terms, as these are UTF-8.
  add_ids_before("\xff");
  database->finish();
}

}  // namespace quoth::storage
