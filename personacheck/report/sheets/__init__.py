"""The sheets of the workbook, one question each; ``report.workbook`` writes them."""
