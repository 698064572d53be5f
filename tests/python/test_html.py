"""What a notebook shows is readable, whole, and nothing but our own markup, whatever the texts hold."""
import html.parser
import os
import random
import re
import sys
import unittest

import quoth
from quoth import _html, _markup, _marked_text, _palette

import stand_ins
import tell

HOSTILE = (
    "<script>alert(1)</script>",
    "</style></div><img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)\" x=\"",
    "' style='background:url(http://evil.example/)' y='",
    "javascript:alert(1)",
    "https://evil.example/\"><script>",
    "&lt;b&gt; &amp;amp; &#60;i&#62;",
    "<!-- --> <![CDATA[ ]]> <? ?>",
    "a\0b\x01c\x1b[31md\x7fe\x9bf",
    "left \u202eright\u202c \u2066lone\u2067 end",
    "lone \ud800 surrogate and \ufffe\uffff",
    "”“ “–” ‘’ «»„“ ",
    "de\" onload=\"x",
    "\u2028line\u2029paragraph\r\n\r\n\n",
    "🙂🏽 👩‍👩‍👧 עברית العربية 漢字",
)

TAGS = {"div", "style", "span", "p", "b", "em", "u", "small", "bdi", "mark", "blockquote", "ol", "ul", "li", "table", "thead",
        "tbody", "tr", "th", "td", "details", "summary", "ins", "del", "a"}
ATTRIBUTES = {
    "class": re.compile(r"quoth|quoth-[a-z-]*( quoth-[a-z-]*)*"),
    "title": re.compile(r"(?s).*"),
    "dir": re.compile("auto"),
    "lang": re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"),
    "href": re.compile(r"https?://[^\s\"'<>]*"),
    "rel": re.compile("noopener noreferrer"),
    "target": re.compile("_blank"),
    "style": re.compile(r"width:\d{1,3}%"),
    "colspan": re.compile("4"),
}
FORBIDDEN = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


class Reader(html.parser.HTMLParser):
    """Reads an output as a browser would: its elements must nest, and be ours. Keeps the style, and the text that
    stands outside of it, each character with the titles of the elements round it."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.style, self.characters, self.problems = [], "", [], []

    def handle_starttag(self, tag, attributes):
        if tag not in TAGS:
            self.problems.append(f"<{tag}>")
        for name, value in attributes:
            if name not in ATTRIBUTES or not ATTRIBUTES[name].fullmatch(value or ""):
                self.problems.append(f"{name}={value!r}")
        self.open.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        if not self.open or self.open[-1][0] != tag:
            self.problems.append(f"</{tag}>")
        else:
            self.open.pop()

    def handle_data(self, data):
        if self.open and self.open[-1][0] == "style":
            self.style += data
            return
        classes = {c for _, attributes in self.open for c in attributes.get("class", "").split()}
        titles = [attributes["title"] for _, attributes in self.open if "title" in attributes]
        self.characters += [(c, classes, titles) for c in data]

    def handle_comment(self, data):
        self.problems.append("a comment")

    def handle_decl(self, decl):
        self.problems.append("a declaration")

    def handle_pi(self, data):
        self.problems.append("an instruction")

    def unknown_decl(self, data):
        self.problems.append("a section")


def read(output):
    reader = Reader()
    reader.feed(output)
    reader.close()
    if reader.open:
        reader.problems.append(f"{reader.open[-1][0]} is not closed")
    return reader


def text_of(reader):
    return "".join(c for c, _, _ in reader.characters)


def cleaned(text):
    """What may be seen of a text: white space folded, characters that are none replaced, those that turn left out."""
    text = re.sub("[\u202a-\u202e\u2066-\u2069]", "", text)
    text = re.sub("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]", "\ufffd", text)
    return " ".join(text.split())


def renderer(name):
    return getattr(_html, name, None) or getattr(_marked_text, name)


class Safety(unittest.TestCase):
    def test_nothing_but_our_own_markup_comes_out_of_hostile_texts(self):
        for text in HOSTILE + ("".join(HOSTILE),):
            for name, values in stand_ins.one_of_each(text).items():
                for value in values:
                    with self.subTest(renderer=name, text=text):
                        output = renderer(name)(value)
                        output.encode("utf-8")
                        reader = read(output)
                        self.assertEqual(reader.problems, [])
                        self.assertIsNone(FORBIDDEN.search(output))

    def test_hostile_texts_are_shown_as_they_are(self):
        for text in HOSTILE:
            for name, values in stand_ins.one_of_each(text).items():
                for value in values:
                    with self.subTest(renderer=name, text=text):
                        self.assertIn(cleaned(text), cleaned(text_of(read(renderer(name)(value)))))

    def test_the_style_is_the_same_whatever_the_texts(self):
        for name, values in stand_ins.one_of_each("</style>{}\\").items():
            plain = stand_ins.one_of_each("plain")[name]
            for hostile, harmless in zip(values, plain):
                style = read(renderer(name)(hostile)).style
                self.assertEqual(style, read(renderer(name)(harmless)).style)
                for fetching in ("url(", "@import", "expression", "//"):
                    self.assertNotIn(fetching, style)

    def test_every_rule_of_the_style_stays_in_the_frame(self):
        for name, values in stand_ins.one_of_each("plain").items():
            style = read(renderer(name)(values[0])).style
            style = re.sub(r"@media \(prefers-color-scheme:dark\)\{(.*)\}\}", r"\1}", style)
            for rule in re.findall(r"([^{}]+)\{[^{}]*\}", style):
                for selector in rule.split(","):
                    self.assertRegex(selector.strip(), r"(^|[ \]])?\.quoth\b", rule)

    def test_no_rule_of_a_part_can_be_undone_by_the_frame_of_a_later_output(self):
        def selectors(style):
            return {s.strip() for rule in re.findall(r"([^{}]+)\{", style) for s in rule.split(",")}

        frame = selectors(_markup._FRAME)
        for name, style in _markup._STYLES.items():
            self.assertEqual(selectors(style) & frame, set(), name)

    def test_real_values_with_hostile_texts_are_safe_too(self):
        with quoth.Index.in_memory() as index:
            index.add([{"id": f"{i}{text}".encode("utf-8", "replace").decode(), "title": clean(text), "source": clean(text),
                        "url": clean(text), "published": "2024-03-01",
                        "body": f"“We mend the {clean(text)} pipe on 4 March,” Mayor Iryna Dovhan said on Friday. "
                                f"{clean(text)}\n\nShe denied that “the {clean(text)} pipe is old”."}
                       for i, text in enumerate(HOSTILE)])
            values = [index.search("pipe"), index.search("pipe")[0], index.quotes("by:Dovhan", limit=50),
                      index.check(f"We mend the {clean(HOSTILE[0])} pipe on 5 March"), index.trail("We mend the pipe"),
                      index.timeline("pipe", examples=3), index.names(), index.facets("pipe"),
                      index.quotes("by:Dovhan")[0].quotations[0], index.search("pippe <b>"), index.timeline("(<i>")]
            values += [quoth.annotate(clean(text) + " said Iryna Dovhan.", title=clean(text)) for text in HOSTILE]
            for value in values:
                output = value._repr_html_()
                reader = read(output)
                self.assertEqual(reader.problems, [], output)
                self.assertIsNone(FORBIDDEN.search(output))


def clean(text):
    """`text` as UTF-8 can hold it: an article is well-formed."""
    return text.encode("utf-8", "replace").decode("utf-8")


class MarkedText(unittest.TestCase):
    def characters(self, output):
        """(character, titles) of the article alone: no heads, no labels behind quotations."""
        return [(c, titles) for c, classes, titles in read(output).characters
                if "quoth-text" in classes and "quoth-by" not in classes]

    def test_each_mark_covers_its_span_and_the_text_is_whole(self):
        first = random.SystemRandom().randrange(2**32) if "QUOTH_TEST_SEED" not in os.environ else int(os.environ["QUOTH_TEST_SEED"])
        for seed in range(first, first + 300):
            value = stand_ins.random_annotated(seed)
            with self.subTest(seed=seed):
                output = _marked_text.annotated_html(value)
                self.assertEqual(read(output).problems, [])
                got = self.characters(output)
                lines = [(i, c) for i, c in enumerate(value.text) if c != "\n" and self.line_of(value.text, i).strip()]
                self.assertEqual("".join(c for c, _ in got), "".join(c for _, c in lines))
                for x in [*value.quotations, *value.names, *value.dates]:
                    name = x.speakers[0].name if hasattr(x, "speakers") else getattr(x, "name", None) or x.value
                    end = x.start + len(value.text[x.start:x.end].rstrip())
                    self.assertEqual([i for (i, _), (_, titles) in zip(lines, got) if any(re.search(name + r"\b", t) for t in titles)],
                                     [i for i, _ in lines if x.start <= i < end])

    @staticmethod
    def line_of(text, at):
        start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        return text[start:end if end >= 0 else len(text)]

    def test_a_speaker_stands_behind_each_quotation_once(self):
        text = "“One.\n\nTwo,” she said. “Three.”"
        quotes = [stand_ins.quote(text, 0, 12, "Ada Moss"), stand_ins.quote(text, 23, 31, "Ada Moss")]
        shown = text_of(read(_marked_text.annotated_html(stand_ins.annotated(text, quotes))))
        self.assertRegex(shown, r"Two,”\s—\sAda Moss she said. “Three.”\s—\sAda Moss$")

    def test_a_quotation_that_ends_in_white_space_has_its_label_behind_its_last_word(self):
        text = "“One.” \n\nTwo."
        shown = text_of(read(_marked_text.annotated_html(stand_ins.annotated(text, [stand_ins.quote(text, 0, 9, "Ada Moss")]))))
        self.assertRegex(shown, r"“One.”\s—\sAda Moss Two\.$")

    def test_a_denial_is_called_one(self):
        text = "“It leaks.”"
        quotes = [stand_ins.quote(text, 0, 11, "Ada Moss", stance="denied")]
        self.assertIn("Ada Moss, denied", text_of(read(_marked_text.annotated_html(stand_ins.annotated(text, quotes)))))

    def test_a_long_text_is_folded_at_a_paragraph_and_a_book_is_cut(self):
        text = "A paragraph of a long report.\n\n" * 1000
        output = _marked_text.annotated_html(stand_ins.annotated(text))
        self.assertIn("<summary>Go on reading: ", output)
        self.assertEqual(output.count("A paragraph of a long report."), 1000)
        book = "word " * 100_000
        output = _marked_text.annotated_html(stand_ins.annotated(book))
        self.assertIn("The last 400,000 characters are not shown.", output)
        self.assertLess(len(output), 150_000)

    def test_text_from_right_to_left_keeps_its_order_and_its_direction(self):
        text = "قالت إيرينا: «الماء حياة»."
        quotes = [stand_ins.quote(text, 13, 25, "إيرينا")]
        output = _marked_text.annotated_html(stand_ins.annotated(text, quotes, lang="ar"))
        self.assertIn('<p class="quoth-text" dir="auto" lang="ar">', output)
        self.assertIn("<bdi>إيرينا</bdi>", output)
        self.assertEqual("".join(c for c, _ in self.characters(output)), text)


class Contrast(unittest.TestCase):
    @staticmethod
    def luminance(colour):
        """Relative luminance of WCAG 2: https://www.w3.org/TR/WCAG21/#dfn-relative-luminance"""
        channels = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    def contrast(self, a, b):
        high, low = sorted((self.luminance(a), self.luminance(b)), reverse=True)
        return (high + 0.05) / (low + 0.05)

    def test_every_text_is_readable_on_every_ground_in_both_schemes(self):
        self.assertEqual(_palette.LIGHT.keys(), _palette.DARK.keys())
        self.assertAlmostEqual(self.contrast("#ffffff", "#000000"), 21)
        for palette in (_palette.LIGHT, _palette.DARK):
            for ink, grounds in _palette.TEXT_ON.items():
                for ground in grounds:
                    with self.subTest(ink=ink, ground=ground, palette=palette["ground"]):
                        self.assertGreaterEqual(self.contrast(palette[ink], palette[ground]), 4.5)

    def test_lines_that_tell_kinds_apart_are_seen(self):
        """Graphics need 3:1 (WCAG 2.1, 1.4.11)."""
        for palette in (_palette.LIGHT, _palette.DARK):
            for ground in ("ground", "direct", "mixed", "indirect"):
                self.assertGreaterEqual(self.contrast(palette["bar"], palette[ground]), 3)

    def test_the_style_uses_the_palette_and_no_colour_beside_it(self):
        for name, values in stand_ins.one_of_each("plain").items():
            style = read(renderer(name)(values[0])).style
            for palette in (_palette.LIGHT, _palette.DARK):
                for role, colour in palette.items():
                    self.assertIn(f"--{role}:{colour};", style)
            used = set(re.findall(r"var\(--([a-z-]+)\)", style))
            self.assertLessEqual(used, set(_palette.LIGHT))
            colours = set(re.findall(r"#[0-9a-f]{3,8}\b", style))
            self.assertEqual(colours, set(_palette.LIGHT.values()) | set(_palette.DARK.values()))


class Content(unittest.TestCase):
    def test_a_link_leads_to_the_web_or_nowhere(self):
        for url in ("https://courier.example/a?b=1&c=2#d", "http://x.example/ü"):
            self.assertIn('<a class="quoth-a" href="http', _markup.link(url, "x"))
        for url in ("javascript:alert(1)", "data:text/html,x", "//x.example", "file:///etc/passwd", " https://x", "ftp://x", "",
                    "https://x.example/a b", "https://x/" + "a" * 3000):
            self.assertEqual(_markup.link(url, "x"), "x")

    def test_a_diff_strikes_out_the_source_and_underlines_the_text(self):
        E = stand_ins.thing
        diff = [E(kind="same", asked="I", source="I", turning=False, marked=False),
                E(kind="left out", asked="", source="do not", turning=True, marked=False),
                E(kind="changed", asked="say", source="think", turning=False, marked=False),
                E(kind="left out", asked="", source="indeed", turning=False, marked=True),
                E(kind="left out", asked="", source="never", turning=True, marked=True)]
        check = stand_ins.thing(verdict="cut", text="I say", by="", attribution="not asked", summary="Cut: so.",
                                sources=[stand_ins.source("s", diff=diff)], more_sources=0, notes=[])
        output = _html.check_html(check)
        self.assertIn('I <del class="quoth-turning">do not</del> <del>think</del> <ins>say</ins> '
                      '<del class="quoth-aside">indeed</del> <del class="quoth-turning">never</del>', output)
        self.assertIn('cut</b> so.', output)

    def test_a_hit_of_quotations_shows_the_words_in_their_sentence(self):
        q = stand_ins.quotation("“We mend it,”", "Ada Moss", sentence="“We mend it,” Ada Moss said.", before="It broke.",
                                after="Nobody laughed.", marks=[(4, 8)])
        output = _html.quotation_html(q)
        self.assertIn("“We <mark>mend</mark> it,”", output)
        shown = text_of(read(output))
        self.assertRegex(shown, "It broke.*“We mend it,” Ada Moss said.*Nobody laughed")

    def test_an_article_of_which_no_day_is_known_is_undated(self):
        with quoth.Index.in_memory() as index:
            body = "“We mend it,” Ada Moss said."
            index.add([{"id": "a", "body": body}, {"id": "b", "body": body, "published": "2024-03-02"}])
            for id_, shown, hidden in (("a", "undated", r"\d\d\d\d"), ("b", "2024-03-02", "undated")):
                hit = next(h for h in index.search("mend") if h.id == id_)
                for value in (hit, index.annotations(id_)):
                    self.assertRegex(value._repr_html_(), shown)
                    self.assertNotRegex(text_of(read(value._repr_html_())), hidden)
            self.assertNotIn("said 1", index.annotations("a")._repr_html_())

    def test_of_many_hits_some_are_folded_and_the_rest_is_counted(self):
        def shown(number):
            found = stand_ins.Rows(stand_ins.hit(f"hit-{i}", quotations=[]) for i in range(number))
            found.__dict__.update(unit="articles", total=number, total_is_exact=True, query="", issues=[], notes=[],
                                  suggestions=[], people=[])
            output = _html.results_html(found)
            return output, text_of(read(output))

        output, text = shown(20)
        self.assertNotIn("<details>", output)
        output, text = shown(21)
        self.assertIn("<summary>1 more hit</summary>", output)
        self.assertIn("hit-20", text)
        output, text = shown(1203)
        self.assertIn("1,003 hits not shown here", text)
        self.assertIn("hit-199", text)
        self.assertNotIn("hit-200", text)

    def test_marks_out_of_bounds_are_cut_to_the_text(self):
        self.assertEqual(_markup.marked("abc", [(-2, 1), (2, 99), (50, 60)]), "<mark>a</mark>b<mark>c</mark>")


if __name__ == "__main__":
    sys.exit(tell.main())
