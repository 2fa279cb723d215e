"""The report in real Chromium: accessible, silent, printable, in light and dark, on a phone, at the extremes."""

from __future__ import annotations

import contextlib
import functools
import io
import os
import shutil
from dataclasses import replace
from importlib.resources import files

import pytest
from pypdf import PdfReader
from report_cases import CASES

from personacheck.report import html
from personacheck.report.page.page import page as facts
from personacheck.report.privacy import Privacy
from personacheck.report.wording import percent

pytestmark = pytest.mark.browser

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip  # a list
LOOKS = {
    "light": {"media": "screen", "color_scheme": "light"},
    "dark": {"media": "screen", "color_scheme": "dark"},
    "print": {"media": "print", "color_scheme": "light"},
    "print from dark": {"media": "print", "color_scheme": "dark"},
}
WIDTH, PHONE, ZOOMED = 1280, 360, 640  # 640 CSS pixels are 1280 at 200 % zoom


@pytest.fixture(scope="module")
def tab():
    """A page of Chromium as this machine has it. Without one these tests skip, save in CI."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        reason = "no Chromium here: install one (Debian: apt-get install chromium) to test the report in it"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield running.new_page()
        running.close()


@functools.cache
def text(case: str) -> str:
    return html.write(CASES[case](), Privacy())["report.html"].decode()


@functools.cache
def axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


HEARD = {
    "console": lambda message: f"console: {message.text}",
    "pageerror": lambda error: f"error: {error}",
    "dialog": lambda dialog: f"dialog: {dialog.message}",
    "request": lambda request: f"request: {request.url}",
}


@contextlib.contextmanager
def opening(tab, path, text):
    """Opens a case at a width, in a look; fails on any request, console message, page error or dialog."""
    heard = []
    listeners = {event: lambda what, say=say: heard.append(say(what)) for event, say in HEARD.items()}

    def opened(case, width=WIDTH, look="light"):
        path.write_text(text(case), encoding="utf-8")
        tab.set_viewport_size({"width": width, "height": 900})
        tab.emulate_media(**LOOKS[look])
        tab.goto(path.as_uri())
        assert heard == [f"request: {path.as_uri()}"]
        heard.clear()
        return tab

    for event, listener in listeners.items():
        tab.on(event, listener)
    yield opened
    for event, listener in listeners.items():
        tab.remove_listener(event, listener)
    assert heard == []


@pytest.fixture
def load(tab, tmp_path):
    with opening(tab, tmp_path / "report.html", text) as opened:
        yield opened


PAINTED = """() => {
  const seen = new Set(), found = [];
  const behind = part => { const {backgroundColor, backgroundImage, opacity} = getComputedStyle(part);
    return [backgroundColor, backgroundImage, opacity].join(); };
  for (const part of document.body.querySelectorAll('*')) {
    if (![...part.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())) continue;
    const own = getComputedStyle(part);
    const kind = [part.tagName, own.color, own.fontSize, own.fontWeight, own.textDecorationLine, own.textShadow];
    for (let around = part; around; around = around.parentElement) kind.push(behind(around));
    if (!seen.has(kind.join('|'))) { seen.add(kind.join('|')); found.push(part); }
  }
  return found;
}"""
"""The first of all texts that are painted alike, in themselves and behind: the contrast of one is that of all."""

RULES = """async coloured => {
  const colours = ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block'];
  const run = async (where, rules) => (await axe.run(where, {
    rules: Object.fromEntries(axe.getRules().map(({ruleId}) => [ruleId, {enabled: rules(ruleId)}])),
    resultTypes: ['violations'],
  })).violations;
  const contrast = await run({include: (PAINTED)()}, rule => colours.includes(rule));
  return coloured ? contrast : [...contrast, ...await run(document, rule => !colours.includes(rule))];
}""".replace("PAINTED", PAINTED)


def unfold(page):
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")


def violations(page) -> dict[str, list[str]]:
    """What any rule of axe finds, best practice, experimental and AAA ones too, with everything unfolded.

    Of a page in the light look, and of the same on a phone; another look has other colours and nothing else.
    """
    unfold(page)
    page.evaluate(axe())
    found = {}
    for look, width in (("light", WIDTH), ("dark", WIDTH), ("print", WIDTH), ("light", PHONE)):
        page.emulate_media(**LOOKS[look])
        page.set_viewport_size({"width": width, "height": 900})
        broken = page.evaluate(RULES, look != "light")
        found[f"{look}, {width}"] = [f"{rule['id']}: {node['html'][:160]}" for rule in broken for node in rule["nodes"]]
    return {look: rules for look, rules in found.items() if rules}


@pytest.mark.parametrize("case", CASES)
def test_axe_finds_nothing(load, case):
    assert violations(load(case)) == {}


OVERLAPS = """() => {
  const boxes = cell => {
    const found = [], walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), range = document.createRange();
    while (walker.nextNode()) {
      if (walker.currentNode.parentElement.closest('.vh')) continue;
      range.selectNodeContents(walker.currentNode);
      found.push(...range.getClientRects());
    }
    return found.filter(box => box.width > 1 && box.height > 1);
  };
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4;
  const found = [];
  for (const row of document.querySelectorAll('tr')) {
    const cells = [...row.cells].filter(cell => getComputedStyle(row.parentElement).position !== 'absolute');
    cells.forEach((one, n) => cells.slice(n + 1).forEach(other => {
      if (boxes(one).some(a => boxes(other).some(b => meet(a, b)))) found.push(row.innerText.slice(0, 90));
    }));
  }
  return found;
}"""


@pytest.mark.parametrize("case", CASES)
def test_nothing_is_wider_than_the_window_and_no_cell_covers_another(load, case):
    page = load(case)
    unfold(page)
    for width in (PHONE, ZOOMED, 800, WIDTH):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
        assert page.evaluate(OVERLAPS) == [], width


@pytest.mark.parametrize("case", CASES)
def test_names_become_text_and_never_elements(load, case):
    page = load(case)
    strange = page.evaluate(
        "[...document.querySelectorAll('script, img, iframe, object, embed, form, link, base, [style], [onload], "
        "[onerror], [onmouseover]')].map(each => each.outerHTML)"
    )
    assert strange == []
    assert page.evaluate("document.styleSheets.length") == 1
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 100


def test_the_policy_lets_the_style_through_and_nothing_else(load):
    page = load("lifelike")
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontSize") == "46px"
    policy = page.get_attribute("meta[http-equiv]", "content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert policy.endswith("'; img-src data:")


def test_the_keyboard_reaches_skip_link_parts_and_details(load):
    page = load("lifelike")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the result"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    focused = []
    for _ in range(12):
        page.keyboard.press("Tab")
        focused.append(page.evaluate("document.activeElement.tagName"))
    assert "SUMMARY" in focused
    while page.evaluate("document.activeElement.tagName") != "SUMMARY":
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open")


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_keyboard_walks_down_the_whole_page_and_shows_where_it_is(load, look):
    page = load("eight quarters", look=look)
    wanted = page.evaluate("document.querySelectorAll('a[href], summary, [tabindex=\"0\"]').length")
    walked, tops = 0, []
    while True:
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        walked += 1
        assert walked <= wanted
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        tops.append(page.evaluate("Math.round(document.activeElement.getBoundingClientRect().top + scrollY)"))
    inside = page.evaluate("[...document.querySelectorAll('details:not([open]) [tabindex]')].length")
    assert walked == wanted - inside
    assert tops == sorted(tops)


def test_the_keyboard_reaches_the_parts_in_order(load):
    page = load("lifelike")
    page.keyboard.press("Tab")
    reached = []
    for _ in range(3):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.hash"))
    assert reached == ["#facts", "#actions", "#how"]
    assert all(page.query_selector(link) for link in reached)


@pytest.fixture(scope="module")
def printed():
    """The texts of a case's sheets of paper, by case and paper: printed once."""
    return {}


@pytest.fixture
def sheets(load, printed):
    def text_of(case, paper):
        if (case, paper) not in printed:
            pdf = PdfReader(io.BytesIO(load(case, look="print").pdf(format=paper, print_background=True)))
            printed[case, paper] = [sheet.extract_text() for sheet in pdf.pages]
        return printed[case, paper]

    return text_of


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("case", ["demo", "lifelike", "people found", "forty personas"])
def test_print_keeps_every_headline_figure_on_six_pages(sheets, case, paper):
    assert len(sheets(case, paper)) <= 6
    told = " ".join("\n".join(sheets(case, paper)).replace("\u00a0", " ").split())
    shown = facts(CASES[case](), Privacy())
    figures = [shown.first.headline, shown.first.facts, shown.first.checked]
    figures += [f"{marks.number} {marks.status}" for group in shown.first.groups for marks in group.statuses]
    figures += [f"{group.number} {group.label}" for group in shown.first.groups]
    figures += [f"{row.label} {row.fits}" for row in shown.counts.rows]
    figures += [percent(share) for row in shown.counts.rows for share in (row.share, row.floor, row.ceiling)]
    figures += [gap.title for gap in shown.gaps.rows] + [str(gap.contacts) for gap in shown.gaps.rows]
    figures += [row.estimate for row in shown.sample.rows] if shown.sample else []
    for figure in figures:
        assert figure.replace("\u00a0", " ") in told, figure


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_tables_repeat_their_headings_on_the_next_sheet(sheets, paper):
    holding = [text for text in sheets("forty personas", paper) if "Only" in text and "Persona" in text]
    assert len(holding) > 1, holding  # forty personas take more than one sheet


def test_print_opens_what_folds(sheets):
    assert "Calder Foods" in "".join(sheets("lifelike", "A4"))  # the last of the folded accounts


def test_dark_is_dark_and_print_is_light(load):
    def paper(look):
        return load("lifelike", look=look).evaluate("getComputedStyle(document.body).backgroundColor")

    assert paper("dark") == "rgb(20, 23, 26)"
    assert paper("print from dark") == paper("print") == "rgb(255, 255, 255)"


def test_weight():
    for case in CASES:
        assert len(text(case).encode()) <= 300_000, case


def test_weight_of_forty_personas_and_eight_quarters():
    whole = replace(CASES["forty personas"](), review=CASES["eight quarters"]().review)
    assert len(html.write(whole, Privacy())["report.html"]) <= 300_000
