"""Any call with any values gives an answer or one of the errors that are promised, and no memory is lost.

    test_random_calls.py [--calls N] [--seed N]

Hypothesis draws the calls: what the package offers, with fitting values, values out of range and values of wrong types.
Then they are made again on a world of their own, kind by kind, with the heap measured to the byte: a kind of call whose
heap grows each time its calls are made once more loses memory, however rare the call, and what a world leaves behind is
summed over all worlds. So what Hypothesis keeps for itself does not count, and caches, which stop growing, do not either.
Says that it skips without Hypothesis. Where the library is sanitized, AddressSanitizer watches.
"""
import argparse
import contextlib
import ctypes
import datetime
import gc
import importlib
import os
import pickle
import random
import sys
import tempfile
import time

try:
    import hypothesis
    from hypothesis import strategies as st
except ImportError:
    print("skipped: Hypothesis is not there (Debian: python3-hypothesis)")
    sys.exit(77)

import quoth

# What a call may raise: quoth's errors, and Python's for values of wrong types and places out of range.
PROMISED = (quoth.Error, TypeError, IndexError, KeyError, OverflowError, NotImplementedError)
BODY = ("“We will not raise taxes,” Premier Ilka Marenko said on Friday, 8 March 2024. Her rival, Tomas Veld of the Harbour "
        "Union, called the plan “a fairy tale.” 🐟 “Nobody asked the council of Halden,” he said.")
LEAK = 1 << 20   # of the heap, over all worlds
SMALLEST = 16    # nothing less is ever allocated

words = st.sampled_from(["Marenko", "Veld", "taxes", "Ілка Маренко", "Halden", "🐟 x", "fairy tale", "Friday", "March 2024", ""])
dates = st.one_of(st.dates(), st.datetimes(), st.sampled_from(["2024-03-08", "2024-02-30", "2022-03", "last week", "1990s"]))
anything = st.one_of(
    words, st.text(max_size=30), st.integers(-3, 300), st.integers(), st.floats(), st.none(), st.booleans(), st.binary(max_size=8),
    dates, st.lists(words, max_size=3), st.dictionaries(words, words, max_size=2), st.tuples(dates, dates),
    st.sampled_from(["person", "org", "LOC", "direct", "denied", "day", "month", "articles", "quotations", "event", "published"]))


def texts():
    return st.one_of(words, st.text(max_size=60), st.just(BODY), st.sampled_from(
        ["by:Marenko said:taxes", "name:Veld~90", "when:2024-03", '"fairy tale" NEAR/5 (tax* OR plan)', "((((", "said:(", "kind:direct"]))


def mostly(strategy):
    """What fits, and now and then anything."""
    return st.one_of(strategy, strategy, strategy, anything)


class World:
    """What calls are made on. Made anew for each run, so that what a snapshot remembers is no leak."""

    def __init__(self):
        self.index = quoth.Index.in_memory()
        self.index.add([{"id": str(i), "title": f"News {i}", "body": BODY, "published": "2024-03-10", "source": "Lamp"}
                        for i in range(3)])
        self.catalogue = quoth.NameCatalogue([(i, n) for i, n in enumerate(["Ilka Marenko", "Tomas Veld", "Київ"])])
        self.found = quoth.annotate(BODY, "2024-03-10")
        self.query = quoth.said("taxes").by("Marenko")
        self.results = self.index.search(self.query)
        # Reading parts of what came back: every attribute, and the manners of a value.
        self.values = [self.found, self.results, self.results[0], self.query, quoth.Interval("2024-03"),
                       self.index.check("We will raise taxes"), self.index.trail("fairy tale"), self.index.timeline("plan"),
                       self.index.names(), self.index.facets("plan"), self.index.stats, self.index.article("1"),
                       self.catalogue.find("Marenka")[0], quoth.explain_similarity("Veld", "Weld"), quoth.parse("by:x (("),
                       quoth.explain_quotations(self.found), quoth.variants_of("Wien")]


def attributes(value, random_):
    """Goes down a random path of attributes."""
    for _ in range(4):
        names = [name for name in dir(value) if not name.startswith("_")]
        if isinstance(value, (str, int, float, datetime.date, type(None))) or not names:
            return value
        if isinstance(value, (tuple, list)):
            if not value:
                return value
            value = random_.choice(value)
            continue
        value = getattr(value, random_.choice(names))
    return value


def manners(world, random_, other):
    value = attributes(random_.choice(world.values), random_)
    repr(value), str(value)
    value == other, value != random_.choice(world.values)  # noqa: B015
    if type(value).__module__ == "quoth":
        hash(value)
        assert pickle.loads(pickle.dumps(value)) == value, value
    return value


# name -> (function of the world and its values, strategies of these)
CALLS = {
    "annotate": (lambda w, *a: quoth.annotate(a[0], a[1], title=a[2], lang=a[3]),
        texts(), dates, words, st.sampled_from(["", "de", "xx"])),
    "annotate_many": (lambda w, *a: quoth.annotate_many(a[0], threads=a[1]),
        st.lists(texts(), max_size=3), st.integers(0, 3)),
    "explain_quotations": (lambda w, *a: quoth.explain_quotations(a[0] if a[1] else w.found),
        texts(), st.booleans()),
    "search": (lambda w, *a: w.index.search(a[0], a[1], offset=a[2], people=a[3]),
        texts(), st.integers(0, 20), st.integers(0, 5), st.booleans()),
    "search.rerank": (lambda w, *a: w.index.search(a[0], rerank=a[1], k1=a[2], b=a[3]),
        texts(), st.booleans(), st.floats(0, 3), st.floats(0, 1)),
    "search.today": (lambda w, *a: w.index.search(a[0], today=a[1], name_strictness=a[2]),
        texts(), dates, st.integers(0, 100)),
    "search_many": (lambda w, *a: w.index.search_many(a[0], threads=a[1], on_error=a[2]),
        st.lists(texts(), max_size=3), st.integers(0, 2), st.sampled_from(["raise", "return"])),
    "quotes": (lambda w, *a: w.index.quotes(a[0], sentences=a[1], context_bytes=a[2]),
        texts(), st.integers(0, 3), st.integers(0, 500)),
    "check": (lambda w, *a: w.index.check(a[0], by=a[1], limit=a[2]), texts(), words, st.integers(0, 9)),
    "trail": (lambda w, *a: w.index.trail(a[0], a[1]), texts(), st.integers(0, 9)),
    "timeline": (lambda w, *a: w.index.timeline(a[0], a[1], a[2], a[3], near=a[4]),
        texts(), st.sampled_from(["event", "published"]), st.sampled_from([None, "day", "year"]), dates, st.booleans()),
    "names": (lambda w, *a: w.index.names(a[0], a[1], a[2]),
        st.sampled_from([None, "person", "place"]), words, st.integers(0, 9)),
    "facets": (lambda w, *a: w.index.facets(a[0], a[1], unit=a[2]),
        texts(), st.integers(0, 9), st.sampled_from([None, "articles"])),
    "explain": (lambda w, *a: w.index.explain(a[0], w.results[0] if a[1] else a[0]), texts(), st.booleans()),
    "article": (lambda w, *a: w.index.annotations(a[0]), st.sampled_from(["0", "1", "7"])),
    "words": (
        lambda w, *a: (w.index.words_with_prefix(a[0], a[1]), w.index.document_frequency(a[0]), w.index.spellings_like(a[0])),
        words, st.integers(0, 9)),
    "sizes": (lambda w, *a: (w.index.sizes(), w.index.note(a[0])), words),
    "parse": (lambda w, *a: quoth.parse(a[0], a[1]), texts(), dates),
    "operators": (lambda w, *a: (quoth.said(a[0]) & a[1] | w.query - quoth.word(a[0])).plain_words,
        words, st.one_of(st.builds(quoth.word, words), st.builds(quoth.during, st.just("2024-03")))),
    # list: CPython 3.11 itself loses 208 bytes where `*` meets what is no iterable beside a keyword.
    "near": (lambda w, *a: str(quoth.near(*list(a[0]), within=a[1])), st.lists(words, max_size=4), st.integers(1, 20)),
    "name": (lambda w, *a: quoth.name(a[0], a[1], exact=a[2], strictness=a[3]),
        words, st.sampled_from([None, "person"]), st.booleans(), st.integers(50, 100)),
    "during": (lambda w, *a: (quoth.during(a[0]), quoth.published(a[0]), quoth.said_during(a[0])), dates),
    "interval": (lambda w, *a: (a[1] in quoth.Interval(a[0]), quoth.Interval(a[0]).overlaps(a[1])),
        st.one_of(dates, st.tuples(dates, dates)), dates),
    "read_date": (lambda w, *a: quoth.read_date(a[0], a[1], a[2]),
        texts(), dates, st.sampled_from(["en", "de", ""])),
    "period_of": (lambda w, *a: quoth.period_of(a[0], a[1]), st.sampled_from(["day", "week", "century"]), dates),
    "find": (lambda w, *a: w.catalogue.find(a[0], a[1], a[2]), words, st.integers(1, 5), st.floats(0, 1)),
    "similarity": (
        lambda w, *a: (quoth.name_similarity(a[0], a[1]), quoth.explain_similarity(a[0], a[1]), quoth.variants_of(a[0])),
        words, words),
    "names of": (
        lambda w, *a: (quoth.name_keys(a[0]), quoth.name_tokens(a[0]), quoth.acronyms_of(a[0]), quoth.without_legal_form(a[0]), quoth.fold_word(a[0])),
        texts()),
    "decode": (lambda w, *a: quoth.decode(a[0]), st.binary(max_size=60)),
    "sentences": (
        lambda w, *a: (quoth.sentences(a[0]), quoth.sentences_around(a[0], a[1], a[2]), quoth.quotation_words(a[0])),
        texts(), st.integers(0, 30), st.integers(0, 60)),
    "snippet": (lambda w, *a: quoth.make_snippet(a[0], a[1], characters=a[2]),
        texts(), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=3), st.integers(40, 90)),
    "slices": (lambda w, *a: w.results[a[0]:a[1]] == w.results[a[0]], st.integers(-3, 3), st.integers(-3, 3)),
    "manners": (lambda w, *a: manners(w, random.Random(a[0]), a[1]), st.integers(0, 1 << 30), anything),
    "writer": (lambda w, *a: with_writer(w.index, *a), st.sampled_from(["0", "7", 7]), texts(), dates),
}


def with_writer(index, id_, body, published):
    writer = index.writer()
    try:  # nothing is committed: the index stays as the other calls expect it
        writer.add({"id": id_, "body": body, "published": published})
        writer.add(id=id_, body=body)
        writer.note(body, id_)
        writer.remove(id_)
        return writer.pending
    finally:
        writer.close()


def drawn_calls():
    one = st.sampled_from(sorted(CALLS)).flatmap(
        lambda name: st.tuples(st.just(name), st.tuples(*[mostly(strategy) for strategy in CALLS[name][1:]])))
    return st.lists(one, min_size=10, max_size=40)


class _MallInfo(ctypes.Structure):
    _fields_ = [(name, ctypes.c_size_t) for name in
                "arena ordblks smblks hblks hblkhd usmblks fsmblks uordblks fordblks keepcost".split()]


def heap_counter():
    """A function that gives the bytes of the heap in use, whoever allocated them."""
    process = ctypes.CDLL(None)
    if hasattr(process, "__sanitizer_get_current_allocated_bytes"):
        counted = getattr(process, "__sanitizer_get_current_allocated_bytes")
        counted.restype = ctypes.c_size_t
        return counted
    process.mallinfo2.restype = _MallInfo

    def counted():
        info = process.mallinfo2()
        return info.uordblks + info.hblkhd
    return counted


heap_bytes = heap_counter()


def live_bytes():
    gc.collect()
    sys._clear_type_cache()  # it keeps the last 4096 names that C code looked up, each a str of its own
    return heap_bytes()


def call(world, name, values):
    try:
        CALLS[name][0](world, *values)
    except PROMISED:
        pass


def drawn(seed, most):
    """Calls that Hypothesis draws and makes, each once; a list of (name, values)."""
    world = World()
    made = []

    @hypothesis.seed(seed)
    @hypothesis.settings(max_examples=max(1, most // 25), deadline=None, database=None, print_blob=False,
                         suppress_health_check=list(hypothesis.HealthCheck))
    @hypothesis.given(drawn_calls())
    def any_call_keeps_its_promise(calls):
        for one in calls:
            made.append(one)
            call(world, *one)

    any_call_keeps_its_promise()
    return made


def growth_by_kind(world, by_kind):
    """{kind: bytes by which the heap grows each time its calls are made again}, of those whose heap does not stop growing."""
    def grown_by(name, passes):
        before = live_bytes()
        for _ in range(passes):
            for values in by_kind[name]:
                call(world, name, values)
        return (live_bytes() - before) // passes

    grows = {}
    for name in by_kind:
        grown_by(name, 1)  # fills what is filled once
        least = grown_by(name, 2)
        # Python's lists of objects to use again take a while to fill.
        for _ in range(8):
            if least < SMALLEST:
                break
            least = min(least, grown_by(name, 8))
        if least >= SMALLEST:
            grows[name] = least
    return grows


def replayed(calls):
    """Makes the calls again on a new world, kind by kind; gives growth_by_kind and what was left when that world was gone."""
    by_kind = {}
    for name, values in calls:
        by_kind.setdefault(name, []).append(values)
    before = live_bytes()
    world = World()
    grows = growth_by_kind(world, by_kind)
    del world
    return grows, live_bytes() - before


def leaks_are_noticed():
    """A call that loses a little, and only with one of its values, is found out; one that fills a cache is not."""
    kept, cache = [], {}

    def loses(_, value):
        if value == 77:
            kept.append(bytearray(16))

    def remembers(_, value):
        cache[value] = bytearray(1 << 16)

    CALLS["loses"], CALLS["remembers"] = (loses,), (remembers,)
    grows = growth_by_kind(None, {name: [(n,) for n in range(100)] for name in ("loses", "remembers")})
    del CALLS["loses"], CALLS["remembers"]
    return list(grows) == ["loses"] and 16 <= grows["loses"] < 1000


def main():
    hypothesis.configuration.set_hypothesis_home_dir(os.path.join(tempfile.gettempdir(), "quoth-hypothesis"))
    parser = argparse.ArgumentParser()
    parser.add_argument("--calls", type=int, default=6000)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    arguments = parser.parse_args()
    print(f"seed {arguments.seed}; to repeat: test_random_calls.py --calls {arguments.calls} --seed {arguments.seed}", flush=True)
    if not leaks_are_noticed():
        print("a call that loses memory was not noticed\n0 passed, 1 failed")
        return 1
    for c in range(0, 0x30000, 32):  # how letters of a script are read is kept from the first one on
        if not 0xD800 <= c < 0xE000:
            quoth.name_keys(chr(c) * 2)
    with contextlib.suppress(ImportError):  # Results.scores imports it
        importlib.import_module("numpy")
    made, left, grows = 0, [], {}
    at_once = max(1000, arguments.calls // 50)
    while made < arguments.calls:
        calls = drawn(arguments.seed + len(left), min(at_once, arguments.calls - made))
        made += len(calls)
        gc.freeze()  # what Hypothesis keeps need not be looked through each time
        grown, rest = replayed(calls)
        gc.unfreeze()
        left.append(rest)
        for name, size in grown.items():
            grows[name] = max(size, grows.get(name, 0))
    lost = sum(left[len(left) // 10:])  # the first worlds fill what is filled once: tables, imports, caches
    sanitized = " under AddressSanitizer" if os.environ.get("QUOTH_SANITIZED") else ""
    print(f"{made} calls{sanitized}, each made again thrice at least; {len(left)} worlds left {lost / 1024:.1f} KiB of the heap "
          f"behind them, the last one {left[-1]} bytes")
    for name, size in grows.items():
        print(f"{name}: the heap grows by {size} bytes and more each time the same calls are made again")
    failed = bool(grows) or lost > LEAK
    print(f"more than {LEAK} bytes were lost\n0 passed, 1 failed" if failed else "1 passed, 0 failed")
    return int(failed)


# Python's own objects are counted like all others, and what is freed is free at once.
EXACT = {"PYTHONMALLOC": "malloc", "MALLOC_ARENA_MAX": "1", "GLIBC_TUNABLES": "glibc.malloc.tcache_count=0"}

if __name__ == "__main__":
    if any(os.environ.get(name) != value for name, value in EXACT.items()):
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **EXACT})
    sys.exit(main())
