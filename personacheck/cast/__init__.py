"""Comes in: a cast as YAML or as our Excel template.
Goes out: ``Cast``, checked; or every fault with its place and next step.
Start at ``load``: file -> text -> form -> scope.
"""
