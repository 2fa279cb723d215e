"""Comes in: the files of a CRM export, and settings.
Goes out: one ``Export``: contacts and accounts, each with a population and one value on each axis; notes.
Start at ``exports``, the straight line: read -> columns -> link -> classify; ``remote`` stands above it.
"""
