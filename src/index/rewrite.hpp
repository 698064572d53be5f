// Writes a segment's articles once more, from their stored records alone.
#pragma once

#include <functional>
#include <string>

#include "index/article_texts.hpp"
#include "index/preparer.hpp"
#include "index/segment_builder.hpp"
#include "index/tombstones.hpp"

namespace quoth::storage {

/// Adds the living ones of all articles to `out`, in their order. Everything but their records is
/// made anew; nothing is analysed again. `path` of their segment is for messages.
///   go_on  where it is set, called before each article; what it throws ends the work
/// @throws DamagedError  a record cannot be read
/// @throws StorageError
void rewrite_articles(const ArticleTexts& texts, const Tombstones& deleted, const std::string& path,
                      Preparer& preparer, SegmentBuilder& out, const std::function<void()>& go_on = {});

}  // namespace quoth::storage
