"""Runs what the documents show: commands and Python of a page, one after the other, in one folder."""

from __future__ import annotations

import contextlib
import csv
import io
import re
import shlex
import shutil
from pathlib import Path
from textwrap import dedent

import openpyxl

from personacheck.cli.app import run
from personacheck.model import review_sheet as s

ROOT = Path(__file__).resolve().parents[1]
FENCE = re.compile(r"^( *)```(\w+)\n(.*?)^\1```", re.MULTILINE | re.DOTALL)
ELSEWHERE = ("pip", "pipx", "uv", "make")
"""Programs that pages name and tests do not run: they install, or stand in the Makefile."""
GATE = 4
CONTACTS = 120
"""Rows of the shipped contacts that pages are tried on; enough for every command, and quick."""
HUBSPOT = {"Contact ID": "Record ID", "Title": "Job Title"}
PERSONAS = (
    "Persona,Role,Job titles,Goals\nIda,Buyer,Head of IT; CIO,Fewer outages\nOle,User,Plant operator,A quiet shift\n"
)
FIRST = 1027745
"""Headers and first record id of the Excel file, which is HubSpot's; the CSV is Salesforce's."""


def make_world(folder):
    """What pages take for granted: an export as CSV and Excel, a cast and two others, settings, a run on file."""
    fixtures = ROOT / "fixtures"
    rows = list(csv.reader((fixtures / "contacts.csv").read_text("utf-8").splitlines()))[: CONTACTS + 1]
    with (folder / "contacts.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    book = openpyxl.Workbook()
    book.active.append([HUBSPOT.get(head, head) for head in rows[0]])
    for number, row in enumerate(rows[1:]):
        book.active.append([str(FIRST + number), *row[1:]])
    book.save(folder / "contacts.xlsx")
    shutil.copy(fixtures / "accounts.csv", folder)
    cast = (fixtures / "cast.yaml").read_text("utf-8")
    cast = re.sub(r"crm: \{salesforce: \{Persona__c: (.*?)\}\}", r"crm: {salesforce: {f: \1}, hubspot: {f: \1}}", cast)
    for name in ("cast.yaml", "last-year.yaml", "proposal.yaml"):
        (folder / name).write_text(cast, encoding="utf-8")
    (folder / "personas.csv").write_text(PERSONAS, encoding="utf-8")
    (folder / "personacheck.toml").write_text('cast = "cast.yaml"\n', encoding="utf-8")
    with contextlib.chdir(folder):
        assert run(["check", "contacts.xlsx", "--history", "runs.sqlite3", "--format", "json", "-q"]) == 0
        Path(".personacheck").mkdir(exist_ok=True)
        assert run(["convert", "cast.yaml", "--out", "cast.xlsx"]) == 0
        shutil.copy("runs.sqlite3", ".personacheck/history.sqlite3")


def snippets(page):
    """Language and text of each fenced block; "printed" is a text that stands right below commands."""
    text, end, found = page.read_text("utf-8"), 0, []
    for match in FENCE.finditer(text):
        below = found and found[-1][0] == "sh" and match[2] == "text" and not text[end : match.start()].strip()
        found.append(("printed" if below else match[2], dedent(match[3])))
        end = match.end()
    return found


def lines(shell):
    """Its command lines, each with the words of its comment."""
    for line in shell.replace("\\\n", " ").splitlines():
        command, _, comment = line.partition(" # ") if not line.startswith("#") else ("", "", line)
        if command.strip():
            yield command.strip(), comment.strip()


def follow(page):
    """Run each block in order, in the current folder; a text right below commands holds lines that they print."""
    printed, names = "", {"__name__": page.stem}
    for language, text in snippets(page):
        if language == "sh":
            printed = "".join(_command(command) for command, _ in lines(text))
        elif language == "python":
            exec(compile(text, page.name, "exec"), names)
        elif language == "printed":
            for line in filter(lambda line: line.strip() not in {"", "…"}, text.splitlines()):
                assert line in printed.splitlines(), f"{page.name}: not printed: {line}"


def _command(command):
    words = shlex.split(command.partition(" > ")[0])
    if words[0] in ELSEWHERE:
        return ""
    assert words[0] == "personacheck", command
    if words[1] == "learn":
        for sheet in (word for word in words if word.endswith(".xlsx")):
            _fill(Path(sheet))
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), _away(words):
        code = run(words[1:])
    allowed = {0, GATE} if {"--gate", "--fail-under", "--fail-if-worse"} & {*words} else {0}
    assert code in allowed, f"{command}: exit code {code}: {err.getvalue()}"
    return out.getvalue()


@contextlib.contextmanager
def _away(words):
    """Room for ``init`` and ``convert``, which overwrite nothing: what they would write is set aside meanwhile."""
    written = {"init": ["cast.yaml", "cast.xlsx", "personacheck.toml"], "convert": words[-1:]}.get(words[1], [])
    aside = [path for path in map(Path, written) if path.exists()]
    for path in aside:
        path.rename(f"{path}.aside")
    yield
    for path in aside:
        Path(f"{path}.aside").replace(path)


def _fill(path):
    """Answer as people would have: nobody fits, except in the eyes of a second reviewer."""
    if not path.exists():
        assert run(["sample", "contacts.csv", "--cast", "cast.yaml", "--random", "5", "--out", str(path), "-q"]) == 0
    book = openpyxl.load_workbook(path)
    sheet = book[s.REVIEW]
    at = {cell.value: cell.column for cell in sheet[5]}
    sheet["B4"] = path.stem[-2:]
    for row in range(6, sheet.max_row + 1):
        sheet.cell(row, at[s.PERSONA.header]).value = "it-leader" if path.stem.endswith("-km") else "none"
    book.save(path)
