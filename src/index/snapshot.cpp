#include "quoth/index/snapshot.hpp"

#include <algorithm>
#include <cassert>
#include <iterator>

#include "analyze/names/token_sound.hpp"
#include "index/article_names.hpp"
#include "index/prefix_words.hpp"
#include "index/remedy.hpp"
#include "index/snapshot_impl.hpp"
#include "index/stored_article.hpp"
#include "index/union_frequency.hpp"
#include "quoth/analyze/name_keys.hpp"
#include "quoth/error.hpp"
#include "quoth/postings/terms.hpp"

namespace quoth {
namespace {

bool is_ascii(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x80; });
}

}  // namespace

Snapshot::Impl::Impl(std::string path_, storage::Manifest manifest_, std::uint64_t manifest_bytes,
                     std::vector<Part> parts_)
    : path(std::move(path_)), manifest(std::move(manifest_)), parts(std::move(parts_)) {
  stats.generation = manifest.generation;
  stats.analyzers = manifest.analyzers;
  stats.segments = parts.size();
  stats.deleted = manifest.deleted();
  stats.articles = manifest.articles() - stats.deleted;
  stats.quotations = manifest.quotations();
  stats.bytes = manifest_bytes;
  dead_.reserve(parts.size());
  for (std::uint32_t i = 0; i < segment_count(); ++i) {
    const storage::Segment& segment = *parts[i].segment;
    dead_.emplace_back(*parts[i].deleted, segment.map(), segment.entry().quotations);
    parts[i].deleted->for_each(
        [&](std::uint32_t docid) { stats.quotations -= segment.map().quotations_of(docid); });
    for (const storage::FileEntry& file : segment.entry().files) stats.bytes += file.size;
    stats.bytes += segment.entry().checksums.size;
    if (manifest.segments[i].deleted) stats.bytes += manifest.segments[i].deleted->size;
  }
}

std::unique_ptr<storage::ArticleTextsReader> Snapshot::Impl::take_reader() const {
  process.require("This searcher");
  {
    const std::lock_guard lock(readers_mutex_);
    if (!readers_.empty()) {
      auto reader = std::move(readers_.back());
      readers_.pop_back();
      return reader;
    }
  }
  return std::make_unique<storage::ArticleTextsReader>();
}

void Snapshot::Impl::give_back(
    std::unique_ptr<storage::ArticleTextsReader> reader) const noexcept {
  try {
    const std::lock_guard lock(readers_mutex_);
    readers_.push_back(std::move(reader));
  } catch (const std::bad_alloc&) {  // then it is made anew next time
  }
}

void Snapshot::Impl::require_article(ArticleRef ref) const {
  if (ref.segment >= segment_count() || ref.docid < 1 ||
      ref.docid > parts[ref.segment].segment->entry().articles)
    throw UsageError("Reading an article of " + path + ": this snapshot has no such article.");
}

std::string Snapshot::Impl::describe(ArticleRef ref) const {
  return parts[ref.segment].segment->path() + ", article " + std::to_string(ref.docid);
}

std::optional<ArticleRef> Snapshot::Impl::find(std::string_view id) const {
  const std::uint64_t hash = storage::hash_of_id(id);
  for (std::uint32_t segment = segment_count(); segment-- > 0;)
    for (const std::uint32_t docid : map(segment).with_hash(hash)) {
      const ArticleRef ref{segment, docid};
      if (is_deleted(ref)) continue;
      const bool found = with_record(ref, [&](const storage::RecordParts& record) {
        return storage::id_from_texts(record.texts, describe(ref)) == id;
      });
      if (found) return ref;
    }
  return std::nullopt;
}

Snapshot Snapshot::open(const std::filesystem::path& path) {
  const auto index = storage::Directory::open(path);
  if (!index)
    throw NotFoundError("Opening " + path.string() +
                        ": there is nothing there. Check the path, or index some articles first.");
  return Snapshot(storage::open_snapshot(*index, nullptr));
}

const IndexStats& Snapshot::stats() const noexcept { return impl_->stats; }

std::uint32_t Snapshot::segment_count() const noexcept { return impl_->segment_count(); }

std::string Snapshot::note(std::string_view key) const {
  const auto at = impl_->manifest.notes.find(std::string(key));
  return at == impl_->manifest.notes.end() ? std::string() : at->second;
}

StoredArticle Snapshot::article(ArticleRef ref) const {
  return impl_->with_record(ref, [&](const storage::RecordParts& record) {
    return storage::stored_from_parts(record, impl_->describe(ref));
  });
}

std::vector<ArticleName> Snapshot::names(ArticleRef ref) const {
  return storage::names_of(article(ref).annotations);
}

std::uint32_t Snapshot::articles_in(std::uint32_t segment) const noexcept {
  return impl_->parts[segment].segment->entry().articles;
}

std::optional<ArticleRef> Snapshot::find(std::string_view id) const { return impl_->find(id); }

bool Snapshot::is_deleted(ArticleRef ref) const noexcept {
  assert(ref.segment < impl_->segment_count());
  return impl_->is_deleted(ref);
}

std::optional<TextSketch> Snapshot::sketch(ArticleRef ref) const noexcept {
  const TextSketch sketch{impl_->map(ref.segment).sketch(ref.docid)};
  return sketch.bits == 0 ? std::nullopt : std::optional(sketch);
}

std::vector<ArticleRef> Snapshot::articles_like(TextSketch sketch, int least_equal_bits) const {
  std::vector<ArticleRef> out;
  for (std::uint32_t segment = 0; segment < segment_count(); ++segment) {
    const storage::ArticleMap& map = impl_->map(segment);
    for (std::uint32_t docid = 1; docid <= map.articles(); ++docid) {
      const TextSketch other{map.sketch(docid)};
      const ArticleRef ref{segment, docid};
      if (other.bits != 0 && equal_bits(sketch, other) >= least_equal_bits && !is_deleted(ref))
        out.push_back(ref);
    }
  }
  return out;
}

std::uint32_t Snapshot::first_quotation(ArticleRef ref) const noexcept {
  return impl_->map(ref.segment).first_quotation(ref.docid);
}

QuotationRef Snapshot::quotation(std::uint32_t segment, std::uint32_t docid) const noexcept {
  assert(segment < impl_->segment_count() && docid >= 1);
  const storage::ArticleMap& map = impl_->map(segment);
  const std::uint32_t article = map.article_of(docid);
  return {{segment, article}, docid - map.first_quotation(article)};
}

std::vector<std::string> Snapshot::spellings(Space space, std::string_view key,
                                             std::size_t most) const {
  std::vector<std::string> found;
  std::vector<std::uint64_t> terms;
  storage::DictionaryEntry entry;
  for (const Impl::Part& part : impl_->parts) {
    const storage::Ranks& ranks = part.segment->ranks(space);
    if (!ranks.keys().find(key, entry)) continue;
    if (!ranks.terms_of_key(entry, terms))
      ranks.throw_damaged("its dictionary of names is damaged");
    ranks.terms().for_each_at(
        terms, [&](std::string_view term) { found.emplace_back(dictionary::spelling_of(term)); });
  }
  // A token can be of several types, and of several segments.
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  found.resize(std::min(found.size(), most));
  return found;
}

std::vector<Snapshot::TokenSpelling> Snapshot::spellings_like(Space space,
                                                              std::string_view folded_token,
                                                              double least) const {
  // Short keys of common names hold thousands of spellings; beyond this many they are noise.
  constexpr std::size_t kMostOfAKey = 20'000;
  const std::string token(folded_token);
  // Those less alike are not kept: comparing is far quicker with a bound.
  std::string remembered = space == Space::articles ? "t" : "s";
  const int bound_in_hundredths = static_cast<int>(std::max(least, kLeastLikeness) * 100);
  remembered += static_cast<char>(bound_in_hundredths);
  remembered += token;
  auto all = impl_->memo.find<std::vector<TokenSpelling>>(remembered);
  if (all == nullptr) {
    const double bound = bound_in_hundredths / 100.0;
    const names::TokenSound asked = names::token_sound(token);
    std::vector<std::string> filed;
    std::vector<TokenSpelling> found;
    for (const std::string& key : name_keys(token)) {
      std::vector<std::string> more =
          spellings(space, dictionary::tokens_with_key(key), kMostOfAKey);
      // A key of the table of variants leads to nothing but variants, and all of them.
      if (key.starts_with('=')) {
        for (std::string& spelling : more) found.push_back({std::move(spelling), 1});
        continue;
      }
      const auto middle = static_cast<std::ptrdiff_t>(filed.size());
      filed.insert(filed.end(), std::make_move_iterator(more.begin()),
                   std::make_move_iterator(more.end()));
      std::inplace_merge(filed.begin(), filed.begin() + middle, filed.end());
    }
    filed.erase(std::unique(filed.begin(), filed.end()), filed.end());
    const std::size_t variants = found.size();
    const bool latin = is_ascii(token);
    for (std::string& spelling : filed) {
      if (std::any_of(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(variants),
                      [&](const TokenSpelling& s) { return s.text == spelling; }))
        continue;
      const double similarity =
          latin && is_ascii(spelling)
              ? names::similarity_of_latin(asked, spelling, bound)
              : names::similarity_of(asked, names::token_sound(spelling), bound);
      if (similarity >= bound) found.push_back({std::move(spelling), similarity});
    }
    std::sort(found.begin(), found.end(), [](const TokenSpelling& a, const TokenSpelling& b) {
      return a.similarity != b.similarity ? a.similarity > b.similarity : a.text < b.text;
    });
    std::size_t bytes = 0;
    for (const TokenSpelling& s : found) bytes += sizeof s + s.text.size();
    all = std::make_shared<const std::vector<TokenSpelling>>(std::move(found));
    impl_->memo.keep(remembered, all, bytes);
  }
  const auto end = std::find_if(all->begin(), all->end(),
                                [&](const TokenSpelling& s) { return s.similarity < least; });
  return {all->begin(), end};
}

Snapshot::PrefixWords Snapshot::words_with_prefix(Space space, std::string_view folded,
                                                  std::size_t most) const {
  std::string remembered = space == Space::articles ? "w" : "W";
  remembered += std::to_string(most) + ' ';
  remembered += folded;
  auto words = impl_->memo.find<PrefixWords>(remembered);
  if (words == nullptr) {
    words = std::make_shared<const PrefixWords>(storage::prefix_words(*impl_, space, folded, most));
    std::size_t bytes = sizeof *words;
    for (const std::string& stem : words->stems) bytes += sizeof stem + stem.size();
    impl_->memo.keep(remembered, words, bytes);
  }
  return *words;
}

storage::Memo& Snapshot::memo() const noexcept { return impl_->memo; }

std::uint64_t Snapshot::document_frequency(Space space, std::string_view term) const {
  std::uint64_t documents = 0;
  if (term::is_untyped_name(term)) {
    const auto typed = term::typed_names(term);
    for (const Impl::Part& part : impl_->parts)
      documents += storage::union_frequency(part.segment->ranks(space), typed);
    return documents;
  }
  for (const Impl::Part& part : impl_->parts)
    documents += part.segment->ranks(space).document_frequency(term);
  return documents;
}

std::uint64_t Snapshot::most_documents_with_word(Space space, std::string_view folded) const {
  const std::string form = term::form(folded);
  std::uint64_t documents = 0;
  std::vector<storage::FormOf> stems;
  for (const Impl::Part& part : impl_->parts) {
    const storage::Ranks& ranks = part.segment->ranks(space);
    std::uint64_t in_segment = 0;
    std::string stem;
    storage::DictionaryEntry entry;
    ranks.terms_of_form(form, stems);
    for (const storage::FormOf& of : stems)
      if (ranks.terms().at(of.term, stem, entry)) in_segment += ranks.documents_of(entry);
    documents += std::min<std::uint64_t>(in_segment, ranks.documents());
  }
  return documents;
}

namespace storage {
namespace {

// One try; on a file that is not there `missing` says which.
std::shared_ptr<const Snapshot::Impl> try_open(const Directory& index,
                                               const ManifestInForce& in_force,
                                               const Snapshot::Impl* known, std::string& missing) {
  std::vector<Snapshot::Impl::Part> parts;
  const Manifest& manifest = in_force.manifest;
  if (!manifest.segments.empty()) {
    const auto segments = index.subdirectory(kSegmentsName);
    if (!segments) {
      missing = index.path_of(kSegmentsName);
      return nullptr;
    }
    for (const SegmentEntry& entry : manifest.segments) {
      Snapshot::Impl::Part part;
      if (known != nullptr)
        for (const auto& other : known->parts)
          if (other.segment->entry().number == entry.number &&
              other.segment->entry().checksum == entry.checksum)
            part.segment = other.segment;
      if (part.segment == nullptr) {
        Segment::Opened opened = Segment::open(*segments, entry);
        missing = std::move(opened.missing);
        part.segment = std::move(opened.segment);
        if (part.segment == nullptr) return nullptr;
      }
      std::optional<Tombstones> deleted;
      if (const auto directory = segments->subdirectory(entry.directory()))
        deleted = open_tombstones(*directory, entry);
      if (!deleted) {
        missing =
            segments->path_of(entry.directory()) + (entry.deleted ? "/" + entry.deleted->file : "");
        return nullptr;
      }
      part.deleted = std::make_shared<const Tombstones>(std::move(*deleted));
      parts.push_back(std::move(part));
    }
  }
  return std::make_shared<const Snapshot::Impl>(index.path(), manifest, in_force.bytes,
                                                std::move(parts));
}

}  // namespace

std::shared_ptr<const Snapshot::Impl> open_snapshot(const Directory& index,
                                                    const Snapshot::Impl* known) {
  // A writer may unlink files between our reading the manifest and opening them: then there is a
  // newer manifest. Each round means that somebody published meanwhile, so this many are never met.
  constexpr int kMaxRounds = 1000;
  std::optional<ManifestInForce> before;
  for (int round = 0; round < kMaxRounds; ++round) {
    auto now = read_manifest(index);
    if (!now)
      throw NotFoundError("Opening " + index.path() +
                          ": there is no index in it (no manifest.json). Check the path, or index "
                          "some articles first.");
    std::string missing;
    if (auto opened = try_open(index, *now, known, missing)) return opened;
    if (before && before->manifest == now->manifest)
      throw DamagedError("Opening " + index.path() + ": " + missing + " is missing." +
                         std::string(storage::remedy_for(missing)));
    before = std::move(now);
  }
  throw StorageError("Opening " + index.path() + ": it changed faster than it could be opened.");
}

}  // namespace storage
}  // namespace quoth
