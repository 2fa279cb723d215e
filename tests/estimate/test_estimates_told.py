"""All figures of a reviewed sample, to four digits: other tests hold that they are right, this one that none moves."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from functools import cache

import builders
import pandas as pd

from personacheck.coverage.assess import assess
from personacheck.coverage.result import result
from personacheck.estimate.account_draw import accounts_draw
from personacheck.estimate.estimates import with_estimates
from personacheck.estimate.random_draw import random_draw
from personacheck.estimate.sample import take_sample
from personacheck.model import tables as t
from personacheck.model.estimand import estimand
from personacheck.model.labels import settled
from personacheck.settings.settings import Settings

AS_OF = date(2026, 9, 30)
SETTINGS = Settings(accounts={"main_contacts": 3})
CAST = builders.cast(
    builders.persona("it", titles=("head of it",), scope=builders.scope(channel=["direct"])),
    builders.persona("buyer", titles=("buyer",), scope=builders.scope()),
)
TITLES = {  # what people say of them; status and score as matched at direct customers
    "Head of IT": ("it", "covered", 0.9),
    "Buyer": ("buyer", "covered", 0.8),
    "Nurse": ("buyer", "uncovered", 0.2),
    "Zorbler": ("it", "unreadable", 0.3),
    "Sheriff": ("", "uncovered", 0.1),
}


@cache
def _export():
    rows = [
        {t.ACCOUNT_ID: f"a{n}", t.TITLE: title, t.CHANNEL: "direct" if n % 3 else "indirect"}
        for n in range(60)
        for title in TITLES
    ]
    return builders.export(builders.contacts(*rows))


def _matched(labels=None):
    """By title, and whom a label names as it says; heads of IT fit direct customers alone."""
    people, last = _export().contacts, {}
    if labels is not None:
        last = dict(zip(labels[t.RECORD_ID], labels[t.PERSONA], strict=True))
    columns = {t.STATUS: [], t.PERSONA: [], t.SCORE: []}
    for record, title, channel in zip(people[t.RECORD_ID], people[t.TITLE], people[t.CHANNEL], strict=True):
        persona, status, score = TITLES[title]
        if (said := last.get(record)) in {"it", "buyer", ""}:
            persona, status, score = said, "covered" if said else "uncovered", 0.95 if said else 0.05
        if status == "covered" and (persona, channel) == ("it", "indirect"):
            status = "stretched"
        columns[t.STATUS].append(status)
        columns[t.PERSONA].append(persona if status in {"covered", "stretched"} else "")
        columns[t.SCORE].append(score)
    return builders.matches(people, **columns)


def _coverage(matches):
    return assess(_export(), matches, CAST, SETTINGS, AS_OF)


def _true(drawn):
    return [TITLES[title][0] for title in drawn[t.TITLE]]


def _said(drawn, draw, who="JB", persona=None):
    said = {
        t.RECORD_ID: drawn[t.RECORD_ID], t.TITLE: drawn[t.TITLE], t.PERSONA: persona or _true(drawn),
        t.INITIALS: who, t.DATE: AS_OF.isoformat(), t.DRAW: draw, t.OFFERED: t.OR.join(CAST.ids),
    }  # fmt: skip  # a row of labels
    return pd.DataFrame(said, dtype=object)


def _estimated(labels):
    """The headline, segments along the channel, and the sample."""
    matches = _matched(settled(labels))
    coverage = _coverage(matches)
    sample = take_sample(coverage.census.known(), coverage.main, labels, _matched, 0)
    counted = result(coverage, _export(), matches, cast=CAST, settings=SETTINGS, as_of=AS_OF)
    found = with_estimates(counted, sample)
    channels = [segment for segment in found.segments if [*segment.where] == ["channel"]]
    assert found.estimand == estimand(found.headline) != ""
    return found.headline, channels, {name: _rounded(value) for name, value in asdict(found.sample).items()}


def _rounded(value):
    if isinstance(value, dict):
        return tuple(map(_rounded, value.values()))
    return round(value, 4) if isinstance(value, float) else value


def _measures(numbers):
    """Of each measure the estimate, its interval, the matched and the unread share, and how many were reviewed."""
    tallies = {name: getattr(numbers, name) for name in ("contacts", "main_contacts", "accounts")}
    return {
        name: (*map(_rounded, (tally.estimate, tally.low, tally.high, tally.matched, tally.unread)), tally.reviewed)
        for name, tally in tallies.items()
    }


def test_a_random_sample_with_blanks_doubts_and_a_conflict_whole():
    coverage = _coverage(_matched())
    drawn = random_draw(coverage.census.known(), None, size=110, seed=0)
    said = _said(drawn, "random")
    said.iloc[:6, said.columns.get_loc(t.PERSONA)] = t.CANNOT_TELL
    said.iloc[6:10, said.columns.get_loc(t.PERSONA)] = t.NOT_CUSTOMER
    others = _said(drawn[30:60], "random", "KM", [*[""] * 6, *_true(drawn)[36:60]])
    whole, channels, sample = _estimated(pd.concat([said.drop(said.index[20:25]), others]))
    assert _measures(whole) == {
        "contacts": (0.6763, 0.5556, 0.7906, 0.4868, 0.1023, 105),
        "main_contacts": (0.894, 0.7539, 0.9713, 0.7274, 0.0, 63),
        "accounts": (None, None, None, None, None, 0),
    }
    assert {segment.where["channel"]: _measures(segment) for segment in channels} == {
        "direct": {
            "contacts": (0.7962, 0.6473, 0.9192, 0.5703, 0.1076, 73),
            "main_contacts": (0.9768, 0.816, 1.0, 0.8253, 0.0, 45),
            "accounts": (None, None, None, None, None, 0),
        },
        "indirect": {
            "contacts": (0.4693, 0.3348, 0.6192, 0.3211, 0.0916, 32),
            "main_contacts": (0.7644, 0.5804, 0.9061, 0.5319, 0.0, 18),
            "accounts": (None, None, None, None, None, 0),
        },
    }
    assert sample == {
        "contacts": 105, "main_contacts": 63, "left_out": 5, "accounts": None, "cannot_tell": 6, "not_customers": 4,
        "agreement": (30, 0.7368, 0.47, 0.8842), "conflicts": 5, "more": 126, "drawn_accounts": 0,
        "accounts_left_out": None, "main_cannot_tell": 5,
    }  # fmt: skip  # a table


def test_a_draw_of_accounts_whole():
    coverage = _coverage(_matched())
    wanted = {"size": 40, "seed": 0, "as_of": AS_OF, "proportional": True}
    drawn = accounts_draw(coverage.census.known(), coverage.main, None, **wanted)
    gone = set(drawn[t.ACCOUNT_ID].drop_duplicates()[:3])
    said = _said(drawn, "proportional")[~drawn[t.ACCOUNT_ID].isin(gone).to_numpy()]
    whole, _, sample = _estimated(pd.concat([said, _said(drawn[40:44], "proportional", "KM", [""] * 4)]))
    nothing = (None, None, None, None, None, 0)
    assert _measures(whole) == {
        "contacts": nothing, "main_contacts": nothing, "accounts": (0.5955, 0.4475, 0.7126, 0.3667, 0.0, 37),
    }  # fmt: skip  # a row
    told = "21 of 40 accounts fit: up to 62 % may still not. 3 accounts not reviewed in full may not fit, either."
    assert sample == {
        "contacts": 0, "main_contacts": 0, "left_out": None, "accounts": (40, 21, 0.6152, True, told),
        "agreement": (4, 0.0, 0.0, 0.4899), "cannot_tell": 0, "not_customers": 0, "conflicts": 0, "more": None,
        "drawn_accounts": 37, "accounts_left_out": 3, "main_cannot_tell": 0,
    }  # fmt: skip  # a table
