"""The personas: whom they cover, and where."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, Final, NamedTuple

from personacheck.model import tables as t
from personacheck.model.cast import Kind
from personacheck.report.page.axes import values
from personacheck.report.page.presence import missing
from personacheck.report.wording import percent
from personacheck.text.prose import listed, sentence
from personacheck.vocabulary.axes import value_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from personacheck.model.assessment import Assessment
    from personacheck.model.cast import Persona
    from personacheck.model.few import Least
    from personacheck.model.result import PersonaFigure

OPEN: Final = 15
"""Personas shown at once; the rest folds."""
PRINTED: Final = 10
"""Personas printed of a cast that folds, so that the page stays within six sheets."""
QUOTE: Final = 120
"""Letters of a quote that the page shows."""
STEPS: Final = (0.5, 0.2, 0.05)
"""Cuts of the largest cell: above them a cell is of the strongest, the second and the third colour."""


class PresenceCell(NamedTuple):
    """Contacts of a persona at one value of an axis, in words; ``step`` 0 (none) to 4."""

    label: str
    contacts: str
    step: int


class PersonaRow(NamedTuple):
    """One persona, its contacts in words; ``bar`` is its share (0..1) of the largest one's.

    ``missing`` says at how many accounts nobody is known for it.
    """

    name: str
    about: str
    missing: str
    contacts: str
    bar: float
    alone: str
    cells: tuple[PresenceCell, ...]


class Personas(NamedTuple):
    """Rows by contacts; ``groups`` are an axis and its values, in the order of the cells."""

    rows: tuple[PersonaRow, ...]
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    claim: str

    @property
    def shown(self) -> tuple[PersonaRow, ...]:
        """Rows shown at once."""
        return self.rows[:OPEN]

    @property
    def folded(self) -> tuple[PersonaRow, ...]:
        """Rows that open."""
        return self.rows[OPEN:]

    @property
    def unprinted(self) -> int:
        """Rows at the end that only the screen and the workbook show."""
        return len(self.rows) - PRINTED if self.folded else 0


def personas(assessment: Assessment) -> Personas:
    """Personas, those with most contacts first."""
    result = assessment.result
    axes = [axis for axis in (t.CHANNEL, t.SIZE) if len(values(result, axis)) > 1]
    columns = [(axis, value) for axis in axes for value in values(result, axis)]
    figures = sorted(result.personas, key=lambda figure: (-_size(figure.contacts), figure.id))
    cells = [figure.by_axis.get(axis, {}).get(value) or 0 for figure in figures for axis, value in columns]
    most, least = max(cells, default=0), result.least
    top = max((figure.contacts or 0 for figure in figures), default=0)
    nobody = {} if result.headline.by_contact else missing(assessment)
    rows = tuple(
        PersonaRow(
            figure.name, about(assessment.cast[figure.id]), nobody.get(figure.id, ""), least.words(figure.contacts),
            (figure.contacts or 0) / top if top else 0.0, least.words(figure.alone),
            tuple(_cell(figure, axis, value, most, least) for axis, value in columns),
        )
        for figure in figures
    )  # fmt: skip  # a row
    groups = tuple(
        (sentence(axis), tuple(sentence(value_label(axis, value)) for value in values(result, axis))) for axis in axes
    )
    first = assessment.cast.shortly[figures[0].id].name if figures else ""
    return Personas(rows, groups, _claim(figures, first))


def about(persona: Persona) -> str:
    """Kind, side and scope of a persona in a line, and what it might say."""
    kind = "" if persona.kind == Kind.PRIMARY else persona.kind
    side = {"unknown": "", "both": "buyer and user"}.get(persona.side, persona.side)
    quote = shorten(persona.quote, QUOTE, placeholder=" …")
    facts = "; ".join(part for part in (kind, side, f"researched for: {scope(persona)}") if part)
    return f"{facts}. “{quote}”" if quote else facts


def scope(persona: Persona) -> str:
    """The scope of a persona in words."""
    if not persona.scope.stated:
        return "not stated"
    axes = [
        listed((value_label(axis, value) for value in allowed), "or") for axis, allowed in persona.scope.axes.items()
    ]
    return ", ".join(axes) or "everywhere"


def _cell(figure: PersonaFigure, axis: str, value: str, most: int, least: Least) -> PresenceCell:
    contacts = figure.by_axis.get(axis, {}).get(value, 0)
    step = 4 - next((n for n, cut in enumerate(STEPS) if _size(contacts) > cut * most), len(STEPS))
    return PresenceCell(sentence(value_label(axis, value)), least.words(contacts), step if contacts != 0 else 0)


def _size(contacts: int | None) -> float:
    """For the order and the colour: too few to be told are more than none."""
    return 0.5 if contacts is None else contacts


def _claim(figures: Sequence[PersonaFigure], called: str) -> str:
    """How much the first of them carries."""
    if not any(_size(figure.contacts) for figure in figures):
        return "No contact is covered."
    shares = [figure.share for figure in figures[:2]]
    if not shares[0] or shares[1:] == shares[:1]:  # so few that no number of them is told, or no one leads
        return ""
    return f"{called} carries {percent(figures[0].share)} of all covered contacts."
