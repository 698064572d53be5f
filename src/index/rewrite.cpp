#include "index/rewrite.hpp"

#include "index/stored_article.hpp"

namespace quoth::storage {

void rewrite_articles(const ArticleTexts& texts, const Tombstones& deleted, const std::string& path,
                      Preparer& preparer, SegmentBuilder& out, const std::function<void()>& go_on) {
  ArticleTextsReader reader;
  for (std::uint32_t docid = 1; docid <= texts.articles(); ++docid) {
    if (deleted.contains(docid)) continue;
    if (go_on) go_on();
    const RecordParts& parts = reader.read(texts, docid - 1);
    const StoredArticle stored =
        stored_from_parts(parts, path + ", article " + std::to_string(docid));
    out.add(preparer.prepare_again(stored, record_of(parts)));
  }
}

}  // namespace quoth::storage
