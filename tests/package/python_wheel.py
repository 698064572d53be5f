#!/usr/bin/env python3
"""The Python package as pip builds and installs it, without a network: python_wheel.py BUILD

BUILD is a finished build; the wheel is packed from what is built there."""

import base64
import csv
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile

sys.dont_write_bytecode = True
SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "tests" / "command_line"))
from quoth_command import Claims, Failure, differs  # noqa: E402

SKIPPED = 77
ASK = """
import quoth, sys
with quoth.Index.create(sys.argv[1]).writer() as writer:
    writer.add(id="lock", title="Lock opens", body="“The lock is open,” Mayor Ilka Rehm said.")
print(quoth.__file__.startswith(sys.prefix), len(list(quoth.open(sys.argv[1]).search("lock"))))
"""


def run(*call, **more):
    done = subprocess.run([*map(str, call)], capture_output=True, text=True, check=False, timeout=900, **more)
    if done.returncode != 0:
        raise Failure(f"{' '.join(map(str, call))} exited with {done.returncode}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def recorded(wheel):
    """Nothing when RECORD names every file of a wheel with its hash and size."""
    with zipfile.ZipFile(wheel) as files:
        record = next(name for name in files.namelist() if name.endswith(".dist-info/RECORD"))
        told = {name: (digest, size) for name, digest, size in csv.reader(files.read(record).decode().splitlines())}
        found = {record: ("", "")}
        for name in files.namelist():
            if name != record:
                digest = base64.urlsafe_b64encode(hashlib.sha256(files.read(name)).digest()).decode().rstrip("=")
                found[name] = (f"sha256={digest}", str(files.getinfo(name).file_size))
    return differs(found, told)


def main(build):
    if subprocess.run([sys.executable, "-c", "import ensurepip, venv"], check=False, capture_output=True).returncode:
        print("skipped: there is no venv here. On Debian: apt-get install python3-venv")
        sys.exit(SKIPPED)
    claims = Claims()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        # What the machine has installed, and pip's own settings, stay outside.
        clean = {"PATH": os.environ["PATH"], "HOME": str(folder), "PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1",
                 "PIP_DISABLE_PIP_VERSION_CHECK": "1", "LC_ALL": "C.UTF-8"}
        run(sys.executable, "-m", "venv", folder / "env", env=clean)
        python = folder / "env/bin/python"

        def pip(*arguments):
            return run(python, "-m", "pip", *arguments, env=clean, cwd=folder)

        def build_wheel(name, *more):
            pip("wheel", "--no-deps", "--wheel-dir", folder / name, "--config-settings", f"build-dir={build}", *more, SOURCE)
            return next((folder / name).glob("*.whl"))

        wheel = build_wheel("isolated")
        version = re.search(r"^project\(Quoth VERSION (\S+)", (SOURCE / "CMakeLists.txt").read_text(), re.MULTILINE)[1]
        claims.holds("it is called by the version of CMakeLists.txt, this Python and this machine", lambda: differs(
            re.fullmatch(r"quoth-(.*)-cp(\d)(\d+)-cp\2\3-linux_\w+\.whl", wheel.name).groups(),
            (version, str(sys.version_info.major), str(sys.version_info.minor))))
        claims.holds("it is a whole zip file", lambda: run(sys.executable, "-m", "zipfile", "-t", wheel) and None)
        claims.holds("its record is right", lambda: recorded(wheel))
        claims.holds("without isolation it is the same, byte for byte", lambda: differs(
            build_wheel("plain", "--no-build-isolation").read_bytes() == wheel.read_bytes(), True))
        package = SOURCE / "bindings/python/quoth"
        with zipfile.ZipFile(wheel) as files:
            names = files.namelist()
        ours = {f"quoth/{p.relative_to(package)}" for p in package.rglob("*")
                if p.suffix in (".py", ".pyi") or p.name == "py.typed"}
        claims.holds("the whole package is in it", lambda: differs(
            sorted(name for name in names if name.startswith("quoth/") and not name.endswith(".so")), sorted(ours)))
        claims.holds("so are one extension and the licences", lambda: differs(
            [sum(name.endswith(".so") for name in names), sum("/licenses/" in name for name in names)], [1, 2]))

        claims.holds("it is installed", lambda: pip("install", wheel) and None)
        claims.holds("pip finds nothing missing", lambda: differs(pip("check").strip(), "No broken requirements found."))
        claims.holds("it works, away from the source tree", lambda: differs(
            run(python, "-I", "-c", ASK, folder / "news.quoth", env=clean, cwd=folder).split(), ["True", "1"]))
        claims.holds("what is installed tells the version", lambda: differs(
            run(python, "-I", "-c", "import importlib.metadata; print(importlib.metadata.version('quoth'))",
                env=clean, cwd=folder).strip(), version))
        pip("uninstall", "--yes", "quoth")
        claims.holds("nothing is left of it afterwards", lambda: differs(
            [str(p) for p in (folder / "env").rglob("*quoth*")], []))

        pip("install", "--no-build-isolation", "--config-settings", f"build-dir={build}", "--editable", SOURCE)
        claims.holds("an editable install is the package of the source tree", lambda: differs(
            run(python, "-I", "-c", "import os, quoth; print(os.path.realpath(quoth.__file__))", env=clean,
                cwd=folder).strip(), str(package / "__init__.py")))

        run(sys.executable, "-c", "import sys, build_backend; build_backend.build_sdist(sys.argv[1])", folder,
            cwd=folder, env={**clean, "PYTHONPATH": str(SOURCE / "bindings/python"), "PYTHONDONTWRITEBYTECODE": "1"})
        archive = folder / f"quoth-{version}.tar.gz"
        with tarfile.open(archive) as files:
            names = {name.split("/", 1)[1] for name in files.getnames()}
            files.extractall(folder)
        if (SOURCE / ".git").exists() and shutil.which("git"):
            tracked = {name for name in run("git", "-C", SOURCE, "ls-files", "-z").split("\0") if (SOURCE / name).is_file()}
            claims.holds("the source archive holds what git does", lambda: differs(names ^ tracked - {""}, {"PKG-INFO"}))
        unpacked = folder / f"quoth-{version}"
        claims.holds("the source archive configures", lambda: run(
            "cmake", "-S", unpacked, "-B", folder / "configured", "-DQUOTH_DEVELOPER=OFF", "-DQUOTH_PYTHON_MODULE=ON",
            f"-DPython_EXECUTABLE={sys.executable}", env=clean) and None)
    claims.finish()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]).resolve())
