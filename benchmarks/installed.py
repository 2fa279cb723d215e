"""What installing the wheel brings: MB with bytecode, packages, and the licence of each; run by ``make installed``."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MOST_MB, MOST_PACKAGES = 430, 36
"""The user's own libraries (pandas, SciPy, scikit-learn and so on) alone take 350 MB."""
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
    """Install into a fresh environment, run the demo there, and print what it took."""
    root = Path(__file__).resolve().parents[1]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _run(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", folder, root)
        _run(sys.executable, "-m", "venv", folder / "fresh")
        python = folder / "fresh" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
        begun = time.monotonic()
        _run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *folder.glob("*.whl"))
        seconds = time.monotonic() - begun
        _run(python, "-m", "pip", "uninstall", "--quiet", "--yes", "setuptools")
        _run(python, "-m", "personacheck", "demo", "--quiet", "--out", folder / "demo")
        packages = json.loads(_run(python, "-I", "-c", LISTED))
        site = Path(_run(python, "-I", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
        size = sum(file.stat().st_size for file in site.rglob("*") if file.is_file() and "pip" not in file.parts) / 1e6
        wheel = next(folder.glob("*.whl")).stat().st_size / 1e6
    for package, version, licence in packages:
        print(f"{package:<28} {version:<14} {licence}")
    print(f"wheel {wheel:.1f} MB; installed in {seconds:.0f} s; {size:,.0f} MB of {MOST_MB}, with bytecode; ", end="")
    print(f"{len(packages)} packages of {MOST_PACKAGES}; the demo ran")
    return 0 if size <= MOST_MB and len(packages) <= MOST_PACKAGES else 1


def _run(*command: object) -> str:
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    sys.exit(main())
