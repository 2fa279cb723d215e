"""What a finding is made of: one rule, and the faults it sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from personacheck.coverage.findings.facts import CastFacts, Facts

SUPPORT: Final = 30
"""Covered contacts below which how they spread over personas says nothing about the cast (our own threshold)."""


@dataclass(frozen=True)
class Fault:
    """One case of a finding: a plain sentence, its figure, the persona if it is about one.

    ``about`` are the rows of the people that it is about, where it is about such, and ``whom`` says who they are.
    ``threshold`` stands in for that of the rule where the figure passed another mark, in the same unit;
    ``remedy`` where this case needs another one; ``severity`` where there is nothing to mend.
    """

    message: str
    figure: float | None = None
    persona: str | None = None
    about: tuple[int, ...] = ()
    whom: str = ""
    threshold: float | None = None
    remedy: str = ""
    severity: str = ""


@dataclass(frozen=True)
class Rule:
    """A finding's code, its threshold with its source, and how it is measured.

    Attributes
    ----------
    means, remedy
        What is wrong, and what to do about it; plain sentences, in the report and in ``docs/reference/findings.md``.
    threshold
        The mark; settings may name another one (``[findings]``, by code).
    unit
        Of figure and threshold: ``share`` (0..1), ``points``, ``days``, or what is counted: ``personas`` …
    measure
        Facts and threshold in force to the faults that an assessment shows.
    lint
        The same for what the cast shows by itself.
    """

    code: str
    means: str
    remedy: str
    severity: str
    threshold: float
    unit: str
    source: str
    measure: Callable[[Facts, float], Iterator[Fault]] | None = None
    lint: Callable[[CastFacts, float], Iterator[Fault]] | None = None
