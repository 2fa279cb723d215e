"""The same people, the same answer: no order of rows or files changes a status, a figure or a finding."""

from __future__ import annotations

import csv
import json
import random
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from personacheck import pipeline
from personacheck.report.json import render
from personacheck.report.tables import accounts_table, contacts_table
from personacheck.settings.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.safety
AS_OF = date(2026, 9, 30)


def shuffled(path: Path, folder: Path, seed: int) -> Path:
    """A copy of a CSV file with its rows in another order."""
    header, *rows = csv.reader(path.read_text(encoding="utf-8").splitlines())
    random.Random(seed).shuffle(rows)
    with (folder / path.name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return folder / path.name


def answer(paths, cast):
    """Contacts and accounts as lines in order, and the result without the digest of the files' bytes."""
    found = pipeline.check(paths, cast, Settings(), as_of=AS_OF, labels=None, tell=lambda _: None)
    run = replace(found.result.run, digests=replace(found.result.run.digests, export=""))
    tables = [contacts_table(found.export, found.matches), accounts_table(found).whole()]
    lines = [sorted(table.to_csv(index=False).splitlines()) for table in tables]
    return [*lines, json.loads(render(replace(found.result, run=run)))]


@pytest.fixture(scope="module")
def example(root):
    return root / "fixtures"


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(2, 9))])
def test_the_shipped_example_in_another_order(example, tmp_path, seed):
    names = ["contacts.csv", "accounts.csv"]
    paths = [example / name for name in names]
    mixed = [shuffled(path, tmp_path, seed) for path in reversed(paths)]
    told, meant = answer(mixed, example / "cast.yaml"), answer(paths, example / "cast.yaml")
    for one, other in zip(told, meant, strict=True):
        assert one == other


def test_the_order_of_files_does_not_change_the_digest_of_the_export(example):
    paths = [example / "contacts.csv", example / "accounts.csv"]
    found = [
        pipeline.check(order, example / "cast.yaml", Settings(), as_of=AS_OF, labels=None, tell=lambda _: None).result
        for order in (paths, paths[::-1])
    ]
    assert render(found[0]) == render(found[1])
