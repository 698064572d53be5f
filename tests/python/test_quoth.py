"""The Python package gives what the C++ library gives, with offsets that slice Python strings."""
import contextlib
import doctest
import io
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

import quoth

import tell

TEXT = ("“Naïve – that is all,” Premier Ilka Marenko said on Friday. "
        "Her rival, Tomas Veld, called the plan “a fairy tale.”")


class Annotate(unittest.TestCase):
    def test_spans_slice_the_string(self):
        found = quoth.annotate(TEXT, published="2024-03-10")
        for part in (*found.quotations, *found.dates, *found.names):
            self.assertEqual(TEXT[part.start:part.end], part.text)
        by = {q.speaker: q.text for q in found.quotations}
        self.assertIn("Naïve – that is all", by["Ilka Marenko"])
        self.assertIn("a fairy tale", by["Tomas Veld"])
        self.assertEqual([str(d.interval) for d in found.dates], ["2024-03-08"])

    def test_it_is_what_the_command_line_writes(self):
        line = {"id": "budget", "title": "Premier 🐟 defends", "body": TEXT, "published": "2024-03-10"}
        told = subprocess.run([os.environ["QUOTH_CLI"], "annotate", "--jsonl", "-"], input=json.dumps(line), check=True,
                              capture_output=True, text=True, encoding="utf-8").stdout
        found = quoth.annotate(quoth.Article(**line))
        self.assertEqual(found.to_dict(), json.loads(told))

    def test_a_wrong_day_is_named(self):
        with self.assertRaisesRegex(quoth.UsageError, "2024-02-30"):
            quoth.annotate("x", published="2024-02-30")


class Search(unittest.TestCase):
    def test_quotes_by_speaker(self):
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "budget.txt").write_text(TEXT, encoding="utf-8")
            path = pathlib.Path(folder) / "news.quoth"
            subprocess.run([os.environ["QUOTH_CLI"], "index", "--index", path, folder], check=True,
                           stdout=subprocess.DEVNULL)
            index = quoth.open(path)
            self.assertEqual(len(index), 1)
            hits = index.quotes("by:Veld")
            self.assertEqual([h.quotation.speaker for h in hits], ["Tomas Veld"])
            said = hits[0].quotation
            self.assertIn(said.text, said.sentence)
            self.assertIn("Marenko", said.before + said.sentence + said.after)
            self.assertEqual(said.stance, "asserted")
            self.assertEqual(index.article("budget.txt").text[said.start:said.end], said.text)
            self.assertEqual([h.id for h in index.quotes("by:Veld about:plan")], ["budget.txt"])
            self.assertEqual(index.search("name:Marenko")[0].id, "budget.txt")
            self.assertEqual([n.name for n in index.names("person", like="Marenco")], ["Ilka Marenko"])
            self.assertIn("Tomas Veld", [n.name for n in index.facets("plan").speakers])
            with self.assertRaisesRegex(quoth.UsageError, "planet"):
                index.names(type="planet")

    def test_a_missing_index_is_an_error(self):
        with self.assertRaises(quoth.NotFoundError):
            quoth.open("/nowhere/news.quoth")


class Readme(unittest.TestCase):
    def test_its_python_prints_what_it_says(self):
        readme = pathlib.Path(os.environ["QUOTH_SOURCE"], "README.md").read_text(encoding="utf-8")
        code = re.search(r"```python\n(.*?)```", readme, re.DOTALL)[1]
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(code, "README.md", "exec"), {})
        self.assertEqual(out.getvalue().splitlines(), re.findall(r"  # (.*)", code))


class Docstrings(unittest.TestCase):
    def test_their_examples_print_what_they_say(self):
        tried = 0
        finder, runner = doctest.DocTestFinder(recurse=False), doctest.DocTestRunner(verbose=False)
        with quoth.Index.in_memory() as index:
            index.add(id="budget", published="2024-03-10",
                      body="“We will not raise taxes,” Premier Ilka Marenko said on Friday.")
            things = [("quoth", quoth), ("open", quoth.open), *((name, getattr(quoth, name)) for name in quoth.__all__)]
            things += [(f"Index.{name}", thing) for name, thing in vars(quoth.Index).items() if callable(thing)]
            for name, thing in things:
                for example in finder.find(thing, name, module=False, globs={"quoth": quoth, "index": index}):
                    tried += len(example.examples)
                    out = io.StringIO()
                    runner.run(example, out=out.write)
                    self.assertEqual(out.getvalue(), "")
        self.assertGreater(tried, 10)


if __name__ == "__main__":
    sys.exit(tell.main())
