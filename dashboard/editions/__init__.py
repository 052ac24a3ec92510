"""/editions: the light pages of editions (list, make, make final after a preview, errata, dispatch) and of decisions.

routes.py has the addresses, shown.py what a page says, words.py how an erratum reads, silence.py who
has answered the draft.
"""

from dashboard.editions import silence
from dashboard.editions.routes import pages

__all__ = ["pages", "silence"]
