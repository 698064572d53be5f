"""What quoth gives back are values: compared, hashed, pickled, sliced, shown; offsets are code points."""
import collections.abc
import copy
import datetime
import pickle
import sys
import unittest

import quoth

import tell

# Title and body hold letters of one, two, three and four bytes before everything that is found.
TITLE = "Čas 🐟🐟 – Мэр"
BODY = ("𝔘nd so: “We will not raise taxes,” Premier Ilka Marenko said on Friday. Her rival, Tomas Veld, called the plan “a "
        "fairy tale.” “Nobody 🐟 asked us,” said the mayor of Halden, according to the Evening Lamp.")
OTHER = "“We shall never raise taxes,” Premier Ilka Marenko said on 9 March 2024."


def an_index():
    index = quoth.Index.in_memory()
    index.add([{"id": "budget", "title": TITLE, "body": BODY, "published": "2024-03-10", "source": "Harbour Post",
                "url": "https://post.invalid/1"},
               {"id": "again", "body": OTHER, "published": datetime.date(2024, 3, 11), "source": "Evening Lamp"}])
    return index


class Offsets(unittest.TestCase):
    def test_annotations_slice_the_text(self):
        found = quoth.annotate(BODY, "2024-03-10", title=TITLE)
        self.assertEqual(found.text, TITLE + "\n\n" + BODY)
        parts = [*found.quotations, *found.dates, *found.names]
        parts += [s for q in found.quotations for s in (*q.speakers, *q.via)]
        self.assertGreater(len(parts), 8)
        for part in parts:
            self.assertEqual(found.text[part.start:part.end], part.text)
        for q in found.quotations:
            if q.cue:
                self.assertEqual(found.text[slice(*q.cue_span)], q.cue)
            for span in q.quoted:
                self.assertIn(found.text[slice(*span)], q.text)
        for e in quoth.explain_quotations(found):
            self.assertEqual(found.text[e.start:e.end], e.text)

    def test_results_slice_the_stored_text(self):
        with an_index() as index:
            for hits in (index.search("when:2024-03-08 taxes"), index.quotes("by:Marenko"), index.quotes("said:asked")):
                self.assertTrue(hits)
                for hit in hits:
                    text = index.article(hit.id).text
                    for part in (*hit.quotations, *hit.dates):
                        self.assertEqual(text[part.start:part.end], part.text)
                    for q in hit.quotations:
                        for start, end in q.marks:
                            self.assertTrue(q.text[start:end].strip())
                    for start, end in hit.snippet.marks:
                        self.assertIn("<mark>" + hit.snippet.text[start:end] + "</mark>", hit.snippet.html.replace("&#39;", "'"))
            for source in index.check("We will raise taxes").sources:
                self.assertEqual(index.article(source.id).text[source.start:source.end], source.printed)

    def test_issues_are_placed_in_the_query(self):
        text = "🐟 AND (Ilka"
        for issue in quoth.parse(text).issues:
            self.assertLessEqual(0, issue.start)
            self.assertLessEqual(issue.end, len(text))
        self.assertTrue(quoth.parse(text).issues)

    def test_a_lone_surrogate_keeps_its_place(self):
        text = "\ud83d “No,” Ana Roš said."
        found = quoth.annotate(text)
        self.assertEqual(len(found.text), len(text))
        self.assertEqual(len(found.quotations), 1)
        q = found.quotations[0]
        self.assertTrue(text[q.start:q.end].endswith("“No,”"))
        self.assertEqual(found.text[q.start:q.end], q.text)


class Manners(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.index = an_index()
        found = quoth.annotate(BODY, "2024-03-10", title=TITLE)
        hits = cls.index.search("taxes when:2024-03-08")
        check = cls.index.check("We will raise taxes", by="Marenko")
        trail = cls.index.trail("We will not raise taxes")
        timeline = cls.index.timeline("taxes")
        cls.values = [
            found, found.published, *found.dates, *found.names, *found.entities, *found.quotations,
            *[s for q in found.quotations for s in q.speakers], hits, hits[0], hits[0].snippet, *hits[0].quotations,
            *hits[0].dates, hits[0].published, *[s for q in hits[0].quotations for s in q.speakers],
            cls.index.search("Marenkko").suggestions, check, *check.sources, *check.sources[0].diff, trail, *trail.variants,
            *trail.variants[0].printings, timeline, *timeline.rows, *timeline.rows[0].examples, cls.index.names(),
            *cls.index.names(), cls.index.facets("plan"), cls.index.stats, cls.index.sizes(), cls.index.article("budget"),
            *cls.index.article_names("budget"), cls.index.explain("taxes", hits[0]), quoth.Interval("2024-03"),
            quoth.read_date("March 2024"), quoth.said("x").by("y") & ~quoth.during("2024"), quoth.decode(b"x"),
            quoth.explain_similarity("Ana Rosh", "Anna Roš"), *quoth.parse("((").issues]
        explained = quoth.explain_quotations(found)
        options = [option for one in explained for option in one.options]
        names = quoth.NameCatalogue({"q1": "Ilka Marenko", "q2": "Elka Marenka"})
        cls.values += [
            *explained, *options, *[e for one in explained for e in one.speech_evidence],
            *[e for option in options for e in option.evidence], *names.find("Марэнка, Илька"),
            *quoth.explain_similarity("Ana Rosh", "Anna Roš").tokens, *quoth.variants_of("Wien")[:2], quoth.parse("by:x (("),
            quoth.parse("by:x"), cls.index.facets("plan").people[0], found.article,
            cls.index.explain("taxes", hits[0]).parts[0], cls.index.search("Marenkko").suggestions[0],
            quoth.verify(cls.index.path)]
        with cls.index.writer() as writer:
            cls.values.append(writer.commit())
        with quoth.Index.in_memory() as printed_twice:
            printed_twice.add([{"id": "budget", "body": BODY}, {"id": "copy", "title": "Budget", "body": BODY, "source": "Wire"}])
            cls.values += [printed_twice.search("plan", fold_copies=True)[0], *printed_twice.copies("budget")]

    @classmethod
    def tearDownClass(cls):
        cls.index.close()

    def test_a_pickle_is_the_value_and_needs_no_index(self):
        pickles = [(value, pickle.dumps(value)) for value in self.values]
        for value, state in pickles:
            again = pickle.loads(state)
            self.assertEqual(again, value)
            self.assertEqual(hash(again), hash(value))
            self.assertEqual(repr(again), repr(value))
            self.assertEqual(pickle.dumps(again), state)

    def test_every_protocol_of_pickle_will_do(self):
        for value in self.values:
            for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
                self.assertEqual(pickle.loads(pickle.dumps(value, protocol)), value)

    def test_what_an_id_raises_is_raised(self):
        class Broken:
            def __index__(self):
                return 1 // 0

        with quoth.Index.in_memory() as index:
            for call in (lambda: index.article(Broken()), lambda: index.add(id=Broken(), body="x"),
                         lambda: quoth.NameCatalogue([(Broken(), "Ana Roš")])):
                self.assertRaises(ZeroDivisionError, call)

    def test_what_an_article_has_is_not_given_beside_it(self):
        article = quoth.Article(body="He left on Friday.", published="2024-03-10")
        self.assertEqual(str(quoth.annotate(article).dates[0].interval), "2024-03-08")
        for more in ({"published": "2024-03-10"}, {"title": "x"}, {"lang": "en"}):
            with self.assertRaisesRegex(TypeError, "^text: "):
                quoth.annotate(article, **more)

    def test_copies_are_listed_and_folded(self):
        with quoth.Index.in_memory() as index:
            index.add([{"id": "a", "body": BODY}, {"id": "b", "body": BODY, "source": "Wire"}, {"id": "c", "body": OTHER}])
            self.assertEqual([(c.id, c.source, c.shared) for c in index.copies("a")], [("b", "Wire", 1.0)])
            self.assertEqual(index.copies("c"), ())
            hits = index.search("taxes", fold_copies=True)
            self.assertEqual(sorted((h.id, len(h.copies)) for h in hits), [("a", 1), ("c", 0)])
            with self.assertRaises(quoth.NotFoundError):
                index.copies("d")
            with self.assertRaises(quoth.UsageError):
                index.copies("a", least=2)

    def test_every_class_of_results_is_among_them(self):
        # What is no value: what holds an index, does work, is an error, or is made of Python's own values.
        others = {"Analyzer", "Analyzers", "Candidate", "Feature", "Index", "NameCatalogue", "NewDate", "NewName",
                  "NewQuotation", "Problem", "RebuildInfo", "Reranking", "StandardFeature", "Writer"}
        classes = {name for name in quoth.__all__ if isinstance(getattr(quoth, name), type)
                   and not issubclass(getattr(quoth, name), BaseException)}
        tried = {type(part).__name__ for value in self.values for part in (value if isinstance(value, tuple) else (value,))}
        self.assertEqual(classes - others - tried, set())
        self.assertEqual(others - classes, set())

    def test_what_the_gazetteer_and_a_catalogue_gave_outlives_them(self):
        match = quoth.NameCatalogue({"q1": "Ilka Marenko"}).find("Marenka, Ilka")[0]
        again = pickle.loads(pickle.dumps(match))
        self.assertEqual((again.id, again.name, again.index, again.score), ("q1", "Ilka Marenko", 0, match.score))
        place = pickle.loads(pickle.dumps(quoth.variants_of("Wien")[0]))
        self.assertEqual((place.name, "Wien" in place.spellings), ("Vienna", True))
        option = quoth.explain_quotations(quoth.annotate(BODY))[0].options[0]
        again = pickle.loads(pickle.dumps(option))
        self.assertEqual((again.speakers, again.evidence), (option.speakers, option.evidence))
        self.assertEqual(option.speakers, ("Ilka Marenko",))

    def test_offsets_survive_a_pickle(self):
        hit = self.index.quotes("by:Marenko said:taxes")[0]
        q = pickle.loads(pickle.dumps(hit)).quotation
        self.assertEqual((q.start, q.end), (hit.quotation.start, hit.quotation.end))
        self.assertGreater(q.start, 0 if hit.id == "budget" else -1)

    def test_a_damaged_pickle_is_refused(self):
        state = self.values[1].__getstate__()
        for broken in (b"", state[:-1], state[:9] + bytes([state[9] ^ 1]) + state[10:]):
            with self.assertRaises(quoth.FormatError):
                quoth.Published.__new__(quoth.Published).__setstate__(broken)
        for value in (quoth.explain_quotations(quoth.annotate(BODY))[0], quoth.parse("by:x ((")):
            first, rest = value.__getstate__()
            with self.assertRaises(quoth.FormatError):
                type(value).__new__(type(value)).__setstate__((first, rest[:-1]))
        place = quoth.variants_of("Wien")[0]
        with self.assertRaises(quoth.FormatError):
            quoth.Place.__new__(quoth.Place).__setstate__(place.__getstate__()[:-1])

    def test_copies_are_the_value(self):
        for value in self.values:
            self.assertEqual(copy.deepcopy(value), value)

    def test_values_are_unlike_others_and_unlike_other_types(self):
        kinds = {}
        for value in self.values:
            self.assertNotEqual(value, 1)
            self.assertNotEqual(value, None)
            kinds.setdefault(type(value), set()).add(value)
        self.assertGreater(len(kinds[quoth.WordEdit]), 1)
        self.assertEqual(self.index.search("taxes"), self.index.search("taxes"))
        self.assertNotEqual(self.index.search("taxes"), self.index.search("plan"))

    def test_values_are_read_only_and_shown(self):
        for value in self.values:
            if isinstance(value, tuple):
                continue
            self.assertTrue(repr(value).strip("<>"))
            for name in dir(type(value)):
                if isinstance(getattr(type(value), name), property):
                    with self.assertRaises(AttributeError):
                        setattr(value, name, 1)

    def test_results_are_a_sequence(self):
        hits = self.index.search("taxes")
        self.assertIsInstance(hits, collections.abc.Sequence)
        self.assertEqual(len(hits), 2)
        self.assertEqual([h.id for h in hits], [hits[0].id, hits[1].id])
        self.assertEqual(hits[-1], hits[1])
        self.assertEqual([h.id for h in hits[::-1]], [hits[1].id, hits[0].id])
        self.assertIsInstance(hits[:1], quoth.Results)
        self.assertEqual(hits[:1].total, 2)
        self.assertEqual(list(reversed(hits)), list(hits[::-1]))
        self.assertIn(hits[0], hits)
        self.assertEqual(hits.index(hits[1]), 1)
        self.assertFalse(self.index.search("zebra"))
        with self.assertRaises(IndexError):
            hits[2]
        with self.assertRaisesRegex(TypeError, "index"):
            hits["0"]

    def test_parts_outlive_the_whole(self):
        index = an_index()
        said = index.quotes("by:Marenko said:taxes")[0].quotation.speakers[0]
        date = quoth.annotate(BODY, "2024-03-10").dates[0]
        index.close()
        self.assertEqual((said.name, str(date)), ("Ilka Marenko", "Friday"))


class Dates(unittest.TestCase):
    def test_an_interval_reads_what_people_write(self):
        march = quoth.Interval("2024-03")
        self.assertEqual((march.first, march.last, march.day), (datetime.date(2024, 3, 1), datetime.date(2024, 3, 31), None))
        self.assertEqual((march.start, march.end, str(march), march.grain), ("2024-03-01", "2024-04-01", "2024-03", "month"))
        self.assertEqual(quoth.Interval((datetime.date(2024, 3, 1), "2024-03-31")), march)
        self.assertIn(datetime.date(2024, 3, 31), march)
        self.assertNotIn(datetime.date(2024, 4, 1), march)
        self.assertIn(quoth.Interval("2024-W11"), march)
        self.assertTrue(march.overlaps("2024-W09"))
        day = quoth.Interval(datetime.datetime(2024, 3, 8, 16, 40))
        self.assertEqual((day.day, str(day)), (datetime.date(2024, 3, 8), "2024-03-08"))
        self.assertLess(day, quoth.Interval("2024-03-09"))
        self.assertEqual(quoth.period_of("week", "2024-03-08"), quoth.Interval("2024-W10"))
        self.assertEqual(quoth.Interval("2024").words, "2024 (the whole year)")

    def test_days_outside_of_datetime_are_none(self):
        antiquity = quoth.read_date("44 BC")
        self.assertIsNotNone(antiquity)
        self.assertIsNone(antiquity.interval.first)
        self.assertTrue(antiquity.interval.start.startswith("-0043"), antiquity.interval.start)

    def test_questions_know_the_day_and_the_clock(self):
        read = quoth.read_date("last week", datetime.date(2024, 3, 10))
        self.assertEqual(str(read.interval), "2024-W09")
        soon = quoth.read_date("in five minutes", datetime.datetime(2024, 3, 10, 16, 40), outlook="agenda")
        self.assertEqual(soon.interval.start, "2024-03-10T16:45")
        self.assertIsNone(quoth.read_date("no date at all"))
        self.assertEqual(quoth.easter(2024), datetime.date(2024, 3, 31))

    def test_a_pair_that_ends_before_it_begins_is_refused(self):
        with self.assertRaisesRegex(quoth.UsageError, "when: it ends before"):
            quoth.Interval(("2024-03-02", "2024-03-01"))


class Queries(unittest.TestCase):
    def test_operators_build_what_the_language_says(self):
        built = quoth.said("massive blow").by("Marenko") & quoth.during("2022-03")
        self.assertEqual(built, quoth.parse('by:Marenko said:"massive blow" when:2022-03').query)
        self.assertEqual(quoth.word("a") | quoth.word("b"), quoth.parse("a b").query)
        self.assertEqual(quoth.word("a") - quoth.word("b"), quoth.parse("a NOT b").query)
        self.assertEqual(~quoth.word("a"), quoth.parse("* NOT a").query)
        self.assertEqual(quoth.near("sluice gates", "jam", within=5), quoth.parse('"sluice gates" NEAR/5 jam').query)
        self.assertEqual(quoth.in_order("a", "b"), quoth.parse("a ADJ b").query)
        self.assertEqual(quoth.name("Kyiv", "place", strictness=90), quoth.parse("place:Kyiv~90").query)
        self.assertEqual(quoth.by("Velchek", exact=True), quoth.parse("by:=Velchek").query)
        self.assertEqual(quoth.title("bridge") & quoth.source("Lamp") & quoth.lang("en"),
                         quoth.parse("title:bridge source:Lamp lang:en").query)
        self.assertEqual(quoth.about("ferry") & quoth.in_speech("direct") & quoth.with_stance("denied"),
                         quoth.parse("about:ferry kind:direct stance:denied").query)
        self.assertEqual(quoth.published(datetime.date(2024, 3, 8)), quoth.parse("published:2024-03-08").query)
        self.assertEqual(quoth.said_during(quoth.Interval("2024-03")), quoth.said_during("2024-03"))
        self.assertEqual(quoth.prefer(quoth.word("a"), quoth.word("b")), quoth.parse("+a b").query)
        self.assertEqual(quoth.all_of(quoth.word("a"), quoth.prefix("sabot")), quoth.parse("a AND sabot*").query)
        self.assertEqual(quoth.any_of(), quoth.nothing())
        self.assertEqual(quoth.everything(), quoth.parse("*").query)

    def test_a_query_tells_what_it_is(self):
        q = quoth.quotation(quoth.word("taxes")).by("Marenko")
        self.assertEqual((q.kind, q.only_quotations, q.children[0].kind), ("quotation", True, "all"))
        self.assertIn("Marenko", q.plain_words)
        self.assertEqual(quoth.parse(str(q)).query, q)
        self.assertEqual(quoth.during("2024-03").interval, quoth.Interval("2024-03"))
        self.assertTrue(all(str(issue) for issue in quoth.parse("said:(a").issues))

    def test_what_does_not_fit_is_refused(self):
        with self.assertRaises(TypeError):
            quoth.word("a") & "b"
        with self.assertRaises(quoth.UsageError):
            quoth.word("a").by("Marenko")
        with self.assertRaises(quoth.UsageError):
            quoth.prefix("two words")
        with self.assertRaisesRegex(quoth.UsageError, '"direct", "mixed" and "indirect"'):
            quoth.in_speech("loud")


if __name__ == "__main__":
    sys.exit(tell.main())
