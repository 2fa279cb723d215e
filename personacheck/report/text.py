"""Text that leaves the program: without control characters, and never a formula."""

from __future__ import annotations

import re
from typing import Final

import numpy as np
import pandas as pd

from personacheck.text.unseen import UNSEEN, seen

FORMULA: Final = re.compile(r"[=+\-@\t\n\r＝＋－＠]")
"""First characters that a spreadsheet takes for the start of a formula (OWASP; ASVS 5, 1.2.10), full-width ones too."""

NUMBER: Final = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
IDENTIFIER: Final = re.compile(r"[0-9A-Za-z-][0-9A-Za-z_.:-]*")
"""A record id as CRMs make them: nothing in it can act, so it stays raw and joins."""

CELL: Final = 32_000
"""Characters of a cell; Excel holds 32,767."""


def plain(text: str) -> str:
    r"""One text without control characters, cut to what a cell holds.

    Examples
    --------
    >>> plain("ring\x07 me"), len(plain("x" * 40_000))
    ('ring me', 32006)
    """
    shown = seen(text) if UNSEEN.search(text) else text
    return shown if len(shown) <= CELL else f"{shown[:CELL]} (cut)"


def guarded(text: pd.Series, *, ids: bool = False) -> pd.Series:
    """Each `plain`, and with an apostrophe before whatever a spreadsheet would run; numbers stay numbers.

    Examples
    --------
    >>> list(guarded(pd.Series(["=1+1", "-5", "Sales @ ACME", "@SUM(A1)"])))
    ["'=1+1", '-5', 'Sales @ ACME', "'@SUM(A1)"]
    """
    codes, distinct = pd.factorize(text.astype(str).to_numpy(object), use_na_sentinel=False)
    safe = np.array([guard(cell, ids=ids) for cell in distinct], dtype=object)
    return pd.Series(safe[codes], text.index)


def guard(text: str, *, ids: bool = False) -> str:
    """As ``guarded``, one text."""
    safe, harmless = plain(text), IDENTIFIER if ids else NUMBER
    return f"'{safe}" if FORMULA.match(safe) and not harmless.fullmatch(safe) else safe
