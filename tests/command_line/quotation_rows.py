"""Holds articles to a table of the quotations that must be read in them.

A row is an article's id and some words of it ("#2": the second time they stand there), and then, each behind a tab:

  kind     direct, mixed or indirect; "quoted" for one of the first two; "*" for what may be read either way
  speaker  a part of the name, or of the words that the text has for somebody not named ("?aide"); "A & B" for all who
           speak; "A|B" for either; "?" for nobody
  via      who passed it on, from the speaker outwards, as "A > B"; "-" for nobody
  stance   asserted, denied or hypothetical
  said     2024-03-20, 2024-03, 2024 or 2024-03-18..2024-03-24; "-" where no day is known

Anything but the kind may be "*": it does not matter. A row whose kind is "-" has no more columns: the words stand in no direct or mixed
quotation. A last column says why a row is still open: its answer is wrong today.
"""

import calendar
import dataclasses
import datetime
import re

from quoth_command import Failure

KINDS = ("direct", "mixed", "indirect", "quoted", "*", "-")
COLUMNS = 7


@dataclasses.dataclass(frozen=True)
class Row:
    article: str
    words: str
    nth: int
    kind: str
    speaker: str = "*"
    via: str = "*"
    stance: str = "*"
    said: str = "*"
    why_open: str = ""

    @property
    def shown(self):
        words = f"“{self.words}”" + (f" ({self.nth})" if self.nth > 1 else "")
        if self.kind == "-":
            return f"{self.article}: {words} is no quotation"
        rest = "  ".join(part for part in (self.speaker, "via " + self.via, self.stance, self.said)
                         if not part.endswith("*") and part != "via -")
        return f"{self.article}: {words}  ->  {self.kind}  {rest}".rstrip()


def rows_of(path):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        columns = line.split("\t")
        kind = columns[2] if len(columns) > 2 else ""
        least = 3 if kind == "-" else COLUMNS
        if kind not in KINDS or len(columns) not in (least, least + 1):
            raise Failure(f"{path.name}:{number} is no row: {line!r}")
        words, _, nth = columns[1].partition("#")
        why_open = columns[least] if len(columns) > least else ""
        yield Row(columns[0], words, int(nth or 1), *columns[2:least], why_open=why_open)


def split_title(text):
    """(title, body) of a text file as the command reads it: a first line of a few words that does not end like a sentence."""
    begin = len(text) - len(text.lstrip(" \t\r\n"))
    end = text.find("\n", begin)
    line = text[begin:end].rstrip(" \r\t")
    rest = text[end:].lstrip("\r\n")
    headline = (end > 0 and len(text[begin:end].encode()) <= 200 and line[-1] not in ".,;:-" and line[0] != '"'
                and line.count(" ") >= 2 and rest)
    return (line, rest) if headline else ("", text)


def interval_of(said):
    """The half-open days that a row's day means."""
    first, _, last = said.partition("..")

    def ends(iso):
        parts = [int(part) for part in iso.split("-")]
        year, month, day = (parts + [0, 0])[:3]
        if day:
            return datetime.date(year, month, day), datetime.date(year, month, day)
        if month:
            return datetime.date(year, month, 1), datetime.date(year, month, calendar.monthrange(year, month)[1])
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)

    until = ends(last or first)[1] + datetime.timedelta(days=1)
    return {"from": ends(first)[0].isoformat(), "until": until.isoformat()}


def days_of(said):
    """The whole days of an interval that may begin or end within one."""
    if said is None:
        return None
    until, _, clock = said["until"].partition("T")
    if clock:
        until = (datetime.date.fromisoformat(until) + datetime.timedelta(days=1)).isoformat()
    return {"from": said["from"].partition("T")[0], "until": until}


class Articles:
    """What `quoth annotate` reads in some articles: records with "id", "title", "body" and what else it takes."""

    def __init__(self, quoth, records):
        records = list(records)
        self.texts = {r["id"]: (r["title"] + "\n\n" if r.get("title") else "") + r["body"] for r in records}
        self.found = {line["id"]: line["quotations"] for line in quoth.annotate(records)}

    def place_of(self, row):
        if row.article not in self.texts:
            raise Failure(f"there is no article {row.article}")
        pattern = r"\s+".join(re.escape(word) for word in row.words.split())
        places = list(re.finditer(pattern, self.texts[row.article]))
        if len(places) < row.nth:
            raise Failure(f"these words do not stand there {row.nth} times")
        return places[row.nth - 1].span()

    def covering(self, row):
        """The quotations that hold the words, the innermost first; of those in marks only what stands inside the marks counts."""
        begin, end = self.place_of(row)
        out = []
        for q in self.found[row.article]:
            spans = q["quoted"] if q["quoted"] and row.kind != "indirect" else [(q["start"], q["end"])]
            kinds = ("indirect",) if row.kind == "indirect" else ("direct", "mixed")
            if q["kind"] in kinds and any(a <= begin and end <= b for a, b in spans):
                out.append(q)
        return sorted(out, key=lambda q: q["end"] - q["start"])

    def difference(self, row):
        """None when the row holds; else how the words are read."""
        found = self.covering(row)
        if row.kind == "*":
            return None
        if row.kind == "-":
            return f"read as {described(found[0])}" if found else None
        if not found:
            return "no such quotation"
        q = found[0]
        right = ((row.kind == "quoted" or q["kind"] == row.kind)
                 and speakers_are(q["speakers"], row.speaker) and channels_are(q["via"], row.via)
                 and row.stance in ("*", q["stance"])
                 and (row.said == "*" or days_of(q["said"]) == (None if row.said == "-" else interval_of(row.said))))
        return None if right else f"read as {described(q)}"

    def others(self, rows, article):
        """Direct and mixed quotations of the article that no row speaks of; None where there are none."""
        places = [self.place_of(row) for row in rows if row.article == article and row.kind != "indirect"]
        text = self.texts[article]
        more = [q for q in self.found[article] if q["kind"] != "indirect" and
                not any(q["start"] <= begin and end <= q["end"] for begin, end in places)]
        return "; ".join(f"“{' '.join(text[q['start']:q['end']].split())}” {described(q)}" for q in more) or None


def described(q):
    who = " & ".join(s["name"] + (" (anonymous)" if s["status"] == "anonymous" else "") for s in q["speakers"])
    via = " > ".join(s["name"] for s in q["via"])
    said = q["said"] and f"{q['said']['from']}/{q['said']['until']}"
    return f"{q['kind']} by {who or 'nobody'}{via and ' via ' + via}, {q['stance']}, {said} [{q['rule']}]"


def is_named(speaker, wanted):
    """Whether any of the spellings "A|B" is a part of the speaker's name, or of what the text has in its place."""
    anonymous = wanted.startswith("?")
    words = f"{speaker['name']} {speaker.get('text', '')}".lower()
    status_right = not anonymous or speaker["status"] == "anonymous"
    return status_right and any(name.lower() in words for name in wanted.lstrip("?").split("|"))


def speakers_are(speakers, wanted):
    if wanted == "*":
        return True
    if wanted == "?":
        return all(s["status"] == "unknown" for s in speakers)
    names = wanted.split(" & ")
    return len(names) == len(speakers) and all(any(is_named(s, name) for s in speakers) for name in names)


def channels_are(via, wanted):
    if wanted == "*":
        return True
    names = [] if wanted == "-" else wanted.split(" > ")
    return len(names) == len(via) and all(is_named(s, name) for s, name in zip(via, names))
