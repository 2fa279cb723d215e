"""The printed figures, counted anew from ``contacts.csv`` and ``accounts.csv`` alone: nothing of the package is used.

>>> share(1, 0) is None, share(1, 4)
(True, 0.25)
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = ("covered", "stretched", "uncovered", "unreadable", "excluded")
FIRMS = ("covered", "partial", "stretched", "uncovered", "unreadable", "empty", "excluded")
JUDGED = ("covered", "partial", "stretched", "uncovered")


@dataclass
class Files:
    """Rows of both files; ``counted`` says whose population the headline counts."""

    contacts: list[dict[str, str]]
    accounts: list[dict[str, str]]

    def of(self, populations):
        """Only these populations."""
        return Files(*([row for row in rows if row["population"] in populations] for rows in self.both))

    @property
    def both(self):
        """Contacts, then accounts."""
        return self.contacts, self.accounts

    def within(self, where):
        """Only those with these axis values; along the side, accounts by their main contacts on it."""
        contacts = [row for row in self.contacts if all(row[axis] == value for axis, value in where.items())]
        firms = {axis: value for axis, value in where.items() if axis != "side"}
        accounts = [row for row in self.accounts if all(row[axis] == value for axis, value in firms.items())]
        return Files(contacts, _on_side(accounts, contacts) if "side" in where else accounts)


def read(folder: Path) -> Files:
    """The two files of a run."""
    texts = [(folder / name).read_text("utf-8") for name in ("contacts.csv", "accounts.csv")]
    return Files(*([*csv.DictReader(io.StringIO(text, newline=""))] for text in texts))


def share(part, whole):
    """A share, or None of nothing."""
    return part / whole if whole else None


def tally(rows, statuses, weigh=lambda _: 1):
    """Counts by status, and coverage, floor and ceiling, as ``result.json`` names them."""
    told = {status: sum(weigh(row) for row in rows if row["status"] == status) for status in statuses}
    told["assumed"] = sum(weigh(row) for row in rows if row["status"] == "covered" and row["assumed"])
    open_ = [row for row in rows if row["status"] in JUDGED[1:] and row["leaning"]]
    told["leaning"], told["total"] = sum(map(weigh, open_)), sum(map(weigh, rows))
    judged = sum(told.get(status, 0) for status in JUDGED)
    readable = judged + told["unreadable"]
    return told | {
        "coverage": share(told["covered"], judged),
        "floor": share(told["covered"] - told["assumed"], readable),
        "ceiling": share(told["covered"] + told["leaning"] + told["unreadable"], readable),
    }


def four(files: Files):
    """The four numbers."""
    paying = [row for row in files.accounts if row["revenue"]]
    revenue = tally(paying, FIRMS, lambda row: float(row["revenue"])) if paying else None
    return {
        "accounts": tally(files.accounts, FIRMS),
        "main_contacts": tally([row for row in files.contacts if row["main_contact"]], PEOPLE),
        "contacts": tally(files.contacts, PEOPLE),
        "revenue": revenue and {**revenue, "unknown": len(files.accounts) - len(paying)},
    }


def persona(files: Files, key: str, axes):
    """What is told of a persona: whom it covers, and whom only it covers."""
    covered = [row for row in files.contacts if row["status"] == "covered"]
    mine = [row for row in covered if row["persona"] == key]
    return {
        "contacts": len(mine),
        "accounts": len({row["account_id"] for row in mine} - {""}),
        "share": share(len(mine), len(covered)),
        "alone": sum(not row["alternatives"] for row in mine),
        "by_axis": {axis: dict(Counter(row[axis] for row in mine)) for axis in axes},
    }


def gap(files: Files, key: str):
    """How many contacts, accounts and amounts a gap holds, by the ids beside the contacts."""
    inside = [row for row in files.contacts if key in row["gaps"].split(";")]
    firms = {row["account_id"] for row in inside} - {""}
    paid = [float(row["revenue"]) for row in files.accounts if row["account_id"] in firms and row["revenue"]]
    return {"contacts": len(inside), "accounts": len(firms), "revenue": sum(paid) if paid else None}


def _on_side(accounts, contacts):
    """An account on a side, judged by the main contacts of it that are on it."""
    mine: dict[str, list[str]] = {}
    for row in contacts:
        if row["main_contact"]:
            mine.setdefault(row["account_id"], []).append(row)
    rows = []
    for row in accounts:
        if people := mine.get(row["account_id"]):
            rows.append(row | (_verdict(people) if row["status"] != "excluded" else {}))
    return rows


def _verdict(people):
    status = [row["status"] for row in people]
    read = [each for each in status if each in JUDGED]
    near = sum(row["status"] == "covered" or bool(row["leaning"]) for row in people if row["status"] in JUDGED)
    if 2 * len(read) < len(people):
        return {"status": "unreadable", "assumed": "", "leaning": ""}
    if read.count("covered") == len(read):
        return {"status": "covered", "assumed": "yes" if any(row["assumed"] for row in people) else "", "leaning": ""}
    told = "partial" if "covered" in read else "stretched" if "stretched" in read else "uncovered"
    return {"status": told, "assumed": "", "leaning": "yes" if near == len(read) else ""}
