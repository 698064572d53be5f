#include "analyze/dates/moon.hpp"

#include <cmath>

namespace quoth::dates {
namespace {

constexpr double kUnixEpoch = 2440587.5;  // as a Julian date
constexpr double kRadians = 3.14159265358979323846 / 180;
constexpr double kMonth = 29.530588861;

double sine(double degrees) noexcept { return std::sin(degrees * kRadians); }

// Weights of one phase, in days.
struct Terms {
  double m1, m, m1_2, f2, m1_less_m, m1_and_m, m2;
};
constexpr Terms kNew{-0.40720, 0.17241, 0.01608, 0.01039, 0.00739, -0.00514, 0.00208};
constexpr Terms kFull{-0.40614, 0.17302, 0.01614, 0.01043, 0.00734, -0.00515, 0.00209};

double phase(double k, const Terms& w) noexcept {
  const double t = k / 1236.85;
  const double e = 1 - 0.002516 * t - 0.0000074 * t * t;
  const double m = 2.5534 + 29.10535670 * k - 0.0000014 * t * t;
  const double m1 = 201.5643 + 385.81693528 * k + 0.0107582 * t * t;
  const double f = 160.7108 + 390.67050284 * k - 0.0016118 * t * t;
  const double node = 124.7746 - 1.56375588 * k + 0.0020672 * t * t;
  double julian = 2451550.09766 + kMonth * k + 0.00015437 * t * t;
  julian += w.m1 * sine(m1) + w.m * e * sine(m) + w.m1_2 * sine(2 * m1) + w.f2 * sine(2 * f) +
            w.m1_less_m * e * sine(m1 - m) + w.m1_and_m * e * sine(m1 + m) +
            w.m2 * e * e * sine(2 * m);
  julian += -0.00111 * sine(m1 - 2 * f) - 0.00057 * sine(m1 + 2 * f) +
            0.00056 * e * sine(2 * m1 + m) - 0.00042 * sine(3 * m1) +
            0.00042 * e * sine(m + 2 * f) + 0.00038 * e * sine(m - 2 * f) -
            0.00024 * e * sine(2 * m1 - m) - 0.00017 * sine(node);
  return julian - kUnixEpoch;
}

}  // namespace

double new_moon(std::int32_t lunation) noexcept { return phase(lunation, kNew); }
double full_moon(std::int32_t lunation) noexcept { return phase(lunation + 0.5, kFull); }

std::int32_t lunation_at(double moment) noexcept {
  auto k = static_cast<std::int32_t>(std::floor((moment + kUnixEpoch - 2451550.1) / kMonth));
  while (new_moon(k + 1) <= moment) ++k;
  while (new_moon(k) > moment) --k;
  return k;
}

double sun_longitude(double moment) noexcept {
  const double t = (moment + kUnixEpoch - 2451545.0) / 36525;
  const double mean = 280.46646 + 36000.76983 * t + 0.0003032 * t * t;
  const double m = 357.52911 + 35999.05029 * t - 0.0001537 * t * t;
  const double centre = (1.914602 - 0.004817 * t) * sine(m) +
                        (0.019993 - 0.000101 * t) * sine(2 * m) + 0.000289 * sine(3 * m);
  const double node = 125.04 - 1934.136 * t;
  const double longitude = mean + centre - 0.00569 - 0.00478 * sine(node);
  return longitude - 360 * std::floor(longitude / 360);
}

}  // namespace quoth::dates
