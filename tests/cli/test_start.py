"""A start loads what its command needs."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

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


STARTED = """
import os, sys
from personacheck.__main__ import start
end = os._exit
def shown(code):
    print(os.environ["OPENBLAS_NUM_THREADS"], code)
    sys.stdout.flush()
    end(code)
os._exit = shown
sys.argv = ["personacheck", "nonsense"]
start()
"""


@pytest.mark.parametrize(("own", "threads"), [({}, "1"), ({"OPENBLAS_NUM_THREADS": "2"}, "2")], ids=["none", "own"])
def test_nothing_is_multiplied_in_threads_unless_the_user_says_so(own, threads):
    plain = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    done = subprocess.run([sys.executable, "-c", STARTED], capture_output=True, text=True, check=False, env=plain | own)
    assert (done.stdout, done.returncode) == (f"{threads} 2\n", 2)
