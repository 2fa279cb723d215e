"""People: record ids, duplicates, mailboxes."""

import pandas as pd
import pytest
from crm_files import load
from hypothesis import given, settings
from hypothesis import strategies as st

from personacheck.load.link.contacts import build_contacts, find_duplicates


def kept(tmp_path, text):
    return list(load(tmp_path, contacts=text).contacts["excluded"])


def test_rows_without_an_id_are_called_by_file_and_row(tmp_path):
    export = load(tmp_path, contacts="Contact ID,Name,Company,Title\n7,Ana Silva,Acme,CFO\n,Bo Li,Acme,CFO")
    assert list(export.contacts["record_id"]) == ["7", "contacts.csv:3"]


def test_the_same_record_id_twice_is_a_duplicate_with_an_id_of_its_own(tmp_path):
    export = load(tmp_path, contacts="Contact ID,Name,Company,Title\n7,Ana Silva,Acme,CFO\n7,Ana Silva,Acme,CFO")
    assert list(export.contacts["record_id"]) == ["7", "contacts.csv:3"]
    assert list(export.contacts["excluded"]) == ["", "duplicate"]


def test_same_email_and_name_is_a_duplicate_whatever_the_id(tmp_path):
    assert kept(
        tmp_path,
        """Contact ID,Name,Email,Company,Title
        1,Ana Silva,ana@acme.example,Acme,CFO
        2,ANA  SILVA,Ana@Acme.example,Beta,Chief Financial Officer
        3,Bo Li,ana@acme.example,Acme,CFO""",
    ) == ["", "duplicate", ""]


def test_same_name_at_the_same_account_only_where_one_lacks_an_email(tmp_path):
    assert kept(
        tmp_path,
        """Name,Email,Company,Title
        Ana Silva,ana@acme.example,Acme,CFO
        Ana Silva,ana.silva@acme.example,Acme,CFO
        Ana Silva,,Acme,CFO
        Ana Silva,,Beta,CFO
        Ana Silva,,Beta,CFO""",
    ) == ["", "", "duplicate", "", "duplicate"]


def test_without_name_and_email_nothing_is_a_duplicate(tmp_path):
    assert kept(tmp_path, "Name,Email,Company,Title\n,,Acme,CFO\n,,Acme,CFO\n,,Acme,CFO") == ["", "", ""]


def test_the_row_with_a_title_is_kept_and_filled_from_the_others(tmp_path):
    export = load(
        tmp_path,
        contacts="""Contact ID,Name,Email,Company,Title,Department,Buying Role
        1,Ana Silva,ana@acme.example,Acme,,Finance,Influencer
        2,Ana Silva,ana@acme.example,Acme,CFO,,Decision Maker""",
    )
    assert list(export.contacts["excluded"]) == ["duplicate", ""]
    assert export.contacts.loc[1, "department"] == "Finance"
    assert export.contacts.loc[1, "buying_role"] == "Decision Maker;Influencer"


def test_an_id_shared_by_a_lead_and_a_contact_is_no_duplicate(tmp_path):
    export = load(
        tmp_path,
        contacts="Contact ID,First Name,Last Name,Account Name,Title\n1,Ana,Silva,Acme,CFO",
        leads="Lead ID,First Name,Last Name,Company,Title,Lead Status\n1,Bo,Li,Beta,CFO,New",
    )
    assert list(export.contacts["excluded"]) == ["", ""]


@pytest.mark.parametrize(
    ("name", "email", "title", "mailbox"),
    [
        ("", "info@acme.example", "", True),
        ("Info", "info@acme.example", "", True),
        ("Acme", "office@acme.example", "", True),
        ("", "no-reply@acme.example", "", True),
        ("", "info", "", True),
        ("Sales Team", "sales@acme.example", "", True),
        ("Eva Sales", "sales@acme.example", "", False),
        ("Sales", "sales@acme.example", "", True),
        ("Ana Silva", "info@acme.example", "", False),
        ("", "info@acme.example", "Managing Director", False),
        ("", "ana@acme.example", "", False),
    ],
)
def test_a_mailbox_is_nobodys(tmp_path, name, email, title, mailbox):
    export = load(
        tmp_path, contacts=f"Name,Email,Company,Title\n{name},{email},Acme,{title}\nBo Li,bo@acme.example,Acme,CFO"
    )
    assert list(export.contacts["mailbox"]) == [mailbox, False]
    assert list(export.contacts["excluded"]) == ["", ""]


def test_text_is_never_retyped(tmp_path):
    export = load(
        tmp_path,
        contacts="""Contact ID,First Name,Last Name,Company,Title,Country
        0042,Nan,Null,Acme,CFO,NA
        1E5,None,NA,None Ltd,CFO,""",
    )
    assert list(export.contacts["record_id"]) == ["0042", "1E5"]
    assert list(export.contacts["name"]) == ["Nan Null", "None NA"]
    assert list(export.contacts["country"]) == ["NA", ""]


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "record_id": st.sampled_from(["", "1", "2"]),
            "name": st.sampled_from(["", "Ana", "Bo"]),
            "email": st.sampled_from(["", "a@x.example", "b@x.example"]),
            "title": st.sampled_from(["", "CFO"]),
            "account": st.sampled_from(["", "Acme"]),
        }
    ),
    min_size=1,
    max_size=8,
)


@settings(deadline=None, max_examples=60)
@given(ROWS)
def test_each_group_of_duplicates_keeps_one_row_that_is_itself_kept(rows):
    frame = pd.DataFrame(rows, dtype="object").assign(
        file="f", row=[str(n) for n in range(len(rows))], object="contacts"
    )
    people = build_contacts([frame])
    repeats = find_duplicates(people, people["account"])
    assert (repeats[repeats[repeats >= 0]] == -1).all()
    again = people[repeats < 0].reset_index(drop=True)
    assert (find_duplicates(again, again["account"]) < 0).all()


def test_titles_that_are_read_in_part_are_counted(tmp_path):
    rows = f"1,Acme,Head of IT {'x' * 400},\n2,Acme,CFO,{'it ' * 200}\n3,Acme,{'x' * 300},IT"
    notes = load(tmp_path, contacts=f"Contact ID,Company,Title,Department\n{rows}").notes
    assert "2 contacts have a title or department of more than 300 characters: the rest is not read." in notes
