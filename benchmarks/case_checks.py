"""What each row of the manifest asks of files: what is seen beside what is right, one pair a thing."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

from benchmarks.case_tools import Case, says
from personacheck.model.tables import times

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.case_tools import Held

LANGUAGES: Final = ("pl", "sv", "da", "no", "fi", "cs", "tr", "zh", "ko", "ru")
SIZES: Final = {"small", "medium", "large"}


def _semicolon_p(case: Case) -> Iterator[Held]:
    for name in ("64-id-semicolon-p.csv", "64b-id-prenom.csv"):
        yield name, case.load(name).contacts["title"].ne("").all(), True


def _damaged_ids(case: Case) -> Iterator[Held]:
    for name in ("11-sci-ids.csv", "11b-rounded-ids.csv", "11c-same-id-placeholder.csv", "excel-ids/c.csv"):
        export = case.load(name)
        yield f"{name} duplicates", export.excluded.get("duplicate", 0), 0
        yield f"{name} said", any(re.search(r"\bids?\b", note) for note in _notes(export)), True
    yield "accounts", len(case.load("11d-account-sci.csv").accounts), 6


def _excel_ids(case: Case) -> Iterator[Held]:
    yield "duplicates", case.load("excel-ids/c.csv").excluded.get("duplicate", 0), 0


def _several_accounts(case: Case) -> Iterator[Held]:
    names = list(case.load("63-hubspot-es-*.csv").contacts["account"])
    yield "Spanish", names, ["Beta SL", "Beta SL", "Alfa SA"]
    for files in (("27-hubspot-multi.csv", "27-hubspot-companies.csv"), ("27-hubspot-multi.csv",)):
        contacts = case.load(*files).contacts
        yield f"{len(files)} files", list(contacts["account_id"]), ["900", "901", "901"]
        yield f"{len(files)} files", list(contacts["account"]), ["Alpha AG", "Beta Ltd", "Beta Ltd"]


def _grouped(case: Case) -> Iterator[Held]:
    for name, rows in (
        ("12-sf-grouped.csv", [3, 2]),
        ("12b-sf-grouped-2.csv", [3, 2]),
        ("12c-grouped-hand.csv", [2, 2]),
    ):
        account = case.load(name).contacts["account"]
        yield name, times(account), {"Alpha AG": rows[0], "Beta Ltd": rows[1]}


def _converted_leads(case: Case) -> Iterator[Held]:
    for files in (("26-leads.csv", "26-contacts.csv"), ("26-contacts.csv", "26-leads.csv")):
        contacts = case.load(*files).contacts
        kept = contacts[contacts["excluded"] == ""]["record_id"]
        yield f"{files[0]} first, {len(contacts)} rows, kept", {"0031", "0032"} <= set(kept), True
        yield "the lead", "00Q1" in set(kept), False


def _end_customers(case: Case) -> Iterator[Held]:
    for name, accounts in (
        ("28-channel.csv", ["Alpha AG", "Beta Ltd", "Gamma Oy"]),
        ("28b-channel2.csv", ["Alpha AG", "Gamma Oy"]),
        ("28c-channel3.csv", ["Alpha AG", "Gamma Oy"]),
    ):
        contacts = case.load(name).contacts
        yield name, list(contacts["account"]), accounts
        yield name, set(contacts["channel"]), {"indirect"}


def _active(case: Case) -> Iterator[Held]:
    for name, gone in (("34-active.csv", "1 3 4 5 7 8"), ("34b-aktiv.csv", "1 3")):
        contacts = case.load(name).contacts
        yield name, " ".join(contacts.loc[contacts["excluded"] == "inactive", "record_id"]), gone


def _entities(case: Case) -> Iterator[Held]:
    export = case.load("18-entities.csv")
    cells = [*export.contacts["title"], *export.contacts["account"]]
    yield "left", sum("&" in cell and ";" in cell for cell in cells), 0
    yield "said", any("entities" in note for note in _notes(export)), True


def _languages(case: Case) -> Iterator[Held]:
    for language in LANGUAGES:
        export = case.load(f"20-headers-{language}.csv")
        yield f"{language} titles", int(export.contacts["title"].ne("").sum()), len(export.contacts)
        yield f"{language} accounts", int(export.contacts["account"].ne("").sum()), len(export.contacts)
        yield f"{language} employees", int(export.accounts["employees"].notna().sum()), len(export.accounts)


def _wide(case: Case) -> Iterator[Held]:
    words = case.refusal("14-wide.csv")
    yield words, says(words, "contact 1 title", "wide"), True


def _size_words(case: Case) -> Iterator[Held]:
    accounts = case.load("21b-size-words.csv").accounts
    yield "unknown", [name for name, size in accounts["size"].items() if size not in SIZES], []


def _amounts(case: Case) -> Iterator[Held]:
    export = case.load("22b-amounts-eur.csv")
    revenue = export.accounts.set_index("account")["revenue"]
    for firm, wanted in (("004", -1234), ("018", 250_000), ("002", 1_200_000), ("017", 250_000), ("016", 1_000_000)):
        value = float(revenue[f"Firm {firm}"])
        yield firm, None if math.isnan(value) else value, float(wanted)


def _filled_column(case: Case) -> Iterator[Held]:
    contacts = case.load("32-eventbrite.csv").contacts
    yield "titles", list(contacts["title"]), ["CIO", "Head of Legal"]
    yield "accounts", list(contacts["account"]), ["Alpha", "Beta"]


def _side_table(case: Case) -> Iterator[Held]:
    export = case.load("50-side-table.xlsx")
    yield "contacts", list(export.contacts["record_id"]), ["C1", "C2", "C3"]
    yield "stages", set(export.contacts["stage"]), {"unknown"}


def _two_rows(case: Case) -> Iterator[Held]:
    contacts = case.load("15-two-row-header.csv").contacts
    yield "accounts", list(contacts["account"]), ["Alpha AG", "Beta Ltd", "Beta Ltd"]
    yield "names", list(contacts["name"]), ["Ann Aal", "Bob Bal", "Eve Eal"]


def _guards(case: Case) -> Iterator[Held]:
    contacts = case.load("61-equals-quoted.csv").contacts
    yield "cells", [*contacts["record_id"], *contacts["title"]], ["C1", "C2", "C3", "CIO", "Head of Legal", "Buyer"]


def _separators(case: Case) -> Iterator[Held]:
    for name, suspect in (("61-caret.csv", "^"), ("61-quoted-line.csv", "quotes")):
        words = case.refusal(name)
        yield words, "separator" in words and suspect in words, True


def _salesforce_ids(case: Case) -> Iterator[Held]:
    contacts = case.load("10-sf15-contacts.csv", "10-sf18-accounts.csv").contacts
    yield "accounts", list(contacts["account"]), ["Alpha AG", "Beta Ltd", "Alpha AG"]


def _loads(*names: str) -> Callable[[Case], Iterator[Held]]:
    """Each file loads three contacts with a title, or as many as have one."""

    def check(case: Case) -> Iterator[Held]:
        for name in names:
            contacts = case.load(name).contacts
            yield f"{name} rows", len(contacts) > 0, True
            yield f"{name} titles", bool(contacts["title"].ne("").all()), True

    return check


def _error_cells(case: Case) -> Iterator[Held]:
    yield "titles", list(case.load("44-error-cells.xlsx").contacts["title"]), ["", "Head of Legal", ""]


def _merged(case: Case) -> Iterator[Held]:
    contacts = case.load("13-merged-account.xlsx").contacts
    yield "accounts", times(contacts["account"]), {"Alpha AG": 3, "Beta Ltd": 2}


def _shared_mailbox(case: Case) -> Iterator[Held]:
    export = case.load("23-shared-mailbox.csv")
    yield "duplicates", export.excluded.get("duplicate", 0), 1


def _contact_roles(case: Case) -> Iterator[Held]:
    contacts = case.load("25-opp-contact-roles.csv").contacts
    kept = contacts[contacts["excluded"] == ""]
    yield "people", len(kept), 3
    roles = kept.loc[kept["email"] == "ann@a.test", "buying_role"]
    yield "roles", list(roles), ["Decision Maker;Economic Buyer"]


def _refused(case: Case) -> Iterator[Held]:
    yield "xml", says(case.refusal("54-spreadsheetml.xls"), "excel 2003 xml"), True
    yield "backslash", says(case.refusal("17-backslash.csv"), "quote"), True


def _no_company(case: Case) -> Iterator[Held]:
    for name in ("no-company/l.csv", "no-company/l2.csv"):
        assessed = case.assess("no-company/cast.yaml", name)
        yield name, times(assessed.matches["status"]), {"stretched": 20}


def _not_converted(case: Case) -> Iterator[Held]:
    """Where nothing tells customers, everybody is unclassified; with one, these leads are prospects."""
    export = case.load("not-converted/leads.csv", "not-converted/contacts.csv")
    said = [note for note in _notes(export) if "converted" in note]
    yield "said", said[:1], ["1 lead is converted: it is left out where its contact is loaded."]
    told = dict(zip(export.contacts["record_id"], export.contacts["population"], strict=True))
    yield "populations", {told["11"], told["12"]} <= {"prospect", "unclassified"}, True


def _former(case: Case) -> Iterator[Held]:
    files = ["former-customer/con.csv", "former-customer/acc.csv"]
    for names in (files, [*files, "former-customer/opp.csv"]):
        accounts = case.load(*names).accounts
        yield f"{len(names)} files", list(accounts["excluded"]), ["former customer"] * 2 + [""] * 2


def _other_objects(case: Case) -> Iterator[Held]:
    own = ["support-files/con.csv", "support-files/acc.csv"]
    before = case.load(*own)
    for name in ("cases", "emails", "usage", "zendesk"):
        after = case.load(*own, f"support-files/{name}.csv")
        yield f"{name} contacts", len(after.contacts), len(before.contacts)
        yield f"{name} accounts", len(after.accounts), len(before.accounts)
        yield f"{name} named", any(f"{name}.csv" in note for note in _notes(after)), True


def _nothing_judged(case: Case) -> Iterator[Held]:
    assessed = case.assess("former-customer/cast.yaml", "70-nothing-judged.csv")
    yield "status", times(assessed.matches["status"]), {"unreadable": 2}
    yield "coverage", assessed.result.headline.contacts.coverage, None


def _giant(case: Case) -> Iterator[Held]:
    assessed = case.assess("former-customer/cast.yaml", "81-giant-account.csv")
    yield "significant gaps", sum(gap.significant for gap in assessed.result.gaps), 0


def _notes(export: object) -> list[str]:
    return [*export.notes, *(note for origin in export.origins for note in origin.notes)]  # type: ignore[attr-defined]


FILES: Final = {
    ("64-id-semicolon-p.csv,64b-id-prenom.csv", "magic bytes too short"): _semicolon_p,
    ("11-sci-ids.csv,11b,11c,11d", "ids believed blindly"): _damaged_ids,
    ("63-hubspot-es-*.csv,27-hubspot-multi.csv", "multi-valued account keys"): _several_accounts,
    ("12-sf-grouped.csv,12b,12c", "grouped layouts"): _grouped,
    ("26-leads.csv+26-contacts.csv (this order)", "file order decides"): _converted_leads,
    ("28-channel.csv,28b,28c", "channel headers"): _end_customers,
    ("34-active.csv,34b-aktiv.csv", "localized booleans in status"): _active,
    ("18-entities.csv", "HTML entities"): _entities,
    ("20-headers-{pl,sv,da,no,fi,cs,tr,zh,ko,ru}.csv", "header languages lag title languages"): _languages,
    ("14-wide.csv", "people in column groups"): _wide,
    ("21b-size-words.csv", "band words under employees header"): _size_words,
    ("22b-amounts-eur.csv", "amount notation"): _amounts,
    ("32-eventbrite.csv", "empty column preferred"): _filled_column,
    ("50-side-table.xlsx", "second table beside"): _side_table,
    ("15-two-row-header.csv", "two header rows"): _two_rows,
    ("61-equals-quoted.csv", "Excel text guards"): _guards,
    ("61-caret.csv,61-quoted-line.csv", "delimiter"): _separators,
    ("10-sf15 + 10-sf18", ""): _salesforce_ids,
    ("40-phonetic.xlsx", ""): _loads("40-phonetic.xlsx"),
    ("41-x000D.xlsx", ""): _loads("41-x000D.xlsx"),
    ("42-ns-prefix.xlsx,43-no-r.xlsx", ""): _loads("42-ns-prefix.xlsx", "43-no-r.xlsx"),
    ("44-error-cells.xlsx", ""): _error_cells,
    ("13-merged-account.xlsx", ""): _merged,
    ("23-shared-mailbox.csv", ""): _shared_mailbox,
    ("25-opp-contact-roles.csv", ""): _contact_roles,
    ("54-spreadsheetml.xls,17-backslash.csv,c.csv.gz,c.zip", ""): _refused,
    ("70-nothing-judged.csv --fail-under", ""): _nothing_judged,
    ("81-giant-account.csv", ""): _giant,
    ("no-company/", "contacts without a company column"): _no_company,
    ("excel-ids/", "ids damaged by Excel"): _excel_ids,
    ("not-converted/", "a value read by half"): _not_converted,
    ("former-customer/", "an old win makes a former customer a customer"): _former,
    ("support-files/", "files of other objects"): _other_objects,
}
