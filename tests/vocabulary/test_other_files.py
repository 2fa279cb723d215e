"""Files that hold neither contacts nor accounts are left out by name; what they share with contacts deceives nobody."""

import pytest
from crm_files import load

from personacheck.errors import ExportError
from personacheck.vocabulary.other_files import other_file, other_files

CONTACTS = "Contact ID,Name,Email,Company,Title\n1,Ana Silva,ana@acme.example,Acme,CFO\n2,Bo Li,,Beta,CIO"
OTHERS = {
    "support cases": "Case Number,Account Name,Contact Name,Subject,Status,Priority\n7,Acme,Ana Silva,Login,Open,High",
    "e-mails": "Message ID,From,To,Subject,Sent At\nm1,ana@acme.example,us@own.example,Hello,2026-01-01",
    "calls": "Call ID,Contact Name,Account Name,Duration,Direction\nc1,Ana Silva,Acme,60,Inbound",
    "activities": "Activity ID,Contact ID,Account ID,Subject,Type,Activity Date\na1,1,A,Visit,Meeting,2026-01-01",
    "product usage": "user_id,email,account_name,last_login,sessions_30d\nu1,ana@acme.example,Acme,2026-01-01,12",
    "campaign members": "Campaign Member ID,Campaign Name,First Name,Last Name,Title,Company,Member Status\n"
    "k1,Spring,Zoe,Zed,CEO,Zed Ltd,Responded",
}


@pytest.mark.parametrize("kind", OTHERS)
def test_such_a_file_changes_nothing_and_is_told(tmp_path, kind):
    alone, both = load(tmp_path, contacts=CONTACTS), load(tmp_path, contacts=CONTACTS, other=OTHERS[kind])
    assert both.contacts.equals(alone.contacts)
    assert list(both.accounts.index) == list(alone.accounts.index)
    assert both.origins[1].object == kind
    assert any(f"other.csv holds {kind}, so it is left out" in note for note in both.origins[1].notes)


@pytest.mark.parametrize("kind", OTHERS)
def test_alone_it_is_refused_by_what_it_is(tmp_path, kind):
    with pytest.raises(ExportError, match=f"holds {kind}, not contacts"):
        load(tmp_path, other=OTHERS[kind])


def test_every_kind_has_a_file_here():
    assert OTHERS.keys() == other_files().keys()


@pytest.mark.parametrize(
    "headers",
    [
        ["First Name", "Last Name", "Job Title", "Email Opens", "Email Clicks", "Number of Sessions", "Last Login"],
        ["Contact ID", "Name", "Title", "Company", "Support Cases", "Last Ticket Date", "Status", "Priority"],
        ["Account Name", "Type", "Status", "Owner", "Created Date", "Description"],
        ["Opportunity Name", "Stage", "Close Date", "Type", "Amount", "Status"],
        ["Name", "Title", "Company", "Email", "Start Date", "Priority", "Subject"],
    ],
)
def test_contacts_accounts_and_deals_are_no_such_files(headers):
    persons = bool({"Job Title", "Title", "First Name"} & set(headers))
    assert other_file(headers, persons=persons) == ""
