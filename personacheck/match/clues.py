"""What an export says of a contact's role, read once for every distinct combination."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from personacheck.match.title.normalise import fold
from personacheck.match.title.reading import Reading, read
from personacheck.model import tables as t
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

COLUMNS: Final = (t.TITLE, t.DEPARTMENT, t.LEVEL, t.BUYING_ROLE, t.CRM_PERSONA)


class Clues(NamedTuple):
    """Title, department, level, buying roles, CRM persona and ``where`` columns of a contact, read."""

    title: str
    reading: Reading
    department: str
    departments: tuple[str, ...]
    """Functions that the department says."""
    level: str
    """As the CRM states it, in our words; "" where it does not."""
    buying_roles: frozenset[str]
    crm_persona: str
    where: Mapping[str, frozenset[str]]
    instead: str = ""
    """A level to judge by whatever is read or stated: what would change if it were so?"""

    def level_of(self, level: str) -> str:
        """A part's level. The CRM's counts only where the whole title names none: vendors of data are often wrong."""
        return self.instead or level or ("" if self.reading.level else self.level)

    @property
    def blank(self) -> bool:
        """Nothing to judge by."""
        return not (self.title.strip() or self.department.strip() or self.buying_roles)

    @property
    def cut(self) -> str:
        """Which of them is longer than what is read, "" for neither."""
        long = {t.TITLE: self.title, t.DEPARTMENT: self.department}
        return " and ".join(name for name, text in long.items() if len(text) > t.LONGEST_TITLE)


def clues(title: str, **cells: str) -> Clues:
    """Read the cells of a contact: the columns of `COLUMNS` and ``where:<header>`` columns, as keywords.

    Examples
    --------
    >>> clues("Head", department="IT").departments
    ('it',)
    """
    department = cells.get(t.DEPARTMENT, "")
    return Clues(
        title=title,
        reading=read(title),
        department=department,
        departments=read(department).functions if department else (),
        level=stated_level(cells.get(t.LEVEL, "")),
        buying_roles=buying_roles(cells.get(t.BUYING_ROLE, "")),
        crm_persona=fold(cells.get(t.CRM_PERSONA, "").strip()),
        where={
            column.removeprefix(t.WHERE_PREFIX): frozenset(fold(value.strip()) for value in cell.split(";"))
            for column, cell in cells.items()
            if column.startswith(t.WHERE_PREFIX)
        },
    )


@lru_cache(maxsize=10_000)
def buying_roles(text: str) -> frozenset[str]:
    """The roles that a CRM records, folded."""
    return frozenset(fold(role.strip()) for role in text.split(";") if role.strip())


@lru_cache(maxsize=10_000)
def stated_level(text: str) -> str:
    """A CRM's level in our words, "" where it says none.

    Examples
    --------
    >>> stated_level("C suite"), stated_level("Manager"), stated_level("Vp"), stated_level("")
    ('executive', 'manager', 'vp', '')
    """
    folded = fold(text.strip())
    if not folded:
        return ""
    return vocabulary().stated_levels.get(folded) or read(text).level
