"""Run x run -> changes, decisions, history."""
