"""An index: what is asked."""

import os
import shutil
import tempfile
import weakref

from . import _core
from ._analyze import analyzers_of
from ._interrupts import interruptible
from ._writer import Writer

# Queries that go to the library at once: between two such calls Ctrl-C is seen.
_AT_ONCE = 128
_MEMORY = "/dev/shm"


def _remove(folder, owner):
    if os.getpid() == owner:  # a forked child ends without its parent's index
        shutil.rmtree(folder, ignore_errors=True)


class Index:
    """An index of articles, opened for asking: one state of it, which later commits do not change until refresh().

    Made by quoth.open(path), Index.create(path) or Index.in_memory(). Any number of threads may ask it at once;
    Python's lock is released while they do. A query is a str in the query language or a Query.
    """

    def __init__(self, searcher=None, path=None, analyzers=None, temporary=None):
        if not isinstance(searcher, _core.Searcher):
            raise TypeError("An Index is made by quoth.open(path), Index.create(path) or Index.in_memory().")
        self._searcher = searcher
        self._path = path
        self._analyzers = analyzers
        self._temporary = temporary
        self._left = []  # threads on which a writer's commit goes on that nobody waits for any more

    @classmethod
    def open(cls, path):
        """Opens the index at `path`, a str or os.PathLike. NotFoundError where there is none."""
        return cls(_core.open(path), os.path.abspath(os.fsdecode(path)))

    @classmethod
    def create(cls, path, *, analyzers=None, exist_ok=False):
        """Makes an empty index in a new or empty directory, and opens it.

        analyzers  an Analyzers, or Analyzer objects that run after Quoth's own; every later writer needs the same
        exist_ok   open the one that is there; otherwise that is a UsageError
        """
        analyzers = None if analyzers is None else analyzers_of(analyzers)
        try:
            _core.open(path)
        except _core.NotFoundError:
            _core.open_writer(path, True, 0.0, analyzers, _BUFFER, "none", False).close()
        else:
            if not exist_ok:
                raise _core.UsageError(f"{os.fsdecode(path)}: there is an index already. "
                                       "Open it, or say exist_ok=True.")
        index = cls.open(path)
        index._analyzers = analyzers
        return index

    @classmethod
    def in_memory(cls, *, analyzers=None):
        """An empty index for a while: in memory-backed storage where there is some, gone with its last reference,
        at close(), or at the end of a `with` block."""
        parent = _MEMORY if os.access(_MEMORY, os.W_OK | os.X_OK) else None
        folder = tempfile.mkdtemp(prefix="quoth-", dir=parent)
        index = None
        try:
            index = cls.create(folder, analyzers=analyzers)
        finally:
            if index is None:
                shutil.rmtree(folder, ignore_errors=True)
        index._temporary = weakref.finalize(index, _remove, folder, os.getpid())
        return index

    def close(self):
        """Lets go of the files; of an index in memory, of all of it. Asking it afterwards is a UsageError."""
        self._searcher = None
        if self._temporary is not None:
            self._temporary()

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        self.close()

    @property
    def _open(self):
        if self._searcher is None:
            raise _core.UsageError("This index is closed. Open it again.")
        return self._searcher

    @property
    def path(self):
        """Where it lies: a str."""
        return self._path

    @property
    def stats(self):
        """How much it holds: a Stats."""
        return self._open.stats()

    def sizes(self):
        """What it takes on disk, by what it is for: a Sizes. Reads all terms, some ms for each MB of them."""
        return interruptible(self._open.sizes)

    def note(self, key):
        """What Writer.note() left under that key: a str, empty when there is nothing."""
        return self._open.note(key)

    def refresh(self):
        """Sees what was committed since it was opened. Whether anything was."""
        before = self._open.stats().generation
        self._searcher = _core.open(self._path)
        return self._searcher.stats().generation != before

    def _committed(self):
        if self._searcher is not None:
            self.refresh()

    # Adding

    def writer(self, *, wait=0.0, memory_bytes=512 << 20, analyzers=None, merging="background", xapian=False):
        """The one Writer of this index; use it in a `with` block.

        wait          seconds to wait for another writer to finish; then LockedError
        memory_bytes  about so much memory it takes; a batch that needs more is written as several segments
        analyzers     those the index was made with; known already where create() or in_memory() made it
        merging       "background": segments are merged there when commits have made many; "none": only by Writer.merge()
        xapian        each segment gets a Xapian database of its articles as well, articles.glass, for Xapian's own tools;
                      it takes half a byte for each byte of text
        """
        analyzers = self._analyzers if analyzers is None else analyzers_of(analyzers)
        self._open
        self._finish_left()
        return Writer(interruptible(_core.open_writer, self._path, False, wait, analyzers, memory_bytes, merging, xapian), self)

    def _finish_left(self):
        # A commit that Ctrl-C left behind holds the lock until it is done.
        left = list(self._left)
        for thread in left:
            thread.join()
        if left:
            self._left = [thread for thread in self._left if thread not in left]
            self._committed()

    def add(self, article=None, /, *, id="", title="", body="", published=None, source="", url="", lang="",
            columns=None, progress=None, threads=0):
        """Adds articles and commits, as Writer.add() in a `with index.writer()`. Gives how many it added."""
        with self.writer() as writer:
            return writer.add(article, id=id, title=title, body=body, published=published, source=source, url=url,
                              lang=lang, columns=columns, progress=progress, threads=threads)

    # Asking

    def search(self, query, limit=10, *, offset=0, unit=None, rerank=None, deadline=10.0, today=None,
               name_strictness=0, k1=1.2, b=0.75, snippet_characters=240, snippet_fragments=2, sentences=1,
               context_bytes=1000, suggestions=True, people=False, fold_copies=False):
        """The best hits of a query: Results.

            >>> index.search("by:Marenko said:taxes")[0].id
            'budget'
            >>> index.search(quoth.by("Marenko") & quoth.said("taxes"), limit=100).total
            1

        limit, offset       how many hits, and how many of the best are passed over
        unit                "articles" or "quotations"; None: quotations when the query asks about nothing else
        rerank              True, or a Reranking: puts the best in order once more; see quoth.features
        deadline            seconds; then DeadlineError
        today               what "last week" in a query text is read against: a date; the day it is when None
        name_strictness     how alike spellings of a name must be, in per cent: 50..100; 0 the usual
        k1, b               of BM25: saturation, >= 0, and length normalisation, 0..1
        snippet_characters  code points of a snippet, at least 40; of at most snippet_fragments stretches
        sentences           shown before and after each quotation, each side up to context_bytes
        suggestions         fill Results.suggestions when hardly anything matches
        people              fill Results.people; costs about as much as the search
        fold_copies         of near-identical articles only the best is a hit, the others stand in its `copies`
        """
        return self._open.search(query, (limit, offset, unit, rerank, deadline, today, name_strictness, k1, b,
                                         snippet_characters, snippet_fragments, sentences, context_bytes,
                                         suggestions, people, fold_copies))

    def quotes(self, query, limit=10, *, offset=0, rerank=None, deadline=10.0, today=None, name_strictness=0, k1=1.2,
               b=0.75, snippet_characters=240, snippet_fragments=2, sentences=1, context_bytes=1000, suggestions=True,
               people=False, fold_copies=False):
        """The best quotations, one a hit: search() with unit="quotations"."""
        return self._open.search(query, (limit, offset, "quotations", rerank, deadline, today, name_strictness, k1, b,
                                         snippet_characters, snippet_fragments, sentences, context_bytes,
                                         suggestions, people, fold_copies))

    def search_many(self, queries, limit=10, *, offset=0, unit=None, rerank=None, deadline=10.0, today=None,
                    name_strictness=0, k1=1.2, b=0.75, snippet_characters=240, snippet_fragments=2, sentences=1,
                    context_bytes=1000, suggestions=True, people=False, fold_copies=False, threads=0, on_error="raise"):
        """search() of many queries on all cores: a list of Results, in order. The deadline is each query's own.

        threads   how many work at it; 0: one for each core
        on_error  "raise" the first error, or "return" it in the place of its Results
        """
        if isinstance(queries, (str, bytes, _core.Query)) or not hasattr(queries, "__iter__"):
            raise TypeError(f"queries: an iterable of str or Query is needed, not {type(queries).__name__}")
        if on_error not in ("raise", "return"):
            raise _core.UsageError(f'on_error: {on_error!r} is none of "raise" and "return"')
        options = (limit, offset, unit, rerank, deadline, today, name_strictness, k1, b, snippet_characters,
                   snippet_fragments, sentences, context_bytes, suggestions, people, fold_copies)
        queries = list(queries)
        out = []
        for begin in range(0, len(queries), _AT_ONCE):
            out += self._open.search_many(queries[begin:begin + _AT_ONCE], options, threads, on_error == "return")
        return out

    def check(self, text, by="", limit=10, *, sentences=1, context_bytes=1000):
        """Whether anybody is quoted with this text: verbatim, altered, cut, spliced, or not at all. A Check.

            >>> index.check("We will raise taxes", by="Marenko").verdict
            'cut'

        by     whose words they are said to be: a name, or a description such as "the mayor"
        limit  sources given back at most
        """
        return self._open.check(text, (by, limit, sentences, context_bytes))

    def trail(self, text, limit=50, *, most_articles=400, sentences=1, context_bytes=1000):
        """Where these words, or words like them, were first printed, and every variant since: a Trail.

        limit          variants given back at most
        most_articles  read at most; the most alike are
        """
        return self._open.trail(text, (limit, most_articles, sentences, context_bytes))

    def copies(self, id, *, least=0.8, limit=100):
        """The near-identical articles of one, wire copies and cuts, oldest first: a tuple of Copy.

        least  of the shorter text's runs of four words, the share that the longer one must have: 0..1
        limit  copies given back at most
        """
        return self._open.copies(id, (least, limit))

    def timeline(self, query, by="event", grain=None, within=None, *, near=False, unit=None, limit=100, examples=1,
                 deadline=10.0, today=None, k1=1.2, b=0.75, snippet_characters=160, snippet_fragments=1):
        """What a query finds, counted by days: a Timeline.

        by        "event": the days the texts speak of, whenever they were printed; "published": of printing
        grain     what a row is: "day", "week", "month", "quarter", "half", "year", "decade", "century"; chosen when None
        within    only what reaches into this: an Interval, a date, (first, last), "2024-03"
        near      of the dates in an article count only those in one sentence with what matched
        limit     rows of each kind, those with the highest counts
        examples  the best hits of each row
        """
        return self._open.timeline(query, (by, grain, within, near, unit, limit, examples, deadline, today, k1, b,
                                           snippet_characters, snippet_fragments))

    def names(self, type=None, like="", limit=50, *, strictness=0, deadline=120.0):
        """The people, organisations and places of the index, joined over articles: Names.

        type  "person", "organisation" or "place"; None: all
        like  only names that are, or may be, this one
        """
        return self._open.names((type, like, limit, strictness, deadline))

    def facets(self, query, limit=10, *, most_articles=20_000, unit=None, strictness=0, deadline=10.0, today=None):
        """Whom and what the articles that a query finds name, and who speaks in them: Facets.

        limit          names of each kind, those in most articles
        most_articles  of more hits, the best are read
        """
        return self._open.facets(query, (limit, most_articles, unit, strictness, deadline, today))

    def explain(self, query, hit, *, rerank=None, deadline=10.0, today=None, name_strictness=0, k1=1.2, b=0.75):
        """Why `hit` is a hit of `query`, with the options it was found with: an Explanation."""
        return self._open.explain(query, hit, (1, 0, None, rerank, deadline, today, name_strictness, k1, b, 240, 2, 1,
                                               1000, False, False, False))

    # The articles

    def article(self, id):
        """The Article with that id. NotFoundError where there is none."""
        return self._open.article(id)

    def annotations(self, id):
        """The article with that id and what was found in it: an Annotated. NotFoundError where there is none."""
        return self._open.annotations(id)

    def articles(self):
        """All articles, in the order of the index: an iterator of Article, over the state at this moment."""
        searcher = self._open
        segment, docid = 0, 1
        while (found := searcher.articles(segment, docid)) is not None:
            article, segment, docid = found
            yield article

    def article_names(self, id):
        """Whom and what the article with that id names, without reading its text: a list of ArticleName."""
        return self._open.article_names(id)

    # The words

    def document_frequency(self, word, space="articles"):
        """In how many articles (space="quotations": quotations) a word stands, in any of its forms; what was removed
        counts until Writer.merge()."""
        return self._open.document_frequency(word, space)

    def words_with_prefix(self, letters, limit=100, space="articles"):
        """The stems of all words that begin so, those in most articles (quotations) first: a list of (stem, how many)."""
        return self._open.words_with_prefix(letters, limit, space)

    def spellings_like(self, token, least=0.8, space="articles"):
        """Spellings in the index of a token of a name, any script: a list of (spelling, likeness), best first.

        token  one token of a name: "Marenko"
        least  likeness from 0.5 to 1
        """
        return self._open.spellings_like(token, least, space)

    def __contains__(self, id):
        return isinstance(id, str) and self._open.has(id)

    def __len__(self):
        return len(self._open)

    def __bool__(self):
        return True  # an index without articles is one

    def __reduce__(self):
        if self._temporary is not None:
            raise TypeError("An index in memory cannot be pickled; Index.create() makes one that can.")
        return Index.open, (self._path,)

    def __repr__(self):
        if self._searcher is None:
            return f"<Index {self._path} · closed>"
        stats = self._searcher.stats()
        return f"<Index {self._path} · {stats.articles} articles, {stats.quotations} quotations>"


_BUFFER = 32 << 20


def open(path):
    """Opens the index at `path`, a str or os.PathLike: an Index. NotFoundError where there is none."""
    return Index.open(path)


def verify(path):
    """Reads every byte of the index at `path` and says what is wrong: a Report, which is True when all is well."""
    return interruptible(_core.verify, path)


def rebuild(path, wait=0.0):
    """Writes the index at `path` anew from the articles it stores: mends files that follow from them, and brings older
    formats up to date. Nothing is analysed again. A RebuildInfo.

    wait  seconds to wait for a writer to finish; then LockedError

    Ctrl-C ends the wait for it, not the work: that goes on while Python runs, and where Python ends before it does the
    index is as it was.
    """
    return interruptible(_core.rebuild, path, wait)
