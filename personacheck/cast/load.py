"""The cast's file -> Cast: read, checked whole, and every fault of every persona told at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from personacheck.cast.checks import repeated_ids, too_many_phrases, undefined_personas, unknown_functions
from personacheck.cast.faults import schema_problems
from personacheck.cast.file import read_cast_file
from personacheck.cast.form import CastForm, PersonaForm
from personacheck.cast.scope import read_scope, scope_problems
from personacheck.cast.yaml import read_cast_yaml
from personacheck.errors import CastError
from personacheck.model.cast import Cast, Evidence, Persona
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from pathlib import Path

    from personacheck.cast.text import CastText
    from personacheck.errors import Problem


NAMELESS: Final = "candidates"


def load_cast(path: Path, *, axes: Collection[str] = ()) -> Cast:
    """Read a cast from YAML, from the Excel template, or from personas that were kept in another table.

    Parameters
    ----------
    axes
        Names of the settings' custom axes, beside channel, size, side and stage.

    Raises
    ------
    CastError
        The file cannot be read, or the cast is wrong: all faults, each with its line or cell and the next step.
    """
    text, digest = read_cast_file(path)
    return _cast(text, digest, axes)


def load_casts(
    paths: Sequence[Path], *, axes: Collection[str] = (), besides: Callable[[], Iterable[Problem]] = tuple
) -> tuple[Cast, ...]:
    """As ``load_cast``, of several.

    Parameters
    ----------
    besides
        Asked where a cast cannot be used: what is wrong with the other inputs, to be told at once.

    Raises
    ------
    CastError
        One cannot be used; all that is wrong with any, and besides.
    """
    casts: list[Cast] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            casts.append(load_cast(path, axes=axes))
        except CastError as error:
            problems += error.problems
    if problems:
        raise CastError(*problems, *besides())
    return tuple(casts)


def parse_cast(yaml: str, *, axes: Collection[str] = ()) -> Cast:
    """Personas written as YAML, of no file and without a digest; raises as ``load_cast``."""
    return _cast(read_cast_yaml(f"version: 1\nname: {NAMELESS}\n{yaml}", NAMELESS), "", axes)


def _cast(text: CastText, digest: str, axes: Collection[str]) -> Cast:
    form = _checked(text, axes)
    personas = tuple(
        _persona(persona, axes, text.places.get(("personas", n), "")) for n, persona in enumerate(form.personas)
    )
    return Cast(personas, form.name, form.owner, form.reviewed, text.file, digest, form.drafted, text.unread)


def cast_schema() -> dict[str, Any]:
    """JSON Schema of a cast in YAML, for editors and pipelines; it lists the functions of the vocabulary."""
    schema = CastForm.model_json_schema()
    single, several = schema["$defs"]["PersonaForm"]["properties"]["functions"]["anyOf"]
    single["enum"] = several["items"]["enum"] = list(vocabulary().functions)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _checked(text: CastText, axes: Collection[str]) -> CastForm:
    problems = [*repeated_ids(text), *undefined_personas(text), *scope_problems(text, axes), *too_many_phrases(text)]
    problems.extend(unknown_functions(text, vocabulary().functions))
    form: CastForm | None = None
    try:
        form = CastForm.model_validate(text.tree)
    except ValidationError as error:
        problems.extend(schema_problems(text, error))
    if form is None or problems or text.problems:
        inorder = sorted(problems, key=lambda placed: placed[0])
        raise CastError(*text.problems, *(problem for _, problem in inorder))
    return form


def _persona(form: PersonaForm, axes: Collection[str], place: str) -> Persona:
    return Persona(
        id=form.id,
        name=form.name or form.id,
        summary=form.summary,
        kind=form.kind,
        side=form.side,
        titles=form.titles,
        not_titles=form.not_titles,
        functions=tuple(function.casefold() for function in form.functions),
        levels=form.levels,
        departments=form.departments,
        buying_roles=form.buying_roles,
        where=form.where,
        examples=form.examples,
        scope=read_scope(form, axes),
        evidence=Evidence(form.evidence.interviews, form.evidence.sources, form.evidence.last, form.evidence.segments),
        owner=form.owner,
        reviewed=form.reviewed,
        crm=form.crm,
        goals=form.goals,
        frustrations=form.frustrations,
        channels=form.channels,
        quote=form.quote,
        place=place,
    )
