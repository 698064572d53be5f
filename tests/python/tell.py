"""Runs the cases of a test program and tells what was skipped, and why, and how many passed."""
import unittest


def main():
    """The exit code: 0 when none failed."""
    result = unittest.main(module="__main__", exit=False, verbosity=1).result
    failed = len(result.failures) + len(result.errors) + len(result.unexpectedSuccesses)
    for case, why in result.skipped:
        print(f"skipped {case.id()}: {why}")
    skipped = len(result.skipped)
    print(f"{max(0, result.testsRun - failed - skipped)} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed else 0
