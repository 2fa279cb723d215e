"""A gap before it is measured: whom it is about, and why it is one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from personacheck.model.result import Cause


@dataclass(frozen=True, eq=False)
class Draft:
    """A gap before it is measured.

    Attributes
    ----------
    contacts
        Positions in the census of those in the gap: not covered, or not readable.
    accounts
        Positions of accounts in the gap; None: those of the contacts.
    inside
        All contacts of this role or segment, covered ones too, as bits, eight to a byte; None where no share is told.
    kind
        What tells apart gaps of the same cause and place: a persona's id, a reason, or that the search found it.
    like
        A persona's id, where people who fit it are in no one role.
    specialty
        Of the function, where nearly all of them do the same; told to readers, and no part of what tells gaps apart.
    mostly
        Function and level of more than half of them, where no role names the gap.
    unrecorded
        Most of them lack a field that the persona asks for, and nothing else is against them.
    step
        The next step, where it does not follow from cause, place and role.
    """

    cause: Cause
    where: dict[str, str]
    function: str | None
    level: str | None
    contacts: NDArray[np.int64]
    accounts: NDArray[np.int64] | None = None
    inside: NDArray[np.uint8] | None = None
    personas: tuple[str, ...] = ()
    q: float | None = None
    significant: bool = False
    kind: str = ""
    like: str = ""
    specialty: str | None = None
    mostly: tuple[str | None, str | None] = (None, None)
    unrecorded: bool = False
    title: str = ""
    step: str = ""
