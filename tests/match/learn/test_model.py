"""The classifier: what it is told of a title, what it makes of few lessons, and how its shares meet the rules'."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from builders import cast, persona

from personacheck.match.clues import clues
from personacheck.match.learn.blend import LEAN, ranked
from personacheck.match.learn.model import NONE, WEIGHTS, Lesson, features, fit, own_lessons
from personacheck.match.matcher import Matcher
from personacheck.match.persona.verdicts import FIT, Against, Tier
from personacheck.vocabulary.words import vocabulary

CAST = cast(
    persona("it", titles=("software developer", "*admin"), examples=("Network Engineer",)),
    persona("people", titles=("recruiter",), examples=("HR Business Partner",)),
    persona("desk", titles=("front desk",), levels=("professional",)),
)
RULES = Matcher.train(CAST, rules_only=True)


def _decision(title):
    return RULES.decide(clues(title))


@pytest.mark.parametrize(
    ("title", "facts"),
    [
        (
            "Software Developer",
            {
                "level professional": 1.0, "roles software": 1.0, "function software": 1.0,
                "function software professional": 1.0, "fits 0": 0.97, "best 0": 1.94, "tier exact": 1.0,
            },
        ),
        (
            "IT Recruiter, Software Developer",
            {
                "level professional": 1.0, "roles recruiting": 1.0, "function recruiting": 1.0,
                "function recruiting professional": 1.0, "outdone it": 1.0, "roles software": 1.0,
                "function software": 1.0, "function software professional": 1.0, "fits 1": 0.88, "fits 0": 0.97,
                "best 1": 1.76, "tier phrase": 1.0,
            },
        ),
        (
            "Head of Front Desk",
            {
                "level lead": 1.0, "fields office-management": 1.0, "function office-management": 1.0,
                "function office-management lead": 1.0, "near 2 level": 1.0,
            },
        ),
        ("Zorbler", {"level none": 1.0, "unread words-unknown": 1.0, "nothing fits": 1.0}),
        ("", {"level none": 1.0, "unread no-title": 1.0, "nothing fits": 1.0}),
        (
            "Finance",
            {"level professional": 1.0, "fields finance": 1.0, "function finance": 1.0, "function finance none": 1.0,
             "nothing fits": 1.0},
        ),
    ],
)  # fmt: skip  # a fact a line would be forty
def test_the_facts_of_a_title(title, facts):
    assert features(_decision(title)) == pytest.approx(facts)


LESSONS = (
    *((title, 0, WEIGHTS["title"]) for title in ("Software Developer", "Web Developer", "Network Engineer")),
    *((title, 1, WEIGHTS["example"]) for title in ("Recruiter", "HR Business Partner")),
    *((title, NONE, WEIGHTS["background"]) for title in ("Nurse", "Front Desk Clerk", "Web Clerk")),
    ("Zorbler", 1, WEIGHTS["label"]),
)


SHARES = {
    "Web Developer": (0.162, 0.770, 0.069),
    "Technical Recruiter": (0.106, 0.057, 0.837),
    "Nurse": (0.636, 0.139, 0.226),
    "Zorbler": (0.106, 0.083, 0.811),
    "Zorb of Webs": (0.215, 0.145, 0.640),
    "": (0.261, 0.186, 0.553),
}


def test_few_lessons_give_these_shares():
    """Of none, the first and the second persona: a changed weight, strength, balance or feature moves them."""
    model = fit([Lesson(_decision(title), place, weight) for title, place, weight in LESSONS])
    assert model.classes == (NONE, 0, 1)
    shares = model.probabilities([*map(_decision, SHARES)])
    assert shares == pytest.approx(np.array([*SHARES.values()]), abs=0.002)


def test_a_lesson_tells_only_of_its_classes():
    """Who said of a web zorbler that neither a developer nor nobody fits has said nothing of recruiters."""
    plain = [Lesson(_decision(title), place, weight) for title, place, weight in LESSONS]
    odd = _decision("Zorbler of Webs")
    of_two, of_all = (
        fit([*plain, Lesson(odd, NONE, WEIGHTS["label"], tells)]) for tells in (frozenset({0, NONE}), None)
    )
    odds = [np.log(1 / model.probabilities([odd])[0] - 1) for model in (of_two, of_all)]
    assert odds[0][2] < odds[1][2]  # a recruiter is likelier where the label says nothing of it


def test_a_cast_is_learnt_by_its_titles_its_examples_and_the_background_that_it_does_not_fit():
    lessons = [*own_lessons(CAST, RULES.decide)]
    own = [lesson for lesson in lessons if lesson.place != NONE]
    assert [(lesson.decision.clues.title, lesson.place, lesson.weight) for lesson in own] == [
        ("software developer", 0, 1.0),
        ("admin", 0, 1.0),
        ("Network Engineer", 0, 3.0),
        ("recruiter", 1, 1.0),
        ("HR Business Partner", 1, 3.0),
        ("front desk", 2, 1.0),
    ]
    assert all(lesson.tells is None for lesson in lessons)
    none = [lesson for lesson in lessons if lesson.place == NONE]
    assert {lesson.weight for lesson in none} == {0.5}
    assert not any(lesson.decision.fits for lesson in none)
    fitting = sum(bool(_decision(title).fits) for title in vocabulary().background)
    assert 0 < fitting == len(vocabulary().background) - len(none)


def _ranked(title, shares, classes=(NONE, 0, 1, 2)):
    model = SimpleNamespace(classes=classes, probabilities=lambda decisions: np.array([shares] * len(decisions)))
    return ranked([_decision(title)], model)[0]


@pytest.mark.parametrize(
    ("title", "shares", "score", "near"),
    [
        ("Zorbler", (0.5, 0.1, 0.3, 0.1), 0.8 * 0.28 + 0.2 * 0.5, 1),
        ("Zorbler", (0.5, LEAN, 0.1, 0.1), 0.8 * 0.28 + 0.2 * 0.5, 0),
        ("Zorbler", (0.5, LEAN - 0.01, 0.1, 0.1), 0.8 * 0.28 + 0.2 * 0.5, None),
        ("Zorbler", (0.4, LEAN, LEAN, 0.0), 0.8 * 0.28 + 0.2 * 0.6, 0),  # the first of equals
        ("Nurse", (0.9, 0.1, 0.0, 0.0), 0.8 * 0.04 + 0.2 * 0.1, None),
        ("Nurse", (0.0, 0.1, 0.1, 0.8), 0.8 * 0.04 + 0.2 * 1.0, 2),
        ("", (0.1, 0.9, 0.0, 0.0), 0.8 * 0.0 + 0.2 * 0.9, None),  # nothing to lean by
        ("Head of Front Desk", (0.1, 0.9, 0.0, 0.0), 0.8 * 0.3 + 0.2 * 0.9, 2),  # the rules lean already
    ],
)
def test_the_classifier_has_a_fifth_of_the_score_and_leans_where_the_rules_do_not(title, shares, score, near):
    decision = _ranked(title, shares)
    assert decision.score == pytest.approx(score)
    assert (decision.near.place if decision.near else None) == near
    assert decision.fits == ()


def test_a_leaning_says_that_the_rules_do_not_say_so():
    near = _ranked("Zorbler", (0.5, 0.1, 0.3, 0.1)).near
    assert (near.tier, near.against, near.score) == (Tier.MODEL, Against.MODEL, pytest.approx(0.324))


def test_without_a_class_of_none_all_is_covered_and_no_score_says_that_somebody_fits():
    assert _ranked("Nurse", (0.2, 0.1, 0.7), (0, 1, 2)).score == pytest.approx(0.8 * 0.04 + 0.2)
    sure = SimpleNamespace(classes=(NONE, 0), probabilities=lambda _: np.array([[0.0, 1.0]]))
    for score in (0.4, FIT, 0.9):
        (decision,) = ranked([_decision("Materials Zorbling")._replace(score=score)], sure)
        assert decision.score == FIT - 0.01


def test_who_fits_is_left_as_the_rules_have_it():
    assert _ranked("Recruiter", (0.9, 0.1, 0.0, 0.0)) == _decision("Recruiter")
