"""A large export for timing, never for accuracy: titles made of the vocabulary's words, and so skewed as real ones are.

Of three kinds: few titles, as most exports have; one title to five contacts; and that in many languages. Nobody in it
exists; the same kind and number of rows give the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import pandas as pd

from personacheck.vocabulary.sections import FIELD, LEVEL, ROLE
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.random import Generator

STAFF: Final = 12
"""Contacts an account."""
HOLDERS: Final = 5
"""Contacts a title, where they are many."""
FEW: Final = 684
"""Distinct titles, where they are few: as many as an export of 43,033 real leads has."""
Titles = Literal["few", "many", "languages"]
SKEW: Final = 1.05
"""Power of the law by which few titles are held by many."""
_ROLES: Final = ("Decision Maker", "Influencer", "End User", "", "", "", "")
_TYPES: Final = (
    "Customer - Direct",
    "Customer - Direct",
    "Customer - Channel",
    "Channel Partner / Reseller",
    "Prospect",
)


def large_export(rows: int, titles: Titles = "languages") -> pd.DataFrame:
    """An export as Salesforce writes it, of 26 columns of text and numbers; index 0..n-1."""
    draw = np.random.default_rng(1)
    accounts = max(rows // STAFF, 1)
    of = draw.integers(0, accounts, rows)
    number = np.arange(rows)
    sizes = (10 ** draw.uniform(0.5, 5, accounts)).astype(int)
    created = np.datetime64("2018-01-01") + draw.integers(0, 3000, rows).astype("timedelta64[D]")
    table = {
        "Contact ID": [f"003{n:012d}" for n in number],
        "Account ID": [f"001{n:012d}" for n in of],
        "Account Name": [f"Company {n} Inc" for n in of],
        "First Name": _some(draw, [f"Given{n}" for n in range(300)], rows),
        "Last Name": _some(draw, [f"Family{n}" for n in range(3000)], rows),
        "Email": [f"person.{n}@company{c}.example" for n, c in zip(number, of, strict=True)],
        "Title": _titles(draw, rows, titles),
        "Department": _some(draw, [*(one.label for one in list(vocabulary().functions.values())[:9]), ""], rows),
        "Contact Role": _some(draw, _ROLES, rows),
        "Account Type": _some(draw, _TYPES, accounts)[of],
        "Employees": sizes[of],
        "Country": _some(draw, [f"Country {n}" for n in range(10)], rows),
        "Industry": _some(draw, [f"Industry {n}" for n in range(8)], accounts)[of],
        "Last Activity": (created + draw.integers(0, 700, rows).astype("timedelta64[D]")).astype(str),
        "Created Date": created.astype(str),
        "ARR": np.round(sizes * draw.uniform(10, 90, accounts), -2)[of],
        "Owner": _some(draw, [f"owner{n}@vendor.example" for n in range(60)], rows),
        **{f"Custom {n}": _some(draw, [f"value {m}" for m in range(n * 5)], rows) for n in range(1, 10)},
    }
    return pd.DataFrame(table)


def write_large(path: Path, rows: int, titles: Titles = "languages") -> Path:
    """Write the export, as a workbook or a text file."""
    if path.suffix == ".xlsx":
        large_export(rows, titles).to_excel(path, sheet_name="Contacts", index=False, engine="xlsxwriter")
    else:
        large_export(rows, titles).to_csv(path, index=False)
    return path


def _titles(draw: Generator, rows: int, kind: Titles) -> np.ndarray:
    """Level, area and role, each left out at times, with a number where that makes no new title."""
    words = {
        section: [
            entry.term.title()
            for language in vocabulary().languages
            if kind == "languages" or language.code == "en"
            for entry in language.entries
            if entry.section == section and "*" not in entry.term
        ]
        for section in (LEVEL, FIELD, ROLE)
    }
    count = min(FEW, rows) if kind == "few" else max(rows // HOLDERS, 1)
    parts = [np.where(draw.random(count) < 0.6, _some(draw, words[section], count), "") for section in words]
    made = [" ".join(filter(None, each)) or "Staff" for each in zip(*parts, strict=True)]
    again = pd.Series(made).groupby(made).cumcount()
    distinct = np.array([f"{title} {n}" if n else title for title, n in zip(made, again, strict=True)], object)
    weight = np.cumsum(1 / np.arange(1, count + 1) ** SKEW)
    held = np.minimum(np.searchsorted(weight / weight[-1], draw.random(rows)), count - 1)
    held[:count] = np.arange(count)
    draw.shuffle(held)
    return np.asarray(distinct[held])


def _some(draw: Generator, values: list[str] | tuple[str, ...], count: int) -> np.ndarray:
    return np.array(values, dtype=object)[draw.integers(0, len(values), count)]
