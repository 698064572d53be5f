"""The Python module gives what the C++ library gives, with offsets that slice Python strings."""
import os
import subprocess
import sys
import tempfile
import unittest

import quoth

TEXT = ("“Naïve – that is all,” Premier Ilka Marenko said on Friday. "
        "Her rival, Tomas Veld, called the plan “a fairy tale.”")


class Annotate(unittest.TestCase):
    def test_spans_slice_the_string(self):
        found = quoth.annotate(TEXT, published="2024-03-10")
        by = {q["speakers"][0]: TEXT[slice(*q["span"])] for q in found["quotations"] if q["speakers"]}
        self.assertIn("Naïve – that is all", by["Ilka Marenko"])
        self.assertIn("a fairy tale", by["Tomas Veld"])
        friday = next(d for d in found["dates"] if TEXT[slice(*d["span"])] == "Friday")
        self.assertEqual(friday["value"], "2024-03-08")

    def test_a_wrong_day_is_named(self):
        with self.assertRaisesRegex(quoth.UsageError, "2024-02-30"):
            quoth.annotate("x", published="2024-02-30")


class Search(unittest.TestCase):
    def test_quotes_by_speaker(self):
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "budget.txt"), "w", encoding="utf-8") as out:
                out.write(TEXT)
            index = os.path.join(folder, "news.quoth")
            subprocess.run([os.environ["QUOTH_CLI"], "index", "--index", index, folder], check=True,
                           stdout=subprocess.DEVNULL)
            opened = quoth.open(index)
            self.assertEqual(len(opened), 1)
            hits = opened.quotes("by:Veld")
            self.assertEqual([h["quotations"][0]["speaker"] for h in hits], ["Tomas Veld"])
            said = hits[0]["quotations"][0]
            self.assertIn(said["text"], said["sentence"])
            self.assertIn("Marenko", said["before"] + said["sentence"] + said["after"])
            self.assertEqual(said["stance"], "asserted")
            self.assertEqual([h["id"] for h in opened.quotes("by:Veld about:plan")], ["budget.txt"])
            self.assertEqual(opened.search("name:Marenko")[0]["id"], "budget.txt")
            self.assertEqual([n["name"] for n in opened.names(type="person", like="Marenco")], ["Ilka Marenko"])
            self.assertIn("Tomas Veld", [n["name"] for n in opened.facets("plan")["speakers"]])
            with self.assertRaisesRegex(quoth.UsageError, "planet"):
                opened.names(type="planet")

    def test_a_missing_index_is_an_error(self):
        with self.assertRaises(quoth.NotFoundError):
            quoth.open("/nowhere/news.quoth")


if __name__ == "__main__":
    sys.exit(not unittest.main(exit=False, verbosity=1).result.wasSuccessful())
