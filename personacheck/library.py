"""personacheck from Python: ``from personacheck import check``. It prints nothing, and raises what ``errors`` lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from personacheck import pipeline
from personacheck.errors import Problem, UsageError
from personacheck.files.address import is_address
from personacheck.load.remote.copies import Copies
from personacheck.report import notebook, tables, write
from personacheck.report.json import render
from personacheck.settings.file import load_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from personacheck.model.assessment import Assessment
    from personacheck.model.result import Result as Figures

PathLike: TypeAlias = "str | Path"


@dataclass(frozen=True, repr=False)
class Result:
    """What ``check`` found. A notebook shows it as HTML.

    Attributes
    ----------
    figures
        All figures, typed, as in ``result.json``: ``coverage`` of ``headline.accounts`` is a share (0..1), or None of
        nothing. Holds no personal data.
    """

    figures: Figures
    _assessment: Assessment
    _labels: Path | None = None

    @property
    def contacts(self) -> pd.DataFrame:
        """One row a contact, the columns of ``contacts.csv``."""
        return tables.counted_contacts(self._assessment).whole()

    @property
    def accounts(self) -> pd.DataFrame:
        """One row an account, the columns of ``accounts.csv``."""
        return tables.accounts_table(self._assessment).whole()

    def to_json(self) -> str:
        """The text of ``result.json``."""
        return render(self.figures)

    def save(
        self,
        folder: PathLike,
        formats: Sequence[str] | None = None,
        *,
        account_names: bool = True,
        personal: bool = False,
        force: bool = False,
    ) -> tuple[Path, ...]:
        """Write the files of a run, all of them or none; the paths written, ``run.json`` last.

        Parameters
        ----------
        formats
            Of ``html``, ``xlsx``, ``json``, ``csv``, ``parquet``; None: all but the last.
        account_names
            The report names accounts; else marks stand for them.
        personal
            The workbook holds names and e-mail addresses, and says so in its name.
        force
            Files of others that stand in the way are kept under another name; else they stop it.

        Raises
        ------
        UsageError, OutputError
            A format is not known, or the folder cannot take the files; then nothing was written.
        """
        return write.write(
            self._assessment, Path(folder), formats,
            account_names=account_names, personal=personal, labels=self._labels, force=force,
        ).paths  # fmt: skip  # a row a kind

    def __repr__(self) -> str:
        """The sentence with the number."""
        return f"<personacheck.Result: {notebook.sentence(self._assessment)}>"

    def _repr_html_(self) -> str:
        return notebook.fragment(self._assessment)


def check(
    exports: PathLike | Sequence[PathLike],
    cast: PathLike,
    *,
    settings: PathLike | None = None,
    labels: PathLike | None = None,
    as_of: date | str | None = None,
) -> Result:
    """Assess a cast on an export, as ``personacheck check`` does, without history.

    Parameters
    ----------
    exports
        A file of a CRM export, or several: paths, or addresses as text (``s3://bucket/contacts.csv``).
    settings
        ``personacheck.toml``; None: the defaults, under the environment's ``PERSONACHECK_*``.
    labels
        ``labels.csv``, what people reviewed.
    as_of
        Date of the run, or its text YYYY-MM-DD; None: today.

    Raises
    ------
    UsageError, SettingsError, CastError, LabelsError
        ``as_of`` is no date, or one of these files cannot be used.
    ExportError
        An export cannot be read right, or not be copied from its address.
    """
    named = [exports] if isinstance(exports, str | Path) else exports
    reviewed = None if labels is None else Path(labels)
    day, in_force = _day(as_of), load_settings(None if settings is None else Path(settings))
    with Copies() as copies:
        files = [copies.path_for(file) if isinstance(file, str) and is_address(file) else Path(file) for file in named]
        copies.bring(files)
        assessment = pipeline.check(files, Path(cast), in_force, as_of=day, labels=reviewed, tell=lambda _stage: None)
    return Result(assessment.result, assessment, reviewed)


def _day(as_of: date | str | None) -> date:
    if as_of is None:
        return datetime.now(tz=UTC).astimezone().date()
    try:
        return date.fromisoformat(as_of) if isinstance(as_of, str) else as_of
    except ValueError:
        raise UsageError(Problem("", "as_of", "not a date", "Write it as 2026-09-30.")) from None
