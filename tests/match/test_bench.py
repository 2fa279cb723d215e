"""Figures on real titles that lie beside the checkout: what was reached must not be lost."""

from __future__ import annotations

import csv
import sys
from typing import TYPE_CHECKING, Any

import pytest

from personacheck.match.matcher import Matcher
from personacheck.match.title.reading import read
from personacheck.model import tables as t
from personacheck.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.shared, pytest.mark.slow]
READ = 0.90
"""Share of network titles in which a function is read; the goal of the capability."""


@pytest.fixture(scope="module")
def open_set(root: Path) -> Any:
    sys.path.insert(0, str(root / "benchmarks"))
    try:
        import open_set
    finally:
        sys.path.remove(str(root / "benchmarks"))
    return open_set


def test_rules_reach_what_they_must(open_set: Any, shared: Path) -> None:
    bench = open_set.load(shared / "bench")
    figures = []
    for scenario in bench.scenarios(("full", "hide4")):
        found = Matcher.train(scenario.cast, Settings(), rules_only=True).match(bench.contacts)
        figures.append(open_set.measure(bench.truth, found[t.PERSONA], found[t.SCORE], scenario.hidden))
    full, hidden = figures[0], figures[1:]
    assert full["macro_f1"] >= 0.78
    assert full["gap_f1"] >= 0.85
    assert full["gap_auroc"] >= 0.92
    assert full["seg_error"] <= 2.5
    assert sum(each["hidden_forced"] for each in hidden) / len(hidden) <= 0.14
    assert sum(each["seg_error"] for each in hidden) / len(hidden) <= 4


def test_a_function_is_read_in_nearly_all_real_titles(shared: Path) -> None:
    path = shared / "data" / "titles" / "network_titles.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        titles = [row["title"] for row in csv.DictReader(lines)]
    assert sum(bool(read(title).functions) for title in titles) / len(titles) >= READ
