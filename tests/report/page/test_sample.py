"""What people found, in the report and in the workbook."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest
import samples
from report_text import told
from sampled import FACTS, FEW, HANDFUL, sampled

from personacheck.model.estimand import estimand
from personacheck.model.sample import Agreement, ReviewedSample
from personacheck.report import workbook
from personacheck.report.page.sample import checked, sample_part
from personacheck.report.privacy import Privacy
from personacheck.report.wording import tied

AS_MATCHED = "Spot-checked by people on 12 accounts: all fit. The account figures are as matched."
NOT_ACCOUNTS = "The account figures are as matched: people have not checked them."


def facts_of(facts, share=0.61):
    return dict(sample_part(sampled(facts, share)).facts)


def test_before_a_sample_there_is_no_part(lifelike):
    assert sample_part(lifelike) is None
    assert "What people found" not in told(lifelike)


def test_the_estimate_stands_beside_what_was_matched():
    whole = sampled()
    text = told(whole)
    assert "Checked by people on a random sample of 48 main contacts: of all whom they can judge, 61 % fit" in text
    assert AS_MATCHED in text
    assert "have not reviewed accounts" not in text
    assert "Not yet checked" not in text
    assert "61 % fit (52 % to 70 %); as matched, 44 % of the same people, 6 % of whom the tool cannot read." in text
    assert "By main contact, they fit" not in text  # the share of those that the tool can read is another
    assert "99 contacts drawn at random and reviewed by people, 48 of them main contacts." in text
    assert "Main contacts 48 reviewed 44 % 6 % not read" in text
    assert "12 of 12 accounts fit: up to 22 % may still not." in text
    assert "Both judged 88 contacts; they agree well (kappa 0.83" in text
    assert "3 contacts of the draw were not reviewed." in text


def test_every_line_of_an_axis_bears_what_people_found():
    axes = sum(len(segment.where) == 1 for segment in sampled().result.segments)
    text = told(sampled())
    assert text.count("61 % (52 % to 70 %)") == axes + 2  # by main contact, by contact


def test_too_few_labels_give_no_estimate_and_are_said_to_be_too_few():
    text = told(sampled(FEW, None))
    assert "Barely checked by people so far: 8 contacts reviewed, too few to tell." in text
    assert "Main contacts 4 reviewed" in text
    assert "too few: 4 labels" in text
    assert "Not shown: its interval would be wider than 40 points. 100 without blanks are enough." in text
    assert "Ring and line" not in text


def test_nobody_to_judge_is_not_too_few_asked():
    text = told(sampled(replace(FEW, contacts=100, main_contacts=49, cannot_tell=90, not_customers=8), None))
    assert "Barely checked by people so far: 100 contacts reviewed, 2 of them judged, too few to tell." in text
    assert "wider than 40 points. 100 that people can judge, without blanks, are enough." in text
    assert "too few judged" in text
    assert "too few: 49 labels" not in text


@pytest.mark.parametrize(
    ("conflicts", "blank", "cause"),
    [
        (69, 0, "100 contacts reviewed; the reviewers differ on 69."),
        (0, 45, "100 contacts reviewed; 45 more that were drawn are blank."),
        (20, 0, "100 contacts reviewed, too few to tell."),
    ],
)
def test_conflicts_and_blanks_are_not_called_too_few(conflicts, blank, cause):
    """Two reviewers judged a hundred, and more labels would not help."""
    text = told(sampled(replace(FEW, contacts=100, main_contacts=49, conflicts=conflicts, left_out=blank), None))
    assert f"Barely checked by people so far: {cause}" in text
    assert ("Settle these first." in text) == ("too few" not in cause)


def test_a_share_of_those_who_can_be_judged_is_told_with_the_others():
    unsure = sampled(replace(FACTS, cannot_tell=51, main_cannot_tell=16)).result
    assert "They could not judge 16 of the 48." in checked(unsure)  # of the 48 main contacts just told
    nobodys = replace(unsure.headline.accounts, excluded=unsure.headline.accounts.total)
    by_contact = replace(unsure, headline=replace(unsure.headline, accounts=nobodys))
    assert "on a random sample of 99 contacts" in checked(by_contact)
    assert "They could not judge 51 of the 99." in checked(by_contact)
    assert "could not judge" not in checked(sampled().result)


@pytest.mark.parametrize(
    ("facts", "share", "said"),
    [(FACTS, 0.61, AS_MATCHED), (replace(FACTS, accounts=None), 0.61, NOT_ACCOUNTS), (FEW, None, "too few to tell."),
     (replace(FEW, accounts=HANDFUL), None, "too few to tell. Spot-checked by people on 12 accounts: all fit.")],
)  # fmt: skip  # a row a case
def test_a_handful_is_told_beside_a_random_sample(facts, share, said):
    assert checked(sampled(facts, share).result).endswith(said)


def test_a_handful_alone_is_no_check():
    whole = sampled(ReviewedSample(0, 0, None, HANDFUL, None), None)
    text = told(whole)
    assert "Spot-checked by people on 12 accounts: all fit. No random sample has been reviewed yet." in text
    assert (
        "It takes a random sample. In the folder of the files: "
        "personacheck sample contacts.csv --cast cast.yaml --random 100 --out sample.xlsx" in text
    )
    assert sample_part(whole).rows == ()


@pytest.mark.parametrize(
    ("fit", "said"), [(12, "12 accounts: all fit"), (3, "12 accounts: 3 fit"), (0, "12 accounts: none fit")]
)
def test_how_many_of_a_handful_fit(fit, said):
    facts = ReviewedSample(0, 0, None, replace(HANDFUL, fit=fit), None)
    assert said in checked(sampled(facts, None).result)


@pytest.mark.parametrize(
    ("kappa", "said"),
    [(0.9, "agree well"), (0.7, "mostly agree"), (0.2, "often disagree"), (None, "always gave the same answer")],
)
def test_how_far_two_reviewers_agree(kappa, said):
    assert said in facts_of(replace(FACTS, agreement=Agreement(9, kappa)))["Two reviewers"]


@pytest.mark.parametrize(("left_out", "said"), [(0, "Nobody"), (1, "1 contact of the draw was"), (None, "Not known")])
def test_who_was_left_out(left_out, said):
    assert facts_of(replace(FACTS, left_out=left_out))["Left out"].startswith(said)


def test_the_workbook_tells_it_too():
    ((_, content),) = workbook.write(sampled(), Privacy()).items()
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell.value for row in book["Summary"].iter_rows() for cell in row]
    told = [str(cell).replace("\u00a0", " ") for cell in cells]
    assert f"{estimand(sampled().result.headline)} {AS_MATCHED}" in told
    assert {"Reviewed", "People found", "Found: low", "Found: high", 48, 99, 0.61} <= set(cells)
    heads = [cell.value for row in book["Segments"].iter_rows() for cell in row]
    assert "Main contacts: reviewed" in heads
    assert "People found" in heads


def test_without_a_sample_the_workbook_has_no_empty_columns(lifelike):
    ((_, content),) = workbook.write(samples.assessment(accounts=24), Privacy()).items()
    book = openpyxl.load_workbook(io.BytesIO(content))
    for name in ("Summary", "Segments"):
        assert "People found" not in [cell.value for row in book[name].iter_rows() for cell in row]


def test_what_people_find_of_accounts_is_said_beside_the_contacts():
    whole = sampled()
    found = {"estimate": 0.42, "low": 0.3, "high": 0.54, "matched": 0.4, "reviewed": 60}
    accounts = replace(whole.result.headline.accounts, **found)
    result = replace(whole.result, headline=replace(whole.result.headline, accounts=accounts))
    assert checked(result).endswith(
        tied("Of 60 accounts that people judged, 42 % fit (30 % to 54 %); as matched, 40 % of the same accounts.")
    )
    assert NOT_ACCOUNTS not in checked(result)


@pytest.mark.parametrize(
    ("facts", "word", "said"),
    [
        ({"cannot_tell": 3}, "Not judged", "3 could not be judged; what people found is about all others."),
        (
            {"not_customers": 2},
            "Not judged",
            "2 are not customer contacts; what people found is about all others. The matched figures still "
            "include these",
        ),
        ({"conflicts": 4}, "In conflict", "Reviewers differ on 4 contacts; the interval spans both."),
        ({"more": 85}, "More", "About 85 more reviewed contacts would narrow the overall interval to ten points."),
        (
            {},
            "Accounts",
            "A handful is no estimate of all accounts. In the folder of the files: personacheck sample contacts.csv",
        ),
        (
            {"accounts": None},
            "Accounts",
            "People have not reviewed accounts yet. In the folder of the files: personacheck sample contacts.csv",
        ),
        (
            {"drawn_accounts": 50, "accounts_left_out": 2},
            "Accounts",
            "2 accounts drawn but not reviewed; as above.",
        ),
    ],
)
def test_what_else_people_answered_and_what_more_would_tell(facts, word, said):
    assert facts_of(replace(FACTS, **facts))[word].startswith(said)
