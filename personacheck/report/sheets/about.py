"""Row accounting and About: where every row went, and what the numbers were made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.report.page.quality import quality
from personacheck.report.sheets.sheet import Kind, Sheet, column, counts
from personacheck.report.wording import day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from personacheck.model.assessment import Assessment
    from personacheck.report.privacy import Privacy


def rows(assessment: Assessment) -> Sheet:
    """Every row that was read: loaded, skipped for a reason, or quarantined; then every contact."""
    lines = list(_lines(assessment))
    return Sheet(
        "Row accounting",
        (
            column("File", [file for file, _, _, _ in lines]),
            column("What", [what for _, what, _, _ in lines]),
            column("Reason or remark", [why for _, _, why, _ in lines], Kind.LONG),
            counts("Rows", [number for _, _, _, number in lines]),
        ),
        ("For each file: read = loaded + skipped + quarantined.",),
    )


def about(assessment: Assessment, privacy: Privacy) -> Sheet:
    """Version, date, what went in, and what is in this file."""
    run, cast = assessment.result.run, assessment.cast
    personal = (
        "yes: names and e-mail addresses, in the sheet of contacts"
        if privacy.personal
        else "record ids and titles; no names"
    )
    facts = {
        "Made by": f"personacheck {run.version}",
        "As of": day(run.as_of),
        "Cast": f"{cast.name} ({cast.file})" if cast.file else cast.name,
        "Headline counts": assessment.result.whom,
        **({"Only a part": f"{run.part} ({run.outside:,} contacts lie outside)"} if run.part else {}),
        "Personal data": personal,
        "Digest of the export": run.digests.export,
        "Digest of the cast": run.digests.cast,
        "Digest of the settings": run.digests.settings,
        **{f"Assigned by: {source}": f"{number:,}" for source, number in sorted(run.sources.items())},
        **({"of review, by title alone": f"{run.same_title:,}"} if run.same_title else {}),
        **{f"Remark {n}": note for n, note in enumerate(run.notes, start=1)},
    }
    return Sheet("About", (column("What", list(facts)), column("Value", list(facts.values()), Kind.LONG)))


def _lines(assessment: Assessment) -> Iterator[tuple[str, str, str, int]]:
    for origin in assessment.export.origins:
        file = f"{origin.file} ({origin.sheet})" if origin.sheet else origin.file
        yield file, "read", f"{origin.object}, {origin.crm}", origin.rows.read
        yield file, "loaded", "", origin.rows.loaded
        for reason, number in sorted(origin.rows.skipped.items()):
            yield file, "skipped", reason, number
        yield file, "quarantined", "", origin.rows.quarantined
    for line in quality(assessment).contacts:
        yield "contacts", line.label.lower(), line.remark, line.number
