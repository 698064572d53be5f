// Damages a sealed index in thousands of ways: each must be noticed, none may crash anybody.
//
// Two indexes: one of several small segments with deletions, and one of a segment so large that its files have blocks
// which opening does not look at. Each damage is looked at twice. check_index must find it. And whoever opens the index
// without checking it first must get the right answer to each of a list of questions, or an error.
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstring>
#include <sstream>
#include <string>

#include "damage.hpp"
#include "program.hpp"
#include "quoth/error.hpp"
#include "quoth/index/check.hpp"
#include "quoth/results/searcher.hpp"
#include "quoth/index/writer.hpp"
#include "random_batches.hpp"

using namespace quoth;
using namespace quoth::durability;

namespace {

namespace fs = std::filesystem;

constexpr const char* kPeople[] = {"Olga Tarenko", "Marek Voss", "Ilse Brannigh", "Vesna Odalys", "Pavel Kettering"};

// A piece of news with names, days and words said; `vocabulary` words in all.
Article news(std::mt19937_64& random, std::size_t number, std::size_t vocabulary) {
  const auto word = [&] {
    // Some are frequent, most are rare.
    const std::size_t rank = random() % (1 + random() % vocabulary);
    std::string text = "w";
    for (std::size_t rest = rank + 26; rest > 0; rest /= 26) text += static_cast<char>('a' + rest % 26);
    return text;
  };
  Article article;
  article.id = "news-" + std::to_string(number);
  article.title = "Harbour " + word() + " " + word();
  article.published = Day::from({2024, 1, 1}).plus(static_cast<std::int32_t>(random() % 300));
  for (std::size_t sentence = 0; sentence < 12; ++sentence) {
    std::string words;
    for (std::size_t i = 6 + random() % 8; i > 0; --i) words += " " + word();
    const std::string person = kPeople[random() % std::size(kPeople)];
    switch (random() % 4) {
      case 0:
        article.body += "\u201cWe" + words + " now,\u201d Minister " + person + " said on Friday. ";
        break;
      case 1:
        article.body += "On " + std::to_string(1 + random() % 28) + " March 2024 the council" + words + ". ";
        break;
      default:
        article.body += "The harbour" + words + ". ";
    }
  }
  return article;
}

void make_index(const fs::path& path, std::mt19937_64& random, std::size_t segments, std::size_t articles,
                std::size_t vocabulary) {
  Writer writer = Writer::open(path);
  std::size_t number = 0;
  for (std::size_t i = 0; i < segments; ++i) {
    for (std::size_t k = 0; k < articles; ++k) writer.add(news(random, number++, vocabulary));
    if (i > 0) {
      writer.add(news(random, number - articles - 1, vocabulary));  // replaces one of the segment before
      writer.remove("news-" + std::to_string(number - articles - 2));
    }
    writer.commit();
  }
}

// All that a list of questions is answered with, each an entry: an error of ours is "error".
std::vector<std::string> answers_of(const fs::path& index) {
  std::vector<std::string> answers;
  const auto ask = [&](auto&& question) {
    std::ostringstream out;
    try {
      question(out);
      answers.push_back(out.str());
    } catch (const Error&) {
      answers.emplace_back("error");
    }
  };
  std::optional<Searcher> searcher;
  try {
    searcher.emplace(Searcher::open(index));
  } catch (const Error&) {
    return {"error"};
  }
  const auto tell = [](std::ostringstream& out, const Results& results) {
    out << results.total << "\n";
    for (const Hit& hit : results.hits) {
      std::uint64_t bits = 0;
      std::memcpy(&bits, &hit.score, sizeof bits);
      out << hit.id << " " << bits << " " << hit.title << " " << hit.snippet.text << "\n";
      for (const FoundQuotation& quotation : hit.quotations)
        out << "  " << quotation.text << " " << quotation.speakers.size() << "\n";
      for (const FoundDate& date : hit.dates) out << "  " << date.value << "\n";
    }
  };
  for (const char* query : {"harbour", "wb OR wbb", "wcb wdb", "\"the harbour\"", "wd*", "title:wb", "harbour NEAR/4 wb",
                            "name:Tarenko", "by:Voss", "said:(we now)", "when:2024-03-11", "published:2024-03 -wc",
                            "wzzq OR wfe OR wge OR whe"})
    ask([&](std::ostringstream& out) { tell(out, searcher->search(query)); });
  ask([&](std::ostringstream& out) { tell(out, searcher->quotes("by:Brannigh")); });
  ask([&](std::ostringstream& out) {
    const CheckResult checked = searcher->check("We wb wc now");
    out << static_cast<int>(checked.verdict);
  });
  ask([&](std::ostringstream& out) {
    for (const auto& name : searcher->names().names) out << name.name << " ";
  });
  for (const std::uint32_t docid : {1U, 2U, 7U})
    ask([&](std::ostringstream& out) {
      const StoredArticle stored = searcher->snapshot().article({0, docid});
      out << stored.article.id << stored.article.title << stored.article.body << stored.annotations.quotations.size()
          << stored.annotations.mentions.size();
    });
  for (const char* id : {"news-0", "news-3", "no-such-news"})
    ask([&](std::ostringstream& out) { out << searcher->snapshot().find(id).has_value(); });
  return answers;
}

bool is_noticed(const fs::path& index) {
  try {
    return !check_index(index).ok();
  } catch (const Error&) {
    return true;
  }
}

struct Counts {
  std::uint64_t opened = 0;   ///< in spite of the damage
  std::uint64_t errors = 0;   ///< questions answered by an error
  std::uint64_t right = 0;    ///< questions answered rightly all the same
};

}  // namespace

int main(int argc, char** argv) {
  const Options options(argc, argv, "damager: random damages to a sealed index; all are noticed, nobody crashes.",
                        {{"damages", 400, "how many"},
                         {"in-one", 250, "how many in a process"},
                         {"seed", 1, "of all that is random"}});
  std::printf("damager: %llu damages, seed %llu\n", static_cast<unsigned long long>(options["damages"]),
              static_cast<unsigned long long>(options["seed"]));
  std::mt19937_64 random(options["seed"]);
  const Folder folder;
  const fs::path indexes[] = {folder.path() / "small.quoth", folder.path() / "large.quoth"};
  make_index(indexes[0], random, 3, 9, 200);
  make_index(indexes[1], random, 1, 700, 20'000);
  const std::vector<std::string> right[] = {answers_of(indexes[0]), answers_of(indexes[1])};
  DamagedFiles files[] = {DamagedFiles(indexes[0]), DamagedFiles(indexes[1])};
  Findings findings;
  for (int i = 0; i < 2; ++i) {
    if (is_noticed(indexes[i])) findings.add("an index has damage before any was done");
    if (std::count(right[i].begin(), right[i].end(), "error") > 0) findings.add("a question has no answer");
  }

  // The counts come from the children.
  Counts* const counts = shared_between_processes<Counts>();
  const auto seed_of = [&](std::uint64_t i) { return options["seed"] * 1'000'003 + i; };
  each_in_children(
      options["damages"], options["in-one"], findings,
      [&](std::uint64_t i) {
        for (DamagedFiles& other : files) other.undo();
        std::mt19937_64 again(seed_of(i));
        const std::string what = files[i % 2].damage(again);
        for (int k = 0; k < 2; ++k) files[k].undo();
        return "damage " + std::to_string(i) + " (" + what + ")";
      },
      [&](std::uint64_t i) -> std::string {
        std::mt19937_64 drawn(seed_of(i));
        const fs::path& index = indexes[i % 2];
        const std::string what = files[i % 2].damage(drawn);
        const std::vector<std::string> answers = answers_of(index);
        std::string fault;
        if (answers != std::vector<std::string>{"error"}) {
          ++counts->opened;
          for (std::size_t k = 0; k < answers.size(); ++k) {
            if (answers[k] == "error")
              ++counts->errors;
            else if (answers[k] == right[i % 2][k])
              ++counts->right;
            else if (fault.empty())
              fault = "question " + std::to_string(k) + " is answered wrongly, without an error";
          }
        }
        if (!is_noticed(index)) fault = "check does not notice it";
        files[i % 2].undo();
        return fault;
      });
  for (const fs::path& index : indexes)
    if (is_noticed(index)) findings.add("an index still has damage after all was undone");
  std::printf(
      "damager: %llu damages; %llu times the index opened in spite of it, and of its questions %llu were refused and %llu "
      "answered rightly; %llu findings\n",
      static_cast<unsigned long long>(options["damages"]), static_cast<unsigned long long>(counts->opened),
      static_cast<unsigned long long>(counts->errors), static_cast<unsigned long long>(counts->right),
      static_cast<unsigned long long>(findings.count()));
  return findings.exit_code();
}
