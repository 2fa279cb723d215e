"""Findings in their other wordings (of one, of several, of too few to be told), and at the very edge of being told."""

from __future__ import annotations

from datetime import date

import builders as b
import pytest
from findings_cases import BALANCED, MISSED, TWO, Case, aged, by, fitting, sound, with_hits

from personacheck.coverage import findings
from personacheck.model.cast import Scope
from personacheck.settings.sections import ReviewSettings
from personacheck.settings.settings import Settings

INDIRECT = {"channel": "indirect"}
YOUNG = [(20, 10, {"created": "2026-03-01"}, by("olu", side="buyer"))]
TEN = b.cast(*(sound(f"p{number}") for number in range(10)))


def _messages(told, code):
    return [finding.message for finding in told if finding.code == code]


@pytest.mark.parametrize(
    ("code", "case", "messages"),
    [
        ("idle-persona", Case([(200, 20, {}, by("olu"))]), ["Elin is the best match for no contact."]),
        (
            "idle-persona",
            Case([(294, 20, {}, by("olu")), (6, 6, {}, by("elin"))]),
            ["Elin is the best match for 6 contacts (2 % of covered); 6 fit no other persona."],
        ),
        (
            "idle-persona",
            Case([(294, 20, {}, by("olu")), (2, 2, {}, by("elin")), (4, 4, {}, by("elin", "olu"))]),
            ["Elin is the best match for 6 contacts (2 % of covered); under five fit no other persona."],
        ),
        ("idle-persona", Case([(94, 20, {}, by("olu")), (5, 5, {}, by("elin"))]), []),
        ("idle-persona", Case([(97, 20, {}, by("olu")), (2, 2, {}, by("elin"))]), []),  # of 99 nobody can tell
        ("idle-persona", Case([(98, 20, {}, by("olu")), (2, 2, {}, by("elin"))]),
         ["Elin is the best match for under five contacts."]),
        ("idle-persona", Case([(291, 20, {}, by("olu")), (9, 9, {}, by("elin"))]), []),  # 3 %
        ("blind-accounts", Case(BALANCED, firms=({"account_id": "x", **INDIRECT}, {"account_id": "y", **INDIRECT})),
         ["2 of 2 partner-sold accounts (100 %) have no known contact at the end customer."]),
        ("blind-accounts", Case([(95, 19, INDIRECT, by("olu"))], firms=({"account_id": "x", **INDIRECT},)), []),
        ("channel-unknown", Case([(40, 8, {"channel": "direct"}, by("olu")), (8, 2, {}, by("elin"))]), []),
        ("channel-unknown", Case([(30, 3, {"channel": "direct"}, by("olu")), (8, 1, {}, by("elin"))]),
         ["1 of 4 accounts (25 %) has no sales channel on record, so a direct-only cast would go unnoticed."]),
        ("no-buyer-contact", Case([(30, 3, {}, by("olu")), (8, 1, {}, by("elin", side="user"))]), []),
        ("no-buyer-contact", Case([(30, 2, {}, by("olu")), (8, 1, {}, by("elin", side="user"))]),
         ["1 of 3 accounts (33 %) has no known buyer."]),
        ("no-buyer-persona", Case(BALANCED, b.cast(sound("olu", side="user"), sound("elin", side="user"))),
         ["None of the two personas is marked as a buyer: journeys designed for users alone miss the decision "
          "makers."]),
        ("no-buyer-persona", Case(BALANCED, b.cast(sound("olu", side="buyer"), sound("elin", side="user"))), []),
        ("no-buyer-persona",
         Case(BALANCED, b.cast(sound("olu"), sound("elin", side="user")), Settings(findings={"no-buyer-persona": 2})),
         ["Only one of the two personas is marked as a buyer: journeys designed for users alone miss the decision "
          "makers."]),
        ("no-buyer-persona", Case(BALANCED, TWO, Settings(findings={"no-buyer-persona": 3})),
         ["Only two of the two personas are marked as a buyer: journeys designed for users alone miss the decision "
          "makers."]),
        ("single-persona", Case([(18, 6, {}, by("olu")), (12, 4, {}, by("elin"))]), []),  # 60 %
        ("single-persona", Case([(25, 6, {}, by("olu")), (4, 4, {}, by("elin"))]), []),  # 29 covered
        ("single-persona", Case([(26, 6, {}, by("olu")), (4, 4, {}, by("elin")), (9, 3, {}, MISSED)]),
         ["Olu accounts for 87 % of the 30 covered contacts: one persona for many roles says little about any of "
          "them."]),
        ("generic-persona", Case([(n, 5, {}, by("olu", function=name, level="lead"))
                                  for n, name in ((10, "it"), (10, "hr"), (9, "finance"))]), []),  # 29 contacts
        ("generic-persona",
         Case([(70, 10, {}, by("olu", function="it", level="lead")),
               *((15, 5, {}, by("olu", function=name, level="lead")) for name in ("finance", "hr"))]),
         ["Olu stands for 3 roles at once: IT leads (70 %), finance leads (15 %) and HR leads (15 %)."]),
        ("generic-persona",
         Case([(72, 10, {}, by("olu", function="it", level="lead")),
               *((14, 5, {}, by("olu", function=name, level="lead")) for name in ("finance", "hr"))]), []),
        ("generic-persona", Case([(10, 5, {}, by("olu", function=name, level="lead"))
                                  for name in ("it", "hr", "finance")]),
         ["Olu stands for 3 roles at once: finance leads (33 %), HR leads (33 %) and IT leads (33 %)."]),
        ("oversized-cast",  # a third of the cast, and 95 % of the contacts
         Case([(n, 10, {}, by(f"p{at}")) for at, n in enumerate((20, 20, 20, 15, 10, 10, 2, 2, 1))],
              b.cast(*(sound(f"p{n}") for n in range(9)))),
         ["6 personas of 9 are enough to reach 95 % of contacts; all of them reach 100 %."]),
        ("oversized-cast",
         Case([(98, 20, {}, by("p0")), (98, 20, {}, by("p1")), *((1, 1, {}, by(f"p{n}")) for n in range(2, 6))],
              b.cast(*(sound(f"p{n}") for n in range(6)))),
         ["2 personas of 6 are enough to reach 98 % of contacts; all of them reach 100 %."]),
        # three of ten are less than a third of the cast
        ("oversized-cast",
         Case([*((94, 20, {}, by(f"p{n}")) for n in range(7)), *((5, 1, {}, by(f"p{n}")) for n in (7, 8, 9))], TEN),
         []),
        ("inside-evidence",
         Case(BALANCED, b.cast(sound("olu", evidence=b.evidence(sources=("sales team", "Customer Success"))))),
         ["Olu states 6 interviews, but its sources name our own people only (sales team and Customer Success) "
          "and no customers."]),
        ("narrow-evidence",
         Case(BALANCED, b.cast(sound("olu", evidence=b.evidence(segments=("a/b", "a/b"))))),
         ["Olu was researched in 1 segment (a/b), but its scope is wider."]),
        ("narrow-evidence",
         Case(BALANCED, b.cast(sound("olu", evidence=b.evidence(segments=("x", "b", "a")))),
              Settings(findings={"narrow-evidence": 4})),
         ["Olu was researched in 3 segments (a, b and x), but its scope is wider."]),
        ("narrow-evidence",
         Case(BALANCED, b.cast(sound("olu", evidence=b.evidence(segments=("a",)), scope=b.scope(size=["small", "x"])))),
         ["Olu was researched in 1 segment (a), but its scope is wider."]),
        ("narrow-evidence",
         Case(BALANCED, b.cast(sound("olu", evidence=b.evidence(segments=("a",)),
                                     scope=Scope(stated=True, axes={"size": ("small", "x")}, from_evidence=True)))),
         []),
        ("no-evidence", Case(BALANCED, b.cast(sound("olu", evidence=b.evidence(interviews=None, sources=("survey",))))),
         ["Olu lists no interviews (sources: survey): an internal assumption so far."]),
        ("no-evidence",
         Case(BALANCED, b.cast(sound("olu", evidence=b.evidence(interviews=1)), sound("elin")),
              Settings(findings={"no-evidence": 3})),
         ["Olu rests on 1 interview: an internal assumption so far."]),
        ("no-evidence", Case(BALANCED, b.cast(sound("olu", evidence=b.evidence(interviews=1)))), []),
        ("stale-persona", Case(BALANCED, b.cast(sound("olu", reviewed=None), sound("elin"), reviewed=None)),
         ["Olu has no review date."]),
        ("stale-persona", Case(BALANCED, b.cast(sound("olu", reviewed=date(2025, 9, 30)))), []),
        ("stale-persona", Case(BALANCED, b.cast(sound("olu", reviewed=date(2025, 9, 29)))),
         ["Olu was last reviewed on 2025-09-29, 366 days ago."]),
        ("stale-persona", Case(BALANCED, b.cast(sound("olu", reviewed=None), reviewed=date(2025, 9, 29))),
         ["Olu was last reviewed on 2025-09-29, 366 days ago."]),
        ("review-overdue", Case(BALANCED, b.cast(sound("olu"), reviewed=date(2026, 6, 29))),
         ["The cast was last reviewed 93 days ago; a review is due every quarter, so this one is 1 day overdue."]),
        ("review-overdue", Case(BALANCED, b.cast(sound("olu"), reviewed=date(2026, 6, 30))), []),
        ("review-overdue",
         Case(BALANCED, b.cast(sound("olu"), reviewed=date(2025, 9, 28)),
              Settings(review=ReviewSettings(every="year"))),
         ["The cast was last reviewed 367 days ago; a review is due every year, so this one is 1 day overdue."]),
        ("review-overdue", Case(BALANCED, b.cast(sound("olu"), reviewed=None)), []),
        ("internal-persona", Case([*BALANCED, (7, 1, {"excluded": "own staff", "title": "AE"}, {"status": "excluded"})],
                                  fits=fitting("AE")), []),  # 7 of 37 are less than a fifth
        ("internal-persona", Case([*BALANCED, (8, 1, {"excluded": "own staff", "title": "AE"}, {"status": "excluded"})],
                                  fits=fitting("AE")),
         ["21 % of the contacts that match Olu are our own staff (8 of 38)."]),
        ("internal-persona",
         Case([(8, 4, {}, by("olu")), (4, 1, {"excluded": "own staff", "title": "AE"}, {"status": "excluded"})],
              fits=fitting("AE")), []),
        ("internal-persona",
         Case([(8, 4, {}, by("olu")), (5, 1, {"excluded": "own staff", "title": "AE"}, {"status": "excluded"})],
              fits=fitting("AE")), ["38 % of the contacts that match Olu are our own staff (5 of 13)."]),
        ("partner-leak", Case([*BALANCED, (19, 5, {"population": "partner"}, by("olu"))]), []),
        ("partner-leak", Case([*BALANCED, (18, 5, {"population": "partner"}, MISSED),
                               (2, 1, {"population": "partner"}, by("olu"))]), []),  # a tenth
        ("partner-leak", Case([*BALANCED, (17, 5, {"population": "partner"}, MISSED),
                               (3, 1, {"population": "partner"}, by("olu"))]),
         ["3 of 20 partner contacts (15 %) match a customer persona. They are not counted as customers, but customer "
          "journeys are not designed for them."]),
        ("overlapping-personas", Case([(19, 5, {}, by("olu", "elin"))]), []),
        ("overlapping-personas", Case([(12, 5, {}, by("olu", "elin")), (8, 5, {}, by("olu"))]), []),  # 60 %
        ("overlapping-personas", Case([(13, 5, {}, by("olu", "elin")), (7, 5, {}, by("elin"))]),
         ["Olu and Elin match largely the same contacts: 13 of 20 (65 %)."]),
        ("dead-rule", Case(BALANCED, hits=with_hits(("olu", "cio", 3, 3), ("olu", "cdo", 0, 0))), []),  # a half
        ("dead-rule", Case(BALANCED, hits=with_hits(("olu", "cio", 0, 0), ("olu", "cdo", 0, 0))), []),  # an idle one
        ("shadowed-rule", Case(BALANCED, hits=with_hits(("olu", "it", 9, 9), ("olu", "it head", 4, 0))), []),
        ("shadowed-rule", Case(BALANCED, hits=with_hits(("olu", "it", 0, 0), ("olu", "it head", 4, 0),
                                                        ("olu", "head of it", 1, 0))),
         ["2 titles of Olu make no difference, since its other rules already match: it head and head of it."]),
        ("older-buyers-unknown", Case([*aged("user", "buyer"), *aged("buyer", "buyer", 60)]), []),  # 14 points
        ("older-buyers-unknown", Case([(20, 10, {"created": "2023-10-01"}, by("olu", side="user")), *YOUNG]),
         ["10 of 10 accounts known for 3 years or longer have no known buyer (100 %), against 0 % of newer "
          "ones."]),
        ("older-buyers-unknown", Case([(20, 10, {"created": "2023-10-02"}, by("olu", side="user")), *YOUNG]), []),
        ("scope-unstated",
         Case([(20, 10, {}, by("olu", assumed=True)), (20, 10, {}, by("elin", assumed=True)), (10, 5, {}, by("mona"))],
              b.cast(b.persona("olu"), b.persona("elin"), sound("mona"))),
         ["40 of 50 covered main contacts (80 %) are assumed, because Olu and Elin do not say which "
          "customers they cover."]),
        ("scope-unstated", Case([(20, 10, {}, by("olu", assumed=True)), (20, 10, {}, by("elin", assumed=True))],
                                b.cast(b.persona("olu"), b.persona("elin"))),
         ["All 40 covered main contacts (100 %) are assumed, because no persona says which customers it covers."]),
        ("scope-unstated", Case([(1, 1, {}, by("olu", assumed=True)), (9, 3, {}, by("elin"))],
                                b.cast(b.persona("olu"), sound("elin"))), []),  # a tenth
        ("scope-unstated", Case([(1, 1, {}, by("olu", assumed=True)), (8, 3, {}, by("elin"))],
                                b.cast(b.persona("olu"), sound("elin"))),
         ["1 of 9 covered main contacts (11 %) is assumed, because Olu does not say which customers it covers."]),
        ("unserved-segment", Case([(5, 1, INDIRECT, by("olu"))],
                                  b.cast(sound("olu", scope=b.scope(channel=["direct"])))), []),
        ("redundant-persona", Case([(26, 10, {}, by("olu")), (3, 3, {}, by("elin", "olu"))]), []),  # 29 covered
        ("redundant-persona", Case([(27, 10, {}, by("olu")), (3, 3, {}, by("elin", "olu"))]),
         ["Without Elin, persona fit would fall by only 0.0 points: it fits 10 % of contacts, and nearly all of them "
          "fit another persona too."]),
        ("redundant-persona", Case([(97, 20, {}, by("olu")), (3, 3, {}, by("elin", "olu"))]),
         ["Without Elin, persona fit would fall by only 0.0 points: it fits 3 % of contacts, and nearly all of them "
          "fit another persona too."]),
        ("redundant-persona", Case([(98, 20, {}, by("olu")), (3, 3, {}, by("elin", "olu"))]), []),  # under 3 %
        ("redundant-persona", Case([(50, 10, {}, by("olu")), (10, 5, {}, by("elin", "olu")), (1, 1, {}, by("elin"))]),
         []),  # 1.6 points
        ("redundant-persona",
         Case([(400, 80, {}, by("olu")), (90, 40, {}, by("elin", "olu")), (3, 3, {}, by("elin"))]),
         ["Without Elin, persona fit would fall by less than 1 point: it fits 19 % of contacts, and nearly all of them "
          "fit another persona too."]),
        ("redundant-persona",
         Case([(900, 80, {}, by("olu")), (90, 40, {}, by("elin", "olu")), (9, 9, {}, by("elin"))]),
         ["Without Elin, persona fit would fall by only 0.9 points: it fits 10 % of contacts, and nearly all of them "
          "fit another persona too."]),
        ("redundant-persona",
         Case([(400, 80, {}, by("olu")), (90, 40, {}, by("elin", "olu")), (3, 3, {}, by("elin"))],
              settings=Settings(findings={"redundant-persona": 2})),
         ["Without Elin, persona fit would fall by less than 2 points: it fits 19 % of contacts, and nearly all of "
          "them fit another persona too."]),
    ],
)  # fmt: skip  # a table of sentences
def test_a_finding_in_its_other_wordings_and_at_its_edge(code, case, messages):
    assert _messages(case.codes()[1], code) == messages


WORDS = {"titles": ("cio", "head of it"), "levels": ("lead",), "functions": ("it",)}
NORTH = {"where": {"Region": ("EU",), "Tier": ("Gold",)}}


@pytest.mark.parametrize(
    ("code", "cast", "messages"),
    [
        ("no-example", b.cast(sound("olu", examples=()), sound("elin", examples=())),
         ["Olu and Elin list neither titles nor examples."]),
        ("no-example", b.cast(sound("olu", examples=(), titles=("cio",))), []),
        ("side-unstated", b.cast(sound("olu", side="unknown"), sound("elin", side="unknown")),
         ["Olu and Elin do not say whether they are buyers or users."]),
        ("scope-unstated", b.cast(sound("olu", scope=Scope()), sound("elin", scope=Scope()), sound("mona")),
         ["Olu and Elin do not state a scope, so matches count as assumed."]),
        ("scope-unstated", b.cast(sound("olu", scope=Scope()), *(sound(f"p{n}") for n in range(9))), []),  # a tenth
        ("over-detailed", b.cast(sound("olu", **WORDS, **NORTH)), []),
        ("over-detailed", b.cast(sound("olu", **WORDS, **NORTH, buying_roles=("x",))),
         ["Olu combines 5 conditions, and each one narrows whom it fits."]),
        ("over-detailed", b.cast(sound("olu", **WORDS, scope=b.scope(size=["x"], side=["y"], stage=["z"]))),
         ["Olu combines 5 conditions, and each one narrows whom it fits."]),
        ("duplicate-words", b.cast(sound("olu", titles=("Head  of IT",)), sound("elin", titles=("head of it", "cio"))),
         ["Olu and Elin claim the same titles: head of it."]),
        ("duplicate-words",
         b.cast(*(sound(name, titles=("cio",)) for name in ("olu", "elin", "mona"))),
         ["Olu and Elin claim the same titles: cio.", "Olu and Mona claim the same titles: cio."]),
        ("duplicate-words",
         b.cast(*(sound(name, titles=("cio",), scope=b.scope(size=sizes))
                  for name, sizes in (("olu", ["small", "medium"]), ("elin", ["medium", "large"])))),
         ["Olu and Elin claim the same titles: cio."]),
        ("duplicate-words",
         b.cast(sound("olu", titles=("cio",), scope=b.scope(size=["small"])),
                sound("elin", titles=("cio",), scope=b.scope(channel=["direct"]))),
         ["Olu and Elin claim the same titles: cio."]),
        ("shadowed-rule", b.cast(sound("olu", titles=("it", "head of it"))), []),  # a half
        ("shadowed-rule", b.cast(sound("olu", titles=("of it", "head of it", "IT of head", "head of it north"))), []),
        ("shadowed-rule", b.cast(sound("olu", titles=("it", "head of it", "IT head"))),
         ["2 titles of Olu make no difference, since its other rules already match: head of it and IT head."]),
    ],
)  # fmt: skip  # a table of sentences
def test_what_a_cast_shows_by_itself_in_its_other_wordings_and_at_its_edge(code, cast, messages):
    assert _messages(findings.lint(cast, Settings(), b.AS_OF), code) == messages


@pytest.mark.parametrize(
    ("personas", "messages"),
    [
        ({"titles": ("cio", "cto", "cfo")}, ["Olu does not match its own titles or examples: cto and cfo."]),
        ({"titles": ("c*o", "cio")}, []),
        ({"titles": ("cto",), "buying_roles": ("x",)}, []),
        ({"titles": ("cto",), "where": {"Tier": ("Gold",)}}, []),
    ],
)
def test_own_titles_that_do_not_fit_are_told_where_words_alone_decide(personas, messages):
    cast = b.cast(sound("olu", **{"examples": (), **personas}))
    told = findings.lint(cast, Settings(), b.AS_OF, fits=fitting("cio"))
    assert _messages(told, "contradictory-rule") == messages


def test_without_rules_hits_or_own_staff_nothing_is_looked_for_that_needs_them():
    codes, _ = Case(BALANCED).codes()
    assert {"internal-persona", "dead-rule", "shadowed-rule", "contradictory-rule"}.isdisjoint(codes)
