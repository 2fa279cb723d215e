"""The report in real Chromium: accessible, silent, printable, in light and dark, on a phone, at the extremes."""

from __future__ import annotations

import contextlib
import functools
import io
import os
import shutil
from importlib.resources import files

import builders as b
import pytest
import reviewed
import samples
from payloads import MARKUP
from pypdf import PdfReader

from personacheck import pipeline
from personacheck.cli import assessing
from personacheck.report import html
from personacheck.report.page.fit import judged
from personacheck.report.privacy import Privacy
from personacheck.settings import load_settings

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
def browser():
    """Chromium as this machine has it. Without one these tests skip, save in CI."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        reason = "no Chromium here: install one (Debian: apt-get install chromium) to test the report in it"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield running
        running.close()


def forty():
    """Forty personas with names of every kind."""
    names = ["Ingrid, IT decision maker", "محمد، مدير تقنية المعلومات", "田中、情報システム部長", "x" * 120, *MARKUP]
    cast = b.cast(*(b.persona(f"p{n}", name=names[n % len(names)] + f" {n}") for n in range(40)), name="<b>Cast</b>")
    people = b.contacts(
        *({"account_id": f"a{n % 90}", "account": names[n % len(names)], "channel": ["direct", "indirect"][n % 2],
           "size": ["small", "medium", "large"][n % 3], "side": ["buyer", "user"][n % 2]} for n in range(900))
    )  # fmt: skip  # a row
    who = [f"p{min(39, n * n // 20000)}" for n in range(900)]
    found = b.matches(
        people, status=["covered" if n % 4 else "stretched" for n in range(900)], persona=who, score=0.9,
        function="it", side=["buyer", "user"] * 450,
    )  # fmt: skip  # a row
    return samples.counted(b.export(people), found, cast)


def nobody():
    """An export without a single contact or account."""
    people = b.contacts()
    return samples.counted(b.export(people, b.accounts()), b.matches(people), samples.six(), findings=())


def one_account():
    """One account, one contact, one persona; no axis is known, no revenue, no customer field."""
    people = b.contacts({"account_id": "a1", "title": "CFO"})
    found = b.matches(people, status="covered", persona="cfo", score=1.0)
    return samples.counted(b.export(people, customers_known=False), found, b.cast(b.persona("cfo")), findings=())


def demo():
    """The shipped example, assessed."""
    example = assessing.example_folder()
    settings = load_settings(example / "personacheck.toml", {})
    files = [example / "export.xlsx"], example / "cast.yaml", settings
    return pipeline.check(*files, as_of=assessing.DEMO_DATE, labels=None, tell=lambda _: None)


CASES = {
    "demo": demo,
    "lifelike": samples.assessment,
    "eight quarters": reviewed.reviewed,
    "forty personas": forty,
    "nothing readable": samples.empty,
    "nobody": nobody,
    "one account": one_account,
}


@functools.cache
def text(case: str) -> str:
    return html.write(CASES[case](), Privacy())["report.html"].decode()


@functools.cache
def axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


@contextlib.contextmanager
def opening(browser, path, text):
    """Opens a case at a width, in a look; fails on any request, console message, page error or dialog."""
    heard, open_pages = [], []

    def opened(case, width=WIDTH, look="light"):
        path.write_text(text(case), encoding="utf-8")
        page = browser.new_page(viewport={"width": width, "height": 900})
        open_pages.append(page)
        page.on("console", lambda message: heard.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: heard.append(f"error: {error}"))
        page.on("dialog", lambda dialog: heard.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: heard.append(f"request: {request.url}"))
        page.emulate_media(**LOOKS[look])
        page.goto(path.as_uri())
        assert heard == [f"request: {path.as_uri()}"]
        heard.clear()
        return page

    yield opened
    for page in open_pages:
        page.close()
    assert heard == []


@pytest.fixture
def load(browser, tmp_path):
    with opening(browser, tmp_path / "report.html", text) as opened:
        yield opened


EVERY_RULE = """async () => {
  const rules = Object.fromEntries(axe.getRules().map(rule => [rule.ruleId, {enabled: true}]));
  return await axe.run(document, {rules, resultTypes: ['violations']});
}"""


def violations(page) -> list[str]:
    """What any rule of axe finds: best practice, experimental and AAA ones too, with everything unfolded."""
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    page.evaluate(axe())
    found = page.evaluate(EVERY_RULE)["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("look", ["light", "dark", "print"])
@pytest.mark.parametrize("case", CASES)
def test_axe_finds_nothing(load, case, look):
    assert violations(load(case, look=look)) == []


@pytest.mark.parametrize("case", CASES)
def test_axe_finds_nothing_on_a_phone(load, case):
    assert violations(load(case, PHONE)) == []


@pytest.mark.parametrize("case", CASES)
def test_nothing_is_wider_than_the_window(load, case):
    page = load(case)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    for width in (PHONE, ZOOMED, 800, WIDTH):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width


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


def test_the_keyboard_reaches_the_parts_in_order(load):
    page = load("lifelike")
    page.keyboard.press("Tab")
    reached = []
    for _ in range(3):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.hash"))
    assert reached == ["#facts", "#actions", "#how"]
    assert all(page.query_selector(link) for link in reached)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("case", ["demo", "lifelike"])
def test_print_keeps_every_headline_figure_on_six_pages(load, case, paper):
    pdf = PdfReader(io.BytesIO(load(case, look="print").pdf(format=paper, print_background=True)))
    told = " ".join("\n".join(sheet.extract_text() for sheet in pdf.pages).replace("\u00a0", " ").split())
    assert len(pdf.pages) <= 6
    headline = CASES[case]().result.headline
    accounts, main, everybody = headline.accounts, headline.main_contacts, headline.contacts
    assert f"{accounts.covered} of {judged(accounts)} customer accounts" in told
    assert f"{main.covered} of {judged(main)} main contacts" in told
    assert f"{everybody.covered} of {judged(everybody)}" in told
    for number, status in ((accounts.partial, "partial"), (accounts.unreadable, "unreadable")):
        assert f"{number} {status}" in told


def test_print_opens_what_folds(load):
    pdf = PdfReader(io.BytesIO(load("lifelike", look="print").pdf(format="A4")))
    assert "Calder Foods" in "".join(sheet.extract_text() for sheet in pdf.pages)  # the last of the folded accounts


def test_dark_is_dark_and_print_is_light(load):
    def paper(look):
        return load("lifelike", look=look).evaluate("getComputedStyle(document.body).backgroundColor")

    assert paper("dark") == "rgb(20, 23, 26)"
    assert paper("print from dark") == paper("print") == "rgb(255, 255, 255)"


def test_weight():
    for case in CASES:
        assert len(text(case).encode()) <= 300_000, case
