"""Findings by cause: one fault of many personas is one finding with their names, not one a persona."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from personacheck.text.prose import some

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from personacheck.model.result import Finding

NAMED: Final = 12
"""Personas named with a finding; the others are counted."""
MORE: Final = " The same applies to "
NO_BUYING_ROLE: Final = "its buying role is not recorded here"
NO_VALUES: Final = "the columns that it asks for are empty"
"""Stand in the reason of a contact whom a persona would fit, but for a field that nobody filled in."""
EQUAL: Final = "At equal "
"""Begins the sentence with what is left of a difference at an equal mix of the other axes."""


def by_cause(findings: Sequence[Finding], names: Mapping[str, str]) -> tuple[Finding, ...]:
    """Findings in their order, each code once: the first speaks for all, and names the others.

    Parameters
    ----------
    names
        Persona id to what the persona is called.
    """
    of_code = {finding.code: [other for other in findings if other.code == finding.code] for finding in findings}
    return tuple(_together(same, names) for same in of_code.values())


def _together(findings: Sequence[Finding], names: Mapping[str, str]) -> Finding:
    first, *others = findings
    who = [name for name in dict.fromkeys(names.get(other.persona or "", "") for other in others) if name]
    if not others:
        return first
    more = f"{MORE}{some(who, NAMED)}." if who else f" {len(others):,} more of this kind."
    return replace(first, persona=None, message=f"{first.message}{more}")


def shortly(finding: Finding) -> str:
    """What it says in a sentence, what is left of it at an equal mix, and of how many more."""
    head, _, others = finding.message.partition(MORE)
    first, *rest = head.split(". ")
    sentences = [first, *(sentence for sentence in rest if sentence.startswith(EQUAL))]
    return f"{'. '.join(sentences).rstrip('.')}.{MORE if others else ''}{others}"
