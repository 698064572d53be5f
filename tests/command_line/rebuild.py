"""What `quoth rebuild` mends, and what it says where it cannot.

    rebuild.py QUOTH
"""

import json
import pathlib
import shutil
import sys
import tempfile

from quoth_command import Claims, Quoth, differs

ARTICLES = [
    {"id": "harbour", "title": "Harbour opens", "published": "2024-05-17",
     "body": "“The harbour is open,” Mayor Ada Moss said on Friday. Boats came in from Senna."},
    {"id": "ferry", "title": "Ferry late", "published": "2024-05-18",
     "body": "The ferry was late again. “We are sorry,” Moss said."},
    {"id": "mill", "title": "", "body": "Nobody spoke at the mill."},
]
QUERIES = ["harbour", '"ferry was late"', "by:Moss", "name:Senna", "when:2024-05"]
DERIVED = ["articles.ranks", "quotations.ranks", "articles.map", "articles.glass"]


def main(quoth_path):
    claims = Claims()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        news = folder / "news.jsonl"
        news.write_text("".join(json.dumps(article) + "\n" for article in ARTICLES))
        whole = Quoth(quoth_path, folder / "whole.quoth")
        whole.run("index", "--xapian", news)
        expected = {query: whole.ids(query) for query in QUERIES}
        claims.holds("the index finds something by each query",
                     lambda: None if all(expected.values()) else f"found {expected}")

        def copy_of(name, change):
            quoth = Quoth(quoth_path, folder / name)
            shutil.copytree(whole.index, quoth.index)
            change(next(iter((quoth.index / "segments").iterdir())))
            return quoth

        def exits(done, code, *parts):
            said = (done.stdout + done.stderr).decode()
            if done.returncode != code:
                return f"exited with {done.returncode}: {said}"
            return next((f"does not say {part!r}: {said}" for part in parts if part not in said), None)

        def flip(path):
            content = bytearray(path.read_bytes())
            content[len(content) // 2] ^= 0x10
            path.write_bytes(content)

        def mended(name, how):
            change = flip if how == "changed" else pathlib.Path.unlink
            quoth = copy_of(f"{name}-{how}", lambda segment: change(segment / name))
            # The middle of a glass file is looked at by verify alone.
            if not (name.endswith(".glass") and how == "changed"):
                why = exits(quoth.run("search", "harbour"), 1, name, "quoth rebuild")
                if why:
                    return why
            return (exits(quoth.run("verify"), 1, name, "quoth rebuild")
                    or exits(quoth.run("rebuild"), 0, "Rebuilt: 3 articles in 1 segment")
                    or exits(quoth.run("verify"), 0, "whole")
                    or differs({query: quoth.ids(query) for query in QUERIES}, expected))

        for name in DERIVED:
            for how in ("changed", "gone"):
                claims.holds(f"{name}, {how}: search and verify name it and the remedy, rebuild mends it",
                             mended, name, how)

        def refused(name):
            quoth = copy_of(f"lost-{name}", lambda segment: (segment / name).unlink())
            before = sorted(quoth.index.rglob("*"))
            return (exits(quoth.run("rebuild"), 1, name, "Restore the index from a copy")
                    or differs([path for path in sorted(quoth.index.rglob("*"))
                                if path.name != "writer.lock"],
                               [path for path in before if path.name != "writer.lock"]))

        for name in ("articles.texts", "checksums"):
            claims.holds(f"without {name} rebuild refuses, and changes nothing", refused, name)

        claims.holds("rebuilding a whole index changes no answer", lambda: (
            exits(whole.run("rebuild"), 0, "Rebuilt: 3 articles")
            or differs({query: whole.ids(query) for query in QUERIES}, expected)))
        claims.holds("merging one segment says that there was nothing to do",
                     lambda: exits(whole.run("merge"), 0, "Nothing to merge: 3 articles in 1 segment"))
        claims.holds("an index that is not there is named",
                     lambda: exits(Quoth(quoth_path, folder / "none").run("rebuild"), 1, "there is no index"))
        claims.holds("--help says what it repairs and that it needs room", lambda: exits(
            whole.run("rebuild", "--help"), 0, "damaged or missing", "articles.texts", "much room"))
    claims.finish()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
