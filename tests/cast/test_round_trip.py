"""YAML -> Excel -> YAML: a cast comes back as it was, whatever its texts hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from personacheck.cast.load import load_cast
from personacheck.model import tables as t
from personacheck.model.cast import Cast, Evidence, Kind, Persona, Scope
from personacheck.report.cast_text import as_mapping, as_yaml
from personacheck.report.cast_workbook import template
from personacheck.text.clean import clean_text

LETTERS = "aB9äß山 ,;\"'=+-#:*&!{}[]|>%@`~_\n"
"""What tells a list, a quote, a formula or a comment from text."""
text = (
    st.text(LETTERS, min_size=1, max_size=12)
    .map(clean_text)
    .filter(lambda text: bool(text) and clean_text(text) == text)
)
phrase = text.filter(lambda text: any(letter.isalnum() for letter in text))
day = st.dates(date(1990, 1, 1), date(2100, 1, 1))
some = st.lists(phrase, max_size=4, unique=True).map(tuple)
one_or_more = st.lists(text, min_size=1, max_size=3, unique=True).map(tuple)
axes = {t.CHANNEL: ("direct", "indirect", "mixed"), t.SIZE: ("small", "medium", "large")}
scopes = st.builds(
    lambda channel, size, region: Scope(
        stated=True, axes={k: v for k, v in (("channel", channel), ("size", size), ("region", region)) if v}
    ),
    *(st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple) for values in axes.values()),
    st.lists(phrase.filter(lambda word: word != "everywhere"), max_size=2, unique=True).map(tuple),
)
evidence = st.builds(
    Evidence,
    interviews=st.none() | st.integers(0, 99),
    sources=some,
    last=st.none() | day,
    segments=st.just(()) | st.just(("channel=direct",)),
)
personas = st.builds(
    Persona,
    id=st.from_regex(r"[a-z0-9][a-z0-9_-]{0,8}", fullmatch=True).filter(lambda name: name not in {"con", "aux"}),
    name=phrase,
    summary=st.just("") | text,
    kind=st.sampled_from([kind.value for kind in Kind]),
    side=st.sampled_from([side.value for side in t.Side]),
    titles=st.lists(phrase, min_size=1, max_size=4, unique=True).map(tuple),
    not_titles=some,
    functions=st.lists(st.sampled_from(["it", "finance", "data", "legal", "quality"]), unique=True).map(tuple),
    levels=st.lists(st.sampled_from(t.LEVELS), unique=True, max_size=6).map(tuple),
    departments=some,
    buying_roles=some,
    where=st.dictionaries(phrase, one_or_more, max_size=2),
    examples=some,
    scope=scopes,
    evidence=evidence,
    owner=st.just("") | text,
    reviewed=st.none() | day,
    crm=st.dictionaries(phrase, st.dictionaries(phrase, text, min_size=1, max_size=2), max_size=2),
    goals=some,
    frustrations=some,
    channels=some,
    quote=st.just("") | text,
)
casts = st.builds(
    Cast,
    personas=st.lists(personas, min_size=1, max_size=3, unique_by=lambda persona: persona.id).map(tuple),
    name=st.just("") | text,
    owner=st.just("") | text,
    reviewed=st.none() | day,
    drafted=st.none() | day,
)


def saved(cast: Cast) -> Cast:
    """What a file of it holds: neither the file nor the place of a persona in it."""
    return replace(cast, file="", digest="", personas=tuple(replace(one, place="") for one in cast.personas))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cast=casts)
def test_nothing_is_lost_between_yaml_and_excel(cast, tmp_path_factory):
    folder = tmp_path_factory.mktemp("casts")
    (folder / "cast.yaml").write_text(as_yaml(cast), encoding="utf-8")
    from_yaml = load_cast(folder / "cast.yaml", axes=["region"])
    (folder / "cast.xlsx").write_bytes(template(as_mapping(from_yaml)))
    from_excel = load_cast(folder / "cast.xlsx", axes=["region"])
    assert saved(from_excel) == saved(from_yaml)
    assert as_yaml(from_excel) == as_yaml(cast)
