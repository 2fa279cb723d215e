"""How the pages of this folder become a site: ``make docs``. They read as well on a code host, without it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from docutils import nodes
from pygments.lexers.special import TextLexer
from sphinx.util.docutils import SphinxDirective

sys.path.insert(0, str(Path(__file__).parent))
import drawn  # it stands beside this file, which is no package

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
myst_fence_as_directive: Final = ["mermaid"]

html_theme: Final = "pydata_sphinx_theme"
html_title: Final = "personacheck"
html_static_path: Final = ["site"]
html_css_files: Final = ["phone.css", "drawn.css"]
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


class Drawing(SphinxDirective):
    """A drawing in Mermaid, as the picture that code hosts make of it."""

    has_content: ClassVar = True

    def run(self) -> list[nodes.Node]:
        """The SVG itself, so that its colours follow the page."""
        self.env.note_dependency(drawn.__file__)
        return [nodes.raw("", drawn.svg("\n".join(self.content)), format="html")]


def setup(app: Sphinx) -> None:
    """Draw what is in Mermaid, and show CSV as its text."""
    app.add_directive("mermaid", Drawing)
    app.add_lexer("csv", TextLexer)
