#!/usr/bin/env python3
"""What `quoth --generate` prints tells of the options that `--help` shows, and of no others:
manual_and_completions.py QUOTH [--shells]

With --shells fish and zsh are asked what they complete; without, only bash is, and the scripts of the others are read."""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
from quoth_command import Claims, differs  # noqa: E402


def run(*call, **more):
    return subprocess.run([*map(str, call)], capture_output=True, text=True, check=True, timeout=120, **more).stdout


class Help:
    """What `--help` shows of one command: its options with the values each may have, and the commands below it."""

    def __init__(self, quoth_path, path):
        text = run(quoth_path, *path.split()[1:], "--help")
        sections = re.split(r"^(Options|Subcommands):\n", text, flags=re.MULTILINE)
        told = dict(zip(sections[1::2], sections[2::2]))
        self.path = path
        self.options, self.choices = [], {}
        for names, rest in re.findall(r"^  (-[\w,-]+)(.*)$", told["Options"], re.MULTILINE):
            self.options += names.split(",")
            values = re.search(r"\{([\w,]+)\}", rest)
            if values:
                self.choices[names.split(",")[0]] = values[1].split(",")
        self.commands = re.findall(r"^  ([a-z]+)\b", told.get("Subcommands", ""), re.MULTILINE)


def help_of_all(quoth_path, path="quoth"):
    told = Help(quoth_path, path)
    yield told
    for name in told.commands:
        yield from help_of_all(quoth_path, f"{path} {name}")


def manual_options(page):
    """{command: options} of the man page; those of the program itself are in the section OPTIONS."""
    page = re.sub(r"\\f[BIR]", "", page).replace("\\-", "-")
    parts = re.split(r"^\.(?:SS (quoth .*)|SH (.*))$", page, flags=re.MULTILINE)
    found = {}
    for command, heading, text in zip(parts[1::3], parts[2::3], parts[3::3]):
        if command or heading == "OPTIONS":
            entries = re.findall(r"^\.TP\n(-.*)$", text, re.MULTILINE)
            found[command or "quoth"] = [name.split()[0] for entry in entries for name in entry.split(", ")]
    return found


def zsh_options(script):
    """{command: options} of the calls of _arguments."""
    found = {}
    for name, text in re.findall(r"^_(quoth\w*)\(\) \{\n(.*?)^\}", script, re.MULTILINE | re.DOTALL):
        found[name.replace("_", " ")] = re.findall(r"^ +'(?:\*|\([^)]*\))(-[\w-]+)[=+]?\[", text, re.MULTILINE)
    return found


def fish_options(script):
    found = {}
    for path, rest in re.findall(r"^complete -c quoth -n '__quoth_at ([a-z ]+)'(.*)$", script, re.MULTILINE):
        rest = rest.split(" -d ")[0]
        found.setdefault(path, []).extend(["--" + name for name in re.findall(r" -l ([\w-]+)", rest)] +
                                          ["-" + name for name in re.findall(r" -s (\w)", rest)])
    return found


def bash_completes(script, words, folder):
    """What bash offers for the last of `words`, as readline would call it."""
    driver = f'''source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _quoth quoth "${{!#}}" ""
                 printf "%s\\n" "${{COMPREPLY[@]}}"'''
    return run("bash", "--norc", "-c", driver, "bash", script, *words, cwd=folder).split("\n")[:-1]


def fish_completes(script, line, folder):
    home = {"HOME": str(folder), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    out = run("fish", "--no-config", "-c", "source $argv[1]; complete -C $argv[2]", script, line, cwd=folder, env=home)
    return [row.split("\t")[0] for row in out.splitlines()]


# An interactive zsh that prints each match it would show, and "end of matches" after them.
ZSHRC = r"""
PS1= PS2=
setopt no_beep
autoload -Uz compinit
compinit -u -d $ZDOTDIR/dump
source $SCRIPT
compadd() {
  # With -O, -A or -D a function asks which words match and shows none yet.
  if (( ${@[1,(i)(-|--)][(I)-[a-zA-Z]#[OAD]]} )); then builtin compadd "$@"; return; fi
  local -a hits
  builtin compadd -A hits "$@"
  (( $#hits )) && print -rl -- "" "match "$^hits
  builtin compadd "$@"
}
list() { zle list-choices; print end of "matches" }
zle -N list
bindkey '^X' list
print shell is "ready"
"""
ZSH = r"""
zmodload zsh/zpty
zpty shell zsh -i
zpty -r shell line '*shell is ready*'
zpty -w -n shell "$1"$'\C-X'
zpty -r shell line '*end of matches*'
print -r -- "$line"
zpty -d shell
"""


def zsh_completes(script, line, folder):
    home = {"ZDOTDIR": str(script.parent), "SCRIPT": str(script), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "dumb"}
    out = run("zsh", "-f", "-c", ZSH, "zsh", line, cwd=folder, env=home)
    return list(dict.fromkeys(re.findall(r"^match (.*?)\r?$", out, re.MULTILINE)))


def documents_agree(claims, quoth_path, told, options):
    page, zsh, fish = (run(quoth_path, "--generate", what) for what in ("man", "zsh", "fish"))

    def agree(found):
        return differs({path: sorted(found.get(path, [])) for path in options | found}, options)

    claims.holds("the man page tells of the options of --help, and of no others", lambda: agree(manual_options(page)))
    claims.holds("zsh is told of them", lambda: agree(zsh_options(zsh)))
    claims.holds("fish is told of them", lambda: agree(fish_options(fish)))
    claims.holds("the man page has a heading for every command", lambda: differs(
        re.findall(r"^\.SS (.*)$", page, re.MULTILINE), [command.path for command in told[1:]]))
    claims.holds("the page is plain: no line is a request that man(7) does not know", lambda: differs(
        set(re.findall(r"^\.(\w+)", page, re.MULTILINE)) - {"TH", "SH", "SS", "PP", "TP", "IP", "EX", "EE", "br"}, set()))
    claims.holds("all of it is the same each time", lambda: differs(run(quoth_path, "--generate", "man"), page))
    claims.holds("--generate of anything else is wrong usage", lambda: differs(
        subprocess.run([quoth_path, "--generate", "csh"], capture_output=True, check=False).returncode, 2))
    claims.holds("--version is the man page's", lambda: differs(
        f'"{run(quoth_path, "--version").strip()}"' in page.splitlines()[1], True))


def bash_agrees(claims, told, options, script, folder):
    def in_bash(*words):
        return sorted(bash_completes(script, words, folder))

    for command in told:
        words = command.path.split()
        claims.holds(f"bash: {command.path} - offers its options", lambda: differs(
            in_bash(*words, "-"), options[command.path]))
        if command.commands:
            claims.holds(f"bash: {command.path} offers its commands", lambda: differs(
                in_bash(*words, ""), sorted(command.commands)))
        for name, values in command.choices.items():
            claims.holds(f"bash: {command.path} {name} offers its values", lambda: differs(
                in_bash(*words, name, ""), sorted(values)))
    claims.holds("bash: --unit=a", lambda: differs(in_bash("quoth", "search", "--unit", "=", "art"), ["articles"]))
    claims.holds("bash: --unit=", lambda: differs(
        in_bash("quoth", "search", "--unit", "="), ["articles", "auto", "quotations"]))
    claims.holds("bash: a value that is called as a command is a value", lambda: differs(
        in_bash("quoth", "names", "--like", "find", "--ty"), ["--type"]))
    claims.holds("bash: behind -- there are no options", lambda: differs(in_bash("quoth", "search", "--", "-"), [""]))
    claims.holds("bash: files with spaces", lambda: differs(in_bash("quoth", "annotate", "a "), ["a story.txt"]))
    claims.holds("bash: an index is a folder", lambda: differs(in_bash("quoth", "stats", "--index", "a"), ["archive"]))
    claims.holds("bash: a query is no file", lambda: differs(in_bash("quoth", "search", "a"), [""]))


def others_agree(claims, told, options, scripts, folder):
    # fish ends a folder with a slash; zsh gives what it puts into the line.
    for shell, completes, script, folder_name, file_name in (
            ("fish", fish_completes, "quoth.fish", "archive/", "a story.txt"),
            ("zsh", zsh_completes, "_quoth", "archive", "a\\ story.txt")):

        def offers(line):
            return sorted(completes(scripts / script, line, folder))

        claims.holds(f"{shell}: commands", lambda: differs(offers("quoth "), sorted(told[0].commands)))
        claims.holds(f"{shell}: commands of a command", lambda: differs(offers("quoth names "), ["find", "score"]))
        for command in told:
            claims.holds(f"{shell}: {command.path} -- offers its options", lambda: differs(
                offers(command.path + " --"), [name for name in options[command.path] if name.startswith("--")]))
        claims.holds(f"{shell}: values", lambda: differs(
            offers("quoth search --unit "), ["articles", "auto", "quotations"]))
        claims.holds(f"{shell}: a value that is called as a command is a value", lambda: differs(
            offers("quoth names --like find --typ"), ["--type"]))
        claims.holds(f"{shell}: files with spaces", lambda: differs(offers("quoth annotate a\\ "), [file_name]))
        claims.holds(f"{shell}: an index is a folder", lambda: differs(
            offers("quoth stats --index a"), [folder_name]))


SKIPPED = 77


def main(quoth_path, shells):
    missing = [shell for shell in shells if not shutil.which(shell)]
    if missing:
        print(f"skipped: what {' and '.join(missing)} complete; that is not here")
        sys.exit(SKIPPED)
    claims = Claims()
    told = list(help_of_all(quoth_path))
    options = {command.path: sorted(command.options) for command in told}
    claims.holds("--help was read", lambda: differs(
        [all("--help" in names for names in options.values()), "--limit" in options["quoth search"], len(told) > 10],
        [True] * 3))
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "a story.txt").write_text("Rain fell on Marsk.\n", encoding="utf-8")
        (folder / "archive").mkdir()
        scripts = folder / "scripts"
        scripts.mkdir()
        for name, shell in (("quoth.bash", "bash"), ("_quoth", "zsh"), ("quoth.fish", "fish")):
            (scripts / name).write_text(run(quoth_path, "--generate", shell), encoding="utf-8")
        (scripts / ".zshrc").write_text(ZSHRC, encoding="utf-8")
        if shells:
            others_agree(claims, told, options, scripts, folder)
        else:
            documents_agree(claims, quoth_path, told, options)
            bash_agrees(claims, told, options, scripts / "quoth.bash", folder)
    claims.finish()


if __name__ == "__main__":
    if sys.argv[2:] not in ([], ["--shells"]):
        sys.exit(__doc__)
    main(sys.argv[1], ("fish", "zsh") if sys.argv[2:] else ())
