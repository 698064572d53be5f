#!/usr/bin/env python3
"""Holds the quotations of the example archive to its expected_quotations.tsv: expected_quotations.py QUOTH ARCHIVE

How a row is written stands in tests/command_line/quotation_rows.py. Of an article that has rows, these must be all its direct and mixed
quotations. Open rows are printed and counted as skipped; one that has become right fails until its reason is taken out.
"""

import csv
import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "command_line"))
from quotation_rows import Articles, rows_of, split_title  # noqa: E402
from quoth_command import Claims, Quoth  # noqa: E402


def records_of(folder, names):
    with open(folder / "metadata.csv", encoding="utf-8", newline="") as lines:
        metadata = {row["id"]: row for row in csv.DictReader(lines, restval="")}
    for name in names:
        title, body = split_title((folder / name).read_text(encoding="utf-8"))
        row = metadata.get(name, {})
        yield {"id": name, "title": title, "body": body,
               **{column: row[column] for column in ("published", "source", "lang") if row.get(column)}}


def main(quoth_path, folder):
    claims = Claims()
    folder = pathlib.Path(folder)
    rows = list(rows_of(folder / "expected_quotations.tsv"))
    names = list(dict.fromkeys(row.article for row in rows))
    articles = Articles(Quoth(quoth_path, "unused"), records_of(folder, names))
    for row in rows:
        if row.why_open:
            claims.stays_open(row.shown, row.why_open, lambda: articles.difference(row))
        else:
            claims.holds(row.shown, articles.difference, row)
    for name in names:
        claims.holds(f"{name}: no other direct or mixed quotations", articles.others, rows, name)
    claims.finish()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
