"""A label says something of those who were offered, and of nobody else."""

from __future__ import annotations

import pandas as pd
import pytest
from builders import cast, contacts, persona

from personacheck.estimate.asked import asked_of
from personacheck.match.learn.labels import reviewed
from personacheck.match.learn.model import NONE, label_lessons
from personacheck.match.matcher import Matcher
from personacheck.model import tables as t

IT = persona("it", titles=("cio", "head of it"), functions=("it",), levels=("lead", "director", "executive"))
FINANCE = persona("finance", titles=("cfo", "finance director"))
PRESS = persona("press", titles=("journalist",), kind="negative")
OLD, NEW = cast(IT), cast(IT, FINANCE)


def labels(*rows: tuple[str, str, str], offered: str = "", day: str = "2026-09-30") -> pd.DataFrame:
    """Record, title, persona; a random draw."""
    full = [(record, title, who, "ab", day, "random", offered) for record, title, who in rows]
    return pd.DataFrame(full, columns=list(t.LABEL_COLUMNS))


def said(who, reviewed: pd.DataFrame, *titles: str) -> list[tuple[str, str, str]]:
    people = contacts(*({t.TITLE: title, t.RECORD_ID: f"other {n}"} for n, title in enumerate(titles)))
    found = Matcher.train(who, reviewed).match(people)
    return list(found[[t.STATUS, t.PERSONA, t.SOURCE]].itertuples(index=False, name=None))


SAID = (("c0", "CIO", "it"), ("c1", "CFO", ""))


@pytest.mark.parametrize("offered", ["", "it"])
def test_none_says_nothing_of_a_persona_that_came_later(offered):
    reviewed = labels(*SAID, offered=offered)
    assert said(OLD, reviewed, "CIO", "CFO") == [("covered", "it", "review"), ("uncovered", "", "review")]
    assert said(NEW, reviewed, "CIO", "CFO") == [("covered", "it", "review"), ("covered", "finance", "rule")]


def test_none_binds_those_who_were_offered():
    reviewed = labels(*SAID, offered="it|finance")
    assert said(NEW, reviewed, "CIO", "CFO", "cfo") == [
        ("covered", "it", "review"), ("uncovered", "", "review"), ("uncovered", "", "review"),
    ]  # fmt: skip  # a row a kind


def test_none_takes_away_the_personas_offered_and_no_other():
    reviewed = labels(("c0", "CIO", ""), offered="finance")
    assert said(NEW, reviewed, "CIO") == [("covered", "it", "rule")]
    reviewed = labels(("c0", "CIO", ""), offered="it")
    assert said(NEW, reviewed, "CIO") == [("uncovered", "", "none")]


def test_who_was_not_read_stays_so_where_not_all_were_offered():
    reviewed = labels(("c0", "Zorbler", ""), offered="it")
    assert [status for status, *_ in said(OLD, reviewed, "Zorbler")] == ["uncovered"]
    assert [status for status, *_ in said(NEW, reviewed, "Zorbler")] == ["unreadable"]


def test_a_negative_persona_is_not_offered_so_that_none_says_nothing_of_it():
    reviewed = labels(("c0", "Journalist", ""), offered="it|finance")
    assert [status for status, *_ in said(cast(IT, FINANCE, PRESS), reviewed, "Journalist")] == ["excluded"]


def test_of_labels_that_do_not_say_what_was_offered_those_named_by_then_are_bound():
    early = labels(("c0", "CFO", ""), day="2026-03-31")
    late = labels(("c8", "Treasurer", "finance"), ("c9", "Accountant", ""), day="2026-06-30")
    assert said(NEW, pd.concat([early, late]), "CFO") == [("covered", "finance", "rule")]
    same_day = labels(("c0", "CFO", ""), ("c8", "Treasurer", "finance"))
    assert said(NEW, same_day, "CFO") == [("uncovered", "", "review")]


def test_one_title_is_agreed_on_where_nobody_denies_it():
    asked = [labels(("x1", "Bursar", ""), offered="it"), labels(("x2", "Bursar", "finance"), offered="it|finance")]
    assert said(NEW, pd.concat(asked), "Bursar") == [("covered", "finance", "review")]
    denied = [*asked, labels(("x3", "Bursar", ""), offered="it|finance")]
    assert said(NEW, pd.concat(denied), "Bursar")[0][2] != "review"


def test_the_last_label_of_a_record_counts():
    twice = labels(("other 0", "Bursar", "it"), ("other 0", "Bursar", "finance"), ("x1", "Bursar", ""))
    assert said(NEW, twice.assign(offered="it|finance"), "Bursar") == [("covered", "finance", "review")]


@pytest.mark.parametrize(
    ("who", "offered", "told"),
    [
        ("it", "it", {0, NONE}),  # whoever is IT is not nobody's
        ("finance", "it|finance", None),
        ("", "it", {0}),
        ("", "it|finance", None),
    ],
)
def test_a_label_teaches_of_the_personas_offered_and_of_none_where_it_names_one(who, offered, told):
    decide = Matcher.train(NEW, rules_only=True).decide
    (lesson,) = label_lessons(decide, reviewed(labels(("c0", "Bursar", who), offered=offered), NEW))
    assert lesson.tells == (None if told is None else frozenset(told))


def test_explain_tells_of_the_review():
    told = Matcher.train(NEW, labels(("x1", "CFO", ""), offered="it|finance")).explain("CFO")
    assert (told.status, told.source, told.reason) == ("uncovered", "review", "Reviewed by people: no persona fits.")


def fits(titles):
    return Matcher.train(NEW, rules_only=True).fits(titles)


class TestAsked:
    """Which labels were given under the cast at hand."""

    @pytest.mark.parametrize("offered", ["it|finance", "finance|it|gone"])
    def test_those_of_whom_all_were_offered(self, offered):
        assert len(asked_of(labels(*SAID, offered=offered), NEW, fits)) == 2

    @pytest.mark.parametrize("offered", ["it", ""])
    def test_whoever_was_found_to_fit_another_one_is_asked_anew_as_well(self, offered):
        assert asked_of(labels(*SAID, offered=offered), NEW, fits).empty

    def test_of_silent_labels_a_persona_that_fits_nobody_found_without_one_was_offered(self):
        silent = labels(("c0", "CIO", "it"), ("c1", "Nurse", ""))
        assert len(asked_of(silent, NEW, fits)) == 2
        assert asked_of(silent.assign(offered="it"), NEW, fits).empty

    def test_a_negative_persona_needs_no_offer(self):
        assert len(asked_of(labels(*SAID, offered="it"), cast(IT, PRESS), fits)) == 2

    def test_no_labels_stay_no_labels(self):
        assert asked_of(None, NEW, fits) is None
        assert asked_of(labels(), NEW, fits).empty
