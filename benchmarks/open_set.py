"""Open-set matching, measured: casts with personas hidden, and how right the answers are.

A contact of a hidden persona must come back without one. Figures: macro-F1 over the cast's personas; gap precision,
recall and F1 (positive: no persona fits); AUROC of minus the score for a gap; hidden and other contacts forced into a
persona (shares); mean error of coverage in points, by segment and by department of at least 30 contacts.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from sklearn.metrics import roc_auc_score

from personacheck.cast.load import load_cast
from personacheck.model import tables as t

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from personacheck.model.cast import Cast

SEGMENTS: Final = ("seg_lang", "seg_legal", "seg_era", "seg_status")
FIGURES: Final = (
    "macro_f1", "gap_p", "gap_r", "gap_f1", "gap_auroc", "hidden_forced", "other_forced", "seg_error", "dep_error",
)  # fmt: skip  # names read better in lines
LEAST: Final = 30
SEEDS: Final = 6
HIDDEN: Final = 4


@dataclass(frozen=True)
class Scenario:
    """A cast with some of its personas hidden."""

    family: str
    name: str
    cast: Cast
    hidden: frozenset[str]


@dataclass(frozen=True)
class Bench:
    """Contacts of the benchmark as matching wants them, and the truth: ``persona`` ("" for none), segments, ``dep``."""

    contacts: pd.DataFrame
    truth: pd.DataFrame
    cast: Cast

    def scenarios(self, families: tuple[str, ...] = ("full", "loo", "hide4")) -> Iterator[Scenario]:
        """The whole cast; each persona left out; four hidden, six times by seed."""
        sets = {
            "full": [()],
            "loo": [(name,) for name in self.cast.ids],
            "hide4": [random.Random(seed).sample(sorted(self.cast.ids), HIDDEN) for seed in range(SEEDS)],
        }
        for family in families:
            for number, names in enumerate(sets[family]):
                shown = tuple(persona for persona in self.cast.personas if persona.id not in names)
                yield Scenario(family, f"{family} {number}", replace(self.cast, personas=shown), frozenset(names))


def load(folder: Path) -> Bench:
    """``data/contacts.csv``, ``data/truth.csv`` and ``cast.yaml`` of a folder."""
    raw = pd.read_csv(folder / "data" / "contacts.csv", dtype=str, keep_default_na=False)
    truth = pd.read_csv(folder / "data" / "truth.csv", dtype=str, keep_default_na=False)
    truth = truth.set_index("contact_id").loc[raw["contact_id"]].reset_index()
    truth["persona"] = truth["persona"].str.replace("_", "-")
    contacts = pd.DataFrame({t.RECORD_ID: raw["contact_id"], t.TITLE: raw["title"]})
    return Bench(contacts, truth, load_cast(folder / "cast.yaml"))


def measure(truth: pd.DataFrame, said: pd.Series, score: pd.Series, hidden: frozenset[str]) -> dict[str, float]:
    """All figures of one answer; shares 0..1, coverage errors in points."""
    was_hidden = truth["persona"].isin(hidden).to_numpy()
    true = truth["persona"].where(~was_hidden, "").to_numpy()
    answer = said.to_numpy()
    gap, said_gap = true == "", answer == ""
    hit = (gap & said_gap).sum()
    personas = sorted(set(true) - {""})
    error = {name: _coverage_error(truth, gap, said_gap, name) for name in (*SEGMENTS, "dep")}
    return {
        "macro_f1": float(np.mean([_f1(true == name, answer == name) for name in personas])),
        "gap_p": hit / max(1, said_gap.sum()),
        "gap_r": hit / max(1, gap.sum()),
        "gap_f1": _f1(gap, said_gap),
        "gap_auroc": float(roc_auc_score(gap, -score.to_numpy())),
        "hidden_forced": float((answer[was_hidden] != "").mean()) if was_hidden.any() else float("nan"),
        "other_forced": float((answer[truth["persona"].to_numpy() == ""] != "").mean()),
        "seg_error": float(np.mean([each for name in SEGMENTS for each in error[name]])),
        "dep_error": float(np.mean(error["dep"])) if error["dep"] else float("nan"),
    }


def _f1(true: np.ndarray, said: np.ndarray) -> float:
    return float(2 * (true & said).sum() / max(1, true.sum() + said.sum()))


def _coverage_error(truth: pd.DataFrame, gap: np.ndarray, said_gap: np.ndarray, column: str) -> list[float]:
    groups = truth.groupby(column).indices.values()
    return [100 * abs(gap[rows].mean() - said_gap[rows].mean()) for rows in groups if len(rows) >= LEAST]
