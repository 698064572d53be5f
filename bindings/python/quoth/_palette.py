"""The colours of pictures and marked texts, in a light and a dark scheme.

Every text colour is readable on every ground it may stand on: a contrast of at least 4.5:1 (WCAG 2, level AA), which
`TEXT_ON` lists and the tests compute.
"""

#: Colours by role, as #rrggbb. Both schemes have the same roles.
LIGHT = {
    "ground": "#fdfcf9",
    "ink": "#211e1a",
    "quiet": "#625c52",
    "line": "#e0dacd",
    "accent": "#8a2f1d",
    "person": "#1c4b85",
    "organisation": "#6a3484",
    "place": "#1b6141",
    "date": "#7d4507",
    "direct": "#fbf0cd",
    "mixed": "#f7eee0",
    "indirect": "#f1eee8",
    "mark": "#ffe38a",
    "added": "#dcf1e0",
    "added-ink": "#155231",
    "missing": "#fbe2de",
    "missing-ink": "#8b1f17",
    "good": "#dcf1e0",
    "good-ink": "#155231",
    "warn": "#fbe2de",
    "warn-ink": "#8b1f17",
    "bar": "#a9654f",
}
DARK = {
    "ground": "#1c1b1a",
    "ink": "#ebe7df",
    "quiet": "#b0a99d",
    "line": "#3c3935",
    "accent": "#f0a48f",
    "person": "#a3c8fb",
    "organisation": "#d9b8f2",
    "place": "#93d7b0",
    "date": "#f1bf86",
    "direct": "#3d3520",
    "mixed": "#372f27",
    "indirect": "#2d2b29",
    "mark": "#665010",
    "added": "#1d3b29",
    "added-ink": "#a8e2bd",
    "missing": "#4a2421",
    "missing-ink": "#f6b9b2",
    "good": "#1d3b29",
    "good-ink": "#a8e2bd",
    "warn": "#4a2421",
    "warn-ink": "#f6b9b2",
    "bar": "#d28d76",
}

#: Which text stands on which ground: role -> roles of grounds.
TEXT_ON = {
    "ink": ("ground", "direct", "mixed", "indirect", "mark"),
    "quiet": ("ground", "direct", "mixed", "indirect"),
    "accent": ("ground", "direct", "mixed", "indirect"),
    "person": ("ground", "direct", "mixed", "indirect"),
    "organisation": ("ground", "direct", "mixed", "indirect"),
    "place": ("ground", "direct", "mixed", "indirect"),
    "date": ("ground", "direct", "mixed", "indirect"),
    "added-ink": ("added",),
    "missing-ink": ("missing",),
    "good-ink": ("good",),
    "warn-ink": ("warn",),
}
