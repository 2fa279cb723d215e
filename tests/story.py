"""Two years of an invented vendor, quarter by quarter, out of the shipped example: what the review says of each.

=========  ==========================================================================================
2024 Q4    The first run: direct customers only.
2025 Q1    The same, with rows and columns in another order.
2025 Q2    The management retires the persona of customer service.
2025 Q3    Nothing but a few new contacts.
2025 Q4    The market entry: the first customers sold through partners.
2026 Q1    More of them. Customer service is to be researched by the end of May; finance is accepted until August.
2026 Q2    The system administrator goes under a new id; nobody has done the research.
2026 Q3    The head of IT is extended to everybody; the waiver has expired.
=========  ==========================================================================================
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from conftest import ROOT

from personacheck import pipeline
from personacheck.review import history
from personacheck.review.memory import Memory
from personacheck.review.review import renewed
from personacheck.settings.file import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from personacheck.model.assessment import Assessment
    from personacheck.model.review import Review
    from personacheck.model.snapshot import Snapshot

FIXTURES = ROOT / "fixtures"
QUARTERS = tuple(
    date.fromisoformat(day)
    for day in (
        "2024-12-31",
        "2025-03-31",
        "2025-06-30",
        "2025-09-30",
        "2025-12-31",
        "2026-03-31",
        "2026-06-30",
        "2026-09-30",
    )
)
ENTRY = 4  # the quarter in which the first customers through partners appear
Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Quarter:
    """One quarter: the assessment, the run, its review, and the register before and after it."""

    assessment: Assessment
    run: Snapshot
    review: Review
    before: str
    register: str


def story(folder: Path) -> Iterator[Quarter]:
    """Play the two years in a folder, one quarter after the other."""
    settings = load_settings(FIXTURES / "personacheck.toml", {})
    contacts, accounts = (_rows(FIXTURES / name) for name in ("contacts.csv", "accounts.csv"))
    memory, text = Memory(history.history_file(folder), folder / "decisions.yaml"), ""
    for number, as_of in enumerate(QUARTERS):
        exports = _exports(folder, number, contacts, accounts)
        cast = folder / f"cast-{number}.yaml"
        cast.write_text(_cast(number), encoding="utf-8")
        before = _decided(number, text)
        memory.decisions.write_text(before, encoding="utf-8")
        found = pipeline.review(exports, cast, settings, as_of=as_of, labels=None, memory=memory, tell=lambda _: None)
        register = renewed(memory.decisions, found.review, found.snapshot)
        history.record(memory.history, found.snapshot)
        text = register.decode()
        yield Quarter(found, found.snapshot, found.review, before, text)


def _exports(folder: Path, number: int, contacts: Rows, accounts: Rows) -> list[Path]:
    """Contacts created by the quarter's end; customers through partners arrive from the entry on, a part a quarter."""
    as_of = QUARTERS[number]
    sold = [row["Account ID"] for row in accounts if row["Account Type"] == "Customer - Channel"]
    entry = {key: QUARTERS[ENTRY + n % 3] for n, key in enumerate(sold)}
    people = []
    for row in contacts:
        begun = entry.get(row["Account ID"])
        created = row["Created Date"] if begun is None else begun.replace(day=10).isoformat()
        if date.fromisoformat(created) <= as_of:
            people.append({**row, "Created Date": created})
    firms = [row for row in accounts if entry.get(row["Account ID"], as_of) <= as_of]
    return [
        _write(folder / f"contacts-{number}.csv", people, turned=number == 1),
        _write(folder / f"accounts-{number}.csv", firms, turned=number == 1),
    ]


def _cast(number: int) -> str:
    text = (FIXTURES / "cast.yaml").read_text(encoding="utf-8")
    text = text.replace("reviewed: 2025-10-15\npersonas", f"reviewed: {QUARTERS[max(0, number - 1)]}\npersonas")
    if number >= 2:
        head, _, rest = text.partition("  - id: service-advisor")
        text = f"{head}  - id: smart-city-officer{rest.partition('  - id: smart-city-officer')[2]}"
    if number >= 6:
        text = text.replace("id: system-administrator", "id: it-operations")
    if number >= 7:
        text = text.replace(
            "scope: {channel: [direct], size: [large]}\n    evidence: {interviews: 9",
            "scope: everywhere\n    evidence: {interviews: 9",
        )
    return text


def _decided(number: int, text: str) -> str:
    """What people write into the register between two reviews."""
    if number != ENTRY + 1:
        return text
    research = "    decision: research\n    owner: Product marketing\n    due: 2026-05-31\n"
    accept = "    decision: accept\n    reason: Few of them; partners serve them.\n    until: 2026-08-31\n"
    for what, decision in (("Customer service leads", research), ("Finance leads", accept)):
        blank = f'    what: "{what}"\n    decision: open\n    owner:\n    due:\n'
        text = text.replace(blank, f'    what: "{what}"\n{decision}')
    return text


def _rows(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, rows: Rows, *, turned: bool) -> Path:
    names, rows = (list(rows[0])[::-1], rows[::-1]) if turned else (list(rows[0]), rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(rows)
    return path
