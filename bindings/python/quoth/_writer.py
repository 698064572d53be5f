"""Articles into an index."""

import itertools

from . import _core
from ._interrupts import interruptible
from ._progress import counted

_FIELDS = ("title", "body", "published", "source", "url", "lang")
# Articles that go to the library at once: between two such calls Ctrl-C is seen.
_AT_ONCE = 256


class Writer:
    """The one writer of an index: adds, replaces and removes articles, and publishes them all at once.

        with index.writer() as writer:
            writer.add(id="budget", body="…", published="2024-03-10")
            writer.add(frame, columns={"body": "text"})

    Commits when the block ends well, and drops what is not committed when it raises. Made by Index.writer().

    Ctrl-C ends any call soon. Articles are added whole or not at all; a commit that is under way is finished behind your
    back, before Python ends; merges are given up, which loses nothing: what was to be merged stays as it is, and a later
    writer's commits merge it.
    """

    __slots__ = ("_writer", "_index", "_gave_up")

    def __init__(self, writer=None, index=None):
        if not isinstance(writer, _core.OpenWriter):
            raise TypeError("A Writer is made by Index.writer().")
        self._writer = writer
        self._index = index
        self._gave_up = False

    def add(self, article=None, /, *, id="", title="", body="", published=None, source="", url="", lang="",
            columns=None, progress=None, threads=0):
        """Adds articles, each of which replaces the one with its id. Gives how many it added.

            writer.add(id="budget", title="…", body="…", published="2024-03-10")
            writer.add({"id": "budget", "body": "…"})
            writer.add(dicts)                 any iterable of dicts or Articles
            writer.add(frame)                 a pandas DataFrame with columns of these names

        published  a datetime.date, a datetime or "YYYY-MM-DD"; None (NaT, NaN) where it is not known
        columns    where a dict or DataFrame has other names: {"body": "text", "source": "outlet"}. What it has beside
                   these is not looked at
        progress   True: a tqdm bar; None: one where the work takes long and tqdm is there; False: none
        threads    how many analyse many articles; 0: one for each core

        What does not fit raises UsageError or TypeError. Articles are taken 256 at a time: of those taken with it none is
        added, those before stay added until commit() or close().
        """
        if article is None:
            self._writer.add_articles([_core.Article(id, title, body, published, source, url, lang)], 1)
            return 1
        if any((id, title, body, source, url, lang)) or published is not None:
            raise TypeError("add: give an article, or its fields as keywords, not both")
        if isinstance(article, _core.Article):
            self._writer.add_articles([article], 1)
            return 1
        names = _columns(columns)
        if isinstance(article, dict):
            self._writer.add_articles([_from_dict(article, names)], 1)
            return 1
        if hasattr(article, "columns") and hasattr(article, "iloc"):
            return self._add_frame(article, names, progress, threads)
        if isinstance(article, (str, bytes)) or not hasattr(article, "__iter__"):
            raise TypeError("article: an Article, a dict, an iterable of these or a DataFrame is needed, not "
                            + type(article).__name__)
        total = len(article) if hasattr(article, "__len__") else None
        articles = map(lambda one: _from_row(one, names), article)
        added = 0
        with counted(_shown(progress, total), total, "articles") as bar:
            while some := list(itertools.islice(articles, _AT_ONCE)):
                self._writer.add_articles(some, threads)
                added += len(some)
                bar(len(some))
        return added

    def _add_frame(self, frame, names, progress, threads):
        _require(names, set(map(str, frame.columns)), "DataFrame", "column")
        present = [names[field] if names[field] in frame.columns else None for field in ("id", *_FIELDS)]
        with counted(_shown(progress, len(frame)), len(frame), "articles") as bar:
            for begin in range(0, len(frame), _AT_ONCE):
                part = frame.iloc[begin:begin + _AT_ONCE]
                ids, *rest = [None if column is None else part[column].tolist() for column in present]
                self._writer.add_columns(ids, tuple(rest), threads)
                bar(len(part))
        return len(frame)

    def remove(self, id):
        """Removes the article with that id, if there is one."""
        self._writer.remove(id)

    def commit(self):
        """Publishes what is pending, all of it or none; it is on disk to stay when this returns. A CommitInfo.
        The index that made the writer sees it at once, others after Index.refresh().

        Ctrl-C ends the wait for it, not the commit, which is finished before Python ends; Index.refresh() sees it then.
        """
        info = self._made("commit")
        self._index._committed()
        return info

    def merge(self):
        """Commits, then makes one segment of all and reclaims the space of what was removed. A CommitInfo.

        Ctrl-C gives up the merge, not the commit before it; see commit().
        """
        self._require_merges()
        try:
            info = self._made("merge")
        except KeyboardInterrupt:
            self.give_up_merges()
            raise
        self._index._committed()
        return info

    def wait_for_merges(self):
        """Returns when no merge is due in the background. Commits begin these, and nobody needs to wait for them;
        close() does. Ctrl-C ends the wait and gives up the merges."""
        self._finish_merges()
        self._index._committed()

    def give_up_merges(self):
        """Makes no more merges, and leaves one that is under way unfinished: for who must end soon. Nothing is lost."""
        self._gave_up = True
        if self._writer.is_open():
            self._writer.give_up_merges()

    def note(self, key, text):
        """Keeps a text with the index, from the next commit on and until another one with the key is: how far you have
        read a source whose articles that commit holds. Index.note(key) gives it back; an empty one removes it."""
        self._writer.note(key, text)

    @property
    def pending(self):
        """How many articles were added and not committed yet."""
        return self._writer.pending()

    def close(self):
        """Lets go of the index when the merges that are due are done. What is not committed is dropped.
        Ctrl-C gives up the merges."""
        try:
            if self._writer.is_open() and not self._gave_up:
                self._finish_merges()
        except _core.UsageError:  # a forked process has no part in them
            pass
        finally:
            self._writer.close()

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        interrupted = kind is not None and issubclass(kind, KeyboardInterrupt)
        try:
            if kind is None and self._writer.is_open():
                self.commit()
        except KeyboardInterrupt:
            interrupted = True
            raise
        finally:
            if interrupted:
                self.give_up_merges()
            self.close()

    def _made(self, call):
        # With a hold of its own: when Ctrl-C has left the call behind, this writer is closed before it ends.
        hold = self._writer.share()

        def made():
            try:
                return getattr(hold, call)()
            finally:
                hold.close()
        return interruptible(made, left=self._index._left)

    def _finish_merges(self):
        try:
            self._made("wait_for_merges")
        except KeyboardInterrupt:
            self.give_up_merges()
            raise

    def _require_merges(self):
        if self._gave_up:
            raise _core.UsageError("This writer gave up its merges. Open a new one with Index.writer().")

    def __repr__(self):
        state = f"{self.pending} pending" if self._writer.is_open() else "closed"
        return f"<Writer of {self._index.path} · {state}>"


def _shown(progress, total):
    # Work that is done at once needs no bar, nor the import of what draws it.
    return False if progress is None and total is not None and total <= _AT_ONCE else progress


def _columns(columns):
    if columns is None:
        columns = {}
    if not isinstance(columns, dict):
        raise TypeError(f"columns: a dict is needed, not {type(columns).__name__}")
    for field in columns:
        if field not in ("id", *_FIELDS):
            raise _core.UsageError(f"columns: an article has no field {field!r}; it has id, " + ", ".join(_FIELDS))
    return {field: columns.get(field, field) for field in ("id", *_FIELDS)}


def _require(names, present, what, part):
    # A misspelled name must not become an article without a text.
    if names["id"] not in present:
        raise _core.UsageError(f"The {what} has no {part} \"{names['id']}\". columns={{\"id\": …}} says which one it is.")
    if names["body"] not in present and names["title"] not in present:
        raise _core.UsageError(f"The {what} has neither a {part} \"{names['body']}\" nor a {part} \"{names['title']}\". "
                               "columns={\"body\": …} says which one the text is.")


def _from_dict(row, names):
    _require(names, row, "dict", "key")
    return _core.Article(*[row.get(names[field]) for field in ("id", *_FIELDS)])


def _from_row(row, names):
    if isinstance(row, _core.Article):
        return row
    if isinstance(row, dict):
        return _from_dict(row, names)
    raise TypeError(f"article: an Article or a dict is needed, not {type(row).__name__}")
