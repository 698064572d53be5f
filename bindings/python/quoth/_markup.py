"""HTML in pieces: escaping, and the frame with the style that every picture of a value shares.

Whatever a text holds, it comes out as text. An output stands alone: no script, no address that is fetched, and a style
whose rules reach nothing but what is inside the frame.
"""
import html
import re

from . import _palette

# What turns the direction of writing for all that follows, and what no HTML document may hold. Marks that only lean on
# their neighbours (U+200E, U+200F, U+061C) and joiners belong to the writing of many languages and stay.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BREAKS = str.maketrans({"\r": " ", "\u0085": " ", "\u2028": " ", "\u2029": " "})

_WEB = re.compile(r"https?://[^\s\\\"'<>`]+\Z", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}\Z")


def escaped(text):
    """`text` as HTML, safe in content and in attributes; characters that are no text are shown as U+FFFD, and those
    that turn the direction of writing are left out."""
    return html.escape(_FORBIDDEN.sub("\ufffd", _TURNING.sub("", str(text).translate(_BREAKS))))


def isolated(text):
    """The same in an element of its own direction: a name from right to left does not turn what stands round it."""
    return f"<bdi>{escaped(text)}</bdi>"


def prefixed(classes):
    """The value of a class attribute: each with the prefix that keeps it apart from the page's own."""
    return " ".join("quoth-" + re.sub("[^a-z-]", "", c) for c in classes)


def tag(name, content, *classes, **attributes):
    """`<name class=…>content</name>`. `content` is HTML already; attribute values are escaped here, those that are None
    are left out."""
    out = [f"<{name}"]
    if classes:
        out.append(f' class="{prefixed(classes)}"')
    for key, value in attributes.items():
        if value is not None:
            out.append(f' {key}="{escaped(value)}"')
    out.append(f">{content}</{name}>")
    return "".join(out)


def link(url, content):
    """`content` (HTML) linked to `url` where that is an address of the web; anything else is no link."""
    if url and len(url) <= 2000 and _WEB.match(url):
        return tag("a", content, "a", href=url, rel="noopener noreferrer", target="_blank")
    return content


def language(lang):
    """`lang` as the value of an attribute; None where it is no language tag."""
    return lang if lang and _LANGUAGE.match(lang) else None


def marked(text, marks):
    """`text` with <mark> around each (start, end) of `marks`: code points, sorted, apart."""
    out, at = [], 0
    for start, end in marks:
        start, end = max(start, at), min(end, len(text))
        if start < end:
            out += [escaped(text[at:start]), "<mark>", escaped(text[start:end]), "</mark>"]
            at = end
    out.append(escaped(text[at:]))
    return "".join(out)


def joined(parts, separator=" · "):
    """The parts (HTML) that are not empty, with a separator between them."""
    return separator.join(part for part in parts if part)


def days_told(interval):
    """Its name; "" where it spans so many years that it tells a reader nothing, as that of an article without any date."""
    if interval is None or interval.first is None or interval.last is None or interval.last.year - interval.first.year > 10:
        return ""
    return str(interval)


def counted(number, one, many=None):
    """"1 article", "12,345 articles"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _properties(palette):
    return "".join(f"--{role}:{colour};" for role, colour in palette.items())


# Where a page says by itself that it is dark or light, that holds; else what the reader's system prefers.
_DARK_PAGES = ("body[data-jp-theme-light=false]", "html[data-theme=dark]", "body[data-theme=dark]", "html[theme=dark]",
               "body.vscode-dark", "body.vscode-high-contrast:not(.vscode-high-contrast-light)")
_LIGHT_PAGES = ("body[data-jp-theme-light=true]", "html[data-theme=light]", "body[data-theme=light]",
                "html[theme=light]", "body.vscode-light", "body.vscode-high-contrast-light")


def _schemes():
    dark = "color-scheme:dark;" + _properties(_palette.DARK)
    light = "color-scheme:light;" + _properties(_palette.LIGHT)
    return (f".quoth{{{light}}}\n@media (prefers-color-scheme:dark){{.quoth{{{dark}}}}}\n"
            + ",".join(f"{page} .quoth" for page in _DARK_PAGES) + f"{{{dark}}}\n"
            + ",".join(f"{page} .quoth" for page in _LIGHT_PAGES) + f"{{{light}}}\n")


# A notebook holds many outputs, and each brings this style again: a part's rule must win over one of the frame that comes
# after it, so its selector is the more specific one wherever both say something.
_FRAME = """
.quoth{background:var(--ground);color:var(--ink);font:16px/1.6 Charter,"Bitstream Charter","Source Serif 4","Source Serif Pro",
"Sitka Text",Cambria,"Noto Serif",Georgia,serif;max-width:46em;padding:1em 1.25em;margin:.25em 0;border:1px solid var(--line);
border-radius:6px;box-sizing:border-box;text-align:start;overflow-wrap:anywhere;
overflow-x:auto}
.quoth *{box-sizing:border-box}
.quoth p,.quoth .quoth-items.quoth-items,.quoth blockquote{margin:0;padding:0;border:0;color:inherit;list-style:none;
font-size:inherit;line-height:inherit;text-align:start}
.quoth a.quoth-a:any-link{color:inherit;text-decoration:underline 1px var(--quiet);text-underline-offset:.18em}
.quoth a.quoth-a:any-link:hover{text-decoration-color:currentColor}
.quoth mark{background:var(--mark);color:inherit;padding:0 .1em;border-radius:2px;-webkit-box-decoration-break:clone;
box-decoration-break:clone;text-decoration:underline 1px;text-underline-offset:.2em}
.quoth .quoth-small,.quoth summary{font:13px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;
color:var(--quiet);font-variant-numeric:tabular-nums}
.quoth .quoth-said+p,.quoth p+p{margin-top:.2em}
.quoth .quoth-head{margin-bottom:.9em}
.quoth .quoth-head b{color:var(--ink)}
.quoth b{font-weight:600}
.quoth .quoth-title{font-size:1.06em;line-height:1.35}
.quoth .quoth-flag{color:var(--accent);font-weight:600}
.quoth .quoth-note{margin-top:.5em}
.quoth .quoth-day{white-space:nowrap}
.quoth summary{cursor:pointer;margin:.4em 0 .2em}
.quoth .quoth-items+details>summary{margin:1em 0}
.quoth .quoth-items>li{padding:.85em 0;border-top:1px solid var(--line);margin:0}
.quoth .quoth-items>li:first-child{border-top:0;padding-top:0}
.quoth .quoth-items>li:last-child{padding-bottom:0}
"""

# A quotation with its speaker. The rule beside it says by its dashes, too, whether the words are the speaker's own.
_QUOTES = """
.quoth .quoth-said{margin:.45em 0 .2em;padding:0;padding-inline-start:.85em;border-inline-start:3px solid var(--bar)}
.quoth .quoth-said.quoth-mixed{border-inline-start-style:dashed}
.quoth .quoth-said.quoth-indirect{border-inline-start-style:dotted}
.quoth .quoth-round{color:var(--quiet)}
.quoth .quoth-who{color:var(--ink);font-weight:600}
"""

# A word diff: struck out what only the print has, underlined what only the text asked has; outlined what turns the sense.
_DIFF = """
.quoth ins,.quoth del{padding:.05em .2em;border-radius:3px;-webkit-box-decoration-break:clone;box-decoration-break:clone}
.quoth ins{background:var(--added);color:var(--added-ink);text-decoration:underline 2px;text-underline-offset:.2em}
.quoth del{background:var(--missing);color:var(--missing-ink);text-decoration:line-through 1.5px}
.quoth .quoth-turning{box-shadow:0 0 0 1.5px currentColor;font-weight:600}
.quoth .quoth-aside{color:var(--quiet);background:none}
"""

_CHECK = """
.quoth .quoth-verdict{display:inline-block;font:600 13px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;
padding:.1em .65em;border-radius:1em;border:1.5px solid currentColor;margin-inline-end:.25em}
.quoth .quoth-good{background:var(--good);color:var(--good-ink)}
.quoth .quoth-warn{background:var(--warn);color:var(--warn-ink)}
.quoth .quoth-open{color:var(--ink)}
.quoth .quoth-items.quoth-items.quoth-sources{margin-top:1.1em}
.quoth .quoth-sources.quoth-items>li:first-child{border-top:1px solid var(--line);padding-top:.85em}
.quoth .quoth-asked{font-size:1.12em;line-height:1.45;margin-bottom:.5em}
"""

# The printings of a trail hang on a rail, oldest first.
_TRAIL = """
.quoth .quoth-rail.quoth-items>li{border-top:0;border-inline-start:2px solid var(--line);padding:0 0 1.3em;
padding-inline-start:1.3em;margin-inline-start:.35em;position:relative}
.quoth .quoth-rail.quoth-items>li:last-child{border-inline-start-color:transparent;padding-bottom:0}
.quoth .quoth-rail>li::before{content:"";position:absolute;inset-inline-start:-7px;top:.32em;width:12px;height:12px;
border-radius:50%;background:var(--bar);border:2px solid var(--ground)}
.quoth .quoth-rail>li:not(:first-child)::before{background:var(--ground);border-color:var(--bar)}
"""

_TABLE = """
.quoth table{border-collapse:collapse;width:100%;margin:0;font-size:15px;border:0;table-layout:auto}
.quoth tr{border:0;border-top:1px solid var(--line)}
.quoth th,.quoth td{background:var(--ground);text-align:start;vertical-align:baseline;padding:.3em .9em .3em 0;border:0;
white-space:normal;max-width:none;overflow-wrap:break-word}
.quoth thead tr{border-top:0}
.quoth th{font:600 13px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;color:var(--quiet);padding-top:0}
.quoth .quoth-number,.quoth .quoth-when{font-variant-numeric:tabular-nums lining-nums;white-space:nowrap}
.quoth td.quoth-number,.quoth th.quoth-number{text-align:end}
.quoth .quoth-scale{width:16%;min-width:4.5em}
.quoth .quoth-bar{display:block;height:.7em;min-width:2px;border-radius:0 2px 2px 0;background:var(--bar)}
.quoth .quoth-longer .quoth-bar{background:none;border:1.5px dashed var(--bar)}
.quoth th.quoth-part{padding-top:1.6em}
.quoth td.quoth-wide{width:52%}
"""

# Marked text. Who and what is told apart by the line below as well as by colour: a person's is solid, an organisation's
# double, a place's dotted; dates are framed; the rule under a quotation is solid, dashed or dotted by its kind.
_TEXT = """
.quoth .quoth-text{margin:0 0 .75em;line-height:1.85}
.quoth .quoth-text:last-child{margin-bottom:0}
.quoth .quoth-text.quoth-title{font-size:1.3em;line-height:1.5;margin-bottom:.6em}
.quoth .quoth-person,.quoth .quoth-organisation,.quoth .quoth-place{text-decoration:underline 1.5px;text-underline-offset:.17em;
text-decoration-skip-ink:none}
.quoth .quoth-person{color:var(--person)}
.quoth .quoth-organisation{color:var(--organisation);text-decoration-style:double;text-decoration-thickness:1px}
.quoth .quoth-place{color:var(--place);text-decoration-style:dotted}
.quoth .quoth-date{text-decoration:none;color:var(--date);border:1px solid currentColor;border-radius:3px;padding:0 .18em;
-webkit-box-decoration-break:clone;box-decoration-break:clone}
.quoth .quoth-quote{font-style:normal;padding:.08em 0 .1em;border-bottom:2px solid var(--bar);-webkit-box-decoration-break:clone;
box-decoration-break:clone}
.quoth .quoth-quote.quoth-direct{background:var(--direct)}
.quoth .quoth-quote.quoth-mixed{background:var(--mixed);border-bottom-style:dashed}
.quoth .quoth-quote.quoth-indirect{background:var(--indirect);border-bottom-style:dotted}
.quoth .quoth-by{font:600 12px/1 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;color:var(--accent);
-webkit-user-select:none;user-select:none}
.quoth .quoth-key{display:flex;flex-wrap:wrap;gap:.3em 1.1em;margin-bottom:1.1em}
"""

_STYLES = {"quotes": _QUOTES, "diff": _DIFF, "check": _CHECK, "trail": _TRAIL, "table": _TABLE, "text": _TEXT}


def framed(content, *styles):
    """`content` (HTML) in the frame, with the style of the frame and of the parts named."""
    css = _schemes() + _FRAME + "".join(_STYLES[name] for name in styles)
    return f'<div class="quoth"><style>{css.strip()}</style>{content}</div>'
