"""An annotated text as plain values: what `quoth annotate --jsonl` writes."""


_TYPES = {"person": "PER", "organisation": "ORG", "place": "LOC"}


def annotated_to_dict(self):
    """Plain values, as `quoth annotate --jsonl` writes them, with offsets in code points."""
    out = {"id": self.id, "published": None}
    if self.published is not None:
        out["published"] = {"from": self.published.interval.start, "until": self.published.interval.end,
                            "how": self.published.how, "confidence": _rounded(self.published.confidence),
                            "evidence": list(self.published.evidence)}
    out["dates"] = [_date(t) for t in self.dates]
    out["mentions"] = [_mention(m) for m in self.names]
    out["entities"] = [{"id": e.index, "type": _TYPES[e.type], "name": e.name, "variants": list(e.variants),
                        "roles": list(e.roles)} for e in self.entities]
    out["quotations"] = [_quotation(q) for q in self.quotations]
    return out


def _rounded(value):
    return round(value, 6)


def _interval(interval):
    return None if interval is None else {"from": interval.start, "until": interval.end}


def _date(t):
    out = {"start": t.start, "end": t.end, "type": t.type, "value": t.value}
    out.update((key, value) for key, value in (("mod", t.mod), ("quant", t.quant), ("freq", t.freq)) if value)
    out["from"] = None if t.interval is None else t.interval.start
    out["until"] = None if t.interval is None else t.interval.end
    if t.anchor is not None:
        out["anchor"] = t.anchor.start
    out["rule"] = t.rule
    return out


def _mention(m):
    out = {"start": m.start, "end": m.end, "type": _TYPES[m.type], "form": m.form}
    if m.entity is not None:
        out["entity"] = m.entity.index
    out["rule"] = m.rule
    return out


def _speaker(s):
    out = {"start": s.start, "end": s.end, "text": s.text}
    if s.entity is not None:
        out["entity"] = s.entity.index
    out["name"] = s.name
    out["status"] = s.status
    return out


def _quotation(q):
    out = {"id": q.index, "parent": None if q.parent is None else q.parent.index, "group": q.group,
           "start": q.start, "end": q.end, "kind": q.kind, "quoted": [list(span) for span in q.quoted],
           "speakers": [_speaker(s) for s in q.speakers], "via": [_speaker(s) for s in q.via]}
    if q.cue_span is not None:
        out["cue"] = {"start": q.cue_span[0], "end": q.cue_span[1]}
    out.update(stance=q.stance, said=_interval(q.said), confidence=_rounded(q.confidence), rule=q.rule)
    return out
