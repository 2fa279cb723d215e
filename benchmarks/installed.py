"""What installing the wheel brings, without an extra and with each: MB with bytecode, packages, and their licences.

Run by ``make installed``; in each environment a command runs.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MOST_MB, MOST_PACKAGES = 430, 36
"""The user's own libraries (pandas, SciPy, scikit-learn and so on) alone take 350 MB."""
EXTRAS = {"large": ("--format", "json,parquet"), "dask": ("--engine", "dask")}
"""Extra to the flags of a check that needs it."""
PARQUET = """
import duckdb, sys
duckdb.read_csv(sys.argv[1], all_varchar=True).write_parquet(sys.argv[2])
"""
LISTED = """
import importlib.metadata as m, json
def licence(of):
    if of.get("License-Expression"):
        return of["License-Expression"]
    named = [c.split(" :: ")[-1] for c in of.get_all("Classifier") or [] if c.startswith("License")]
    told = (of.get("License") or "").partition("\\n")[0]
    return ", ".join(named) or (told if len(told) < 40 else "") or "not told"
print(json.dumps(sorted((d.name, d.version, licence(d.metadata)) for d in m.distributions() if d.name != "pip")))
"""


def main() -> int:
    """Install into fresh environments, without an extra and with each, run a command there, and print what it took."""
    root = Path(__file__).resolve().parents[1]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _run(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", folder, root)
        (wheel,) = folder.glob("*.whl")
        begun = time.monotonic()
        plain = _installed(wheel, "")
        seconds = time.monotonic() - begun
        _run(plain, "-m", "personacheck", "demo", "--quiet", "--out", folder / "demo")
        packages, size = _packages(plain), _megabytes(plain)
        for package, version, licence in packages:
            print(f"{package:<28} {version:<14} {licence}")
        print(f"wheel {wheel.stat().st_size / 1e6:.1f} MB; installed in {seconds:.0f} s; ", end="")
        print(f"{size:,.0f} MB of {MOST_MB}, with bytecode; {len(packages)} packages of {MOST_PACKAGES}; the demo ran")
        for extra, flags in EXTRAS.items():
            python = _installed(wheel, extra)
            _run(python, "-c", PARQUET, root / "fixtures" / "contacts.csv", folder / "export.parquet")
            asked = ("--cast", root / "fixtures" / "cast.yaml", "--out", folder / extra, "--no-record", "--quiet")
            _run(python, "-m", "personacheck", "check", str(folder / "*.parquet"), *asked, *flags)
            more = [package for package in _packages(python) if package not in packages]
            print(f"\n{extra}: {_megabytes(python) - size:,.0f} MB more; check '*.parquet' {' '.join(flags)} ran")
            for package, version, licence in more:
                print(f"{package:<28} {version:<14} {licence}")
    return 0 if size <= MOST_MB and len(packages) <= MOST_PACKAGES else 1


def _installed(wheel: Path, extra: str) -> Path:
    """The interpreter of a fresh environment with the wheel, and an extra of it."""
    place = wheel.parent / f"fresh {extra}".strip()
    _run(sys.executable, "-m", "venv", place)
    python = place / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    asked = f"{wheel}[{extra}]" if extra else wheel
    _run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", asked)
    _run(python, "-m", "pip", "uninstall", "--quiet", "--yes", "setuptools")
    return python


def _packages(python: Path) -> list[list[str]]:
    """Name, version and licence of each package."""
    packages: list[list[str]] = json.loads(_run(python, "-I", "-c", LISTED))
    return packages


def _megabytes(python: Path) -> float:
    """MB of all packages, once they were used."""
    site = Path(_run(python, "-I", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    return sum(file.stat().st_size for file in site.rglob("*") if file.is_file() and "pip" not in file.parts) / 1e6


def _run(*command: object) -> str:
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    sys.exit(main())
