#!/usr/bin/env python3
"""Writes src/analyze/tables/en/names_frequency.tsv from name words with counts: token_frequency.py TRAIN_FOLDER > TABLE

TRAIN_FOLDER holds wd_{arabic,hebrew,katakana,russian}_64.tsv (NETransliteration, COLING 2018, CC0): an English name word, its native
form with spaced letters, how often it was seen. A row of the table is a level and the words of that level; a word's count lies
in [2^level, 2^(level+1)). Rare words are left out: what the table does not know counts as rare.
"""
import collections
import pathlib
import sys

LEAST = {"latin": 24, "russian": 24, "arabic": 24, "hebrew": 24, "katakana": 24}


def main(folder):
    counts = {script: collections.Counter() for script in LEAST}
    for script in ("arabic", "hebrew", "katakana", "russian"):
        latin = collections.Counter()
        for line in (pathlib.Path(folder) / f"wd_{script}_64.tsv").read_text(encoding="utf-8").splitlines():
            word, native, count = line.split("\t")
            latin[word] += int(count)
            counts[script][native.replace(" ", "")] += int(count)
        for word, count in latin.items():  # the same people in four languages: the most, not the sum
            counts["latin"][word] = max(counts["latin"][word], count)
    levels = collections.defaultdict(set)
    for script, words in counts.items():
        for word, count in words.items():
            if count >= LEAST[script] and len(word) > 1:
                levels[count.bit_length() - 1].add(word)
    print("# How often words stand in names: a level, and the words whose count lies in [2^level, 2^(level+1)).")
    print("# SOURCES: counted by src/analyze/names/training/token_frequency.py in NETransliteration (COLING 2018), CC0.")
    for level in sorted(levels, reverse=True):
        words = sorted(levels[level])
        for at in range(0, len(words), 24):
            print(f"{level}\t{' '.join(words[at:at + 24])}")


main(sys.argv[1])
