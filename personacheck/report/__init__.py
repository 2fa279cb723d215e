"""The door out: results -> files."""
