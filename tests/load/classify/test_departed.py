"""Titles that say that their bearer has left, as they are typed in several languages, and those that do not."""

from __future__ import annotations

from datetime import date

import pytest

from personacheck.load.classify.departed import has_left

TODAY = date(2026, 9, 30)


@pytest.mark.parametrize(
    "title",
    [
        "Former Chief Financial Officer", "ex-CTO", "Retired Plant Manager", "CFO (left 03/2025)",
        "NO LONGER WITH COMPANY - Buyer", "ehem. Prokurist", "Vorstand a.D.", "Ancienne DRH", "Ex Gerente de TI",
        "Ehemalige Leiterin Vertrieb", "Leiter Qualität (bis 12/2024)", "CMO - LEFT", "(retired) Head of Sales",
        "CFO - EXITED",
        "Chairman Emeritus", "DECEASED - Buyer", "ausgeschieden: Werksleiter", "Comprador (ya no trabaja)",
        "Verkoper (uit dienst)", "Was: HR Manager, now at Beta", "Former CEO, former CFO", "CFO (bis 08/2026)",
        "CFO (bis 2025)", "CFO (bis 31.08.2026)",
    ],
)  # fmt: skip  # names read better in lines
def test_whoever_has_left_is_told_by_the_title(title):
    assert has_left(title, TODAY)


@pytest.mark.parametrize(
    "title",
    [
        "CEO, former CFO", "Head of Sales | ex-Oracle", "Left Wing Engineer", "CFO (bis 12/2027)", "CFO (bis 09/2026)",
        "CFO (bis 2026)", "Exporter", "Presidente e A.D.", "Head of I.R.", "Leaver Management Lead", "",
    ],
)  # fmt: skip  # names read better in lines
def test_whoever_was_something_else_before_has_not(title):
    assert not has_left(title, TODAY)
