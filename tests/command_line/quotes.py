#!/usr/bin/env python3
"""What `quoth quotes` finds and prints over the example archive: quotes.py QUOTH ARCHIVE"""

import json
import pathlib
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
from quoth_command import Claims, Failure, Quoth, differs  # noqa: E402

WIRE = {"29-wire-pipes-meridian.txt", "30-wire-pipes-harbour-post.txt", "31-wire-pipes-evening-lamp.txt"}


def main(quoth_path, archive):
    claims = Claims()
    archive = pathlib.Path(archive)
    with tempfile.TemporaryDirectory() as folder:
        quoth = Quoth(quoth_path, pathlib.Path(folder) / "archive.quoth")
        quoth.run("index", archive, "--metadata", archive / "metadata.csv")

        def quotes(*arguments):
            return quoth.json("quotes", *arguments, "--limit", 1000)

        def said(*arguments):
            """(article, words) of what is found, best first."""
            return [(hit["id"], hit["quotations"][0]["text"]) for hit in quotes(*arguments)["hits"]]

        def ids(*arguments):
            return {name for name, _ in said(*arguments)}

        def first(*arguments):
            hits = quotes(*arguments)["hits"]
            if not hits:
                raise Failure("nothing found")
            return hits[0]["quotations"][0]

        def printed(*arguments):
            done = quoth.run("quotes", *arguments)
            if done.returncode != 0 or done.stderr:
                raise Failure(f"exit code {done.returncode}: {done.stderr.decode()}")
            return done.stdout.decode()

        def holds_all(text, *parts):
            missing = [part for part in parts if part not in text]
            return f"without {missing} in:\n{text}" if missing else None

        def refused(code, *arguments, words=()):
            done = quoth.run("quotes", *arguments)
            message = done.stderr.decode()
            right = done.returncode == code and not done.stdout and all(word in message for word in words)
            return None if right else f"exit code {done.returncode}, {done.stdout!r}, {message!r}"

        # Who, about what, when.
        wire = "I do not say that the water is for sale; I say that pipes cost money"
        claims.holds("trail has the words as printed first, retranslated and cut to an excerpt", lambda: differs(
            [variant["printings"][0]["id"] for variant in quoth.json("trail", wire)["variants"]], sorted(WIRE)))
        claims.holds("--by finds what one person said, in any spelling", lambda:
                     differs(said("--by", "Solwenskyj", "--about", "weapon")[0][0], "09-solwenskyj-in-halden.txt")
                     or differs(said("--by", "Зольвенский", "--about", "weapon"),
                                said("--by", "Zolvenskyy", "--about", "weapon")))
        claims.holds("nobody else's words come with them", lambda:
                     differs({hit["quotations"][0]["speaker"] for hit in quotes("--by", "Dovhan")["hits"]},
                             {"Iryna Dovhan"}))
        claims.holds("of two --by either will do", lambda:
                     differs(ids("--by", "Domarev", "--by", "Vachko", "--published", "2024-07-03") >=
                             {"35-posts-about-a-pipe.txt"}, True)
                     or differs({hit["quotations"][0]["speaker"] for hit in quotes("--by", "Hemmer", "--by", "Holub")["hits"]},
                                {"Jost Hemmer", "Ruslan Holub"}))
        claims.holds("--about finds words that are said", lambda:
                     differs(ids("--by", "Tarenko", "--about", "pipes", "--published", "2024-06-12..2024-06-13") & WIRE >=
                             {"29-wire-pipes-meridian.txt", "30-wire-pipes-harbour-post.txt"}, True))
        claims.holds("--about finds words in the sentences round a quotation, too", lambda:
                     differs([words[:12] for name, words in said("--by", "Dovhan", "--about", "rim")],
                             ["“We have lea"]))
        claims.holds("what is said comes before what stands round it", lambda:
                     differs(["wheel" in words for _, words in said("--about", "wheel")],
                             sorted(("wheel" in words for _, words in said("--about", "wheel")), reverse=True)))
        claims.holds("--about takes all of its words, and all that are given", lambda: (
            differs(ids("--about", "keys mat"), ids("--about", "keys", "--about", "mat"))
            or differs("29-wire-pipes-meridian.txt" in ids("--about", "keys mat"), True)
            or differs(ids("--about", "keys mat zeppelin"), set())))
        claims.holds("--about finds somebody named in another spelling", lambda:
                     differs(ids("--by", "Dovhan", "--about", "Velchekk"), set())
                     or differs("05-translated-envoy.txt" in ids("--about", "Velchekk"), True))
        claims.holds("--when is the day it was said, not that of printing", lambda:
                     differs("06-wire-courier.txt" in (day := ids("--about", "mistake", "--when", "2024-03-26"))
                             and "07-wire-harbour-post.txt" in day, True)
                     or differs(ids("--about", "mistake", "--when", "2024-03-28"), set()))
        claims.holds("--when is no date that the quotation speaks of", lambda:
                     differs(ids("--by", "Lindqvist", "--when", "1998"), set()))
        claims.holds("what was said long before is found by its own year", lambda:
                     differs([words[:17] for _, words in said("--by", "Dovhan", "--when", "2019")],
                             ["“Water is the one"]))
        claims.holds("of two --when either will do", lambda:
                     differs(len(said("--by", "Dovhan", "--when", "2019", "--when", "2024")),
                             len(said("--by", "Dovhan", "--when", "2019")) +
                             len(said("--by", "Dovhan", "--when", "2024"))))
        claims.holds("--published is the day of printing", lambda:
                     differs(ids("--about", "mistake", "--published", "2024-03-26"), {"06-wire-courier.txt"}))
        claims.holds("--source is the outlet", lambda:
                     differs(ids("--about", "mistake", "--source", "Harbour Post"), {"07-wire-harbour-post.txt"}))
        claims.holds("--kind tells direct, mixed and indirect speech apart", lambda: (
            differs({hit["quotations"][0]["kind"] for hit in quotes("--by", "Feld", "--kind", "indirect")["hits"]},
                    {"indirect"})
            or differs(len(said("--by", "Rudenchuk")), sum(len(said("--by", "Rudenchuk", "--kind", kind))
                                                           for kind in ("direct", "mixed", "indirect")))))
        claims.holds("--stance finds what was denied, and leaves it out", lambda: (
            differs(ids("--by", "Hallcroft", "--stance", "denied"), {"14-an-official-who-asked.txt"})
            or differs(ids("--by", "Hallcroft", "--stance", "asserted", "--about", "war"), set())))
        claims.holds("options and a query narrow each other", lambda:
                     differs(ids("--by", "Zolvenskyy", "said:\"terrible mistake\"", "--when", "2024-03-26"),
                             {"06-wire-courier.txt", "07-wire-harbour-post.txt"}))
        claims.holds("the fields of the query language say the same", lambda:
                     differs(said("--by", "Dovhan", "--about", "bucket", "--kind", "direct"),
                             said("by:Dovhan about:bucket kind:direct")))
        claims.holds("the JSON names the query in the query language", lambda:
                     differs(quotes("--by", "Dovhan", "--about", "bucket", "--when", "2024-06")["query"],
                             "by:Dovhan about:bucket said:(when:2024-06)"))

        # Every result has the sentences round it.
        claims.holds("the JSON has the sentence before, its own and the one after", lambda: (
            differs((q := first("--by", "Tarenko", "said:\"under the mat\"", "--source", "Meridian Wire"))["before"],
                    "The guard at the dam ends on June 30.")
            or holds_all(q["sentence"], "“Our men will go home that evening", "she said.") or differs(q["after"], "")))
        claims.holds("no sentence of the title stands before one of the body", lambda:
                     differs(first("--by", "Dovhan", "said:\"count in buckets\"")["before"],
                             "VERKHIV – Mayor Iryna Dovhan turned the fountain on by hand on Saturday and spoke from its rim, without "
                             "paper."))
        claims.holds("--context takes more sentences, or none", lambda: (
            differs(first("--context", 0, "said:\"under the mat\"", "--source", "Meridian Wire")["before"], "")
            or holds_all(first("--context", 3, "said:\"under the mat\"", "--source", "Meridian Wire")["before"],
                         "Whoever mends them first", "June 30.")))
        claims.holds("articles show the same of their quotations", lambda:
                     differs(quoth.search("name:Tarenko by:Tarenko said:mat source:Meridian")["hits"], [])
                     or differs(quoth.json("search", "source:\"Meridian Wire\" said:mat")["hits"][0]["quotations"][0]
                                ["before"], "The guard at the dam ends on June 30."))

        # For people.
        mat = ("--by", "Tarenko", "said:mat", "--source", "Meridian Wire")
        claims.holds("people read speaker, day, kind, the words with the marks, and what stands round them", lambda:
                     holds_all(printed(*mat), "1 quotation: quotations by Tarenko", "2024-06-12 · Meridian Wire · direct\n",
                               "     The guard at the dam ends on June 30.\n",
                               "   ❝ “Our men will go home that evening, and they will leave the keys under the «mat»,” she "
                               "said.\n", "   [2024-06-12 · Tarenko: pipes cost money"))
        claims.holds("a denial is called one", lambda:
                     holds_all(printed("--by", "Hallcroft", "--stance", "denied"), " · denied\n", "❞"))
        claims.holds("off a terminal there are no escape codes", lambda:
                     differs("\x1b" in printed(*mat), False))
        claims.holds("two runs print the same", lambda: differs(printed("--about", "water"), printed("--about", "water")))
        claims.holds("nothing found is said, with exit code 0", lambda:
                     holds_all(printed("--by", "Kovalyshyn"), "Nothing found for quotations by Kovalyshyn"))

        # Wrong calls: a message on standard error that names the thing, nothing on standard output, exit code 2.
        claims.holds("neither query nor option is refused with the remedy", lambda:
                     refused(2, words=("needs a query", "--by", "--about", "--when")))
        claims.holds("a --when that is no date is refused", lambda:
                     refused(2, "--when", "soonish", words=("--when soonish", "2024-03-22")))
        claims.holds("a --published that ends before it begins is refused", lambda:
                     refused(2, "--published", "2024..2023", words=("--published 2024..2023",)))
        claims.holds("a --kind that is none is refused", lambda:
                     refused(2, "--kind", "shouted", words=("--kind", "shouted", "direct")))
        claims.holds("a --stance that is none is refused", lambda:
                     refused(2, "--stance", "maybe", words=("--stance", "maybe", "denied")))
        claims.holds("a --by or --about without a letter is refused", lambda:
                     refused(2, "--by", "—", words=("--by",)) and refused(2, "--by", "", words=("--by",))
                     or refused(2, "--about", "?!", words=("--about",)))
        claims.holds("an option without its value is refused", lambda: refused(2, "--by", words=("--by",)))
        claims.holds("a --context beyond its bounds is refused", lambda:
                     refused(2, "water", "--context", 21, words=("--context",)))
        claims.holds("search has none of these options", lambda:
                     None if quoth.run("search", "--about", "water").returncode == 2 else "taken")
        claims.holds("a kind: or stance: that is none is ignored, and said so", lambda: (
            holds_all(json.dumps(quotes("by:Dovhan kind:shouted")["issues"]), "kind: is direct, mixed or indirect")
            or holds_all(json.dumps(quotes("by:Dovhan stance:maybe")["issues"]), "stance: is asserted")))
        claims.holds("where nothing else is asked, that is refused with the list", lambda:
                     refused(2, "stance:foo", words=("stance:", "asserted, denied or hypothetical"))
                     or refused(2, "kind:shouted", words=("direct, mixed or indirect",)))
        claims.holds("an index that is not there is named, with exit code 1", lambda: (
            None if (done := subprocess.run([quoth_path, "quotes", "--index", f"{folder}/none", "--by", "X"],
                                            capture_output=True, check=False, timeout=60)).returncode == 1
            and b"none" in done.stderr and not done.stdout else f"{done}"))
        claims.holds("--help names every option and what --when means", lambda:
                     holds_all(" ".join(subprocess.run([quoth_path, "quotes", "--help"], capture_output=True,
                                                       check=True, timeout=60).stdout.decode().split()),
                               "--by", "--about", "--when", "--published", "--source", "--kind", "--stance", "--context",
                               "The day it was said"))
    claims.finish()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
