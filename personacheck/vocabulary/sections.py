"""Names that the code shares with the files of title words: sections (see ``titles/README.md``), a few functions."""

from __future__ import annotations

from typing import Final

FIELD: Final = "fields"  # the area of work
ROLE: Final = "roles"  # what the person does; wins over fields
WEAK: Final = "weak"  # read where nothing else is
VAGUE: Final = "vague"  # as weak, and alone it names no work, only what may be meant
LEVEL: Final = "levels"
NOTHING: Final = "nothing"  # hides what is inside it
HELPER: Final = "helpers"
EMPLOYER: Final = "employers"  # a company's name follows
OTHERS: Final = "others"  # somebody else follows: "office of", "reports to"
DENIALS: Final = "denials"  # at the start of a part: what follows is not so
ALONE: Final = "alone"  # says nothing where nothing else is said
MEANINGS: Final = (ROLE, FIELD, WEAK, VAGUE, LEVEL)
RANKS: Final = "ranks"  # head a company only where no unit is named
LEADS: Final = "leads"  # in a persona's summary: a list of work follows
LIST_ENDS: Final = "list_ends"  # … and ends: where, with whom, who they are, what they do besides
ANY_RANK: Final = "any_rank"  # in a persona's summary: whoever does the work, leading it or not
ARE_NOT: Final = "are_not"  # in a persona's summary: whoever stands before it is not meant
SAID: Final = (RANKS, LEADS, LIST_ENDS, ANY_RANK, ARE_NOT, ALONE)
LISTS: Final = (NOTHING, HELPER, EMPLOYER, OTHERS, DENIALS, *SAID, "fillers", "joiners", "endings")
SILENT: Final = (NOTHING, HELPER, EMPLOYER, OTHERS, DENIALS)
MAPS: Final = (*MEANINGS, "abbreviations", "stated")
HEADS: Final = "heads"  # "first" or "last": where the main noun of a phrase stands

COMPANY: Final = "general-management"  # functions that mean something to the code: who runs the company
COMPANY_OR_UNIT: Final = (COMPANY, "partners", "unit-management")  # … or is one of many who run a part of it
RUNNING: Final = "operations"
LEARNERS: Final = "student"
NAMED: Final = (*COMPANY_OR_UNIT, RUNNING, LEARNERS)
