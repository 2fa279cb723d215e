"""A check that a scheduler runs: copy it, and change the names of the files.

Exit codes are those of the command: 0 ok, 2 a wrong cast or settings, 3 an export that cannot be read, 4 too low a fit.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime

from personacheck import check
from personacheck.errors import PersonaCheckError

LEAST = 0.15  # of main contacts whom a persona has to fit


def main() -> int:
    """Assess today's export, keep the report under today's date, and say what is wrong."""
    today = datetime.now(tz=UTC).astimezone().date()
    try:
        result = check(["contacts.csv", "accounts.csv"], "cast.yaml", as_of=today)
        result.save(f"persona-fit/{today}")
    except PersonaCheckError as error:
        print(*error.lines(), sep="\n", file=sys.stderr)
        return error.exit_code
    fit = result.figures.headline.main_contacts.coverage
    if fit is not None and fit < LEAST:
        print(f"personas fit {fit:.0%} of main contacts, fewer than {LEAST:.0%}", file=sys.stderr)
        return 4
    return 0


if __name__ == "__main__":
    sys.exit(main())
