#!/usr/bin/env python3
"""Writes src/analyze/tables/en/names_spellings.tsv, common name words across scripts: token_spellings.py TRAIN_FOLDER > TABLE

TRAIN_FOLDER is that of token_frequency.py. A row is an English word and how it is written in Russian, Arabic and Persian, Hebrew
and katakana: the forms seen at least LEAST times and in at least SHARE of all cases.
"""
import collections
import pathlib
import sys

LEAST, SHARE = 24, 0.12


def main(folder):
    rows = collections.defaultdict(list)
    for script in ("russian", "arabic", "hebrew", "katakana"):
        forms = collections.defaultdict(list)
        for line in (pathlib.Path(folder) / f"wd_{script}_64.tsv").read_text(encoding="utf-8").splitlines():
            word, native, count = line.split("\t")
            forms[word].append((int(count), native.replace(" ", "")))
        for word, found in forms.items():
            total = sum(count for count, _ in found)
            rows[word] += [form for count, form in sorted(found, reverse=True)
                           if count >= LEAST and count >= SHARE * total and len(form) > 1]
    print("# Common name words as other scripts write them, one word a row.")
    print("# SOURCES: made by src/analyze/names/training/token_spellings.py from NETransliteration (COLING 2018), CC0.")
    for word in sorted(rows):
        if rows[word] and len(word) > 1:
            print(f"spelling\t{word} {' '.join(rows[word])}")


main(sys.argv[1])
