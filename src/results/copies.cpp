// Searcher::copies: the copies of one article in the whole index.
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "quoth/error.hpp"
#include "quoth/postings/text_sketch.hpp"
#include "quoth/results/searcher.hpp"
#include "results/body_runs.hpp"
#include "results/copy_folder.hpp"

namespace quoth {
namespace {

// By day of publication, undated ones last; then as they are stored.
bool older(const Copy& a, const Copy& b) {
  if (a.published.has_value() != b.published.has_value()) return a.published.has_value();
  if (a.published && a.published->interval.from != b.published->interval.from)
    return a.published->interval.from < b.published->interval.from;
  return a.article < b.article;
}

}  // namespace

Copy copy_of(ArticleRef ref, const StoredArticle& stored, double shared) {
  return {ref, stored.article.id, stored.article.title, stored.article.source, stored.article.url,
          stored.annotations.published, shared};
}

std::vector<Copy> Searcher::copies(ArticleRef of, const CopyOptions& options) const {
  if (!(options.least >= 0 && options.least <= 1))
    throw UsageError("CopyOptions::least is a share of words: give it a number from 0 to 1.");
  std::vector<Copy> out;
  const auto sketch = snapshot_.sketch(of);
  if (!sketch) return out;
  TokenTable tokens;
  const BodyRuns runs(snapshot_.article(of).article, tokens);
  for (const ArticleRef ref : snapshot_.articles_like(*sketch, kCopyCandidateBits)) {
    if (ref == of) continue;
    const StoredArticle stored = snapshot_.article(ref);
    const double shared = runs.shared_with(BodyRuns(stored.article, tokens));
    if (shared >= options.least) out.push_back(copy_of(ref, stored, shared));
  }
  std::sort(out.begin(), out.end(), older);
  if (out.size() > options.most) out.resize(options.most);
  return out;
}

}  // namespace quoth
