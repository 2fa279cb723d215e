"""Matching on real, labelled titles that lie beside the checkout: what rules, classifier and reviewed labels reach.

    python benchmarks/matching.py ../shared/bench             prints the tables
    python benchmarks/matching.py ../shared/bench --save      keeps them in benchmarks/figures, for the next review

Labels are drawn as `sample --active` draws them, and answered by the truth. Errors go to the terminal only: no title of
the data is stored.
"""

from __future__ import annotations

import argparse
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import open_set
import pandas as pd

from personacheck.estimate.active_draw import active_draw
from personacheck.match.clues import clues
from personacheck.match.learn.model import NONE
from personacheck.match.matcher import Matcher
from personacheck.match.persona.profiles import profiles
from personacheck.match.title.lexicon import Lexicon
from personacheck.match.title.normalise import tokens
from personacheck.match.title.reading import read
from personacheck.model import tables as t
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from open_set import Bench, Scenario

FIGURES: Final = Path(__file__).parent / "figures"
SHOWN: Final = [
    "macro_f1",
    "gap_p",
    "gap_r",
    "gap_f1",
    "gap_auroc",
    "hidden_forced",
    "other_forced",
    "seg_error",
    "dep_error",
]
WORST: Final = 20
THINGS: Final = frozenset({"engineering", "production"})

Answer = tuple[pd.Series, pd.Series]
"""Persona ("" for none) and score of every contact."""


def rules(bench: Bench, scenario: Scenario) -> Answer:
    """Rules alone."""
    found = Matcher.train(scenario.cast, rules_only=True).match(bench.contacts)
    return found[t.PERSONA], found[t.SCORE]


def both(bench: Bench, scenario: Scenario) -> Answer:
    """Rules decide, the classifier ranks: what a user gets before anything is reviewed."""
    found = Matcher.train(scenario.cast).match(bench.contacts)
    return found[t.PERSONA], found[t.SCORE]


def classifier(bench: Bench, scenario: Scenario) -> Answer:
    """The most probable class, by the classifier's own word alone."""
    matcher = Matcher.train(scenario.cast)
    titles = bench.contacts[t.TITLE].unique()
    decisions = [matcher.decide(clues(title)) for title in titles]
    shares = matcher.model.probabilities(decisions)
    none = matcher.model.classes.index(NONE)
    best = shares.argmax(axis=1)
    names = ["" if at == none else scenario.cast.ids[matcher.model.classes[at]] for at in best]
    codes = bench.contacts[t.TITLE]
    score = dict(zip(titles, 1 - shares[:, none], strict=True))
    return codes.map(dict(zip(titles, names, strict=True))), codes.map(score)


def labelled(count: int) -> Callable[[Bench, Scenario], Answer]:
    """Rules and equal titles after so many reviewed contacts; the classifier ranks the rest."""

    def answer(bench: Bench, scenario: Scenario) -> Answer:
        people = bench.contacts.join(Matcher.train(scenario.cast).match(bench.contacts))
        rows = active_draw(people, None, size=count, seed=0, as_of=date(2026, 9, 30)).index
        persona = bench.truth.loc[rows, "persona"]
        reviewed = bench.contacts.loc[rows].assign(
            persona=persona.where(~persona.isin(scenario.hidden), ""), initials="t", date="", draw="active",
            offered=t.OR.join(scenario.cast.offered),
        )  # fmt: skip  # what is said, then what was offered
        found = Matcher.train(scenario.cast, reviewed[list(t.LABEL_COLUMNS)]).match(bench.contacts)
        return found[t.PERSONA], found[t.SCORE]

    return answer


def table(bench: Bench, answer: Callable[[Bench, Scenario], Answer], families: tuple[str, ...]) -> pd.DataFrame:
    """Mean figures a family, and seconds a scenario."""
    rows = []
    for scenario in bench.scenarios(families):
        start = time.perf_counter()
        said, score = answer(bench, scenario)
        seconds = time.perf_counter() - start
        figures = open_set.measure(bench.truth, said, score, scenario.hidden)
        rows.append({"family": scenario.family, **figures, "seconds": seconds})
    return pd.DataFrame(rows).groupby("family", sort=False).mean()


def by_language(bench: Bench) -> pd.DataFrame:
    """Rules on the full cast, by the language whose words explain most of a title ("?" where none does).

    ``things``: wrong ones whom the labels call IT, though their titles name engineering, production or trades alone;
    ``right_besides``: what is right without them.
    """
    scenario = next(bench.scenarios(("full",)))
    said, _ = rules(bench, scenario)
    of_it = [profile.persona.id for profile in profiles(scenario.cast) if "it" in profile.covered]
    made = bench.contacts[t.TITLE].map({title: of_things(title) for title in bench.contacts[t.TITLE].unique()})
    things = made & bench.truth["persona"].isin(of_it) & (bench.truth["persona"] != said)
    tongue = bench.contacts[t.TITLE].map({title: language_of(title) for title in bench.contacts[t.TITLE].unique()})
    rows = []
    for name, at in tongue.groupby(tongue).groups.items():
        true, answer = bench.truth.loc[at, "persona"], said[at]
        gap, said_gap = (true == "").to_numpy(), (answer == "").to_numpy()
        rows.append(
            {
                "language": name,
                "contacts": len(at),
                "right": (true.to_numpy() == answer.to_numpy()).mean(),
                "gap_p": (gap & said_gap).sum() / max(1, said_gap.sum()),
                "gap_r": (gap & said_gap).sum() / max(1, gap.sum()),
                "coverage": (~said_gap).mean(),
                "true": (~gap).mean(),
                "things": things[at].sum(),
                "right_besides": (true.to_numpy() == answer.to_numpy()).sum() / max(1, len(at) - things[at].sum()),
            }
        )
    return pd.DataFrame(rows).sort_values("contacts", ascending=False).set_index("language")


def of_things(title: str) -> bool:
    """It names engineering, production or trades, and nothing else: makers of things, who are not IT."""
    wider = vocabulary().wider
    functions = read(title).functions
    return bool(functions) and all(THINGS.intersection(wider(name)) for name in functions)


def language_of(title: str) -> str:
    """The language of most letters that only some languages explain; English where it explains as many."""
    found = tokens(title)
    letters = {code: len(_letters(lexicon, found)) for code, lexicon in _lexicons().items()}
    best = max(letters.values(), default=0)
    if not best:
        return "?"
    return "en" if letters.get("en") == best else max(sorted(letters), key=lambda code: letters[code])


def _letters(lexicon: Lexicon[str], found: tuple) -> set[int]:
    return {at for hit in lexicon.find(found) for at in range(hit.start, hit.end)}


def _lexicons(made: dict[str, Lexicon[str]] = {}) -> dict[str, Lexicon[str]]:  # noqa: B006  # a cache, filled once
    if not made:
        for language in vocabulary().languages:
            made[language.code] = Lexicon.of((term, term, language.endings) for term, *_ in language.entries)
    return made


def speed(bench: Bench) -> float:
    """Distinct titles a processor second, by rules, the vocabulary read before."""
    matcher = Matcher.train(bench.cast, rules_only=True)
    titles = [f"{title} {word}" for title in bench.contacts[t.TITLE].unique() for word in ("", "Nord", "EMEA", "Plus")]
    table = pd.DataFrame({t.RECORD_ID: range(len(titles)), t.TITLE: titles})
    start = time.process_time()
    matcher.match(table)
    return table[t.TITLE].nunique() / (time.process_time() - start)


def worst(bench: Bench) -> Iterator[str]:
    """The surest errors on the full cast, each title once, with the rule that made them."""
    scenario = next(bench.scenarios(("full",)))
    found = Matcher.train(scenario.cast, rules_only=True).match(bench.contacts)
    true = bench.truth["persona"]
    wrong = found.assign(true=true, title=bench.contacts[t.TITLE])[found[t.PERSONA] != true]
    wrong["sure"] = np.where(wrong[t.PERSONA] == "", 1 - wrong[t.SCORE], wrong[t.SCORE])
    counts = wrong.groupby("title")["title"].transform("size")
    ordered = wrong.assign(n=counts).sort_values(["n", "sure", "title"], ascending=[False, False, True])
    for _, row in ordered.drop_duplicates("title").head(WORST).iterrows():
        yield f"{row.n:3} x {row.title!r}: {row.true or 'none'} is true, {row.persona or 'none'} is said. {row.reason}"


def main() -> None:
    """Print the tables; keep them with ``--save``."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path, help="cast.yaml, and data/ with contacts.csv and truth.csv")
    arguments.add_argument("--save", action="store_true", help="keep the figures of this release")
    given = arguments.parse_args()
    bench = open_set.load(given.folder)
    variants: dict[str, Callable[[Bench, Scenario], Answer]] = {"rules": rules, "classifier": classifier, "both": both}
    variants |= {f"both, {count} labels": labelled(count) for count in (50, 100, 200)}
    figures = pd.concat({name: table(bench, answer, ("full", "loo", "hide4")) for name, answer in variants.items()})
    figures.index.names = ["variant", "family"]
    print(figures[[*SHOWN, "seconds"]].round(3).to_string(), "\n")
    kept = FIGURES / "matching.csv"
    if kept.exists():
        change = figures[SHOWN] - pd.read_csv(kept, index_col=[0, 1]).reindex(figures.index)[SHOWN]
        print("change since the figures kept:\n", change.round(3).to_string(), "\n")
    languages = by_language(bench)
    print(languages.round(3).to_string(), "\n")
    wrong = int(((1 - languages["right"]) * languages["contacts"]).round().sum())
    print(
        f"{languages['things'].sum()} of {wrong} wrong answers: makers and menders of things whom the labels call IT\n"
    )
    print(f"{speed(bench):,.0f} distinct titles a processor second\n")
    print("worst errors, most frequent and surest first:", *worst(bench), sep="\n")
    if given.save:
        FIGURES.mkdir(exist_ok=True)
        figures[SHOWN].round(4).to_csv(kept)
        languages.round(4).to_csv(FIGURES / "languages.csv")


if __name__ == "__main__":
    main()
