"""Comes in: nothing; these are the nouns, with what follows from one of them alone (the shares of a tally).
Goes out: column names of the tables, and frozen dataclasses that the rooms hand to each other.
Start at ``tables``, which reads as the glossary.
"""
