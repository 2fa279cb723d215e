"""Matches -> tallies, segments, gaps, findings."""
