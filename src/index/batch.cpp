#include "index/batch.hpp"

#include <utility>

namespace quoth::storage {

void Batch::retract(const Entry& entry) {
  if (entry.state == State::removed) return;
  if (entry.state == State::written) {
    superseded_.add(entry.at);
  } else {
    buffered_bytes_ -= buffer_[entry.at]->weight();
    buffer_[entry.at].reset();
  }
  --articles_;
}

void Batch::add(std::uint64_t sequence, PreparedArticle article) {
  const std::size_t weight = article.weight();
  // All that can fail comes first.
  if (buffer_.size() == buffer_.capacity()) buffer_.reserve(2 * buffer_.size() + 16);
  const auto [found, inserted] = entries_.try_emplace(article.id);
  Entry& entry = found->second;
  if (!inserted) {
    if (entry.sequence > sequence) return;
    retract(entry);
  }
  entry = {sequence, State::buffered, static_cast<std::uint32_t>(buffer_.size())};
  buffer_.emplace_back(std::move(article));
  buffered_bytes_ += weight;
  ++articles_;
}

void Batch::remove(std::uint64_t sequence, std::string_view id) {
  const auto [found, inserted] = entries_.try_emplace(std::string(id));
  Entry& entry = found->second;
  if (!inserted) {
    if (entry.sequence > sequence) return;
    retract(entry);
  }
  entry = {sequence, State::removed, 0};
}

std::vector<PreparedArticle> Batch::take_buffer() {
  std::vector<PreparedArticle> taken;
  taken.reserve(buffer_.size());
  for (std::optional<PreparedArticle>& article : buffer_) {
    if (!article) continue;
    Entry& entry = entries_.find(article->id)->second;
    entry.state = State::written;
    entry.at = ++written_;
    taken.push_back(std::move(*article));
  }
  buffer_.clear();
  buffered_bytes_ = 0;
  return taken;
}

}  // namespace quoth::storage
