"""Records: contacts and accounts of all files, as each step of loading hands them to the next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Records:
    """Contacts and accounts on their way through loading; each step adds columns, and what it noticed.

    Attributes
    ----------
    contacts
        One row a contact loaded, with its account, and the row that it repeats.
    accounts
        One row an account, indexed by its id, with what deals tell of it.
    vacant
        Rows of contact files that tell of an account and of nobody in it.
    deals
        One row an opportunity, with its account.
    notes
        Remarks, in the order of the steps.
    """

    contacts: pd.DataFrame
    accounts: pd.DataFrame
    vacant: pd.DataFrame
    deals: pd.DataFrame
    notes: tuple[str, ...] = ()

    def then(self, *notes: str, contacts: pd.DataFrame | None = None, accounts: pd.DataFrame | None = None) -> Records:
        """The records after one more step: what it noticed, and the tables that it changed."""
        return replace(
            self,
            contacts=self.contacts if contacts is None else contacts,
            accounts=self.accounts if accounts is None else accounts,
            notes=(*self.notes, *notes),
        )
