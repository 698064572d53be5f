// Any bytes as a question and a catalogue of names: what is found is in it, best first, each name once, and
// the same when asked again.
#include <algorithm>
#include <string_view>

#include "must.hpp"
#include "quoth/analyze/name_catalogue.hpp"

namespace {

using namespace quoth;
using fuzz::must;

void check(const NameCatalogue& names, std::string_view question, const FindOptions& options) {
  const FoundNames found = names.find(question, options);
  must(found.matches.size() <= options.limit, "no more matches than asked for");
  for (std::size_t i = 0; i < found.matches.size(); ++i) {
    const NameMatch& m = found.matches[i];
    must(m.index < names.size(), "a match is in the catalogue");
    must(m.score >= options.at_least && m.score <= 1, "a score lies between the least and 1");
    if (i > 0) must(found.matches[i - 1].score >= m.score, "the best come first");
    must(std::none_of(found.matches.begin(), found.matches.begin() + static_cast<std::ptrdiff_t>(i),
                      [&](const NameMatch& o) { return o.index == m.index; }),
         "a name is found once");
  }
  const FoundNames again = names.find(question, options);
  must(std::equal(found.matches.begin(), found.matches.end(), again.matches.begin(),
                  again.matches.end(),
                  [](const NameMatch& x, const NameMatch& y) {
                    return x.index == y.index && x.score == y.score;
                  }),
       "the same is found twice");
}

}  // namespace

// The first line is the question, each other a name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 4096) return 0;
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  const auto line = [&] {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view taken = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return taken;
  };
  const std::string_view question = line();
  NameCatalogue::Builder builder;
  while (!rest.empty()) {
    const std::string_view name = line();
    builder.add(name.substr(0, 4), name);
  }
  const NameCatalogue names = std::move(builder).build();
  check(names, question, {});
  check(names, question, {3, .5, false});
  if (names.size() > 0) check(names, names.name(0), {});
  return 0;
}
