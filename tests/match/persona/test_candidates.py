"""Whom a role does not point to has nothing to say of it: every persona is asked of many titles, and none is missed."""

from __future__ import annotations

from pathlib import Path

import builders
import pytest

from personacheck.cast.load import load_cast
from personacheck.match.clues import clues
from personacheck.match.matcher import Matcher
from personacheck.match.persona.candidates import Candidates
from personacheck.match.persona.rules import judge
from personacheck.model import tables as t
from personacheck.vocabulary.words import vocabulary

ROOT = Path(__file__).resolve().parents[3]
SMALL = builders.cast(
    builders.persona("own", titles=("*leiter", "sales manager", "data protection officer"), not_titles=("regional",)),
    builders.persona("stem", titles=("controlling",), examples=("Head of Energy",)),
    builders.persona("department", departments=("Finance", "Kundendienst")),
    builders.persona("level", levels=("executive", "vp")),
    builders.persona("role", buying_roles=("decision maker",)),
    builders.persona("it", functions=("it",), levels=("director",), crm={"hubspot": {"hs_persona": "persona_1"}}),
)
TITLES = [
    *(entry.term.replace("*", "") for entry in vocabulary().languages[3].entries[::7]),
    *(entry.term.replace("*", "x") for language in vocabulary().languages for entry in language.entries[::41]),
    *vocabulary().background[::3],
    "", "Energy, Manager of", "Finanzcontrollingleiterin", "Officer for the Protection of Data", "Manager | Sales",
]  # fmt: skip  # the last are of own words, apart or within longer ones
BESIDE = (
    {},
    {t.DEPARTMENT: "finance"},
    {t.DEPARTMENT: "Kundendienst", t.LEVEL: "VP"},
    {t.DEPARTMENT: "Information Technology", t.BUYING_ROLE: "Decision Maker"},
    {t.CRM_PERSONA: "Persona_1"},
    {t.CRM_PERSONA: "stem", t.LEVEL: "C suite"},
)


@pytest.mark.parametrize("cast", [SMALL, load_cast(ROOT / "fixtures" / "cast.yaml", axes={})], ids=["small", "example"])
@pytest.mark.parametrize("beside", BESIDE, ids=str)
def test_nobody_else_would_say_anything(cast, beside) -> None:
    matcher = Matcher.train(cast, rules_only=True)
    candidates = Candidates(matcher.profiles)
    asked = spared = 0
    for title in TITLES:
        role = clues(title, **beside)
        hits = matcher.phrases.find(role.reading.tokens)
        known = candidates.by_title(role.reading, hits) | candidates.beside(role)
        speaking = {profile.place for profile in matcher.profiles if judge(profile, role, hits) is not None}
        assert speaking <= known, title
        asked, spared = asked + len(known), spared + len(matcher.profiles) - len(known)
    assert asked
    assert spared
