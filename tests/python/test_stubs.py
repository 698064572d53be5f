"""The types in __init__.pyi are those of the package: stubtest finds no difference. Says that it skips without mypy."""
import importlib.util
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import quoth

import tell

HERE = pathlib.Path(__file__).parent


class Stubs(unittest.TestCase):
    def test_stubtest_is_clean(self):
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(
                [sys.executable, "-m", "mypy.stubtest", "quoth", "--allowlist", HERE / "stubtest_allowlist.txt"],
                env={**os.environ, "MYPYPATH": os.environ["PYTHONPATH"]},
                cwd=folder, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_everything_offered_is_typed_and_told(self):
        typed = pathlib.Path(quoth.__file__).with_name("__init__.pyi").read_text(encoding="utf-8")
        for name in quoth.__all__:
            thing = getattr(quoth, name)
            self.assertTrue(thing.__doc__, f"{name} has no docstring")
            self.assertRegex(typed, rf"(?m)^(?:class|def) {name}\b|^from .* as {name}$")


if __name__ == "__main__":
    if importlib.util.find_spec("mypy") is None:
        print("skipped: mypy is not there (Debian: mypy)")
        sys.exit(77)
    sys.exit(tell.main())
