"""Do the 95 % intervals hold what they say? Reviewed samples drawn again and again; exits 1 if not.

    python benchmarks/intervals.py                         invented populations, 2,000 draws each
    python benchmarks/intervals.py ../shared/bench         and real titles, with the real matcher
    python benchmarks/intervals.py ../shared/bench --trained 40    and with matchers trained anew for every draw

holds    share of draws whose interval holds the true share (wanted: 93 to 97 % at 100 labels; more where the matcher
         hardly errs, since no sample proves that it never does)
width    of the interval, in points; beside it that of the sample alone (Wilson) and the error of the matched share
segments the same for segments of 30 contacts and more, by axes that go with people's work and by others
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.stats import norm

from personacheck.cast.load import load_cast
from personacheck.estimate.crossfit import likelihood, predictions
from personacheck.estimate.headline import Estimate, estimate, fit
from personacheck.estimate.segments import calibrate, segment_estimate
from personacheck.load.exports import load_export
from personacheck.match.matcher import Matcher
from personacheck.model import tables as t
from personacheck.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

AS_OF = date(2026, 9, 30)
HELD, TOO_MUCH = 0.93, 0.97
SIZES = (50, 100, 200)
TRAINED = 100


@dataclass
class World:
    """One population: who is covered, who the matcher says is and how surely, and segments with their axis."""

    name: str
    truth: NDArray[np.bool_]
    matched: NDArray[np.bool_]
    score: NDArray[np.float64]
    segments: list[tuple[str, NDArray[np.bool_]]]
    usual: bool = True
    """The matcher errs as matchers do; else it hardly errs, and the interval may be wide for it."""


@dataclass
class Tried:
    """What came of many draws: whether each interval held the truth, its width, the error of its middle."""

    held: list[bool]
    width: list[float]
    error: list[float]

    def add(self, made: Estimate, true: float) -> None:
        """One draw more."""
        self.held.append(made.low - 1e-12 <= true <= made.high + 1e-12)
        self.width.append(made.high - made.low)
        self.error.append(abs(made.share - true))

    def line(self) -> str:
        """Share held, mean width and mean error in points."""
        return f"{100 * np.mean(self.held):5.1f} {100 * np.mean(self.width):6.1f} {100 * np.mean(self.error):6.1f}"


def invented(random: np.random.Generator) -> Iterator[World]:
    """Populations by size, share covered, how often the matcher errs, and how much it errs in a body by function."""
    kinds = {
        "usual": (5_000, 0.60, 0.12, 0.15),
        "small export": (250, 0.60, 0.12, 0.15),
        "few covered": (5_000, 0.10, 0.08, 0.05),
        "blind matcher": (5_000, 0.50, 0.50, 0.00),
        "wrong way round": (5_000, 0.60, 0.85, 0.05),
        "hardly errs": (5_000, 0.70, 0.01, 0.00),
        "never errs": (5_000, 0.70, 0.00, 0.00),
    }
    for name, (size, share, errs, spread) in kinds.items():
        function, region = random.integers(0, 10, size), random.integers(0, 5, size)
        inclined = np.clip(share + random.normal(0, 0.25, 10), 0.02, 0.98)[function]
        truth = random.random(size) < inclined * share / inclined.mean()
        wrong = random.random(size) < np.clip(errs + random.normal(0, spread, 10), 0, 1)[function]
        matched = truth ^ wrong
        score = np.clip(np.where(matched, 0.8, 0.15) + random.normal(0, 0.1, size), 0, 1)
        axes = [(t.SIDE, function == one) for one in range(10)] + [(t.CHANNEL, region == one) for one in range(5)]
        yield World(name, truth, matched, score, axes, usual=errs > 0.05)


def real(folder: Path) -> Iterator[tuple[World, pd.DataFrame, pd.Series, Matcher]]:
    """Titles, their true personas, a matcher: for the whole cast, and for casts that lack four of twelve."""
    truth = pd.read_csv(folder / "data" / "truth.csv", dtype=str, keep_default_na=False)
    whole = load_cast(folder / "cast.yaml")
    with tempfile.TemporaryDirectory() as place:
        # The department is what the truth was made from.
        contacts = pd.read_csv(folder / "data" / "contacts.csv", dtype=str, keep_default_na=False)
        contacts.drop(columns="department").to_csv(Path(place, "contacts.csv"), index=False)
        export = load_export([Path(place, "contacts.csv")], Settings(), as_of=AS_OF)
    facts = export.contacts[[t.RECORD_ID]].merge(truth, left_on=t.RECORD_ID, right_on="contact_id", how="left")
    persona = facts["persona"].str.replace("_", "-")
    random = np.random.default_rng(0)
    for turn in range(4):
        hidden = set(random.choice(sorted(whole.ids), 4, replace=False)) if turn else set()
        cast = type(whole)(tuple(one for one in whole.personas if one.id not in hidden), whole.name)
        matcher = Matcher.train(cast, Settings())
        matches = matcher.match(export.contacts)
        axes = {"dep": t.SIDE, "seg_lang": t.COUNTRY, "seg_legal": t.SIZE, "seg_era": t.STAGE, "seg_status": t.CHANNEL}
        segments = [
            (axis, (facts[column] == value).to_numpy())
            for column, axis in axes.items()
            for value in sorted(set(facts[column]))
        ]
        world = World(
            f"titles, {len(cast.personas)} personas" + (f" ({turn})" if turn else ""),
            ((persona != "") & ~persona.isin(hidden)).to_numpy(),
            (matches[t.STATUS] == t.Status.COVERED.value).to_numpy(),
            likelihood(matches),
            segments,
        )
        yield world, export.contacts, persona.where(~persona.isin(hidden), ""), matcher


def try_headline(world: World, size: int, draws: int, random: np.random.Generator) -> Tried:
    """Random samples of a size, and the headline's interval of each."""
    tried = Tried([], [], [])
    for _ in range(draws):
        drawn = random.choice(len(world.truth), size, replace=False)
        made = estimate(world.truth[drawn], world.score[drawn], world.score)
        if made is not None:
            tried.add(made, float(world.truth.mean()))
    return tried


def try_segments(world: World, size: int, draws: int, random: np.random.Generator) -> dict[str, Tried]:
    """The same for segments of 30 contacts and more."""
    found: dict[str, Tried] = {}
    for _ in range(draws):
        reviewed = np.zeros(len(world.truth), bool)
        reviewed[random.choice(len(world.truth), size, replace=False)] = True
        fitted = fit(world.truth[reviewed], world.score[reviewed], world.score)
        whole = calibrate(fitted, world.truth, reviewed, world.score)
        for axis, within in world.segments:
            if within.sum() >= 30:
                made = segment_estimate(whole, within, (axis,))
                kind = "with work" if axis == t.SIDE else "others"
                if made is not None:
                    found.setdefault(kind, Tried([], [], [])).add(made, float(world.truth[within].mean()))
    return found


def try_trained(
    world: World, contacts: pd.DataFrame, personas: pd.Series, matcher: Matcher, draws: int
) -> dict[str, Tried]:
    """Matchers trained on the labels of each draw: predictions that have not seen the label, and such that have."""
    random, found = np.random.default_rng(1), {"cross-fit": Tried([], [], []), "seen": Tried([], [], [])}

    def predict(labels: pd.DataFrame) -> pd.DataFrame:
        return Matcher.train(matcher.cast, Settings(), labels).match(contacts)

    for turn in range(draws):
        drawn = random.choice(len(contacts), TRAINED, replace=False)
        labels = contacts.iloc[drawn][[t.RECORD_ID, t.TITLE]].assign(
            **{t.PERSONA: personas.to_numpy()[drawn], t.INITIALS: "x", t.DATE: AS_OF.isoformat(), t.DRAW: "random"}
        )
        fair, seen = predictions(contacts, labels, predict, seed=turn), likelihood(predict(labels))
        for name, everybody in (("cross-fit", fair), ("seen", seen)):
            made = estimate(world.truth[drawn], everybody[drawn], everybody)
            if made is not None:
                found[name].add(made, float(world.truth.mean()))
    return found


def wilson(share: float, size: int, everybody: int) -> float:
    """Width of the interval of the sample alone."""
    z = float(norm.ppf(0.975))
    part = z * sqrt(share * (1 - share) / size + z * z / (4 * size * size)) / (1 + z * z / size)
    return 2 * part * sqrt(1 - size / everybody)


def report(world: World, draws: int, random: np.random.Generator) -> bool:
    """Print a population's lines; whether the intervals hold what they say."""
    true, matched = float(world.truth.mean()), float(world.matched.mean())
    print(f"\n{world.name}: {len(world.truth):,} contacts, {100 * true:.1f} % covered, {100 * matched:.1f} % matched")
    fine = True
    for size in SIZES:
        if size >= len(world.truth):
            continue
        tried = try_headline(world, size, draws, random)
        alone = 100 * wilson(true, size, len(world.truth))
        print(f"  {size:>4} labels   headline  {tried.line()}   sample alone {alone:.1f} wide")
        held = float(np.mean(tried.held))
        fine = fine and held >= HELD and (held <= TOO_MUCH or not world.usual or size != 100)
        for kind, found in sorted(try_segments(world, size, draws // 10, random).items()):
            print(f"                segments  {found.line()}   {kind}")
            fine = fine and float(np.mean(found.held)) >= 0.9
    return fine


def main() -> int:
    """Run all; 0 if every interval holds what it says."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--draws", type=int, default=2000)
    parser.add_argument("--trained", type=int, default=0)
    asked, random = parser.parse_args(), np.random.default_rng(0)
    print("                            holds  width  error   (%, points)")
    fine = [report(world, asked.draws, random) for world in invented(random)]
    for world, contacts, personas, matcher in real(asked.folder) if asked.folder else ():
        fine.append(report(world, asked.draws, random))
        if asked.trained:
            for name, tried in try_trained(world, contacts, personas, matcher, asked.trained).items():
                print(f"   100 labels   {name:<9} {tried.line()}   trained on them, {asked.trained} draws")
    print(f"\n{sum(fine)} of {len(fine)} populations as wanted")
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main())
