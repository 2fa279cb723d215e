"""Contacts matched together get what each would get alone, though a title is judged once and read in batches."""

from __future__ import annotations

from itertools import product

import pandas as pd
import pytest
from builders import cast, contacts, persona
from hypothesis import given, settings
from hypothesis import strategies as st

from personacheck.match import roles as roles_module
from personacheck.match.matcher import Matcher
from personacheck.match.roles import roles
from personacheck.model import tables as t

WHERE = t.WHERE_PREFIX + "Tier"
CAST = cast(
    persona("it", functions=("it",), levels=("executive", "vp", "director", "lead"), crm={"x": {"y": "persona 1"}}),
    persona("admin", titles=("administrator", "it"), not_titles=("assistant",), departments=("it", "help desk")),
    persona("buyer", functions=("procurement",), buying_roles=("decision maker",), where={"Tier": ("gold",)}),
    persona("boss", levels=("executive",)),
)
MATCHER = Matcher.train(CAST)
CELLS = {
    t.TITLE: ("CIO", "IT Administrator", "Head of Procurement", "Assistant", "Buyer", "", "Flurb"),
    t.DEPARTMENT: ("", "IT", "Help Desk", "Purchasing", "Nowhere"),
    t.LEVEL: ("", "C suite", "VP", "Vp", "Intern"),
    t.BUYING_ROLE: ("", "Decision Maker", "Champion; decision maker", "End User"),
    t.CRM_PERSONA: ("", "Persona 1", "boss", "other"),
    WHERE: ("", "Gold", "silver;gold"),
    t.SIDE: ("buyer", "unknown"),
    t.EXCLUDED: ("", "competitor"),
}
ROWS = st.lists(st.fixed_dictionaries({name: st.sampled_from(values) for name, values in CELLS.items()}), max_size=25)


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch):
    monkeypatch.setattr(roles_module, "BATCH", 3)


@given(rows=ROWS)
@settings(deadline=None, max_examples=40)
def test_together_as_alone(rows) -> None:
    people = contacts(*rows)
    together = MATCHER.match(people)
    assert list(together.index) == list(people.index)
    for at in range(len(people)):
        alone = MATCHER.match(people.iloc[[at]])
        assert together.iloc[at].to_dict() == alone.iloc[0].to_dict()


def test_what_no_persona_asks_for_makes_no_role() -> None:
    rows = [
        {t.TITLE: "CIO", t.BUYING_ROLE: role, t.CRM_PERSONA: crm} for role, crm in product(("", "A", "B"), ("", "z"))
    ]
    plain = Matcher.train(cast(persona("it", functions=("it",))), rules_only=True)
    assert len(roles(contacts(*rows), plain.profiles, ())[0]) == 1
    assert len(roles(contacts(*rows), MATCHER.profiles, ())[0]) == 2  # some buying role, or none


def test_titles_stand_together_and_every_contact_has_its_role() -> None:
    rows = [{t.TITLE: title, t.DEPARTMENT: department} for department, title in product("ab", ("CIO", "Buyer", "CFO"))]
    cells, role_of = roles(contacts(*rows), MATCHER.profiles, ())
    titles = [role[t.TITLE] for role in cells]
    assert titles == ["CIO", "CIO", "Buyer", "Buyer", "CFO", "CFO"]
    held = pd.DataFrame([cells[role] for role in role_of])
    assert held[t.TITLE].to_list() == [row[t.TITLE] for row in rows]
    assert held[t.DEPARTMENT].to_list() == [row[t.DEPARTMENT] for row in rows]


def test_the_classifier_is_trained_only_where_rules_leave_something_open() -> None:
    matcher = Matcher.train(CAST)
    matcher.match(contacts({t.TITLE: "CIO"}))
    assert "model" not in vars(matcher)
    matcher.match(contacts({t.TITLE: "Flurb"}))
    assert matcher.model is not None
    assert "model" in vars(matcher)
