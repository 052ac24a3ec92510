"""Files that came before: who is led to the earlier one when its bytes come again."""

from __future__ import annotations

from dashboard.officer import form_file, own
from dashboard.officer.submission import known
from dashboard.officer.tries import is_of_the_network
from etl.outcome import Outcome

_WHOSE = "It is shown only to those who sent it: if it was you, open it by the link that you got then"
FORM = f"A form that says the same was received before, so nothing changed. {_WHOSE}."
FILE = (
    f"This file was received before and nothing changed. {_WHOSE}, or in the browser with which you sent it. "
    "If neither is at hand, the Secretariat can open it."
)
FILES = (
    "These files were received before and nothing changed. They are shown only to those who sent them: if it was you, "
    "open them by the link that you got then, or in the browser with which you sent them. If neither is at hand, the "
    "Secretariat can open them."
)


def is_closed(outcome: Outcome) -> bool:
    """Whether it repeats a file to which its sender is not led. Who holds the bytes of a file that waits has had the
    file; but anybody can fill in the same form, the record is public, and a report is passed on: holding the bytes of
    what counts is no right to take it back."""
    if outcome.repeats is None or own.is_own(outcome.repeats):
        return False
    row = known(outcome.repeats)
    return form_file.is_form(row) or row["verdict"] == "accepted" or is_of_the_network(row)


def words(outcomes: list[Outcome]) -> tuple[str, str]:
    """Title and words of the page for those who sent again only what is not shown to them."""
    if len(outcomes) > 1:
        return "The same files came before", FILES
    if all(o.repeats is not None and form_file.is_form(known(o.repeats)) for o in outcomes):
        return "The same form came before", FORM
    return "The same file came before", FILE
