"""The assignments alone, with the columns of ``contacts.csv``: what ``match`` writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.report.marks import MATCHES
from personacheck.report.own_file import put_own
from personacheck.report.tables import contacts_table, csv

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from personacheck.model.export import Export
    from personacheck.report.run_set import Written


def write_matches(export: Export, matches: pd.DataFrame, path: Path, *, force: bool = False) -> Written:
    """Write the file; errors as of ``put_own``."""
    return put_own(path, csv(contacts_table(export, matches)), MATCHES, force=force)
