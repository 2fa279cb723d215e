"""Take the pictures of the docs in Chromium: the first screen of the demo's report, and a result in a notebook."""

from __future__ import annotations

import shutil
import tempfile
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from personacheck import check
from personacheck.cli.app import run

if TYPE_CHECKING:
    from playwright.sync_api import Page

HERE = Path(__file__).resolve().parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# The report asks for nothing from outside; these keep the browser itself from asking.
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip  # a list of flags reads better in lines
WINDOW = {"width": 1280, "height": 760}
PICTURES = {"report.png": "light", "report-dark.png": "dark"}
AS_OF = "2026-09-30"
CELL = f"""from personacheck import check

exports = ["contacts.csv", "accounts.csv"]
check(exports, "cast.yaml", settings="personacheck.toml", as_of="{AS_OF}")"""
NOTEBOOK = """<!doctype html><meta charset="utf-8"><title>notebook</title><style>
body { display: grid; font: 14px system-ui, sans-serif; gap: .5rem 1rem; grid: auto-flow / auto 1fr; margin: 1.5rem; }
pre { background: #f5f5f5; border: 1px solid #ddd; margin: 0; padding: .6rem; }
i { color: #666; font: 13px monospace; padding-top: .7rem; }
</style><i>[1]:</i><pre>%s</pre><i>[1]:</i>%s"""
"""A cell and what it shows, laid out as notebooks do."""


def main() -> None:
    """Run the example, as a command and from Python, and photograph what comes out."""
    browser = next(filter(None, map(shutil.which, BROWSERS)))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        window = play.chromium.launch(executable_path=browser, args=QUIET).new_context(
            viewport=WINDOW, device_scale_factor=1.5
        )
        _report(window.new_page(), Path(folder))
        _notebook(window.new_page())


def _report(page: Page, folder: Path) -> None:
    run(["demo", "--quiet", "--out", str(folder)])
    page.goto((folder / "report.html").as_uri())
    for name, scheme in PICTURES.items():
        page.emulate_media(color_scheme=scheme)
        page.screenshot(path=HERE / name)


def _notebook(page: Page) -> None:
    example = HERE.parent / "fixtures"
    exports = [example / "contacts.csv", example / "accounts.csv"]
    result = check(exports, example / "cast.yaml", settings=example / "personacheck.toml", as_of=AS_OF)
    page.set_viewport_size({"width": 1000, "height": 100})
    page.set_content(NOTEBOOK % (escape(CELL), result._repr_html_()))
    page.screenshot(path=HERE / "notebook.png", full_page=True)


if __name__ == "__main__":
    main()
