"""What the cast's own titles hit, and where they alone decide."""

from __future__ import annotations

from builders import cast, contacts, persona

from personacheck.match.matcher import Matcher
from personacheck.model import tables as t

CAST = cast(
    persona("olu", titles=("head of it", "it", "cio", "chief hamster"), not_titles=("assistant",)),
    persona("elin", titles=("buyer",), levels=("professional",)),
)


def hits(*rows: dict[str, object]) -> dict[tuple[str, str], tuple[int, int]]:
    table = Matcher.train(CAST, rules_only=True).match_and_hits(contacts(*rows))[1]
    assert list(table.columns) == list(t.HIT_COLUMNS)
    return {(who, title): (hit, alone) for who, title, hit, alone in table.itertuples(index=False)}


def test_a_title_within_another_one_decides_for_both() -> None:
    found = hits({"title": "Head of IT"}, {"title": "Head of IT"}, {"title": "IT specialist"}, {"title": "CIO"})
    assert found["olu", "head of it"] == (2, 0)
    assert found["olu", "it"] == (3, 1)
    assert found["olu", "cio"] == (1, 1)
    assert found["olu", "chief hamster"] == (0, 0)


def test_what_is_hit_but_does_not_fit_decides_nothing() -> None:
    found = hits({"title": "Assistant to the CIO"}, {"title": "Head of Buyer Team"}, {"title": "Buyer"})
    assert found["olu", "cio"] == (1, 0)
    assert found["elin", "buyer"] == (2, 1)


def test_excluded_contacts_do_not_count_and_an_empty_export_hits_nothing() -> None:
    assert hits({"title": "CIO", t.EXCLUDED: "competitor"})["olu", "cio"] == (0, 0)
    assert set(hits().values()) == {(0, 0)}
