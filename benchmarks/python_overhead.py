#!/usr/bin/env python3
"""What Python costs over C++ for the same work: annotating and searching in batches, and indexing a DataFrame.

    python_overhead.py TWIN QUOTH ARCHIVE [--articles N] [--indexed N] [--rounds N]

TWIN is the program python_overhead, QUOTH the command line, ARCHIVE the folder examples/archive: generated articles are its
paragraphs by chance (fixed seed). Rounds of both sides alternate in one run, each on one thread, and CPU time is compared, so
that other work on the machine does little; of all rounds the least counts. Lines printed:

    annotate  C++ SECONDS  Python SECONDS  ratio R      the same texts; results are kept, as a notebook does
    search    C++ SECONDS  Python SECONDS  ratio R      the same queries, ten hits each
    index     `quoth index` SECONDS  DataFrame SECONDS  speed R  (CPU; with wall times behind)

Not measured: reading attributes of what was found, which converts as it is asked.
"""
import argparse
import gc
import json
import os
import pathlib
import random
import re
import resource
import subprocess
import sys
import tempfile
import time

import quoth

QUERIES = ["sluices", '"drinking water"', "by:Velchek", "said:mistake", "name:Zolvenskyy water", "when:2024-03-22",
           "published:2024-03 dam", "pipes NEAR/5 cost*", "by:Tarenko said:water", "about:sluices", "president", "lake OR gates"]


def generated(archive, count):
    """Articles of about the length of news: paragraphs of the archive, in an order by chance."""
    pieces = [p for path in sorted(archive.glob("*.txt")) for p in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")) if len(p) > 40]
    chance = random.Random(1)
    days = [f"2024-{m:02}-{d:02}" for m in range(1, 13) for d in range(1, 29)]
    for i in range(count):
        body = "\n\n".join(chance.choice(pieces) for _ in range(chance.randint(4, 12)))
        yield {"id": f"n{i}", "title": f"News no. {i}", "body": body, "published": chance.choice(days), "source": "Lamp"}


class Twin:
    def __init__(self, program, *arguments):
        self.process = subprocess.Popen([program, *map(str, arguments)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def round(self, what):
        self.process.stdin.write(what + "\n")
        self.process.stdin.flush()
        seconds, found = self.process.stdout.readline().split()
        return float(seconds), int(found)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def annotate(texts):
    begin = time.process_time()
    kept = quoth.annotate_many(texts, threads=1)
    seconds = time.process_time() - begin
    return seconds, sum(len(a.names) + len(a.dates) + len(a.quotations) for a in kept)


def search(index, queries):
    begin = time.process_time()
    found = sum(len(index.search(query)) for query in queries)
    return time.process_time() - begin, found


def compare(what, twin, python, rounds):
    ours, theirs = [], []
    for _ in range(rounds):
        seconds, found = twin.round(what)
        theirs.append(seconds)
        gc.collect()
        seconds, same = python()
        ours.append(seconds)
        if found != same:
            sys.exit(f"{what}: C++ found {found}, Python {same}")
    print(f"{what:9} C++ {min(theirs):8.3f} s  Python {min(ours):8.3f} s  ratio {min(ours) / min(theirs):.3f}", flush=True)


def index_both(cli, folder, count, archive):
    try:
        import pandas
    except ImportError:
        print("index     skipped: pandas is not there (Debian: python3-pandas)")
        return
    rows = list(generated(archive, count))
    lines = folder / "news.jsonl"
    with open(lines, "w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    frame = pandas.DataFrame(rows)
    del rows
    before, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run([cli, "index", "--index", folder / "cli.quoth", lines], check=True, stdout=subprocess.DEVNULL)
    after, cli_wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic() - wall
    cli_cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    index = quoth.Index.create(folder / "frame.quoth")
    begin, wall = time.process_time(), time.monotonic()
    index.add(frame, progress=False)
    cpu, frame_wall = time.process_time() - begin, time.monotonic() - wall
    other = quoth.open(folder / "cli.quoth")
    if (len(index), index.stats.quotations) != (len(other), other.stats.quotations):
        sys.exit("the two indexes differ")
    print(f"index     `quoth index` {cli_cpu:8.1f} s  DataFrame {cpu:8.1f} s  speed {cli_cpu / cpu:.3f}  "
          f"({count} articles, CPU; wall {cli_wall:.1f} s and {frame_wall:.1f} s)", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("twin")
    parser.add_argument("cli")
    parser.add_argument("archive", type=pathlib.Path)
    parser.add_argument("--articles", type=int, default=1000, help="annotated and searched")
    parser.add_argument("--indexed", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        texts = folder / "texts"
        texts.mkdir()
        articles = list(generated(arguments.archive, arguments.articles))
        for i, article in enumerate(articles):
            (texts / f"{i:08}").write_text(article["body"], encoding="utf-8")
        queries = QUERIES * max(1, arguments.articles // 20)
        (folder / "queries").write_text("\n".join(queries) + "\n", encoding="utf-8")
        index = quoth.Index.create(folder / "small.quoth")
        index.add(articles, progress=False)
        twin = Twin(arguments.twin, index.path, texts, folder / "queries")
        bodies = [article["body"] for article in articles]
        compare("annotate", twin, lambda: annotate(bodies), arguments.rounds)
        compare("search", twin, lambda: search(index, queries), arguments.rounds)
        twin.close()
        if arguments.indexed:
            index_both(os.path.abspath(arguments.cli), folder, arguments.indexed, arguments.archive)


if __name__ == "__main__":
    main()
