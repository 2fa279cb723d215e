"""Random groups of accounts: what is noise between two runs, and what is not."""

from __future__ import annotations

from dataclasses import replace

import builders as b
import numpy as np
import pandas as pd
import pytest
import snapshots as s
import worlds
from hypothesis import given, settings
from hypothesis import strategies as st

from personacheck.coverage.assess import assess
from personacheck.coverage.result import result
from personacheck.model.assessment import Assessment
from personacheck.model.changes import Move
from personacheck.model.decisions import Decisions
from personacheck.model.result import LEADERSHIP
from personacheck.model.snapshot import Mix
from personacheck.review import gate, groups
from personacheck.review.compare import compare, share
from personacheck.review.drift import drift
from personacheck.review.gap_moves import Sizes
from personacheck.review.history import export, record, runs
from personacheck.review.review import review
from personacheck.review.snapshot import take
from personacheck.settings.settings import Settings

PLAIN = Settings()


def _snapshot(seed):
    made, found, cast = worlds.world(seed, people=200, firms=50)
    coverage = assess(made, found, cast, PLAIN, b.AS_OF)
    counted = result(coverage, made, found, cast=cast, settings=PLAIN, as_of=b.AS_OF)
    whole = Assessment(made, cast, found, coverage.accounts, coverage.main, counted, gap_contacts=coverage.gap_contacts)
    return take(whole, PLAIN)


@given(st.integers(0, 30))
@settings(deadline=None, max_examples=10)
def test_groups_add_up_to_the_tallies(seed):
    run = _snapshot(seed)
    for measure in ("accounts", "main_contacts", "contacts", "revenue"):
        told, held = share(getattr(run.result.headline, measure)), groups.coverage_of(measure, {})
        assert [sum(run.groups[key]) for key in held] == pytest.approx([told.covered, told.judged])
    for segment in run.result.segments:
        if len(segment.where) == 1 and segment.main_contacts.total > segment.main_contacts.excluded:
            told, held = share(segment.main_contacts), groups.coverage_of("main_contacts", segment.where)
            assert [sum(run.groups[key]) for key in held] == [told.covered, told.judged]
    for gap in (each for each in run.result.gaps if each.cause in LEADERSHIP):
        assert sum(run.groups[groups.name("gap contacts", gap.id)]) == gap.contacts
    for mix in ("personas", "functions"):
        start = groups.name(mix, "")
        kept = {key.removeprefix(start): sum(run.groups[key]) for key in run.groups if key.startswith(start)}
        assert kept == getattr(run.mix, mix)


def test_groups_hold_no_id(tmp_path):
    record(tmp_path / "h", _snapshot(1))
    assert runs(tmp_path / "h")[0].groups == {key: tuple(each) for key, each in _snapshot(1).groups.items()}
    text = export(tmp_path / "h")
    assert '"a1"' not in text
    assert '"c1"' not in text


def test_an_account_keeps_its_group_in_every_export():
    one, other = (groups._dealt(pd.Series(ids)) for ids in (["a", "b", "c"], ["c", "x", "a"]))
    assert (one[0], one[2]) == (other[2], other[0])
    everybody = groups._dealt(pd.Series([f"a{n}" for n in range(20_000)]))
    assert np.bincount(everybody, minlength=groups.GROUPS).min() > 400  # 500 expected


def _accounts(ids, fits):
    return groups._shares(
        "accounts", groups._dealt(pd.Series(ids)), np.where(fits, "covered", "uncovered").astype(object)
    )


def test_contacts_are_dealt_with_their_account_and_alone_where_they_have_none():
    people = b.contacts(*({"account_id": key} for key in ("a1", "a1", "a1", "a2", "", "")))
    cast, found = b.cast(b.persona("olu")), b.matches(people, status="covered", persona="olu")
    made = b.export(people)
    coverage = assess(made, found, cast, PLAIN, b.AS_OF)
    counted = result(coverage, made, found, cast=cast, settings=PLAIN, as_of=b.AS_OF)
    whole = Assessment(made, cast, found, coverage.accounts, coverage.main, counted, gap_contacts=coverage.gap_contacts)
    dealt = groups._dealt(pd.Series(["a1", "a1", "a1", "a2", "c4", "c5"]))
    assert take(whole, PLAIN).groups["contacts: all"] == tuple(np.bincount(dealt, minlength=groups.GROUPS))


def test_the_same_accounts_make_no_noise():
    ids, fits = np.arange(200), np.arange(200) % 3 > 0
    run = _accounts(ids, fits)
    assert groups.noise(run, run, *groups.coverage_of("accounts", {})) == 0
    assert groups.noise({}, run, *groups.coverage_of("accounts", {})) is None


def test_noise_holds_in_95_of_100_pairs_of_exports():
    random, beyond = np.random.default_rng(0), []
    for _ in range(400):
        ids, fits = np.arange(300), random.random(300) < 0.6
        new = random.random(300) < 0.2
        then = _accounts(ids, fits)
        now = _accounts(np.where(new, ids + 300, ids), later := np.where(new, random.random(300) < 0.6, fits))
        beyond.append(fits.mean() - later.mean() > groups.noise(then, now, *groups.coverage_of("accounts", {})))
    assert 0.02 <= np.mean(beyond) <= 0.08


def _pair(covered, later, *, fits, then):
    """Two runs of a hundred accounts, the second one ``covered``; groups as given."""
    before = replace(s.run("2026-06-30", covered=covered), groups=then)
    return before, replace(s.run(covered=later), groups=fits)


def test_a_gate_lets_noise_of_the_export_pass_and_says_what_is_none():
    ids = np.arange(100)
    fits = ids < 60
    turned = np.where(ids < 40, random_turn := np.random.default_rng(3).random(100) < 0.56, fits)
    key = groups.coverage_of("accounts", {})
    before, after = _pair(60, 56, then=_accounts(ids, fits), fits=_accounts(ids + 1_000, turned))
    bound = groups.noise(before.groups, after.groups, *key, among=2 * 4)
    assert bound > 0.04
    assert random_turn.any()
    told = [problem.cause for problem in gate.worse(review(after, [before], Decisions(), PLAIN).changes, 2)]
    assert not any("by account" in cause for cause in told)  # the other measures have no groups here
    steady = replace(before, groups=_accounts(ids, fits)), replace(after, groups=_accounts(ids, fits))
    (first, *_) = gate.worse(review(steady[1], [steady[0]], Decisions(), PLAIN).changes, 2)
    assert first.cause == (
        "persona fit by account fell from 60.0 % on 2026-06-30 to 56.0 %; the export cost 4.0 points (chance alone may "
        "cost 0.0)"
    )


def test_a_gate_that_is_met_says_what_it_compared_and_how_large_noise_is():
    ids = np.arange(100)
    before, after = _pair(60, 60, then=_accounts(ids, ids < 60), fits=_accounts(ids, ids < 60))
    assert gate.met(review(after, [before], Decisions(), PLAIN).changes, 2) == (
        "--fail-if-worse 2 is met: since 2026-06-30, persona fit, overall and by segment, fell by no more than 2 "
        "points, or by no more than chance may cost: by account 0.0 points."
    )
    assert gate.met(None, 2) == "--fail-if-worse 2: there is no earlier run to compare with."
    unknown = review(s.run(), [s.run("2026-06-30")], Decisions(), PLAIN).changes
    assert gate.met(unknown, 1.5).endswith("fell by no more than 1.5 points.")


def test_a_gate_holds_our_own_edits_against_the_same_contacts():
    first = b.cast(b.persona("olu", titles=("cio",)), digest="1" * 64)
    second = b.cast(b.persona("olu", titles=("cto",)), digest="2" * 64)
    before, between, after = (
        s.run("2026-06-30", 60, cast=first),
        s.run(covered=64, cast=first),
        s.run(covered=60, cast=second),
    )
    found = review(after, [before], Decisions(), PLAIN, rescore=lambda *_: between)
    (told, *_) = gate.worse(found.changes, 2)
    assert told.cause == (
        "persona fit by account went from 60.0 % on 2026-06-30 to 60.0 %; our edits to the cast cost 4.0 points, "
        "on the same contacts"
    )


def test_a_gap_is_no_worse_where_the_export_has_grown():
    before = s.run("2026-06-30", covered=60, judged=100, gaps=(s.gap("a", 12),))
    grown = s.run(covered=105, judged=175, gaps=(s.gap("a", 21),))
    (change,) = compare(before, grown).gaps
    assert change.move == Move.UNCHANGED
    worse = s.run(covered=105, judged=175, gaps=(s.gap("a", 35),))
    assert compare(before, worse).gaps[0].move == Move.WORSE


def test_more_people_known_of_each_account_make_no_gap_worse():
    """Twice as many contacts of the same accounts: more accounts have somebody in the gap, and nothing happened."""
    before, after = (
        s.run("2026-06-30", 60, gaps=(s.gap("a", 12),)),
        s.run(covered=60, gaps=(s.gap("a", 20, contacts=48),)),
    )
    deeper = replace(after.result.headline, contacts=s.tally(120, 200))
    after = replace(after, result=replace(after.result, headline=deeper))
    assert compare(before, after).gaps[0].move == Move.UNCHANGED


def test_a_tenth_more_people_of_each_account_is_as_deep_and_a_tenth_is_of_the_deeper():
    def moved(contacts):
        deeper = replace(s.headline(60, 100), contacts=s.tally(120, contacts))
        before = s.run("2026-06-30", gaps=(s.gap("a", 12),), headline=replace(deeper, contacts=s.tally(120, 200)))
        return compare(before, s.run(gaps=(s.gap("a", 20, contacts=26),), headline=deeper)).gaps[0].move

    assert moved(221) == Move.WORSE  # by accounts: 2.0 and 2.21 people each are as deep
    assert moved(223) == Move.UNCHANGED  # by contacts, which are about the same share of all


@pytest.mark.parametrize(("then", "now", "as_deep"), [(900, 1000, True), (899, 1000, False), (1000, 900, True)])
def test_up_to_a_tenth_fewer_contacts_of_each_account_are_as_many(then, now, as_deep):
    excluded = {"excluded": 300, "total": now + 300}  # who is in no market is nobody's contact
    heads = (
        replace(s.headline(60, 100), contacts=replace(s.tally(60, contacts), **more))
        for contacts, more in ((then, {}), (now, excluded))
    )
    assert Sizes(*(s.run(headline=head) for head in heads)).as_deep is as_deep


@pytest.mark.parametrize(("judged", "move"), [(200, Move.WORSE), (198, Move.UNCHANGED)])
def test_a_gap_moves_by_two_accounts_at_least_of_the_larger_export(judged, move):
    before = s.run("2026-06-30", covered=120, judged=judged, gaps=(s.gap("a", 8, contacts=8),))
    after = s.run(covered=60, judged=100, gaps=(s.gap("a", 5, contacts=4),))
    assert compare(before, after).gaps[0].move == move


def test_a_gap_has_grown_where_its_share_did_beyond_noise():
    def run(when, accounts, where):
        held = {
            groups.name("accounts", groups.ALL): (10,) * groups.GROUPS,
            groups.name("gap accounts", "a"): where,
        }
        made = s.run(when, covered=200, judged=400, gaps=(s.gap("a", accounts, contacts=24),))
        return replace(made, groups=held)

    even = (1,) * groups.GROUPS
    steady = compare(run("2026-06-30", 40, even), run("2026-09-30", 60, tuple([2, 1] * 20)))
    assert steady.gaps[0].move == Move.WORSE  # half of all groups have one more, none has fewer
    turned = compare(run("2026-06-30", 40, even), run("2026-09-30", 44, (10, *[0] * 15, *[3] * 5, *[1] * 19)))
    assert turned.gaps[0].move == Move.UNCHANGED  # as many moved the other way


def test_a_mix_moves_by_accounts():
    ids = pd.Series([f"a{n}" for n in range(160)])
    at = np.repeat(groups._dealt(ids), 4)

    def run(values):
        return {groups.name("functions", v): groups._summed(at, values == v) for v in ("hr", "it")}

    random = np.random.default_rng(0)
    one, other = (np.repeat(np.where(random.random(160) < 0.5, "it", "hr"), 4) for _ in range(2))
    mixes = [Mix(functions={v: int((each == v).sum()) for v in ("hr", "it")}) for each in (one, other)]
    ((by_contact,), (by_account,)) = drift(*mixes, {}), drift(*mixes, {}, run(one), run(other))
    assert by_contact.index == by_account.index
    assert by_account.noise > 2 * by_contact.noise  # four of an account are no four witnesses
    moved = np.where(one == "hr", one, np.where(np.repeat(random.random(160) < 0.6, 4), "hr", one))
    mix = Mix(functions={v: int((moved == v).sum()) for v in ("hr", "it")})
    (found,) = drift(mixes[0], mix, {}, run(one), run(moved))
    assert found.index > found.noise
    assert found.verdict == "act"
    runs = [
        replace(s.run(when, mix=mix), groups=run(values))
        for when, mix, values in zip(("2026-06-30", "2026-09-30"), mixes, (one, other), strict=True)
    ]
    assert review(runs[1], runs[:1], Decisions(), PLAIN).drift == (by_account,)


def test_a_renamed_persona_keeps_its_groups():
    was = {groups.name("personas", "boss"): (2,) * groups.GROUPS, groups.name("personas", ""): (1,) * groups.GROUPS}
    now = {groups.name("personas", "it"): (2,) * groups.GROUPS, groups.name("personas", ""): (1,) * groups.GROUPS}
    one, other = groups.mixes("personas", was, now, {"boss": "it"})
    assert (one == other).all()
    assert groups.mixes("personas", {}, now, {}) is None
