"""The table of terms, whole: which word each form stands for, what it may carry, and which words follow each other."""

from __future__ import annotations

import pytest

from personacheck.match.title.table import STRIDE, Table, table_of


def test_the_table_of_a_few_terms():
    terms = [
        ("head of it", ()),
        ("head of", ()),
        ("head * it", ()),
        ("*", ()),
        ("*rath", ("es",)),
        ("vertrieb*", ("s",)),
        ("*verkauf*", ("s",)),
        ("*verkauf*", ()),
        ("vertrieb*", ()),  # endings do not touch a beginning either
    ]
    table = table_of((term.split(), endings) for term, endings in terms)
    assert table == Table(
        exact={"head": [1], "of": [2], "it": [3]},
        suffix={"rath": [4]},
        prefix={"vertrieb": 5},
        infix={"verkauf": 6},
        endings=[0, 0, 0, 0, 1, 2, 2, 0, 0],
        bends=[[], ["es"], ["s"]],
        longest=9,
        roads=[
            *(1, STRIDE + 2, 2 * STRIDE + 3),  # head, of, it
            *(STRIDE, 4 * STRIDE + 3),  # after head any word, it
            *(4, 5, 6),
        ],
        ends=[3, 2, 5, 0, 6, 7, 8, 8, 7],
    )


@pytest.mark.parametrize(
    ("word", "endings", "letters"),
    [
        ("*amt", ("s", "es"), 3),  # too short to carry any
        ("*rath", ("s", "es"), 6),
        ("*rath", (), 4),
        ("rath*", ("s",), 5),
        ("rath", ("s",), 0),  # looked up whole
    ],
)
def test_no_piece_of_a_word_is_looked_up_that_is_longer_than_words_with_a_star(word, endings, letters):
    assert table_of([([word], endings)]).longest == letters
