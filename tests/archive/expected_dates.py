#!/usr/bin/env python3
"""Holds the dates of the example archive to its expected_dates.tsv: expected_dates.py QUOTH ARCHIVE

A row is an article's id, an expression as it stands there, and what it means; the head of the file says how that is
written. Open rows are printed and counted as skipped; one that has become right fails until its reason is taken out.
"""

import csv
import datetime
import json
import pathlib
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "command_line"))
from quoth_command import Claims, Failure  # noqa: E402

PUBLISHED = "(published)"


def rows_of(path):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        columns = line.split("\t")
        if len(columns) not in (3, 4):
            raise Failure(f"{path.name}:{number} has {len(columns)} columns, not 3 or 4")
        yield (*columns, "")[:4]


class Archive:
    """The articles' texts and what the command reads in them, each read once."""

    def __init__(self, quoth_path, folder):
        self.quoth_path, self.folder = quoth_path, folder
        with open(folder / "metadata.csv", encoding="utf-8", newline="") as rows:
            self.published = {row["id"]: row["published"] for row in csv.DictReader(rows)}
        self.read = {}

    def dates_of(self, name):
        if name not in self.read:
            day = self.published.get(name)
            call = [self.quoth_path, "dates", "--json", *(["--published", day] if day else []), self.folder / name]
            done = subprocess.run(call, capture_output=True, check=False, timeout=60)
            if done.returncode != 0:
                raise Failure(f"quoth dates exited with {done.returncode}: {done.stderr.decode(errors='replace')}")
            self.read[name] = json.loads(done.stdout)
        return self.read[name]

    def difference(self, name, expression, meaning):
        """None when the command reads the expression as it should be; else how it reads it."""
        found = self.dates_of(name)
        if expression == PUBLISHED:
            day = found["published"]
            said = day and (day["from"] if next_day(day["from"]) == day["until"] else f"{day['from']}/{day['until']}")
            return None if said == meaning else f"read as {said}"
        text, nth = expression, 1
        if "#" in expression:
            text, number = expression.split("#")
            nth = int(number)
        begin = place_of(self.text_of(name), text, nth)
        over = [d for d in found["dates"] if d["start"] < begin + len(text) and begin < d["end"]]
        if meaning == "-":
            return None if not over else f"read as {[(d['text'], d['value']) for d in over]}"
        said = [f"={d['value']}" if meaning.startswith("=") else d.get("name", d["value"]) for d in over]
        return None if meaning in said else f"read as {said or 'no date'}"

    def text_of(self, name):
        """The text that the command's offsets mean: a first line that looks like a title is followed by two line feeds."""
        whole = (self.folder / name).read_text(encoding="utf-8")
        title, _, rest = whole.partition("\n")
        for text in (title + "\n\n" + rest.lstrip("\r\n"), whole):
            if all(text[d["start"]:d["end"]] == d["text"] for d in self.dates_of(name)["dates"]):
                return text
        raise Failure("the offsets are not those of the text")


def next_day(iso):
    return (datetime.date.fromisoformat(iso) + datetime.timedelta(days=1)).isoformat()


def place_of(text, expression, nth):
    at = -1
    for _ in range(nth):
        at = text.find(expression, at + 1)
        if at < 0:
            raise Failure(f"{expression!r} does not stand there {nth} times")
    return at


def main(quoth_path, folder):
    claims = Claims()
    archive = Archive(quoth_path, pathlib.Path(folder))
    for name, expression, meaning, why_open in rows_of(archive.folder / "expected_dates.tsv"):
        claim = f"{name}: {expression}  ->  {meaning}"
        if why_open:
            claims.stays_open(claim, why_open, lambda: archive.difference(name, expression, meaning))
        else:
            claims.holds(claim, archive.difference, name, expression, meaning)
    claims.finish()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
