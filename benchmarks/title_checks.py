"""What each row of the manifest asks of titles and labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.match.title.reading import read
from personacheck.model.tables import times

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from benchmarks.case_tools import Case, Held
    from personacheck.match.title.reading import Reading

COVERED: Final = "covered"
OTHER_SCRIPTS: Final = {"ko": "가힣", "ru": "ая", "ar": "ءي", "el": "αω"}


def _left(case: Case) -> Iterator[Held]:
    contacts = case.load("35-left-in-title.csv").contacts
    yield "left out", times(contacts["excluded"]), {"gone": len(contacts)}


def _offices(case: Case) -> Iterator[Held]:
    """A deputy's rank is not asked here."""
    titles = case.titles("36-office-of.csv")
    heads = [title for title, told in titles.items() if told.level == "executive" and "Deputy" not in title]
    yield "read as executives", heads, []


def _ranks(case: Case) -> Iterator[Held]:
    titles = case.titles("00-titles.csv") | case.titles("36-office-of.csv")
    for title, level in (("Associate Vice President, Technology", "vp"), ("Intern Program Director", "director")):
        yield title, titles[title].level, level


def _placeholders(case: Case) -> Iterator[Held]:
    for name in ("33b-sin.csv", "33-nulls.csv"):
        loaded = set(case.load(name).contacts["title"]) - {""}
        yield name, _read_as_something({title: read(title) for title in loaded}), []


def _bare(case: Case) -> Iterator[Held]:
    titles = case.titles("37-bare-words.csv")
    words = {"Dr.", "Ing.", "Employee", "Member", "Kunde", "Vendor"}
    yield "read", _read_as_something({title: told for title, told in titles.items() if title in words}), []


def _widgets(case: Case) -> Iterator[Held]:
    told = case.titles("37-bare-words.csv")["Director of Widgets"]
    yield "functions", told.functions, ()
    yield "unread", bool(told.unread), True


def _scripts(case: Case) -> Iterator[Held]:
    """A language without a vocabulary is to stay unreadable: nothing is made up."""
    titles = case.titles("00-titles.csv")
    for language, (first, last) in OTHER_SCRIPTS.items():
        own = {title: told for title, told in titles.items() if any(first <= letter <= last for letter in title)}
        yield f"{language}, {len(own)} titles, made up", _read_as_something(own), []


def _negative(case: Case) -> Iterator[Held]:
    others = ["Chief Financial Officer", "Accountant", "Controller"]
    told = case.statuses("cast-neg3.yaml", others)
    yield "broker excludes", [title for title, status in told.items() if status == "excluded"], []
    told = case.statuses("cast-neg2.yaml", ["Facility Manager", "Architect"])
    yield "realtor excludes", [title for title, status in told.items() if status == "excluded"], []
    yield (
        "student",
        case.statuses("cast-neg3.yaml", ["Student", "Broker"]),
        {"Student": "excluded", "Broker": "excluded"},
    )


def _dash(case: Case) -> Iterator[Held]:
    titles = ["C - Level", "Head of IT - Europe", "Manager: Procurement", "R&D"]
    told = case.statuses("cast-dash.yaml", titles)
    yield "not covered", [title for title, status in told.items() if status != COVERED], []


def _ceo(case: Case) -> Iterator[Held]:
    told = case.statuses("cast-ceo.yaml", ["CFO", "COO", "Chief Compliance Officer"])
    yield "not uncovered", [title for title, status in told.items() if status != "uncovered"], []
    yield "the CEO", case.statuses("cast-ceo.yaml", ["CEO", "Owner"]), {"CEO": COVERED, "Owner": COVERED}


def _sparse(case: Case) -> Iterator[Held]:
    told = case.statuses("labels-sparse/cast.yaml", ["HR Manager"], labels="labels-sparse/labels.csv")
    yield "HR Manager", told, {"HR Manager": COVERED}


def _old_cast(case: Case) -> Iterator[Held]:
    assessed = case.assess(
        "label-of-old-cast/cast2.yaml", "label-of-old-cast/c.csv", labels="label-of-old-cast/labels.csv"
    )
    matches = assessed.matches
    yield "the new persona fits", int((matches["persona"] == "finance").sum()) > 0, True


def _two_numbers(case: Case) -> Iterator[Held]:
    """Both numbers stand in one sentence, of the same people."""
    folder = "right-but-two-numbers"
    assessed = case.assess(f"{folder}/cast.yaml", f"{folder}/c.csv", labels=f"{folder}/labels.csv")
    told = assessed.result.estimand
    yield told, "as matched" in told and "of the same people" in told, True


def _read_as_something(titles: Mapping[str, Reading]) -> list[str]:
    return [title for title, told in titles.items() if told.functions or told.level]


TITLES: Final = {
    ("35-left-in-title.csv", "departed marks only read in names"): _left,
    ("36-office-of.csv", "phrase inside a genitive"): _offices,
    ("36-office-of.csv,00-titles.csv (Associate VP, Intern Program Director)", "rank modifiers"): _ranks,
    ("33b-sin.csv,33-nulls.csv", "negated words, placeholders"): _placeholders,
    ("37-bare-words.csv (Dr., Ing., Employee, Member, Kunde, Vendor)", "non-roles as roles"): _bare,
    ("37-bare-words.csv (Director of Widgets)", "unknown area word + rank"): _widgets,
    ("00-titles.csv ko/ru/ar/el/hu/ro", "title languages"): _scripts,
    ("cast-neg1.yaml, cast-neg2.yaml, cast-neg3.yaml", "negative persona takes a whole function"): _negative,
    ("cast-dash.yaml", "a title with a dash, colon, slash or comma in the cast"): _dash,
    ("cast-ceo.yaml", "words of one persona widen it"): _ceo,
    ("labels-sparse/", "labels that miss a persona destroy it"): _sparse,
    ("label-of-old-cast/", "a `none` label binds personas that did not exist"): _old_cast,
    ("right-but-two-numbers/", "two denominators"): _two_numbers,
}
