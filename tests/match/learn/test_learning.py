"""Reviewed labels win, teach, and never see the export."""

from __future__ import annotations

import pickle
import subprocess
import sys

import pandas as pd
import pytest
from builders import cast, contacts, persona

from personacheck.match.matcher import Matcher
from personacheck.model import tables as t

CAST = cast(
    persona(
        "it", titles=("software developer", "it specialist"), examples=("System Administrator", "Network Engineer")
    ),
    persona("people", titles=("recruiter", "hr manager"), examples=("HR Business Partner", "Talent Acquisition Lead")),
)


def labels(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Record, title, persona."""
    full = [(record, title, who, "ab", "2026-09-01", "random", "it|people") for record, title, who in rows]
    return pd.DataFrame(full, columns=list(t.LABEL_COLUMNS))


def test_a_label_wins_for_its_contact_and_for_its_title() -> None:
    reviewed = labels(("c0", "Recruiter", "it"), ("c1", "Developer", ""), ("c2", "Sea Captain", "people"))
    people = contacts({t.TITLE: "Recruiter"}, {t.TITLE: "Developer"}, {t.TITLE: "Nurse"}, {t.TITLE: "sea captain"})
    table = Matcher.train(CAST, reviewed).match(people)
    assert table[t.PERSONA].tolist() == ["it", "", "people", "people"]
    assert table[t.STATUS].tolist() == ["covered", "uncovered", "covered", "covered"]
    assert set(table[t.SOURCE]) == {"review"}
    assert table[t.SCORE].tolist() == [1.0, 0.0, 1.0, 1.0]


def test_labels_of_one_title_that_disagree_hold_for_their_contacts_only() -> None:
    reviewed = labels(("c0", "Scrum Poet", "it"), ("c1", "Scrum Poet", "people"))
    people = contacts(*({t.TITLE: "Scrum Poet"} for _ in range(3)))
    table = Matcher.train(CAST, reviewed, rules_only=True).match(people)
    assert table[t.PERSONA].tolist() == ["it", "people", ""]


def test_a_label_of_a_persona_that_is_gone_is_left_aside() -> None:
    table = Matcher.train(CAST, labels(("c0", "Recruiter", "gone"))).match(contacts({t.TITLE: "Recruiter"}))
    assert table[[t.PERSONA, t.SOURCE]].iloc[0].tolist() == ["people", "rule"]


def test_the_classifier_only_ranks_and_leans() -> None:
    people = contacts({t.TITLE: "Developer"}, {t.TITLE: "Zorbler of Recruiters"}, {t.TITLE: "Nurse"}, {t.TITLE: "Qwzx"})
    with_model = Matcher.train(CAST).match(people)
    rules = Matcher.train(CAST, rules_only=True).match(people)
    pd.testing.assert_frame_equal(
        with_model[[t.STATUS, t.PERSONA, t.SOURCE]], rules[[t.STATUS, t.PERSONA, t.SOURCE]], check_dtype=False
    )


@pytest.mark.parametrize("reviewed", [12, 200])
def test_labels_of_other_titles_move_scores_and_decide_nothing(reviewed: int) -> None:
    taught = labels(
        *((f"x{n}", f"Flurb {n}", "people") for n in range(reviewed)),
        *((f"y{n}", f"Head of Recruiting {n} Blurbs", "") for n in range(reviewed)),
    )
    people = contacts({t.TITLE: "Flurb Omega"}, {t.TITLE: "Head of Recruiting Omega Blurbs"}, {t.TITLE: "Nurse"})
    before, after = Matcher.train(CAST).match(people), Matcher.train(CAST, taught).match(people)
    decided = [t.STATUS, t.PERSONA, t.SOURCE]
    pd.testing.assert_frame_equal(after[decided], before[decided])
    assert after[t.SCORE][0] > before[t.SCORE][0]
    assert after[t.LEANING][0] == "people" != before[t.LEANING][0]


def test_the_same_title_gets_the_same_answer_whatever_stands_beside_it() -> None:
    reviewed = labels(*((f"x{n}", f"Word{n} Chemist", "") for n in range(25)))
    matcher = Matcher.train(CAST, reviewed)
    alone = matcher.match(contacts({t.TITLE: "Web Developer"}))
    among = matcher.match(contacts({t.TITLE: "Nurse"}, {t.TITLE: "Web Developer"}, {t.TITLE: "Recruiter"}))
    pd.testing.assert_series_equal(alone.iloc[0], among.iloc[1], check_names=False)


def test_a_matcher_can_be_sent_to_another_process() -> None:
    matcher = Matcher.train(CAST)
    again = pickle.loads(pickle.dumps(matcher))  # our own bytes
    people = contacts({t.TITLE: "Web Developer"}, {t.TITLE: "Flower Arranger"})
    pd.testing.assert_frame_equal(matcher.match(people), again.match(people))


@pytest.mark.parametrize("module", ["sklearn", "scipy"])
def test_rules_need_no_scikit_learn(module: str) -> None:
    code = (
        "import sys; from personacheck.match.matcher import Matcher; from personacheck.model.cast import Cast, Persona;"
        "Matcher.train(Cast((Persona('a', 'A', titles=('ceo',)),)), rules_only=True).fits(['CEO']);"
        f"sys.exit('{module}' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
