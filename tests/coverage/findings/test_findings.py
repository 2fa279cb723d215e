"""Every finding with a cast that has it, and one that has not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import builders as b
import pytest
from findings_cases import BALANCED, MISSED, Case, aged, by, fitting, skewed, sound, with_hits
from ruamel.yaml import YAML

from personacheck.coverage import findings
from personacheck.errors import Problem, SettingsError
from personacheck.model.cast import Scope
from personacheck.settings.sections import Axis, ReviewSettings
from personacheck.settings.settings import Settings

FILE = Path(__file__).parents[2] / "cases" / "findings_told.yaml"
TOLD = YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))
PARTNER = sound("rita", kind="partner")
SIX = b.cast(*(sound(f"p{n}") for n in range(6)))
OWN = (30, 1, {"excluded": "own staff", "title": "AE"}, {"status": "excluded"})
INSIDE = b.evidence(sources=("sales team",))
NARROW = b.evidence(segments=("direct/large",))
HITS = with_hits(("olu", "cio", 3, 3), ("olu", "it head", 4, 1), ("elin", "ceo", 9, 9))

DIRECT = b.cast(sound("olu", scope=b.scope(channel=["direct"])), sound("elin", scope=b.scope(size=["large"])))

GATED = b.cast(sound("olu", titles=("cio",), buying_roles=("decision maker",)), sound("elin"))
BAD_AND_GOOD = {
    "single-persona": (Case([(70, 20, {}, by("olu")), (30, 10, {}, by("elin"))]), Case(BALANCED)),
    "scope-unstated": (
        Case([(30, 10, {}, by("olu", assumed=True)), BALANCED[1]], b.cast(b.persona("olu"), sound("elin"))),
        Case(BALANCED),
    ),
    "size-skew": (Case(skewed("size", "large", "small")), Case([*BALANCED, *skewed("stage", "renewal", "onboarding")])),
    "channel-skew": (Case(skewed("channel", "direct", "indirect")), Case(skewed("channel", "direct", "unknown"))),
    "side-skew": (
        Case([*BALANCED, (40, 10, {}, {**MISSED, "side": "user"})]),
        Case([*BALANCED, (40, 10, {}, by("olu", side="user"))]),
    ),
    "stage-gap": (
        Case([*BALANCED, (60, 20, {"population": "prospect"}, MISSED)]),
        Case([*BALANCED, (60, 20, {"population": "prospect"}, by("olu"))]),
    ),
    "owner-gap": (
        Case(skewed("owner_team", "Key accounts", "Partner managers")),
        Case(skewed("owner_team", "Key accounts", "Key accounts")),
    ),
    "unserved-segment": (
        Case([(30, 10, {"channel": "indirect"}, by("olu"))], b.cast(sound("olu", scope=b.scope(channel=["direct"])))),
        Case([(30, 10, {"channel": "indirect"}, by("olu"))], DIRECT),
    ),
    "no-buyer-persona": (Case(BALANCED, b.cast(sound("olu", side="user"), PARTNER)), Case(BALANCED)),
    "no-buyer-contact": (Case([(30, 10, {}, by("olu", side="user"))]), Case(BALANCED)),
    "blind-accounts": (
        Case([*BALANCED], firms=({"account_id": "x", "channel": "indirect"},)),
        Case([*BALANCED], firms=({"account_id": "x", "channel": "direct"},)),
    ),
    "channel-unknown": (Case(BALANCED), Case([(30, 10, {"channel": "direct"}, by("olu")), (8, 2, {}, by("elin"))])),
    "generic-persona": (
        Case([(20, 10, {}, by("olu", function=one, level="lead")) for one in ("it", "finance", "hr")]),
        Case([(20, 10, {}, by("olu", function="it", level=one)) for one in ("lead", "vp", "director")]),
    ),
    "oversized-cast": (
        Case([(200, 20, {}, by("p0")), *((1, 1, {}, by(f"p{n}")) for n in range(1, 6))], SIX),
        Case([(30, 9, {}, by(f"p{n}")) for n in range(6)], SIX),
    ),
    "no-evidence": (Case(BALANCED, b.cast(b.persona("olu"), sound("elin"))), Case(BALANCED)),
    "inside-evidence": (Case(BALANCED, b.cast(sound("olu", evidence=INSIDE), sound("elin"))), Case(BALANCED)),
    "unclear-objective": (Case(BALANCED), Case(BALANCED, settings=Settings(purpose="Renewals"))),
    "older-buyers-unknown": (Case(aged("user", "buyer")), Case(aged("user", "user"))),
    "stale-persona": (Case(BALANCED, b.cast(sound("olu", reviewed=date(2025, 1, 1)))), Case(BALANCED)),
    "internal-persona": (
        Case([*BALANCED, OWN], fits=fitting("AE")),
        Case([*BALANCED, OWN], fits=fitting()),
    ),
    "partner-leak": (
        Case([*BALANCED, (30, 5, {"population": "partner"}, by("olu"))]),
        Case(
            [*BALANCED, (30, 5, {"population": "partner"}, by("rita"))],
            b.cast(sound("olu"), sound("elin"), PARTNER),
        ),
    ),
    "overlapping-personas": (Case([(30, 10, {}, by("olu", "elin"))]), Case(BALANCED)),
    "redundant-persona": (Case([(50, 10, {}, by("olu")), (10, 5, {}, by("elin", "olu"))]), Case(BALANCED)),
    "idle-persona": (Case([(200, 20, {}, by("olu")), (2, 1, {}, by("elin"))]), Case(BALANCED)),
    "unrecorded-field": (
        Case([(18, 9, {}, by("olu")), (1, 1, {"buying_role": "decision_maker"}, by("olu"))], GATED),
        Case([(9, 9, {}, by("olu")), (1, 1, {"buying_role": "decision_maker"}, by("olu"))], GATED),
    ),
    "narrow-evidence": (
        Case(BALANCED, b.cast(sound("olu", evidence=NARROW))),
        Case(BALANCED, b.cast(sound("olu", evidence=NARROW, scope=b.scope(size=["large"])))),
    ),
    "review-overdue": (
        Case(BALANCED, b.cast(sound("olu"), reviewed=date(2026, 3, 1))),
        Case(BALANCED, b.cast(sound("olu"), reviewed=date(2026, 3, 1)), Settings(review=ReviewSettings(every="year"))),
    ),
    "dead-rule": (
        Case(BALANCED, hits=with_hits(("olu", "cio", 3, 3), ("olu", "cdo", 0, 0), ("olu", "it head", 0, 0))),
        Case(BALANCED, hits=HITS),
    ),
    "shadowed-rule": (
        Case(BALANCED, hits=with_hits(("olu", "it", 9, 9), ("olu", "it head", 4, 0), ("olu", "head of it", 3, 0))),
        Case(BALANCED, hits=HITS),
    ),
}


@pytest.mark.parametrize("code", BAD_AND_GOOD)
def test_a_cast_that_has_it(code):
    codes, told = BAD_AND_GOOD[code][0].codes()
    assert code in codes
    for one in told:
        assert one.message.endswith(".")
        assert one.remedy.endswith(".")
        assert one.source
        assert one.severity in {"high", "medium", "low"}


@pytest.mark.parametrize("code", BAD_AND_GOOD)
def test_a_cast_that_has_it_not(code):
    assert code not in BAD_AND_GOOD[code][1].codes()[0]


WORDS = {"titles": ("cio", "head of it"), "levels": ("lead",), "functions": ("it",)}

LINT = {
    "single-persona": (b.cast(sound("olu")), b.cast(sound("olu"), sound("elin"))),
    "scope-unstated": (b.cast(sound("olu", scope=Scope())), b.cast(sound("olu"))),
    "no-buyer-persona": (b.cast(sound("olu", side="user")), b.cast(sound("olu"))),
    "side-unstated": (b.cast(sound("olu", side="unknown")), b.cast(sound("olu"))),
    "no-example": (b.cast(sound("olu", examples=())), b.cast(sound("olu"))),
    "no-evidence": (b.cast(b.persona("olu")), b.cast(sound("olu"))),
    "inside-evidence": (b.cast(sound("olu", evidence=INSIDE)), b.cast(sound("olu"))),
    "narrow-evidence": (b.cast(sound("olu", evidence=NARROW)), b.cast(sound("olu"))),
    "stale-persona": (b.cast(sound("olu", reviewed=date(2024, 1, 1))), b.cast(sound("olu"))),
    "review-overdue": (b.cast(sound("olu"), reviewed=date(2024, 1, 1)), b.cast(sound("olu"))),
    "shadowed-rule": (
        b.cast(sound("olu", titles=("*administrator", "System Administrator", "database administrator"))),
        b.cast(sound("olu", titles=("system administrator", "administration"))),
    ),
    "duplicate-words": (
        b.cast(sound("olu", **WORDS), sound("elin", **WORDS)),
        b.cast(*(sound(size, **WORDS, scope=b.scope(size=[size])) for size in ("small", "large"))),
    ),
    "over-detailed": (
        b.cast(sound("olu", **WORDS, buying_roles=("x",), where={"Region": ("EU",)}, scope=b.scope(size=["small"]))),
        b.cast(sound("olu", **WORDS)),
    ),
    "contradictory-rule": (b.cast(sound("olu", titles=("cio", "cto"))), b.cast(sound("olu", titles=("cio",)))),
    "unserved-segment": (b.cast(sound("olu", scope=b.scope(channel=["direct"]))), b.cast(sound("olu"))),
}
SERVES = Settings(serves={"channel": ["direct", "indirect"], "side": ["buyer"]})


def linted(cast):
    fits = None if len(cast.personas) > 1 else fitting("cio", "Head of Widgets")
    return findings.lint(cast, SERVES, b.AS_OF, fits=fits)


@pytest.mark.parametrize("code", LINT)
def test_what_the_cast_shows_by_itself(code):
    bad, good = LINT[code]
    assert code in {finding.code for finding in linted(bad)}
    assert code not in {finding.code for finding in linted(good)}


def _told(found, code):
    return [
        {
            "persona": finding.persona,
            "figure": None if finding.figure is None else round(finding.figure, 4),
            "message": finding.message,
            "remedy": finding.remedy,
        }
        for finding in found
        if finding.code == code
    ]


@pytest.mark.parametrize("code", BAD_AND_GOOD)
def test_a_finding_says_what_was_measured_word_for_word(code):
    assert _told(BAD_AND_GOOD[code][0].codes()[1], code) == TOLD["measured"][code]


@pytest.mark.parametrize("code", LINT)
def test_a_finding_says_what_the_cast_shows_word_for_word(code):
    assert _told(linted(LINT[code][0]), code) == TOLD["linted"][code]


def test_three_personas_for_the_same_people_are_one_merge_list():
    who = b.cast(*(sound(one) for one in ("olu", "elin", "mona", "rita")))
    shared = [(20, 10, {}, by(one, *({"olu", "elin", "mona"} - {one}))) for one in ("olu", "elin", "mona")]
    found = [
        one for one in Case([*shared, (30, 10, {}, by("rita"))], who).codes()[1] if one.code == "redundant-persona"
    ]
    assert [one.persona for one in found] == ["olu"]
    assert found[0].message == "Olu, Elin and Mona fit largely the same contacts: drop any of them, but not all."
    assert found[0].remedy.startswith("Keep one of these three")


def test_every_finding_is_tested():
    assert {rule.code for rule in findings.FINDINGS if rule.measure} == set(BAD_AND_GOOD)
    assert {rule.code for rule in findings.FINDINGS if rule.lint} == set(LINT)


def test_every_finding_of_the_design_is_there():
    design = [
        "single-persona",
        "scope-unstated",
        "generic-persona",
        "idle-persona",
        "redundant-persona",
        "overlapping-personas",
        "oversized-cast",
        "size-skew",
        "channel-skew",
        "side-skew",
        "stage-gap",
        "owner-gap",
        "blind-accounts",
        "no-buyer-persona",
        "no-buyer-contact",
        "partner-leak",
        "internal-persona",
        "stale-persona",
        "no-evidence",
        "narrow-evidence",
        "channel-unknown",
        "review-overdue",
        "dead-rule",
        "shadowed-rule",
    ]
    assert set(design) <= {rule.code for rule in findings.FINDINGS}


def test_a_cast_without_any_scope_or_evidence_never_gets_a_clean_bill():
    cast = b.cast(b.persona("olu", side="both"), b.persona("elin", side="both"), reviewed=None)
    codes, _ = Case([(30, 10, {}, by("olu", assumed=True)), (30, 10, {}, by("elin", assumed=True))], cast).codes()
    assert {"scope-unstated", "no-evidence", "stale-persona"} <= set(codes)


def test_settings_move_the_threshold():
    mild = Case([(55, 20, {}, by("olu")), (45, 10, {}, by("elin"))])
    assert "single-persona" not in mild.codes()[0]
    strict = Case(mild.groups, settings=Settings(findings={"single-persona": 0.5}))
    (found,) = [one for one in strict.codes()[1] if one.code == "single-persona"]
    assert (found.threshold, found.figure, found.unit, found.persona) == (0.5, 0.55, "share", "olu")


@pytest.mark.parametrize(
    ("thresholds", "problems"),
    [
        (
            {"stale": 1.0, "size-skew": 1.0, "gap": 1.0},
            [("stale", "no such finding", None), ("gap", "no such finding", None)],
        ),
        ({"idle-persona": 1.0, "size-skew": 100.0, "stale-persona": 4000.0}, []),
        (
            {"size-skew": 101.0, "single-persona": 1.5, "idle-persona": 0.5},
            [
                ("single-persona", "is more than 1", "It counts share."),
                ("size-skew", "is more than 100", "It counts points."),
            ],
        ),
    ],
)
def test_a_threshold_that_is_misspelt_or_out_of_reach_is_refused_with_all_others(thresholds, problems):
    every = f"Use one of: {', '.join(rule.code for rule in findings.FINDINGS[:5])} … More: docs/reference/findings.md"
    settings = Settings.model_construct(**{**dict(Settings()), "findings": thresholds})
    if not problems:
        assert findings.lint(b.cast(sound("olu"), sound("elin")), settings, b.AS_OF) == ()
        return
    with pytest.raises(SettingsError) as refused:
        findings.lint(b.cast(sound("olu")), settings, b.AS_OF)
    assert refused.value.problems == tuple(
        Problem("personacheck.toml", f"findings.{code}", cause, step or every) for code, cause, step in problems
    )


def test_the_most_severe_come_first():
    severities = [one.severity for one in Case(skewed("size", "large", "small"), b.cast(b.persona("olu"))).codes()[1]]
    assert severities == sorted(severities, key=["high", "medium", "low"].index)


def test_a_skew_says_where_and_how_much():
    (found,) = [one for one in Case(skewed("channel", "direct", "indirect")).codes()[1] if one.code == "channel-skew"]
    assert found.message == (
        "The cast fits 100 % of main contacts at direct customers, but 0 % of those at partner-sold customers: "
        "100 points apart (60 of 60 against 0 of 60)."
    )


@pytest.mark.parametrize(
    ("sources", "inside"),
    [
        (["sales team"], True),
        (["Customer Success"], True),
        (["internal workshop", "product management"], True),
        (["sales team", "interview"], False),
        (["customer workshop"], False),
        (["support tickets"], False),
        (["interviews with customers"], False),
        ([""], False),
    ],
)
def test_evidence_from_inside_is_told_from_that_of_customers(sources, inside):
    codes, _ = Case(BALANCED, b.cast(sound("olu", evidence=b.evidence(sources=tuple(sources))), sound("elin"))).codes()
    assert ("inside-evidence" in codes) == inside


def test_what_rests_on_our_own_people_is_told_once():
    said = b.evidence(sources=("sales team",), interviews=None)
    codes, told = Case(BALANCED, b.cast(sound("olu", evidence=said), sound("elin"))).codes()
    assert "no-evidence" not in codes
    (found,) = [one for one in told if one.code == "inside-evidence"]
    assert found.message == "The evidence for Olu comes from one internal team (sales team), not from customers."


def test_buyers_at_few_older_customers_say_nothing():
    assert "older-buyers-unknown" not in Case(aged("user", "buyer", firms=9)).codes()[0]
    (found,) = [one for one in Case(aged("user", "buyer")).codes()[1] if one.code == "older-buyers-unknown"]
    assert found.message == (
        "10 of 10 accounts known for 3 years or longer have no known buyer (100 %), against 0 % of newer ones."
    )


def test_too_few_to_compare_are_not_compared():
    few = [(10, 5, {"channel": "direct"}, by("olu")), (10, 5, {"channel": "indirect"}, MISSED)]
    assert "channel-skew" not in Case(few).codes()[0]


def test_few_points_are_a_skew_where_fit_is_low_all_over():
    """Nobody fits at partner-sold accounts, and hardly anybody elsewhere: 9 points, and a ratio of nought."""
    low = [
        (20, 10, {"channel": "direct"}, by("olu")),
        (200, 100, {"channel": "direct"}, MISSED),
        (180, 90, {"channel": "indirect"}, MISSED),
    ]
    (found,) = [one for one in Case(low).codes()[1] if one.code == "channel-skew"]
    assert (found.figure, found.threshold) == pytest.approx((100 * 20 / 220, 20 * 20 / 220))  # a fifth of the best
    assert (
        "9 % of main contacts at direct customers, but 0 % of those at partner-sold customers: 9 points"
        in found.message
    )


def test_a_segment_that_no_scope_includes_is_told_with_its_accounts():
    (found,) = [one for one in BAD_AND_GOOD["unserved-segment"][0].codes()[1] if one.code == "unserved-segment"]
    assert found.message == (
        "No persona's scope includes contacts at partner-sold customers, and there are 10 such accounts."
    )


def test_two_findings_about_the_same_people_are_told_once():
    groups = [
        (60, 20, {"channel": "direct", "owner_team": "Key accounts"}, by("olu")),
        (60, 20, {"channel": "indirect", "owner_team": "Partner managers"}, MISSED),
    ]
    codes, told = Case(groups).codes()
    assert "channel-skew" in codes
    assert "owner-gap" not in codes
    (found,) = [one for one in told if one.code == "channel-skew"]
    assert found.message.endswith("These are largely the same contacts as those owned by Partner managers.")


def test_a_skew_is_told_at_equal_mix_too_and_where_it_turns_round():
    """Direct customers are large and fit; partner-sold ones are small; at equal size the latter fit better."""
    groups = [
        (90, 30, {"channel": "direct", "size": "large"}, by("olu")),
        (30, 10, {"channel": "direct", "size": "large"}, MISSED),
        (40, 10, {"channel": "direct", "size": "small"}, MISSED),
        (30, 10, {"channel": "indirect", "size": "large"}, by("olu")),
        (5, 5, {"channel": "indirect", "size": "small"}, by("olu")),
        (120, 40, {"channel": "indirect", "size": "small"}, MISSED),
    ]
    (found,) = [one for one in Case(groups).codes()[1] if one.code == "channel-skew"]
    # raw: 90 of 160 against 35 of 155; large 75 % against 100 %, small 0 against 4 %, weighed 24 to 30.3
    assert found.figure == pytest.approx(100 * (90 / 160 - 35 / 155))
    # side and stage are one value alone: they are equal as they are
    assert "At equal size it reverses, by 13 points: the mix explains the difference." in found.message
    assert found.remedy == "Look at size first: at equal size, the difference disappears."


def test_where_the_difference_turns_round_is_named():
    groups = [
        (90, 30, {"channel": "direct", "size": "large"}, by("olu")),
        (40, 10, {"channel": "direct", "size": "small"}, MISSED),
        (10, 5, {"channel": "indirect", "size": "large"}, by("olu")),
        (90, 30, {"channel": "indirect", "size": "large"}, MISSED),
        (12, 6, {"channel": "indirect", "size": "small"}, by("olu")),
        (28, 9, {"channel": "indirect", "size": "small"}, MISSED),
    ]
    (found,) = [one for one in Case(groups).codes()[1] if one.code == "channel-skew"]
    assert "54 points, reversed at small customers (0 % against 30 %)." in found.message


def test_contacts_of_one_account_are_no_evidence_of_their_own():
    """Forty of fifty contacts fit against ten of fifty, but there are six accounts of each, fitted as a body."""
    groups = [
        (40, 3, {"channel": "direct"}, by("olu")),
        (10, 3, {"channel": "direct"}, MISSED),
        (10, 2, {"channel": "indirect"}, by("olu")),
        (40, 4, {"channel": "indirect"}, MISSED),
    ]
    cast = Case(groups, settings=Settings(accounts={"main_contacts": 20}))
    assert "channel-skew" not in cast.codes()[0]


def test_a_value_of_an_own_axis_is_named_with_its_axis_once():
    region = Axis(column="Region", groups={"north": ["N"], "south": ["S"]})
    own = Settings(axes={"region": region}, serves={"region": ["north"]})
    (served,) = (one for one in findings.lint(b.cast(sound("olu", scope=b.scope(region=["south"]))), own, b.AS_OF)
                 if one.code == "unserved-segment")  # fmt: skip  # one clause
    assert served.message == "No persona covers region north, which the settings say you serve."
