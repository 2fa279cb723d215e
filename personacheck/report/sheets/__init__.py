"""Comes in: an assessment.
Goes out: the sheets of the workbook, one module a question.
Start at ``sheet``: what a sheet is made of.
"""
