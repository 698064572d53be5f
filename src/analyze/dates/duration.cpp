// Amounts of time as TIMEX3 writes them.
#include <cstdio>

#include "analyze/dates/resolve.hpp"

namespace quoth::dates {
namespace {

constexpr std::int64_t kMost = 100'000'000;

}  // namespace

std::string duration_value(const Expression& e) {
  std::string date, time;
  const auto append = [](std::string& out, std::int64_t milli, const char* unit) {
    char text[40];
    if (milli % 1000 == 0) {
      std::snprintf(text, sizeof text, "%lld%s", static_cast<long long>(milli / 1000), unit);
    } else {
      std::snprintf(text, sizeof text, "%g%s", static_cast<double>(milli) / 1000, unit);
    }
    out += text;
  };
  for (std::uint8_t k = 0; k < e.amount_count; ++k) {
    Amount a = e.amounts[k];
    const char* unit = "D";
    const char* rest_unit = nullptr;
    std::int64_t rest = 0;
    bool clock = false;
    const std::int64_t fraction = a.milli % 1000;
    switch (a.unit) {
      case Grain::second:
        unit = "S";
        clock = true;
        break;
      case Grain::minute:
        unit = "M";
        clock = true;
        if (fraction == 500 && a.milli > 1000) rest_unit = "S", rest = 30;
        break;
      case Grain::hour:
        unit = "H";
        clock = true;
        if (fraction == 500 || fraction == 250 || fraction == 750)
          rest_unit = "M", rest = fraction * 60 / 1000;
        break;
      case Grain::day:
        if (fraction == 500 || fraction == 250 || fraction == 750)
          append(time, fraction * 24, "H"), a.milli -= fraction;
        if (a.milli == 0) continue;
        break;
      case Grain::weekend:
        unit = "WE";
        break;
      case Grain::week:
        unit = "W";
        break;
      case Grain::fortnight:
        unit = "W";
        if (a.milli <= kMost * 1000) a.milli *= 2;
        break;
      case Grain::month:
        unit = "M";
        break;
      case Grain::season:
      case Grain::quarter:
        unit = "Q";
        break;
      case Grain::year:
        unit = "Y";
        if (fraction == 500 || fraction == 250 || fraction == 750)
          rest_unit = "M", rest = fraction * 12 / 1000;
        break;
      case Grain::decade:
        unit = a.vague ? "DE" : "Y";
        if (!a.vague && a.milli <= kMost * 1000) a.milli *= 10;
        break;
      case Grain::century:
        unit = "CE";
        break;
      case Grain::millennium:
        unit = "ML";
        break;
      default:
        break;
    }
    std::string& out = clock ? time : date;
    if (a.vague) {
      out += 'X';
      out += unit;
    } else if (rest_unit != nullptr) {
      if (a.milli >= 1000) append(out, a.milli / 1000 * 1000, unit);
      append(out, rest * 1000, rest_unit);
    } else {
      append(out, a.milli, unit);
    }
  }
  return "P" + date + (time.empty() ? "" : "T" + time);
}

}  // namespace quoth::dates
