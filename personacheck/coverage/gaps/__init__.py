"""Comes in: a census.
Goes out: gaps: roles and segments that no persona covers, with size, cause and next step, ranked.
Start at ``gaps``.
"""
