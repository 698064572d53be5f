#!/usr/bin/env python3
"""Fits the weights of name_similarity(): similarity_weights.py QUOTH TABLE PAIRS.jsonl... > NEW_TABLE

QUOTH is the quoth program, TABLE names_alignment.tsv, whose third column holds what each weight is thought to be before any pair is
seen, and the fourth its sign, or `fixed`
for evidence that such pairs show too seldom or in another spirit than a search. Logistic regression by Newton's method; a weight is drawn to what was thought of it (a Gaussian prior), so that evidence
the pairs seldom show keeps it. The bias is moved so that a score of 0.8 is where F1 is best on what was fitted. Figures of five
folds go to standard error: pairs that share a name lie in one fold, and no fold is scored by weights that saw it.
"""
import collections
import json
import math
import subprocess
import sys
import zlib

PRIOR = 2.0  # the prior's weight; the larger, the nearer to what was thought
FIXED = 1e6  # of a weight that pairs are not asked about


def solve(matrix, vector):
    n = len(vector)
    rows = [row[:] + [value] for row, value in zip(matrix, vector)]
    for i in range(n):
        pivot = max(range(i, n), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(i + 1, n):
            factor = rows[r][i] / rows[i][i]
            if factor:
                for c in range(i, n + 1):
                    rows[r][c] -= factor * rows[i][c]
    out = [0.0] * n
    for i in reversed(range(n)):
        out[i] = (rows[i][n] - sum(rows[i][c] * out[c] for c in range(i + 1, n))) / rows[i][i]
    return out


def loss(examples, thought, strength, w):
    total = sum(s / 2 * (t - x) ** 2 for s, t, x in zip(strength, thought, w))
    for x, y, weight in examples:
        z = sum(a * b for a, b in zip(w, x)) * (1 if y else -1)
        total += weight * (math.log1p(math.exp(-z)) if z > -30 else -z)
    return total


def fit(examples, thought, signs):
    """The weights; one whose sign would be against reason is held at zero."""
    held = set()
    strength = [FIXED if s is None else PRIOR for s in signs]
    while True:
        kept = [i for i in range(len(thought)) if i not in held]
        short = fit_freely([([x[i] for i in kept], y, weight) for x, y, weight in examples], [thought[i] for i in kept],
                          [strength[i] for i in kept])
        w = [0.0] * len(thought)
        for i, value in zip(kept, short):
            w[i] = value
        wrong = {i for i in kept if w[i] * (signs[i] or 0) < 0}
        if not wrong:
            return w
        held |= wrong


def fit_freely(examples, thought, strength):
    n = len(thought)
    w = thought[:]
    before = loss(examples, thought, strength, w)
    for _ in range(25):
        gradient = [s * (t - x) for s, t, x in zip(strength, thought, w)]
        hessian = [[strength[i] if i == j else 0.0 for j in range(n)] for i in range(n)]
        for x, y, weight in examples:
            p = 1 / (1 + math.exp(-max(-30, min(30, sum(a * b for a, b in zip(w, x))))))
            d, h = weight * (y - p), weight * p * (1 - p)
            used = [i for i in range(n) if x[i]]
            for i in used:
                gradient[i] += d * x[i]
                hx = h * x[i]
                row = hessian[i]
                for j in used:
                    row[j] += hx * x[j]
        step = solve(hessian, gradient)
        scale = 1.0
        while scale > 1e-3:  # a full step may lead too far
            tried = [a + scale * b for a, b in zip(w, step)]
            after = loss(examples, thought, strength, tried)
            if after < before:
                break
            scale /= 2
        else:
            break
        done = before - after < 1e-4 * before
        w, before = tried, after
        if done:
            break
    return w


def best_threshold(scored):
    positive = sum(y for _, y in scored)
    true = false = 0
    best = (0, 0)
    for z, y in sorted(scored, reverse=True):
        true, false = true + y, false + 1 - y
        best = max(best, (2 * true / (true + false + positive), z))
    return best


def f1_at(scored, z0):
    true = sum(1 for z, y in scored if z >= z0 and y)
    found, positive = sum(1 for z, _ in scored if z >= z0), sum(y for _, y in scored)
    return 2 * true / (found + positive) if found + positive else 0


def main(quoth, table, *pair_files):
    lines = open(table, encoding="utf-8").read().splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    thought = [float(row[2]) for row in rows]
    signs = [{"+": 1, "-": -1, "fixed": None}.get(row[3], 0) for row in rows]
    examples, groups, sets = [], [], []
    for path in pair_files:
        pairs = [json.loads(line) for line in open(path, encoding="utf-8")]
        done = subprocess.run([quoth, "names", "score", "--explain", path], capture_output=True, check=True)
        told = [json.loads(line) for line in done.stdout.decode().splitlines()]
        weight = 1.0 if len(pairs) > 1000 else 4.0  # a small set must be heard beside a large one
        for pair, explanation in zip(pairs, told):
            if explanation.get("veto"):
                continue
            examples.append((explanation["evidence"], int(pair["match"]), weight))
            groups.append(zlib.crc32(pair["b"].encode()) % 5)
            sets.append(path)
    dot = lambda w, x: sum(a * b for a, b in zip(w, x))
    out_of_fold = []
    for fold in range(5):
        train = [e for e, g in zip(examples, groups) if g != fold]
        w = fit(train, thought, signs)
        _, z0 = best_threshold([(dot(w, x), y) for x, y, _ in train])
        out_of_fold += [(path, dot(w, e[0]) - z0, e[1]) for e, g, path in zip(examples, groups, sets) if g == fold]
    for path in pair_files:
        scored = [(z, y) for p, z, y in out_of_fold if p == path]
        print(f"{path}: five folds, {len(scored)} pairs without veto: best F1 {best_threshold(scored)[0]:.4f}, "
              f"F1 at 0.8 {f1_at(scored, 0):.4f}", file=sys.stderr)
    w = fit(examples, thought, signs)
    by_set = collections.defaultdict(list)
    for (x, y, _), path in zip(examples, sets):
        by_set[path].append((dot(w, x), y))
    _, z0 = best_threshold(by_set[pair_files[0]])
    w[0] += math.log(.8 / .2) - z0
    print("\n".join(line for line in lines if line.startswith("#")))
    for row, weight in zip(rows, w):
        print(f"{row[0]}\t{weight:.3f}\t" + "\t".join(row[2:]))


main(*sys.argv[1:])
