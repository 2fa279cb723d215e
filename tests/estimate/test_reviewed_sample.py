"""From labels to estimates in the tallies: which labels count, what they say, what no matcher may have seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import builders
import numpy as np
import pandas as pd
import pytest

from personacheck.coverage.assess import assess
from personacheck.coverage.result import result
from personacheck.estimate.account_draw import accounts_draw
from personacheck.estimate.crossfit import FOLDS, predictions
from personacheck.estimate.estimates import with_estimates
from personacheck.estimate.random_draw import PROPORTIONAL, random_draw
from personacheck.estimate.sample import take_sample
from personacheck.estimate.truth import covered
from personacheck.match.matcher import Matcher
from personacheck.model import tables as t
from personacheck.model.labels import settled
from personacheck.settings.settings import Settings

AS_OF = date(2026, 9, 30)
CAST = builders.cast(
    builders.persona("it", titles=("head of it",), scope=builders.scope(channel=["direct"])),
    builders.persona("buyer", titles=("buyer",), scope=builders.scope()),
)
TITLES = ("Head of IT", "Buyer", "Nurse", "Sheriff")


@cache
def _world(accounts: int = 60):
    """Contacts of four titles; every third account is partner-sold; the matcher's rules know two of the titles."""
    people = builders.contacts(
        *(
            {t.ACCOUNT_ID: f"a{n}", t.TITLE: title, t.CHANNEL: "indirect" if n % 3 == 0 else "direct"}
            for n in range(accounts)
            for title in TITLES
        )
    )
    export = builders.export(people)
    return export, Matcher.train(CAST, rules_only=True).match(export.contacts)


def _said(rows: pd.DataFrame, persona, draw: str = "random", who: str = "JB") -> pd.DataFrame:
    return pd.DataFrame(
        {
            t.RECORD_ID: rows[t.RECORD_ID],
            t.TITLE: rows[t.TITLE],
            t.PERSONA: persona,
            t.INITIALS: who,
            t.DATE: AS_OF.isoformat(),
            t.DRAW: draw,
            t.OFFERED: t.OR.join(CAST.ids),
        },
        dtype=object,
    )


def _true(rows: pd.DataFrame) -> list[str]:
    """Nurses are buyers here, whatever the rules say."""
    return [{"Head of IT": "it", "Buyer": "buyer", "Nurse": "buyer"}.get(title, "") for title in rows[t.TITLE]]


def _predict(export):
    return lambda labels: Matcher.train(CAST, settled(labels), rules_only=True).match(export.contacts)


def _run(export, labels, seed=0):
    matches = Matcher.train(CAST, settled(labels), rules_only=True).match(export.contacts)
    coverage = assess(export, matches, CAST, Settings(), AS_OF)
    sample = take_sample(coverage.census.known(), coverage.main, labels, _predict(export), seed)
    counted = result(coverage, export, matches, cast=CAST, settings=Settings(), as_of=AS_OF)
    return with_estimates(counted, sample)


def test_the_estimate_finds_what_the_rules_do_not():
    export, matches = _world()
    people = export.contacts.drop(columns=[t.LEVEL, t.SIDE, t.PERSONA]).join(matches)
    drawn = random_draw(people, None, size=100, seed=0)
    found = _run(export, _said(drawn, _true(drawn)))
    # it at direct accounts (two in three), buyers and nurses everywhere
    assert found.headline.contacts.low <= (2 / 3 + 2) / 4 <= found.headline.contacts.high
    assert found.headline.contacts.reviewed == found.sample.contacts == 100
    assert found.headline.main_contacts.estimate is not None
    direct = next(one for one in found.segments if one.where == {"channel": "direct"})
    assert direct.contacts.low <= 3 / 4 <= direct.contacts.high
    assert sum(one.contacts.reviewed for one in found.segments if [*one.where] == ["channel"]) == 100
    assert found.sample.left_out == 0


def test_the_estimates_other_numbers_are_left_as_they_were():
    export, matches = _world()
    people = export.contacts.drop(columns=[t.LEVEL, t.SIDE, t.PERSONA]).join(matches)
    labels = _said(drawn := random_draw(people, None, size=50, seed=0), _true(drawn))
    found = _run(export, labels)
    tally = found.headline.contacts
    assert tally.low <= tally.estimate <= tally.high
    assert replace(tally, estimate=None, low=None, high=None, reviewed=0).covered == tally.covered
    assert tally.floor <= tally.coverage <= tally.ceiling
    assert found.headline.accounts == _run(export, labels.assign(draw="active")).headline.accounts


@pytest.mark.parametrize("draw", ["active", "accounts", ""])
def test_only_a_random_draw_estimates(draw):
    export, _ = _world()
    found = _run(export, _said(export.contacts.head(100), _true(export.contacts.head(100)), draw))
    assert found.headline.contacts.estimate is None
    assert found.headline.contacts.reviewed == 0
    assert found.sample.contacts == 0


def test_without_labels_of_this_export_nothing_is_added():
    export, _ = _world()
    plain = _run(export, None)
    assert plain.sample is None
    strangers = _said(export.contacts.head(9), _true(export.contacts.head(9))).assign(record_id="elsewhere")
    assert _run(export, strangers).sample is None
    assert _run(export, strangers.head(0)) == plain


def test_few_labels_are_counted_but_estimate_nothing():
    export, _ = _world()
    found = _run(export, _said(export.contacts.head(4), _true(export.contacts.head(4))))
    assert found.headline.contacts.reviewed == 4
    assert found.headline.contacts.estimate is None


@pytest.mark.parametrize(("drawn", "taught"), [(2, [0]), (3, [1, 2]), (40, [20, 20])])
def test_from_three_labels_on_halves_of_them_teach_the_matchers_that_predict(drawn, taught):
    export, matches = _world()
    coverage = assess(export, matches, CAST, Settings(), AS_OF)
    asked_with = []

    def predict(labels: pd.DataFrame) -> pd.DataFrame:
        asked_with.append(len(labels))
        return matches

    rows = export.contacts.head(drawn)
    by_accounts = _said(export.contacts.tail(4), _true(export.contacts.tail(4)), PROPORTIONAL)
    labels = pd.concat([_said(rows, _true(rows)), by_accounts])
    take_sample(coverage.census.known(), coverage.main, labels, predict, seed=0)
    assert sorted(asked_with) == taught


def test_no_matcher_has_seen_the_label_that_its_prediction_is_held_against():
    export, matches = _world()
    rows = export.contacts.iloc[::5]
    labels = _said(rows, _true(rows))
    seen: list[set[str]] = []

    def predict(taught: pd.DataFrame) -> pd.DataFrame:
        seen.append(set(taught[t.RECORD_ID]))
        knows = export.contacts[t.RECORD_ID].isin(seen[-1])
        return matches.assign(**{t.SCORE: knows.astype(float), t.STATUS: "covered"})

    made = predictions(export.contacts, labels, predict, seed=0)
    assert (made == 0).all()  # a matcher that knows a contact says 1; none was asked of a contact that it knows
    assert len(seen) == FOLDS
    assert set.union(*seen) == set(rows[t.RECORD_ID])
    assert abs(len(seen[0]) - len(seen[1])) <= 1


def test_labels_of_one_contact_train_the_same_matcher():
    export, matches = _world()
    rows = export.contacts.iloc[:30]
    labels = pd.concat([_said(rows, ""), _said(rows, "it", who="KM")])
    halves = []
    predictions(export.contacts, labels, lambda taught: halves.append(taught) or matches, seed=0)
    assert not set(halves[0][t.RECORD_ID]) & set(halves[1][t.RECORD_ID])
    assert len(halves[0]) == len(halves[1]) == 30


def test_a_label_is_of_the_role_and_the_scope_is_held_against_the_segment():
    export, _ = _world()
    rows = export.contacts.iloc[[0, 4, 1, 2, 3]]  # an indirect and a direct head of IT, buyer, nurse, sheriff
    labels = _said(rows, ["it", "it", "buyer", "buyer", ""])
    matches = Matcher.train(CAST, labels, rules_only=True).match(export.contacts)
    people = export.contacts.drop(columns=[t.LEVEL, t.SIDE, t.PERSONA]).join(matches)
    assert covered(people, labels).to_dict() == {"c0": False, "c4": True, "c1": True, "c2": True, "c3": False}


def test_a_reviewers_last_word_counts():
    export, _ = _world()
    rows = export.contacts.iloc[::4].head(40)
    said = _said(rows, "it")
    earlier = said.assign(**{t.PERSONA: "", t.DATE: "2026-09-01"})
    for labels in (pd.concat([earlier, said]), pd.concat([said, earlier])):
        assert _run(export, labels).headline.contacts == _run(export, said).headline.contacts


def test_a_conflict_is_not_settled_by_the_order_of_files():
    export, _ = _world()
    rows = export.contacts.sample(60, random_state=0)
    one, other = _said(rows, _true(rows)), _said(rows.head(12), "", who="KM")
    found, turned = (_run(export, pd.concat(pair, ignore_index=True)) for pair in ((one, other), (other, one)))
    assert found == turned
    whole = found.headline.contacts
    assert found.sample.conflicts == sum(persona != "" for persona in _true(rows.head(12)))
    against = _said(rows, [*([""] * 12), *_true(rows)[12:]])
    readings = [_run(export, labels).headline.contacts for labels in (one, against)]
    assert whole.low <= min(each.low for each in readings) + 0.03  # their matchers have seen other labels
    assert whole.high >= max(each.high for each in readings) - 0.03
    assert readings[1].estimate < whole.estimate < readings[0].estimate
    final = _said(rows.head(12), _true(rows.head(12)), draw="settled", who="KM")
    over = _run(export, pd.concat([one, other, final], ignore_index=True))
    assert over.sample.conflicts == 0
    assert over.headline.contacts.estimate == readings[0].estimate


def test_who_cannot_tell_leaves_it_to_those_who_can():
    export, _ = _world()
    rows = export.contacts.sample(60, random_state=0)
    said = _said(rows, _true(rows))
    unsure = _said(rows.head(9), t.CANNOT_TELL, who="KM")
    found = _run(export, pd.concat([said, unsure]))
    assert found.sample.conflicts == found.sample.cannot_tell == 0
    assert found.headline.contacts == _run(export, said).headline.contacts


def test_those_that_nobody_can_judge_are_no_part_of_the_share():
    export, matches = _world()
    people = export.contacts.drop(columns=[t.LEVEL, t.SIDE, t.PERSONA]).join(matches)
    drawn = random_draw(people, None, size=120, seed=0)
    answers = {"Sheriff": t.NOT_CUSTOMER, "Nurse": t.CANNOT_TELL}
    said = [answers.get(title, persona) for title, persona in zip(drawn[t.TITLE], _true(drawn), strict=True)]
    found = _run(export, _said(drawn, said))
    # heads of IT fit at direct accounts (two in three), buyers everywhere
    assert found.headline.contacts.estimate == pytest.approx((2 / 3 + 1) / 2, abs=0.05)
    assert found.headline.contacts.low <= (2 / 3 + 1) / 2 <= found.headline.contacts.high
    assert found.sample.not_customers == sum(drawn[t.TITLE] == "Sheriff")
    assert found.sample.cannot_tell == sum(drawn[t.TITLE] == "Nurse")
    main = assess(export, matches, CAST, Settings(), AS_OF).main[drawn.index].to_numpy()
    assert 0 < found.sample.main_cannot_tell == sum((drawn[t.TITLE] == "Nurse").to_numpy() & main)
    assert found.sample.contacts == 120


def test_blanks_stretch_the_interval_over_whatever_is_true_of_them():
    export, matches = _world()
    people = export.contacts.drop(columns=[t.LEVEL, t.SIDE, t.PERSONA]).join(matches)
    drawn = random_draw(people, None, size=100, seed=0)
    whole = _said(drawn, _true(drawn))
    blank = drawn[t.TITLE].eq("Nurse").to_numpy() & (np.arange(100) < 80)  # the last is answered: the draw is known
    found, all_ = _run(export, whole[~blank]), _run(export, whole)
    assert found.sample.left_out == blank.sum() > 10
    assert found.headline.contacts.low <= (2 / 3 + 2) / 4 <= found.headline.contacts.high
    told = found.headline.contacts
    assert told.high - told.low > all_.headline.contacts.high - all_.headline.contacts.low + 0.8 * blank.mean()
    assert found.headline.contacts.reviewed == 100 - blank.sum()


def test_how_many_more_labels_it_takes_counts_what_blanks_leave_open():
    """Else nothing more would seem to be needed beside an interval of twice the width."""
    export, matches = _world(accounts=400)
    people = export.contacts.drop(columns=[t.LEVEL, t.SIDE, t.PERSONA]).join(matches)
    drawn = random_draw(people, None, size=100, seed=0)
    whole = _said(drawn, _true(drawn))
    blank = drawn[t.TITLE].eq("Nurse").to_numpy() & (np.arange(100) < 60)
    found, all_ = _run(export, whole[~blank]), _run(export, whole)
    wide, narrow = (one.headline.contacts.high - one.headline.contacts.low for one in (found, all_))
    assert narrow < 0.2 < wide < 0.4
    assert found.sample.more > all_.sample.more + 50


def test_accounts_drawn_by_chance_alone_tell_how_many_accounts_fit():
    export, matches = _world(accounts=120)
    # nurses are buyers and sheriffs are heads of IT here: every direct account fits, which no matcher may have seen
    truth = {"Head of IT": "it", "Buyer": "buyer", "Nurse": "buyer", "Sheriff": "it"}
    people = export.contacts.drop(columns=[t.LEVEL, t.SIDE, t.PERSONA]).join(matches)
    coverage = assess(export, matches, CAST, Settings(), AS_OF)
    wanted = {"size": 60, "seed": 0, "as_of": AS_OF}
    drawn = accounts_draw(people, coverage.main, None, **wanted, proportional=True)
    labels = _said(drawn, [truth[title] for title in drawn[t.TITLE]], draw="proportional")
    found = _run(export, labels)
    accounts = found.headline.accounts
    assert accounts.low <= 2 / 3 <= accounts.high
    assert accounts.reviewed == found.sample.drawn_accounts == 60
    assert found.sample.accounts_left_out == 0
    assert found.headline.contacts.estimate is None
    assert (found.sample.accounts.accounts, found.sample.accounts.proportional) == (60, True)
    by_group = _run(export, labels.assign(**{t.DRAW: "accounts"}))
    assert by_group.headline.accounts.estimate is None
    assert (by_group.sample.accounts.accounts, by_group.sample.accounts.proportional) == (60, False)
    fitting = drawn.groupby(t.ACCOUNT_ID)[t.CHANNEL].first().eq("direct").sum()
    assert by_group.sample.accounts.fit == found.sample.accounts.fit == fitting
    assert _run(export, labels.assign(**{t.DRAW: "random"})).sample.accounts is None
    gone = set(drawn[t.ACCOUNT_ID].drop_duplicates().iloc[10:20])
    partly = _run(export, labels[~drawn[t.ACCOUNT_ID].isin(gone).to_numpy()])
    assert partly.sample.accounts_left_out == 10
    assert partly.headline.accounts.low < accounts.low - 0.1
    assert partly.headline.accounts.low <= 2 / 3 <= partly.headline.accounts.high


def test_the_order_of_rows_does_not_matter():
    export, _ = _world()
    rows = export.contacts.iloc[::4].head(40)
    labels = _said(rows, _true(rows))
    order = np.random.default_rng(0).permutation(len(labels))
    assert _run(export, labels) == _run(export, labels.iloc[order])
    assert _run(export, labels, seed=1).headline.contacts.estimate is not None
