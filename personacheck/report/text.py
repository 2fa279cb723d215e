"""Text that leaves the program: without control characters, and never a formula."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pandas as pd

CONTROL: Final = r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]"
"""Characters that no cell may hold: C0 but tab and line feed, DEL, and what XML forbids."""

FORMULA: Final = r"[=+\-@\t\n\r＝＋－＠]"
"""First characters that a spreadsheet takes for the start of a formula (OWASP; ASVS 5, 1.2.10), full-width ones too."""

NUMBER: Final = r"[+-]?\d+(?:[.,]\d+)?"
IDENTIFIER: Final = r"[0-9A-Za-z-][0-9A-Za-z_.:-]*"
"""A record id as CRMs make them: nothing in it can act, so it stays raw and joins."""


def cleaned(text: pd.Series) -> pd.Series:
    """Without control characters and lone surrogates."""
    plain = text.astype(str).str.replace(CONTROL, "", regex=True)
    return plain.str.replace(r"[\ud800-\udfff]", "\ufffd", regex=True)


def guarded(text: pd.Series, *, ids: bool = False) -> pd.Series:
    """Cleaned, and with an apostrophe before whatever a spreadsheet would run; numbers stay numbers.

    Examples
    --------
    >>> import pandas as pd
    >>> list(guarded(pd.Series(["=1+1", "-5", "Sales @ ACME", "@SUM(A1)"])))
    ["'=1+1", '-5', 'Sales @ ACME', "'@SUM(A1)"]
    """
    plain = cleaned(text)
    harmless = plain.str.fullmatch(IDENTIFIER if ids else NUMBER)
    risky = plain.str.match(FORMULA) & ~harmless
    return plain.where(~risky, "'" + plain)
