"""Why this persona, why not the next, and the smallest change that would flip it. In sentences, and structured."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from personacheck.match.decision import Unread
from personacheck.match.reasons import label, objection, spoken
from personacheck.match.title.part import RANK
from personacheck.model.tables import LEVELS
from personacheck.vocabulary.roles import level_label
from personacheck.vocabulary.sections import HELPER
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from personacheck.match.clues import Clues
    from personacheck.match.decision import Decision
    from personacheck.match.persona.profiles import Profile
    from personacheck.match.title.part import Word

    Decide = Callable[[Clues], Decision]


@dataclass(frozen=True)
class WordRead:
    """A word of the title or department, and what it is read as: "sales", "sales, lead", "nothing on its own"."""

    word: str
    says: str


@dataclass(frozen=True)
class Explanation:
    """One contact's match, told.

    Attributes
    ----------
    unread
        Words that the vocabulary does not know.
    persona, runner_up
        Ids, "" for none.
    against
        Why the runner-up lost.
    flip
        The smallest change that would give another persona, "" where no single one does.
    borders
        Of the persona and of the runner-up: the sentence that each is matched by, and where it ends.
    """

    title: str
    words: tuple[WordRead, ...]
    unread: tuple[str, ...]
    function: str
    level: str
    status: str
    persona: str
    score: float
    source: str
    reason: str
    runner_up: str
    against: str
    flip: str
    sentences: tuple[str, ...]
    borders: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What the match table says of the contact."""

    status: str
    persona: str
    score: float
    source: str
    reason: str


def explain(decision: Decision, outcome: Outcome, profiles: tuple[Profile, ...], decide: Decide) -> Explanation:
    """Tell a decision; `decide` answers what the rules would say of other clues."""
    words = tuple(_words(decision.clues.reading.words))
    second, against = _runner_up(decision, outcome.persona, profiles)
    flip = "" if decision.reviewed else _flip(decision, profiles, decide)
    explanation = Explanation(
        title=decision.clues.title,
        words=words,
        unread=decision.clues.reading.unread,
        function=decision.function,
        level=decision.level,
        status=outcome.status,
        persona=outcome.persona,
        score=outcome.score,
        source=outcome.source,
        reason=outcome.reason,
        runner_up=second,
        against=against,
        flip=flip,
        sentences=(),
    )
    names = {profile.persona.id: profile.called for profile in profiles}
    return replace(explanation, sentences=tuple(_sentences(explanation, names)))


def _sentences(explanation: Explanation, names: Mapping[str, str]) -> Iterator[str]:
    reads = "; ".join(f"“{word.word}” as {word.says}" for word in explanation.words)
    if reads:
        yield f"Read: {reads}."
    if explanation.unread:
        yield f"Not read: {', '.join(f'“{word}”' for word in explanation.unread)}."
    persona = f" by {names[explanation.persona]}" if explanation.persona else ""
    yield f"{explanation.status.capitalize()}{persona}, score {explanation.score:.2f}, source {explanation.source}."
    yield explanation.reason
    if explanation.runner_up and explanation.against not in explanation.reason:
        yield f"Runner-up: {names[explanation.runner_up]}, but {explanation.against}."
    if explanation.flip:
        yield explanation.flip


def _words(words: tuple[Word, ...]) -> Iterator[WordRead]:
    """Each word once, with all that it says."""
    meanings: dict[str, dict[str, None]] = {}
    for word in words:
        meanings.setdefault(word.shown, {}).update(dict.fromkeys(_says(word)))
    return (WordRead(shown, ", ".join(says) or "nothing on its own") for shown, says in meanings.items())


def _says(word: Word) -> Iterator[str]:
    names = vocabulary().functions
    yield from (names[function].label for function in word.entry.functions)
    if word.entry.level:
        yield level_label(word.entry.level)
    if word.entry.section == HELPER:
        yield "helping someone"


def _runner_up(decision: Decision, persona: str, profiles: tuple[Profile, ...]) -> tuple[str, str]:
    """Another persona than the first: one before it that its scope leaves out, else the next."""
    others = [verdict for verdict in decision.fits if profiles[verdict.place].persona.id != persona]
    if others:
        second = others[0]
        why = "less certain" if second is not decision.fits[0] else "outside its scope"
        return profiles[second.place].persona.id, f"{why}: {spoken(second)}"
    if decision.near is not None:
        return profiles[decision.near.place].persona.id, objection(decision.near)
    return "", ""


def _flip(decision: Decision, profiles: tuple[Profile, ...], decide: Decide) -> str:
    return _flip_by_level(decision, profiles, decide) or _flip_by_department(decision, profiles, decide)


def _first(decision: Decision) -> int | None:
    return decision.fits[0].place if decision.fits else None


def _flip_by_level(decision: Decision, profiles: tuple[Profile, ...], decide: Decide) -> str:
    """The nearest level that makes another persona first."""
    now = _first(decision)
    at = RANK.get(decision.level, RANK["professional"])
    then = {level: _first(decide(decision.clues._replace(instead=level))) for level in LEVELS}
    others = [level for level in LEVELS if then[level] is not None and then[level] != now]
    if not others:
        return ""
    level = min(others, key=lambda name: (abs(RANK[name] - at), RANK[name]))
    persona = then[level]
    above = all(then[higher] == persona for higher in LEVELS[: RANK[level]])
    more = " or above" if above and 0 < RANK[level] < at else ""
    return f"Would be {profiles[persona or 0].called} if the level were {level_label(level)}{more}."


def _flip_by_department(decision: Decision, profiles: tuple[Profile, ...], decide: Decide) -> str:
    """For a title that names no area of work: the first persona's department that would settle it."""
    if decision.unread != Unread.VAGUE:
        return ""
    for profile in profiles:
        for function in sorted(profile.authored):
            name = label(function, "")
            then = decide(decision.clues._replace(department=name, departments=(function,)))
            if then.fits:
                return f"Would be {profiles[then.fits[0].place].called} if the department were {name}."
    return ""
