"""What ``speed.py`` holds us against: plain programs that read the same file, or start with the same libraries."""

from __future__ import annotations

from typing import Final

COLUMNS: Final = 10
"""Of the plain reading of a text file."""

EMPTY_PROGRAM: Final = """
import typer
app = typer.Typer()
@app.command()
def one() -> None: ...
@app.command()
def two() -> None: ...
app(["--help"])
"""

READ_CSV: Final = f"""
import sys, pandas
table = pandas.read_csv(sys.argv[1], usecols=range({COLUMNS}), dtype=object, keep_default_na=False)
print(table.memory_usage(deep=True).sum())
"""

READ_XLSX: Final = """
import sys, python_calamine
python_calamine.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()
"""

NAIVE: Final = """
import sys
import pandas
from rapidfuzz import fuzz, process
from ruamel.yaml import YAML
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

table = pandas.read_excel(sys.argv[1], dtype=str, keep_default_na=False, engine="openpyxl")
cast = YAML(typ="safe").load(open(sys.argv[2], encoding="utf-8"))
of = {title: one["id"] for one in cast["personas"] for title in one.get("titles", [])}
titles = table["Title"].unique()
best = [process.extractOne(title, list(of), scorer=fuzz.token_set_ratio) for title in titles]
known = {title: of[hit[0]] for title, hit in zip(titles, best) if hit[1] >= 80}
words = TfidfVectorizer(ngram_range=(1, 2)).fit([*known, *of])
model = LogisticRegression(max_iter=1000).fit(words.transform([*known, *of]), [*known.values(), *of.values()])
said = dict(zip(titles, model.predict(words.transform(titles))))
table["Persona"] = [known.get(title, said[title]) for title in table["Title"]]
table.to_excel(sys.argv[3], index=False, engine="openpyxl")
table.groupby(["Account Type", "Persona"])["Account ID"].nunique().to_csv(sys.argv[3] + ".csv")
"""
"""What somebody would write in an afternoon: pandas, openpyxl, rapidfuzz, scikit-learn."""

TITLES: Final = """
import sys, time
from pathlib import Path
from large_export import large_export
from personacheck.cast.load import load_cast
from personacheck.match.matcher import Matcher
from personacheck.model import tables as t
from personacheck.settings.settings import Settings

settings = Settings()
matcher = Matcher.train(load_cast(Path(sys.argv[1]), axes=settings.axes))
table = large_export(int(sys.argv[2]), titles="many")
people = table[["Contact ID", "Title"]].set_axis([t.RECORD_ID, t.TITLE], axis=1)
people = people.drop_duplicates(t.TITLE, ignore_index=True)
matcher.match(people.head(100))
begun = time.process_time()
matcher.match(people)
print(len(people) / (time.process_time() - begun))
"""
