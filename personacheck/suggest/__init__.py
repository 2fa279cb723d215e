"""The uncovered -> candidate personas."""
