"""An export as it was understood: tables, and how they came about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from personacheck.model.tables import Population

if TYPE_CHECKING:
    import pandas as pd

ALL: Final = "all"
"""What the headline's population is called where no field tells customers."""

FEW_LINKED: Final = "Few contacts are linked to an account"
"""How the remark begins that says so, and why."""


@dataclass(frozen=True)
class RowCount:
    """Row accounting: ``read == loaded + sum(skipped.values()) + quarantined``, always."""

    read: int
    loaded: int
    skipped: dict[str, int] = field(default_factory=dict)
    quarantined: int = 0

    def __add__(self, other: RowCount) -> RowCount:
        """Rows of both; reasons are added up."""
        reasons = sorted({*self.skipped, *other.skipped})
        skipped = {reason: self.skipped.get(reason, 0) + other.skipped.get(reason, 0) for reason in reasons}
        return RowCount(
            self.read + other.read, self.loaded + other.loaded, skipped, self.quarantined + other.quarantined
        )


@dataclass(frozen=True)
class Origin:
    """How one file was understood; what ``inspect`` prints.

    Attributes
    ----------
    kind
        What the bytes are (not the extension): ``xlsx``, ``xls``, ``xlsb``, ``ods``, ``csv``, ``html`` …
    object
        Whose rows: ``contacts``, ``accounts``, ``leads``, ``opportunities``, ``contact_roles``.
    header_row
        1-based row of the header in the sheet, or line in the file.
    crm
        Name of the dialect, ``plain`` where none was recognised.
    columns
        Field to the header that it is read from.
    fill
        Field to the share (0..1) of rows where it is filled.
    headers
        All headers of the file, in order.
    notes
        What a careful colleague would notice, one plain sentence each; without personal data.
    """

    file: str
    kind: str
    encoding: str | None
    sheet: str | None
    header_row: int
    crm: str
    object: str
    columns: dict[str, str]
    fill: dict[str, float]
    headers: tuple[str, ...]
    rows: RowCount
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Export:
    """What was loaded: the contacts and accounts tables of ``model.tables``.

    Attributes
    ----------
    customers_known
        False where no field tells customers apart: all but staff of partners are then ``unclassified``. Whom the
        headline counts follows from it, see ``population`` and ``counted``; nobody else asks.
    currency
        Code or sign of the revenue's currency; None where no revenue is known or no currency is named.
    excluded
        Reason to number of contacts loaded, but outside every market population.
    notes
        Remarks on the files together (joins and their hit rates, catch-all accounts …).
    digest
        SHA-256 over the files' bytes, in the order of their digests.
    outside
        Contacts that were loaded and lie outside the part that is assessed; 0 for the whole.
    aliases
        Digest of the table of changed ids and merged accounts; "" where there is none, or none of its ids is here.
    """

    contacts: pd.DataFrame
    accounts: pd.DataFrame
    origins: tuple[Origin, ...]
    customers_known: bool
    currency: str | None
    excluded: dict[str, int]
    notes: tuple[str, ...]
    digest: str
    aliases: str = ""
    outside: int = 0

    @property
    def rows(self) -> RowCount:
        """Row accounting of all files together."""
        return sum((origin.rows for origin in self.origins), RowCount(0, 0))

    @property
    def population(self) -> str:
        """What the headline counts: ``customer``; ``all`` where no field tells customers."""
        return Population.CUSTOMER.value if self.customers_known else ALL

    @property
    def counted(self) -> frozenset[str]:
        """Populations that the headline counts: customers; where no field tells them, all but staff of partners."""
        if self.customers_known:
            return frozenset({Population.CUSTOMER.value})
        return frozenset(population.value for population in Population if population != Population.PARTNER)
