"""The committed notebook shows what running it gives. test_notebook.py --write stores what it gives now."""
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from importlib.util import find_spec
from pathlib import Path

import tell

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NOTEBOOK = EXAMPLES / "notebooks" / "who_said_what.ipynb"
NEEDED = {"nbconvert": "jupyter-nbconvert", "ipykernel": "python3-ipykernel", "pandas": "python3-pandas",
          "matplotlib": "python3-matplotlib"}


def executed():
    """(The notebook, the table it writes): run from its beginning by a new kernel, in a copy of the examples."""
    with tempfile.TemporaryDirectory() as folder:
        for part in ("archive", "notebooks"):
            shutil.copytree(EXAMPLES / part, Path(folder) / part)
        home = Path(folder) / "home"
        environment = os.environ | {name: str(home / name.lower()) for name in (
            "HOME", "IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "MPLCONFIGDIR")}
        for name in ("HOME", "MPLCONFIGDIR"):
            Path(environment[name]).mkdir(parents=True)
        # matplotlib looks for fonts when it is first used, and says so: not in the notebook.
        subprocess.run([sys.executable, "-c", "import matplotlib.font_manager"], env=environment, check=True,
                       capture_output=True)
        subprocess.run([sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", "--inplace",
                        "--ExecutePreprocessor.record_timing=False", "--ExecutePreprocessor.timeout=600",
                        str(Path(folder) / "notebooks" / NOTEBOOK.name)],
                       env=environment, check=True, capture_output=True, text=True)
        table = Path(folder) / "notebooks" / "tarenko-in-june.csv"
        return json.loads((Path(folder) / "notebooks" / NOTEBOOK.name).read_text("utf-8")), table.read_text("utf-8")


def joined(text):
    return "".join(text) if isinstance(text, list) else text


def outputs_of(notebook):
    """What each code cell shows: texts as they are; of pictures, that they are there."""
    out = []
    for cell in notebook["cells"]:
        if cell["cell_type"] != "code":
            continue
        shown = []
        for output in cell["outputs"]:
            if output["output_type"] == "stream":
                shown.append({output["name"]: joined(output["text"])})
            elif output["output_type"] == "error":
                shown.append({"error": output["evalue"]})
            else:
                shown.append({kind: "a picture" if kind.startswith("image/") else joined(data)
                              for kind, data in output["data"].items()})
        out.append((joined(cell["source"]), shown))
    return out


def write():
    notebook, _ = executed()
    notebook["metadata"] = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
                            "language_info": {"name": "python"}}
    NOTEBOOK.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", "utf-8")


class Notebook(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.committed = json.loads(NOTEBOOK.read_text("utf-8"))
        try:
            cls.now, cls.table = executed()
        except subprocess.CalledProcessError as error:
            raise AssertionError(f"{error}\n{error.stderr}") from error

    def test_the_outputs_are_what_running_gives(self):
        for (source, committed), (_, now) in zip(outputs_of(self.committed), outputs_of(self.now), strict=True):
            with self.subTest(cell=source):
                self.assertEqual(committed, now, "test_notebook.py --write stores what it gives now")

    def test_every_cell_shows_something_and_none_an_error(self):
        for i, (source, shown) in enumerate(outputs_of(self.now)):
            with self.subTest(cell=source):
                self.assertTrue(shown)
                for output in shown:
                    self.assertNotIn("error", output)
                    self.assertNotIn("stderr", output)
        self.assertTrue(any("image/png" in output for _, shown in outputs_of(self.now) for output in shown))
        self.assertGreaterEqual(sum("text/html" in o for _, shown in outputs_of(self.now) for o in shown), 5)

    def test_the_story_is_true(self):
        """What its sentences say of its outputs."""
        shown = {source: "".join(o.get("text/plain", "") for o in outputs) for source, outputs in outputs_of(self.now)}

        def of(part):
            return next(text for source, text in shown.items() if part in source)

        self.assertEqual(of("index.add("), "43")  # forty-three articles
        self.assertRegex(of('"I say that the water is for sale"'), "(?s)^<Check cut.*“do not” left out.*Harbour Post · 2024-06-13 · I am not")
        self.assertRegex(of("keys under the mat"), "(?s)^<Check verbatim.*The Anvil · 2024-06-14.*altered.*Meridian Wire")
        self.assertRegex(of("index.trail("), "(?s)2024-06-12 · Meridian Wire · I do not.*2024-06-13 · Evening Lamp · I ...")
        self.assertIn("<Results: 7 of 7", of('said_during("2024-06-12")'))  # of 16: nearly half
        rows = list(csv.DictReader(self.table.splitlines()))
        self.assertEqual([row["said_first"] for row in rows if row["source"] == "Evening Lamp"], ["2024-06-13"] * 2)
        self.assertEqual([row["via"] for row in rows if row["source"] == "The Anvil"], ["Meridian Wire"])

    def test_it_is_committed_as_it_was_run_once_from_the_top(self):
        cells = [cell for cell in self.committed["cells"] if cell["cell_type"] == "code"]
        self.assertEqual([cell["execution_count"] for cell in cells], list(range(1, len(cells) + 1)))
        text = NOTEBOOK.read_text("utf-8")
        for machine in (f"{tempfile.gettempdir()}/", f"{NOTEBOOK.parents[2]}/", "iopub", "ExecutionTime"):
            self.assertNotIn(machine, text)


if __name__ == "__main__":
    missing = [package for module, package in NEEDED.items() if find_spec(module) is None]
    if missing:
        print("skipped: the notebook is not run without " + " ".join(missing))
        sys.exit(77)
    if sys.argv[1:] == ["--write"]:
        sys.exit(write())
    sys.exit(tell.main())
