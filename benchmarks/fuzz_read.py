"""``python benchmarks/fuzz_read.py [CORPUS]``: let atheris search for bytes that are neither read nor refused in words.

Needs ``pip install atheris``, which none of our environments holds. Options are those of libFuzzer, such as
``-max_total_time=600``. Searched is what runs in our own process: kinds, encodings, text tables, web pages, the check
of packages. A fault leaves its bytes in ``crash-…``.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris  # type: ignore[import-not-found]  # installed by hand, see above

with atheris.instrument_imports(include=["personacheck"]):
    from personacheck.errors import ExportError
    from personacheck.load.read.files import read_table
    from personacheck.vocabulary.dialects import is_known_header

FILE = Path(tempfile.mkdtemp(prefix="personacheck-fuzz-"), "export.csv")


def read_once(data: bytes) -> None:
    """One file of these bytes: a table whose rows add up, or one refusal of three lines at most."""
    FILE.write_bytes(data)
    try:
        table = read_table(FILE, sheet=None, encoding=None, is_known=is_known_header)
    except ExportError as error:
        assert 1 <= len(error.lines()) <= 3
    else:
        assert table.read == len(table.frame) + sum(table.skipped.values()) + table.quarantined


if __name__ == "__main__":
    atheris.Setup(sys.argv, read_once)
    atheris.Fuzz()
