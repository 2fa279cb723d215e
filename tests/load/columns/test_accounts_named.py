"""Which account a row names: the primary of several, the end customer beside a reseller; several people in a row."""

import pytest
from crm_files import load

from personacheck.errors import ExportError


def test_the_primary_company_holds_the_contact_and_the_others_are_counted(tmp_path):
    export = load(
        tmp_path,
        contacts="""Record ID,Name,Job Title,Associated Company,Associated Company IDs,Associated Company IDs (Primary)
        20001,Ana Silva,CFO,Acme;Beta,3001;3002,3002
        20002,Bo Li,CIO,Acme,3001,3001
        20003,Cy Roth,CTO,Beta;Acme,3002;3001,""",
    )
    assert list(export.contacts["account_id"])[:2] == ["3002", "3001"]
    assert list(export.contacts["account"]) == ["Beta", "Acme", "Beta"]
    assert any("2 rows name several accounts" in note for note in export.origins[0].notes)


@pytest.mark.parametrize("remark", ["Principal", "primär", "principale", "プライマリー"])
def test_the_primary_is_told_in_every_language(tmp_path, remark):
    text = f"Contact ID,Name,Job Title,Company ID,Company ID ({remark})\n1,Ana Silva,CFO,31;32,32"
    assert list(load(tmp_path, contacts=text).contacts["account_id"]) == ["32"]


def test_an_end_customer_is_the_account_and_sold_to_indirectly(tmp_path):
    export = load(
        tmp_path,
        contacts="""Reseller,End Customer,Contact Name,Job Title
        Resell Co,Acme,Ana Silva,CFO
        Resell Co,Beta,Bo Li,CIO""",
    )
    assert list(export.contacts["account"]) == ["Acme", "Beta"]
    assert list(export.contacts["channel"]) == ["indirect", "indirect"]


def test_who_ordered_is_the_partner_where_somebody_else_uses_it(tmp_path):
    export = load(
        tmp_path,
        contacts="""Account ID,Account Name,Endkunde,Contact Name,Job Title
        7,Resell Co,Acme,Ana Silva,CFO
        8,Beta,Beta,Bo Li,CIO
        9,Gamma,,Cy Roth,CTO""",
    )
    assert list(export.contacts["account"]) == ["Acme", "Beta", "Gamma"]
    assert list(export.contacts["channel"]) == ["indirect", "unknown", "unknown"]


def test_a_flag_called_end_user_names_no_company(tmp_path):
    export = load(tmp_path, contacts="Name,Company,Job Title,End User\nAna Silva,Acme,CFO,Yes\nBo Li,Beta,CIO,No")
    assert list(export.contacts["account"]) == ["Acme", "Beta"]


def test_contacts_without_a_company_keep_their_own_size_and_channel(tmp_path):
    export = load(tmp_path, leads="Lead ID,Job Title,Employees,Channel\n1,CFO,900,Reseller\n2,CIO,9,Direct")
    assert list(export.contacts["size"]) == ["large", "small"]
    assert list(export.contacts["channel"]) == ["indirect", "direct"]


@pytest.mark.parametrize(
    "header",
    [
        "Account Name,Contact 1 Name,Contact 1 Title,Contact 2 Name,Contact 2 Title",
        "Company,Name 1,Job Title 1,Name 2,Job Title 2",
        "Company,Contact1_Email,Contact1_Title,Contact2_Email,Contact2_Title",
        "Company,Primary Contact Name,Primary Contact Title,Secondary Contact Name,Secondary Contact Title",
        "Company,Buyer Name,Buyer Title,User Name,User Title",
    ],
)
def test_a_wide_layout_is_refused_by_name(tmp_path, header):
    with pytest.raises(ExportError, match=r"wide layout.*Unpivot"):
        load(tmp_path, contacts=f"{header}\nAcme,Ana Silva,CFO,Bo Li,CIO")


def test_numbered_addresses_are_no_wide_layout(tmp_path):
    export = load(
        tmp_path, contacts="Name,Title,Company,Email 1,Email 2\nAna Silva,CFO,Acme,a@acme.example,b@acme.example"
    )
    assert len(export.contacts) == 1


def test_a_persons_second_address_and_title_are_no_second_person(tmp_path):
    text = """Name,Job Title,Primary Title,Secondary Title,Company,Primary Email,Secondary Email
    Ana Silva,CFO,CFO,Treasurer,Acme,a@acme.example,b@acme.example"""
    assert list(load(tmp_path, contacts=text).contacts["title"]) == ["CFO"]


def test_sizes_in_words_below_any_header_of_size(tmp_path):
    rows = {"Myself Only": "small", "Mid-Market": "medium", "Corporate": "large", "1-10": "small", "": "unknown"}
    text = "Contact ID,Company,Job Title,Company Size\n" + "\n".join(
        f"{at},Firm {at},CFO,{size}" for at, size in enumerate(rows)
    )
    assert list(load(tmp_path, contacts=text).contacts["size"]) == list(rows.values())
