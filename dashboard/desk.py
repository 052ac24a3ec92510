"""POST /desk: the analyst's decisions, from plain forms of any page. What changes figures is shown before it counts."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import Blueprint, abort, redirect, request
from flask.typing import ResponseReturnValue

from dashboard import audience
from dashboard.decided import shortened
from dashboard.officer import asked, effects
from dashboard.officer.frame import code_lists, page, settings
from etl import desk
from etl.effects import Effect

pages = Blueprint("desk", __name__)

_FIELDS = ("project_id", "other_id", "city_id", "period", "field", "value", "reason")
_MOST_TYPED = 10_000  # more is not read; the desk says how much it takes
TITLES = {
    "merge": "Merge two projects?",
    "split": "Split this project?",
    "rename": "Rename this project?",
    "reclassify": "Put this project in another class?",
    "undo": "Undo this decision?",
}


@pages.post("/desk")
def decide() -> ResponseReturnValue:
    """Write a decision down and go back (303); one that changes figures first says what (200)."""
    if not audience.may("desk"):
        abort(403, "Decisions of the desk are taken by the Secretariat.")
    entry = _entry()
    home, lists = settings().home, code_lists()
    try:
        if entry.kind in TITLES and not asked.is_ticked("confirm"):
            return _preview(entry, desk.preview(home, lists, entry))
        number = desk.record(home, lists, entry)
    except desk.Refused as fault:
        return _preview(entry, [], fault), 422
    return redirect(_with_number(back(), number), 303)


def _entry() -> desk.Entry:
    """What the form says; a blank field says nothing."""
    typed: dict[str, Any] = {
        name: request.form.get(name, "")[:_MOST_TYPED].strip() or None for name in _FIELDS
    }
    reason = typed.pop("reason") or ""
    kind = request.form.get("kind", "")[:40]
    return desk.Entry(kind, **typed, reason=reason, who=settings().operator, undoes=asked.number("undoes"))


def back() -> str:
    """The page to return to: a path of this site, nothing else."""
    path = request.form.get("back", "")
    is_local = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
    return path[:2000] if is_local else "/"


def _with_number(path: str, number: int) -> str:
    """The decision's place on the page, where it has one."""
    return f"{path}#decision-{number}" if "#" not in path else path


def _preview(entry: desk.Entry, told: list[Effect], fault: desk.Refused | None = None) -> str:
    return page(
        "decision.html",
        title=TITLES.get(entry.kind, "This cannot be written down yet"),
        entry=asdict(entry),
        fields=_FIELDS,
        back=back(),
        problem=str(fault) if fault else "",
        mend=fault.field if fault else "",
        effects=effects.in_words([e.__dict__ for e in shortened(told)], code_lists()),
    )
