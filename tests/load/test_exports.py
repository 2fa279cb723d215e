"""Whole exports: the tables' shape, row accounting, notes; odd files give a refusal and nothing else."""

from pathlib import Path

import pandas as pd
import pytest
from crm_files import ACCOUNTS, AS_OF, CONTACTS, lines, load, raw, write
from hypothesis import given, settings
from hypothesis import strategies as st

from personacheck.errors import PersonaCheckError
from personacheck.load import exports
from personacheck.load.exports import inspect_exports, load_export
from personacheck.model import tables as t
from personacheck.settings.settings import Settings
from personacheck.vocabulary.dialects import dialects


@pytest.fixture
def export(tmp_path):
    return load(tmp_path, contacts=CONTACTS, accounts=ACCOUNTS)


def test_the_tables_have_the_columns_and_types_of_the_model(export):
    assert tuple(export.contacts.columns) == t.CONTACT_COLUMNS
    assert tuple(export.accounts.columns) == t.ACCOUNT_COLUMNS
    assert list(export.contacts.index) == [0, 1, 2]
    assert export.accounts.index.name == t.ACCOUNT_ID
    for table in (export.contacts, export.accounts):
        for name, kind in table.dtypes.items():
            wanted = {t.CREATED: "M", t.LAST_ACTIVITY: "M", t.EMPLOYEES: "f", t.REVENUE: "f"}.get(name)
            flags = {t.IS_PRIMARY, t.MAILBOX, t.CHANNEL_INFERRED, t.SOLE_TRADER, t.PARTNER_STAFF}
            assert kind.kind == (wanted or ("b" if name in flags else "O")), name
            if kind.kind == "O":
                assert table[name].map(type).eq(str).all(), name


def test_contacts_inherit_from_their_accounts(export):
    assert list(export.contacts["account"]) == ["Acme", "Acme", "Beta"]
    assert list(export.contacts["country"]) == ["Portugal", "Portugal", "Sweden"]
    assert list(export.contacts["size"]) == ["large", "large", "small"]
    assert list(export.contacts["channel"]) == ["direct", "direct", "unknown"]
    assert list(export.accounts.index) == ["A", "B", "C"]


def test_days_come_first_where_the_column_says_so_and_odd_dates_are_counted(export):
    assert list(export.contacts["created"]) == [
        pd.Timestamp(2025, 1, 31),
        pd.Timestamp(2025, 1, 31),
        pd.Timestamp(2025, 2, 13),
    ]
    assert export.contacts["last_activity"].isna().tolist() == [False, True, True]
    assert '1 cell in "last activity" is not a date.' in export.notes


def test_rows_close_per_file_and_in_sum(export):
    for origin in export.origins:
        assert origin.rows.read == origin.rows.loaded + sum(origin.rows.skipped.values()) + origin.rows.quarantined
    assert export.rows.read == 6 == export.rows.loaded
    assert len(export.contacts) == sum(o.rows.loaded for o in export.origins if o.object == "contacts")


def test_inspect_says_what_load_says(tmp_path, export):
    told = inspect_exports(write(tmp_path, contacts=CONTACTS, accounts=ACCOUNTS), Settings())
    assert told[1:] == export.origins[1:]
    assert told[0].columns == export.origins[0].columns
    assert (
        told[0].notes[-1] == export.notes[0] == "3 of 3 contacts linked to an account in the account files (3 by id)."
    )
    assert told[0].fill["last_activity"] == pytest.approx(2 / 3, abs=1e-4)
    assert told[1].columns["channel"] == "Account Type"


def test_all_files_that_cannot_be_read_are_told_at_once(tmp_path):
    paths = [tmp_path / "missing.csv", tmp_path / "gone.csv"]
    for work in (lambda: inspect_exports(paths, Settings()), lambda: load_export(paths, Settings(), as_of=AS_OF)):
        with pytest.raises(PersonaCheckError) as refusal:
            work()
        assert {Path(problem.file).name for problem in refusal.value.problems} == {"missing.csv", "gone.csv"}


def test_accounts_of_a_sole_trader_and_of_a_household_are_told(tmp_path):
    export = load(
        tmp_path,
        contacts="Name,Company,Title\nAna Silva,Silva Ana,Owner\nBo Li,Acme,CFO\nEva Roth,Roth,CFO\nIvo Roth,Roth,CFO",
    )
    assert export.accounts["sole_trader"].to_dict() == {"Silva Ana": True, "Acme": False, "Roth": True}


MANY = lines("Name,Company,Title", [(f"P{n}", "Acme", "CFO") for n in range(2000)])
MINE = lines("Name,Title,Owner", [(f"P{n}", "CFO", "Sam") for n in range(30)])
WIDE = lines("Name,Email,Company,Title", [(f"P{n}", f"p@firm{n}.example", "Acme", "CFO") for n in range(12)])
CHILD = "Account ID,Account Name,Parent Account\nA,Acme,Beta\nB,Beta,"
UNDER = "id,name,parent_id,billing_address_city,assigned_user_name\nA,Acme,B,x,y\nB,Beta,,x,y"
TWICE = "Account ID,Account Name,Industry\nA,Acme,x\nB,ACME,y"
NOBODY = "Account ID,Account Name,Industry\nA,Unknown,x\nB,Beta,y"
PRIVATE = "Contact ID,Last Name,Title,Account Name,Is Person Account,IsDeleted,SystemModstamp\n1,Ana,CFO,Ana,1,0,x"
NOTICED = [  # what is said, the files
    ("Exactly 2,000 rows", {"contacts": MANY}),
    ("same owner", {"contacts": MINE}),
    ("1 contact names no company", {"contacts": "Name,Company,Title\nAna,,CFO\nBo,Acme,CFO"}),
    ("No contact names a company", {"contacts": "Name,Title\nAna,CFO"}),
    ("1 contact is on several accounts", {"contacts": "Contact ID,Name,Company,Title\n1,Ana,Acme,CFO\n1,Ana,Beta,CFO"}),
    ("1 contact has an anonymised name", {"contacts": "Name,Company,Title\nxxxxx xxxx,Acme,CFO\nBo,Acme,CFO"}),
    ("1 contact has an anonymised name", {"contacts": "Name,Company,Title\nGDPR deleted,Acme,CFO\nBo,Acme,CFO"}),
    ("1 contact is a mailbox", {"contacts": "Name,Email,Company,Title\n,info@acme.example,Acme,"}),
    ("1 account is a subsidiary", {"contacts": CONTACTS, "accounts": CHILD}),
    ("1 account is a subsidiary", {"contacts": CONTACTS, "accounts": UNDER}),
    ("1 company name is used by several accounts", {"contacts": CONTACTS, "accounts": TWICE}),
    ("which are not companies", {"contacts": CONTACTS, "accounts": NOBODY}),
    ("it may be a catch-all", {"contacts": WIDE}),
    ("1 contact was created after 2026", {"contacts": "Name,Company,Title,Created Date\nAna,Acme,CFO,2026-12-01"}),
    ("1 lead is converted", {"leads": "Lead ID,Name,Job Title,Lead Status,Converted\n1,Ana,CFO,New,true"}),
    ("1 row is a Person Account", {"contacts": PRIVATE}),
    ("No buying role or primary flag", {"contacts": "Name,Company,Title\nAna,Acme,CFO"}),
    ("may say more about roles", {"contacts": "Name,Company,Title,Scrole1,Legacy Persona 2\nAna,Acme,CFO,yes,B"}),
]  # fmt: skip


@pytest.mark.parametrize(("told", "files"), NOTICED, ids=[told for told, _ in NOTICED])
def test_what_a_careful_colleague_would_notice(tmp_path, told, files):
    export = load(tmp_path, **files)
    notes = [*export.notes, *(note for origin in export.origins for note in origin.notes)]
    assert any(told in note for note in notes), notes
    for note in notes:
        assert note[0].isupper() or note[0].isdigit(), note
        assert note.endswith("."), note


def test_a_file_that_is_open_in_excel_is_noticed(tmp_path):
    (tmp_path / "~$contacts.csv").write_text("lock")
    export = load(tmp_path, contacts="Name,Company,Title\nAna,Acme,CFO")
    assert any("open in Excel" in note for note in export.origins[0].notes)


def test_notes_and_refusals_hold_nobodys_name_or_address(tmp_path):
    export = load(tmp_path, contacts=CONTACTS, accounts=ACCOUNTS)
    told = " ".join([*export.notes, *(note for origin in export.origins for note in origin.notes)])
    for cell in ("Ana", "Silva", "acme.example", "CFO"):
        assert cell not in told


HEADERS = sorted(
    {
        header
        for d in dialects()
        if d.crm in {"plain", "salesforce"}
        for layout in d.layouts.values()
        for header in layout.headers
    }
)
CELLS = st.sampled_from(
    [
        "",
        "x",
        "Ana Silva",
        "a@b.example",
        "1",
        "10-Jan",
        "Customer;Partner",
        "TRUE",
        "N/A",
        "€ 5",
        "2026-02-30",
        "役職",
        "1-2-3",
        "Mr.",
    ]
)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_any_table_gives_an_export_or_a_refusal(data):
    headers = data.draw(st.lists(st.one_of(st.sampled_from(HEADERS), st.text(max_size=8)), min_size=1, max_size=9))
    rows = data.draw(st.lists(st.lists(CELLS, min_size=len(headers), max_size=len(headers)), min_size=1, max_size=5))
    table = raw(headers, rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exports, "read_tables", lambda *_, **__: (table,))
        try:
            export = load_export([Path("f.csv")], Settings(), as_of=AS_OF)
        except PersonaCheckError as refusal:
            assert all(problem.cause for problem in refusal.problems)
            return
    assert export.rows.loaded == len(rows)
    assert export.contacts["record_id"].is_unique
    assert set(export.contacts["account_id"]) <= {"", *export.accounts.index}
    assert export.accounts.index.is_unique
    for axis in t.AXES:
        assert (export.contacts[axis] != "").all()
    assert set(export.contacts["population"]) <= set(t.Population)


def test_inspect_answers_for_files_without_contacts(tmp_path):
    deals = "Deal ID,Deal Name,Account ID,Deal Stage,Close Date\n1,x,A,Won,2026-01-01"
    told = inspect_exports(write(tmp_path, accounts=ACCOUNTS, deals=deals), Settings())
    assert [origin.object for origin in told] == ["accounts", "opportunities"]
    assert any("1 of 1 opportunity linked" in note for note in told[0].notes)


def test_a_person_account_is_an_account_and_its_contact(tmp_path):
    accounts = """Id,IsDeleted,Name,FirstName,LastName,Type,IsPersonAccount,PersonContactId,PersonTitle,PersonEmail
        001000000000001,false,Acme,,,Customer,false,,,
        001000000000002,false,Eva Roth,Eva,Roth,Customer,true,003000000000009,Architect,eva@roth.example"""
    contacts = "Id,IsDeleted,LastName,Title,AccountId\n003000000000001,false,Silva,CFO,001000000000001"
    export = load(tmp_path, contacts=contacts, accounts=accounts)
    assert [origin.object for origin in export.origins] == ["contacts", "accounts"]
    told = export.contacts.set_index("record_id").loc["003000000000009"]
    assert (told["name"], told["title"], told["email"]) == ("Eva Roth", "Architect", "eva@roth.example")
    assert (told["account_id"], told["population"]) == ("001000000000002", "customer")
    assert len(export.contacts) == len(export.accounts) == 2
    assert export.accounts.loc["001000000000002", "sole_trader"]
    assert any("read as an account and its contact." in note for note in export.origins[1].notes)


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_any_tables_together_give_an_export_that_closes_or_a_refusal(data):
    tables = []
    for number in range(data.draw(st.integers(2, 4))):
        width = data.draw(st.integers(1, 8))
        headers = data.draw(st.lists(st.sampled_from(HEADERS), min_size=width, max_size=width))
        rows = data.draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=5))
        tables.append(raw(headers, rows, f"f{number}.csv"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exports, "read_tables", lambda path, **_: (tables[int(path.stem)],))
        try:
            export = load_export([Path(f"{n}.csv") for n in range(len(tables))], Settings(), as_of=AS_OF)
        except PersonaCheckError as refusal:
            assert all(problem.cause for problem in refusal.problems)
            return
    for origin in export.origins:
        assert origin.rows.read == origin.rows.loaded + sum(origin.rows.skipped.values()) + origin.rows.quarantined
    assert export.rows.read == sum(len(table.frame) for table in tables)
    assert len(export.contacts) <= export.rows.loaded
    assert export.contacts["record_id"].is_unique
    assert export.accounts.index.is_unique
    assert set(export.contacts["account_id"]) <= {"", *export.accounts.index}
    assert sum(export.excluded.values()) == (export.contacts["excluded"] != "").sum()
