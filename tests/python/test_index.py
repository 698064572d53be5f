"""Indexes, writers, many at once, errors, analyzers and features in Python."""
import datetime
import gc
import importlib.util
import inspect
import json
import os
import pathlib
import pickle
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

import quoth
from quoth._interrupts import interruptible

import tell

BODY = "“We will not raise taxes,” Premier Ilka Marenko said on Friday."


def articles(count):
    return [{"id": f"a{i}", "body": f"“Sluice number {i} is shut,” Mayor Ana Rosh said on Friday.", "published": "2024-03-10"}
            for i in range(count)]


class OnDisk(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = pathlib.Path(self.folder.name) / "news.quoth"

    def tearDown(self):
        self.folder.cleanup()

    def test_create_open_and_refresh(self):
        index = quoth.Index.create(self.path)
        self.assertEqual((len(index), bool(index), index.path), (0, True, str(self.path)))
        with self.assertRaisesRegex(quoth.UsageError, "exist_ok"):
            quoth.Index.create(self.path)
        other = quoth.Index.create(self.path, exist_ok=True)
        self.assertFalse(other.refresh())
        index.add(id="budget", body=BODY)
        self.assertEqual((len(index), len(other)), (1, 0))
        self.assertTrue(other.refresh())
        self.assertEqual(len(other), 1)
        self.assertIn("budget", other)
        self.assertNotIn("bridge", other)
        self.assertEqual(len(pickle.loads(pickle.dumps(other))), 1)
        self.assertEqual(other.stats.articles, 1)
        self.assertEqual([a.id for a in other.articles()], ["budget"])

    def test_a_writer_commits_on_a_clean_exit_and_drops_on_an_exception(self):
        index = quoth.Index.create(self.path)
        with index.writer() as writer:
            self.assertEqual(writer.add(articles(3)), 3)
            self.assertEqual(writer.pending, 3)
        self.assertEqual(len(index), 3)
        with self.assertRaises(ZeroDivisionError):
            with index.writer() as writer:
                writer.add(articles(10))
                1 / 0
        self.assertEqual(len(index), 3)
        with self.assertRaisesRegex(quoth.UsageError, "closed"):
            writer.add(articles(1))
        with index.writer() as writer:  # the lock is free again
            writer.remove("a0")
            info = writer.commit()
            self.assertEqual((info.added, info.removed), (0, 1))
            writer.add(id="a1", body="Anew.")
            self.assertEqual(writer.merge().replaced, 1)
        self.assertEqual((len(index), index.stats.segments, index.stats.deleted), (2, 1, 0))

    def test_a_writer_outlives_its_index_and_a_close_from_elsewhere(self):
        index = quoth.Index.create(self.path)
        writer = index.writer()
        writer.add(articles(2))
        index.close()
        self.assertEqual(writer.commit().added, 2)
        writer.close()
        index = quoth.open(self.path)
        writer = index.writer(analyzers=None)
        began = threading.Event()

        def some():
            for article in articles(2000):
                yield article
                began.set()

        def add():
            try:
                writer.add(some(), progress=False)
            except quoth.UsageError:
                pass  # closed in between

        thread = threading.Thread(target=add)
        thread.start()
        began.wait()
        writer.close()
        thread.join()
        self.assertEqual(index.add(id="x", body="x"), 1)  # the lock is free

    def test_one_writer_at_a_time(self):
        index = quoth.Index.create(self.path)
        with index.writer():
            with self.assertRaises(quoth.LockedError):
                index.writer()

    def test_sizes_are_those_of_the_command_line(self):
        index = quoth.Index.create(self.path)
        index.add(articles(40))
        sizes = index.sizes()
        told = json.loads(subprocess.run([os.environ["QUOTH_CLI"], "stats", "--index", self.path, "--json"], check=True,
                                         capture_output=True, text=True).stdout)
        self.assertEqual((sizes.parts, sizes.bytes, sizes.text), (told["parts"], told["bytes"], told["text_bytes"]))
        self.assertEqual(sum(sizes.parts.values()), sizes.bytes)
        self.assertEqual(sizes.bytes, index.stats.bytes)
        self.assertEqual(sizes.text, sum(len(a["body"].encode()) for a in articles(40)))
        self.assertEqual((pickle.loads(pickle.dumps(sizes)), index.sizes()), (sizes, sizes))
        for part, size in sizes.parts.items():
            self.assertEqual(re.search(rf"(?m)^  {part} +{size} ", repr(sizes)) is not None, size > 0, part)
        self.assertEqual(sum(quoth.Index.create(self.path / "none").sizes().parts.values()),
                         quoth.open(self.path / "none").stats.bytes)

    def test_what_a_writer_is_told_it_does(self):
        for xapian in (False, True):
            index = quoth.Index.create(self.path / str(xapian))
            with index.writer(xapian=xapian) as writer:
                writer.add(articles(3))
            self.assertEqual(bool(list((self.path / str(xapian)).rglob("articles.glass"))), xapian)
            self.assertEqual(index.sizes().parts["Xapian's file"] > 0, xapian)
        for merging in ("none", "background"):
            index = quoth.Index.create(self.path / merging)
            with index.writer(merging=merging) as writer:
                for article in articles(20):
                    writer.add(article)
                    writer.commit()
                writer.wait_for_merges()
                self.assertEqual(index.stats.segments == 20, merging == "none")
                self.assertEqual(writer.merge().added, 0)
            self.assertEqual((index.stats.segments, len(index)), (1, 20))
        with self.assertRaisesRegex(quoth.UsageError, '^merging: "odd" is none of "background" and "none"'):
            index.writer(merging="odd")
        with index.writer(merging="background") as writer:
            writer.give_up_merges()
            for article in articles(20):
                writer.add({**article, "id": "more " + article["id"]})
                writer.commit()
            with self.assertRaisesRegex(quoth.UsageError, "gave up its merges"):
                writer.merge()
        self.assertEqual((index.stats.segments, len(index)), (21, 40))

    def test_a_note_comes_and_goes_with_a_commit(self):
        index = quoth.Index.create(self.path)
        with index.writer() as writer:
            writer.note("read", "page 7 🐟")
            self.assertEqual(index.note("read"), "")
        self.assertEqual((index.note("read"), quoth.open(self.path).note("read"), index.note("else")), ("page 7 🐟", "page 7 🐟", ""))
        with index.writer() as writer:
            writer.note("read", "")
            with self.assertRaises(quoth.UsageError):
                writer.note("", "x")
        self.assertEqual(index.note("read"), "")

    def test_verify_and_rebuild(self):
        quoth.Index.create(self.path).add(articles(5))
        report = quoth.verify(self.path)
        self.assertTrue(report)
        self.assertGreater(report.files, 1)
        broken = next(self.path.rglob("articles.ranks"))
        broken.write_bytes(broken.read_bytes()[:-8] + b"\0" * 8)
        report = quoth.verify(self.path)
        self.assertFalse(report)
        self.assertIn("articles.ranks", report.problems[0].file)
        self.assertEqual(quoth.rebuild(self.path).articles, 5)
        self.assertTrue(quoth.verify(self.path).ok)

    def test_paths_of_all_kinds(self):
        quoth.Index.create(self.path)
        for path in (self.path, str(self.path), os.fsencode(self.path)):
            self.assertEqual(len(quoth.open(path)), 0)
        with self.assertRaisesRegex(TypeError, "^path: "):
            quoth.open(3)
        with self.assertRaisesRegex(quoth.UsageError, "^path: "):
            quoth.open("a\0b")


class InMemory(unittest.TestCase):
    def test_it_is_gone_with_its_last_reference(self):
        index = quoth.Index.in_memory()
        path = index.path
        index.add(articles(2))
        hits = index.search("sluice")
        self.assertTrue(os.path.isdir(path))
        del index
        gc.collect()
        self.assertFalse(os.path.exists(path))
        self.assertEqual(hits[0].quotations[0].start, 0)  # results hold what they need

    def test_it_is_gone_when_closed_and_says_so(self):
        with quoth.Index.in_memory() as index:
            path = index.path
            with self.assertRaises(TypeError):
                pickle.dumps(index)
        self.assertFalse(os.path.exists(path))
        with self.assertRaisesRegex(quoth.UsageError, "closed"):
            index.search("x")
        self.assertIn("closed", repr(index))


class Adding(unittest.TestCase):
    def setUp(self):
        self.index = quoth.Index.in_memory()

    def tearDown(self):
        self.index.close()

    def test_keywords_dicts_articles_and_iterables(self):
        one = {"id": "d", "title": "T", "body": "B", "published": datetime.date(2024, 3, 10), "source": "S", "url": "U", "lang": "en"}
        with self.index.writer() as writer:
            self.assertEqual(writer.add(**{**one, "id": "k"}), 1)
            self.assertEqual(writer.add(one), 1)
            self.assertEqual(writer.add(quoth.Article(**{**one, "id": "a"})), 1)
            self.assertEqual(writer.add(a for a in articles(300)), 300)
            self.assertEqual(writer.add([quoth.Article(id="x", body="x"), {"id": 7, "body": "y", "published": None}]), 2)
            self.assertEqual(writer.add([]), 0)
        self.assertEqual(len(self.index), 305)
        for id_ in "kda":
            article = self.index.article(id_)
            self.assertEqual(article, quoth.Article(**{**one, "id": id_}))
            self.assertEqual((article.published, article.text), (datetime.date(2024, 3, 10), "T\n\nB"))
        self.assertEqual(self.index.article(7).body, "y")

    def test_columns_map_names_and_what_is_missing_is_told(self):
        self.index.add([{"key": "1", "text": "One.", "more": object()}], columns={"id": "key", "body": "text"})
        self.assertEqual(self.index.article("1").body, "One.")
        with self.assertRaisesRegex(quoth.UsageError, 'no key "id"'):
            self.index.add({"body": "x"})
        with self.assertRaisesRegex(quoth.UsageError, 'neither a key "body"'):
            self.index.add({"id": "x", "boddy": "x"})
        with self.assertRaisesRegex(quoth.UsageError, "no field 'text'"):
            self.index.add({"id": "x", "body": "x"}, columns={"text": "body"})
        for wrong in ("text", 3, [3], [["id"]]):
            with self.assertRaisesRegex(TypeError, "^article: "):
                self.index.add(wrong)
        with self.assertRaisesRegex(TypeError, "not both"):
            self.index.add({"id": "x", "body": "x"}, id="y")

    def test_many_are_the_index_that_one_by_one_makes(self):
        with quoth.Index.in_memory() as other:
            with other.writer() as writer:
                for article in articles(600):
                    writer.add(article)
            self.index.add(articles(600), threads=3)
            self.assertEqual(list(self.index.articles()), list(other.articles()))
            for query in ("sluice", "by:Rosh", "said:number when:2024-03-08"):
                self.assertEqual(self.index.search(query, 50), other.search(query, 50))

    def test_what_comes_before_a_wrong_one_stays(self):
        with self.index.writer() as writer:
            with self.assertRaises(quoth.UsageError):
                writer.add([*articles(4), {"id": "", "body": "x"}, *articles(9)])
            self.assertEqual(writer.pending, 4)

    @unittest.skipUnless(importlib.util.find_spec("pandas"), "pandas is not there (Debian: python3-pandas)")
    def test_a_data_frame(self):
        import pandas
        frame = pandas.DataFrame({"key": range(600), "text": [a["body"] for a in articles(600)],
                                  "published": pandas.to_datetime(["2024-03-10"] * 599 + [None]), "source": ["Lamp", None] * 300,
                                  "note": 1.5})
        self.assertEqual(self.index.add(frame, columns={"id": "key", "body": "text"}), 600)
        first, last = self.index.article("0"), self.index.article("599")
        self.assertEqual((first.published, first.source), (datetime.date(2024, 3, 10), "Lamp"))
        self.assertEqual((last.published, last.source), (None, ""))
        with self.assertRaisesRegex(quoth.UsageError, 'DataFrame has no column "id"'):
            self.index.add(frame)
        with self.assertRaisesRegex(TypeError, "^source: "):
            self.index.add(pandas.DataFrame({"id": ["x"], "body": ["x"], "source": [1.5]}))
        names = pandas.DataFrame({"id": [1, 2], "name": ["Ilka Marenko", "Tomas Veld"]})
        self.assertEqual(quoth.NameCatalogue(names).find("Marenka")[0].id, "1")

    @unittest.skipUnless(importlib.util.find_spec("tqdm"), "tqdm is not there (Debian: python3-tqdm)")
    def test_a_bar_is_drawn_when_asked_for(self):
        code = ("import quoth\nwith quoth.Index.in_memory() as i:\n"
                "    i.add([{'id': str(k), 'body': 'x'} for k in range(300)], progress=PROGRESS)")
        for progress, shown in (("True", True), ("None", False), ("False", False)):
            told = subprocess.run([sys.executable, "-c", code.replace("PROGRESS", progress)], capture_output=True, text=True, check=True).stderr
            self.assertEqual("300/300" in told, shown, told)


class Many(unittest.TestCase):
    def test_search_many_is_many_searches(self):
        with quoth.Index.in_memory() as index:
            index.add(articles(50))
            queries = [f"number {i}" for i in range(30)] + [quoth.by("Rosh"), "said:(", ""]
            self.assertEqual(index.search_many(queries, 5), [index.search(q, 5) for q in queries])
            self.assertEqual(index.search_many([]), [])
            with self.assertRaises(quoth.DeadlineError):
                index.search_many(["*"], deadline=0)
            kinds = [type(r) for r in index.search_many(["sluice", "*"], deadline=0, on_error="return")]
            self.assertTrue(all(issubclass(k, (quoth.Results, quoth.DeadlineError)) for k in kinds), kinds)
            self.assertIn(quoth.DeadlineError, kinds)

    def test_annotate_many_is_many_annotations(self):
        texts = [a["body"] for a in articles(300)]
        self.assertEqual(quoth.annotate_many(iter(texts), "2024-03-10", threads=3), [quoth.annotate(t, "2024-03-10") for t in texts])
        self.assertEqual(quoth.annotate_many([]), [])
        article = quoth.Article(id="x", title="T", body=BODY, published="2024-03-10")
        self.assertEqual(quoth.annotate_many([article])[0].dates[0].interval, quoth.Interval("2024-03-08"))

    def test_long_calls_let_go_of_the_lock(self):
        """While nobody is made to give Python's lock up, another thread runs only when a call lets go of it."""
        with quoth.Index.in_memory() as index:
            index.add(articles(20))
            hit = index.search("sluice")[0]
            catalogue = quoth.NameCatalogue([("1", "Ana Rosh")])
            writer = index.writer()
            calls = {
                "search": lambda: index.search("sluice"), "quotes": lambda: index.quotes("by:Rosh"),
                "search_many": lambda: index.search_many(["sluice"]), "check": lambda: index.check("Sluice number 3 is open"),
                "trail": lambda: index.trail("Sluice number 3 is shut"), "timeline": lambda: index.timeline("sluice"),
                "names": lambda: index.names(), "facets": lambda: index.facets("sluice"),
                "explain": lambda: index.explain("sluice", hit), "article": lambda: index.article("a1"),
                "open": lambda: quoth.open(index.path), "verify": lambda: quoth._core.verify(index.path),
                "annotate": lambda: quoth.annotate(BODY), "annotate_many": lambda: quoth.annotate_many([BODY], threads=1),
                "explain_quotations": lambda: quoth.explain_quotations(quoth.annotate(BODY)),
                "find": lambda: catalogue.find("Anna Roš"), "catalogue": lambda: quoth.NameCatalogue([("1", "Ana Rosh")]),
                "add": lambda: writer.add(articles(2), threads=1, progress=False), "commit": writer._writer.commit, "sizes": index._searcher.sizes}
            interval = sys.getswitchinterval()
            for name, call in calls.items():
                go, ran = threading.Lock(), []
                go.acquire()
                thread = threading.Thread(target=lambda: go.acquire() and ran.append(True))
                thread.start()
                sys.setswitchinterval(1000)
                try:
                    go.release()  # from here on the thread waits for Python's lock
                    until = time.monotonic() + 60  # a busy machine may take its time to run the thread
                    while time.monotonic() < until:
                        call()
                        if ran:
                            break
                    let_go = bool(ran)
                finally:
                    sys.setswitchinterval(interval)
                thread.join()
                self.assertTrue(let_go, name)
            writer.close()

    def test_control_c_ends_a_long_call(self):
        # The signal comes from the very work that is to be ended, so no time is measured.
        code = ("import os, signal, quoth\n"
                "def texts():\n"
                "    for k in range(100_000_000):\n"
                "        if k == 3000: os.kill(os.getpid(), signal.SIGINT)\n"
                "        yield {what}\n"
                "with quoth.Index.in_memory() as index:\n"
                "    try:\n"
                "        {call}\n"
                "    except KeyboardInterrupt:\n"
                "        print('ended')\n")
        for what, call in (("'x'", "quoth.annotate_many(texts())"), ("dict(id=str(k), body='x')", "index.add(texts())")):
            told = subprocess.run([sys.executable, "-c", code.format(what=what, call=call)], capture_output=True, text=True)
            self.assertEqual(told.stdout, "ended\n", told.stderr)

    def test_control_c_ends_the_wait_for_one_long_call(self):
        # The library's part is stood in for by one that ends only after the interrupt was seen.
        code = ("import os, signal, sys, threading, quoth\n"
                "seen = threading.Event()\n"
                "def work(*arguments):\n"
                "    os.kill(os.getpid(), signal.SIGINT)\n"
                "    seen.wait(60)\n"
                "quoth._core.verify = quoth._core.rebuild = work\n"
                "for call in (quoth.verify, quoth.rebuild):\n"
                "    try:\n"
                "        call('x')\n"
                "    except KeyboardInterrupt:\n"
                "        seen.set()\n"
                "        print('ended')\n")
        told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        self.assertEqual(told.stdout, "ended\nended\n", told.stderr)

    @unittest.skipIf("libasan" in os.environ.get("LD_PRELOAD", ""),
                     "the library's tables go at the end while its threads read them, which AddressSanitizer tells")
    def test_python_may_end_while_threads_are_at_work(self):
        code = ("import quoth, threading, time\n"
                "class Slow(quoth.Analyzer):\n"
                "    name = 'slow'\n"
                "    def analyze(self, found):\n"
                "        time.sleep(.01)\n"
                "        return ()\n"
                "class Even(quoth.Feature):\n"
                "    name = 'even'\n"
                "    def value(self, candidate):\n"
                "        time.sleep(.01)\n"
                "        return 0.5\n"
                "text = '“No,” Ana Roš said on Friday. ' * 100\n"
                "annotated = quoth.annotate(text)\n"
                "names = quoth.NameCatalogue([(i, f'Ana Ros{i}') for i in range(2000)])\n"
                "index = quoth.Index.in_memory()\n"
                "index.add([{'id': str(i), 'body': 'A sluice.'} for i in range(40)])\n"
                "rerank = quoth.Reranking([(Even(), 1.0)])\n"
                "begun = threading.Event()\n"
                "def work():\n"
                "    begun.set()\n"
                "    while True: CALL\n"
                "threading.Thread(target=work, daemon=True).start()\n"
                "begun.wait()\n"
                "time.sleep(.1)\n")
        for call in ("quoth.annotate(text)", "quoth.annotate_many([text] * 50)", "quoth.explain_quotations(annotated)",
                     "quoth.annotate_many(['x'] * 500, analyzers=Slow())", "names.find('Ana Rosh')",
                     "quoth.NameCatalogue([(i, f'Ana Ros{i}') for i in range(2000)])",
                     "index.search_many(['sluice'] * 50, rerank=rerank)"):
            with self.subTest(call=call):
                told = subprocess.run([sys.executable, "-c", code.replace("CALL", call)], capture_output=True, text=True)
                self.assertEqual((told.returncode, told.stderr), (0, ""))

    def test_a_forked_child_ends_without_its_parents_index(self):
        code = ("import os, quoth, sys\n"
                "index = quoth.Index.in_memory()\n"
                "index.add(id='a', body='x')\n"
                "if os.fork() == 0: sys.exit()\n"
                "os.wait()\n"
                "print(index.add(id='b', body='y'), len(index))\n")
        told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        self.assertEqual((told.stdout, told.stderr), ("1 2\n", ""))

    def test_an_empty_path_is_refused(self):
        for call in (lambda: quoth.Index.create(""), lambda: quoth.rebuild("")):
            with self.assertRaisesRegex(quoth.UsageError, "path is empty"):
                call()

    def test_control_c_ends_the_wait_for_a_commit_and_loses_nothing(self):
        # The signal comes when the commit has begun; the commit goes on when the interrupt was seen.
        code = ("import os, signal, sys, threading, quoth\n"
                "path, again = sys.argv[1:]\n"
                "seen, commit = threading.Event(), quoth._core.OpenWriter.commit\n"
                "def slow(writer):\n"
                "    os.kill(os.getpid(), signal.SIGINT)\n"
                "    seen.wait(60)\n"
                "    return commit(writer)\n"
                "quoth._core.OpenWriter.commit = slow\n"
                "index = quoth.Index.create(path)\n"
                "try:\n"
                "    index.add([{'id': str(k), 'body': 'x'} for k in range(500)])\n"
                "except KeyboardInterrupt:\n"
                "    print('ended', len(index))\n"
                "quoth._core.OpenWriter.commit = commit\n"
                "seen.set()\n"
                "if again:\n"  # the lock is free for who asks for it here
                "    index.add(id='more', body='x')\n"
                "    print(len(index))\n")
        for again, says, there in (("", "ended 0\n", 500), ("again", "ended 0\n501\n", 501)):
            with tempfile.TemporaryDirectory() as folder:
                told = subprocess.run([sys.executable, "-c", code, folder + "/x.quoth", again], capture_output=True, text=True)
                self.assertEqual((told.stdout, told.stderr), (says, ""))
                self.assertEqual(len(quoth.open(folder + "/x.quoth")), there)
                self.assertTrue(quoth.verify(folder + "/x.quoth"))

    def test_python_may_end_while_a_call_goes_on_that_control_c_left(self):
        # Some of these end when Python has begun to end.
        code = ("import os, signal, sys, threading, quoth\n"
                "try:\n"
                "    threading.Timer(0.002, os.kill, (os.getpid(), signal.SIGINT)).start()\n"
                "    while True: quoth.verify(sys.argv[1])\n"
                "except KeyboardInterrupt:\n"
                "    pass\n")
        with tempfile.TemporaryDirectory() as folder:
            quoth.Index.create(folder + "/x.quoth").add(articles(1500))
            for _ in range(8):
                told = subprocess.run([sys.executable, "-c", code, folder + "/x.quoth"], capture_output=True, text=True)
                self.assertEqual((told.returncode, told.stderr), (0, ""))

    def test_what_a_commit_that_was_left_raises_is_told(self):
        code = ("import os, signal, threading, quoth\n"
                "seen = threading.Event()\n"
                "def fails(writer):\n"
                "    os.kill(os.getpid(), signal.SIGINT)\n"
                "    seen.wait(60)\n"
                "    raise quoth.StorageError('the disk is full')\n"
                "quoth._core.OpenWriter.commit = fails\n"
                "with quoth.Index.in_memory() as index:\n"
                "    try:\n"
                "        index.add(id='x', body='x')\n"
                "    except KeyboardInterrupt:\n"
                "        seen.set()\n")
        told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        self.assertIn("StorageError: the disk is full", told.stderr)

    def test_control_c_gives_up_merges_and_loses_nothing(self):
        # However far the merge is by then. A merge that ends before the signal comes leaves the sleep to be interrupted.
        code = ("import os, signal, sys, threading, time, quoth\n"
                "path, call, delay = sys.argv[1], sys.argv[2], float(sys.argv[3])\n"
                "index = quoth.Index.create(path)\n"
                "with index.writer(merging='none') as writer:\n"
                "    for k in range(24):\n"
                "        writer.add([{'id': f'{k}.{i}', 'body': 'Sluice %d is shut.' % (k * i)} for i in range(60)])\n"
                "        writer.commit()\n"
                "    for i in range(5): writer.remove(f'{i}.1')\n"
                "timer = threading.Timer(delay, os.kill, (os.getpid(), signal.SIGINT))\n"
                "try:\n"
                "    with index.writer() as writer:\n"
                "        writer.add(id='last', body='x')\n"
                "        timer.start()\n"
                "        if call == 'merge': writer.merge()\n"
                "        if call == 'wait': writer.commit(), writer.wait_for_merges()\n"
                "    time.sleep(60)\n"
                "except KeyboardInterrupt:\n"
                "    print('ended')\n")
        for what in ("merge", "wait", "close"):
            for delay in ("0", "0.02", "0.1"):
                with self.subTest(what=what, delay=delay), tempfile.TemporaryDirectory() as folder:
                    path = folder + "/x.quoth"
                    told = subprocess.run([sys.executable, "-c", code, path, what, delay], capture_output=True, text=True)
                    self.assertEqual((told.stdout, told.stderr), ("ended\n", ""))
                    with quoth.open(path).writer(merging="none") as writer:  # sweeps what a merge left, and the lock is free
                        writer.add(id="last", body="x")
                    index = quoth.open(path)
                    self.assertEqual(len(index), 24 * 60 - 5 + 1)
                    self.assertTrue(quoth.verify(path))
                    self.assertEqual(len(list(pathlib.Path(path, "segments").iterdir())), index.stats.segments)

    def test_what_a_long_call_raises_is_raised(self):
        with self.assertRaises(quoth.NotFoundError):
            quoth.verify("/nowhere/at/all")
        with self.assertRaisesRegex(TypeError, "^path: "):
            quoth.rebuild(3)
        elsewhere = []
        thread = threading.Thread(target=lambda: elsewhere.append(interruptible(len, "abc")))
        thread.start()
        thread.join()
        self.assertEqual(elsewhere, [3])

    def test_what_makes_an_index_is_said(self):
        for make, says in ((quoth.Index, "quoth.open"), (lambda: quoth.Index("news.quoth"), "quoth.open"),
                           (quoth.Writer, r"Index\.writer\(\)"), (lambda: quoth.Writer("news.quoth"), r"Index\.writer\(\)")):
            with self.assertRaisesRegex(TypeError, says):
                make()


class Sittings(quoth.Analyzer):
    name = "test.sittings/1"

    def analyze(self, found):
        for m in re.finditer(r"sitting (\d+)", found.text):
            yield quoth.NewDate(m.start(), m.end(), datetime.date(2024, 3, int(m[1])), rule="sittings:number")
        for m in re.finditer(r"agent k\d+", found.text):
            yield quoth.NewName(m.start(), m.end(), "person", m[0].title(), "agents")


class Extending(unittest.TestCase):
    TEXT = "Ĝ 🐟 The grain law passed at sitting 12. On 13 March agent k7 and agent k9 were heard, agent k7 twice."

    def test_an_analyzer_of_ones_own(self):
        found = quoth.annotate(self.TEXT, "2024-04-20", analyzers=Sittings())
        sitting = next(d for d in found.dates if d.rule == "sittings:number")
        self.assertEqual((sitting.text, sitting.value, sitting.interval.day), ("sitting 12", "2024-03-12", datetime.date(2024, 3, 12)))
        self.assertEqual([m.text for m in found.names if m.rule == "agents"], ["agent k7", "agent k9", "agent k7"])
        self.assertEqual([len(e.mentions) for e in found.entities if e.name == "Agent K7"], [2])
        with quoth.Index.in_memory(analyzers=[Sittings()]) as index:
            index.add([{"id": str(i), "body": self.TEXT, "published": "2024-04-20"} for i in range(20)], threads=4)
            hit = index.search("when:2024-03-12")[0]
            self.assertEqual(hit.dates[0].rule, "sittings:number")
            self.assertEqual(len(index.search('person:"Agent K9"', 50)), 20)
            self.assertIn("test.sittings/1", index.stats.analyzers)
            with self.assertRaises(quoth.FormatError):
                index.writer(analyzers=quoth.Analyzers())

    def test_quotations_of_an_analyzer_of_ones_own(self):
        text = "Ĝ 🐟 Sitting 12. Ana Roš | We object to item 4. | Then “Noted.” Ilka Marenko said: “We will not raise taxes.”"

        class Protocol(quoth.Analyzer):
            name = "test.protocol/1"

            def analyze(self, found):
                for m in re.finditer(r"(?P<who>[^.|]+?) \| (?P<words>[^|]+?) \|", found.text):
                    who = next(n for n in found.names if n.start <= m.start("who") + 1 < n.end)
                    yield quoth.NewQuotation(m.start("words"), m.end("words"), who, "indirect", "Clerk Tomas Veld",
                                             (m.end("who") + 1, m.end("who") + 2), said="2024-03-07", confidence=0.75, rule="protocol:turn")
                at = found.text.index("Sitting 12.")
                yield quoth.NewQuotation(at, at + 11, ("Chair", "Vice chair"), stance="denied")
                taken = found.text.index("taxes")
                yield quoth.NewQuotation(taken, taken + 5, "Nobody")  # inside one that is there

        before = quoth.annotate(text, "2024-03-10")
        found = quoth.annotate(text, "2024-03-10", analyzers=Protocol())
        turn = next(q for q in found.quotations if q.rule == "protocol:turn")
        self.assertEqual((turn.text, turn.speaker, turn.kind, turn.cue, str(turn.said), turn.confidence),
                         ("We object to item 4.", "Ana Roš", "indirect", "|", "2024-03-07", 0.75))
        self.assertEqual(([v.name for v in turn.via], turn.speakers[0].text, turn.speakers[0].status, turn.quoted),
                         (["Clerk Tomas Veld"], "Ana Roš", "named", ()))
        call = found.quotations[0]
        self.assertEqual((call.text, [text[a:b] for a, b in call.quoted], [s.name for s in call.speakers], call.stance, call.kind),
                         ("Sitting 12.", ["Sitting 12."], ["Chair", "Vice chair"], "denied", "direct"))
        self.assertEqual([q for q in found.quotations if q.speaker == "Nobody"], [])
        self.assertTrue(before.quotations)
        self.assertLessEqual({q.text for q in before.quotations}, {q.text for q in found.quotations})
        self.assertEqual([q.start for q in found.quotations], sorted(q.start for q in found.quotations))
        for q in found.quotations:
            self.assertEqual((text[q.start:q.end], found.quotations[q.index].text), (q.text, q.text))
            self.assertIn(q.group, range(len(found.quotations)))
        with quoth.Index.in_memory(analyzers=Protocol()) as index:
            index.add(id="12", body=text, published="2024-03-10")
            hit = index.quotes("by:Ros said:object")[0]
            self.assertEqual((hit.quotation.text, hit.quotation.rule, str(hit.quotation.said)),
                             ("We object to item 4.", "protocol:turn", "2024-03-07"))
            self.assertEqual(index.check("We object to item 4").sources[0].quotation.text, hit.quotation.text)

    def test_marks_round_a_quotation_are_not_quoted(self):
        from quoth._analyze import _inside_marks
        for text, quoted in (("“No.”", "No."), ("'No.'", "No."), ("„No.“", "No."), ("「否」", "否"), ("(No.)", "(No.)"), ("No.”", "No.”"),
                             ("“”", "“”")):
            (begin, end), = _inside_marks("x " + text + " y", 2, 2 + len(text))
            self.assertEqual(("x " + text + " y")[begin:end], quoted)

    def test_a_quotation_that_is_none_is_refused(self):
        other = quoth.annotate("Ana Roš met Tomas Veld and Ilka Marenko.").names[2]
        for wrong, error, says in (
                (dict(speaker=3), TypeError, "^speaker: a str or a Mention is needed, not int"),
                (dict(via=[None]), TypeError, "^via: "), (dict(cue=4), TypeError, "^cue: "),
                (dict(kind="loud"), quoth.UsageError, "^kind: "), (dict(stance="odd"), quoth.UsageError, "^stance: "),
                (dict(said="2024-02-30"), quoth.UsageError, "^said: "), (dict(confidence=2), quoth.UsageError, "confidence"),
                (dict(quoted=((0, 2), (1, 3))), quoth.UsageError, "quoted"), (dict(end=99), quoth.UsageError, "stretch"),
                (dict(speaker=other), quoth.UsageError, "stretch|another text"), (dict(rule=3), TypeError, "^rule: ")):
            class Wrong(quoth.Analyzer):
                name = "test.wrong/1"

                def analyze(self, found, wrong=wrong):
                    yield quoth.NewQuotation(**{"start": 0, "end": 4, **wrong})

            with self.subTest(str(wrong)), self.assertRaisesRegex(error, says):
                quoth.annotate("“Oh,” x.", analyzers=Wrong())

    def test_an_analyzer_sees_what_was_found_before(self):
        seen = []

        class Looks(quoth.Analyzer):
            name = "test.looks/1"

            def analyze(self, found):
                seen.append(([q.speaker for q in found.quotations], found.title, str(found.dates[0].interval), found.lang))

        quoth.annotate(BODY, "2024-03-10", title="News", lang="en", analyzers=Looks())
        self.assertEqual(seen, [(["Ilka Marenko"], "News", "2024-03-08", "en")])

    def test_what_an_analyzer_raises_is_raised(self):
        class Fails(quoth.Analyzer):
            name = "test.fails/1"

            def analyze(self, found):
                if "wrong" in found.text:
                    raise KeyError("wrong")
                return [quoth.NewDate(5, 3, "2024")] if "turned" in found.text else [3] if "odd" in found.text else None

        fails = quoth.Analyzers().with_(Fails())
        for text, error in (("wrong", KeyError), ("turned", quoth.UsageError), ("odd", TypeError)):
            with self.assertRaises(error):
                quoth.annotate(text, analyzers=fails)
            with self.assertRaises(error):
                quoth.annotate_many(["x"] * 30 + [text] * 5, analyzers=fails, threads=4)
        with quoth.Index.in_memory(analyzers=fails) as index:
            with self.assertRaises(KeyError):
                index.add([{"id": str(i), "body": "wrong" if i == 40 else "right"} for i in range(99)])
            self.assertEqual(len(index), 0)
            self.assertEqual(index.add(id="x", body="right"), 1)
        with self.assertRaises(NotImplementedError):
            type("Bare", (quoth.Analyzer,), {"name": "x"})().analyze(None)
        with self.assertRaisesRegex(quoth.UsageError, "name"):
            quoth.annotate("x", analyzers=quoth.Analyzer())
        with self.assertRaisesRegex(TypeError, "^analyzers: "):
            quoth.annotate("x", analyzers="mine")

    def test_a_feature_of_ones_own(self):
        kept = []

        class Trusted(quoth.Feature):
            name = "trusted outlet"

            def value(self, candidate):
                kept.append(candidate)
                assert candidate.score <= candidate.best_score and candidate.published == candidate.newest
                assert candidate.annotations.article == candidate.article and candidate.clauses[0][1]
                return {"Harbour Post": 1.0, "Rumour Mill": 0.1}.get(candidate.article.source, 0.5)

        with quoth.Index.in_memory() as index:
            index.add([{"id": s, "source": s, "body": "The sluice gates of Lake Oren jammed.", "published": "2024-03-10"}
                       for s in ("Rumour Mill", "Harbour Post", "Evening Lamp")])
            rerank = quoth.Reranking.standard() + (Trusted(), 0.2)
            hits = index.search("sluice jammed", rerank=rerank)
            self.assertEqual([h.id for h in hits], ["Harbour Post", "Evening Lamp", "Rumour Mill"])
            self.assertIn("trusted outlet", str(index.explain("sluice jammed", hits[0], rerank=rerank)))
            self.assertEqual(len(index.search_many(["sluice"] * 40, rerank=rerank, threads=4)), 40)
            with self.assertRaisesRegex(quoth.UsageError, "while the feature"):
                kept[0].score
            self.assertEqual(rerank.weights["trusted outlet"], 0.2)
            only = quoth.Reranking([(quoth.features.freshness(30), 1), (quoth.features.proximity(), 2.5)], depth=7)
            self.assertEqual((only.depth, list(only.weights.values())), (7, [1, 2.5]))

            class Fails(quoth.Feature):
                name = "fails"

                def value(self, candidate):
                    return 1 / 0 if candidate.article.id == "Rumour Mill" else "high"

            for query, error in (("*", ZeroDivisionError), ('source:"Evening Lamp"', TypeError)):
                with self.assertRaises(error):
                    index.search(query, rerank=quoth.Reranking([(Fails(), 1)]))
            with self.assertRaisesRegex(TypeError, "^rerank: "):
                index.search("x", rerank="standard")
            with self.assertRaisesRegex(quoth.UsageError, "half-life"):
                quoth.features.freshness(0)


class Errors(unittest.TestCase):
    def test_the_tree(self):
        for error, builtin in ((quoth.UsageError, ValueError), (quoth.NotFoundError, FileNotFoundError),
                               (quoth.StorageError, OSError), (quoth.DeadlineError, TimeoutError)):
            self.assertTrue(issubclass(error, quoth.Error) and issubclass(error, builtin))
        for error in (quoth.FormatError, quoth.DamagedError, quoth.LockedError):
            self.assertEqual(error.__bases__, (quoth.Error,))
        with quoth.Index.in_memory() as index:
            with self.assertRaisesRegex(quoth.NotFoundError, "no article “?\"?zz"):
                index.article("zz")
            with self.assertRaises(quoth.DeadlineError):
                index.add(articles(3))
                index.search("sluice", deadline=0)

    def test_a_wrong_type_names_the_parameter(self):
        """Each parameter of each function, given a value that fits none."""
        with quoth.Index.in_memory() as index:
            index.add(articles(3))
            catalogue = quoth.NameCatalogue([("1", "Ana Rosh")])
            hit = index.search("sluice")[0]
            fitting = {"query": "sluice", "queries": ["sluice"], "text": BODY, "texts": [BODY], "hit": hit, "words": "x",
                       "name": "Ana", "when": "2024-03", "kind": "direct", "stance": "denied", "inside": quoth.word("x"),
                       "required": quoth.word("x"), "optional": quoth.word("y"), "letters": "sabot", "outlet": "Lamp",
                       "tag": "en", "grain": "day", "day": "2024-03-10", "year": 2024, "a": "x", "b": "y", "token": "x",
                       "acronym": "UN", "data": b"x", "word": "x", "start": 0, "end": 1, "matches": [(0, 1)], "id": "a1",
                       "path": index.path, "names": [("1", "x")], "match": catalogue.find("Ana")[0], "b ": 0.5,
                       "annotated": quoth.annotate(BODY), "key": "read"}
            functions = [getattr(quoth, n) for n in quoth.__all__ if inspect.isfunction(getattr(quoth, n))] + [quoth.open]
            functions += [f for n, f in inspect.getmembers(index, inspect.ismethod)
                          if not n.startswith("_") and n not in ("open", "create", "in_memory", "close", "add")]
            functions += [catalogue.find, catalogue.explain, quoth.features.freshness, quoth.features.date_closeness]
            # Of what they are given they take any: a search for nothing among them.
            free = {("create", "exist_ok"), ("in_memory", "analyzers")}
            tried = 0
            for function in functions:
                parameters = inspect.signature(function).parameters
                given = {n: fitting[n] for n, p in parameters.items()
                         if p.default is p.empty and p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)}
                for name, p in parameters.items():
                    if (function.__name__, name) in free or p.kind is p.VAR_KEYWORD:
                        continue
                    tried += 1
                    with self.subTest(function=function.__name__, parameter=name):
                        with self.assertRaises((TypeError, quoth.UsageError)) as raised:
                            if p.kind is p.VAR_POSITIONAL:
                                function(object())
                            else:
                                function(**{**given, name: object()})
                        if isinstance(raised.exception, TypeError):
                            self.assertRegex(str(raised.exception), rf"^(?:{name}|words|parts|queries)\b")
                        else:
                            self.assertTrue(str(raised.exception).startswith(name), str(raised.exception))
            self.assertGreater(tried, 150)


if __name__ == "__main__":
    sys.exit(tell.main())
