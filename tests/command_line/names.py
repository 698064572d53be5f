#!/usr/bin/env python3
"""What `quoth names` lists, and what a name query says beside its hits: names.py QUOTH"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
from quoth_command import Claims, Quoth, differs  # noqa: E402

ARTICLES = [
    {"id": "a", "body": "President Danylo Zolvenskyy spoke in Verkhiv. “We need pipes,” Zolvenskyy said."},
    {"id": "b", "body": "President Danylo Zolvensky met Premier Ilka Marenko. “Good,” Marenko said."},
    {"id": "c", "body": "Chief engineer Petro Zolvenskyy built the dam for the Meridian Bank."},
    {"id": "d", "body": "Premier Ilka Marenko spoke to President Danylo Solwenskyj."},
]


def main(quoth_path):
    claims = Claims()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        quoth = Quoth(quoth_path, folder / "small.quoth")
        (folder / "small.jsonl").write_text("".join(json.dumps(a) + "\n" for a in ARTICLES))
        quoth.run("index", folder / "small.jsonl")

        def names(*arguments):
            return {n["name"]: n for n in quoth.json("names", *arguments)["names"]}

        def said(*arguments):
            done = quoth.run(*arguments)
            return done.stdout.decode() + done.stderr.decode()

        # quoth names
        claims.holds("people stand once, under every spelling, with articles and quotations", lambda:
                     differs((names()["Ilka Marenko"]["articles"], names()["Ilka Marenko"]["quotations"],
                              sum(n.startswith("Danylo") for n in names())), (2, 1, 1)))
        claims.holds("--type lists one type", lambda:
                     differs({n["type"] for n in names("--type", "org").values()}, {"ORG"}))
        claims.holds("--like finds other spellings and scripts", lambda:
                     differs(list(names("--like", "Маренко")), ["Ilka Marenko"]))
        claims.holds("--strictness narrows --like", lambda:
                     differs([n for n in names("--like", "Zolvenskyy", "--strictness", 100) if "Petro" in n],
                             ["Petro Zolvenskyy"]))
        claims.holds("--limit counts what it leaves out", lambda:
                     differs([len((a := quoth.json("names", "--limit", 1))["names"]), a["left_out"] > 0], [1, True]))
        claims.holds("the list for people has a line a name, without escape codes", lambda:
                     None if "PER  Ilka Marenko (Premier): 2 articles, 1 quotation" in (text := said("names"))
                     and "\x1b" not in text else text)
        claims.holds("no name like it is no error", lambda:
                     differs(said("names", "--like", "Kovalyshyn"), "No name like Kovalyshyn.\n"))
        claims.holds("names without an index says what to give", lambda:
                     None if (done := subprocess.run([quoth_path, "names"], capture_output=True, check=False,
                                                     env={k: v for k, v in os.environ.items() if k != "QUOTH_INDEX"})
                              ).returncode == 2 and b"--index" in done.stderr else done.stderr.decode())

        # quoth search
        claims.holds("hits that may mix two people say so", lambda:
                     None if "2 different people" in (text := said("search", "name:Zolvenskyy"))
                     and "Petro Zolvenskyy" in text else text)
        claims.holds("hits of one person do not", lambda:
                     None if "different people" not in (text := said("search", "name:Marenko")) else text)
        claims.holds("JSON lists the people behind a name", lambda:
                     differs({p["name"] for p in quoth.search("name:Marenko")["people"]}, {"Ilka Marenko"}))
        claims.holds("a misspelling is answered with Did you mean", lambda:
                     None if "Did you mean “marenko”" in (text := said("search", "name:Bmarenko"))
                     and "name:marenko" in text else text)
        claims.holds("JSON has suggestions, and their queries find", lambda:
                     differs(set(quoth.ids(quoth.search("name:Bmarenko")["suggestions"][0]["query"])), {"b", "d"}))
        claims.holds("--facets counts names of the hits", lambda:
                     differs([p["articles"] for p in quoth.json("search", "name:Marenko", "--facets")["facets"]["people"]
                              if p["name"] == "Ilka Marenko"], [2]))
        claims.holds("--strictness holds for names without their own", lambda:
                     differs([len(quoth.json("search", q, "--strictness", 100)["hits"])
                              for q in ("name:Zolvensky", "name:Zolvensky~60")], [1, 4]))
        claims.holds("a strictness out of range is refused", lambda:
                     differs(quoth.run("search", "name:x", "--strictness", 20).returncode, 2))
        claims.holds("--explain says why a spelling matched", lambda:
                     None if "likeness" in (text := said("search", "name:Solwenskyj", "--explain"))
                     and "sounds alike" in text and "the same spelling" in text else text)
    claims.finish()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
