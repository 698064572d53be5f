#!/usr/bin/env python3
"""Asks the example archive every question of its expected.tsv: expected_answers.py QUOTH ARCHIVE

A row is a query, a tab, and the ids of exactly the articles it must find, in any order ("-" for none). A third
column says why the row is still open: its answer is wrong today. Open rows are printed and counted as skipped; one
that has become right fails until the column is taken out.
"""

import pathlib
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "command_line"))
from quoth_command import Claims, Quoth  # noqa: E402


def rows_of(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            query, ids, *why_open = line.split("\t")
            yield query, set() if ids == "-" else set(ids.split()), "".join(why_open)


def difference(found, expected):
    words = [f"{label} {' '.join(sorted(ids))}"
             for label, ids in (("missing", expected - found), ("wrong", found - expected)) if ids]
    return "; ".join(words)


def main(quoth_path, archive):
    claims = Claims()
    archive = pathlib.Path(archive)
    with tempfile.TemporaryDirectory() as folder:
        quoth = Quoth(quoth_path, f"{folder}/archive.quoth")
        done = quoth.run("index", archive, "--metadata", archive / "metadata.csv")
        claims.holds("the archive is indexed without a word of complaint", lambda:
                     done.returncode and f"exit code {done.returncode}: {done.stderr.decode(errors='replace')}")
        articles = len(list(archive.glob("*.txt"))) + len((archive / "wire.jsonl").read_text().splitlines())
        claims.holds(f"it holds {articles} articles", lambda:
                     (n := quoth.json("stats")["articles"]) != articles and f"{n} articles")
        for query, expected, why_open in rows_of(archive / "expected.tsv"):
            shown = " ".join(sorted(expected)) or "nothing"
            if why_open:
                claims.stays_open(f"{query}  ->  {shown}", why_open,
                                  lambda: difference(set(quoth.ids(query)), expected))
                continue
            claims.holds(f"{query}  ->  {shown}", lambda: difference(set(quoth.ids(query)), expected))
        claims.holds("the index checks as whole", lambda:
                     (done := quoth.run("verify")).returncode and done.stdout.decode() + done.stderr.decode())
    claims.finish()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
