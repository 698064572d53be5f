"""Names in any spelling or script."""

from . import _core


class NameCatalogue:
    """Names with their ids, found in any spelling or script: a watch list that is asked who somebody could be.

        >>> people = quoth.NameCatalogue({"q1": "Ilka Marenko", "q2": "Tomas Veld"})
        >>> people.find("Марэнка, Илька")[0].id
        'q1'

    names  an iterable of (id, name), a dict of id to name or to several names, or a DataFrame with the columns
           id and name. Ids need not be distinct.

    len() and indexing ((id, name) of a row) as of a list. Immutable: any number of threads may ask it.
    """

    __slots__ = ("_catalogue",)

    def __init__(self, names):
        self._catalogue = _core.Catalogue(_rows(names))

    def find(self, name, limit=10, at_least=0.02, variants=True):
        """Who could `name` be? A list of NameMatch, best first.

        at_least  the least score, 0..1: from 0.8 on it is rather the same than not
        variants  whether places and organisations meet by the gazetteer (Kyiv, Kiev)
        """
        return self._catalogue.find(name, limit, at_least, variants)

    def explain(self, name, match, variants=True):
        """Why `match` (a NameMatch of this catalogue) is one: a NameExplanation."""
        return self._catalogue.explain(name, match, variants)

    @property
    def facts(self):
        """How many distinct tokens and keys it has and the bytes it takes: a dict."""
        return dict(zip(("tokens", "keys", "memory"), self._catalogue.facts()))

    def __len__(self):
        return len(self._catalogue)

    def __getitem__(self, index):
        rows = range(len(self._catalogue))[index]
        return [self._catalogue.row(i) for i in rows] if isinstance(rows, range) else self._catalogue.row(rows)

    def __iter__(self):
        return (self._catalogue.row(i) for i in range(len(self._catalogue)))

    def __reduce__(self):
        return NameCatalogue, (list(self),)

    def __repr__(self):
        return f"<NameCatalogue of {len(self)} names>"


def _rows(names):
    if hasattr(names, "columns") and hasattr(names, "iloc"):
        return list(zip(names["id"].tolist(), names["name"].tolist()))
    if isinstance(names, dict):
        return [(id_, name) for id_, given in names.items() for name in ([given] if isinstance(given, str) else given)]
    if isinstance(names, (str, bytes)) or not hasattr(names, "__iter__"):
        raise TypeError(f"names: an iterable of (id, name) is needed, not {type(names).__name__}")
    return list(names)


def name_similarity(a, b, *, variants=True):
    """How likely two names mean the same, 0..1; from 0.8 on rather the same than not. Symmetric.

        >>> quoth.name_similarity("Ilka Marenko", "Марэнка, Илька") > 0.8
        True
    """
    return _core.name_similarity(a, b, variants)


def explain_similarity(a, b, *, variants=True):
    """name_similarity() with its reasons, token by token: a NameExplanation."""
    return _core.explain_similarity(a, b, variants)


def token_similarity(a, b):
    """How alike two tokens of names are, 0..1; from 0.8 on "may be the same name"."""
    return _core.token_similarity(a, b)


def name_keys(token):
    """Keys of one token of a name, any script: two spellings of one name share at least one. A tuple of str."""
    return _core.name_keys(token)


def name_tokens(name):
    """The tokens of a name, folded, in order: a tuple of str."""
    return _core.name_tokens(name)


def whole_name_keys(name):
    """Keys of a whole name of a place or organisation: two names of one share a key. A tuple of str."""
    return _core.whole_name_keys(name)


def names_version():
    """Identity of the rules behind name_keys(): an index keeps it."""
    return _core.names_version()


def variants_of(name):
    """The places and organisations that a name can mean, in any language, the best known first: a list of Place.

        >>> quoth.variants_of("Wien")[0].name
        'Vienna'
    """
    return _core.variants_of(name)


def are_variants(a, b):
    """Whether both names can mean one place or organisation."""
    return _core.are_variants(a, b)


def variant_similarity(a, b):
    """How surely two names mean one place or organisation: 0 when they share none, else .969 to 1."""
    return _core.variant_similarity(a, b)


def place_population(name):
    """People living in the largest place of exactly this usual name; 0 for none, or uncounted."""
    return _core.place_population(name)


def acronyms_of(name):
    """Acronyms that a name of two or more words makes, in capitals: a tuple of str."""
    return _core.acronyms_of(name)


def is_acronym_of(acronym, name):
    """Whether `acronym` is written like one that `name` makes, or is known to be one."""
    return _core.is_acronym_of(acronym, name)


def without_legal_form(name):
    """The name without what tells its legal form: "Nordhag GmbH & Co. KG" is "Nordhag"."""
    return _core.without_legal_form(name)


def gazetteer_facts():
    """What is compiled in: a dict of groups, spellings, references, bytes, complete, version."""
    return _core.gazetteer_facts()
