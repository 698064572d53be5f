#!/usr/bin/env python3
"""The Debian packages of a build hold what they should and name what they need: debian_packages.py BUILD

Nothing is installed: packages are taken apart in a folder of their own."""

import gzip
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "command_line"))
from quoth_command import Claims, Failure, differs  # noqa: E402

SKIPPED = 77


def run(*call, **more):
    done = subprocess.run([*map(str, call)], capture_output=True, text=True, check=False, timeout=600, **more)
    if done.returncode != 0:
        raise Failure(f"{' '.join(map(str, call))} exited with {done.returncode}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


class Package:
    def __init__(self, path, folder):
        self.path = path
        fields = run("dpkg-deb", "--field", path)
        self.fields = dict(re.findall(r"^([\w-]+): (.*(?:\n .*)*)", fields, re.MULTILINE))
        self.name = self.fields["Package"]
        self.needs = {need.split()[0] for need in self.fields["Depends"].split(", ")}
        self.root = folder / self.name
        run("dpkg-deb", "--extract", path, self.root)
        self.usr = self.root / "usr"

    def brings(self):
        """The packages it needs, and what those stand for: libboost-iostreams-dev is another name of that of a version."""
        below = run("dpkg-query", "--show", "--showformat=${Depends}, ", *self.needs)
        return self.needs | {need.split()[0] for need in re.split(", |\\|", below) if need.strip()}

    def files(self):
        return sorted(str(p.relative_to(self.root)) for p in self.root.rglob("*") if not p.is_dir())


def packages_of(*paths):
    """The Debian packages that these files of this machine came with."""
    owners = set()
    for path in paths:
        # A library may be known by its path below /usr or, older, below /.
        for known in {str(path), os.path.realpath(path)}:
            for name in (known, re.sub("^/usr", "", known)):
                told = subprocess.run(["dpkg-query", "--search", name], capture_output=True, text=True, check=False).stdout
                owners |= {row.split(":")[0] for row in told.splitlines()}
    return owners


def loaded_libraries(program):
    """The libraries that a program or module names itself, as the loader finds them."""
    named = re.findall(r"\(NEEDED\).*\[(.*)\]", run("readelf", "--dynamic", program))
    found = dict(re.findall(r"(\S+) => (\S+)", run("ldd", program)))
    return [found[name] for name in named if name in found]


def main(build):
    missing = [tool for tool in ("dpkg-deb", "dpkg-shlibdeps", "file", "cpack") if not shutil.which(tool)]
    if missing:
        print(f"skipped: Debian packages need {', '.join(missing)}, which is not here")
        sys.exit(SKIPPED)
    claims = Claims()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        # What is packed is the same however well it is compressed.
        run("cpack", "--config", build / "CPackConfig.cmake", "-B", folder / "made", "-D",
            "CPACK_DEBIAN_COMPRESSION_TYPE=gzip", env=os.environ | {"SOURCE_DATE_EPOCH": "1735689600"}, cwd=folder)
        made = [Package(path, folder) for path in (folder / "made").glob("*.deb")]
        by_name = {package.name: package for package in made}
        claims.holds("there are the library, the tool and the module", lambda: differs(
            sorted(by_name), ["libquoth-dev", "python3-quoth", "quoth"]))
        library, tool, module = (by_name[name] for name in ("libquoth-dev", "quoth", "python3-quoth"))

        version = run(tool.usr / "bin/quoth", "--version").split()[1]
        for package in made:
            doc = package.usr / "share/doc" / package.name
            claims.holds(f"{package.name}: its version is the program's", lambda: differs(
                package.fields["Version"].rsplit("-", 1)[0], version))
            claims.holds(f"{package.name}: lies below /usr", lambda: differs(
                [f for f in package.files() if not f.startswith("usr/")], []))
            claims.holds(f"{package.name}: names who answers for it, here and in its changelog", lambda: differs(
                [re.fullmatch(r"[^<>]+ <[^<>@ ]+@[^<>@ ]+>", package.fields["Maintainer"]) is not None,
                 f" -- {package.fields['Maintainer']}  " in gzip.decompress((doc / "changelog.Debian.gz").read_bytes()).decode()],
                [True] * 2))
            claims.holds(f"{package.name}: every file that its licences name is there", lambda: differs(
                [path for line in re.findall(r"^Files: ((?:.+\n)(?: .+\n)*)", (doc / "copyright").read_text(encoding="utf-8"), re.MULTILINE)
                 for path in line.split() if path != "*" and not (SOURCE / path).exists()], []))
            claims.holds(f"{package.name}: tells its licence, and that of the place names", lambda: differs(
                [word in (doc / "copyright").read_text(encoding="utf-8") for word in ("License: Expat", "GeoNames")], [True] * 2))
            claims.holds(f"{package.name}: has the changelog", lambda: differs(
                gzip.decompress((doc / "changelog.gz").read_bytes()),
                (pathlib.Path(__file__).parents[2] / "CHANGELOG.md").read_bytes()))
            claims.holds(f"{package.name}: has a changelog of the package", lambda: differs(
                gzip.decompress((doc / "changelog.Debian.gz").read_bytes()).decode().split("\n")[0].split(" unstable")[0],
                f"quoth ({package.fields['Version']})"))
            claims.holds(f"{package.name}: is described, in lines that fit", lambda: differs(
                [line for line in package.fields["Description"].split("\n") if len(line) > 80 or line == " "], []))
        claims.holds("no file is in two packages", lambda: differs(
            [f for f in library.files() if f in tool.files() + module.files()] +
            [f for f in tool.files() if f in module.files()], []))
        claims.holds("summaries differ", lambda: differs(
            len({package.fields["Description"].split("\n")[0] for package in made}), 3))

        # Dependencies, against what the loader and the linker would look for.
        for package, programs in ((tool, [tool.usr / "bin/quoth"]), (module, sorted(module.usr.rglob("*.so")))):
            claims.holds(f"{package.name}: names the package of each library it loads", lambda: differs(
                [path for program in programs for path in loaded_libraries(program)
                 if not packages_of(path) & package.needs] if programs else "no program", []))
            claims.holds(f"{package.name}: is stripped", lambda: differs(
                [str(p) for p in programs if ".symtab" in run("readelf", "--sections", "--wide", p)], []))
        settings = {**os.environ, "PKG_CONFIG_PATH": str(next(library.usr.rglob("quoth.pc")).parent)}
        linked = [word[2:] for word in run("pkg-config", "--libs", "quoth", env=settings).split() if word.startswith("-l")]
        places = [os.path.normpath(run("cc", f"-print-file-name=lib{name}.so").strip())
                  for name in linked if not name.startswith("quoth")]
        claims.holds("libquoth-dev: names the package of each library that quoth.pc links", lambda: differs(
            [place for place in places if not packages_of(place) & library.brings()] if len(places) > 5 else places, []))
        claims.holds("libquoth-dev: has every public header", lambda: differs(
            sorted(str(p.relative_to(library.usr / "include")) for p in (library.usr / "include").rglob("*.hpp")),
            sorted(str(p.relative_to(SOURCE / "include")) for p in (SOURCE / "include").rglob("*.hpp"))))
        claims.holds("python3-quoth: needs the Python it was built for", lambda: differs(
            "python3" in module.needs and "<<" in module.fields["Depends"], True))

        # Papers of the tool, where Debian looks for them.
        page = tool.usr / "share/man/man1/quoth.1.gz"
        for kind, path in (("man", page), ("bash", tool.usr / "share/bash-completion/completions/quoth"),
                           ("zsh", tool.usr / "share/zsh/vendor-completions/_quoth"),
                           ("fish", tool.usr / "share/fish/vendor_completions.d/quoth.fish")):
            claims.holds(f"quoth: what {kind} reads is what the program generates", lambda: differs(
                (gzip.decompress(path.read_bytes()) if path == page else path.read_bytes()).decode(),
                run(tool.usr / "bin/quoth", "--generate", kind)))

        # They work: articles in, answers out, from the unpacked folders.
        story = folder / "story.txt"
        story.write_text("Lock opens\n\n“The lock is open,” Mayor Ilka Rehm said.\n", encoding="utf-8")
        run(tool.usr / "bin/quoth", "index", "--index", folder / "news.quoth", story)
        claims.holds("quoth: finds what it indexed", lambda: differs(
            "Ilka Rehm" in run(tool.usr / "bin/quoth", "quotes", "--index", folder / "news.quoth", "--by", "Rehm"), True))
        where = module.usr / "lib/python3/dist-packages"
        claims.holds("python3-quoth: is imported from Debian's folder, and reads the tool's index", lambda: differs(
            run("/usr/bin/python3", "-c", "import quoth, sys; print(quoth.__file__.startswith(sys.argv[1]), "
                "len(list(quoth.open(sys.argv[2]).search('lock'))))", where, folder / "news.quoth",
                env={"PYTHONPATH": str(where), "PYTHONDONTWRITEBYTECODE": "1"}, cwd=folder).split(), ["True", "1"]))
    claims.finish()


SOURCE = pathlib.Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]).resolve())
