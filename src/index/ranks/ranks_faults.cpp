#include "index/ranks/ranks_faults.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <span>
#include <string_view>
#include <utility>

#include "index/mapped_pages.hpp"
#include "index/ranks/forms_by_term.hpp"
#include "index/ranks/whole_term.hpp"

namespace quoth::storage {

using namespace ranks;

namespace {

constexpr std::uint32_t kTitleWeight = 3;
// Titles are counted to here; of those with more words it is not known which words are the title's.
constexpr std::uint32_t kMostTitleWords = 65535;

class Check {
 public:
  Check(const Ranks& ranks, std::size_t most, const std::function<void(std::string_view)>& passed)
      : ranks_(ranks), most_(most), passed_(passed), reader_(ranks), documents_(ranks.documents()) {}

  std::vector<std::string> run() {
    if (const std::string fault = ranks_.terms().fault(ranks_.posting_bytes()); !fault.empty())
      add("Its dictionary of terms " + fault + ".");
    if (const std::string fault = ranks_.forms().fault(0); !fault.empty())
      add("Its dictionary of forms " + fault + ".");
    know_forms_ = forms_.open(ranks_);
    if (!know_forms_) add("Its forms do not lead to the terms that have them.");
    for (TermDictionary::Cursor cursor(ranks_.terms()); !full() && cursor.next();) {
      text_ = cursor.text();
      check_term(cursor.entry());
      pass(ranks_.postings_of(cursor.entry()));
    }
    check_keys();
    check_documents();
    return std::move(faults_);
  }

 private:
  // What all terms have of a document.
  struct Document {
    std::uint32_t length = 0;  // sum of the frequencies
    std::uint32_t words = 0;   // positions
    std::uint64_t places = 0;  // their sum
  };

  // Tells of what was read before the end of a term's postings, if it is so much.
  void pass(std::string_view postings) {
    if (!passed_ || postings.empty()) return;
    if (behind_ == nullptr) behind_ = postings.data();
    const char* const end = postings.data() + postings.size();
    if (end - behind_ < static_cast<std::ptrdiff_t>(kGivenBackAt)) return;
    passed_({behind_, static_cast<std::size_t>(end - behind_)});
    behind_ = end;
  }

  [[nodiscard]] bool full() const noexcept { return faults_.size() >= most_; }
  void add(std::string fault) {
    if (!full()) faults_.push_back(std::move(fault));
  }
  // Only the first of a term: the others mostly follow from it.
  void add_of_term(std::string_view fault) {
    if (std::exchange(term_is_faulty_, true)) return;
    add("The term \"" + text_ + "\" " + std::string(fault) + ".");
  }

  void check_term(const DictionaryEntry& entry) {
    term_is_faulty_ = false;
    if (!reader_.read(entry, true, term_)) return add_of_term("cannot be read");
    std::size_t first = 0, unknown = 0;
    for (const WindowPostings& window : reader_.postings().windows()) {
      if (reader_.postings().scored()) {
        unknown += check_codes(window, first);
        check_front(window);
      } else if (!window.front.empty() || !window.inexact.empty()) {
        add_of_term("has no frequencies, but bounds or a list of them");
      }
      first += window.postings;
    }
    if (unknown != reader_.postings().listed_frequencies())
      add_of_term("lists other frequencies than those its codes leave open");
    for (std::size_t i = 0; i < term_.frequencies.size(); ++i)
      documents_[term_.documents[i]].length += term_.frequencies[i];
    if (!term_.counts.empty()) check_positions();
    if (know_forms_) check_forms(entry.ordinal);
  }

  // The window's first posting is the term's `first`. Returns for how many postings the code does not
  // tell the frequency.
  std::size_t check_codes(const WindowPostings& window, std::size_t first) {
    std::size_t unknown = 0;
    for (std::size_t i = 0; i < window.postings; ++i) {
      const std::uint32_t document = term_.documents[first + i];
      const std::uint32_t frequency = term_.frequencies[first + i];
      const std::uint32_t length = ranks_.length(document);
      const CodeClass& c = ranks_.book()[window.codes[i]];
      if (frequency < c.least || frequency > c.most || length < c.shortest || length > c.longest)
        add_of_term("has a code that stands for another frequency or length, in document " +
                    std::to_string(document));
      if (c.exact()) continue;
      if (unknown < window.inexact.size() && window.inexact[unknown] != i)
        add_of_term("lists the frequency of a document that has none to be listed");
      ++unknown;
    }
    return unknown;
  }

  void check_front(const WindowPostings& window) {
    std::array<bool, CodeBook::kCodes> there{};
    for (std::size_t i = 0; i < window.postings; ++i) there[window.codes[i]] = true;
    for (const std::uint8_t code : window.front)
      if (!there[code]) add_of_term("has a bound that is none of its codes");
    for (std::size_t code = 0; code < there.size(); ++code) {
      const CodeClass& c = ranks_.book()[code];
      if (there[code] &&
          std::none_of(window.front.begin(), window.front.end(), [&](std::uint8_t bound) {
            const CodeClass& b = ranks_.book()[bound];
            return b.most >= c.most && b.shortest <= c.shortest;
          }))
        return add_of_term("has bounds that a posting can exceed");
    }
  }

  void check_positions() {
    std::size_t at = 0;
    for (std::size_t i = 0; i < term_.documents.size(); ++i) {
      Document& document = documents_[term_.documents[i]];
      const std::uint32_t title = ranks_.title_words(term_.documents[i]);
      std::uint64_t frequency = 0;
      document.words += term_.counts[i];
      for (std::uint32_t k = 0; k < term_.counts[i]; ++k, ++at) {
        document.places += term_.occurrences[at].position;
        frequency += term_.occurrences[at].position <= title ? kTitleWeight : 1;
      }
      if (title < kMostTitleWords && frequency != term_.frequencies[i])
        add_of_term("stands in more or fewer places than its frequency says, in document " +
                    std::to_string(term_.documents[i]));
    }
  }

  void check_forms(std::uint64_t ordinal) {
    const std::uint32_t forms = forms_.count(ordinal);
    if ((forms > 0) != !term_.counts.empty())
      return add_of_term("has forms without positions, or positions without forms");
    if (reader_.postings().has_forms() != (forms > 1))
      return add_of_term("has more or fewer forms than it says");
    std::vector<std::uint64_t> used(forms);
    for (const Occurrence& occurrence : term_.occurrences) {
      if (occurrence.form >= forms) return add_of_term("stands in a form that there is not");
      ++used[occurrence.form];
    }
    std::string before, text;
    for (std::uint32_t form = 0; form < forms; ++form) {
      if (used[form] == 0) return add_of_term("has a form that it never stands in");
      if (!forms_.text(ordinal, form, text)) return add_of_term("has a form that cannot be read");
      if (form > 0 &&
          (used[form - 1] < used[form] || (used[form - 1] == used[form] && before >= text)))
        return add_of_term("has forms that are not numbered from the most frequent on");
      std::swap(before, text);
    }
  }

  void check_keys() {
    if (const std::string fault = ranks_.keys().fault(0); !fault.empty())
      return add("Its dictionary of names " + fault + ".");
    std::vector<std::uint64_t> terms;
    for (TermDictionary::Cursor cursor(ranks_.keys()); !full() && cursor.next();)
      if (!ranks_.terms_of_key(cursor.entry(), terms))
        add("The key \"" + cursor.text() + "\" does not lead to terms.");
  }

  void check_documents() {
    std::uint64_t total = 0;
    for (std::uint32_t d = 0; d < ranks_.documents(); ++d) {
      total += ranks_.length(d);
      if (full()) break;
      const Document& document = documents_[d];
      const std::string name = "Document " + std::to_string(d);
      if (document.length != ranks_.length(d))
        add(name + " has another length than its words have.");
      const std::uint64_t words = document.words;
      // A sum of distinct numbers can only be wrong or right by chance; see also the frequencies.
      if (document.places != words * (words + 1) / 2)
        add(name + " does not have a word at each of its positions.");
      if (words > 0 && ranks_.title_words(d) > words)
        add(name + " has a title longer than itself.");
    }
    if (!full() && total != ranks_.total_length())
      add("The sum of all lengths is another one than it says.");
  }

  const Ranks& ranks_;
  const std::size_t most_;
  const std::function<void(std::string_view)>& passed_;
  const char* behind_ = nullptr;  // what was not told of yet begins here
  WholeTermReader reader_;
  FormsByTerm forms_;
  bool know_forms_ = false;
  std::vector<Document> documents_;
  TermToWrite term_;
  std::string text_;  // of the term at hand
  bool term_is_faulty_ = false;
  std::vector<std::string> faults_;
};

}  // namespace

std::vector<std::string> ranks_faults(const Ranks& ranks, std::size_t most,
                                      const std::function<void(std::string_view)>& passed) {
  return Check(ranks, most, passed).run();
}

}  // namespace quoth::storage
