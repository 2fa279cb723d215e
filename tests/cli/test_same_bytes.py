"""The same input, seed and date give the same bytes, whatever the process, hash seed, time zone and locale."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys

BOTH = "import json, sys; from personacheck.cli.app import run; sys.exit(any(map(run, json.loads(sys.argv[1]))))"
"""Several commands in one process: a start takes longer than a command."""
WORLDS = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"},
)


def made(folder, root, contacts, world) -> dict[str, str]:
    """Digest of every file of a run: a drawn sheet, and what check writes."""
    folder.mkdir()
    (folder / "contacts.csv").write_text(contacts, encoding="utf-8")
    files = ["contacts.csv", str(root / "fixtures" / "accounts.csv")]
    common = ["--cast", str(root / "fixtures" / "cast.yaml"), "--as-of", "2026-09-30", "--quiet"]
    (folder / "personacheck.toml").write_text("", encoding="utf-8")
    commands = (
        ["sample", *files, *common, "--random", "40", "--out", "sheet.xlsx"],
        ["check", *files, *common, "--out", "out"],
    )
    program = [sys.executable, "-c", BOTH, json.dumps(commands)]
    subprocess.run(program, check=True, cwd=folder, env={**os.environ, **world})
    found = [path for path in folder.rglob("*") if path.suffix in {".html", ".xlsx", ".json", ".csv"}]
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def test_two_processes_hash_seeds_time_zones_and_locales_give_the_same_bytes(tmp_path, root, every_third):
    # In one folder, one after the other: the page's command names the settings' folder where files lie apart.
    here, there = tmp_path / "here", tmp_path / "there"
    first = made(here, root, every_third, WORLDS[0])
    here.rename(there)
    second = made(here, root, every_third, WORLDS[1])
    assert len(first) == 8  # with the contacts themselves
    assert first == second
