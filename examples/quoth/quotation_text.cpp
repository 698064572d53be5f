#include "quotation_text.hpp"

#include <cstddef>

#include "terminal.hpp"

namespace quoth_cli {
namespace {

using namespace quoth;

constexpr std::size_t kMostShown = 600;    // code points of the quotation
constexpr std::size_t kMostRoundIt = 300;  // of what stands before or after it

// The sentence, if the quotation is found in it as it is shown; else the quotation alone. Where the quotation's own
// marks do not tell what of the sentence it is, ❝ and ❞ do.
std::string sentence(const FoundQuotation& q, bool colour) {
  std::string words = printable(q.text, q.marks, colour, kMostShown);
  if (q.kind != QuotationKind::direct)
    words = styled("❝", "36", colour) + words + styled("❞", "36", colour);
  const std::string plain = printable(q.text);
  const std::string whole = printable(q.context.holding.text);
  const std::size_t at = plain.empty() ? std::string::npos : whole.find(plain);
  if (at == std::string::npos) return words;
  return styled(whole.substr(0, at), "2", colour && at > 0) + words +
         styled(whole.substr(at + plain.size()), "2", colour && at + plain.size() < whole.size());
}

}  // namespace

std::string speakers_text(const FoundQuotation& q) {
  std::string who;
  for (const FoundSpeaker& s : q.speakers) {
    who += who.empty() ? "" : " and ";
    who += printable(s.name, 80);
    if (s.text != s.name) who += " (“" + printable(s.text, 60) + "”)";
  }
  if (who.empty()) who = "speaker unknown";
  for (const FoundSpeaker& s : q.via) who += ", via " + printable(s.name, 80);
  return who;
}

std::string quotation_lines(const FoundQuotation& q, const std::string& indent, bool colour) {
  std::string out;
  const auto add = [&](const std::string& text) {
    if (!text.empty())
      out += indent + "  " + styled(printable(text, kMostRoundIt), "2", colour) + "\n";
  };
  add(q.context.before.text);
  out += indent;
  out += q.kind == QuotationKind::direct ? styled("❝ ", "36", colour) : "  ";
  out += sentence(q, colour) + "\n";
  add(q.context.after.text);
  return out;
}

}  // namespace quoth_cli
