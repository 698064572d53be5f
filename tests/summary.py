#!/usr/bin/env python3
"""Adds up what the test programs said: summary.py NAME=JUNIT.xml... NAME=passed NAME=failed

Prints the output of whatever failed and the reasons of what was skipped, and as its last line
"N passed, N failed" (with ", N skipped" when there are any). A program that prints such a line, or
doctest's own summary, counts as that many; any other as one.
"""

import re
import sys
import xml.etree.ElementTree as ElementTree

DOCTEST = re.compile(r"\[doctest\] test cases:\s*\d+ \|\s*(\d+) passed \|\s*(\d+) failed \|\s*(\d+) skipped")
PLAIN = re.compile(r"^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$", re.MULTILINE)
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


def counts_of(output, passed):
    """(passed, failed, skipped) of one program: what it says of itself, and its exit code's word."""
    told = DOCTEST.findall(output) or PLAIN.findall(output)
    if not told:
        return (1, 0, 0) if passed else (0, 1, 0)
    passes, failures, skips = (sum(int(row[i] or 0) for row in told) for i in range(3))
    if not passed and failures == 0:  # it crashed, or leaked, after its own count
        failures = 1
    return passes, failures, skips


def main(arguments):
    total = [0, 0, 0]
    for argument in arguments:
        name, _, report = argument.partition("=")
        if report in ("passed", "failed"):
            total[report == "failed"] += 1
            continue
        try:
            cases = ElementTree.parse(report).getroot().iter("testcase")
        except (OSError, ElementTree.ParseError) as error:
            print(f"{name}: no report of the tests ({error}); see build/{name}-tests.log")
            total[1] += 1
            continue
        for case in cases:
            output = ESCAPES.sub("", case.findtext("system-out") or "")
            status = case.get("status")
            if status in ("notrun", "disabled"):
                reason = case.find("skipped")
                why = output.strip() or (reason.get("message") if reason is not None else status)
                if status == "notrun" and reason is not None and "SKIP" not in (reason.get("message") or ""):
                    print(f"== {name}/{case.get('name')} did not run: {why}\n")
                    total[1] += 1
                else:
                    print(f"skipped {name}/{case.get('name')}: {why}")
                    total[2] += 1
                continue
            counts = counts_of(output, status == "run")
            for i in range(3):
                total[i] += counts[i]
            if counts[1]:
                print(f"== {name}/{case.get('name')} failed\n{output.rstrip()}\n")
            else:
                for line in output.splitlines():  # a skip inside a program is said, never silent
                    if re.match(r"skip(s|ped|ping)?\b", line, re.IGNORECASE):
                        print(f"{name}/{case.get('name')}: {line}")
    passed, failed, skipped = total
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
