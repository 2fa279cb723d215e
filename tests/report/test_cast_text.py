"""A cast as ``cast.yaml``: what is said, one line a list, and comments where they belong."""

from __future__ import annotations

from datetime import date

import builders as b

from personacheck.report.cast_text import as_yaml

TEXT = """\
# Made from an export.
version: 1
name: Test cast
reviewed: 2026-09-30
personas:
  # Nine contacts: interview first.
  - id: olu
    name: "Olu, operations: lead"
    kind: primary
    side: user
    titles: [head of it, "*administrator"]
    where: {Partner Type: [Reseller]}
    scope: {channel: [direct]}
    evidence: {interviews: 6, sources: [interview], last: 2026-09-30, segments: [direct/large, indirect/small]}
  - id: elin
    name: Elin
    kind: negative
    scope: everywhere
"""


def test_a_cast_as_text():
    olu = b.persona(
        "olu", name="Olu, operations: lead", side="user", titles=("head of it", "*administrator"),
        where={"Partner Type": ("Reseller",)}, scope=b.scope(channel=["direct"]), evidence=b.evidence(),
    )  # fmt: skip  # fields
    cast = b.cast(olu, b.persona("elin", kind="negative", scope=b.scope()), drafted=None, reviewed=date(2026, 9, 30))
    assert as_yaml(cast, {"olu": "Nine contacts: interview first."}, "Made from an export.") == TEXT
