"""Figures on real titles that lie beside the checkout: what was reached must not be lost."""

from __future__ import annotations

import csv
import sys
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from personacheck.match.matcher import Matcher
from personacheck.match.title.reading import read
from personacheck.model import tables as t
from personacheck.vocabulary.words import vocabulary

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
        found = Matcher.train(scenario.cast, rules_only=True).match(bench.contacts)
        figures.append(open_set.measure(bench.truth, found[t.PERSONA], found[t.SCORE], scenario.hidden))
    full, hidden = figures[0], figures[1:]
    assert full["macro_f1"] >= 0.78
    assert full["gap_f1"] >= 0.84
    assert full["gap_auroc"] >= 0.90
    assert full["seg_error"] <= 5.2  # two whom it wrongly took made up for two whom it wrongly left
    assert sum(each["hidden_forced"] for each in hidden) / len(hidden) <= 0.16
    assert sum(each["seg_error"] for each in hidden) / len(hidden) <= 4


def test_rules_lose_nothing_but_what_the_labels_call_it(open_set: Any, shared: Path) -> None:
    """The labels of the benchmark call engineers of things, data people and designers IT, and learners by their trade.

    Where a cast means what its titles say, they are not: so the whole benchmark stands lower than it did (AUROC .912
    where it was .936, error by segment 4.6 points where it was 1.2). Without these contacts it does not.
    """
    bench = open_set.load(shared / "bench")
    pairs = zip(bench.contacts[t.TITLE], bench.truth["persona"], strict=True)
    kept = pd.Series([not _labelled_by_industry(title, persona) for title, persona in pairs])
    found = Matcher.train(bench.cast, rules_only=True).match(bench.contacts)[kept]
    told = open_set.measure(bench.truth[kept].reset_index(drop=True), found[t.PERSONA], found[t.SCORE], frozenset())
    assert (~kept).sum() <= 80
    assert told["macro_f1"] >= 0.80
    assert told["gap_f1"] >= 0.88
    assert told["gap_auroc"] >= 0.93
    assert told["seg_error"] <= 3


def _labelled_by_industry(title: str, persona: str) -> bool:
    """IT by its label, and other work alone by its words; or somebody who learns."""
    known = vocabulary()
    said = {known.wider(name)[-1] for part in read(title).parts for name in (*part.functions, *part.fields)}
    return bool(persona) and ("student" in said or (persona.startswith("it-") and bool(said) and "it" not in said))


def test_a_function_is_read_in_nearly_all_real_titles(shared: Path) -> None:
    path = shared / "data" / "titles" / "network_titles.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        titles = [row["title"] for row in csv.DictReader(lines)]
    assert sum(bool(read(title).functions) for title in titles) / len(titles) >= READ
