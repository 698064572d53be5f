#!/usr/bin/env python3
"""The house keeps its walls: include_direction_test.py ROOT, or --self-test.

In include/quoth and src:
  a file includes only its own stage or one to its left in STAGES;
  <xapian.h> stands only in src/index, ICU only in src/text and src/analyze,
  intrinsics only in folders named kernels;
  public headers include the standard library, Boost and Quoth alone;
  no file or folder is named for being useful.
Prints each violation as FILE:LINE: what; the exit code is 1 if there is any.
"""

import pathlib
import re
import sys
import tempfile

STAGES = ["text", "analyze", "postings", "index", "query", "rank", "results"]
INCLUDE = re.compile(r'^\s*#\s*(?:include|include_next|import)\s*([<"])([^>"]+)[>"]')
INTRINSICS = re.compile(r"^(?:\w*intrin|arm_neon|arm_sve|arm_acle|hwy/.*|experimental/simd)(?:\.h)?$")
SOURCES = {".hpp", ".h", ".cpp", ".cc", ".inc", ".ipp"}
VAGUE = re.compile(r"^(utils?|helpers?|misc|stuff)$")


def stage_of(parts):
    """The stage of a path's parts after include/quoth or src, or None above the stages."""
    return parts[0] if parts and parts[0] in STAGES else None


def violations(root):
    for top in ("include/quoth", "src"):
        for path in sorted((root / top).rglob("*")):
            inside = path.relative_to(root / top)
            for word in re.split(r"[_.\-]", path.name):
                if VAGUE.match(word.lower()):
                    yield path, 0, f'named "{word}": name it for its concept'
            if path.is_file() and path.suffix in SOURCES:
                yield from violations_of_file(root, top, path, inside)


def violations_of_file(root, top, path, inside):
    stage = stage_of(inside.parts)
    folders = inside.parts[:-1]
    may_xapian = top == "src" and folders[:1] == ("index",)
    may_icu = top == "src" and stage in ("text", "analyze")
    text = path.read_text(encoding="utf-8", errors="replace")
    for number, line in enumerate(text.splitlines(), 1):
        found = INCLUDE.match(line)
        if not found:
            continue
        quoted, name = found[1] == '"', found[2]
        target = target_stage(root, top, path, name, quoted)
        if stage and target and STAGES.index(target) > STAGES.index(stage):
            yield path, number, f"{stage} includes {target}, which lies to its right: {name}"
        if stage and name == "quoth/quoth.hpp":
            yield path, number, "the header of everything is for users, not for a stage"
        if re.match(r"xapian(\.h|/)", name) and not may_xapian:
            yield path, number, "<xapian.h> stays in src/index"
        if name.startswith("unicode/") and not may_icu:
            yield path, number, f"ICU stays in src/text and src/analyze: {name}"
        if INTRINSICS.match(name) and "kernels" not in folders:
            yield path, number, f"intrinsics stay in folders named kernels: {name}"
        if top == "include/quoth" and not (
            name.startswith(("quoth/", "boost/")) or (not quoted and re.fullmatch(r"[a-z_]+", name))
        ):
            yield path, number, f"a public header may include the standard library, Boost and quoth/: {name}"


def target_stage(root, top, path, name, quoted):
    """The stage an include leads to, or None when it is no file of a stage."""
    if name.startswith("quoth/"):
        return stage_of(pathlib.PurePath(name).parts[1:])
    if not quoted:
        return None
    beside = (path.parent / name).resolve()  # as the compiler: first beside the file, then from src
    for base in (root / top, root / "include/quoth", root / "src"):
        if (beside.exists() or name.startswith(".")) and beside.is_relative_to(base.resolve()):
            return stage_of(beside.relative_to(base.resolve()).parts)
    return stage_of(pathlib.PurePath(name).parts)


def check(root):
    found = list(violations(root))
    for path, line, what in found:
        print(f"{path.relative_to(root)}:{line}: {what}")
    return found


# file, its text, and a word of the violation it must show (None: it must show none)
SAMPLES = [
    ("src/text/scan.cpp", '#include "quoth/analyze/analyzer.hpp"', "to its right"),
    ("src/postings/cells.cpp", '#  include "index/segment.hpp"', "to its right"),
    ("src/query/parse.cpp", '#include "../rank/top.hpp"', "to its right"),
    ("include/quoth/index/writer.hpp", '#include "quoth/results/hit.hpp"', "to its right"),
    ("src/results/hits.cpp", "#include <xapian.h>", "xapian"),
    ("src/rank/top.cpp", "#include <xapian.h>", "xapian"),
    ("include/quoth/index/segment.hpp", "#include <xapian.h>", "xapian"),
    ("src/query/fold.cpp", "#include <unicode/uchar.h>", "ICU"),
    ("include/quoth/text/fold.hpp", "#include <unicode/unistr.h>", "ICU"),
    ("src/rank/score.cpp", "#include <immintrin.h>", "intrinsics"),
    ("src/text/scan_fast.cpp", "#include <arm_neon.h>", "intrinsics"),
    ("include/quoth/results/json.hpp", "#include <nlohmann/json.hpp>", "public header"),
    ("include/quoth/index/deleted.hpp", "#include <roaring/roaring.hh>", "public header"),
    ("src/index/string_utils.hpp", "", "named"),
    ("src/analyze/helpers/dates.cpp", "", "named"),
    ("src/index/whole.cpp", '#include "quoth/quoth.hpp"', "for users"),
    ("src/index/segment.cpp", "#include <xapian.h>", None),
    ("src/analyze/dates/rules.cpp", '#include "analyze/dates/grammar.hpp"\n#include <unicode/uchar.h>', None),
    ("src/rank/kernels/avx2.cpp", "#include <immintrin.h>", None),
    ("src/results/snippet.cpp", '#include "quoth/text/span.hpp"\n#include <nlohmann/json.hpp>', None),
    ("include/quoth/quoth.hpp", '#include "quoth/results/hit.hpp"\n#include <vector>', None),
    ("include/quoth/results/hit.hpp", "#include <boost/container/small_vector.hpp>", None),
    ("src/text/prose.cpp", '// rank includes nothing: #include "quoth/rank/top.hpp"', None),
]


def self_test():
    wrong = 0
    for name, text, expected in SAMPLES:
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder).resolve()
            (root / name).parent.mkdir(parents=True)
            (root / name).write_text(text + "\n")
            shown = [what for _, _, what in violations(root)]
        right = any(expected in what for what in shown) if expected else not shown
        if not right:
            print(f"FAIL {name} with {text!r}: expected {expected or 'no violation'}, got {shown or 'none'}")
            wrong += 1
    print(f"{len(SAMPLES) - wrong} passed, {wrong} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    if sys.argv[1] == "--self-test":
        sys.exit(self_test())
    sys.exit(1 if check(pathlib.Path(sys.argv[1]).resolve()) else 0)
