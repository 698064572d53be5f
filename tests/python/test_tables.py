"""Tables say what the values say: in pandas, in NumPy, and through Arrow's interface."""
import datetime
import subprocess
import sys
import unittest
from importlib.util import find_spec

import quoth
from quoth import _tables

import arrow_reader
import stand_ins
import tell

ARTICLES = [
    {"id": "budget", "title": "Premier defends budget", "source": "Harbour Post", "published": "2024-03-10",
     "url": "https://harbour.example/budget",
     "body": "“We will not raise taxes,” Premier Ilka Marenko said on Friday. Her rival, Tomas Veld, called the plan “a fairy "
             "tale.” 🙂 “Taxes are weather,” Ana Roš and Tomas Veld said in a joint statement last month."},
    {"id": "bridge", "title": "", "source": "", "body": "“Taxes mend no bridge.”\n\nThe old bridge over the Senna is shut."},
    {"id": "echo", "title": "Taxes again", "source": "Evening Lamp", "published": "2024-03-12",
     "body": "“We will raise taxes,” Premier Ilka Marenko was quoted by the Harbour Post as saying on Friday."},
]
ARTICLE_COLUMNS = ["id", "title", "source", "url", "published", "score", "snippet"]
QUOTATION_COLUMNS = ARTICLE_COLUMNS + ["speaker", "text", "kind", "said_first", "said_last", "stance", "via"]
PANDAS = find_spec("pandas") is not None
NUMPY = find_spec("numpy") is not None


def expected(results):
    """The rows of a table, read off the values one by one."""
    rows = []
    for hit in results:
        row = {"id": hit.id, "title": hit.title, "source": hit.source, "url": hit.url,
               "published": hit.published.day if hit.published else None, "score": hit.score, "snippet": hit.snippet.text}
        if results.unit == "quotations":
            q = hit.quotations[0]
            row |= {"speaker": " and ".join(s.name for s in q.speakers) or None, "text": q.text, "kind": q.kind,
                    "said_first": q.said.first if q.said else None, "said_last": q.said.last if q.said else None,
                    "stance": q.stance, "via": ", ".join(s.name for s in q.via) or None}
        rows.append(row)
    return rows


class WithIndex(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.index = quoth.Index.in_memory()
        cls.index.add(ARTICLES)

    @classmethod
    def tearDownClass(cls):
        cls.index.close()

    def results(self):
        yield self.index.search("taxes")
        yield self.index.quotes("taxes", limit=50)
        yield self.index.quotes("*", limit=50)
        yield self.index.search("taxes")[1:]
        yield self.index.search("nothingofthiskind", suggestions=False)
        yield self.index.quotes("nothingofthiskind", suggestions=False)


class Arrow(WithIndex):
    def test_the_stream_says_what_the_hits_say(self):
        for results in self.results():
            with self.subTest(query=results.query, unit=results.unit, hits=len(results)):
                columns, _, batches = arrow_reader.read(results)
                self.assertEqual(list(columns), QUOTATION_COLUMNS if results.unit == "quotations" else ARTICLE_COLUMNS)
                self.assertEqual(sum(batches), len(results))
                rows = expected(results)
                for name, values in columns.items():
                    self.assertEqual(values, [row[name] for row in rows], name)

    def test_what_is_missing_is_null_and_only_where_the_schema_allows_it(self):
        columns, nullable, _ = arrow_reader.read(self.index.quotes("*", limit=50))
        self.assertIn(None, columns["speaker"])
        self.assertIn(None, columns["published"])
        for name, values in columns.items():
            self.assertTrue(nullable[name] or None not in values, name)
        self.assertEqual([name for name in ARTICLE_COLUMNS if nullable[name]], ["published"])

    def test_many_hits_come_in_several_batches_in_their_order(self):
        with quoth.Index.in_memory() as index:
            index.add({"id": f"{i:05}", "body": "Water " * (1 + i % 7)} for i in range(9000))
            results = index.search("water", limit=9000, deadline=600)
            columns, _, batches = arrow_reader.read(results)
            self.assertGreater(len(batches), 1)
            self.assertEqual(columns["id"], [hit.id for hit in results])
            self.assertEqual(columns["score"], [hit.score for hit in results])

    def test_a_column_may_be_moved_out_of_its_batch(self):
        results = self.index.quotes("taxes", limit=50)
        for keep in ("id", "published", "score", "speaker"):
            columns, _, _ = arrow_reader.read(results, keep=keep)
            self.assertEqual(columns[keep], [row[keep] for row in expected(results)])

    def test_a_stream_outlives_what_it_came_from_and_may_be_left_unread(self):
        capsule = self.index.quotes("taxes").__arrow_c_stream__()
        stream = arrow_reader.stream_of(capsule)
        schema = arrow_reader.Schema()
        self.assertEqual(stream.get_schema(stream, schema), 0)
        schema.release(schema)
        batch = arrow_reader.Array()
        self.assertEqual(stream.get_next(stream, batch), 0)
        del stream, capsule  # the batch stands alone
        self.assertGreater(batch.length, 0)
        batch.release(batch)
        for _ in range(100):
            self.index.quotes("taxes").__arrow_c_stream__()
        self.index.quotes("taxes").__arrow_c_stream__(None)
        self.index.quotes("taxes").__arrow_c_stream__(requested_schema=None)


@unittest.skipUnless(PANDAS, "pandas is not there (Debian: python3-pandas)")
class Pandas(WithIndex):
    def rows_of(self, frame):
        import pandas
        return [{name: None if value is None or value is pandas.NaT else value.date() if isinstance(value, pandas.Timestamp)
                 else value for name, value in row.items()} for row in frame.to_dict("records")]

    def test_results(self):
        for results in self.results():
            with self.subTest(query=results.query, unit=results.unit):
                frame = results.to_pandas()
                self.assertEqual(list(frame.columns), QUOTATION_COLUMNS if results.unit == "quotations" else ARTICLE_COLUMNS)
                self.assertEqual(self.rows_of(frame), expected(results))

    def test_a_column_has_its_type_even_without_rows(self):
        for results in self.results():
            frame = results.to_pandas()
            self.assertEqual(str(frame["score"].dtype), "float64")
            for name in {"published", "said_first", "said_last"} & set(frame.columns):
                self.assertEqual(str(frame[name].dtype), "datetime64[ns]", name)
            for name in {"id", "title", "text", "speaker"} & set(frame.columns):
                self.assertEqual(str(frame[name].dtype), "object", name)

    def test_no_day_is_lost_that_pandas_cannot_hold(self):
        old = datetime.date(1215, 6, 15)
        hit = stand_ins.hit("x", quotation_index=0, quotations=[stand_ins.quotation(
            "“x”", "Ada Moss", said=stand_ins.Interval(old, None))])
        found = stand_ins.Rows([hit])
        found.unit = "quotations"
        frame = _tables.results_to_pandas(found)
        self.assertEqual(frame["said_first"][0], old)
        self.assertTrue(frame["said_last"].isna()[0])
        self.assertEqual(str(frame["published"].dtype), "datetime64[ns]")

    def test_names(self):
        names = self.index.names(type="person")
        frame = names.to_pandas()
        self.assertEqual(list(frame["name"]), [n.name for n in names])
        self.assertEqual(list(frame["quotations"]), [n.quotations for n in names])
        self.assertEqual(list(frame["variants"]), [dict(n.variants) for n in names])
        self.assertEqual(str(frame["articles"].dtype), "int64")

    def test_check(self):
        check = self.index.check("We will raise taxes", by="Marenko")
        frame = check.to_pandas()
        self.assertEqual(list(frame["id"]), [s.id for s in check.sources])
        self.assertEqual(set(frame["id"]), {"budget", "echo"})
        self.assertEqual(list(frame["verdict"]), [s.verdict for s in check.sources])
        self.assertEqual(list(frame["printed"]), [s.printed for s in check.sources])
        self.assertEqual(str(frame["by_asked"].dtype), "bool")

    def test_a_trail_has_a_row_a_printing(self):
        trail = self.index.trail("We will not raise taxes")
        frame = trail.to_pandas()
        self.assertEqual(list(frame["id"]), ["budget", "echo"])
        self.assertEqual(list(frame["variant"]), [1, 2])
        self.assertEqual(list(frame["printed"]), [v.printed for v in trail.variants])

    def test_timeline(self):
        timeline = self.index.timeline("taxes", grain="day")
        frame = timeline.to_pandas()
        rows = [*timeline.rows, *timeline.wider]
        self.assertEqual(list(frame["name"]), [r.name for r in rows])
        self.assertEqual(list(frame["count"]), [r.count for r in rows])
        self.assertEqual([d.date() for d in frame["first"]], [r.interval.first for r in rows])
        self.assertEqual([d.date() for d in frame["last"]], [r.interval.last for r in rows])
        self.assertEqual(list(frame["wider"]), [False] * len(timeline.rows) + [True] * len(timeline.wider))
        self.assertIn("2024-02", list(frame["name"]))

    def test_what_was_found_in_an_article(self):
        article = self.index.annotations("budget")
        for kind, found in (("quotations", article.quotations), ("names", article.names), ("dates", article.dates)):
            frame = article.to_pandas(kind)
            self.assertEqual(list(frame["text"]), [x.text for x in found])
            self.assertEqual([article.text[a:b] for a, b in zip(frame["start"], frame["end"])], list(frame["text"]))
            self.assertGreater(len(frame), 0)
        self.assertIn("Ana Roš and Tomas Veld", list(article.to_pandas()["speaker"]))
        with self.assertRaisesRegex(ValueError, "kind.*'places'"):
            article.to_pandas("places")


@unittest.skipUnless(NUMPY, "NumPy is not there (Debian: python3-numpy)")
class Numpy(WithIndex):
    def test_scores(self):
        for results in self.results():
            self.assertEqual(str(results.scores.dtype), "float64")
            self.assertEqual(results.scores.tolist(), [hit.score for hit in results])


class Missing(unittest.TestCase):
    def test_a_missing_library_is_named_with_its_package(self):
        """In a Python of its own, where importing any of them fails."""
        program = """
import sys
for name in ("pandas", "numpy", "matplotlib", "altair"):
    sys.modules[name] = None
import quoth
with quoth.Index.in_memory() as index:
    index.add(id="a", body="The bridge was shut on 4 March 2024.")
    for ask in (lambda: index.search("bridge").to_pandas(), lambda: index.search("bridge").scores,
                lambda: index.timeline("bridge").plot(), lambda: index.timeline("bridge").plot(backend="altair")):
        try:
            ask()
        except ImportError as error:
            print(error.name, error)
"""
        said = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
        lines = said.splitlines()
        self.assertEqual([line.split()[0] for line in lines], ["pandas", "numpy", "matplotlib", "altair"])
        for line, package in zip(lines, ("python3-pandas", "python3-numpy", "python3-matplotlib", "python3-altair")):
            self.assertIn(f"apt-get install {package}", line)
            self.assertIn("pip install", line)

    def test_importing_quoth_imports_none_of_them(self):
        program = "import sys, quoth; print(sorted({'pandas','numpy','matplotlib','altair','tqdm'} & set(sys.modules)))"
        self.assertEqual(subprocess.run([sys.executable, "-c", program], check=True, capture_output=True,
                                        text=True).stdout.strip(), "[]")


if __name__ == "__main__":
    sys.exit(tell.main())
