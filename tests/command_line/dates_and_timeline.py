#!/usr/bin/env python3
"""What `quoth timeline`, `quoth dates` and a `when:` query print: dates_and_timeline.py QUOTH"""

import json
import pathlib
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
from quoth_command import Claims, Failure, Quoth, differs  # noqa: E402

ARTICLES = [
    {"id": "early", "title": "Bridge to reopen", "published": "2024-02-20", "source": "Lamp",
     "body": "The bridge over the Senna reopens on 1 March 2024, said Mayor Ana Rosh. It was built in 1998."},
    {"id": "late", "title": "Bridge reopened", "published": "2024-03-02",
     "body": "The bridge reopened on Friday. “It holds,” Mayor Ana Rosh said on Saturday."},
    {"id": "undated", "title": "Bridge bends", "body": "The bridge bent on Friday. It had bent once before, in 2022."},
    {"id": "plain", "title": "Bridge painted", "body": "The bridge is grey.", "published": "2024-03-05"},
]


def main(quoth_path):
    claims = Claims()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        quoth = Quoth(quoth_path, folder / "small.quoth")
        (folder / "small.jsonl").write_text("".join(json.dumps(a) + "\n" for a in ARTICLES))
        quoth.run("index", folder / "small.jsonl")

        def timeline(*arguments):
            return quoth.json("timeline", *arguments)

        def rows(answer, which="rows"):
            return {row["name"]: row["count"] for row in answer[which]}

        def plain(command, *arguments):
            done = subprocess.run([quoth_path, command, *map(str, arguments)], capture_output=True, check=False,
                                  timeout=60)
            if done.returncode != 0:
                raise Failure(f"exit code {done.returncode}: {done.stderr.decode()}")
            return done.stdout.decode()

        def refused(*arguments, words=()):
            done = subprocess.run([quoth_path, *map(str, arguments)], capture_output=True, check=False, timeout=60)
            said = done.stderr.decode()
            right = done.returncode in (1, 2) and all(word in said for word in words)
            return None if right else f"exit code {done.returncode}: {said}"

        # quoth timeline
        claims.holds("articles stand by the day they speak of, whenever printed", lambda:
                     differs(rows(timeline("bridge", "--grain", "day")), {"2024-03-01": 2, "2024-03-02": 1}))
        claims.holds("a year is a row of its own among the less precise", lambda:
                     differs(rows(timeline("bridge", "--grain", "day"), "wider"), {"1998": 1, "2022": 1}))
        claims.holds("by publication day", lambda:
                     differs(rows(timeline("bridge", "--by", "published", "--grain", "month")),
                             {"2024-02": 1, "2024-03": 2}))
        claims.holds("what was printed on a day not known is a row of its own", lambda:
                     differs([row["decided"] for row in timeline("bends", "--by", "published", "--grain", "day")["wider"]],
                             [False]))
        claims.holds("what has no day is told apart from what matches", lambda:
                     differs([(a := timeline("bridge"))["total"], a["counted"]], [4, 3]))
        claims.holds("--from and --until are read as when: reads", lambda:
                     differs(rows(timeline("bridge", "--grain", "day", "--from", "2 March 2024", "--until", "2024-03")),
                             {"2024-03-02": 1}))
        claims.holds("quotations count by the day they were said, with their speaker", lambda:
                     differs([(row["name"], row["examples"][0]["quotation"]["speaker"])
                              for row in timeline("by:Rosh said:holds")["rows"]], [("2024-03-02", "Ana Rosh")]))
        claims.holds("--near leaves out dates that stand beside other words", lambda:
                     differs(rows(timeline("name:Rosh", "--near", "--grain", "day")),
                             {"2024-03-01": 1, "2024-03-02": 1}))
        claims.holds("a row's sentence marks its date", lambda:
                     None if "<mark>1998</mark>" in json.dumps(timeline("bridge")["wider"]) else "no mark")
        claims.holds("the chart has a bar, a count and a sentence, and no escape codes off a terminal", lambda:
                     None if "2024-03-01 Fri" in (chart := quoth.run("timeline", "bridge").stdout.decode())
                     and "█" in chart and "«Friday»" in chart and "Less precise:" in chart and "\x1b" not in chart
                     else chart)
        claims.holds("two runs print the same", lambda:
                     differs(quoth.run("timeline", "*").stdout, quoth.run("timeline", "*").stdout))
        claims.holds("nothing found is said", lambda:
                     None if b"Nothing found" in quoth.run("timeline", "zeppelin").stdout else "not said")
        index = ("--index", quoth.index)
        claims.holds("a --from that is no date is refused with the remedy", lambda:
                     refused("timeline", *index, "x", "--from", "soonish", words=("--from soonish", "2024-03-22")))
        claims.holds("a --from after --until is refused", lambda:
                     refused("timeline", *index, "x", "--from", "2024", "--until", "2023", words=("--from", "--until")))
        claims.holds("a grain that is none is refused", lambda:
                     refused("timeline", *index, "x", "--grain", "fortnight", words=("fortnight",)))

        # when: says which date matched
        claims.holds("a hit of when: names the date and its precision, the precise ones first", lambda:
                     differs([[(d["text"], d["precision"]) for d in hit["dates"]]
                              for hit in quoth.search("when:1998-05-06 OR (bridge AND when:2024-03-01)")["hits"]
                              if hit["id"] == "early"], [[("1 March 2024", "day"), ("1998", "year")]]))
        claims.holds("people read it, too", lambda:
                     None if "“1998” 1998 (the whole year)" in (said := quoth.run("search", "when:1998-05-06")
                                                                .stdout.decode()) else said)
        claims.holds("--explain says what the date means and which rule read it", lambda:
                     None if "means 1998 (the whole year)" in (said := quoth.run(
                         "search", "when:1998-05-06", "--explain").stdout.decode()) else said)
        claims.holds("a query without when: lists no dates", lambda:
                     None if all("dates" not in hit for hit in quoth.search("bridge")["hits"]) else "dates listed")

        # quoth dates
        def dates(*arguments):
            return json.loads(plain("dates", "--json", *arguments))

        text = "He left on March 3. A day later he was back, for weeks. In 2022 he stayed."
        claims.holds("each expression has its text, type, value and interval", lambda:
                     differs([(d["text"], d["type"], d["value"], d["from"]) for d in
                              dates(text, "--published", "2024-03-10")["dates"]],
                             [("March 3", "DATE", "2024-03-03", "2024-03-03"),
                              ("A day later", "DATE", "2024-03-04", "2024-03-04"),
                              ("weeks", "DURATION", "PXW", None), ("2022", "DATE", "2022", "2022-01-01")]))
        claims.holds("its anchor is the publication day, the date before it, or nothing", lambda:
                     differs([d["anchor"] and (d["anchor"]["what"], d["anchor"].get("text"))
                              for d in dates(text, "--published", "2024-03-10")["dates"]],
                             [("published", None), ("date", "March 3"), None, None]))
        claims.holds("for people: the reading, the rule and the anchor", lambda:
                     None if "2022 (the whole year)" in (said := plain("dates", text, "--published", "2024-03-10"))
                     and "counted from “March 3” before it" in said and "rule dates:" in said else said)
        claims.holds("the publication day is shown with its evidence", lambda:
                     None if (day := dates("Bread is dear\n\nMarch 3, 2024\n\nHe spoke on Friday.")["published"])
                     and day["from"] == "2024-03-03" and day["evidence"] else f"found {day}")
        claims.holds("what no publication day decides is undecided", lambda:
                     None if "undecided" in (said := plain("dates", "He spoke on Friday.")) else said)
        (folder / "note.txt").write_text(text)
        claims.holds("a file, standard input and the text itself give the same dates", lambda: (
            differs(dates(folder / "note.txt")["dates"], dates(text)["dates"])
            or differs(json.loads(subprocess.run([quoth_path, "dates", "--json", "-"], input=text.encode(),
                                                 capture_output=True, check=True).stdout)["dates"],
                       dates(text)["dates"])))
        claims.holds("words without quotation marks are one text", lambda:
                     differs(dates("in", "March", "2022")["dates"], dates("in March 2022")["dates"]))
        claims.holds("--style query reads what news would doubt", lambda:
                     differs([d["value"] for d in dates("march 1999", "--style", "query")["dates"]], ["1999-03"]))
        claims.holds("--lang reads another language's dates", lambda:
                     differs([d["value"] for d in dates("Er kam am 3. März 2024.", "--lang", "de")["dates"]],
                             ["2024-03-03"]))
        claims.holds("a row says when it was written about", lambda:
                     differs(timeline("bridge", "--grain", "day")["rows"][0]["printed"],
                             {"from": "2024-02-20", "until": "2024-03-03"}))
        claims.holds("a file that is not there is named, with the remedy", lambda:
                     refused("dates", folder / "nothing.txt", words=("nothing.txt", "--text")))
        claims.holds("a --published that is no day is refused", lambda:
                     refused("dates", "x", "--published", "2024-03", words=("--published", "2024-03-22")))
        claims.holds("every command's --help names its options", lambda:
                     None if all(word in plain("timeline", "--help") for word in
                                 ("--by", "--grain", "--from", "--until", "--near", "--quotes", "--json"))
                     and all(word in plain("dates", "--help") for word in ("--published", "--style", "--json", "--text"))
                     else "an option is missing")
    claims.finish()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
