#include "index/rewrite.hpp"

#include "index/stored_article.hpp"
#include "index/xapian_errors.hpp"

namespace quoth::storage {

void rewrite_articles(const Xapian::Database& articles, std::uint32_t n, const Tombstones& deleted,
                      const std::string& path, Preparer& preparer, SegmentBuilder& out) {
  for (std::uint32_t docid = 1; docid <= n; ++docid) {
    if (deleted.contains(docid)) continue;
    const std::string where = path + ", article " + std::to_string(docid);
    std::string record = with_storage_errors("Reading " + where, [&] {
      return articles.get_document(docid, Xapian::DOC_ASSUME_VALID).get_data();
    });
    const StoredArticle stored = stored_from_record(record, where);
    out.add(preparer.prepare_again(stored, std::move(record)));
  }
}

}  // namespace quoth::storage
