"""Beside the line: a first cast, what is wrong with a cast, why this persona, what people say, and what if.

A cast or two, and a title, an export or filled sheets -> what its author asks. A module a question, each importing what
it needs; start with `lint`.
"""
