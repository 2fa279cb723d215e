"""A larger export of the same customers is no news: what a review calls a change must be one."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import snapshots as s

from personacheck import pipeline
from personacheck.cli.review_summary import since
from personacheck.model.cast_edit import CastEdit
from personacheck.model.changes import Changes, CoverageChange, FindingChange, GapChange, Move
from personacheck.report.changes_view import changes_view
from personacheck.report.markdown import summary
from personacheck.review import groups, history
from personacheck.review.compare import compare
from personacheck.review.gap_moves import Sizes
from personacheck.review.memory import Memory
from personacheck.review.noise import Runs, findings, happened, may_be_hidden, was_always_there
from personacheck.review.split import split
from personacheck.settings.file import load_settings

EXAMPLE = Path(__file__).parents[2] / "fixtures"
JUNE, SEPTEMBER = date(2026, 6, 30), date(2026, 9, 30)
ROWS = 700


def _rows():
    with (EXAMPLE / "contacts.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def june(tmp_path_factory):
    """The run of June, of the first rows alone."""
    folder = tmp_path_factory.mktemp("june")
    return folder, _review(folder, JUNE, _rows()[:ROWS])


def _review(folder, as_of, rows):
    path = folder / f"contacts-{as_of}-{len(rows)}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0]])
        writer.writeheader()
        writer.writerows(rows)
    memory = Memory(history.history_file(folder), folder / "decisions.yaml")
    found = pipeline.review(
        [path, EXAMPLE / "accounts.csv"], EXAMPLE / "cast.yaml", load_settings(EXAMPLE / "personacheck.toml", {}),
        as_of=as_of, labels=None, memory=memory, tell=lambda _: None,
    )  # fmt: skip  # a row a kind
    if as_of == JUNE:
        history.record(memory.history, found.snapshot)
    return found.review


def test_whoever_reads_what_moved_reads_what_chance_moves(june):
    """By revenue it is ten points and more where one account pays a tenth of it."""
    folder, _ = june
    later = _review(folder, SEPTEMBER, _rows())
    by_main_contact = next(change for change in later.changes.headline if change.measure == "main_contacts")
    chance = changes_view(later.changes).chance
    assert chance.startswith("By chance alone the export may move it: by account up to ")
    assert f", by main contact {100 * by_main_contact.noise:.1f}" in chance
    assert chance in summary(later)
    assert f"  {chance}" in [*since(later)]
    unknown = replace(later.changes, headline=tuple(replace(change, noise=None) for change in later.changes.headline))
    assert changes_view(unknown).chance == ""


def test_of_the_same_customers_nothing_is_new(june):
    folder, first = june
    found = _review(folder, SEPTEMBER, _rows())
    assert {change.move for change in found.changes.gaps} == {Move.UNCHANGED}
    assert (found.changes.segments, found.changes.findings) == ((), ())
    assert {item.reason for item in found.agenda.items} == {"undecided"}
    assert (len(found.agenda.items), found.agenda.left) == (5, 0)
    assert found.agenda.conclusion.startswith("5 things to decide, none of them new, as of")
    assert "finding" in {item.reason for item in first.agenda.items}  # of a first run all comes up


def test_whoever_came_since_is_new(june):
    folder, _ = june
    rows = _rows()
    at = {row["Account ID"]: row for row in rows if row["Contact Status"] == "Active"}
    came = [
        {**row, "Contact ID": f"003PwNEW{n:07}IAA", "Title": "General Counsel", "Email": "", "First Name": f"N{n}"}
        for n, row in enumerate(at.values())
    ]
    found = _review(folder, SEPTEMBER, [*rows, *came[:40]])
    assert [change.gap.function for change in found.changes.gaps if change.move == Move.NEW] == ["legal"]
    assert found.agenda.items[0].reason == "new"


@pytest.mark.parametrize(
    ("contacts", "accounts", "other", "hidden"),
    [
        (12, 11, 100, False),  # an export as large would have shown it
        (12, 11, 50, True),
        (40, 30, 50, False),
        (12, 11, 200, False),  # a larger one all the more
        (60, 3, 50, True),  # three accounts of which a half is two
    ],
)
def test_a_smaller_export_hides_small_gaps(contacts, accounts, other, hidden):
    gap = s.gap("a", accounts, contacts=contacts)
    runs = s.run("2026-06-30", covered=other // 2, judged=other), s.run(covered=50, judged=100)
    assert may_be_hidden(gap, Sizes(*runs)) is hidden


def test_in_a_market_that_we_entered_all_is_new():
    place = {"channel": "indirect"}
    gap = s.gap("a", 4, contacts=8, where=place)
    then, now = (
        s.run(covered=judged // 2, judged=judged, segments=(s.segment(place, 0, sold),))
        for judged, sold in ((80, 22), (100, 28))
    )
    before = s.run("2026-06-30", 40, 80, segments=())
    assert [may_be_hidden(gap, Sizes(run, now)) for run in (then, before)] == [True, False]


def test_a_gap_that_a_smaller_export_no_longer_shows_is_not_closed():
    before = s.run("2026-06-30", 50, 100, gaps=(s.gap("small", 11, contacts=12), s.gap("large", 40, contacts=80)))
    after = s.run(covered=25, judged=50)
    moves = {change.id: change.move for change in split(compare(before, after), after, before).gaps}
    assert moves == {"small": Move.UNCHANGED, "large": Move.CLOSED}


def test_what_our_edits_brought_is_new_however_large_the_export():
    before, between = s.run("2026-06-30", 25, 50), s.run(covered=50, judged=100)
    after = s.run(covered=50, judged=100, gaps=(s.gap("a", 11, contacts=12),))
    (change,) = split(compare(before, after), between, before, after).gaps
    assert (change.move, change.because) == (Move.NEW, "cast")


@pytest.mark.parametrize(
    ("data", "noise", "cast", "told"),
    [
        (-0.05, 0.04, 0.0, True),
        (-0.04, 0.04, 0.0, False),  # as much as chance may take
        (0.04, 0.04, 0.0, False),
        (0.0, 0.04, 0.011, True),
        (0.0, 0.04, 0.01, False),  # one point
        (-0.001, None, 0.0, True),  # nobody can tell
        (None, 0.04, None, True),
    ],
)
def test_coverage_moved_by_our_edits_or_by_more_than_noise(data, noise, cast, told):
    change = CoverageChange("contacts", {}, Move.WORSE, None, None, data=data, noise=noise, cast=cast)
    assert happened(change) is told


STILL = CoverageChange("accounts", {}, Move.UNCHANGED, None, None, data=0.04, noise=0.04, cast=0.0, answers=0.0)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, ["share"]),
        ({"edit": CastEdit()}, ["share"]),
        ({"edit": CastEdit(changed=("olu",))}, ["points", "share"]),
        ({"segments": (STILL,)}, ["points", "share"]),
        ({"headline": (STILL, replace(STILL, answers=0.001))}, ["points", "share"]),
        ({"headline": (STILL, replace(STILL, data=0.041))}, ["points", "share"]),
        ({"headline": (STILL, replace(STILL, data=-0.041))}, ["points", "share"]),
        ({"headline": (STILL, replace(STILL, data=None))}, ["points", "share"]),
        ({"headline": (STILL, replace(STILL, data=0.01, noise=None))}, ["share"]),  # one point
        ({"headline": (STILL, replace(STILL, data=0.011, noise=None))}, ["points", "share"]),
    ],
)
def test_findings_that_compare_shares_are_news_where_some_share_moved(changed, told):
    came, went = replace(s.finding(), unit="points"), replace(s.finding("idle-persona"), unit="share")
    both = FindingChange("a", Move.NEW, None, came), FindingChange("b", Move.CLOSED, went, None)
    kept = {"headline": (STILL,), "segments": (), "edit": None, **changed}
    changes = Changes("2026-06-30", "2026-09-30", (), (), gaps=(), personas=(), findings=both, **kept)
    assert [(change.after or change.before).unit for change in findings(changes)] == told


@pytest.mark.parametrize(("covered", "always"), [(200, True), (199, False), (201, False)])
def test_a_segment_that_one_run_found_was_always_there_where_its_coverage_is_as_it_was(covered, always):
    """The accounts are the same, so that nothing of a difference is noise; no gap is left in today's run."""
    direct = {"channel": "direct"}
    names = groups.coverage_of("contacts", direct)
    held = {key: (number,) * groups.GROUPS for key, number in zip(names, (5, 10), strict=True)}
    before, after = (
        replace(s.run(day, segments=(s.segment(direct, fits, 400),)), groups=held)
        for day, fits in (("2026-06-30", 200), ("2026-09-30", covered))
    )
    change = GapChange("a", Move.CLOSED, s.gap("a", where=direct, excess=3.0), None)
    assert was_always_there(change, Runs(before, after)) is always


def _by_channel(as_of, direct, fits):
    """A run of forty groups with ten direct contacts each, of whom so many fit."""
    held = {
        key: tuple(number)
        for measure, where in (("main_contacts", {"channel": "direct"}), ("main_contacts", {}))
        for key, number in zip(groups.coverage_of(measure, where), (fits, [10] * groups.GROUPS), strict=True)
    }
    made = s.run(as_of, sum(fits), 400, segments=(s.segment(direct, sum(fits), 400),))
    return replace(made, groups=held)


@pytest.mark.parametrize("direct", [{"channel": "direct"}, {"channel": "direct", "size": "large"}])
def test_a_segment_moved_where_it_did_beyond_noise(direct):
    even = [5] * groups.GROUPS
    before = _by_channel("2026-06-30", direct, even)
    turned, fell = [3, 7] * 10 + [5, 4] * 10, [4] * groups.GROUPS
    for fits, moves in ((turned, []), (fell, [Move.WORSE])):
        after = _by_channel("2026-09-30", direct, fits)
        assert [change.move for change in split(compare(before, after), after, before).segments] == moves
