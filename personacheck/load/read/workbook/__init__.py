"""Comes in: the bytes of a workbook: xlsx, xlsm, xlsb, xls or ods.
Goes out: a ``Grid`` for each sheet that holds the export, the main one first.
Start at ``grids``: package -> survey -> reader -> sheets.
"""
