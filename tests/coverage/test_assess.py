"""The whole assessment on random exports: what must hold of any."""

from __future__ import annotations

from dataclasses import asdict, fields

import pytest
from builders import AS_OF, accounts, contacts, export, matches, persona
from builders import cast as cast_of
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from worlds import SEEDS, assessed, counted, world

from personacheck.coverage.assess import assess
from personacheck.model import tables as t
from personacheck.model.export import Export
from personacheck.settings.sections import Axis
from personacheck.settings.settings import Settings

PARTS = {
    "contacts": ("covered", "stretched", "uncovered", "unreadable", "excluded"),
    "accounts": ("covered", "partial", "stretched", "uncovered", "unreadable", "empty", "excluded"),
}


@settings(deadline=None, max_examples=25)
@given(SEEDS, st.booleans())
def test_statuses_partition_contacts_and_accounts(seed, known):
    coverage = assessed(seed, customers_known=known)
    for told in (coverage.headline, *coverage.populations.values()):
        for number in (told.contacts, told.main_contacts):
            assert sum(getattr(number, part) for part in PARTS["contacts"]) == number.total
            assert number.assumed <= number.covered
        assert sum(getattr(told.accounts, part) for part in PARTS["accounts"]) == told.accounts.total
        assert told.main_contacts.total <= told.contacts.total


@settings(deadline=None, max_examples=25)
@given(SEEDS)
def test_every_contact_is_counted_in_one_population(seed):
    found, _, _ = world(seed)
    coverage = assessed(seed)
    told = [coverage.headline, *coverage.populations.values()]
    inside = found.contacts[t.POPULATION].isin([*coverage.populations, "customer"])
    assert sum(one.contacts.total for one in told) == inside.sum()
    left = found.contacts.loc[~inside, t.EXCLUDED]
    assert (left != "").all()


@settings(deadline=None, max_examples=25)
@given(SEEDS)
def test_segments_along_one_axis_sum_to_the_whole(seed):
    coverage = assessed(seed)
    assume(coverage.headline.contacts.total and coverage.headline.revenue)
    for axis in t.AXES:
        along = [one for one in coverage.segments if [*one.where] == [axis]]
        for name in ("contacts", "main_contacts"):
            assert _counts(*(getattr(one, name) for one in along)) == _counts(getattr(coverage.headline, name))
        if axis != t.SIDE:
            assert _counts(*(one.accounts for one in along)) == _counts(coverage.headline.accounts)
            paid = [one.revenue for one in along if one.revenue is not None]
            assert sum(round(one.total * 100) for one in paid) == round((coverage.headline.revenue.total) * 100)


@settings(deadline=None, max_examples=25)
@given(SEEDS)
def test_pairs_sum_to_their_first_axis(seed):
    coverage = assessed(seed)
    for whole in (one for one in coverage.segments if [*one.where] == [t.CHANNEL]):
        parts = [one for one in coverage.segments if [*one.where] == [t.CHANNEL, t.SIZE]]
        mine = [one.contacts for one in parts if one.where[t.CHANNEL] == whole.where[t.CHANNEL]]
        assert _counts(*mine) == _counts(whole.contacts)


@settings(deadline=None, max_examples=15)
@given(SEEDS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(seed, random):
    found, matched, cast = world(seed)
    order = [*range(len(found.contacts))]
    random.shuffle(order)
    firms = found.accounts.sample(frac=1, random_state=seed % 1000)
    shuffled = Export(
        found.contacts.iloc[order].reset_index(drop=True), firms, found.origins, True, None, found.excluded, (), "0"
    )
    one = assessed(seed)
    two = assess(shuffled, matched.iloc[order].reset_index(drop=True), cast, Settings(), AS_OF)
    for name in (field.name for field in fields(one)):
        if name in {"headline", "populations", "segments", "gaps", "personas", "curve"}:
            assert getattr(one, name) == getattr(two, name), name


@settings(deadline=None, max_examples=15)
@given(SEEDS)
def test_tallies_of_disjoint_accounts_add_up_to_the_whole(seed):
    """What lets an export be counted in partitions."""
    found, matched, _ = world(seed)
    first = found.contacts[t.ACCOUNT_ID].isin(found.accounts.index[::2])
    parts = [counted(_part(found, rows), matched[rows].reset_index(drop=True)) for rows in (first, ~first)]
    whole = assessed(seed)
    for name in ("contacts", "main_contacts", "accounts"):
        assert _counts(*(getattr(part, name) for part in parts)) == _counts(getattr(whole.headline, name))


def _part(found, rows):
    here = found.contacts[rows].reset_index(drop=True)
    firms = found.accounts[found.accounts.index.isin(here[t.ACCOUNT_ID])]
    return Export(here, firms, found.origins, True, None, {}, (), "0")


def _counts(*tallies):
    """Numbers by status of all of them together; shares do not add up."""
    numbers = [{name: value for name, value in asdict(tally).items() if isinstance(value, int)} for tally in tallies]
    return {name: sum(number[name] for number in numbers) for name in numbers[0]}


def test_nobody_at_all():
    people = contacts()
    coverage = assess(export(people), matches(people), cast_of(persona("olu")), Settings(), AS_OF)
    assert coverage.headline.contacts.coverage is None
    assert coverage.headline.revenue is None
    assert (coverage.segments, coverage.gaps, coverage.populations) == ((), (), {})
    assert coverage.curve[0].coverage is None


def test_partner_staff_is_counted_beside_the_customers():
    people = contacts({"account_id": "a1"}, {"account_id": "a1", "population": "partner"})
    coverage = assess(export(people), matches(people, status="covered"), cast_of(), Settings(), AS_OF)
    assert coverage.headline.contacts.total == 1
    assert coverage.populations["partner"].contacts.total == 1
    assert "prospect" not in coverage.populations


@pytest.mark.parametrize(
    ("status", "account", "told"),
    [
        ("covered", "", True),
        ("excluded", "", True),
        ("excluded", "competitor", False),
        (None, "", True),
        (None, "vendor", False),
    ],
)
def test_a_population_beside_the_headlines_is_told_where_a_contact_or_an_account_of_it_counts(status, account, told):
    people = contacts(
        {"account_id": "a1"}, *({"account_id": "x", "population": "prospect"} for _ in [status] if status)
    )
    firms = accounts({"account_id": "a1"}, {"account_id": "x", "population": "prospect", "excluded": account})
    found = matches(people, status=["covered", status][: len(people)])
    coverage = assess(export(people, firms), found, cast_of(), Settings(), AS_OF)
    assert [*coverage.populations] == (["prospect"] if told else [])


def test_all_contacts_count_where_no_field_tells_customers():
    people = contacts({"population": "unclassified"}, {"population": "prospect"}, {"population": "partner"})
    found = export(people, accounts(), customers_known=False)
    coverage = assess(found, matches(people), cast_of(), Settings(), AS_OF)
    assert coverage.headline.contacts.total == 2
    assert [*coverage.populations] == ["partner"]


def test_along_the_side_an_account_is_judged_by_the_contacts_of_that_side():
    people = contacts({"account_id": "a1"}, {"account_id": "a1"})
    found = matches(people, status=["covered", "uncovered"], side=["user", "buyer"])
    coverage = assess(export(people), found, cast_of(), Settings(), AS_OF)
    sides = {one.where["side"]: one.accounts for one in coverage.segments if [*one.where] == ["side"]}
    assert (sides["user"].covered, sides["user"].total) == (1, 1)
    assert (sides["buyer"].uncovered, sides["buyer"].total) == (1, 1)
    assert coverage.headline.accounts.partial == 1


def test_a_custom_axis_is_an_axis_like_others():
    people = contacts({"account_id": "a1", "region": "north"}, {"account_id": "a2", "region": "south"})
    custom = Settings(axes={"region": Axis(column="Region")})
    coverage = assess(export(people), matches(people, status="covered"), cast_of(persona("olu")), custom, AS_OF)
    assert {"region": "north"} in [one.where for one in coverage.segments]
    assert {"channel": "unknown", "region": "north"} in [one.where for one in coverage.segments]


def test_segments_tell_main_contacts_apart_and_what_is_not_recorded_last():
    people = contacts(*({"account_id": f"a{n % 2}", "region": ("west", "unknown")[n % 2]} for n in range(14)))
    custom = Settings(axes={"region": Axis(column="Region")})
    coverage = assess(export(people), matches(people), cast_of(), custom, AS_OF)
    regions = [part for part in coverage.segments if [*part.where] == ["region"]]
    assert [(part.where["region"], part.contacts.total, part.main_contacts.total) for part in regions] == [
        ("west", 7, 5), ("unknown", 7, 5),
    ]  # fmt: skip  # a row
    assert coverage.headline.main_contacts.total == 10


def test_triples_are_listed_from_five_accounts_on():
    people = contacts(*({"account_id": f"a{n}", "size": "small" if n < 5 else "large"} for n in range(9)))
    coverage = assess(export(people), matches(people), cast_of(), Settings(), AS_OF)
    triples = [one for one in coverage.segments if len(one.where) == 3]
    assert triples
    assert {one.where["size"] for one in triples if "size" in one.where} == {"small"}


def test_revenue_counts_once_for_each_account():
    people = contacts(*({"account_id": "a1"} for _ in range(4)), {"account_id": "a2"})
    firms = accounts({"account_id": "a1", "revenue": 100.10}, {"account_id": "a2"})
    coverage = assess(export(people, firms, currency="EUR"), matches(people), cast_of(), Settings(), AS_OF)
    told = coverage.headline.revenue
    assert (told.uncovered, told.total, told.unknown, told.currency) == (100.10, 100.10, 1, "EUR")
    assert told.coverage == pytest.approx(0.0)
