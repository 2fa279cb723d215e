"""Comes in: what people reviewed: ``labels.csv``, and review sheets that they filled in.
Goes out: labels, a row a reviewed contact; or every fault with its line or cell.
Start at ``labels_csv``.
"""
