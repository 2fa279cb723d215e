"""Comes in: nothing; these are the nouns.
Goes out: column names of the tables, and frozen dataclasses that the rooms hand to each other.
Start at ``tables``, which reads as the glossary.
"""
