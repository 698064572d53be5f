#include "damage.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace quoth::durability {
namespace {
namespace fs = std::filesystem;
}

DamagedFiles::DamagedFiles(fs::path index) : index_(std::move(index)) {
  for (const auto& entry : fs::recursive_directory_iterator(index_)) {
    if (!entry.is_regular_file() || entry.path().filename() == "writer.lock") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    whole_[fs::relative(entry.path(), index_).string()] = {std::istreambuf_iterator<char>(in), {}};
  }
  for (const auto& file : whole_) names_.push_back(file.first);
}

void DamagedFiles::put(const std::string& name, const std::string& content) {
  changed_.push_back(name);
  std::ofstream(path_of(name), std::ios::binary).write(content.data(), static_cast<std::streamsize>(content.size()));
}

void DamagedFiles::undo() {
  for (const std::string& name : changed_) {
    std::error_code ignored;
    fs::remove_all(path_of(name), ignored);
    std::ofstream(path_of(name), std::ios::binary)
        .write(whole_[name].data(), static_cast<std::streamsize>(whole_[name].size()));
  }
  changed_.clear();
}

std::string DamagedFiles::damage(std::mt19937_64& random) {
  const auto below = [&](std::size_t count) { return static_cast<std::size_t>(random() % count); };
  for (;;) {
    const std::string& name = names_[below(names_.size())];
    const std::string& whole = whole_[name];
    const std::size_t size = whole.size();
    std::string bad = whole;
    const auto change = [&](const std::string& what) {
      if (bad == whole) return std::string();
      put(name, bad);
      return name + ": " + what;
    };
    // A stretch of it: mostly short, sometimes as much as there is, or a block of a file system.
    std::size_t at = below(size), length = std::min(size - at, 1 + below(std::size_t{1} << below(17)));
    if (below(4) == 0) {
      at = at / 4096 * 4096;
      length = std::min<std::size_t>(size - at, 4096);
    }
    const std::string stretch = std::to_string(length) + " bytes at " + std::to_string(at);
    const auto begin = [&](std::size_t offset) { return bad.begin() + static_cast<std::ptrdiff_t>(offset); };
    std::string done;
    switch (below(16)) {
      case 0:
      case 1:
      case 2:
      case 3:
        bad[at] = static_cast<char>(bad[at] ^ (1 << below(8)));
        done = change("a bit turned at byte " + std::to_string(at));
        break;
      case 4: {
        const std::size_t bits = 2 + below(100);
        for (std::size_t i = 0; i < bits; ++i) {
          char& byte = bad[below(size)];
          byte = static_cast<char>(byte ^ (1 << below(8)));
        }
        done = change(std::to_string(bits) + " bits turned");
        break;
      }
      case 5:
        for (std::size_t i = 0; i < length; ++i) bad[at + i] = static_cast<char>(random());
        done = change(stretch + " random");
        break;
      case 6:
        std::fill_n(begin(at), length, '\0');
        done = change(stretch + " zeroed");
        break;
      case 7:
        std::fill_n(begin(at), length, '\xff');
        done = change(stretch + " all ones");
        break;
      case 8: {  // two blocks changed for one another
        const std::size_t other = below(size), some = std::min({length, size - at, size - other});
        if (other < at + some && at < other + some) break;
        std::swap_ranges(begin(at), begin(at + some), begin(other));
        done = change(std::to_string(some) + " bytes at " + std::to_string(at) + " and " + std::to_string(other) +
                      " changed for one another");
        break;
      }
      case 9:  // what stood there before a write was lost, or came twice
        bad.erase(at, length);
        if (below(2) == 0) bad.insert(below(bad.size() + 1), whole, at, length);
        done = change(stretch + (bad.size() == size ? " moved" : " taken out"));
        break;
      case 10:
        bad.insert(below(size + 1), whole, at, length);
        done = change(stretch + " doubled");
        break;
      case 11:
        bad.resize(below(2) == 0 ? below(size) : at);
        done = change("cut to " + std::to_string(bad.size()) + " bytes");
        break;
      case 12:
        bad.append(below(2) == 0 ? std::string(length, '\0') : whole.substr(at, length));
        done = change(std::to_string(length) + " bytes appended");
        break;
      case 13: {  // another file's bytes, in whole or exchanged
        const std::string& other = names_[below(names_.size())];
        if (whole_[other] == whole) break;
        put(name, whole_[other]);
        if (below(2) == 0) put(other, whole);
        done = name + ": has the bytes of " + other;
        break;
      }
      case 14: {  // a stretch of another file
        const std::string& other = whole_[names_[below(names_.size())]];
        if (other.size() < length) break;
        const std::size_t from = below(other.size() - length + 1);
        std::copy_n(other.begin() + static_cast<std::ptrdiff_t>(from), length, begin(at));
        done = change(stretch + " of another file");
        break;
      }
      default: {
        changed_.push_back(name);
        fs::remove(path_of(name));
        constexpr const char* kInstead[] = {"removed", "emptied", "a link", "a FIFO", "a directory"};
        const std::size_t way = below(std::size(kInstead));
        if (way == 1) put(name, {});
        if (way == 2) fs::create_symlink("/proc/self/exe", path_of(name));
        if (way == 3 && ::mkfifo(path_of(name).c_str(), 0666) != 0) break;
        if (way == 4) fs::create_directory(path_of(name));
        done = name + ": " + kInstead[way];
      }
    }
    if (!done.empty()) return done;
    undo();
  }
}

}  // namespace quoth::durability
