// Runs a fuzz target without libFuzzer, with any compiler: over every file of the given
// directories, and over mutations of each.
//
//   replay_NAME DIR... [--rounds=N] [--seed=N]
//
// When the target stops the program, the input at work is printed with the file and seed it came
// of.
#include <algorithm>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

char at_work[4096];
const std::string* input_at_work = nullptr;

extern "C" void tell_and_stop(int signal) {
  std::fputs(at_work, stderr);
  constexpr std::size_t kMost = 20000;
  for (std::size_t i = 0; i < input_at_work->size() && i < kMost; ++i) {
    const auto byte = static_cast<unsigned char>((*input_at_work)[i]);
    const bool plain = byte >= 0x20 && byte < 0x7f && byte != '\\';
    std::fprintf(stderr, plain ? "%c" : "\\x%02x", byte);
  }
  std::fputs("\n", stderr);
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

void run(const std::string& input) {
  // A buffer of the exact size, so that a sanitizer sees a read past its end.
  input_at_work = &input;
  const std::vector<std::uint8_t> bytes(input.begin(), input.end());
  LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

// One to four changes: a byte, a piece cut out, doubled, or brought in from another seed.
std::string mutated(std::string input, const std::vector<std::string>& seeds,
                    std::mt19937_64& random) {
  const auto below = [&](std::size_t count) { return count == 0 ? 0 : random() % count; };
  for (std::size_t changes = 1 + below(4); changes > 0; --changes) {
    const std::size_t at = below(input.size() + 1), size = below(input.size() - at + 1) % 64;
    switch (below(4)) {
      case 0:
        if (at < input.size()) input[at] = static_cast<char>(random());
        break;
      case 1:
        input.erase(at, size);
        break;
      case 2:
        input.insert(at, input.substr(at, size));
        break;
      default: {
        const std::string& other = seeds[below(seeds.size())];
        const std::size_t from = below(other.size() + 1);
        input.insert(at, other.substr(from, below(64)));
      }
    }
  }
  return input;
}

}  // namespace

int main(int argc, char** argv) {
  std::uint64_t rounds = 100, seed = 1;
  std::vector<std::filesystem::path> files;
  for (int i = 1; i < argc; ++i) {
    const std::string arg = argv[i];
    if (arg.starts_with("--rounds=")) {
      rounds = std::strtoull(arg.c_str() + 9, nullptr, 10);
    } else if (arg.starts_with("--seed=")) {
      seed = std::strtoull(arg.c_str() + 7, nullptr, 10);
    } else if (std::filesystem::is_directory(arg)) {
      for (const auto& entry : std::filesystem::directory_iterator(arg))
        if (entry.is_regular_file()) files.push_back(entry.path());
    } else {
      files.emplace_back(arg);
    }
  }
  std::sort(files.begin(), files.end());
  std::vector<std::string> seeds;
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    if (!in) {
      std::fprintf(stderr, "%s cannot be read\n", file.c_str());
      return 2;
    }
    seeds.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  if (seeds.empty()) {
    std::fprintf(stderr, "usage: %s DIR... [--rounds=N] [--seed=N]\n", argv[0]);
    return 2;
  }
  std::signal(SIGABRT, tell_and_stop);
  std::signal(SIGSEGV, tell_and_stop);
  for (std::size_t i = 0; i < seeds.size(); ++i) {
    std::snprintf(at_work, sizeof at_work, "at work on %s as it is; these bytes:\n",
                  files[i].c_str());
    run(seeds[i]);
    for (std::uint64_t round = 0; round < rounds; ++round) {
      std::snprintf(at_work, sizeof at_work,
                    "at work on a mutation of %s, seed %llu; these bytes:\n", files[i].c_str(),
                    static_cast<unsigned long long>(seed + round));
      std::mt19937_64 random(seed + round);
      run(mutated(seeds[i], seeds, random));
    }
  }
  std::printf("%zu inputs, %llu mutations of each from seed %llu\n", seeds.size(),
              static_cast<unsigned long long>(rounds), static_cast<unsigned long long>(seed));
}
