"""How a scope meets a segment."""

from __future__ import annotations

import pytest
from builders import persona, scope

from personacheck.match.persona.scope import Reach, columns, reach
from personacheck.model import tables as t

LARGE = {"scope": scope(size=["large", "medium"], channel=["direct"])}


@pytest.mark.parametrize(
    ("fields", "segment", "how"),
    [
        (LARGE, {"size": "large", "channel": "direct"}, Reach.INSIDE),
        (LARGE, {"size": "medium", "channel": "direct"}, Reach.INSIDE),
        (LARGE, {"size": "small", "channel": "direct"}, Reach.OUTSIDE),
        (LARGE, {"size": "small", "channel": "unknown"}, Reach.OUTSIDE),
        (LARGE, {"size": "large", "channel": "unknown"}, Reach.ASSUMED),
        (LARGE, {"size": "large", "channel": ""}, Reach.ASSUMED),
        (LARGE, {"size": "large"}, Reach.ASSUMED),
        ({"scope": scope()}, {"size": "small"}, Reach.INSIDE),
        ({}, {"size": "small"}, Reach.ASSUMED),
        ({"scope": scope(), "side": "buyer"}, {"side": "buyer"}, Reach.INSIDE),
        ({"scope": scope(), "side": "buyer"}, {"side": "user"}, Reach.OTHER_SIDE),
        ({"scope": scope(), "side": "user"}, {"side": "buyer"}, Reach.OTHER_SIDE),
        ({"scope": scope(), "side": "user"}, {"side": "user"}, Reach.INSIDE),
        ({"scope": scope(), "side": "user"}, {"side": "both"}, Reach.INSIDE),
        ({"scope": scope(), "side": "both"}, {"side": "user"}, Reach.INSIDE),
        ({"scope": scope(), "side": "user"}, {"side": "unknown"}, Reach.INSIDE),
        ({"scope": scope(), "side": "user"}, {}, Reach.INSIDE),
        ({"scope": scope(), "kind": "partner"}, {"population": "customer"}, Reach.OTHER_PEOPLE),
        ({"scope": scope(), "kind": "partner"}, {"population": "prospect"}, Reach.OTHER_PEOPLE),
        ({"scope": scope(), "kind": "partner"}, {"population": "partner"}, Reach.INSIDE),
        ({"scope": scope(), "kind": "partner"}, {"population": "unclassified"}, Reach.INSIDE),
        ({"scope": scope(), "kind": "partner"}, {}, Reach.INSIDE),
        ({"scope": scope(), "kind": "primary"}, {"population": "customer"}, Reach.INSIDE),
        (
            {"scope": scope(), "kind": "partner", "side": "user"},
            {"population": "customer", "side": "buyer"},
            Reach.OTHER_PEOPLE,
        ),
    ],
)
def test_a_scope_holds_a_segment_leaves_it_out_or_is_assumed_to_hold_it(fields, segment, how):
    assert reach(persona("ann", **fields), segment) == how


def test_the_columns_that_scopes_ask_for_each_once():
    personas = (persona("a", **LARGE), persona("b", scope=scope(side=["user"], stage=["renewal"])), persona("c"))
    assert columns(personas) == (t.POPULATION, t.SIDE, "size", "channel", "stage")
    assert columns(()) == (t.POPULATION, t.SIDE)
