"""Values of CRM fields -> what they mean."""

import math
from pathlib import Path
from time import process_time

import pytest
from ruamel.yaml import YAML

from personacheck.load.columns.bands import band
from personacheck.load.columns.figures import number, scale_of
from personacheck.load.columns.meanings import channel_value, role_sides, size_value, stage_meaning, type_meaning
from personacheck.model.tables import LEVELS, Side
from personacheck.vocabulary.axes import segments, side_of, value_label

CASES = YAML(typ="safe").load(Path(__file__).parents[2] / "cases" / "crm_values.yaml")


def map_cells(name):
    return pytest.mark.parametrize(("text", "meant"), CASES[name].items(), ids=[str(text) for text in CASES[name]])


@map_cells("types")
def test_types(text, meant):
    told = type_meaning(text)
    assert [told.population, told.value, told.excluded] == meant


@map_cells("channels")
def test_channels(text, meant):
    assert channel_value(text) == meant


@map_cells("stages")
def test_stages(text, meant):
    told = stage_meaning(text)
    assert [told.value, told.population] == meant


@map_cells("sizes")
def test_sizes(text, meant):
    assert size_value(text) == meant


@map_cells("roles")
def test_roles(text, meant):
    assert sorted(role_sides(text)) == meant


@map_cells("employees")
def test_employees(text, meant):
    assert band(text) == meant


@map_cells("amounts")
def test_amounts(text, meant):
    assert number(text) == meant


@pytest.mark.safety
@map_cells("headers")
def test_magnitudes_above_a_column(text, meant):
    assert scale_of(text) == meant


@pytest.mark.safety
@pytest.mark.parametrize("text", ["-5", "100-", "(100)", "-5%"])
def test_nobody_employs_fewer_than_none(text):
    assert math.isnan(band(text))


@pytest.mark.safety
@pytest.mark.parametrize("text", ["+-5", "-+5", "(+5)", "+5-"])
def test_an_amount_with_two_signs_is_none(text):
    assert math.isnan(number(text))


@pytest.mark.parametrize("text", ["", "unknown", "n/a", "-", "self-employed", "Jan", "10-Foo"])
def test_what_is_no_number_of_employees(text):
    assert math.isnan(band(text)) or text == "10-Foo"


@pytest.mark.safety
def test_a_long_text_is_no_band_and_is_not_searched_for_one():
    """Each digit might begin a band that ends at any later one: of 40,000 characters that takes half a minute."""
    start = process_time()
    assert math.isnan(band("1 " * 20_000))
    assert process_time() - start < 2


def test_sides_are_said_for_every_level_and_unknown_without_one():
    for level in LEVELS:
        assert side_of("it", level) in set(Side)
    assert side_of("it", "") == "unknown"


def test_functions_with_a_side_of_their_own_exist_in_the_vocabulary_of_titles():
    from personacheck.vocabulary.words import vocabulary

    assert set(segments().sides) <= set(vocabulary().functions)


def test_readers_are_told_of_values_in_words():
    assert value_label("channel", "indirect") == "partner-sold"
    assert value_label("region", "DACH") == "DACH"
