"""What is wrong with a cast, as far as it shows without data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from personacheck.cast.load import load_cast
from personacheck.coverage import findings
from personacheck.match.matcher import Matcher
from personacheck.match.persona.sentence import sentences
from personacheck.model.causes import by_cause

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from personacheck.model.cast import Cast
    from personacheck.model.result import Finding
    from personacheck.settings.settings import Settings


@dataclass(frozen=True)
class Linted:
    """What can be known of a cast without data: each persona as one sentence, where it ends, and the faults."""

    sentences: tuple[str, ...]
    borders: tuple[str, ...]
    findings: tuple[Finding, ...]
    cast: Cast

    @property
    def problems(self) -> list[str]:
        """The faults, a line each; what is said of several personas in the same words is said once."""
        names = {persona.id: persona.name for persona in self.cast.shortly.personas}
        alike: dict[tuple[str, str, str], list[Finding]] = {}
        for finding in self.findings:
            words = finding.message.replace(names[finding.persona], "…") if finding.persona else finding.message
            alike.setdefault((finding.code, words, finding.remedy), []).append(finding)
        told = [finding for same in alike.values() for finding in by_cause(same, names)]
        return [f"{finding.code}: {finding.message} {finding.remedy}" for finding in told]


def lint(cast: Path, settings: Settings, *, as_of: date) -> Linted:
    """Faults of a cast that need no data.

    Raises
    ------
    CastError
        The cast cannot be used.
    """
    who = load_cast(cast, axes=settings.axes)
    rules = Matcher.train(who, rules_only=True)
    return Linted(sentences(who), rules.borders(), findings.lint(who, settings, as_of, fits=rules.fits), who)
