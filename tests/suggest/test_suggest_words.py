from __future__ import annotations

import numpy as np
from builders import contacts

from personacheck.suggest.words import Lexicon, cross_fit

TITLES = [f"{word} Controller {n}" for n, word in enumerate(["Head", "Junior", "Senior", "Lead", "Group", "Plant"])]


def lexicon(*titles):
    return Lexicon(contacts(*({"title": title, "account_id": f"a{n}"} for n, title in enumerate(titles))))


def parted(book, ones):
    """Contacts by title: the first so many, and the others."""
    first = np.arange(len(book.title)) < ones
    return book.held(first), book.held(~first)


def test_the_word_that_most_of_the_group_hold_comes_first():
    book = lexicon(*TITLES, "Head of IT", "IT Manager")
    assert book.telling(*parted(book, 6), 3) == ("controller",)


def test_a_word_must_add_some():
    book = lexicon("Key Account Manager", "Key Account Executive", "Key Account Lead", "Engineer")
    assert book.telling(*parted(book, 3), 2) == ("key account",)


def test_numbers_and_single_letters_are_no_words():
    book = lexicon("Z 4711", "Z 4711")
    assert book.telling(*parted(book, 2), 1) == ()


def test_signs_that_belong_to_a_word_stay():
    book = lexicon("C++ developer", "C++ architect", "cook")
    assert book.telling(*parted(book, 2), 2) == ()
    assert lexicon("Visual C++ developer").hits(("visual",)).tolist() == [True]


def test_half_of_the_titles_test_the_words_of_the_other():
    book = lexicon(*(f"Controller Unit {n}" for n in range(40)), *(f"Cook Unit {n}" for n in range(40)))
    assert cross_fit(book, *parted(book, 40), 2) == (1.0, 1.0)


def test_nothing_found_is_no_precision():
    book = lexicon("Alpha", "Beta")
    assert cross_fit(book, *parted(book, 1), 1)[0] is None
