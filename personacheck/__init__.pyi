from personacheck.library import Result as Result
from personacheck.library import check as check

__version__: str
