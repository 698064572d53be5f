"""Loading many articles with `quoth index`: bad lines are numbered, an interrupted run goes on where it ended.

    loading.py QUOTH
"""

import json
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time

from quoth_command import Claims, Quoth, differs

ARTICLES = 9000


def line(number):
    said = f"“Gate {number % 97} stays shut,” Ilka Marenko said on Monday. " * (number % 3)
    words = " ".join(f"word{(number * 31 + i * 7) % 5000}" for i in range(60))
    return json.dumps({"id": f"a{number}", "title": f"Note {number}", "body": f"{said}{words}."})


def stats(quoth):
    done = quoth.run("stats", "--json")
    return json.loads(done.stdout) if done.returncode == 0 else {"articles": 0}


def start(quoth, *arguments):
    return subprocess.Popen([quoth.path, "index", "--index", quoth.index, *map(str, arguments)],
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def interrupted(quoth, sent, *arguments):
    """Starts to index, and sends the signal after the first commit; what the process said."""
    process = start(quoth, *arguments)
    while process.poll() is None and stats(quoth)["articles"] == 0:
        time.sleep(0.01)
    if process.poll() is not None:
        return None, "it was done before it could be interrupted"
    process.send_signal(sent)
    out, error = process.communicate()
    return process.returncode, (out + error).decode()


def goes_on(quoth, sent, code, *arguments):
    ended, said = interrupted(quoth, sent, *arguments)
    if ended != code:
        return f"ended with {ended}: {said}"
    committed = stats(quoth)["articles"]
    if not 0 < committed < ARTICLES:
        return f"{committed} articles were committed"
    done = quoth.run("index", *arguments)
    said = done.stdout.decode()
    counts = re.fullmatch(r"(\d+) articles indexed.*; (\d+) before\n", said)
    if done.returncode != 0 or not counts:
        return f"does not go on: {said}{done.stderr.decode()}"
    again, before = map(int, counts.groups())
    # What was added while a commit began can be read once more.
    if again + before != ARTICLES or not 0 < before <= committed:
        return f"of {committed} that were committed it knows {before}, and reads {again}"
    return differs(stats(quoth)["articles"], ARTICLES)


def main(quoth_path):
    claims = Claims()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        # A hundredth of the lines is damaged, in three ways.
        lines = [line(i) for i in range(2000)]
        bad = list(range(0, 2000, 100))
        for k, i in enumerate(bad):
            lines[i] = (lines[i][:40], '{"title": "no body"}', "no JSON")[k % 3]
        (folder / "damaged.jsonl").write_text("\n".join(lines) + "\n")
        quoth = Quoth(quoth_path, folder / "damaged.quoth")
        done = quoth.run("index", folder / "damaged.jsonl")
        said = done.stderr.decode()
        claims.holds("a hundredth of bad lines: all others are indexed, exit code 3", lambda: differs(
            (done.returncode, stats(quoth)["articles"]), (3, 1980)))
        claims.holds("each bad line is named by its number, no other", lambda: differs(
            [int(part.split(":")[1]) for part in said.splitlines() if part.startswith("skipped ")],
            [i + 1 for i in bad]))
        claims.holds("off a terminal there is no progress", lambda: "\r" in said and "a carriage return" or None)

        (folder / "many").mkdir()
        for part in range(3):
            rows = [line(i) for i in range(part * ARTICLES // 3, (part + 1) * ARTICLES // 3)]
            (folder / "many" / f"{part}.jsonl").write_text("\n".join(rows) + "\n")
        many = ("--commit-every", "300K", folder / "many")
        quoth = Quoth(quoth_path, folder / "killed.quoth")
        claims.holds("killed, the same command goes on where the last commit ended",
                     lambda: goes_on(quoth, signal.SIGKILL, -signal.SIGKILL, *many))
        claims.holds("once done, the same command reads all again", lambda: differs(
            quoth.run("index", *many).stdout.decode(), f"{ARTICLES} articles indexed ({ARTICLES} replaced an older one)\n"))
        quoth = Quoth(quoth_path, folder / "interrupted.quoth")
        claims.holds("Ctrl-C commits what was read, and the same command goes on there",
                     lambda: goes_on(quoth, signal.SIGINT, 130, *many))
        quoth = Quoth(quoth_path, folder / "changed.quoth")
        interrupted(quoth, signal.SIGKILL, *many)
        with open(folder / "many" / "0.jsonl", "a") as file:
            file.write(line(ARTICLES) + "\n")
        claims.holds("where a file has changed, all is read again", lambda: differs(
            quoth.run("index", *many).stdout.decode().split(" ")[0], str(ARTICLES + 1)))
        claims.holds("and no article is there twice", lambda: differs(stats(quoth)["articles"], ARTICLES + 1))
        interrupted(Quoth(quoth_path, folder / "again.quoth"), signal.SIGKILL, *many)
        claims.holds("--restart reads from the beginning", lambda: differs(
            Quoth(quoth_path, folder / "again.quoth").run("index", "--restart", *many).stdout.decode().split(" ")[0],
            str(ARTICLES + 1)))
        for memory in ("12M", "much"):
            claims.holds(f"--memory {memory} is refused", lambda m=memory: differs(
                quoth.run("index", "--memory", m, folder / "many").returncode, 2))
    claims.finish()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
