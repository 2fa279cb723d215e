"""Changed record ids and merged accounts: the table, and what it does to an export."""

from __future__ import annotations

import pandas as pd
import pytest
import xlsxwriter
from crm_files import load, write
from hypothesis import given, settings
from hypothesis import strategies as st

from personacheck.errors import ExportError
from personacheck.load.link.aliases import Aliases, load_aliases
from personacheck.model import tables as t

CONTACT_ROWS = "Contact ID,Name,Email,Account ID,Title\n"
ACCOUNT_ROWS = "Account ID,Account Name,Type,ARR\n"


def aliases(folder, text):
    (path,) = write(folder, aliases=text)
    return load_aliases(path)


def told(folder, text):
    with pytest.raises(ExportError) as refused:
        aliases(folder, text)
    return [str(problem).removeprefix("aliases.csv") for problem in refused.value.problems]


def under(folder, text, **files):
    (path,) = write(folder, aliases=text)
    return load(folder, {"review": {"aliases": str(path)}}, **files)


class TestTheTable:
    def test_ids_are_followed_to_the_last_and_stay_text(self, tmp_path):
        known = aliases(tmp_path, "old_id,new_id\n007,A1\nA1,B2\n8,B2\n9,9")
        assert known.new["contacts"] == known.new["accounts"] == {"007": "B2", "A1": "B2", "8": "B2"}
        assert list(known.rename("contacts", pd.Series(["007", "7", "B2"]))) == ["B2", "7", "B2"]
        assert list(known.had_another("accounts", pd.Series(["B2", "9"]))) == [True, False]

    def test_contacts_and_accounts_may_share_ids(self, tmp_path):
        known = aliases(tmp_path, "Old ID;New ID;Object\n1;10;contact\n1;20;Account\n2;30;")
        assert known.new == {"contacts": {"1": "10", "2": "30"}, "accounts": {"1": "20", "2": "30"}}

    def test_salesforce_ids_of_15_and_18_characters_are_the_same(self, tmp_path):
        known = aliases(tmp_path, "old_id,new_id\n001A000001abcDEIAY,77")
        assert list(known.rename("accounts", pd.Series(["001A000001abcDE"]))) == ["77"]

    def test_every_faulty_row_is_told_and_no_id(self, tmp_path):
        text = "old_id,new_id,object\nx1,,\n,x2,\nx3,x4,deal\nx5,x6,\nx5,x7,\nx8,x9,\nx9,x8,\n"
        assert told(tmp_path, text) == [
            ", line 2: no new_id. Fill it in, or remove the row.",
            ", line 3: no old_id. Fill it in, or remove the row.",
            ", line 4: an unknown object. Write contact or account, or leave it empty for both.",
            ", line 6: a different new_id than on line 5 for the same old_id. Keep the valid one.",
            ", line 7: ids that form a loop. Remove one of these rows.",
        ]

    @pytest.mark.parametrize(
        ("text", "problems"),
        [
            ("old_id,neu\n1,2", [': unknown column "neu". Use one of: old_id, new_id, object. Otherwise remove the '
                                 "column.",
                                 ": no column new_id. The first line is: old_id,new_id"]),
            ("old_id,new_id,new_id\n1,2,3", [": the column new_id appears twice. Keep one."]),
            ("old_id,new_id\n1,2\nold_id,new_id\n3,4",
             [": 1 line is not a row of the table. Leave one header and below it a row for each id."]),
            ("old_id,new_id\n1,2" + "\nold_id,new_id\n3,4" * 2,
             [": 2 lines are not rows of the table. Leave one header and below it a row for each id."]),
            ("old_id,new_id,\n1,2,x", [": unknown column C. Remove the column."]),
            ("object,new_id\naccount,2\nobject,new_id",
             [": no column old_id. The first line is: old_id,new_id"]),
            ("object\naccount",
             [": no columns old_id and new_id. The first line is: old_id,new_id"]),
            ("old_id,new_id,old_id,zeb\n1,2,3,4",
             [': unknown column "zeb". Use one of: old_id, new_id, object. Otherwise remove the column.',
              ": the column old_id appears twice. Keep one."]),
        ],
    )  # fmt: skip  # a table
    def test_other_tables_are_refused(self, tmp_path, text, problems):
        assert told(tmp_path, text) == problems

    @pytest.mark.parametrize(
        ("rows", "problems"),
        [
            ("t,b a,b b,a", [", line 3: ids that form a loop. Remove one of these rows."]),
            ("t,u u,b b,c c,a a,b z,t", [", line 4: ids that form a loop. Remove one of these rows."]),
            (
                "x,y x,y x,z x,w",
                [f", line {line}: a different new_id than on line 2 for the same old_id. Keep the valid one."
                 for line in (4, 5)],
            ),
        ],
    )  # fmt: skip  # a table
    def test_rows_that_contradict_each_other_are_told_with_the_first_of_them(self, tmp_path, rows, problems):
        assert told(tmp_path, "\n".join(["old_id,new_id", *rows.split()])) == problems

    @pytest.mark.parametrize(
        ("rows", "new"),
        [
            (["1, X2 ", " X2 ,Y3"], {"1": "Y3", "X2": "Y3"}),
            (["x,x", "y,x"], {"y": "x"}),
            (["x,y", "x,y"], {"x": "y"}),
            (["c,d", "b,c", "a,b", "d,e"], {"a": "e", "b": "e", "c": "e", "d": "e"}),
            (["1,001A000001abcDEIAY"], {"1": "001A000001abcDEIAY"}),
        ],
    )
    def test_an_old_id_gets_the_last_new_one_as_it_is_written(self, tmp_path, rows, new):
        assert aliases(tmp_path, "\n".join(["old_id,new_id", *rows])).new == {"contacts": new, "accounts": new}

    def test_ids_of_contacts_and_of_accounts_may_go_opposite_ways(self, tmp_path):
        table = aliases(tmp_path, "old_id,new_id,object\na,b, Contact \nb,a,account")
        assert table.new == {"contacts": {"a": "b"}, "accounts": {"b": "a"}}
        assert (table.file, len(table.digest)) == ("aliases.csv", 64)

    def test_rows_of_a_workbook_are_told_by_row(self, tmp_path):
        workbook = xlsxwriter.Workbook(str(tmp_path / "aliases.xlsx"))
        sheet = workbook.add_worksheet("Ids")
        for number, row in enumerate([("old_id", "new_id", "object"), ("1", "2", ""), ("3", "4", "deal")]):
            sheet.write_row(number, 0, row)
        workbook.close()
        with pytest.raises(ExportError) as refused:
            load_aliases(tmp_path / "aliases.xlsx")
        step = "Write contact or account, or leave it empty for both."
        assert [*map(str, refused.value.problems)] == [f"aliases.xlsx, row 3: an unknown object. {step}"]

    def test_no_file_is_no_aliases(self):
        assert load_aliases(None) == Aliases()
        ids = pd.Series(["a", "b"])
        assert list(Aliases().rename("contacts", ids)) == ["a", "b"]
        assert list(Aliases().had_another("contacts", ids)) == [False, False]

    def test_a_file_that_is_not_there(self, tmp_path):
        step = r"Put it next to the settings, or correct aliases under \[review\] there\."
        with pytest.raises(ExportError, match=rf"aliases.csv: no such file\. {step}"):
            load_aliases(tmp_path / "aliases.csv")

    def test_twenty_thousand_ids_in_one_chain(self, tmp_path):
        """Twenty times as many as calls may be nested."""
        known = aliases(tmp_path, "old_id,new_id\n" + "\n".join(f"x{n},x{n + 1}" for n in range(20_000)))
        assert set(known.new["contacts"].values()) == {"x20000"}

    @given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), min_size=1, max_size=8))
    @settings(deadline=None, max_examples=40)
    def test_an_id_of_today_has_no_newer_one_or_the_table_is_refused(self, tmp_path_factory, pairs):
        text = "old_id,new_id\n" + "\n".join(f"{old},{new}" for old, new in pairs)
        try:
            new = aliases(tmp_path_factory.mktemp("a"), text).new["contacts"]
        except ExportError:
            after = {old: {n for o, n in pairs if o == old and n != o} for old, _ in pairs}
            assert any(len(ways) > 1 for ways in after.values()) or any(_circles(after, start) for start in after)
        else:
            assert not set(new.values()) & set(new)


def _circles(after, start):
    seen, todo = set(), list(after.get(start, ()))
    while todo:
        one = todo.pop()
        if one == start:
            return True
        if one not in seen:
            seen.add(one)
            todo += after.get(one, ())
    return False


class TestTheExport:
    @pytest.mark.parametrize(
        ("rows", "note"),
        [
            ("old,1", "1 contact and 0 accounts had another id before."),
            ("old,A1", "0 contacts and 1 account had another id before."),
            ("old,1\nolder,2\noldest,A1", "2 contacts and 1 account had another id before."),
        ],
    )
    def test_records_that_had_another_id_are_counted(self, tmp_path, rows, note):
        files = {
            "contacts": f"{CONTACT_ROWS}1,Bo Li,,A1,CFO\n2,Eva Roth,,A1,CIO",
            "accounts": f"{ACCOUNT_ROWS}A1,Acme,,1",
        }
        export = under(tmp_path, f"old_id,new_id\n{rows}", **files)
        assert f"aliases.csv: {note}" in export.notes
        assert export.contacts[t.ALIASED].tolist() == ["old,1" in rows, "older,2" in rows]
        assert export.accounts[t.ALIASED].tolist() == ["A1" in rows]

    def test_merged_accounts_count_once_and_keep_their_people(self, tmp_path):
        export = under(
            tmp_path,
            "old_id,new_id,object\nA1,A2,account",
            contacts=f"{CONTACT_ROWS}1,Bo Li,bo@acme.example,A1,CFO\n2,Eva Roth,eva@acme.example,A2,CIO",
            accounts=f"{ACCOUNT_ROWS}A1,Acme old,Customer,100\nA2,Acme,Customer,500",
        )
        assert list(export.accounts.index) == ["A2"]
        assert export.accounts.loc["A2", [t.ACCOUNT, t.REVENUE]].tolist() == ["Acme", 500]  # the row of today counts
        assert list(export.contacts[t.ACCOUNT_ID]) == ["A2", "A2"]
        assert "aliases.csv: 1 account of the files was merged with another." in export.notes
        assert "aliases.csv: 0 contacts and 1 account had another id before." in export.notes

    def test_all_merged_accounts_are_counted(self, tmp_path):
        export = under(
            tmp_path,
            "old_id,new_id\nA1,A2\nB1,B2",
            contacts=f"{CONTACT_ROWS}1,Bo Li,bo@acme.example,A1,CFO",
            accounts=f"{ACCOUNT_ROWS}A1,Acme,Customer,1\nA2,Acme,Customer,1\nB1,Beta,Customer,1\nB2,Beta,Customer,1",
        )
        assert "aliases.csv: 2 accounts of the files were merged with another." in export.notes

    def test_a_contact_under_both_ids_is_one(self, tmp_path):
        text = f"{CONTACT_ROWS}old,Bo Li,,A1,CFO\nnew,Bo Li-Roth,bo@acme.example,A1,CFO"
        export = under(tmp_path, "old_id,new_id\nold,new", contacts=text, accounts=f"{ACCOUNT_ROWS}A1,Acme,Customer,1")
        assert list(export.contacts[t.EXCLUDED]) == ["duplicate", ""]

    def test_roles_and_deals_follow(self, tmp_path):
        export = under(
            tmp_path,
            "old_id,new_id\nA1,A9\nC1,C9",
            contacts=f"{CONTACT_ROWS}C9,Bo Li,bo@acme.example,A9,CFO",
            accounts="Account ID,Account Name,Type\nA9,Acme,Customer",
            deals="Opportunity ID,Opportunity Name,Account ID,Stage,Amount\nO1,Renewal,A1,Closed Won,70",
            roles="Opportunity ID,Contact ID,Role,Primary\nO1,C1,Decision Maker,1",
        )
        assert export.accounts.loc["A9", t.REVENUE] == 70
        assert list(export.contacts[t.BUYING_ROLE]) == ["Decision Maker"]

    def test_a_table_that_fits_nothing_says_so_and_is_part_of_the_inputs(self, tmp_path):
        files = {
            "contacts": f"{CONTACT_ROWS}1,Bo Li,bo@acme.example,A1,CFO",
            "accounts": f"{ACCOUNT_ROWS}A1,Acme,Customer,1",
        }
        export, plain = under(tmp_path, "old_id,new_id\n5,6", **files), load(tmp_path, **files)
        assert "aliases.csv: none of its ids is in these files." in export.notes
        assert (export.digest == plain.digest, plain.aliases) == (False, "")
        pd.testing.assert_frame_equal(export.contacts.drop(columns=t.ALIASED), plain.contacts)
