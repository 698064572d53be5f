#!/usr/bin/env python3
"""What `quoth names score` and `quoth names find` print: names_command.py QUOTH"""

import json
import pathlib
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
from quoth_command import Claims, Failure, differs  # noqa: E402

PEOPLE = [
    {"id": "q1", "name": "Ilka Marenko"},
    {"id": "q2", "name": "Orvald Mink"},
    {"id": "q3", "name": "William Zervath"},
    {"id": "q3", "name": "William Piet Zervath"},
]


def main(quoth_path):
    claims = Claims()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)

        def lines(name, rows):
            path = folder / name
            path.write_text("".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in rows), encoding="utf-8")
            return path

        people = lines("people.jsonl", PEOPLE)

        def names(*arguments, text="", code=0):
            done = subprocess.run([quoth_path, "names", *map(str, arguments)], input=text.encode(), capture_output=True,
                                  check=False, timeout=120)
            if done.returncode != code:
                raise Failure(f"exit code {done.returncode}, not {code}: {done.stderr.decode()}")
            return done.stdout.decode().splitlines(), done.stderr.decode()

        def ids(question, *arguments):
            out, _ = names("find", "--catalogue", people, *arguments, text=json.dumps({"q": question}))
            return json.loads(out[0])["ids"]

        claims.holds("a score a line, in order", lambda: differs(
            [float(x) >= .8 for x in names("score", text='{"a": "Ilka Marenko", "b": "Илка Маренко"}\n'
                                           '{"a": "Ilka Marenko", "b": "Tessa Marenko"}\n')[0]], [True, False]))
        claims.holds("a wrong line is named, skipped and counted in the exit code", lambda: differs(
            [(len(out), ":2: " in said, ":3: " in said) for out, said in
             [names("score", text='{"a": "x", "b": "x"}\nnonsense\n{"a": "x"}\n', code=3)]], [(1, True, True)]))
        claims.holds("--explain tells which token met which", lambda: differs(
            json.loads(names("score", "--explain", text='{"a": "Bill Mink", "b": "William Mink"}')[0][0])["tokens"][0]
            ["how"], "nickname"))
        claims.holds("find answers with ids, the best first", lambda: differs(ids("Илка Маренко")[0], "q1"))
        claims.holds("an id of two names stands once", lambda: differs(ids("Bill Zervath").count("q3"), 1))
        claims.holds("--limit", lambda: differs(len(ids("Zervath", "--limit", "1")), 1))
        claims.holds("--at-least", lambda: differs(ids("Ilka Zervath", "--at-least", "0.9"), []))
        claims.holds("how many names were examined", lambda: differs(
            json.loads(names("find", "--catalogue", people, text='{"q": "Mink"}')[0][0])["examined"] >= 1, True))
        claims.holds("find --explain gives names, scores and reasons", lambda: differs(
            sorted(json.loads(names("find", "--catalogue", people, "--explain", text='{"q": "Orvald Mnik"}')[0][0])
                   ["matches"][0]), ["id", "name", "score", "tokens"]))
        claims.holds("a wrong line of the catalogue is skipped", lambda: differs(
            json.loads(names("find", "--catalogue", lines("bad.jsonl", ["{", PEOPLE[0], {"id": 3}]),
                             text='{"q": "Ilka Marenko"}', code=3)[0][0])["ids"], ["q1"]))
        claims.holds("what is not there is an error", lambda: names("find", "--catalogue", folder / "none.jsonl",
                                                                   text="", code=1) and None)
        claims.holds("both from standard input is wrong usage", lambda: names("find", "--catalogue", "-", text="",
                                                                             code=2) and None)
    claims.finish()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
