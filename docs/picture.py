"""Take the README's pictures of the real report: the first screen of the demo in Chromium, light and dark."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from personacheck.cli.app import run

HERE = Path(__file__).resolve().parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# The report asks for nothing from outside; these keep the browser itself from asking.
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip  # a list of flags reads better in lines
WINDOW = {"width": 1280, "height": 760}
PICTURES = {"report.png": "light", "report-dark.png": "dark"}


def main() -> None:
    """Run the demo and photograph its report."""
    browser = next(filter(None, map(shutil.which, BROWSERS)))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        run(["demo", "--quiet", "--out", folder])
        page = play.chromium.launch(executable_path=browser, args=QUIET).new_page(
            viewport=WINDOW, device_scale_factor=1.5
        )
        page.goto((Path(folder) / "report.html").as_uri())
        for name, scheme in PICTURES.items():
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=HERE / name)


if __name__ == "__main__":
    main()
