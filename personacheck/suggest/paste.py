"""Candidates as YAML to paste into a cast."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from personacheck.model.tally import percent
from personacheck.prose import spelled

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from personacheck.model.result import Suggestion


def as_yaml(suggestions: Sequence[Suggestion], taken: Collection[str] = ()) -> str:
    """A ``personas`` list, each entry under a comment that says what it rests on; empty text for none.

    Parameters
    ----------
    taken
        Ids of the cast, which a candidate's id must not repeat.
    """
    if not suggestions:
        return ""
    entries = CommentedSeq([_entry(one, key) for one, key in zip(suggestions, _ids(suggestions, taken), strict=True)])
    for n, one in enumerate(suggestions):
        entries.yaml_set_comment_before_after_key(n, before=_comment(one), indent=2)
    yaml, text = YAML(), io.StringIO()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = 4096  # a wrapped phrase would be harder to edit
    yaml.dump(CommentedMap(personas=entries), text)
    return text.getvalue()


def _ids(suggestions: Sequence[Suggestion], taken: Collection[str]) -> Iterator[str]:
    used = set(taken)
    for one in suggestions:
        slug = re.sub(r"[^a-z0-9]+", "-", one.name.casefold()).strip("-")[:56] or "candidate"
        key = next(key for key in (slug, *(f"{slug}-{n}" for n in range(2, 1000))) if key not in used)
        used.add(key)
        yield key


def _entry(one: Suggestion, key: str) -> CommentedMap:
    entry = CommentedMap(id=key, name=one.name, summary="Hypothesis from the CRM: interview first.", kind="secondary")
    for name, values in one.rule.items():
        entry[name] = _flow(values)
    if one.titles:
        entry["examples"] = _flow(one.titles)
    return entry


def _flow(values: Sequence[str]) -> CommentedSeq:
    line = CommentedSeq(values)
    line.fa.set_flow_style()
    return line


def _comment(one: Suggestion) -> str:
    told = [f"Hypothesis: interview first. {one.contacts:,} uncovered contacts at {one.accounts:,} accounts."]
    for axis, values in one.by_axis.items():
        told.append(f"{axis}: {', '.join(f'{value} {_number(n, one.under)}' for value, n in values.items())}")
    if one.precision is not None:
        told.append("Its titles alone, on held-out titles:")
        told.append(f"precision {percent(one.precision)}, recall {percent(one.recall)}")
    return "\n".join(told)


def _number(contacts: int | None, under: int | None) -> str:
    return f"{contacts:,}" if contacts is not None else f"under {spelled(under or 0)}"
