"""Candidates as YAML to paste into a cast."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from personacheck.files.yaml_layout import dumped, on_one_line
from personacheck.model.cast_sheets import make_id
from personacheck.model.tables import UNKNOWN
from personacheck.model.tally import percent
from personacheck.text.prose import spelled
from personacheck.vocabulary.axes import value_label

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from personacheck.model.result import PersonaFigure, Suggestion

"""Goes for a value that titles do not tell."""


def as_yaml(
    suggestions: Sequence[Suggestion], taken: Collection[str] = (), then: Mapping[str, PersonaFigure] | None = None
) -> str:
    """A ``personas`` list, each entry under a comment that says what it rests on; empty text for none.

    Parameters
    ----------
    taken
        Ids of the cast, which a candidate's id must not repeat.
    then
        Id of a candidate to its figures in a run of the cast with all of them.
    """
    if not suggestions:
        return ""
    ids = fresh_ids([suggestion.name for suggestion in suggestions], taken)
    entries = CommentedSeq(map(_entry, suggestions, ids))
    for number, (suggestion, key) in enumerate(zip(suggestions, ids, strict=True)):
        comment = _comment(suggestion, (then or {}).get(key))
        entries.yaml_set_comment_before_after_key(number, before=comment, indent=2)
    return dumped(CommentedMap(personas=entries))


def fresh_ids(names: Sequence[str], taken: Collection[str] = ()) -> list[str]:
    """An id for each name, none of them twice."""
    ids: list[str] = []
    for name in names:
        slug = make_id(name)[:56] or "candidate"
        ids.append(next(key for key in _numbered(slug) if key not in taken and key not in ids))
    return ids


def _numbered(slug: str) -> Iterator[str]:
    yield slug
    yield from (f"{slug}-{number}" for number in count(2))


def _entry(suggestion: Suggestion, key: str) -> CommentedMap:
    entry = CommentedMap(
        id=key, name=suggestion.name, summary="Hypothesis from the CRM: interview first.", kind="secondary"
    )
    for name, values in suggestion.rule.items():
        entry[name] = on_one_line(CommentedSeq(values))
    if suggestion.titles:
        entry["examples"] = on_one_line(CommentedSeq(suggestion.titles))
    return entry


def _comment(suggestion: Suggestion, then: PersonaFigure | None) -> str:
    lines = [
        f"Hypothesis: interview first. {suggestion.contacts:,} uncovered contacts at {suggestion.accounts:,} accounts."
    ]
    if then is not None and then.contacts is not None:
        lines.append(f"If you add it, it covers {then.contacts:,} contacts at {then.accounts:,} accounts.")
    lines += by_axis_in_words(suggestion.by_axis, suggestion.under)
    if suggestion.precision is not None:
        lines.append("Its titles alone, on held-out titles:")
        lines.append(f"precision {percent(suggestion.precision)}, recall {percent(suggestion.recall)}")
    return "\n".join(lines)


def by_axis_in_words(by_axis: Mapping[str, Mapping[str, int | None]], under: int | None) -> Iterator[str]:
    """A line an axis: each value with its contacts; what has no value goes as "not recorded"."""
    for axis, values in by_axis.items():
        named = sorted(values.items(), key=lambda entry: entry[0] == "")
        parts = (f"{value_label(axis, value or UNKNOWN)} {_number(number, under)}" for value, number in named)
        yield f"{axis}: {', '.join(parts)}"


def _number(contacts: int | None, under: int | None) -> str:
    return f"{contacts:,}" if contacts is not None else f"under {spelled(under or 0)}"
