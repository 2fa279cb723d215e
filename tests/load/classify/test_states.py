"""Yes and no, old wins and stated types, closed leads."""

import pandas as pd
import pytest
from crm_files import load

from personacheck.load.classify.closed_leads import closed_leads, note_closed


def test_a_no_below_active_means_inactive_in_every_language(tmp_path):
    wanted = dict.fromkeys(
        ["Nein", "Non", "FALSCH", "No", "Falso", "0", "N", "✗", "нет", "hayır", "not active", "false"], "inactive"
    ) | {"✓": "", "": ""}
    people = "\n".join(f"{n},Person {n},Firm {n},CFO,{word}" for n, word in enumerate(wanted))
    contacts = load(tmp_path, contacts=f"Contact ID,Name,Company,Title,Active\n{people}").contacts
    assert dict(zip(wanted, contacts["excluded"], strict=True)) == wanted


@pytest.mark.parametrize(
    ("header", "yes", "no"),
    [("Inactive", "Yes", "No"), ("Inaktiv", "Ja", "Nein"), ("Inactif", "Oui", "Non"), ("Nieaktywny", "Tak", "Nie")],
)
def test_a_yes_below_inactive_means_inactive(tmp_path, header, yes, no):
    text = f"Name,Company,Title,{header}\nAna Silva,Acme,CFO,{yes}\nBo Li,Beta,CIO,{no}\nCy Roth,Beta,CTO,"
    assert list(load(tmp_path, contacts=text).contacts["excluded"]) == ["inactive", "", ""]


def test_a_no_below_another_status_says_nothing_of_activity(tmp_path):
    text = "Contact ID,Name,Company,Title,Status\n1,Ana Silva,Acme,CFO,No\n2,Bo Li,Beta,CIO,Yes"
    assert list(load(tmp_path, contacts=text).contacts["excluded"]) == ["", ""]


def test_not_converted_is_not_converted_and_not_set_is_empty(tmp_path):
    export = load(
        tmp_path,
        leads="""Lead ID,Name,Company,Title,Converted
        1,Ana Silva,Acme,CFO,Not Converted
        2,Bo Li,Beta,CIO,Not Set
        3,Cy Roth,Gamma,CTO,Converted""",
    )
    assert [note for note in export.origins[0].notes if "converted" in note] == [
        "1 lead is converted: it is left out where its contact is loaded."
    ]


STATED = {
    ("Former Customer", "2019-03-01"): "former customer",
    ("Former Customer", ""): "former customer",
    ("Former Customer", "2026-03-01"): "",
    ("Former Customer", "2025-09-30"): "",  # twelve months to the day
    ("Former Customer", "2025-09-29"): "former customer",
    ("Old", "2019-03-01"): "former customer",
    ("Lost", "2019-03-01"): "former customer",
    ("Candidate", "2019-03-01"): "non-market",
    ("Customer", "2019-03-01"): "",
}


def test_a_stated_type_counts_more_than_an_old_win(tmp_path):
    accounts = "\n".join(f"A{n},Firm {n},{stated}" for n, (stated, _) in enumerate(STATED))
    deals = "\n".join(f"{n},x,A{n},Closed Won,100,{closed}" for n, (_, closed) in enumerate(STATED))
    export = load(
        tmp_path,
        contacts="Contact ID,Name,Account ID,Title\n1,Ana Silva,A0,CFO",
        accounts=f"Account ID,Account Name,Account Type\n{accounts}",
        deals=f"Deal ID,Deal Name,Account ID,Deal Stage,Amount,Close Date\n{deals}",
    )
    assert {case: export.accounts["excluded"][f"A{n}"] for n, case in enumerate(STATED)} == STATED


def test_all_types_that_are_not_understood_are_listed(tmp_path):
    types = ["Blue", "Green", "Red", "Grey", "Pink", "Teal", "Gold", "Customer"]
    rows = "\n".join(f"{at},Firm {at},{name}" for at, name in enumerate(types * 3))
    export = load(
        tmp_path,
        contacts="Contact ID,Name,Account ID,Title\n1,Ana Silva,1,CFO",
        accounts=f"Account ID,Account Name,Account Type\n{rows}",
    )
    [told] = [note for note in export.notes if "do not say whether they are customers" in note]
    assert all(f'"{name}" (3)' in told for name in types[:-1])


LEADS = """Lead ID,Name,Company,Title,Lead Status
1,Ana Silva,Acme,CFO,Unqualified
2,Bo Li,Beta,CIO,Closed - Not Converted
3,Cy Roth,Gamma,CTO,New"""


@pytest.mark.parametrize(
    ("left_out", "what_becomes_of_them"),
    [
        (True, "left out."),
        (
            False,
            "counted as the others are; leave_out_closed_leads = true under [export] in the settings leaves them out.",
        ),
    ],
)
def test_closed_leads_are_counted_by_status_and_by_stage_where_they_have_none(left_out, what_becomes_of_them):
    rows = pd.DataFrame(
        [
            ("leads", "Unqualified", "Open"), ("leads", "UNQUALIFIED", ""), ("leads", "", "Closed Lost"),
            ("leads", "Unqualified", "Closed Lost"), ("leads", "New", "Closed Lost"), ("leads", "", ""),
            ("contacts", "Unqualified", "Closed Lost"),
        ],
        columns=["object", "lead_status", "stage"],
    )  # fmt: skip  # a table
    assert closed_leads(rows).tolist() == [True] * 4 + [False] * 3
    assert [*note_closed(rows, left_out=left_out)] == [
        "4 leads are disqualified or closed (Closed Lost 1, UNQUALIFIED 1 and Unqualified 2): " + what_becomes_of_them
    ]
    assert [*note_closed(rows[4:], left_out=left_out)] == []


def test_closed_leads_are_named(tmp_path):
    export = load(tmp_path, leads=LEADS)
    assert list(export.contacts["excluded"]) == ["", "", ""]
    assert any("(Closed - Not Converted 1 and Unqualified 1): counted as the others" in note for note in export.notes)


def test_closed_leads_can_be_left_out(tmp_path):
    export = load(tmp_path, {"export": {"leave_out_closed_leads": True}}, leads=LEADS)
    assert list(export.contacts["excluded"]) == ["closed lead", "closed lead", ""]


@pytest.mark.parametrize("first", ["contacts", "leads"])
def test_a_converted_lead_yields_to_its_contact_in_any_order_of_files(tmp_path, first):
    files = {
        "contacts": "Contact ID,Name,Email,Account Name,Title\n1,Ana Silva,ana@acme.example,Acme,CFO",
        "leads": "Lead ID,Name,Email,Company,Title,Converted\n9,Ana Silva,ana@acme.example,Acme,CFO,TRUE",
    }
    export = load(tmp_path, **dict(sorted(files.items(), reverse=first == "leads")))
    kept = export.contacts[export.contacts["excluded"] == ""]
    assert list(kept["record_id"]) == ["1"]
