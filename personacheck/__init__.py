"""Which contacts, accounts and segments does no persona of your cast fit: a test on a whole CRM export.

The library is ``from personacheck.pipeline import check``. This module imports nothing, so that
``personacheck --help`` stays quick.
"""

__version__ = "0.2.0"
