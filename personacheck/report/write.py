"""An assessment -> files in a folder, all of them or none, with the manifest of the run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.errors import Problem, UsageError
from personacheck.model.part import written
from personacheck.report import json
from personacheck.report.disk.manifest import Source, digest, digest_of
from personacheck.report.disk.run_set import put_set
from personacheck.report.formats import FORMATS, refuse_lacking, usual
from personacheck.report.privacy import Privacy
from personacheck.text.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from personacheck.model.assessment import Assessment
    from personacheck.report.disk.run_set import Written


def write(
    assessment: Assessment,
    folder: Path,
    formats: Sequence[str] | None = None,
    *,
    account_names: bool = True,
    personal: bool = False,
    labels: Path | None = None,
    force: bool = False,
) -> Written:
    """Write the files of some formats; the folder is made where it does not exist.

    Parameters
    ----------
    formats
        Keys of ``FORMATS``, in any order (None: the usual ones); files are returned in theirs, the manifest last.
    account_names
        The report names accounts; else marks stand for them.
    personal
        The workbook holds names and e-mail addresses, and says so in its name.
    labels
        The file of reviewed labels that the run read, for the manifest.
    force
        Files of others that stand in the way are kept under another name; else they stop the run.

    Raises
    ------
    UsageError, OutputError
        As of ``put_set``; or a format does not exist, or needs what is not installed. Then nothing was written.
    """
    formats = usual() if formats is None else formats
    _refuse(formats)
    privacy = Privacy(account_names=account_names, personal=personal)
    contents = {
        name: content
        for key, kind in FORMATS.items()
        if key in formats
        for name, content in kind.make(assessment, privacy).items()
    }
    return put_set(folder, contents, source(assessment, labels), force=force)


def _refuse(formats: Sequence[str]) -> None:
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise UsageError(
            *(Problem("", "--format", f"unknown format: {name}", did_you_mean(name, FORMATS)) for name in unknown)
        )
    refuse_lacking(formats)


def source(assessment: Assessment, labels: Path | None) -> Source:
    """What a run was made from; what earlier runs and decisions say is an input, too."""
    run, review = assessment.result.run, assessment.review
    inputs = {"export": run.digests.export, "cast": run.digests.cast, "settings": run.digests.settings}
    if run.where:
        inputs["where"] = written(run.where)
    if labels is not None:
        inputs["labels"] = digest_of(labels)
    if review is not None:
        inputs["earlier_runs"] = digest(json.render(review).encode("utf-8", "replace"))
    return Source(run.version, run.as_of, inputs)
