"""What counts in a title, run by run, is what counts in it as a whole."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from personacheck.match.title.elsewhere import turn_away
from personacheck.match.title.normalise import tokens
from personacheck.match.title.reading import _words
from personacheck.match.title.visible import _nouns, _visible
from personacheck.vocabulary.words import vocabulary

TERMS = sorted({entry.term.replace("*", "") for language in vocabulary().languages for entry in language.entries})
titles = st.lists(
    st.sampled_from(TERMS) | st.sampled_from(["of the", ",", "&", "and", "-", "Zorbling", "lead", "data quality"]),
    max_size=5,
).map(" ".join)


@settings(max_examples=500, deadline=None)
@given(title=titles)
@example(title="head of the it sales director")
@example(title="consultant hr management consultant")
@example(title="")
def test_runs_are_looked_through_as_a_whole_title_is(title: str) -> None:
    terms, _ = _words()
    cut = tokens(title)
    hits = terms.find(cut)
    assert terms.visible(cut) == (_visible(hits), _nouns(hits), turn_away(_visible(hits)))
