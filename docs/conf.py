"""How the pages of this folder become a site: ``make docs``. They read as well on a code host, without it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pygments.lexers.special import TextLexer

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project: Final = "personacheck"
author: Final = "the authors of personacheck"
project_copyright: Final = "MIT licence"
language: Final = "en"

extensions: Final = ["myst_parser"]
exclude_patterns: Final = ["_build"]
myst_heading_anchors: Final = 3  # links name headings as code hosts do
myst_enable_extensions: Final = ["deflist"]

html_theme: Final = "pydata_sphinx_theme"
html_title: Final = "personacheck"
html_static_path: Final = ["site"]
html_css_files: Final = ["phone.css"]
html_show_sourcelink: Final = False
html_copy_source: Final = False
html_theme_options: Final = {
    "logo": {"text": "personacheck"},
    "navbar_align": "left",
    "secondary_sidebar_items": ["page-toc"],
    "footer_start": ["copyright"],
    "footer_end": [],
    "show_prev_next": False,
}


def setup(app: Sphinx) -> None:
    """Show drawings in Mermaid as their text: to draw them, a reader's browser would have to fetch a program."""
    for plain in ("mermaid", "csv"):
        app.add_lexer(plain, TextLexer)
