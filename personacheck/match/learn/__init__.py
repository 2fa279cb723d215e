"""Comes in: reviewed labels.
Goes out: a model of titles, and its probability for the contacts that no rule decides.
Start at ``model``; ``blend`` puts rules and model together.
"""
