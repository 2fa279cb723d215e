"""A start loads what its command needs."""

from __future__ import annotations

import subprocess
import sys

LOADED = """
import sys
from personacheck.cli.app import run
run(["--help"])
print(*sorted(sys.modules), file=sys.stderr)
"""


def test_the_help_needs_no_table_and_no_vocabulary():
    loaded = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True).stderr.split()
    assert "personacheck.cli.improving" in loaded
    heavy = ("numpy", "pandas", "sklearn", "xlsxwriter", "personacheck.vocabulary", "personacheck.report")
    assert not [name for name in loaded if name.startswith(heavy)]
