"""Builds the Python package for pip and others: the hooks of PEP 517 and PEP 660 over CMake.

Nothing but Python's own library is imported, so it works offline and in an isolated environment alike. Settings, given
as `pip install . --config-settings build-dir=DIR`:

    build-dir    the build folder, below the source tree if relative; made if need be. Without it, build/release where
                 that is configured for this Python, else build/wheel-cp311 (the tag of this Python).
"""

import base64
import hashlib
import io
import os
import pathlib
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
import time
import tomllib
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
# What the tables of places ask of those who pass them on stands in the second.
LICENCES = ("LICENSE", "packaging/copyright")


def project():
    """The table [project] of pyproject.toml with the version of CMakeLists.txt."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    told["version"] = re.search(r"^project\(Quoth VERSION (\S+)", (ROOT / "CMakeLists.txt").read_text(), re.MULTILINE)[1]
    return told


def name_and_version():
    told = project()
    return f"{told['name']}-{told['version']}"


def tag():
    """One Python, one machine: the extension is built for both."""
    python = f"cp{sys.version_info.major}{sys.version_info.minor}"
    return f"{python}-{python}-{re.sub('[.-]', '_', sysconfig.get_platform())}"


def metadata():
    told = project()
    lines = ["Metadata-Version: 2.1", f"Name: {told['name']}", f"Version: {told['version']}",
             f"Summary: {told['description']}", "License: MIT", f"Keywords: {','.join(told['keywords'])}"]
    lines += [f"Classifier: {classifier}" for classifier in told["classifiers"]]
    lines += [f"Requires-Python: {told['requires-python']}"]
    lines += [f"License-File: {name}" for name in LICENCES]
    for extra, needs in told.get("optional-dependencies", {}).items():
        lines.append(f"Provides-Extra: {extra}")
        lines += [f'Requires-Dist: {need}; extra == "{extra}"' for need in needs]
    lines += ["Description-Content-Type: text/markdown", "", (ROOT / told["readme"]).read_text(encoding="utf-8")]
    return "\n".join(lines)


def dist_info():
    """The files of the folder that tells an installer what the wheel is, but for its RECORD."""
    folder = f"{name_and_version()}.dist-info"
    files = {f"{folder}/METADATA": metadata().encode(),
             f"{folder}/WHEEL": f"Wheel-Version: 1.0\nGenerator: quoth\nRoot-Is-Purelib: false\nTag: {tag()}\n".encode()}
    for name in LICENCES:
        files[f"{folder}/licenses/{name}"] = (ROOT / name).read_bytes()
    return files


def run(*call):
    subprocess.run([str(word) for word in call], check=True)


def built_for_this_python(folder):
    cache = folder / "CMakeCache.txt"
    extension = "PYTHON_MODULE_EXTENSION:INTERNAL=" + sysconfig.get_config_var("EXT_SUFFIX")
    return cache.is_file() and extension in cache.read_text(encoding="utf-8").splitlines()


def build(settings):
    """Builds the extension; returns the build folder."""
    if not shutil.which("cmake"):
        raise SystemExit("Building Quoth needs CMake. On Debian: apt-get install cmake ninja-build, and what "
                         "CMakeLists.txt asks for then.")
    asked = (settings or {}).get("build-dir")
    folder = ROOT / asked if asked else ROOT / "build" / "release"
    if not built_for_this_python(folder):
        if not asked:
            folder = ROOT / "build" / f"wheel-{tag().split('-')[0]}"
        if not built_for_this_python(folder):
            run("cmake", "-S", ROOT, "-B", folder, "-DCMAKE_BUILD_TYPE=Release", "-DQUOTH_DEVELOPER=OFF",
                "-DQUOTH_PYTHON_MODULE=ON", f"-DPython_EXECUTABLE={sys.executable}",
                *(["-G", "Ninja"] if shutil.which("ninja") else []))
    run("cmake", "--build", folder, "--target", "quoth_python", "--parallel", os.cpu_count() or 1)
    return folder


def write_wheel(folder, files):
    """Writes {name: bytes} as a wheel with its RECORD; the same files give the same bytes. Returns its name."""
    record = f"{name_and_version()}.dist-info/RECORD"
    rows = [f"{name},sha256={base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip('=')},{len(data)}"
            for name, data in files.items()]
    files = {**files, record: "\n".join([*rows, f"{record},,", ""]).encode()}
    wheel = f"{name_and_version()}-{tag()}.whl"
    made = time.gmtime(max(int(os.environ.get("SOURCE_DATE_EPOCH", 0)), 315532800))[:6]  # zip knows nothing before 1980
    with zipfile.ZipFile(pathlib.Path(folder) / wheel, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, made)
            entry.external_attr = (0o100755 if name.endswith(".so") else 0o100644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(entry, data)
    return wheel


# The hooks. What is needed to build is Debian's, so nothing is asked of pip.


def get_requires_for_build_wheel(config_settings=None):
    return []


get_requires_for_build_sdist = get_requires_for_build_editable = get_requires_for_build_wheel


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    for name, data in dist_info().items():
        path = pathlib.Path(metadata_directory) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return f"{name_and_version()}.dist-info"


prepare_metadata_for_build_editable = prepare_metadata_for_build_wheel


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    built = build(config_settings)
    with tempfile.TemporaryDirectory() as stage:
        run("cmake", "--install", built, "--component", "python", "--strip", "--prefix", stage)
        package = next(pathlib.Path(stage).rglob("quoth/__init__.py")).parent
        files = {str(path.relative_to(package.parent)): path.read_bytes()
                 for path in sorted(package.rglob("*")) if path.is_file()}
        return write_wheel(wheel_directory, {**files, **dist_info()})


def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    # In the build tree the package is whole, with links to the Python files of the source tree.
    where = build(config_settings) / "bindings" / "python"
    return write_wheel(wheel_directory, {"quoth.pth": f"{where}\n".encode(), **dist_info()})


def build_sdist(sdist_directory, config_settings=None):
    name = name_and_version()
    if (ROOT / ".git").exists():
        listed = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, check=True).stdout
        files = [path for path in map(os.fsdecode, listed.split(b"\0")) if path and (ROOT / path).is_file()]
    else:  # unpacked from such an archive
        files = [str(path.relative_to(ROOT)) for path in ROOT.rglob("*")
                 if path.is_file() and path.relative_to(ROOT).parts[0] not in ("build", "PKG-INFO")]
    with tarfile.open(pathlib.Path(sdist_directory) / f"{name}.tar.gz", "w:gz", format=tarfile.PAX_FORMAT) as out:
        for path in sorted(files):
            out.add(ROOT / path, f"{name}/{path}")
        told = metadata().encode()
        entry = tarfile.TarInfo(f"{name}/PKG-INFO")
        entry.size = len(told)
        out.addfile(entry, io.BytesIO(told))
    return f"{name}.tar.gz"
