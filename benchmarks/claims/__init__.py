"""Each claim of docs/method.md, tried on invented worlds whose truth is known."""
