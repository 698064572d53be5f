"""What `quoth index` makes of files of all kinds, and what it says of those it cannot read.

    ingest.py QUOTH
"""

import bz2
import gzip
import json
import os
import pathlib
import sys
import tempfile

from quoth_command import Claims, Quoth, differs

PAGE = """<!doctype html><html lang="en"><head><title>Ferry late again - Harbour Post</title>
<meta property="og:site_name" content="Harbour Post"><meta name="author" content="Ada Moss">
<meta property="article:published_time" content="2024-05-17T08:00:00+02:00"></head><body><nav>Home</nav>
<article><p>The ferry to Senna was late again on Friday, harbour officials said in the morning.
<p>&ldquo;We are sorry,&rdquo; said Captain Ilka Marenko, who added: <q>It will not happen again.</q></article>"""
FEED = """<rss><channel><title>Senna Wire</title><item><guid>mill</guid><title>Mill closes</title>
<description>&lt;p&gt;“It was time,” Tomas Veld said on Monday.&lt;/p&gt;</description>
<pubDate>Tue, 26 Mar 2024 10:00:00 GMT</pubDate></item></channel></rss>"""


def exits(done, code, *parts):
    said = (done.stdout + done.stderr).decode()
    if done.returncode != code:
        return f"exited with {done.returncode}: {said}"
    return next((f"does not say {part!r}: {said}" for part in parts if part not in said), None)


def main(quoth_path):
    claims = Claims()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        news = folder / "news"
        (news / "deep").mkdir(parents=True)
        (news / "ferry.html").write_text(PAGE)
        (news / "deep" / "wire.xml.gz").write_bytes(gzip.compress(FEED.encode()))
        (news / "notes.txt.bz2").write_bytes(bz2.compress("Bridge reopens to all\n\nNobody spoke.".encode()))
        (news / "metadata.csv").write_text("id,source\nferry.html,Other\n")
        (news / "README.md").write_text("no news")
        quoth = Quoth(quoth_path, folder / "kinds.quoth")
        claims.holds("a folder of pages, feeds and texts is read, tables and other files are not",
                     lambda: exits(quoth.run("index", news), 0, "3 articles indexed\n"))
        claims.holds("ids are paths, or those of the feed", lambda: differs(
            sorted(quoth.ids("*")), ["ferry.html", "mill", "notes.txt.bz2"]))
        claims.holds("who spoke in the page and in the feed is found", lambda: differs(
            (quoth.ids("by:Marenko"), quoth.ids("by:Veld")), (["ferry.html"], ["mill"])))
        claims.holds("their days are those that they tell", lambda: differs(
            sorted(str(hit["published"])[:10] for hit in quoth.search("*")["hits"]),
            ["2024-03-26", "2024-05-17", "None"]))
        claims.holds("a byline can be searched for", lambda: differs(quoth.ids("name:Moss"), ["ferry.html"]))

        table = folder / "table.csv"
        table.write_text('nr;headline;content;day\n1;"A ""big"" day";Veld spoke.;26.03.2024\n'
                         '2;"bad" x;y;z\n3;T;B;soon\n')
        fields = [f"--field={pair}" for pair in ("id=nr", "title=headline", "body=content", "published=day")]
        claims.holds("a table is read by the names told, its bad rows are named by line", lambda: (
            exits(quoth.run("index", table, *fields), 3, "1 article indexed, 2 skipped", "table.csv:3: ",
                  "table.csv:4: published “soon”".replace("“", '"').replace("”", '"'))
            or differs(quoth.ids('title:"big day"'), ["1"])))
        claims.holds("without them its columns are missed",
                     lambda: exits(quoth.run("index", table), 2, "--field FIELD=COLUMN"))
        claims.holds("a field that is none is told", lambda: exits(
            quoth.run("index", table, "--field", "author=x"), 2, '"author=x" maps no field'))
        claims.holds("standard input is read as the kind it is said to be", lambda: (
            exits(quoth.run("index", "-", "--as", "rss", stdin=FEED.replace("mill", "mill-2").encode()), 0)
            or differs(sorted(quoth.ids("by:Veld")), ["mill", "mill-2"])))
        claims.holds("a kind that is none is told, with those there are",
                     lambda: exits(quoth.run("index", table, "--as", "pdf"), 2, '"pdf" is no kind', "ndjson, csv"))

        def damaged_lines():
            count, step = 20_000, 100
            lines = [json.dumps({"id": f"n{i}", "text": f"The harbour had {i} boats."}) for i in range(count)]
            for i in range(step // 2, count, step):
                lines[i] = lines[i][: 3 + i % 20] if i % 3 else '{"id": 1}'
            path = folder / "damaged.jsonl"
            path.write_text("\n".join(lines))
            index = Quoth(quoth_path, folder / "damaged.quoth")
            done = index.run("index", path)
            named = [int(line.split(b":")[1]) for line in done.stderr.splitlines()]
            return (exits(done, 3, f"{count - count // step} articles indexed, {count // step} skipped")
                    or differs(named, list(range(step // 2 + 1, count + 1, step)))
                    or differs(index.json("search", "harbour", "--limit", 1)["total"], count - count // step))

        claims.holds("of lines of which one in a hundred is damaged, every good one is indexed and every "
                     "bad one numbered", damaged_lines)

        def cut(name, data):
            path = folder / name
            path.write_bytes(data[: len(data) - 7])
            return exits(quoth.run("index", path), 3, "cut short")

        line = json.dumps({"id": "cut", "text": "x" * 10 + os.urandom(3000).hex()}).encode()
        claims.holds("a gzip file that is cut short is told", cut, "cut.jsonl.gz", gzip.compress(line))
        claims.holds("a bzip2 file that is cut short is told", cut, "cut.jsonl.bz2", bz2.compress(line))
        bomb = folder / "bomb.jsonl.gz"
        bomb.write_bytes(gzip.compress(bytes(100_000_000)))
        claims.holds("a file that grows a thousandfold is stopped",
                     lambda: exits(quoth.run("index", bomb), 3, "250 times its size"))
        claims.holds("a compressed file is told by what it holds, whatever it is called", lambda: (
            (folder / "plain.jsonl").write_bytes(gzip.compress(b'{"id": "plain", "text": "A plain tale."}')) and
            exits(quoth.run("index", folder / "plain.jsonl"), 0, "1 article indexed")))
    claims.finish()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
