"""Pictures of timelines show the counts at their days, and say what they leave out."""
import datetime
import os
import sys
import unittest
from importlib.util import find_spec

import quoth
from quoth import _plots

import stand_ins
import tell

os.environ["MPLBACKEND"] = "agg"
DAY = datetime.timedelta(days=1)
MATPLOTLIB = find_spec("matplotlib") is not None
ALTAIR = find_spec("altair") is not None


def date(iso):
    return datetime.date.fromisoformat(iso) if iso else None


def row(first, last, count, name=None):
    return stand_ins.thing(interval=stand_ins.Interval(date(first), date(last)), count=count, dates=count,
                           name=name or f"{first}..{last}")


def timeline(rows, wider=(), by="event", unit="articles"):
    return stand_ins.thing(rows=rows, wider=list(wider), by=by, unit=unit)


SPRING = timeline(
    [row("2024-03-01", "2024-03-01", 2), row("2024-03-05", "2024-03-05", 7), row("2024-03-20", "2024-03-20", 1)],
    [row("1998-01-01", "1998-12-31", 1, "1998"), row("2024-03-04", "2024-03-10", 3, "2024-W10"),
     row("2024-03-09", "2024-03-19", 1), row("2024-03-11", None, 1, "2024-03-11..")])


class Placing(unittest.TestCase):
    def test_what_lies_far_from_the_rows_is_named_and_what_reaches_in_is_cut(self):
        rows, wider, outside, first, last = _plots._placed(SPRING)
        self.assertEqual([r.count for r, _, _ in rows], [2, 7, 1])
        self.assertEqual(outside, ["1998"])
        self.assertLess(first, date("2024-03-01"))
        self.assertGreater(last, date("2024-03-20"))
        self.assertEqual(wider[2][2], last)

    def test_dates_beyond_the_calendar_of_python_are_named(self):
        rows, wider, outside, first, last = _plots._placed(timeline([row(None, None, 1, "-0043")], [row(None, None, 1, "..")]))
        self.assertEqual((rows, wider, first, last), ([], [], None, None))
        self.assertEqual(outside, ["-0043", ".."])
        _, _, outside, _, _ = _plots._placed(timeline([row("0001-01-01", "0001-01-01", 1), row("9999-12-31", "9999-12-31", 1)]))
        self.assertEqual(outside, [])

    def test_without_rows_the_wider_ones_make_the_picture(self):
        rows, wider, outside, first, _ = _plots._placed(timeline([], [row("2024-01-01", "2024-12-31", 1)]))
        self.assertEqual((rows, len(wider), outside), ([], 1, []))
        self.assertLess(first, date("2024-01-01"))

    def test_no_two_lie_over_each_other_in_a_lane_and_there_are_no_more_lanes_than_needed(self):
        _, wider, _, first, last = _plots._placed(SPRING)
        lanes, depth = _plots._lanes(wider)
        days = [first + DAY * i for i in range((last - first).days + 1)]
        deepest = 0
        for day in days:
            there = [lane for (_, begin, end), lane in zip(wider, lanes) if begin <= day <= end]
            self.assertEqual(len(there), len(set(there)))
            deepest = max(deepest, len(there))
        self.assertEqual(depth, deepest)

    def test_weeks_that_follow_each_other_share_a_lane_and_those_with_a_common_day_do_not(self):
        first, second = row("2024-03-04", "2024-03-10", 1), row("2024-03-11", "2024-03-17", 1)
        third = row("2024-03-17", "2024-03-18", 1)
        for rows, depth in (([first, second], 1), ([second, third], 2)):
            placed = [(r, r.interval.first, r.interval.last) for r in rows]
            self.assertEqual(_plots._lanes(placed)[1], depth)

    def test_wrong_wishes_are_named(self):
        with self.assertRaisesRegex(ValueError, "backend.*'gnuplot'"):
            _plots.timeline_plot(SPRING, backend="gnuplot")
        with self.assertRaisesRegex(ValueError, "ax"):
            _plots.timeline_plot(SPRING, backend="altair", ax=object())


@unittest.skipUnless(MATPLOTLIB, "matplotlib is not there (Debian: python3-matplotlib)")
class Matplotlib(unittest.TestCase):
    def tearDown(self):
        import matplotlib.pyplot
        matplotlib.pyplot.close("all")

    def test_bars_stand_at_their_days_as_high_as_their_counts(self):
        from matplotlib.dates import num2date
        ax = _plots.timeline_plot(SPRING)
        bars = [(num2date(p.get_x()).date(), p.get_width(), p.get_height()) for p in ax.patches if p.get_y() == 0]
        self.assertEqual(bars, [(date("2024-03-01"), 1, 2), (date("2024-03-05"), 1, 7), (date("2024-03-20"), 1, 1)])
        below = [p for p in ax.patches if p.get_y() < 0]
        self.assertEqual([(num2date(p.get_x()).date(), p.get_width()) for p in below[:1]], [(date("2024-03-04"), 7)])
        self.assertEqual(len(below), 3)
        self.assertIn("outside this picture: 1998", [t.get_text() for t in ax.texts])
        self.assertEqual((ax.get_ylabel(), ax.get_xlabel()), ("articles", "day spoken of"))
        self.assertTrue(all(y >= 0 and y == int(y) for y in ax.get_yticks()))

    def test_it_draws_where_it_is_told_and_anything_can_be_drawn(self):
        from matplotlib.figure import Figure
        for value in (SPRING, timeline([]), timeline([row(None, None, 1, "-0043")]), timeline([], SPRING.wider),
                      timeline([row("0001-01-01", "0001-01-01", 1), row("9999-12-31", "9999-12-31", 1)])):
            figure = Figure()
            ax = figure.subplots()
            self.assertIs(_plots.timeline_plot(value, ax=ax), ax)
            figure.canvas.draw()

    def test_a_timeline_of_an_index(self):
        with quoth.Index.in_memory() as index:
            index.add(id="a", published="2024-03-10", body="“It is shut,” Ada Moss said on Friday. It shut on 4 March.")
            ax = index.timeline("*", grain="day").plot()
            self.assertEqual([p.get_height() for p in ax.patches if p.get_y() == 0], [1, 1])
            ax = index.timeline("by:Moss", unit="quotations").plot()
            self.assertEqual((ax.get_ylabel(), ax.get_xlabel()), ("quotations", "day said"))
            self.assertEqual([t.get_text() for t in ax.texts], [])


@unittest.skipUnless(ALTAIR, "Altair is not there (Debian: python3-altair)")
class Altair(unittest.TestCase):
    def test_the_chart_holds_the_rows(self):
        chart = _plots.timeline_plot(SPRING, backend="altair").to_dict()
        bars, lines = chart["vconcat"]
        values = bars["data"]["values"]
        self.assertEqual([(v["begin"], v["end"], v["count"]) for v in values], [
            ("2024-03-01T00:00:00", "2024-03-02T00:00:00", 2), ("2024-03-05T00:00:00", "2024-03-06T00:00:00", 7),
            ("2024-03-20T00:00:00", "2024-03-21T00:00:00", 1)])
        self.assertEqual(len(lines["data"]["values"]), 3)
        self.assertIn("1998", chart["title"]["text"])
        self.assertEqual(bars["encoding"]["x"]["scale"], lines["encoding"]["x"]["scale"])

    def test_anything_can_be_drawn(self):
        for value in (timeline([]), timeline([row(None, None, 1, "-0043")]), timeline([], SPRING.wider)):
            _plots.timeline_plot(value, backend="altair").to_dict()


if __name__ == "__main__":
    sys.exit(tell.main())
