"""Comes in: an export, its matches and the cast.
Goes out: ``Result``: the four numbers, segments, personas, gaps and findings.
Start at ``assess``: count -> gaps -> findings.
"""
