"""Comes in: this run, the runs on file and the decisions.
Goes out: ``Review``: what changed and why, what is due, what to decide.
Start at ``review``: compare -> split -> register -> agenda.
"""
