"""Comes in: the contents of files, and where they are to stand.
Goes out: whole files or none, those of a run as one set; nothing of others is lost.
Start at ``run_set``; ``own_file`` is for a file by itself, and ``marks`` tells whose the one in the way is.
"""
