#!/usr/bin/env python3
"""What must hold on five real scraped articles: must_hold.py QUOTH SHARED

SHARED holds seeds/*.txt and seeds-published.csv; they belong to their publishers, so they lie beside
the project and not in it. Without them this test skips (exit code 77).
"""

import csv
import html
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "command_line"))
import quotation_rows  # noqa: E402
from quoth_command import Claims, Quoth  # noqa: E402

NAMES = [  # query, exactly these articles
    ("name:Zelenskyy", "001 002 003 004"),
    ("name:Zelensky", "001 002 003 004"),
    ("name:Selenskyj", "001 002 003 004"),
    ("name:Зеленський", "001 002 003 004"),
    ("name:Witkoff", "003 004"),
    ("name:Witkov", "003 004"),
    ("name:Lukashenko", "000 004"),
    ('name:"Kirill Dmitriev"', "003 004"),
    ("name:Kyiv", "000 001 002"),
    ("name:Shapovalova", "003"),
    ("name:Shapovarova", "003"),
    ('name:"Julia Shapovalova"', "003"),
    ("name:Putin", "000 001 002 003 004"),
    ("name:Путин", "000 001 002 003 004"),
    ("name:Трамп", "001 003 004"),
    ("person:Trump", "001 003 004"),
    ("person:Biden", "000 001 002 003"),
    ('person:"Volodymyr Zelenskyy"', "001 002 003 004"),
    ("name:Lukashenka", "000 004"),
    ("name:Лукашенко", "000 004"),
    ("name:Lavrov", "000 003"),
    ('name:"D. Peskov"', "002 003"),
    ('name:"Дмитрий Песков"', "002 003"),
    ('name:"D. Zelensky"', ""),  # he is Volodymyr
    ("place:Kiev", "000 001 002"),
    ("place:Киев", "000 001 002"),
    ("place:Turkey", "003"),  # misspelt there
    ("place:Türkiye", "003"),
    ("place:Enerhodar", "002"),
    ("place:Energodar", "002"),
    ("place:Донецьк", "001"),
    ('place:"St. Petersburg"', "003"),
    ('place:"Saint Petersburg"', "003"),
    ("place:Britain", "002"),
    ('place:"United States"', "000 001 003 004"),
    ("name:США", "000 001 003 004"),
    ("org:NATO", "002 003"),
    ("name:НАТО", "002 003"),
    ('org:"North Atlantic Treaty Organization"', "002 003"),
    ("org:UN", "002"),
    ("org:ООН", "002"),
    ("name:EU", "000"),  # and not the États-Unis
    ("org:TASS", "002 003"),
    ("org:Bloomberg", "001 002 004"),  # signs 001's post, heads 002's text, reports in 004
]

LISTED = [  # the name of one entry of `quoth names`, its articles, spellings that no other entry has
    ("Putin", 5, ["Vladimir Putin"]),
    ("Zelensk", 4, ["Volodymyr Zelenskyy", "Volodymyr Zelenskiy", "Voldy Mie Zelensky", "Zelensky"]),
    ("Trump", 3, ["Donald Trump"]),
    ("Witko", 2, ["Steve Witkoff", "Steve Witkov"]),
    ("Lukashenk", 2, ["Alexander Lukashenka", "Alexander Lukashenko"]),
    ("Dmitriev", 2, ["Kirill Dmitriev", "Kiril Dmitriev"]),
    ("Shapova", 1, ["Julia Shapovalova", "Shapovarova"]),
    ("Ky", 3, ["Kyiv", "Kiev"]),
    ("United States", 4, ["US", "U.S."]),
    ("North Atlantic Treaty Organi", 2, ["NATO", "Nato"]),
]

QUOTATIONS = [  # query, article, words of the quotation, its speaker, who passed it on
    ('by:Putin said:"certain positive developments"', "000", "certain positive developments", "Putin", None),
    ('by:Putin said:"massive blow"', "000", "massive blow", "Putin", None),
    ('by:Peskov said:"no breakthrough"', "002", "no breakthrough", "Peskov", None),
    ("by:Medinsky", "002", "most important conditions", "Medinsky", "tass"),
    ("by:Zelensky said:guarantees", "001", "security guarantees", "Zelensk", None),
    ("by:Ushakov", "004", "signals", "Ushakov", None),
    ('by:Trump said:"Too many are dying"', "003", "Too many are dying", "Trump", None),
]

# Why too little indirect speech is found; empty once five in six are.
MISSED_INDIRECT = ""

DATES = [  # query, an article it must find
    ("when:2022-03-10", "000"),
    ("when:2022-03-31", "002"),
    ("when:2025-08-08", "004"),
    ('when:"March 2025"', "003"),
]

RANKED = [  # query, the article that must come first
    ("massive blow", "000"),
    ("security guarantees", "001"),
    ('"temporary ceasefire" moratorium on air strikes', "004"),
    ("refugees humanitarian corridors when:2022-03", "002"),
    ("tariffs name:Witkoff", "003"),
]

def plain(snippet):
    """The text of an HTML snippet, on one line."""
    return " ".join(html.unescape(re.sub("<[^>]*>", "", snippet)).split())


def marked(snippet):
    """What a snippet marks, in lower case, in order."""
    return [html.unescape(text).lower() for text in re.findall("<mark>(.*?)</mark>", snippet, re.DOTALL)]


def main(quoth_path, shared):
    seeds = pathlib.Path(shared) / "seeds"
    files = sorted(seeds.glob("*.txt")) if seeds.is_dir() else []
    if not files:
        print(f"skipped: there are no articles in {seeds}")
        sys.exit(77)
    published = pathlib.Path(shared) / "seeds-published.csv"
    with published.open(newline="", encoding="utf-8") as lines:
        true_day = {row["id"]: row["published"] for row in csv.DictReader(lines)}
    full_id = {path.name[:3]: path.name for path in files}
    claims = Claims()

    with tempfile.TemporaryDirectory() as folder:
        bare = Quoth(quoth_path, f"{folder}/bare.quoth")
        quoth = Quoth(quoth_path, f"{folder}/dated.quoth")

        def indexed(which, *more):
            done = which.run("index", "--xapian", seeds, *more)
            return done.returncode and f"exit code {done.returncode}: {done.stderr.decode(errors='replace')}"

        claims.holds("bare: indexed", indexed, bare)
        claims.holds("with metadata: indexed", indexed, quoth, "--metadata", published)

        def stated_day(name):
            hits = {hit["id"]: hit["published"] for hit in bare.search("*")["hits"]}
            right = hits[name] == true_day[name] if name[:3] == "001" else hits[name] in (None, true_day[name])
            return None if right else f"it says {hits[name]}, the true day is {true_day[name]}"

        def stated_interval(path):
            said = bare.annotate([{"id": path.name, "text": path.read_text(encoding="utf-8")}])[0].get("published")
            if said is None:
                return "it says nothing" if path.name[:3] == "001" else None
            if not (said["from"] <= true_day[path.name] < said["until"]):
                return f"the true day {true_day[path.name]} is outside {said}"
            return None if said.get("evidence") else f"no evidence given: {said}"

        for path in files:
            claims.holds(f"bare: {path.name[:3]} is found with its true day or none", stated_day, path.name)
            claims.holds(f"bare: {path.name[:3]} states an interval with its true day, and why, or nothing",
                         stated_interval, path)

        def finds(query, expected):
            found = {name[:3] for name in quoth.ids(query)}
            return None if found == set(expected.split()) else f"found {' '.join(sorted(found)) or 'nothing'}"

        for query, expected in NAMES:
            claims.holds(f"{query}  ->  exactly {expected}", finds, query, expected)

        listed = json.loads(quoth.run("names", "--json", "--limit", "1000").stdout)["names"]

        def one_entry(part, articles, spellings):
            entries = [{entry["name"], *(variant["spelling"] for variant in entry["variants"])}
                       for entry in listed if part in entry["name"]]
            counts = [entry["articles"] for entry in listed if part in entry["name"]]
            if len(entries) != 1 or counts != [articles]:
                return f"entries {entries} in {counts} articles"
            missing = set(spellings) - entries[0]
            return f"without {sorted(missing)}" if missing else None

        for part, articles, spellings in LISTED:
            claims.holds(f"names: one entry for {spellings[0]}, in {articles} articles", one_entry,
                         part, articles, spellings)

        def both_spellings():
            text = (seeds / full_id["003"]).read_text(encoding="utf-8")
            record = {"id": "003", "text": text, "published": true_day[full_id["003"]]}
            found = quoth.annotate([record])[0]
            clusters = {mention.get("entity") for mention in found["mentions"]
                        if "Shapova" in text[mention["start"]:mention["end"]] and mention["form"] == "name"}
            return None if len(clusters) == 1 else f"the spellings are of {len(clusters)} entities"

        claims.holds("003: Shapovalova and Shapovarova are one entity", both_spellings)

        def quoted(query, article, words, speaker, via):
            for name, said in quoth.quotations(query):
                if name[:3] == article and words.lower() in " ".join(said["text"].split()).lower():
                    if speaker.lower() not in (said["speaker"] or "").lower():
                        return f"its speaker is {said['speaker']}"
                    channels = [str(channel).lower() for channel in said.get("via") or []]
                    if via and not any(via in channel for channel in channels):
                        return f"it came by {channels or 'nobody'}"
                    return None
            return f"found {quoth.quotations(query) or 'nothing'}"

        for query, article, words, speaker, via in QUOTATIONS:
            claims.holds(f"{query}  ->  {article} “{words}” by {speaker}" + (f", via {via.upper()}" if via else ""),
                         quoted, query, article, words, speaker, via)
        claims.holds('by:Lukashenko said:"positive developments"  ->  nothing', lambda:
                     quoth.ids('by:Lukashenko said:"positive developments"'))

        def record(path):
            title, body = quotation_rows.split_title(path.read_text(encoding="utf-8"))
            return {"id": path.name[:3], "title": title, "body": body, "published": true_day[path.name]}

        rows = list(quotation_rows.rows_of(pathlib.Path(__file__).with_name("expected_quotations.tsv")))
        read = quotation_rows.Articles(bare, [record(path) for path in files])
        in_marks = [row for row in rows if row.kind != "indirect"]
        for row in in_marks:
            if row.why_open:
                claims.stays_open(row.shown, row.why_open, lambda: read.difference(row))
            else:
                claims.holds(row.shown, read.difference, row)
        for path in files:
            claims.holds(f"{path.name[:3]}: no other direct or mixed quotations", read.others, in_marks, path.name[:3])

        def five_in_six():
            indirect = [row for row in rows if row.kind == "indirect"]
            missed = [f"{row.shown}: {why}" for row in indirect if (why := read.difference(row))]
            print(f"      indirect speech with its speaker: {len(indirect) - len(missed)} of {len(indirect)}")
            return "\n      ".join(missed) if 6 * (len(indirect) - len(missed)) < 5 * len(indirect) else None

        if MISSED_INDIRECT:
            claims.stays_open("of indirect speech five in six have their speaker", MISSED_INDIRECT, five_in_six)
        else:
            claims.holds("of indirect speech five in six have their speaker", five_in_six)

        for query, article in DATES:
            claims.holds(f"{query}  ->  {article}", lambda: None if full_id[article] in (found := quoth.ids(query))
                         else f"found {found or 'nothing'}")
        for query, article in RANKED:
            claims.holds(f"{query}  ->  {article} first", lambda: None
                         if (found := quoth.ids(query))[:1] == [full_id[article]] else f"found {found or 'nothing'}")

        def snippet(query, shown, allowed):
            text = quoth.search(query)["hits"][0]["snippet"]
            if shown not in plain(text):
                return f"the snippet is {text!r}"
            wrong = [mark for mark in marked(text) if not re.fullmatch(allowed, mark)]
            return f"marked are {marked(text)}" if wrong or not marked(text) else None

        claims.holds("massive blow: the first snippet marks these words and no other", snippet,
                     "massive blow", "massive blow", "massive|blow|massive blow")
        claims.holds("security guarantees: the first snippet marks words of these stems and no other", snippet,
                     "security guarantees", "security guarantees", "(secur(e|ed|ity)|guarantee[sd]?| )+")
        claims.holds("name:Shapovalova: the snippet marks the name in either spelling and nothing else", snippet,
                     "name:Shapovalova", "Shapova", "(julia )?shapova[lr]ova")

        def reads(tool, *arguments):
            path = shutil.which(tool)
            if not path:
                return f"{tool} is not installed (apt-get install xapian-tools)"
            segments = sorted(quoth.index.glob("segments/*/*.glass"))
            if not segments:
                return "the index has no segments/*/*.glass"
            for segment in segments:
                done = subprocess.run([path, *arguments, segment], capture_output=True, text=True, check=False)
                if done.returncode:
                    return f"{tool} {segment.name}: {done.stdout}{done.stderr}"
            return None

        claims.holds("xapian-delve reads every segment", reads, "xapian-delve")
        claims.holds("xapian-check reads every segment", reads, "xapian-check")
        claims.holds("quoth verify finds both whole", lambda: "".join(
            done.stdout.decode() + done.stderr.decode()
            for done in (bare.run("verify"), quoth.run("verify")) if done.returncode))
    claims.finish()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
