#!/usr/bin/env python3
"""Hostile surroundings, as the command line meets them: surroundings.py QUOTH

A full disk, a read-only one, too few open files, files of strangers, links, FIFOs, devices, sparse and stub files: each
is refused at once, by an error that names the thing and what to do, and nothing that was committed is lost.

What needs a disk of its own is run in a namespace of its own (unshare); where that is not allowed it is skipped.
"""

import argparse
import json
import os
import pathlib
import resource
import signal
import stat
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "command_line"))
from quoth_command import Claims, Quoth  # noqa: E402

FAILED = 1
PATIENCE = 20  # seconds, for a machine that is busy; what hangs, hangs for ever
NOBODY = 65534


def article(number, sentences=3):
    text = " ".join(f"“The sluice {number}-{i} stays shut,” Minister Olga Tarenko said on Friday." for i in range(sentences))
    return json.dumps({"id": f"a{number}", "title": f"Sluice {number}", "body": text, "published": "2024-03-15"})


def lines(first, count, sentences=3):
    return "\n".join(article(n, sentences) for n in range(first, first + count)).encode() + b"\n"


class Surroundings:
    def __init__(self, quoth_path, folder):
        self.folder = pathlib.Path(folder)
        self.path = quoth_path
        self.count = 0

    def new_index(self, articles=5, where=None):
        self.count += 1
        quoth = Quoth(self.path, (where or self.folder) / f"news-{self.count}.quoth")
        if articles:
            done = quoth.run("index", "-", stdin=lines(0, articles))
            assert done.returncode == 0, done.stderr
        return quoth

    def run(self, quoth, command, *arguments, stdin=b"", limits=(), user=None):
        def prepare():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            for what, value in limits:
                resource.setrlimit(what, (value, value))
            if user is not None:
                os.setgroups([])
                os.setgid(user)
                os.setuid(user)
        call = [str(quoth.path), command, "--index", str(quoth.index), *map(str, arguments)]
        return subprocess.run(call, input=stdin, capture_output=True, timeout=PATIENCE, preexec_fn=prepare, check=False)

    def holds_articles(self, quoth, count):
        """Why the index is not whole, or has not the articles a0..; None when it is."""
        done = quoth.run("verify")
        if done.returncode != 0:
            return f"verify exits with {done.returncode}: {(done.stdout + done.stderr).decode()}"
        found = {hit["id"] for hit in quoth.search("sluice")["hits"]}
        missing = {f"a{n}" for n in range(count)} - found
        return f"lost {sorted(missing)}" if missing else None


def either(*reasons):
    return next((reason for reason in reasons if reason), None)


def on_full_disk(here, disk):
    """Writes until the disk is full; each time what was committed is there, and there is room again once some is made."""
    quoth = here.new_index(where=disk)
    ballast = disk / "ballast"
    committed, refusals = 5, 0
    for size in (700, 400, 200, 100, 50, 25, 12, 6, 0):
        ballast.write_bytes(b"")
        free = os.statvfs(disk)
        wanted = free.f_bavail * free.f_bsize - size * 1024
        if wanted > 0:
            ballast.write_bytes(b"x" * wanted)
        done = here.run(quoth, "index", "-", stdin=lines(committed, 40, 8))
        message = done.stderr.decode()
        if done.returncode == 0:
            committed += 40
        else:
            refusals += 1
            if "Make room" not in message or str(disk) not in message:
                return f"exit code {done.returncode}, {message}"
        why = here.holds_articles(quoth, min(committed, 1000))
        if why:
            return why
    ballast.unlink()
    done = here.run(quoth, "index", "-", stdin=lines(committed, 1))
    return either(None if refusals else "the disk was never full",
                  done.stderr.decode() if done.returncode else None, here.holds_articles(quoth, committed + 1))


def on_read_only_disk(here, disk):
    quoth = here.new_index(where=disk)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    done = here.run(quoth, "index", "-", stdin=lines(5, 1))
    message = done.stderr.decode()
    if done.returncode != FAILED or "read-only" not in message or str(disk) not in message:
        return f"exit code {done.returncode}: {message}"
    return here.holds_articles(quoth, 5)


def inside_namespace(quoth_path):
    """The claims that need a small disk of their own, told as JSON."""
    outcome = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, test, size in (("full", on_full_disk, "6m"), ("read-only", on_read_only_disk, "20m")):
            disk = pathlib.Path(folder) / name
            disk.mkdir()
            subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(disk)], check=True)
            try:
                outcome[name] = test(Surroundings(quoth_path, folder), disk)
            except Exception as error:  # told by the process outside
                outcome[name] = f"{type(error).__name__}: {error}"
            subprocess.run(["umount", str(disk)], check=True)
    print(json.dumps(outcome))


def few_files(here):
    """With any number of open files a command does what it should or says that they are too few."""
    quoth = here.new_index()
    for batch in range(3):  # several segments
        done = quoth.run("index", "-", stdin=lines(5 + batch, 1))
        assert done.returncode == 0
    refusals = 0
    for most in range(4, 40, 2):
        for command, arguments, given in (("search", ["sluice"], b""), ("index", ["-"], lines(0, 1)), ("verify", [], b"")):
            done = here.run(quoth, command, *arguments, stdin=given, limits=[(resource.RLIMIT_NOFILE, most)])
            message = done.stderr.decode()
            if done.returncode == 0:
                continue
            refusals += 1
            told = "ulimit -n" in message or "loading shared libraries" in message
            if done.returncode < 0 or not told:
                return f"quoth {command} with {most} open files: exit code {done.returncode}, {message}"
    return either(None if refusals else "there were always enough", here.holds_articles(quoth, 8))


def short_files(here):
    """No file may grow beyond a few sizes."""
    quoth = here.new_index()
    for most in (0, 200, 1000):
        done = here.run(quoth, "index", "-", stdin=lines(5, 3), limits=[(resource.RLIMIT_FSIZE, most)])
        if done.returncode != FAILED or "ulimit -f" not in done.stderr.decode():
            return f"at most {most} bytes: exit code {done.returncode}, {done.stderr.decode()}"
    return here.holds_articles(quoth, 5)


def files_of(quoth):
    return sorted(path for path in quoth.index.rglob("*") if path.is_file() and path.name != "writer.lock")


def strangers_files(here):
    """A file of a user who has no part in the index is refused, one of root's or of the owner's is not."""
    quoth = here.new_index()
    for path in files_of(quoth):
        owner = path.stat()
        os.chown(path, 12345, 12345)
        done = here.run(quoth, "search", "sluice")
        os.chown(path, owner.st_uid, owner.st_gid)
        if done.returncode != FAILED or "user 12345" not in done.stderr.decode() or path.name not in done.stderr.decode():
            return f"{path.name}: exit code {done.returncode}: {done.stderr.decode()}"
    # All of it somebody's: root's and the owner's files, also where the group writes.
    for path in [quoth.index, *quoth.index.rglob("*")]:
        os.chown(path, 12345, 12345)
        path.chmod(0o775 if path.is_dir() else 0o664)
    os.chown(files_of(quoth)[-1], 0, 0)
    os.chown(files_of(quoth)[0], 54321, 12345)
    return here.holds_articles(quoth, 5)


def no_rights(here):
    quoth = here.new_index()
    here.folder.chmod(0o755)
    private = files_of(quoth)[0]
    private.chmod(0o600)
    for command, arguments in (("search", ["sluice"]), ("index", ["-"]), ("verify", [])):
        done = here.run(quoth, command, *arguments, user=NOBODY)
        message = done.stderr.decode()
        if done.returncode != FAILED or "permissions" not in message or str(quoth.index) not in message:
            return f"quoth {command}: exit code {done.returncode}: {message}"
    return here.holds_articles(quoth, 5)


def instead_of_index(here):
    """Paths that are no index: refused by every command, none of them touched."""
    folder = here.folder / "instead"
    folder.mkdir()
    os.mkfifo(folder / "fifo")
    (folder / "stub").write_text("auto /etc/passwd\n")
    (folder / "program").write_text(f'remote :"touch {folder}/pwned"\n')
    (folder / "empty").write_bytes(b"")
    os.symlink("loop", folder / "loop")
    (folder / "other").mkdir()
    (folder / "other" / "thesis.tex").write_text("\\begin")
    for name in ("fifo", "stub", "program", "empty", "loop", "other", "/dev/zero", "/proc/self/exe", "/dev/null"):
        quoth = Quoth(here.path, folder / name)
        for command, arguments in (("search", ["sluice"]), ("index", ["-"]), ("verify", []), ("rebuild", [])):
            done = here.run(quoth, command, *arguments, stdin=lines(0, 1))
            message = done.stderr.decode()
            if done.returncode != FAILED or str(quoth.index) not in message:
                return f"quoth {command} of {name}: exit code {done.returncode}: {message}"
    if (folder / "pwned").exists():
        return "a stub file's program was run"
    return None if os.listdir(folder / "other") == ["thesis.tex"] else "something was written into a foreign folder"


def instead_of_files(here):
    """Each file of an index in turn is something else: no command hangs, follows it or crashes."""
    quoth = here.new_index()
    secret = here.folder / "secret"
    secret.write_text("not to be touched")

    def sparse(path):
        with open(path, "wb") as file:
            file.truncate(1 << 40)

    replacements = {
        "a FIFO": os.mkfifo, "a link": lambda path: os.symlink(secret, path),
        "a link to a device": lambda path: os.symlink("/dev/zero", path), "a folder": os.mkdir,
        "empty": lambda path: open(path, "wb").close(), "a terabyte of nothing": sparse,
        "a stub": lambda path: pathlib.Path(path).write_text(f'remote :"touch {here.folder}/pwned"\n'),
    }
    for path in files_of(quoth) + [quoth.index / "segments", quoth.index / "segments" / "000001"]:
        aside = here.folder / "aside"
        for name, make in replacements.items():
            path.rename(aside)
            make(path)
            for command, arguments in (("search", ["sluice"]), ("verify", []), ("index", ["-"])):
                done = here.run(quoth, command, *arguments, stdin=lines(0, 1))
                message = (done.stdout + done.stderr).decode()
                if done.returncode != FAILED or path.name not in message:
                    return f"{path.name} is {name}, quoth {command}: exit code {done.returncode}: {message}"
            if stat.S_ISDIR(path.lstat().st_mode):
                path.rmdir()
            else:
                path.unlink()
            aside.rename(path)
    if secret.read_text() != "not to be touched" or (here.folder / "pwned").exists():
        return "something outside of the index was touched"
    return here.holds_articles(quoth, 5)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("quoth", help="the command to try")
    parser.add_argument("--sanitized", action="store_true", help="the command was built with UBSan")
    parser.add_argument("--inside", action="store_true", help="(used by itself) only what needs a disk of its own")
    arguments = parser.parse_args()
    quoth_path = os.path.abspath(arguments.quoth)
    if arguments.inside:
        inside_namespace(quoth_path)
        return
    claims = Claims()
    with tempfile.TemporaryDirectory() as folder:
        here = Surroundings(quoth_path, folder)
        inside = subprocess.run(["unshare", "--map-root-user", "--mount", sys.executable, os.path.abspath(__file__),
                                 "--inside", quoth_path], capture_output=True, timeout=300, check=False)
        if inside.returncode == 0:
            outcome = json.loads(inside.stdout)
            claims.holds("a full disk is told, and loses nothing", lambda: outcome["full"])
            claims.holds("a read-only disk can be searched, and is told when written to", lambda: outcome["read-only"])
        else:
            print("skip  disks of their own: " + inside.stderr.decode(errors="replace").strip()[-200:])
        if arguments.sanitized:  # it reads memory through a pipe before it looks at an object's type
            print("skip  too few open files: UndefinedBehaviorSanitizer needs some of its own")
        else:
            claims.holds("with too few open files, that is told", few_files, here)
        claims.holds("files that may not grow are told", short_files, here)
        if os.geteuid() == 0:
            claims.holds("files of strangers are refused, those of the owner, the group and root are not",
                         strangers_files, here)
            claims.holds("missing rights are told", no_rights, here)
        claims.holds("what is no index is refused and left alone", instead_of_index, here)
        claims.holds("what is no file of an index is refused in its place", instead_of_files, here)
    claims.finish()


if __name__ == "__main__":
    main()
