"""quoth stats, quoth export and quoth delete: what an index holds, taken out of it, and less of it.

    upkeep.py QUOTH
"""

import json
import pathlib
import sys
import tempfile

from quoth_command import Claims, Quoth, differs

ARTICLES = [
    {"id": "harbour", "title": "Harbour opens", "published": "2024-05-17", "source": "Senna Post",
     "body": "“The harbour is open,” Mayor Ada Moss said on Friday. Boats came in from Senna."},
    {"id": "ferry", "title": "Ferry late", "published": "2024-05-18", "url": "http://senna.example/2",
     "body": "The ferry was late again. “We are sorry,” Moss said."},
    {"id": "mill", "title": "", "lang": "en", "body": "Nobody spoke at the mill. \N{SNOWMAN}"},
]


def main(quoth_path):
    claims = Claims()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)

        def index_of(name, articles):
            lines = folder / (name + ".jsonl")
            lines.write_text("".join(json.dumps(article) + "\n" for article in articles))
            quoth = Quoth(quoth_path, folder / name)
            quoth.run("index", lines)
            return quoth

        def lines_of(done):
            return [json.loads(line) for line in done.stdout.decode().splitlines()]

        whole = index_of("whole", ARTICLES)

        def stats_of(quoth):
            return json.loads(quoth.run("stats", "--json").stdout)

        claims.holds("the parts of an index are all of its bytes", lambda: differs(
            sum(stats_of(whole)["parts"].values()), stats_of(whole)["bytes"]))
        claims.holds("all of its bytes are those of its files", lambda: differs(
            stats_of(whole)["bytes"],
            sum(path.stat().st_size for path in whole.index.rglob("*")
                if path.is_file() and path.name != "writer.lock")))
        claims.holds("text is titles and bodies", lambda: differs(
            stats_of(whole)["text_bytes"],
            sum(len((article["title"] + article["body"]).encode()) for article in ARTICLES)))

        plain = whole.run("export", "--plain")
        claims.holds("what is exported is what was given", lambda: differs(lines_of(plain), ARTICLES))

        def exported_again():
            out = folder / "out.jsonl"
            done = whole.run("export", "--out", out)
            if done.stdout.decode() != "3 articles exported\n":
                return f"says {done.stdout!r}"
            again = Quoth(quoth_path, folder / "again")
            again.run("index", out)
            return (differs(again.run("export").stdout, out.read_bytes())
                    or differs(again.run("export", "--plain").stdout, plain.stdout))

        claims.holds("what is exported can be indexed, and is exported again as it was", exported_again)

        def annotations():
            line = lines_of(whole.run("export"))[0]
            quotation = line["annotations"]["quotations"][0]
            text = line["title"] + "\n\n" + line["body"]
            return differs(text[quotation["start"]:quotation["end"]], "“The harbour is open,”")

        claims.holds("annotations stand at code points of the text", annotations)

        def bulk():
            lines = lines_of(whole.run("export", "--opensearch", "news"))
            return (differs(lines[0::2], [{"index": {"_index": "news", "_id": a["id"]}} for a in ARTICLES])
                    or differs(lines[1]["people"][:1], ["Ada Moss"])
                    or differs(lines[1]["quotations"][0]["speakers"], ["Ada Moss"])
                    or differs(lines[1]["quotations"][0]["said"],
                               {"gte": "2024-05-17", "lt": "2024-05-18"})
                    or differs("id" in lines[1], False))

        claims.holds("for OpenSearch each article has an action and a document", bulk)

        def ids_of(quoth):
            return [line["id"] for line in lines_of(quoth.run("export", "--plain"))]

        def deleted():
            quoth = index_of("deleted", ARTICLES)
            dry = quoth.run("delete", "--dry-run", "--query", "name:Moss").stdout.decode()
            if dry != "2 articles would be deleted\n" or len(ids_of(quoth)) != 3:
                return f"dry: {dry}"
            done = quoth.run("delete", "mill", "nowhere")
            if b"there is no article nowhere" not in done.stderr or done.stdout != b"1 article deleted\n":
                return f"by id: {done}"
            quoth.run("delete", "--query", "harbour")
            return (differs(ids_of(quoth), ["ferry"])
                    or differs(quoth.run("verify").returncode, 0)
                    or differs(quoth.run("delete").returncode, 2)
                    or differs(quoth.run("delete", "--query", "said:(").returncode, 2)
                    or differs(ids_of(quoth), ["ferry"]))

        claims.holds("articles are deleted by id and by query, and by no query that is half read", deleted)

        many = [{"id": str(i), "title": f"Note {i}", "published": "2024-05-17",
                 "body": f"The {i}th boat sailed to harbour {i * 7919 % 1000}. “We saw {i} gulls,” Ada Moss said."}
                for i in range(400)]

        def reclaimed():
            quoth = index_of("many", many)
            before = stats_of(quoth)["bytes"]
            index_of("many", many)  # the same again: each replaces itself
            quoth.run("merge")
            if not stats_of(quoth)["bytes"] < 1.05 * before:
                return f"after replacing all and merging {stats_of(quoth)['bytes']} bytes, before {before}"
            ids = folder / "ids"
            ids.write_text("".join(f"{i}\n" for i in range(300)))
            quoth.run("delete", "--ids", ids, "--merge")
            after = stats_of(quoth)
            if after["articles"] != 100 or not after["bytes"] < 0.5 * before:
                return f"of {before} bytes {after['bytes']} are left for a quarter of the articles"
            return differs(quoth.run("verify").returncode, 0)

        claims.holds("deleting and replacing give their space back when segments are merged", reclaimed)
    claims.finish()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
