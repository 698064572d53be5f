#!/usr/bin/env python3
"""What `quoth check` and `quoth trail` print, and how they refuse: check_and_trail.py QUOTH"""

import json
import pathlib
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
from quoth_command import Claims, Quoth, differs  # noqa: E402

ARTICLES = [
    {"id": "wire", "source": "North Wire", "published": "2024-11-04", "title": "Grain ships leave",
     "body": "The port was busy. “The grain must leave before the ice comes,” port director Ivo Kestermann said on "
             "Monday. Twelve ships were waiting."},
    {"id": "copy", "source": "Lake Post", "published": "2024-11-05",
     "body": "“The grain must leave before the ice comes,” port director Ivo Kestermann said. It snowed."},
    {"id": "lamp", "source": "Evening Lamp", "published": "2024-11-06",
     "body": "“The grain has to leave before the ice comes,” said port director Ivo Kestermann."},
    {"id": "undated", "source": "Old Sheet",
     "body": "“The grain must have left before the ice comes,” said port director Ivo Kestermann."},
]


def main(quoth_path):
    claims = Claims()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        lines = folder / "articles.jsonl"
        lines.write_text("".join(json.dumps(a) + "\n" for a in ARTICLES), encoding="utf-8")
        quoth = Quoth(quoth_path, folder / "test.quoth")
        claims.holds("the articles are indexed", lambda: differs(quoth.run("index", lines).returncode, 0))

        def check(text, *arguments):
            return quoth.json("check", *arguments, text)

        said = "The grain must leave before the ice comes"
        claims.holds("JSON names the verdict and the article",
                     lambda: differs([(r["verdict"], r["sources"][0]["id"]) for r in [check(said)]], [("verbatim", "wire")]))
        claims.holds("JSON has the sentences before and after",
                     lambda: differs([(s["before"], s["after"]) for s in check(said)["sources"][:1]],
                                     [("The port was busy.", "Twelve ships were waiting.")]))
        claims.holds("JSON has the speaker and the outlet",
                     lambda: differs([(s["quotation"]["speakers"][0]["name"], s["source"])
                                      for s in check(said)["sources"][:1]], [("Ivo Kestermann", "North Wire")]))
        claims.holds("--by somebody else is a misattribution",
                     lambda: differs([r["attribution"] for r in [check(said, "--by", "Ada Moss")]], ["other"]))
        claims.holds("--by the speaker is confirmed",
                     lambda: differs([r["attribution"] for r in [check(said, "--by", "Kestermann")]], ["confirmed"]))
        claims.holds("a verbatim text says that another outlet has other words",
                     lambda: differs(check(said)["notes"][-1:], ["2 other printings have other words."]))
        claims.holds("--limit bounds the sources and says that there are more",
                     lambda: differs([(len(r["sources"]), r["more_sources"] > 0) for r in [check(said, "--limit", "1")]],
                                     [(1, True)]))
        claims.holds("a text on standard input is read",
                     lambda: differs(json.loads(quoth.run("check", "--json", "-", stdin=said.encode()).stdout)["verdict"],
                                     "verbatim"))
        claims.holds("JSON tells by whom the words are said to be, and null where nobody is named",
                     lambda: differs([check(said)["by"], check(said, "--by", "Moss")["by"]], [None, "Moss"]))
        claims.holds("--by a description that no article uses is neither confirmed nor another's",
                     lambda: differs([r["attribution"] for r in [check(said, "--by", "the bishop")]], ["unknown"]))
        claims.holds("--by what an article calls the speaker is confirmed",
                     lambda: differs([r["attribution"] for r in [check(said, "--by", "the port director")]],
                                     ["confirmed"]))
        claims.holds("trail prints the sentences before and after", lambda: None if all(
            words in (out := quoth.run("trail", said).stdout)
            for words in (b"before: The port was busy.", b"after:  Twelve ships were waiting.")) else out)
        claims.holds("plain output shows what was changed",
                     lambda: None if b"[-leave-] {+sail+}" in
                     (out := quoth.run("check", "The grain must sail before the ice comes").stdout) else out)
        claims.holds("trail folds the copies and lists their outlets",
                     lambda: differs([v["outlets"] for v in quoth.json("trail", said)["variants"]],
                                     [["North Wire", "Lake Post"], ["Evening Lamp"], ["Old Sheet"]]))
        claims.holds("trail is oldest first, undated articles last",
                     lambda: differs([v["id"] for v in quoth.json("trail", said)["variants"]], ["wire", "lamp", "undated"]))

        def refuses(code, words, *call):
            done = subprocess.run([quoth_path, *map(str, call)], capture_output=True, check=False, timeout=60)
            said = done.stderr.decode()
            if done.returncode != code:
                return f"exit code {done.returncode}, not {code}: {said}"
            return None if words in said else f"it says {said!r}"

        index = quoth.index
        claims.holds("an empty text is wrong usage",
                     lambda: refuses(2, "The text is empty", "check", "--index", index, " "))
        claims.holds("no text is wrong usage", lambda: refuses(2, "--help", "check", "--index", index))
        claims.holds("an index that is not there is an error that says what to do",
                     lambda: refuses(1, "Check the path", "check", "--index", folder / "none", said))
        claims.holds("an unknown option is wrong usage",
                     lambda: refuses(2, "--wrong", "trail", "--index", index, "--wrong", said))
        claims.holds("trail of an empty text is wrong usage",
                     lambda: refuses(2, "quoth trail \"", "trail", "--index", index, ""))
        claims.holds("an empty --by is wrong usage",
                     lambda: refuses(2, "--by is empty", "check", "--index", index, "--by", "", said))
        claims.holds("a --by without a letter is wrong usage that names the remedy",
                     lambda: refuses(2, "Give a name", "check", "--index", index, "--by", "...", said))
        claims.holds("control characters in an error message are escaped",
                     lambda: refuses(1, r"no\x1b[31mne\u{202e}\x0a", "check", "--index", "/no\x1b[31mne\u202e\n", said))
        claims.holds("and so they are in one about the command line",
                     lambda: refuses(2, r"--\x1b[31m", "check", "--index", index, "--\x1b[31m=1", said))
        claims.holds("annotate - reads one plain text", lambda: None if b"Ada Moss" in (out := subprocess.run(
            [quoth_path, "annotate", "-"], input="“We go,” said Ada Moss.".encode(), capture_output=True, check=True,
            timeout=60).stdout) else out)
        claims.holds("quoth --help shows trail, check and annotate among its first examples", lambda: next(
            (f"no {word}" for word in ("quoth trail --index", "quoth check --index", "quoth annotate ")
             if word.encode() not in subprocess.run([quoth_path, "--help"], capture_output=True, check=False,
                                                    timeout=60).stdout.split(b"Exit codes")[0]), None))
        claims.holds("check --help tells every verdict", lambda: next(
            (f"no {word}" for word in ("verbatim", "altered", "cut", "spliced", "paraphrase", "denied", "hypothetical",
                                       "in text", "unknown", "across languages", "quoth verify")
             if word.encode() not in subprocess.run([quoth_path, "check", "--help"], capture_output=True,
                                                    check=False, timeout=60).stdout), None))
        control = subprocess.run([quoth_path, "check", "--index", str(index), "the \x1b[31m grain \u202e must leave"],
                                 capture_output=True, check=False, timeout=60)
        claims.holds("no control character reaches the terminal",
                     lambda: None if b"\x1b" not in control.stdout and "\u202e".encode() not in control.stdout
                     else control.stdout)
    claims.finish()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
