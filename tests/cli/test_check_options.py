"""Options of ``check``: which formats and engines there are, and what is said of others."""

from __future__ import annotations

import pytest

from personacheck.cli.check_options import as_formats, spreading
from personacheck.errors import Problem, UsageError
from personacheck.report.formats import usual


def test_formats_are_taken_in_any_case_and_the_usual_ones_where_none_is_named():
    assert as_formats(" JSON,html ,") == ["json", "html"]
    assert as_formats(None) == usual() == ["html", "xlsx", "json", "csv"]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (
            "htlm,json,cvs",
            [("unknown format: htlm", "Did you mean html?"), ("unknown format: cvs", "Did you mean csv?")],
        ),
        (" , ", [("no format given", "Use one of: html, xlsx, json, csv, parquet.")]),
        ("", [("no format given", "Use one of: html, xlsx, json, csv, parquet.")]),
    ],
)
def test_all_formats_that_there_are_not_are_told(text, problems):
    with pytest.raises(UsageError) as refused:
        as_formats(text)
    assert refused.value.problems == tuple(Problem("", "--format", *told) for told in problems)


@pytest.mark.parametrize(
    ("engine", "scheduler", "problem"),
    [
        ("dsk", None, Problem("", "--engine", "unknown engine: dsk", "Did you mean dask?")),
        ("local", "tcp://a:1", Problem("", "--scheduler", "only Dask has schedulers", "Add --engine dask.")),
    ],
)
def test_an_engine_that_cannot_be_is_refused(engine, scheduler, problem):
    with pytest.raises(UsageError) as refused, spreading(engine, scheduler):
        pass
    assert refused.value.problems == (problem,)


def test_the_local_engine_spreads_nothing():
    with spreading("local", None) as spread:
        assert spread is map
