// New and full moons and the sun's place: the sky behind the calendars of the moon.
#pragma once

#include <cstdint>

namespace quoth::dates {

/// Moments are days since 1970-01-01T00:00 UT, in fractions of a day. All are right to a few
/// minutes from the year 1000 to 3000. Source: Jean Meeus, "Astronomical Algorithms", chapters 25
/// (low accuracy) and 49; the small planetary terms and the drift of the earth's rotation since 1970
/// (about a minute) are left out.

/// The new moon of a lunation; 0 is that of 2000-01-06.
[[nodiscard]] double new_moon(std::int32_t lunation) noexcept;
/// The full moon half a lunation later.
[[nodiscard]] double full_moon(std::int32_t lunation) noexcept;
/// The last lunation whose new moon is not after `moment`.
[[nodiscard]] std::int32_t lunation_at(double moment) noexcept;
/// The sun's apparent longitude, in degrees 0 <= x < 360; 0 at the March equinox.
[[nodiscard]] double sun_longitude(double moment) noexcept;

}  // namespace quoth::dates
