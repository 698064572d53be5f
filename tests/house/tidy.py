#!/usr/bin/env python3
"""Runs clang-tidy with the checks of .clang-tidy over our own sources: tidy.py BUILD [FILE...]

BUILD is a configured build folder made for clang (`cmake --preset tidy`); nothing in it need be built. A file that was
clean is not looked at again before it, a header of ours that it includes, the checks or clang-tidy change."""

import concurrent.futures
import hashlib
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOL = "clang-tidy-14"
# Not tests: what doctest's macros make of a claim is most of what would be found there.
FOLDERS = ("src", "bindings/python/src")  # others join as they are clean
INCLUDE = re.compile(rb'^\s*#\s*include\s*["<]([^">]+)[">]', re.MULTILINE)


def includes_of(path, build, known):
    """Our own files that `path` includes by its text, whatever the preprocessor would leave out."""
    if path not in known:
        known[path] = []
        for name in INCLUDE.findall(path.read_bytes()):
            for folder in (path.parent, ROOT / "include", ROOT / "src", ROOT / "examples/quoth", build / "tables"):
                header = (folder / os.fsdecode(name)).resolve()
                if header.is_file():
                    known[path].append(header)
                    break
    return known[path]


def key_of(source, build, known, fixed):
    """A hash of all that a verdict on `source` stands on, but for the headers of others."""
    seen, ahead = set(), [source]
    while ahead:
        path = ahead.pop()
        if path not in seen:
            seen.add(path)
            ahead += includes_of(path, build, known)
    digest = hashlib.sha256(fixed)
    for path in sorted(seen):
        digest.update(os.fsencode(path) + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def main(build, asked):
    sources = asked or sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.cpp"))
    version = subprocess.run([TOOL, "--version"], capture_output=True, check=True).stdout
    fixed = version + (ROOT / ".clang-tidy").read_bytes()
    clean, known = build / "clean", {}
    clean.mkdir(exist_ok=True)

    def look_at(source):
        record = clean / str(source.relative_to(ROOT)).replace("/", "_")
        key = key_of(source, build, known, fixed)
        if record.is_file() and record.read_text() == key:
            return source, ""
        done = subprocess.run([TOOL, "-p", build, "--quiet", source], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            record.write_text(key)
            return source, ""
        return source, done.stdout.strip() or done.stderr.strip()

    failed = 0
    with concurrent.futures.ThreadPoolExecutor(int(os.environ.get("QUOTH_JOBS", os.cpu_count() or 1))) as pool:
        for count, (source, said) in enumerate(pool.map(look_at, sources), 1):
            print(f"[{count}/{len(sources)}] {source.relative_to(ROOT)}", flush=True)
            if said:
                failed += 1
                print(said.replace(f"{ROOT}/", ""), flush=True)
    print(f"{len(sources) - failed} passed, {failed} failed")
    return 1 if failed or not sources else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve(), [pathlib.Path(name).resolve() for name in sys.argv[2:]]))
