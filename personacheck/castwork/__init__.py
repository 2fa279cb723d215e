"""Beside the line: a first cast, what is wrong with a cast, why this persona, what people say.

A cast, and a title, an export or filled sheets -> what its author asks. A module a question, each importing what it
needs; start with `lint`.
"""
