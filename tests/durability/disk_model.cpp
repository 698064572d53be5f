#include "disk_model.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <functional>
#include <iterator>

namespace quoth::durability {
namespace {

namespace fs = std::filesystem;

void write_into(std::string& content, std::uint64_t at, std::string_view bytes) {
  if (content.size() < at + bytes.size()) content.resize(at + bytes.size(), '\0');
  std::copy(bytes.begin(), bytes.end(), content.begin() + static_cast<std::ptrdiff_t>(at));
}

}  // namespace

DiskModel::DiskModel() { objects_[0].directory = true; }

void DiskModel::apply(const Change& change) {
  using Kind = Change::Kind;
  Object& object = objects_[change.object];
  switch (change.kind) {
    case Kind::note:
      break;
    case Kind::make_file:
    case Kind::make_directory:
      object.directory = change.kind == Kind::make_directory;
      objects_[change.directory].changes.push_back({{}, change.name, change.object});
      break;
    case Kind::write:
      object.writes.push_back({true, change.offset, change.bytes});
      break;
    case Kind::resize:
      object.writes.push_back({false, change.offset, {}});
      break;
    case Kind::rename:
      if (change.directory == change.to_directory) {
        objects_[change.directory].changes.push_back({change.name, change.to_name, change.object});
      } else {
        objects_[change.directory].changes.push_back({change.name, {}, 0});
        objects_[change.to_directory].changes.push_back({{}, change.to_name, change.object});
      }
      break;
    case Kind::remove:
      objects_[change.directory].changes.push_back({change.name, {}, 0});
      break;
    case Kind::sync:
      for (const Pending& write : object.writes) {
        if (write.write)
          write_into(object.content, write.at, write.bytes);
        else
          object.content.resize(write.at, '\0');
      }
      object.writes.clear();
      for (const NameChange& name : object.changes) {
        if (!name.removed.empty()) object.names.erase(name.removed);
        if (!name.set.empty()) object.names[name.set] = name.object;
      }
      object.changes.clear();
      break;
  }
}

// `keeps(i, n)` says how much of the i-th of n pending writes is there, from 0 to 1; `keeps_name(i, n)` whether the
// i-th of n changes of a directory is.
template <class Keeps, class KeepsName>
DiskModel::Tree DiskModel::tree(Keeps&& keeps, KeepsName&& keeps_name) const {
  Tree tree;
  const std::function<void(std::uint32_t, const std::string&)> visit = [&](std::uint32_t id, const std::string& path) {
    const Object& object = objects_.at(id);
    if (!object.directory) {
      std::string content = object.content;
      for (std::size_t i = 0; i < object.writes.size(); ++i) {
        const Pending& write = object.writes[i];
        const double part = keeps(i, object.writes.size());
        if (part <= 0) continue;
        if (!write.write)
          content.resize(write.at, '\0');
        else
          write_into(content, write.at,
                     std::string_view(write.bytes)
                         .substr(0, static_cast<std::size_t>(part * static_cast<double>(write.bytes.size()))));
      }
      tree[path] = std::move(content);
      return;
    }
    if (!path.empty()) tree[path + "/"] = {};
    auto names = object.names;
    for (std::size_t i = 0; i < object.changes.size(); ++i) {
      if (!keeps_name(i, object.changes.size())) continue;
      const NameChange& change = object.changes[i];
      if (!change.removed.empty()) names.erase(change.removed);
      if (!change.set.empty()) names[change.set] = change.object;
    }
    for (const auto& [name, object_id] : names) visit(object_id, path.empty() ? name : path + "/" + name);
  };
  visit(0, {});
  return tree;
}

DiskModel::Tree DiskModel::everything() const {
  return tree([](std::size_t, std::size_t) { return 1.0; }, [](std::size_t, std::size_t) { return true; });
}

DiskModel::Tree DiskModel::after_power_loss(std::mt19937_64& random) const {
  const auto chance = [&] { return std::uniform_real_distribution<double>(0, 1)(random); };
  const unsigned habit = static_cast<unsigned>(random() % 8);
  const double likely = std::array{0.1, 0.5, 0.9}[random() % 3];
  const double first = chance();
  return tree(
      [&](std::size_t i, std::size_t n) -> double {
        if (habit == 0 || habit == 2) return 0;
        if (habit == 1 || habit == 3) return 1;
        if (habit == 4) return static_cast<double>(i) < first * static_cast<double>(n) ? 1 : 0;
        if (chance() >= likely) return 0;
        return chance() < 0.2 ? chance() : 1;
      },
      [&](std::size_t i, std::size_t n) {
        if (habit == 0 || habit == 3) return false;
        if (habit == 1 || habit == 2) return true;
        if (habit == 4) return static_cast<double>(i) < first * static_cast<double>(n);
        return chance() < likely;
      });
}

void put_on_disk(const DiskModel::Tree& tree, const fs::path& root) {
  for (const auto& [name, content] : tree) {  // a directory comes before what is in it
    if (name.ends_with('/')) {
      fs::create_directory(root / name.substr(0, name.size() - 1));
    } else {
      std::ofstream(root / name, std::ios::binary)
          .write(content.data(), static_cast<std::streamsize>(content.size()));
    }
  }
}

DiskModel::Tree tree_on_disk(const fs::path& root) {
  DiskModel::Tree tree;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    const std::string name = fs::relative(entry.path(), root).string();
    if (entry.is_directory()) {
      tree[name + "/"] = {};
    } else {
      std::ifstream in(entry.path(), std::ios::binary);
      tree[name] = {std::istreambuf_iterator<char>(in), {}};
    }
  }
  return tree;
}

}  // namespace quoth::durability
