"""Every name of the public C++ headers is reachable from Python, or reachable.tsv says why it is not."""
import inspect
import os
import pathlib
import re
import sys
import unittest

import quoth

import tell
from public_names import names_in, public_names

HERE = pathlib.Path(__file__).parent


def rows():
    for line in (HERE / "reachable.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield tuple(line.split("\t"))


def missing_in_python(name):
    """What of `Index.search(limit)` is not there; None when all is."""
    path, _, parameter = name.partition("(")
    thing = quoth
    for part in path.split("."):
        if not hasattr(thing, part):
            return f"{path} is not there"
        thing = getattr(thing, part)
    if parameter and parameter[:-1] not in inspect.signature(thing).parameters:
        return f"{path} has no parameter {parameter[:-1]}"
    return None


class Reachable(unittest.TestCase):
    maxDiff = None

    def test_every_name_has_one_row_and_every_row_a_name(self):
        declared = public_names(pathlib.Path(os.environ["QUOTH_SOURCE"], "include", "quoth"))
        self.assertGreater(len(declared), 1000)
        listed = [row[0] for row in rows()]
        self.assertEqual(len(listed), len(set(listed)), "a name has two rows")
        exact = {name for name in listed if not name.endswith("::*")}
        families = [name[:-1] for name in listed if name.endswith("::*")]
        in_family = {name for name in declared - exact if name.startswith(tuple(families))}
        self.assertEqual(sorted(declared - exact - in_family), [], "names without a row in reachable.tsv")
        self.assertEqual(sorted(exact - declared), [], "rows whose name no header declares")
        self.assertEqual([f for f in families if not any(n.startswith(f) for n in in_family)], [], "empty families")

    def test_the_python_names_are_there(self):
        wrong = {}
        for name, python in rows():
            if python.startswith("- "):
                self.assertGreater(len(python), 8, f"{name}: no reason given")
            elif what := missing_in_python(python):
                wrong[name] = what
        self.assertEqual(wrong, {})

    def test_what_is_missing_is_seen(self):
        self.assertIsNone(missing_in_python("Index.search(limit)"))
        self.assertIn("nowhere", missing_in_python("Index.nowhere"))
        self.assertIn("limits", missing_in_python("Index.search(limits)"))


class Scanner(unittest.TestCase):
    def test_it_finds_what_headers_declare(self):
        found = names_in('''
            namespace quoth {
            /// class Nothing;
            class Later;
            enum class Mood : std::uint8_t { calm, cross = 3, odd };  // enum class Other { x };
            struct Box : Base {
              int a = 1, b{2};
              std::vector<std::pair<int, int>> pairs = {{1, 2}, {3, 4}};
              double (*scores)(const int* in, std::size_t n);
              struct Inner { bool deep; };
              [[nodiscard]] constexpr int size() const noexcept { return a; }
              Box(int x) : a(x) {}
              ~Box();
              friend bool operator==(const Box&, const Box&) = default;
             private:
              int hidden_ = 0;
              void secret();
            };
            class Door { int shut; public: void open(int how = 3); };
            inline constexpr std::size_t kMost = std::size_t{1} << 20;
            template <class T, class = std::enable_if_t<(sizeof(T) > 2)>>
            [[nodiscard]] std::optional<T> make(std::string_view text, const T& like = {});
            using Names = std::vector<std::string>;
            namespace detail { int inner(); }
            namespace tools { void turn(); }
            }''')
        self.assertEqual(found, {
            "Mood", "Mood::calm", "Mood::cross", "Mood::odd", "Box", "Box::a", "Box::b", "Box::pairs", "Box::scores",
            "Box::Inner", "Box::Inner::deep", "Box::size", "Door", "Door::open", "kMost", "make", "Names", "tools::turn"})

    def test_it_reads_every_class_that_a_header_defines(self):
        for header in pathlib.Path(os.environ["QUOTH_SOURCE"], "include", "quoth").rglob("*.hpp"):
            text = header.read_text(encoding="utf-8")
            names = names_in(text)
            for name in re.findall(r"(?m)^(?:class|struct|enum class) (\w+)[^;{]*\{", text):
                if "namespace detail" not in text:
                    self.assertTrue(any(n.split("::")[-1] == name for n in names), f"{name} of {header.name}")


if __name__ == "__main__":
    sys.exit(tell.main())
