"""What quick looks at cells rest on."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from personacheck.load.classify import who_counts
from personacheck.vocabulary.people import fold_words, people


def test_no_label_for_nothing_ends_in_a_digit():
    assert not [word for word in people().no_value if word[-1:].isdecimal()]


@given(st.text(st.characters(max_codepoint=127)))
def test_words_of_plain_letters_fold_as_all_others_do(text):
    assert fold_words(text) == fold_words(f"{text} é").removesuffix("é").strip()


@given(
    st.lists(st.sampled_from(["Ana", "LEFT", "(gone)", "GONE", "X", "-", "b2", "[x]", "|", "Ö", "*left*"]), max_size=5)
)
def test_a_name_that_is_passed_over_bears_no_mark(words):
    name = " ".join(words)
    if who_counts._UNMARKED.fullmatch(name):
        assert not who_counts.name_mark(f"{name}\n")
        assert not any(mark in name for mark in "()[]{}<>*|:-–—")
        assert any(letter.islower() for letter in name.split()[-1])
