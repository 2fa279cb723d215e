"""One value on each axis."""

import pytest
from crm_files import load

from personacheck.errors import SettingsError

HEAD = "Name,Company,Title,"


def firm(tmp_path, header, row, column, settings=None):
    export = load(tmp_path, settings, contacts=f"{HEAD}{header}\nAna,Acme,CFO,{row}")
    return export.accounts[column].iloc[0]


def firms(tmp_path, header, rows, *columns):
    """What is said of accounts of which each has one of these rows, by row."""
    people = "\n".join(f"Person {n},Firm {n},CFO,{row}" for n, row in enumerate(rows))
    found = load(tmp_path, contacts=f"{HEAD}{header}\n{people}").accounts.set_index("account")[[*columns]]
    return {row: tuple(found.loc[f"Firm {n}"]) for n, row in enumerate(rows)}


@pytest.mark.parametrize(
    ("header", "sizes"),
    [
        ("Employees", {"49": "small", "50": "medium", "249": "medium", "250": "large", "10-Jan": "small",
                       "1.000": "large", "0": "unknown", "": "unknown", "many": "unknown"}),
        ("Tier", {"SMB": "small"}), ("Customer Tier", {"Tier 2": "tier 2"}),
        ("Tier,Employees", {"SMB,5000": "small", ",5000": "large"}), ("Segment,Employees", {"Retail,10": "small"}),
        ("Annual Revenue", {"9000000": "small", "49000000": "medium", "50000000": "large", "-5": "unknown"}),
        ("Employees,Annual Revenue", {"10,50000000": "small"}),
    ],
)  # fmt: skip
def test_size(tmp_path, header, sizes):
    assert firms(tmp_path, header, sizes, "size") == {row: (size,) for row, size in sizes.items()}


def test_the_marks_of_size_are_settings(tmp_path):
    assert firm(tmp_path, "Employees", "99", "size", {"size": {"small_below": 100}}) == "small"


def test_only_amounts_are_cut_in_thirds_and_the_marks_are_told(tmp_path):
    rows = "\n".join(f"P{n},Firm {n},CFO,{n}000" for n in range(1, 10))
    export = load(tmp_path, contacts=f"{HEAD}ARR\n{rows}")
    assert export.accounts["size"].value_counts().to_dict() == {"small": 3, "medium": 3, "large": 3}
    assert (
        "Size is read from amounts, in thirds of this file; to keep the thresholds from run to run, put "
        "small_amount = 3666.67 and medium_amount = 6333.33 under [size] in the settings."
    ) in export.notes
    fixed = load(tmp_path, {"size": {"small_amount": 2000, "medium_amount": 3000}}, contacts=f"{HEAD}ARR\n{rows}")
    assert fixed.accounts["size"].value_counts().to_dict() == {"large": 7, "small": 1, "medium": 1}


@pytest.mark.parametrize(
    ("header", "channels"),
    [
        ("Channel", {"Indirect": ("indirect", False), "": ("unknown", False)}),
        ("Account Type", {"Customer - Direct": ("direct", False), "Customer": ("unknown", False)}),
        ("Account Type,Channel", {"Customer - Direct,Reseller": ("indirect", False)}),
        ("Account Type,Reseller", {"Customer,Resell Ltd": ("indirect", True), "Customer,n/a": ("unknown", False),
                                   "Customer - Direct,Resell Ltd": ("direct", False)}),
        ("Account Type", {"Reseller": ("unknown", False)}),
    ],
)  # fmt: skip
def test_channel(tmp_path, header, channels):
    assert firms(tmp_path, header, channels, "channel", "channel_inferred") == channels


def test_a_reseller_on_a_deal_makes_an_inferred_indirect_customer(tmp_path):
    export = load(
        tmp_path,
        contacts="Name,Account ID,Title\nAna,A,CFO\nBo,B,CFO",
        accounts="Account ID,Account Name,Account Type\nA,Acme,Customer\nB,Beta,Customer",
        deals="""Deal ID,Deal Name,Account ID,Deal Stage,Reseller,Close Date
        1,x,A,Won,Resell Ltd,2026-01-01
        2,y,B,Lost,Resell Ltd,2026-01-01""",
    )
    assert export.accounts["channel"].to_dict() == {"A": "indirect", "B": "unknown"}
    assert export.accounts["channel_inferred"].to_dict() == {"A": True, "B": False}
    assert list(export.contacts["channel"]) == ["indirect", "unknown"]


@pytest.mark.parametrize(
    ("header", "sides"),
    [
        ("Buying Role", {"Decision Maker": "buyer", "End User": "user", "Decision Maker;End User": "both",
                         "Influencer": "unknown", "": "unknown"}),
        ("Last Login", {"2026-05-01": "user", "": "unknown"}),
        ("Has Seat", {"yes": "user", "no": "unknown", "": "unknown"}),
        ("Support Cases", {"3": "user", "0": "unknown", "": "unknown"}),
        ("Signatory", {"true": "buyer", "": "unknown"}), ("Billing Contact", {"x": "buyer", "": "unknown"}),
        ("Billing Contact,Has Seat", {"yes,yes": "both", ",": "unknown"}),
    ],
)  # fmt: skip
def test_recorded_side(tmp_path, header, sides):
    people = "\n".join(f"Person {n},Acme,CFO,{row}" for n, row in enumerate(sides))
    export = load(tmp_path, contacts=f"{HEAD}{header}\n{people}")
    assert dict(zip(sides, export.contacts["side"], strict=True)) == sides


def test_a_mark_in_a_name_records_a_role(tmp_path):
    export = load(tmp_path, contacts="Name,Company,Title\nAna Silva (DM),Acme,Engineer")
    assert list(export.contacts["side"]) == ["buyer"]
    assert list(export.contacts["buying_role"]) == ["Decision Maker"]


def test_dynamics_codes_are_read_as_their_labels(tmp_path):
    export = load(
        tmp_path,
        contacts="""contactid,fullname,jobtitle,parentcustomerid,accountrolecode
        1,Ana,Engineer,A,1
        2,Bo,Engineer,A,2
        3,Cem,Engineer,A,3""",
        accounts="accountid,name,customertypecode,numberofemployees,statecode\nA,Acme,3,10,0",
    )
    assert list(export.contacts["buying_role"]) == ["Decision Maker", "Employee", "Influencer"]
    assert list(export.contacts["side"]) == ["buyer", "user", "unknown"]
    assert list(export.accounts["population"]) == ["customer"]
    assert list(export.accounts["excluded"]) == [""]


def test_stage_of_accounts_by_type_and_deals(tmp_path):
    export = load(
        tmp_path,
        contacts="Name,Account ID,Title\nAna,A,CFO\nBo,B,CFO\nCem,C,CFO\nDan,D,CFO",
        accounts="""Account ID,Account Name,Account Type
        A,Acme,Customer
        B,Beta,Prospect
        C,Gamma,Customer
        D,Delta,Reseller""",
        deals="""Deal ID,Deal Name,Account ID,Deal Stage,Deal Type,Close Date
        1,x,C,Won,New,2026-01-01
        2,y,C,Negotiation,Renewal,2027-01-01""",
    )
    assert export.accounts["stage"].to_dict() == {"A": "post-sale", "B": "pre-sale", "C": "renewal", "D": "unknown"}


CUSTOM = {
    "axes": {
        "region": {"column": "Sales Region", "groups": {"DACH": ["Germany", "Austria"], "Nordics": ["Sweden"]}},
        "seats": {"column": "Seats", "bands": {"few": 10, "some": 100, "many": float("inf")}},
        "vertical": {"column": "industry"},
    }
}


def test_custom_axes_are_grouped_banded_or_as_they_are(tmp_path):
    export = load(
        tmp_path,
        CUSTOM,
        contacts="Name,Account ID,Title,Sales Region\nAna,A,CFO,germany\nBo,B,CFO,Norway\nCem,,CFO,Sweden",
        accounts="Account ID,Account Name,Seats,Industry\nA,Acme,9,Retail\nB,Beta,100,",
    )
    assert list(export.contacts["region"]) == ["DACH", "other", "Nordics"]
    assert list(export.contacts["seats"]) == ["few", "many", "unknown"]
    assert list(export.contacts["vertical"]) == ["Retail", "unknown", "unknown"]
    assert export.accounts["region"].to_dict() == {"A": "DACH", "B": "other"}
    assert export.accounts["seats"].to_dict() == {"A": "few", "B": "many"}


def test_a_custom_axis_over_no_column_is_refused_with_the_nearest(tmp_path):
    with pytest.raises(SettingsError, match=r"axes.region: no file has a column .*Did you mean .*Region"):
        load(tmp_path, {"axes": {"region": {"column": "Sales Regions"}}}, contacts="Name,Title,Sales Region\nAna,CFO,x")


def test_every_contact_has_one_value_on_every_axis(tmp_path):
    export = load(tmp_path, contacts="Name,Company,Title\nAna,Acme,CFO\nBo,,CFO")
    for axis in ("channel", "size", "side", "stage"):
        assert list(export.contacts[axis]) == ["unknown", "unknown"]


def test_direct_in_place_of_a_reseller_is_a_direct_sale(tmp_path):
    text = "Name,Company,Title,Reseller\nAna Silva,Acme,CFO,Direct\nBo Li,Beta,CIO,Gamma Systems\nCy Roth,Delta,CTO,No"
    assert list(load(tmp_path, contacts=text).contacts["channel"]) == ["direct", "indirect", "unknown"]


def test_a_partner_as_parent_account_makes_an_inferred_indirect_customer(tmp_path):
    export = load(
        tmp_path,
        contacts="Name,Account ID,Title\nAna,A,CFO",
        accounts="""Account ID,Account Name,Account Type,Parent Account,Parent Account ID
        A,Acme,Customer,Resell Ltd,
        B,Beta,Customer,,R
        C,Gamma,Customer,Holding,
        R,Resell  LTD,Reseller,,""",
    )
    assert export.accounts["channel"].to_dict() == {"A": "indirect", "B": "indirect", "C": "unknown", "R": "unknown"}
    assert export.accounts["channel_inferred"].to_dict() == {"A": True, "B": True, "C": False, "R": False}


def test_types_and_partners_tell_also_where_no_customer_is_known(tmp_path):
    export = load(
        tmp_path,
        contacts="Name,Account ID,Title\nAna,A,CFO\nBo,B,CFO",
        accounts="Account ID,Account Name,Account Type,Reseller\nA,Acme,Prospect,\nB,Beta,,Resell Ltd",
    )
    assert not export.customers_known
    assert export.accounts["stage"].to_dict() == {"A": "pre-sale", "B": "unknown"}
    assert export.accounts["channel"].to_dict() == {"A": "unknown", "B": "indirect"}


def test_a_band_of_turnover_sizes_an_account(tmp_path):
    export = load(
        tmp_path,
        contacts="""Contact ID,Name,Company,Title,Annual Revenue Range
        1,Ana,Acme,CFO,$1M-$5M
        2,Bo,Beta,CIO,10 - 40 Mio. €
        3,Cy,Gamma,CTO,über 100 Mio. €
        4,Di,Delta,CTO,<1 Mio. €""",
    )
    assert list(export.contacts["size"]) == ["small", "medium", "large", "small"]
