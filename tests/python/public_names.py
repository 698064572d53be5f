"""Names that the public headers declare: types, functions, fields, constants and enumerators, as Searcher::search.

A small scanner, not a compiler: it knows the C++ of include/quoth, and test_reachable.py shows that it finds what it should.
"""
import re

_TOKEN = re.compile(r"[A-Za-z_]\w*|::|->|<<|\d[\w'.]*|\S")
_SKIPPED = {"friend", "static_assert", "using", "template", "typedef", "public", "private", "protected"}


def _tokens(text):
    text = re.sub(r"//[^\n]*|/\*.*?\*/", " ", text, flags=re.DOTALL)
    text = re.sub(r'R"\((?:.|\n)*?\)"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])\'', " 0 ", text)
    text = re.sub(r"(?m)^\s*#(?:.*\\\n)*.*$", " ", text)
    text = re.sub(r"\[\[.*?\]\]", " ", text)
    return _TOKEN.findall(text)


def _past(tokens, at, open_, close):
    """The place behind the bracket that closes the one at `at`."""
    depth = 0
    while True:
        depth += (tokens[at] == open_) - (tokens[at] == close)
        at += 1
        if depth == 0:
            return at


def _past_angles(tokens, at):
    depth = 0
    while True:
        if tokens[at] == "(":
            at = _past(tokens, at, "(", ")")
            continue
        depth += (tokens[at] == "<") - (tokens[at] == ">") + 2 * (tokens[at] == "<<")
        at += 1
        if depth <= 0:
            return at


class _Scan:
    def __init__(self, tokens):
        self.tokens = tokens
        self.names = set()

    def scope(self, at, prefix, class_name=None, public=True):
        """Reads declarations up to the end of their scope; gives the place of its closing brace."""
        t = self.tokens
        while at < len(t) and t[at] != "}":
            if t[at] == ";":
                at += 1
            elif t[at] in ("public", "private", "protected"):
                public = t[at] == "public"
                at += 2
            elif t[at] == "namespace":
                brace = t.index("{", at)
                inner = "".join(t[at + 1:brace])
                at = self.scope(brace + 1, "" if inner == "quoth" else inner.replace("quoth::", "") + "::") + 1
            elif t[at] == "template":
                at = _past_angles(t, at + 1)
            elif t[at] in ("friend", "static_assert"):
                at = self.past_declaration(at)
            elif t[at] == "using":
                if public and t[at + 1] != "namespace" and t[at + 2] == "=":
                    self.names.add(prefix + t[at + 1])
                at = self.past_declaration(at)
            elif t[at] == "enum":
                at = self.enumeration(at, prefix, public)
            elif t[at] in ("class", "struct", "union"):
                at = self.type(at, prefix, public)
            else:
                at = self.declaration(at, prefix, class_name, public)
        return at

    def past_declaration(self, at):
        t = self.tokens
        while t[at] not in (";", "{"):
            at = _past(t, at, "(", ")") if t[at] == "(" else at + 1
        if t[at] == "{":
            at = _past(t, at, "{", "}")
            return at + 1 if at < len(t) and t[at] == ";" else at
        return at + 1

    def enumeration(self, at, prefix, public):
        t = self.tokens
        at += 2 if t[at + 1] in ("class", "struct") else 1
        name = prefix + t[at]
        brace = at
        while t[brace] not in ("{", ";"):
            brace += 1
        if t[brace] == ";":
            return brace + 1
        end = _past(t, brace, "{", "}")
        if public:
            self.names.add(name)
            expecting = True
            for token in t[brace + 1:end - 1]:
                if expecting and re.match(r"[A-Za-z_]", token):
                    self.names.add(f"{name}::{token}")
                    expecting = False
                expecting = expecting or token == ","
        return end

    def type(self, at, prefix, public):
        t = self.tokens
        kind, name = t[at], t[at + 1]
        at += 2
        while t[at] == "::":  # class NameCatalogue::Builder { ... }
            name += "::" + t[at + 1]
            at += 2
        while t[at] not in ("{", ";"):
            at += 1
        if t[at] == ";":  # declared, not defined
            return at + 1
        if not public:
            return _past(t, at, "{", "}")
        self.names.add(prefix + name)
        return self.scope(at + 1, f"{prefix}{name}::", name.split("::")[-1], public=kind != "class") + 1

    def declaration(self, at, prefix, class_name, public):
        """A function, a variable or fields."""
        t = self.tokens
        name, names, begin = None, [], at
        while True:
            token = t[at]
            if token == "operator" or token == "~":
                return self.past_declaration(at)
            if token == "(":
                # A pointer to a function: type (*name)(...).
                pointer = t[at + 1] == "*" and re.match(r"[A-Za-z_]", t[at + 2])
                names = [t[at + 2] if pointer else name]
                at = self.past_declaration(at)
                break
            if token == "<":
                at = _past_angles(t, at)
                continue
            if token == "[":
                at = _past(t, at, "[", "]")
                continue
            if token in ("=", "{"):
                names.append(name)
                while t[at] not in (",", ";"):  # its value
                    at = (_past(t, at, "(", ")") if t[at] == "(" else
                          _past(t, at, "{", "}") if t[at] == "{" else
                          _past_angles(t, at) if t[at] == "<" else at + 1)
                name = None
                continue
            if token in (",", ";"):
                if name is not None:
                    names.append(name)
                name = None
                if token == ";":
                    at += 1
                    break
            elif re.match(r"[A-Za-z_]", token):
                name = token
            at += 1
        if public and "default" not in t[begin:begin + 1]:
            self.names.update(prefix + n for n in names if n and n != class_name)
        return at


def names_in(header):
    """All names that the text of a header declares, without those of detail namespaces."""
    scan = _Scan(_tokens(header))
    scan.scope(0, "")
    return {name for name in scan.names if not name.startswith("detail::")}


def public_names(include):
    """All names of the headers below `include`, a pathlib.Path."""
    return set().union(*(names_in(path.read_text(encoding="utf-8")) for path in include.rglob("*.hpp")))
