"""The sentence that everything opens with, at its extremes."""

from __future__ import annotations

from dataclasses import replace

import builders as b
import pytest
import samples

from personacheck.coverage.assess import assess
from personacheck.coverage.result import result
from personacheck.model import tables as t
from personacheck.model.result import Finding
from personacheck.report.page.headline import headline
from personacheck.settings.settings import Settings

TWO = b.cast(b.persona("olu", scope=b.scope()), b.persona("elin", scope=b.scope()))
ALONE = b.cast(b.persona("olu", scope=b.scope()))


def said(statuses, cast=TWO, *, persona=("olu", "elin"), account=True, assumed=False):
    """The headline over contacts of these statuses, one an account."""
    rows = [{"account_id": f"a{n}" if account else ""} for n in range(len(statuses))]
    people = b.contacts(*rows)
    who = [persona[n % len(persona)] if one == "covered" else "" for n, one in enumerate(statuses)]
    found = b.matches(people, status=list(statuses), persona=who, function="it", assumed=assumed)
    found = found.astype({t.REASON: "str"})  # of nobody, too
    whole = b.export(people, None if account else b.accounts())
    counted = assess(whole, found, cast, Settings(), b.AS_OF)
    return headline(result(counted, whole, found, cast=cast, settings=Settings(), as_of=b.AS_OF), cast)


FIT, OUT, DARK = "covered", "uncovered", "unreadable"


@pytest.mark.parametrize(
    ("statuses", "sentence"),
    [
        ([], "Nobody to judge"),
        ([FIT], "Our two personas fit every main contact that can be judged at the one customer account"),
        ([OUT], "Our two personas fit no main contact at the one customer account"),
        ([FIT] * 3, "Our two personas fit every main contact that can be judged at all 3 customer accounts"),
        ([OUT] * 3, "Our two personas fit nobody at any of the 3 customer accounts"),
        ([DARK], "The account cannot be judged"),
        ([DARK] * 3, "None of the 3 customer accounts can be judged"),
        (
            [FIT, OUT, DARK],
            "Our two personas fit every main contact that can be judged at 1 of 2 customer accounts; "
            "1 more could not be read",
        ),
    ],
)
def test_the_number_at_its_extremes(statuses, sentence):
    assert said(statuses) == sentence


def test_what_could_not_be_read_is_told_from_a_tenth_on():
    assert "could not be read" not in said([FIT] * 18 + [OUT] + [DARK] * 2)
    assert said([FIT] * 18 + [DARK] * 3).endswith("; 3 more could not be read")


def test_the_unread_are_counted_in_the_unit_of_the_number():
    beside = said([FIT] * 18 + [OUT] + [DARK], account=False)
    assert "could not be read" not in beside
    assert said([FIT] * 18 + [DARK] * 3, account=False).endswith(
        "18 contacts that can be judged; 3 more could not be read"
    )


def test_what_is_assumed_stands_in_the_headline_where_it_carries_it():
    assert said([FIT, FIT, OUT], assumed=True).endswith("at 2 of 3 customer accounts, all of them assumed")


@pytest.mark.parametrize(("covered", "assumed", "told"), [(4, 2, True), (4, 1, False), (5, 2, False), (5, 3, True)])
def test_what_is_assumed_is_told_from_half_of_the_covered_on(covered, assumed, told):
    marks = [n < assumed for n in range(covered)]
    assert (f", {assumed} of them assumed" in said([FIT] * covered, assumed=marks)) == told


def test_one_persona_for_everybody_is_no_triumph():
    assert (
        said([FIT] * 40, ALONE, persona=("olu",)) == "One persona stands for every role, so this number says "
        "nothing yet"
    )


def test_one_persona_that_takes_nearly_all_is_told_first():
    told = said([FIT] * 40, TWO, persona=("olu", "olu", "olu", "elin"))
    assert told == "Olu accounts for 75 % of all who fit, so this number says little yet".replace(" %", "\u00a0%")


def test_a_cast_without_personas_for_customers_fits_nobody():
    partners = b.cast(b.persona("rita", kind="partner"))
    assert said([OUT] * 3, partners) == "The cast has no persona for customers, so nobody can fit"


def test_without_accounts_all_is_told_by_contact():
    assert said([FIT, OUT], account=False) == "Our two personas fit 1 of 2 contacts"
    assert said([FIT, FIT], account=False) == "Our two personas fit all 2 contacts"
    assert said([FIT], account=False) == "Our two personas fit the one contact"
    assert said([OUT], account=False) == "Our two personas fit nobody among 1 contact"


@pytest.mark.parametrize(("share", "says_little"), [(0.5, False), (0.51, True)])
def test_a_generic_persona_is_told_where_it_carries_more_than_half(share, says_little):
    whole = samples.assessment()
    (first, *others) = (replace(figure, share=share) for figure in whole.result.personas)
    generic = Finding("generic-persona", "medium", first.id, "", 3.0, 3.0, "", "")
    told = headline(replace(whole.result, personas=(first, *others), findings=(generic,)), whole.cast)
    assert told.endswith("stands for several roles at once, so this number says little yet") == says_little
