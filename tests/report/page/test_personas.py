"""The table of personas: who is first, how far bars and colours go, and what is said of the first."""

from __future__ import annotations

import pytest
import snapshots as s
from builders import persona, scope

from personacheck.model.few import Least
from personacheck.report.page.personas import QUOTE, _cell, _claim, about


@pytest.mark.parametrize(
    ("shares", "told"),
    [
        ([], "No contact is covered."),
        ([0.0, 0.0], "No contact is covered."),
        ([1.0], "Olu carries 100 % of all covered contacts."),
        ([0.5, 0.3, 0.2], "Olu carries 50 % of all covered contacts."),
        ([0.5, 0.5], ""),  # no one leads
        ([0.4, 0.4, 0.2], ""),
        ([None, None], ""),  # too few to tell
    ],
)
def test_what_the_first_persona_carries(shares, told):
    figures = [s.figure(f"p{n}", share, None if share is None else round(10 * share)) for n, share in enumerate(shares)]
    assert _claim(figures, "Olu").replace("\xa0", " ") == told


@pytest.mark.parametrize(
    ("contacts", "step", "words"),
    [
        (0, 0, "0"),
        (None, 1, "under five"),
        (5, 1, "5"),
        (6, 2, "6"),
        (20, 2, "20"),
        (21, 3, "21"),
        (50, 3, "50"),
        (51, 4, "51"),
        (100, 4, "100"),
    ],
)
def test_the_colour_of_a_cell_goes_with_the_largest_one(contacts, step, words):
    figure = s.figure("olu", 1.0)
    figure.by_axis["channel"] = {"direct": contacts}
    cell = _cell(figure, "channel", "direct", 100, Least())
    assert (cell.label, cell.contacts, cell.step) == ("Sold direct", words, step)
    assert _cell(figure, "channel", "indirect", 100, Least()).step == 0


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "researched for: not stated"),
        ({"kind": "secondary", "side": "buyer", "scope": scope()}, "secondary; buyer; researched for: everywhere"),
        ({"side": "both", "scope": scope(size=["small", "large"], channel=["direct"])},
         "buyer and user; researched for: small or large, sold direct"),
        ({"quote": "It runs."}, "researched for: not stated. “It runs.”"),
        ({"quote": "x" * QUOTE}, f"researched for: not stated. “{'x' * QUOTE}”"),
        ({"quote": f"It {'x' * QUOTE}"}, "researched for: not stated. “It …”"),
    ],
)  # fmt: skip  # a table
def test_a_persona_in_a_line(fields, told):
    assert about(persona("olu", **fields)) == told
