#include "program.hpp"

#include <poll.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "file_calls.hpp"

namespace quoth::durability {

Options::Options(int argc, char** argv, std::string_view what, std::vector<Option> options)
    : options_(std::move(options)) {
  const auto usage = [&](std::FILE* to) {
    std::fprintf(to, "%.*s\n\n", static_cast<int>(what.size()), what.data());
    for (const Option& option : options_)
      std::fprintf(to, "  --%s=N  %s (%llu)\n", option.name.c_str(), option.help.c_str(),
                   static_cast<unsigned long long>(option.value));
  };
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--help") {
      usage(stdout);
      std::exit(0);
    }
    bool known = false;
    for (Option& option : options_) {
      if (!argument.starts_with("--" + option.name + "=")) continue;
      option.value = std::strtoull(argv[i] + option.name.size() + 3, nullptr, 10);
      known = true;
    }
    if (!known) {
      usage(stderr);
      std::exit(2);
    }
  }
}

std::uint64_t Options::operator[](std::string_view name) const {
  for (const Option& option : options_)
    if (option.name == name) return option.value;
  throw std::logic_error("no option " + std::string(name));
}

Folder::Folder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "quoth-durability-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::system_error(errno, std::generic_category(), pattern);
  path_ = pattern;
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void Child::Report::say(char kind, std::string_view text) const {
  std::string line(1, kind);
  for (const char c : text.substr(0, 4000)) line += c == '\n' ? ' ' : c;
  line += '\n';
  // At most PIPE_BUF, so written as a whole.
  if (::write(fd_, line.data(), line.size()) < 0) std::abort();
}

Child::Child(const std::function<void(const Report&)>& work) {
  int ends[2];
  if (::pipe(ends) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  std::fflush(nullptr);
  pid_ = ::fork();
  if (pid_ < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (pid_ == 0) {
    ::close(ends[0]);
    const Report report(ends[1]);
    int code = 0;
    try {
      work(report);
    } catch (const std::exception& error) {
      unwatch();
      report.say('!', error.what());
      code = 2;
    }
    std::fflush(nullptr);
    ::_exit(code);
  }
  ::close(ends[1]);
  fd_ = ends[0];
}

Child::~Child() {
  if (pid_ > 0) (void)wait_for(0);
}

Child::End Child::wait_for(std::int64_t microseconds) {
  using Clock = std::chrono::steady_clock;
  const auto until = Clock::now() + std::chrono::microseconds(microseconds);
  std::string said;
  bool killed = false;
  for (;;) {
    timespec left{};
    if (microseconds != kForever && !killed) {
      const auto rest = std::chrono::duration_cast<std::chrono::nanoseconds>(until - Clock::now()).count();
      if (rest <= 0) {
        ::kill(pid_, SIGKILL);
        killed = true;
      } else {
        left = {rest / 1'000'000'000, rest % 1'000'000'000};
      }
    }
    pollfd end{fd_, POLLIN, 0};
    const int ready = ::ppoll(&end, 1, microseconds == kForever || killed ? nullptr : &left, nullptr);
    if (ready <= 0) continue;
    char buffer[4096];
    const ssize_t got = ::read(fd_, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;  // all ends of writing are closed: it is gone
    said.append(buffer, static_cast<std::size_t>(got));
  }
  ::close(fd_);
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  End end;
  end.killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
  if (WIFSIGNALED(status) && !end.killed) end.crash = "signal " + std::to_string(WTERMSIG(status));
  if (WIFEXITED(status) && WEXITSTATUS(status) != 0) end.crash = "exit code " + std::to_string(WEXITSTATUS(status));
  for (std::size_t at = 0, line; (line = said.find('\n', at)) != std::string::npos; at = line + 1)
    end.said.push_back(said.substr(at, line - at));
  return end;
}

void* shared_memory(std::size_t bytes) {
  void* const memory = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::system_error(errno, std::generic_category(), "mmap");
  return memory;
}

void each_in_children(std::uint64_t count, std::uint64_t in_one, Findings& findings,
                      const std::function<std::string(std::uint64_t)>& name_of,
                      const std::function<std::string(std::uint64_t)>& work) {
  for (std::uint64_t next = 0; next < count;) {
    const std::uint64_t until = std::min(count, next + in_one);
    Child child([&](const Child::Report& report) {
      for (std::uint64_t i = next; i < until; ++i) {
        report.say('s', std::to_string(i));
        std::string fault;
        try {
          fault = work(i);
        } catch (const std::exception& error) {
          fault = std::string("threw: ") + error.what();
        }
        if (!fault.empty()) report.say('f', fault);
      }
    });
    const Child::End end = child.wait_for();
    std::uint64_t at = next;
    for (const std::string& line : end.said) {
      if (line[0] == 's') at = std::stoull(line.substr(1));
      if (line[0] == 'f') findings.add(name_of(at) + ": " + line.substr(1));
    }
    if (!end.crash.empty() || end.killed) findings.add(name_of(at) + ": crashed, " + (end.killed ? "killed" : end.crash));
    next = end.crash.empty() && !end.killed ? until : at + 1;
  }
}

void Findings::add(const std::string& what) {
  constexpr std::uint64_t kShown = 20;
  if (++count_ <= kShown) std::printf("FOUND  %s\n", what.c_str());
}

}  // namespace quoth::durability
