"""What is not subtracted between two runs, and what moves for another reason: each told whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
import snapshots as s

from personacheck.review.comparable import bars, columns, is_barred, notes
from personacheck.review.register import Fact, facts

SPRING = "2026-06-30"
ACCOUNTS_DIFFER = "The [accounts] settings differ: main contacts are chosen differently."
MONEY = "Revenue is known in only one of the runs, or in different currencies."


def _runs(before, after):
    """A run of spring and one of autumn, each of these facts about its basis."""
    return s.run(SPRING, basis=s.basis(**before)), s.run(basis=s.basis(**after))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({}, {}, {}),
        (
            {"matching": "x"},
            {"matching": "y"},
            {
                "all": "New baseline: the matching changed, so titles are read differently than on 2026-06-30. To "
                "compare anyway, check that day's export again with --as-of 2026-06-30."
            },
        ),
        ({}, {"population": "all"}, {"all": "The headline counted customers then and counts all contacts now."}),
        ({"population": "all"}, {}, {"all": "The headline counted all contacts then and counts customers now."}),
        (
            {},
            {"objects": ("contacts", "leads")},
            {"all": "The files held accounts, contacts then and hold contacts, leads now."},
        ),
        ({"contacts": 50}, {"contacts": 100}, {}),
        (
            {"contacts": 1000},
            {"contacts": 2001},
            {
                "all": "The exports differ in scope: 1,000 contacts then, 2,001 now. One of them may be partial: a "
                "region, a team, a filter."
            },
        ),
        (
            {"contacts": 201},
            {"contacts": 100},
            {
                "all": "The exports differ in scope: 201 contacts then, 100 now. One of them may be partial: a region, "
                "a team, a filter."
            },
        ),
        ({}, {"currency": "USD"}, {"revenue": MONEY}),
        (
            {},
            {"settings": {"accounts": "2", "export": "1"}, "currency": "USD"},
            {"accounts": ACCOUNTS_DIFFER, "main_contacts": ACCOUNTS_DIFFER, "revenue": ACCOUNTS_DIFFER},
        ),
        ({}, {"known": {}}, {"channel": "Only one of the exports has the axis channel."}),
        ({"known": {}}, {}, {"channel": "Only one of the exports has the axis channel."}),
        (
            {},
            {"settings": {"accounts": "1", "export": "1", "channel": "2"}, "known": {"channel": 0.1}},
            {"channel": "The settings of the axis channel differ."},
        ),
        ({"known": {"channel": 0.5}}, {"known": {"channel": 0.75}}, {}),
        ({"known": {"channel": 0.75}}, {"known": {"channel": 0.5}}, {}),
        (
            {"known": {"channel": 0.5}},
            {"known": {"channel": 0.76}},
            {"channel": "The channel is known for 50 % of contacts then, 76 % now: a field was added or removed."},
        ),
        (
            {"known": {"channel": 0.76, "size": 0.2}},
            {"known": {"channel": 0.5, "size": 0.2}},
            {"channel": "The channel is known for 76 % of contacts then, 50 % now: a field was added or removed."},
        ),
        # what bars all is told alone
        (
            {"population": "all", "currency": "USD"},
            {},
            {"all": "The headline counted all contacts then and counts customers now."},
        ),
    ],
)
def test_what_must_not_be_subtracted(before, after, told):
    runs = _runs(before, after)
    assert {bar.what: bar.why for bar in bars(*runs)} == told
    assert {bar.what for bar in bars(*runs[::-1])} == {*told}


def test_revenue_that_only_one_run_knows_is_not_subtracted():
    poor = s.run(headline=replace(s.headline(60, 100), revenue=None))
    assert [(bar.what, bar.why) for bar in bars(s.run(SPRING), poor)] == [("revenue", MONEY)]


@pytest.mark.parametrize(
    ("after", "told"),
    [
        ({}, ()),
        (
            {"basis": s.basis(settings={"accounts": "1", "export": "2"})},
            ("The [export] settings differ (own domains, columns …): part of the change may come from that.",),
        ),
        (
            {"basis": s.basis(aliases="x")},
            (
                "The table of aliases differs: accounts that it merges count once in one run and separately in the "
                "other.",
            ),
        ),
        (
            {"version": "0.2.0"},
            ("The program version differs (0.1.0, then 0.2.0): part of the change may come from that.",),
        ),
    ],
)
def test_what_moves_for_another_reason(after, told):
    assert notes(s.run(SPRING), s.run(**after)) == told


@pytest.mark.parametrize(
    ("then", "now", "told"),
    [
        ((), (), ()),
        (("Tier",), ("Tier",), ()),
        ((), ("Tier",), ("is gone or empty", "Tier")),
        (("Tier", "Region"), (), ("is new", 'Tier", "Region')),
    ],
)
def test_a_column_of_the_earlier_cast_that_only_one_export_fills(then, now, told):
    sentences = columns(*_runs({"lacking": then}, {"lacking": now}))
    if not told:
        assert sentences == ()
        return
    how, named = told
    assert sentences == (
        f'A column that the earlier cast uses {how} ("{named}"): its effect counts as a change in the data.',
    )


def test_a_measure_is_barred_by_itself_or_with_all():
    revenue = bars(*_runs({}, {"currency": "USD"}))
    assert [is_barred(what, revenue) for what in ("revenue", "accounts", "channel")] == [True, False, False]
    assert is_barred("accounts", bars(*_runs({}, {"population": "all"})))
    assert not is_barred("accounts", ())


def test_gaps_and_findings_of_today_are_known_by_id_title_cause_and_figure():
    result = s.run(
        gaps=(s.gap("a", coverage=0.12345), s.gap("b", cause="out-of-scope", coverage=None)),
        findings=(
            replace(s.finding(), figure=0.41678),
            replace(s.finding("no-evidence", "olu"), figure=None),
            s.finding("no-evidence", "elin"),
            replace(s.finding(), figure=0.9),
        ),
    ).result
    assert facts(result) == {
        "a": Fact("Gap a", "no-persona", 12.3, is_gap=True),
        "b": Fact("Gap b", "out-of-scope", None, is_gap=True),
        "channel-skew": Fact("Channel skew", "channel-skew", 0.42, is_gap=False),
        "no-evidence": Fact("No evidence: 2 personas", "no-evidence", 2.0, is_gap=False),
        "no-evidence:olu": Fact("No evidence: Olu", "no-evidence", None, is_gap=False),
        "no-evidence:elin": Fact("No evidence: elin", "no-evidence", 0.4, is_gap=False),
    }
