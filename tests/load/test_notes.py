"""Every remark on an export and on its files, word for word: of one, and of several."""

import pytest
from crm_files import lines, load, write

from personacheck.load.exports import inspect_exports
from personacheck.settings.settings import Settings

OF_ONE = (
    "19 of 22 contacts linked to an account in the account files (18 by id, 1 by name); 2 name an account that these "
    "files do not hold, and are kept; for 1 the name or domain matches several accounts, so none was chosen.",
    "1 row names an account but no contact: the account is kept.",
    "1 of 1 opportunity linked to an account in the account files (1 by id).",
    "1 of 1 contact role was linked to a contact.",
    "1 lead is disqualified or closed (Unqualified 1): counted as the others are; leave_out_closed_leads = true under "
    "[export] in the settings leaves them out.",
    '1 cell in "last activity" is not a date.',
    "1 contact names no company and is in no account.",
    '1 contact is on accounts such as "Unknown", which are not companies.',
    "1 account holds people of 10 or more e-mail domains: it may be a catch-all.",
    "1 account is a subsidiary under a parent and counts as an account of its own.",
    "1 company name is used by several accounts; each counts as an account of its own.",
    'Some account types do not say whether they are customers: "Blue" (1). Map them under [export.types] in the '
    "settings.",
    "1 contact is on several accounts: one of them counts.",
    "1 contact has an anonymised name: the title is still read.",
    "1 contact is a mailbox such as info@.",
    "1 contact has a title or department of more than 300 characters: the rest is not read.",
    "1 contact was created after 2026-09-30: check the date of the run (--as-of).",
)
OF_TWO = (
    "38 of 44 contacts linked to an account in the account files (36 by id, 2 by name); 4 name an account that these "
    "files do not hold, and are kept; for 2 the name or domain matches several accounts, so none was chosen.",
    "2 rows name an account but no contact: the account is kept.",
    "2 of 2 opportunities linked to an account in the account files (2 by id).",
    "2 of 2 contact roles were linked to a contact.",
    "2 leads are disqualified or closed (Unqualified 2): counted as the others are; leave_out_closed_leads = true "
    "under [export] in the settings leaves them out.",
    '2 cells in "last activity" are not dates.',
    "2 contacts name no company and are in no account.",
    '2 contacts are on accounts such as "Unknown", which are not companies.',
    "2 accounts hold people of 10 or more e-mail domains: they may be catch-alls.",
    "2 accounts are subsidiaries under a parent; each counts as an account of its own.",
    "2 company names are used by several accounts; each counts as an account of its own.",
    'Some account types do not say whether they are customers: "Blue" (2). Map them under [export.types] in the '
    "settings.",
    "2 contacts are on several accounts: one of them counts.",
    "2 contacts have an anonymised name: their titles are still read.",
    "2 contacts are mailboxes such as info@.",
    "2 contacts have a title or department of more than 300 characters: the rest is not read.",
    "2 contacts were created after 2026-09-30: check the date of the run (--as-of).",
)


def _files(times):
    """An export that holds each oddity so many times."""
    accounts = [("A", "Acme", "Customer", ""), ("U", "Unknown", "Prospect", "")]
    contacts = []
    for n in range(times):
        accounts += [
            (f"S{n}", f"Sub{n}", "Customer", "Acme"),
            (f"D{n}", f"Twin{n}", "Customer", ""),
            (f"E{n}", f"Twin{n}", "Customer", ""),
            (f"T{n}", f"Odd{n}", "Blue", ""),
            (f"W{n}", f"Wide{n}", "Customer", ""),
        ]
        contacts += [
            (f"lone{n}", f"Lone{n} Wolf", "", "", "", "CFO", "", ""),
            (f"una{n}", f"Una{n} Roth", "", "U", "", "CFO", "", ""),
            (f"mask{n}", "xy"[n] * 4, "", "A", "", "CFO", "2026-09-30", ""),
            (f"box{n}", "", f"info@acme{n}.example", "A", "", "", "", ""),
            (f"long{n}", f"Long{n} Silva", "", "A", "", f"Head of {'x' * 300}", "", ""),
            (f"late{n}", f"Late{n} Moe", "", "A", "", "CFO", "2027-01-01", f"soon {n}"),
            (f"both{n}", f"Both{n} Ray", "", "A", "", "CFO", "", ""),
            (f"both{n}", f"Both{n} Ray", "", f"S{n}", "", "CFO", "", ""),
            (f"new{n}", f"New{n} Kay", "", "", f"Elsewhere{n}", "CFO", "", ""),
            (f"two{n}", f"Two{n} Fox", "", "", f"Twin{n}", "CFO", "", ""),
            ("", "", "", f"S{n}", "", "", "", ""),
            *(
                (f"w{n}{m}", f"Wes{n}{m} Ode", f"p@d{n}{m}.example", f"W{n}", "", "CFO", "", "")
                for m in range(10)
            ),
        ]  # fmt: skip
    return {
        "accounts": lines("Account ID,Account Name,Account Type,Parent Account", accounts),
        "contacts": lines(
            "Contact ID,Name,Email,Account ID,Account Name,Title,Created Date,Last Activity", contacts
        ),
        "deals": lines(
            "Opportunity ID,Opportunity Name,Account ID,Stage",
            [(f"O{n}", f"x{n}", f"S{n}", "Closed Won") for n in range(times)],
        ),
        "roles": lines(
            "Contact Role ID,Contact ID,Opportunity ID,Role",
            [(f"R{n}", f"lone{n}", f"O{n}", "Decision Maker") for n in range(times)],
        ),
        "leads": lines(
            "Lead ID,Name,Company,Title,Lead Status",
            [(f"M{n}", f"Mia{n} Sun", "Acme", "CFO", "Unqualified") for n in range(times)],
        ),
    }  # fmt: skip


@pytest.mark.parametrize(("times", "told"), [(1, OF_ONE), (2, OF_TWO)])
def test_each_oddity_of_an_export_is_told_with_its_number(tmp_path, times, told):
    assert load(tmp_path, **_files(times)).notes == told


def test_an_export_without_oddities_is_told_nothing_but_how_it_was_joined(tmp_path):
    files = {
        "contacts": "Contact ID,Name,Account ID,Title,Buying Role\n1,Bo Li,A,CFO,Decision Maker",
        "accounts": "Account ID,Account Name,Account Type\nA,Acme,Customer",
    }
    assert load(tmp_path, **files).notes == ("1 of 1 contact linked to an account in the account files (1 by id).",)


LEADS = "Lead ID,Name,Company,Title,Lead Status,Converted"
PERSONS = "Account ID,Account Name,Is Person Account,Title,Industry,Account Type"
FILES = [  # a file, what is said of it
    (
        "leads",
        lines(LEADS, [("1", "Lea Day", "Acme", "CFO", "New", "true")]),
        ("1 lead is converted: it is left out where its contact is loaded.",),
    ),
    (
        "leads",
        lines(LEADS, [(n, f"Lea{n} Day", "Acme", "CFO", "New", "true") for n in (1, 2)]),
        ("2 leads are converted: they are left out where their contacts are loaded.",),
    ),
    (
        "contacts",
        lines("Name,Title,Owner,Company", [(f"P{n}", "CFO", "Sam", "Acme") for n in range(20)]),
        ("All rows have the same owner: this may be one person's own records, not the whole CRM.",),
    ),
    ("contacts", lines("Name,Title,Owner,Company", [(f"P{n}", "CFO", "Sam", "Acme") for n in range(19)]), ()),
    (
        "contacts",
        lines("Name,Company,Title", [(f"P{n}", "Acme", "CFO") for n in range(2000)]),
        ("Exactly 2,000 rows: exports are often cut off there; check that no rows are missing.",),
    ),
    ("contacts", lines("Name,Company,Title", [(f"P{n}", "Acme", "CFO") for n in range(1999)]), ()),
    (
        "contacts",
        lines("Name,Company,Title,Old Role", [("Bo Li", "Acme", "CFO", "boss"), ("Al Roy", "Acme", "CIO", "")]),
        ('A column that may say more about roles is not read: "Old Role" (50% filled).',),
    ),
    (
        "contacts",
        lines("Name,Company,Title,Old Role,Legacy Persona 2", [("Bo Li", "Acme", "CFO", "boss", "B")]),
        (
            'Columns that may say more about roles are not read: "Old Role" (100% filled), "Legacy Persona 2" (100% '
            "filled).",
        ),
    ),
    ("contacts", lines("Name,Company,Title,Old Role", [("Bo Li", "Acme", "CFO", "")]), ()),
]


@pytest.mark.parametrize(("name", "text", "told"), FILES)
def test_each_oddity_of_a_file_is_told(tmp_path, name, text, told):
    (origin,) = inspect_exports(write(tmp_path, **{name: text}), Settings())
    assert origin.notes == told
