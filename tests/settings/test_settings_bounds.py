"""Every setting has bounds: whatever stands in the file, it is used or refused in words."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as run_with
from hypothesis import strategies as st

from personacheck.errors import SettingsError
from personacheck.settings.file import find_settings, load_settings
from personacheck.settings.sections import Section
from personacheck.settings.settings import FILE_NAME, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.safety


def _keys(form: type[Section] = Settings, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, field in form.model_fields.items():
        if isinstance(field.default, Section):
            yield from _keys(type(field.default), (*path, name))
        yield (*path, name)


KEYS = (
    *_keys(), ("axes", "region", "column"), ("axes", "region", "bands", "low"), ("axes", "region", "groups", "a"),
    ("gates", "all"), ("findings", "size-skew"), ("export", "rates", "USD"), ("export", "types", "customer"),
    ("review", "renamed", "a"), ("serves", "size"), ("findings", "no-such"), ("nothing",),
)  # fmt: skip  # a row a kind
VALUES: tuple[Any, ...] = (
    math.nan, math.inf, -math.inf, -1, 0, -0.0, 10**30, 10**400, 1e308, 1e-320, True, "", " ", "x" * 10_000, "\x1b[31m",
    "\u202e", "1", [], [""], [[[[]]]], [1, "a"], {}, {"a": {"b": {"c": {}}}}, {"": 1}, {"a": math.nan}, "0" * 5_000,
)  # fmt: skip  # a table of values reads better in rows


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {_toml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, float):
        return repr(value).replace("1e+308", "1e308")
    return json.dumps(value)


def _file(folder: Path, key: tuple[str, ...], value: Any) -> Path:
    path = folder / FILE_NAME
    text = _toml(value) if value is not math.inf else "inf"
    path.write_text(f"{'.'.join(map(json.dumps, key))} = {text}\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("key", KEYS, ids=".".join)
def test_each_key_takes_or_refuses_each_value(key: tuple[str, ...], tmp_path: Path) -> None:
    for value in VALUES:
        try:
            made = load_settings(_file(tmp_path, key, value), {})
        except SettingsError as error:
            told = " ".join(error.lines())
            assert error.problems[0].cause
            assert len(told) < 1_000
            assert not {"\x1b", "\u202e"} & set(told)
        else:
            assert not _senseless(made), (key, value)


def _senseless(made: Settings) -> list[Any]:
    numbers = [
        *made.findings.values(), *made.gates.values(), *made.export.rates.values(), made.seed,
        *made.accounts.model_dump().values(), *(size for size in made.size.model_dump().values() if size is not None),
    ]  # fmt: skip  # a row a kind
    return [number for number in numbers if not 0 <= number <= 1e15]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("accounts.active_months = 9999999", "active_months: must be at most 1200"),
        ("accounts.main_contacts = 0", "main_contacts: must be at least 1"),
        ("accounts.main_contacts = true", "must be a whole number"),
        ("accounts.main_contacts = 2.5", "must be a whole number"),
        ("findings.size-skew = nan", "must be a finite number"),
        ("findings.size-skew = -1", "must be at least 0"),
        ("gates.all = 101", "must be at most 100"),
        ("gates.all = nan", "gates.all: must be a finite number"),
        ("export.rates.USD = 0", "must be more than 0"),
        ("seed = -1", "seed: must be at least 0"),
        ("size.small_below = 300", "size: small must end below medium"),
        ("size.small_amount = 9\nsize.medium_amount = 2", "size: small must end below medium"),
        ("axes.region = {column = 'x', bands = {a = 1, b = 1}}", "two bands that end at the same number"),
        ("axes.region = {column = 'x', bands = {a = nan}}", "must be a finite number"),
        ("export.own_domains = ['']", "the text is empty"),
        ("export.own_domains = ['*']", 'is not an e-mail domain. Write it like this: "acme.com"'),
        ("export.own_domains = ['acme.com', '*.acme.com']", "export.own_domains.1: is not an e-mail domain"),
        ("export.partner_domains = ['acme']", "is not an e-mail domain"),
        ("export.own_domains = ['me@acme.com']", "is not an e-mail domain"),
        ("export.currency = 'money'", "export.currency: is not a currency's code. Write three letters, such as EUR."),
        ("export.rates.dollars = 1.1", "is not a currency's code"),
        ("serves.size = ['min', 'max']", "serves: size has no value min. Use one of: small, medium, large."),
        ("serves.size = ['small', 'huge']", "size has no value huge. Use one of: small, medium, large."),
        ("serves.sice = ['small']", "serves: there is no axis sice. Did you mean size?"),
        (
            "serves.band = ['c']\naxes.band = {column = 'x', bands = {a = 1, b = 2}}",
            "band has no value c. Use one of: a, b.",
        ),
        ("accounts = 5", "accounts: must be a table of keys and values"),
        ("export = {own_domains = 'x'}", "must be a list"),
    ],
)
def test_what_makes_no_sense_is_refused(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=said.replace(".", r"\.").replace("(", r"\(")):
        load_settings(path, {})


def test_values_are_read_as_they_are_meant(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    path.write_text(
        "serves = {size = ['Small'], region = ['North']}\naxes.region = {column = 'x'}\n"
        "[export]\nown_domains = ['@Acme.com', 'büro.example']\ncurrency = 'eur'\nrates = {usd = 0.9}\n",
        encoding="utf-8",
    )
    found = load_settings(path, {})
    assert found.serves == {"size": ("small",), "region": ("North",)}
    assert found.export.own_domains == ["acme.com", "büro.example"]
    assert (found.export.currency, found.export.rates) == ("EUR", {"USD": 0.9})


def test_the_last_band_may_have_no_end(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    path.write_text("axes.region = {column = 'x', bands = {a = 1, b = inf}}", encoding="utf-8")
    assert load_settings(path, {}).axes["region"].bands["b"] == math.inf


@pytest.mark.parametrize("text", ["tool = 3", "[tool]\npersonacheck = 3", "[tool.personacheck]\nseed = 1", "[tool.x]"])
def test_a_project_file_of_any_form(text: str, tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text(text, encoding="utf-8")
    found = find_settings(tmp_path)
    assert (found == path) == ("personacheck" in text)
    if text.endswith("personacheck = 3"):
        with pytest.raises(SettingsError, match="must be a table"):
            load_settings(found, {})


@run_with(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(text=st.text(max_size=200) | st.recursive(st.just("1"), lambda inner: inner.map("[{}]".format), max_leaves=50))
def test_any_text_is_settings_or_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    path.write_text(f"a = {text}", encoding="utf-8", errors="replace", newline="")
    with pytest.raises(SettingsError):
        load_settings(path, {})


@pytest.mark.parametrize("value", ["nan", "-1", "", "x", "9" * 5_000, "[[[", "\x1b"])
@pytest.mark.parametrize(
    "key", ["SEED", "ACCOUNTS_MAIN_CONTACTS", "ACCOUNTS", "GATES", "AXES", "PURPOSE", "EXPORT_SHEET"]
)
def test_the_environment_is_no_less_bounded(key: str, value: str, tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    path.write_text("accounts = 5", encoding="utf-8")
    with pytest.raises(SettingsError):
        load_settings(path, {f"PERSONACHECK_{key}": value})
