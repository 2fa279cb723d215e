"""Casts that are read: text as typed, scope as stated or as the evidence has it."""

from __future__ import annotations

import json
from datetime import date
from textwrap import dedent

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from personacheck.cast.load import cast_schema, load_cast
from personacheck.errors import CastError
from personacheck.model.cast import Cast, Scope

WHOLE = """\
version: 1
name: Customer cast 2026
owner: CX team
reviewed: 2026-09-30
personas:
  - id: it-leader
    name: Ingrid, IT decision maker
    summary: Decides on IT systems and budget.
    kind: primary
    side: Buyer
    titles: [cio, head of it, "*administrator"]
    not_titles: [assistant to]
    functions: [IT]
    levels: [executive, VP]
    departments: [information technology]
    buying_roles: [decision maker]
    where: {Partner Type: [Reseller]}
    examples: [Director of Information Technology]
    scope: {channel: [direct], size: [Large]}
    evidence: {interviews: 6, sources: [interview], last: 2026-05-12, segments: [direct/large]}
    owner: Product marketing
    reviewed: 2026-05-30
    crm: {hubspot: {hs_persona: persona_1}}
"""


@pytest.fixture
def read(tmp_path):
    def _read(text: str | bytes, **options) -> Cast:
        path = tmp_path / "cast.yaml"
        path.write_bytes(text if isinstance(text, bytes) else dedent(text).encode())
        return load_cast(path, **options)

    return _read


def test_every_key_is_read(read):
    cast = read(WHOLE)
    persona = cast["it-leader"]
    assert (cast.name, cast.owner, cast.reviewed, cast.file) == (
        "Customer cast 2026",
        "CX team",
        date(2026, 9, 30),
        "cast.yaml",
    )
    assert len(cast.digest) == 64
    assert persona.name == "Ingrid, IT decision maker"
    assert (persona.kind, persona.side) == ("primary", "buyer")
    assert persona.titles == ("cio", "head of it", "*administrator")
    assert persona.not_titles == ("assistant to",)
    assert (persona.functions, persona.levels) == (("it",), ("executive", "vp"))
    assert persona.where == {"Partner Type": ("Reseller",)}
    assert persona.scope == Scope(stated=True, axes={"channel": ("direct",), "size": ("large",)})
    assert (persona.evidence.interviews, persona.evidence.last) == (6, date(2026, 5, 12))
    assert (persona.reviewed, persona.owner) == (date(2026, 5, 30), "Product marketing")
    assert persona.crm == {"hubspot": {"hs_persona": "persona_1"}}
    assert persona.place == "line 6"


def test_words_that_yaml_takes_for_something_else_stay_text(read):
    cast = read("""\
        personas:
          - id: no
            name: Yes
            titles: [on, off, 1e3, 012, 2026-01-01, null]
            owner: 007
        """)
    assert cast.personas[0].id == "no"
    assert cast.personas[0].name == "Yes"
    assert cast.personas[0].titles == ("on", "off", "1e3", "012", "2026-01-01", "null")
    assert cast.personas[0].owner == "007"


def test_a_key_without_a_value_is_left_out(read):
    persona = read("personas:\n- id: a\n  name:\n  titles: [x]\n  scope: null\n  reviewed: ~\n").personas[0]
    assert (persona.name, persona.scope, persona.reviewed) == ("a", Scope(), None)


def test_one_text_is_a_list_of_one(read):
    persona = read("personas:\n- {id: a, titles: cio, scope: {channel: direct}}\n").personas[0]
    assert persona.titles == ("cio",)
    assert persona.scope.axes == {"channel": ("direct",)}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_encodings_that_say_what_they_are_are_read(read, encoding, newline):
    text = "personas:\n- id: a\n  titles: [geschäftsführer]\n".replace("\n", newline)
    assert read(text.encode(encoding)).personas[0].titles == ("geschäftsführer",)


@pytest.mark.parametrize(
    ("written", "scope"),
    [
        ("scope: everywhere", Scope(stated=True)),
        ("evidence: {interviews: 3}", Scope()),
        (
            "evidence: {segments: [direct/large]}",
            Scope(stated=True, axes={"channel": ("direct",), "size": ("large",)}, from_evidence=True),
        ),
        (
            "evidence: {segments: ['direct, large', direct/medium]}",
            Scope(stated=True, axes={"channel": ("direct",), "size": ("large", "medium")}, from_evidence=True),
        ),
        # An axis that only one of the segments names does not restrict.
        (
            "evidence: {segments: [direct/large, direct]}",
            Scope(stated=True, axes={"channel": ("direct",)}, from_evidence=True),
        ),
        (
            "evidence: {segments: [channel=Direct/region=North]}",
            Scope(stated=True, axes={"channel": ("direct",), "region": ("North",)}, from_evidence=True),
        ),
        # Words that CRMs use for a value are understood, and a vendor's own tiers are values.
        (
            "scope: {channel: [Reseller], size: [Enterprise, Tier 1], stage: [Live]}",
            Scope(stated=True, axes={"channel": ("indirect",), "size": ("large", "tier 1"), "stage": ("post-sale",)}),
        ),
        (
            "evidence: {segments: [partner/smb]}",
            Scope(stated=True, axes={"channel": ("indirect",), "size": ("small",)}, from_evidence=True),
        ),
        ("scope: {region: [North, South]}", Scope(stated=True, axes={"region": ("North", "South")})),
        # A stated scope leaves the segments of the evidence as the author's own notes.
        (
            "scope: {size: small}\n  evidence: {segments: [a workshop]}",
            Scope(stated=True, axes={"size": ("small",)}),
        ),
    ],
)
def test_scope(read, written, scope):
    assert read(f"personas:\n- id: a\n  titles: [x]\n  {written}\n", axes=("region",)).personas[0].scope == scope


def test_headers_asked_for_by_where(read):
    cast = read("personas:\n- {id: a, where: {Type: [x], Tier: [1]}}\n- {id: b, where: {Type: [y]}}\n")
    assert cast.headers == ("Type", "Tier")


def test_the_schema_takes_what_the_reader_takes():
    schema = json.loads(json.dumps(cast_schema()))
    jsonschema.Draft202012Validator.check_schema(schema)
    whole = YAML(typ="safe").load(WHOLE.replace("Buyer", "buyer").replace("VP", "vp").replace("[IT]", "[it]"))
    dates = json.loads(json.dumps(whole, default=str))
    jsonschema.validate(dates, schema)
    with pytest.raises(jsonschema.ValidationError, match="nmae"):
        jsonschema.validate({**dates, "nmae": "x"}, schema)
    dates["personas"][0]["functions"] = ["astrology"]
    with pytest.raises(jsonschema.ValidationError, match="astrology"):
        jsonschema.validate(dates, schema)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda path: None, "FOLDER/cast.yaml: no such file. Create one with: personacheck init"),
        (lambda path: path.mkdir(), "cast.yaml: a folder, not a cast. Name the file in it: cast.yaml"),
        (
            lambda path: path.write_bytes(b"#" * 1_000_001),
            "cast.yaml: larger than 1 MB, too large for a cast. Is it the export?",
        ),
        (
            lambda path: path.write_bytes("a: b\nc: ä\n".encode("latin-1")),
            "cast.yaml, line 2: the encoding is not UTF-8. Save the file as UTF-8 (older Windows editors write "
            "Latin-1 or cp1252).",
        ),
        (
            lambda path: path.write_bytes(b"a: \x00"),
            "cast.yaml: not a text file. A cast is YAML text, or the Excel template.",
        ),
        (
            lambda path: path.write_bytes(b"a: b\nc: \x07"),
            "cast.yaml, line 2: has a character that YAML does not allow. Delete it or write it out.",
        ),
    ],
)
def test_a_file_that_is_no_cast_is_refused(tmp_path, make, told):
    path = tmp_path / "cast.yaml"
    make(path)
    with pytest.raises(CastError) as caught:
        load_cast(path)
    assert str(caught.value).replace(str(tmp_path), "FOLDER") == told


def test_a_missing_file_is_looked_for_beside_it(tmp_path):
    (tmp_path / "cast.yml").touch()
    with pytest.raises(CastError, match=r"Did you mean .*cast\.yml\?"):
        load_cast(tmp_path / "cast.yaml")


def test_twenty_thousand_brackets_end_in_one_sentence(read):
    with pytest.raises(CastError, match="line 1: nesting deeper than 20 levels"):
        read("personas: " + "[" * 20_000)


KEYS = ["version", "personas", "id", "name", "titles", "scope", "evidence", "segments", "where", "levels", "x", "1"]
TREES = st.recursive(
    st.sampled_from(["a", "cio", "direct", "", "*", "2026-01-01", "everywhere", "a@example.com", "x" * 50]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
    max_leaves=12,
)


def _cast_or_error(path) -> Cast | CastError:
    try:
        return load_cast(path)
    except CastError as error:
        assert error.problems
        assert all(problem.cause and problem.file == path.name for problem in error.problems)
        return error


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_give_a_cast_or_one_error(tmp_path, data):
    path = tmp_path / "cast.yaml"
    path.write_bytes(data)
    _cast_or_error(path)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet="ab:-[]{}*&!|>'\"#%@`?,~ \n\t\\U09äß\x85\u2028", max_size=60))
def test_any_punctuation_gives_a_cast_or_one_error(tmp_path, text):
    path = tmp_path / "cast.yaml"
    path.write_bytes(f"personas:\n- id: a\n  titles: [x]\n  {text}".encode())
    _cast_or_error(path)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=st.fixed_dictionaries({"personas": st.lists(TREES, max_size=4)}) | TREES)
def test_any_tree_gives_a_cast_or_one_error(tmp_path, tree):
    path = tmp_path / "cast.yaml"
    path.write_text(json.dumps(tree), encoding="utf-8")  # JSON is YAML
    _cast_or_error(path)


@pytest.mark.shared
def test_the_cast_of_the_benchmark_loads(shared):
    assert len(load_cast(shared / "bench" / "cast.yaml").personas) == 12


HOSTILE = {
    "p01_clean.yaml": 2, "p02_billion_laughs.yaml": ["alias"], "p03_python_object.yaml": ["tag", "line 1"],
    "p08_xss.yaml": 1, "p09_norway.yaml": 1, "p10_tabs.yaml": ["line 2", "tab"], "p11_deep_nesting.yaml": ["nesting"],
    "p13_latin1.yaml": ["encoding"], "p14_empty.yaml": ["no personas"],
}  # fmt: skip  # a table: file to number of personas, or to what the error names


@pytest.mark.shared
@pytest.mark.parametrize("file", HOSTILE)
def test_hostile_casts(shared, file):
    wanted = HOSTILE[file]
    found = _cast_or_error(shared / "hostile" / file)
    if isinstance(wanted, int):
        assert isinstance(found, Cast)
        assert len(found.personas) == wanted
    else:
        assert isinstance(found, CastError)
        assert all(word in str(found) for word in wanted)
        assert len(found.lines()) <= 3
