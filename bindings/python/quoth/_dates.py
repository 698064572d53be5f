"""Dates as people write them, and the calendar."""

from . import _core


def read_date(text, today=None, lang="en", outlook="archive"):
    """A date as a reader types it: a DateReading, or None when it is no date.

        >>> str(quoth.read_date("the third Tuesday of May 2024").interval)
        '2024-05-21'

    today    what "last week" is read against: a date; a datetime knows the clock ("in five minutes")
    lang     the language it is written in
    outlook  "archive": "Friday" is the last one; "agenda": the next one
    """
    return _core.read_date(text, today, lang, outlook)


def period_name(when):
    """The shortest writing that `when:` reads as this: "2024-03-22", "2024-W12", "1990s". str() of an Interval."""
    return str(_core.Interval(when))


def period_of(grain, day):
    """The "day", "week", "month", "quarter", "half", "year", "decade" or "century" that a day lies in: an Interval."""
    return _core.period_of(grain, day)


def easter(year):
    """Easter Sunday of the western churches: a datetime.date."""
    return _core.easter(year)
