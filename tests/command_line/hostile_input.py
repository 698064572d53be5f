#!/usr/bin/env python3
"""Any bytes as files, any text as a query, anything as an index: hostile_input.py QUOTH

The command must answer or say what is wrong: never a crash (a signal, or an exit code it does not
promise), never a hang. Random bytes come from a fixed seed, which is printed.
"""

import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from quoth_command import Claims, Quoth  # noqa: E402

SEED = 20240322
LARGE = int(os.environ.get("QUOTH_TEST_LARGE_FILE", 50_000_000))

ARTICLE = "“The sluices stay shut,” Minister Olga Tarenko said on Friday, 15 March 2024.\n"


def hostile_files(random_bytes):
    yield "empty.txt", b""
    yield "random.txt", random_bytes(100_000)
    yield "nul.txt", b"\0" * 10_000 + ARTICLE.encode() + b"\0"
    yield "broken-utf8.txt", ARTICLE.encode()[1:] + b"\xff\xfe\xed\xa0\x80\xf4\x90\x80\x80\xc0\x80 end \xe2\x80"
    yield "utf16.txt", ARTICLE.encode("utf-16")
    yield "windows-1252.txt", ARTICLE.encode("windows-1252")
    yield "marks.txt", "“".encode() * 100_000
    yield "brackets.txt", b"(" * 100_000
    yield "combining.txt", ("a" + "\u0301" * 100_000).encode()
    yield "capitals.txt", b"Ab " * 100_000
    yield "numbers.txt", b"9" * 100_000 + b" 1/1/1 " * 10_000
    yield "nested.txt", ("he said that " * 20_000 + "so.").encode()
    yield "unclosed.txt", ("“so he said. " * 20_000).encode()
    yield "quotations.txt", (ARTICLE.strip() + " ").encode() * 20_000
    yield "lines.txt", b"\r\n" * 50_000 + b"\n\r" * 50_000 + b"\x0b\x0c\x1c" * 1000
    yield "terminal.txt", b"\x1b]0;owned\x07\x1b[2J" + ARTICLE.encode()
    yield "one-line.txt", b"x" * LARGE
    yield "bad.jsonl", b"\n".join([
        json.dumps({"id": "good", "title": "A", "body": ARTICLE}).encode(),
        b"{", b"[]", b"null", b'{"id": 7}', b'{"id": ""}', b'{"body": "no id"}', b"[" * 100_000,
        b'{"id": "deep", "body": ' + b"[" * 1000 + b"]" * 1000 + b"}",
        b'{"id": "\\ud800", "body": "\\udc00"}', b'{"id": "day", "body": "x", "published": "2024-02-31"}',
        b'{"id": "bytes", "body": "\xff\xfe"}', random_bytes(1000).replace(b"\n", b""), b""])


def long_texts(generator):
    """Texts of one shape throughout, long enough that anything quadratic would not end in time."""
    size = LARGE // 25
    words = "the of and river gate plan town water council people report mayor old new high year two".split()
    names = "Tarenko Voss Orlen Mira Kade Halden Brisk Ostin Pell Varga".split()

    def prose(vocabulary, between, inserted):
        average = sum(map(len, vocabulary)) / len(vocabulary) + 1
        chosen = generator.choices(vocabulary, k=int(size / average))
        if inserted:
            chosen[::between] = [inserted] * len(chosen[::between])
        return " ".join(chosen) + "."

    def filled(unit, length=size):
        return unit * (length // len(unit.encode()))

    yield "opening marks", filled("“", LARGE)
    for mark in ("‘", '"', "'", "«", "„", "「", "``", "''", "â€œ", "&ldquo;", "\u0093", "\ufffd", "“a ", "‘a ", '="'):
        yield f"only {mark!r}", filled(mark)
    yield "100,000 nested marks", "“a " * 100_000 + "” " * 100_000
    yield "marks nested in turns", "“a ‘b " * 50_000 + "’” " * 50_000
    yield "a paragraph of quotations", filled(ARTICLE.strip() + " ")
    yield "a cue at every third word", prose(words, 3, "said")
    yield "one sentence", prose(words, 1, None)
    yield "single marks in turns", filled("‘a’ ")
    yield "straight single marks", filled("'a' ")
    yield "nothing but said", filled("said ")
    yield "nothing but names", prose(names, 1, None)
    yield "speech never closed", filled("“so he said. ")
    yield "paragraphs never closed", filled("“so, he went\n\n")
    yield "words, names, marks and cues", prose(words + names + ["said", "“a", "b”", ",", "told", "who", "that"], 1, None)


QUERIES = [
    "", " ", "\t\n", '"', '""', '"""', "(", ")", "((((", "))))", "()", "*", "**", "-", "+", "--", "-*", ":", "::",
    "said:", "by:", "name:", "when:", "published:", "title:", "said:()", 'said:"', "by:-", "NOT", "AND", "OR",
    "AND OR NOT", "a NOT", "NOT a", "a AND", "OR a", "name:=", "name:=:=", "when:..", "when:2022..", "when:..2022",
    "when:9999-99-99", "when:2022-03..2021-01", "when:-99999999999999999999", "when:yesterday..tomorrow",
    "by:(a OR b) said:(c AND d)", "said:said:said:x", "by:by:x", "title:(said:x)", "lang:" + "x" * 300,
    "x" * 8192, "x " * 4096, "(" * 8192, "-" * 8192, '"' * 8192, "a OR " * 1600 + "a", "said:(" * 1300,
    "NOT " * 2000 + "a", "name:" + "ž" * 4000, "“curly”", "‘single’", "\u202eright to left", "\U0001f600", "ﬁ ǆ ŉ",
    "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "surrogateescape"), "\x1b[31mred", "a\x7fb",
    "prefix*", "a NEAR/5 b", "a ADJ b", "--json", "-h", "xapian:*", "Q*", "XNtarenko",
]


def ended_well(done, allowed=(0, 1, 2, 3)):
    """None, or how the command ended badly."""
    said = done.stderr.decode(errors="replace")
    if done.returncode not in allowed:
        return f"exit code {done.returncode}: {said[-2000:]}"
    if done.returncode != 0 and not said.strip() and not done.stdout.strip():
        return f"exit code {done.returncode} without a word"
    if b"\x1b" in done.stdout + done.stderr:
        return "control characters reached the output"
    return None


def annotated(quoth_path, text):
    """None if the annotations of a text are JSON whose spans lie in it, or what is wrong."""
    done = subprocess.run([quoth_path, "annotate", "--jsonl", "-"], capture_output=True, check=False, timeout=600,
                          input=json.dumps({"id": "x", "text": text}).encode())
    if why := ended_well(done, (0,) if text else (3,)):
        return why
    if not text:
        return None
    found = json.loads(done.stdout)
    spans = found["mentions"] + found["quotations"] + [s for q in found["quotations"] for s in q["speakers"]]
    wrong = [span for span in spans if not 0 <= span["start"] <= span["end"] <= len(text)]
    return f"{wrong[0]} is no span of {len(text)} code points" if wrong else None


def refuses(quoth, *needed):
    """None if the index is refused with a message that says what is wrong."""
    done = quoth.run("search", "sluices")
    said = done.stderr.decode(errors="replace")
    if done.returncode != 1 or not all(word in said for word in needed):
        return f"exit code {done.returncode}: {said or '(nothing said)'}"
    return None


def main(quoth_path):
    print(f"random bytes from seed {SEED}")
    generator = random.Random(SEED)
    claims = Claims()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        articles = folder / "articles"
        articles.mkdir()
        for name, content in hostile_files(generator.randbytes):
            (articles / name).write_bytes(content)

        for path in sorted(articles.iterdir()):
            quoth = Quoth(quoth_path, folder / f"{path.name}.quoth")
            claims.holds(f"{path.name} ({path.stat().st_size} bytes) is indexed, or skipped with the reason",
                         lambda: ended_well(quoth.run("index", path, timeout=600), (0, 3)))
        (articles / "one-line.txt").unlink()
        for name, text in long_texts(generator):
            claims.holds(f"{name} ({len(text.encode())} bytes): annotated in time that grows with the text",
                         lambda: annotated(quoth_path, text))
        claims.holds("the dates of each are explained, or it is skipped with the reason", lambda: "\n      ".join(
            f"{path.name}: {why}" for path in sorted(articles.iterdir())
            if (why := ended_well(subprocess.run([quoth_path, "dates", path], capture_output=True, check=False,
                                                 timeout=600), (0, 3)))))
        claims.holds("each is annotated as JSON", lambda: "\n      ".join(
            f"{path.name}: {why}" for path in sorted(articles.iterdir())
            if (why := annotated(quoth_path, path.read_bytes().decode(errors="replace")))))
        whole = Quoth(quoth_path, folder / "whole.quoth")
        claims.holds("all of them in one go", lambda:
                     ended_well(whole.run("index", articles, timeout=600), (0, 3)))
        claims.holds("the good record among the bad is there", lambda:
                     None if "good" in whole.ids("title:A") else f"found {whole.ids('title:A')}")
        claims.holds("the index is whole after that", lambda: ended_well(whole.run("verify"), (0,)))

        small = Quoth(quoth_path, folder / "small.quoth")
        small.run("index", articles / "windows-1252.txt")
        bad = []
        random_queries = [bytes(b or 1 for b in generator.randbytes(generator.randrange(1, 200))) for _ in range(20)]
        pieces = ['"', "(", ")", "said:", "by:", "name:", "when:2024", "..", " AND ", " OR ", " NOT ", "-", "+", "=",
                  "Tarenko", "sluices", " ", "*", "\\", "…", "†", "\u0301"]
        mixed = ["".join(generator.choices(pieces, k=generator.randrange(1, 40))) for _ in range(20)]
        queries = QUERIES + [os.fsdecode(query) for query in random_queries] + mixed
        for number, query in enumerate(queries):
            done = small.run("search", "--json", "--", query, timeout=60)
            why = ended_well(done, (0, 1, 2))
            if not why and done.returncode == 0:
                try:
                    json.loads(done.stdout)
                except ValueError as error:
                    why = f"no JSON: {error}"
            if not why and number % 3 == 0:  # what a query is read as is the same there
                why = ended_well(small.run("timeline", "--", query, timeout=60), (0, 1, 2))
            if why:
                bad.append(f"{query[:60]!r}: {why}")
        claims.holds(f"{len(queries)} hostile queries: an answer or a clear message", lambda: "\n      ".join(bad))

        def damaged(name, change):
            copy = folder / f"{name}.quoth"
            shutil.copytree(small.index, copy)
            change(copy)
            return Quoth(quoth_path, copy)

        claims.holds("a missing index is named", lambda:
                     refuses(Quoth(quoth_path, folder / "nowhere.quoth"), "nowhere.quoth"))
        foreign = folder / "foreign"
        foreign.mkdir()
        (foreign / "letter.txt").write_text("not an index")
        claims.holds("a folder that is no index is named", lambda: refuses(Quoth(quoth_path, foreign), "foreign"))
        claims.holds("a file that is no index is named", lambda:
                     refuses(Quoth(quoth_path, foreign / "letter.txt"), "letter.txt"))
        claims.holds("indexing into a folder with other things in it leaves them alone", lambda: (
            ended_well(Quoth(quoth_path, foreign).run("index", articles / "utf16.txt"), (1,))
            or (None if os.listdir(foreign) == ["letter.txt"] else f"now there: {os.listdir(foreign)}")))
        claims.holds("a manifest of other bytes is refused", lambda: refuses(damaged(
            "manifest", lambda copy: (copy / "manifest.json").write_bytes(generator.randbytes(500)))))
        claims.holds("an empty manifest is refused", lambda: refuses(damaged(
            "hollow", lambda copy: (copy / "manifest.json").write_bytes(b""))))

        def every_file_damaged():
            files = [path.relative_to(small.index) for path in sorted(small.index.rglob("*"))
                     if path.is_file() and path.name != "writer.lock"]
            for number, name in enumerate(files):
                for how in ("flip", "cut", "gone"):
                    def change(copy):
                        path = copy / name
                        content = bytearray(path.read_bytes())
                        if how == "flip" and content:
                            content[len(content) // 2] ^= 0x40
                            path.write_bytes(content)
                        elif how == "cut":
                            path.write_bytes(content[: len(content) // 2])
                        else:
                            path.unlink()

                    quoth = damaged(f"damaged-{number}-{how}", change)
                    done = quoth.run("verify")
                    why = ended_well(done, (0, 1)) or ended_well(quoth.run("search", "sluices"), (0, 1))
                    if why:
                        return f"{name} ({how}): {why}"
                    if done.returncode == 0:
                        return f"{name} ({how}): quoth verify found nothing wrong"
                    shutil.rmtree(quoth.index)
            return None

        claims.holds("one bit changed, half a file lost, or a file gone, in any file: check says so", every_file_damaged)
    claims.finish()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
