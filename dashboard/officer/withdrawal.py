"""Taking a report back: first what that changes, then with a reason."""

from __future__ import annotations

from typing import Any

from flask import abort, redirect
from flask.typing import ResponseReturnValue

from dashboard.officer import asked, effects
from dashboard.officer.blueprint import pages
from dashboard.officer.frame import code_lists, page, settings
from dashboard.officer.submission import known
from dashboard.officer.tries import may_take_back
from etl import edition_clock
from etl.effects import of_withdrawal
from etl.store import load, write
from etl.store.places import Busy, StoreError
from etl.store.write import CheckFailed

OF_THE_NETWORK = (
    "This file is of the network’s record or of several cities. Only the Secretariat takes it back."
)
NO_REASON = "Write the reason, for example: sent too early."


@pages.get("/submissions/<int:submission_id>/withdraw")
def withdraw_page(submission_id: int) -> str:
    """What taking it back would change; stores nothing."""
    return _page(submission_id)


@pages.post("/submissions/<int:submission_id>/withdraw")
def withdraw(submission_id: int) -> ResponseReturnValue:
    """Take it back, with a reason; its rows stay with their trace."""
    row = _loaded(submission_id)
    reason = asked.words("reason")
    if not reason:
        return _page(submission_id, NO_REASON), 422
    try:
        with write.writer(settings().home, code_lists()) as connection:
            at = edition_clock.now(connection)
            load.withdraw(connection, int(row["submission_id"]), settings().operator, reason, at)
    except (Busy, CheckFailed):
        raise
    except StoreError as error:  # somebody else took it back meanwhile
        abort(409, str(error))
    return redirect(f"/submissions/{submission_id}", 303)


def _page(submission_id: int, problem: str = "") -> str:
    row = _loaded(submission_id)
    made = [e.__dict__ for e in of_withdrawal(settings().home, code_lists(), submission_id)]
    return page("withdraw.html", row=row, problem=problem, effects=effects.in_words(made, code_lists()))


def _loaded(submission_id: int) -> dict[str, Any]:
    row = known(submission_id)
    if row["withdrawn_at"] or row["verdict"] != "accepted":
        abort(409, "This file does not count, so there is nothing to take back.")
    if not may_take_back(row):
        abort(403, OF_THE_NETWORK)
    return row
