"""Runs the `quoth` command for tests, and counts what they claim."""

import json
import pathlib
import subprocess
import sys
import time


class Quoth:
    """The command at `path`, with one index directory."""

    def __init__(self, path, index):
        self.path = str(path)
        self.index = pathlib.Path(index)

    def run(self, command, *arguments, stdin=b"", timeout=300):
        """Runs `quoth COMMAND --index INDEX ARGUMENTS...`; bytes out, exit code as it is."""
        call = [self.path, command, "--index", str(self.index), *map(str, arguments)]
        return subprocess.run(call, input=stdin, capture_output=True, timeout=timeout, check=False)

    def json(self, command, *arguments):
        """The JSON that a command prints. Fails loudly when it exits with anything but 0."""
        done = self.run(command, *arguments, "--json")
        if done.returncode != 0:
            said = done.stderr.decode(errors="replace").strip()
            raise Failure(f"quoth {command} exited with {done.returncode}: {said}")
        return json.loads(done.stdout)

    def search(self, query):
        return self.json("search", query, "--limit", 1000)

    def ids(self, query):
        """Ids of the articles found, best first, each once (quotations give their article's)."""
        return list(dict.fromkeys(hit["id"] for hit in self.search(query)["hits"]))

    def quotations(self, query):
        """(article id, quotation) of every quotation found."""
        return [(hit["id"], said) for hit in self.search(query)["hits"] for said in hit["quotations"]]

    def annotate(self, records):
        """What `quoth annotate --jsonl -` says of each record, in order."""
        lines = "".join(json.dumps(record) + "\n" for record in records)
        done = subprocess.run([self.path, "annotate", "--jsonl", "-"], input=lines.encode(),
                              capture_output=True, timeout=300, check=False)
        if done.returncode != 0:
            raise Failure(f"quoth annotate exited with {done.returncode}: {done.stderr.decode(errors='replace')}")
        return [json.loads(line) for line in done.stdout.splitlines()]


def differs(found, expected):
    """What to say of a claim that `found` is what was expected; None where it is."""
    return None if found == expected else f"found {found!r}, not {expected!r}"


class Failure(Exception):
    """A claim does not hold; its text says how."""


class Claims:
    """A list of claims, each printed as it is tried; the last line is the count."""

    def __init__(self):
        self.passed = self.failed = self.open = 0
        self.began = time.monotonic()

    def holds(self, claim, test, *arguments):
        """`test` returns nothing when the claim holds, a reason when not; any exception is a reason."""
        try:
            why = test(*arguments)
        except Failure as failure:
            why = str(failure)
        except Exception as error:  # a test that trips has found something, too
            why = f"{type(error).__name__}: {error}"
        if why:
            self.failed += 1
            print(f"FAIL  {claim}\n      {why}", flush=True)
        else:
            self.passed += 1
            print(f"pass  {claim}", flush=True)

    def stays_open(self, claim, why, test):
        """A claim that is known not to hold yet, and why; it fails once it holds, so that it is taken off the list."""
        if test():
            self.open += 1
            print(f"open  {claim}\n      {why}", flush=True)
        else:
            self.holds(claim, lambda: "holds by now: take its third column out")

    def finish(self):
        skipped = f", {self.open} skipped" if self.open else ""
        print(f"{self.passed} passed, {self.failed} failed{skipped}")
        sys.exit(1 if self.failed or not self.passed else 0)
