"""The report as its reader sees it: rendered, its text, and whether every element is closed."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from personacheck.report import html
from personacheck.report.privacy import Privacy

VOID = {"meta", "br", "use", "path", "circle", "rect"}


def rendered(assessment, **privacy) -> str:
    return html.write(assessment, Privacy(**privacy))["report.html"].decode()


class Outline(HTMLParser):
    """Text that a reader sees, and whether every element is closed."""

    def __init__(self, page: str):
        super().__init__()
        self.open, self.words, self.headings = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).replace("\u00a0", " ").split())


def told(assessment, **privacy) -> str:
    return Outline(rendered(assessment, **privacy)).text
