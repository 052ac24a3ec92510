"""What the form of /reports says, turned into a job's request; and the form's choices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard import audience, labels
from dashboard.filters import AXES, CLOCKS, View
from dashboard.jobs import kinds
from dashboard.jobs.folder import Request, now
from dashboard.jobs.kinds import Kind
from dashboard.officer.frame import settings
from dashboard.queries import frame
from dashboard.reports_page import own
from dashboard.wrong import unusable
from etl import editions

TAKEN = ("edition", *CLOCKS, *AXES)
_LONGEST = 400


class Unusable(ValueError):
    """Why nothing can be made from what was chosen, in a sentence."""


def request_of(form: Mapping[str, str]) -> Request:
    """The request of a form that was sent. Raises Unusable where a choice means nothing here."""
    kind = kinds.named(_typed(form, "kind"))
    if kind is None:
        raise Unusable("Choose what to make.")
    view = _view(form)
    key, name = _about(form, kind, view)
    query = view.query()
    query |= {} if view.edition else {"period": view.period}
    edition = view.edition_words if view.edition else ""
    readers = _readers(form, kind)
    title = f"{kind.words}{': ' + name if name else ''}{'' if readers == audience.level() else f', for the {readers}'}"
    who = settings().operator
    return Request(kind.name, query, key, title, edition, readers, who, now(), own.owner())


def _readers(form: Mapping[str, str], kind: Kind) -> str:
    """For whom the file is; what only some may have made is for them."""
    typed = _typed(form, "for") or audience.level()
    if typed not in audience.upto(audience.level()):
        raise Unusable("Choose for whom the file is.")
    return audience.level() if kind.needs else typed


def _view(form: Mapping[str, str]) -> View:
    view = frame.view(_query(form))
    if why := unusable(view, "This {words} cannot be used: {value}."):
        raise Unusable(str(why))
    if not any(p.code == view.period and p.has_list for p in view.options.periods):
        raise Unusable(f"No report had been accepted for {view.period or 'any period'}.")
    return view


def _query(form: Mapping[str, str]) -> dict[str, str]:
    """The view that is asked for; an edition says its clocks itself."""
    typed = {name: _typed(form, name) for name in TAKEN if _typed(form, name)}
    return {n: v for n, v in typed.items() if n not in CLOCKS} if "edition" in typed else typed


def _typed(form: Mapping[str, str], name: str) -> str:
    return str(form.get(name, ""))[:_LONGEST].strip()


def _about(form: Mapping[str, str], kind: Kind, view: View) -> tuple[str, str]:
    """Code and name of the member that the file is about; two blanks where it is about none."""
    if not kind.about:
        return "", ""
    code = _typed(form, f"about-{kind.about}")
    name = dict(kind.members(view)).get(code)
    if name is None:
        raise Unusable(f"Choose the {kind.about_words} that it is about.")
    return code, name


def _editions() -> list[tuple[str, str]]:
    """Those that this audience may open, the newest first."""
    found = [e for e in editions.listed(settings().home) if e.is_final or audience.may("drafts")]
    return [(e.edition_id, f"{e.name}, {frame.edition_state(e)}") for e in reversed(found)]


def _groups(offered: list[Kind], view: View, given: Mapping[str, str]) -> list[dict[str, Any]]:
    """What can be made by what it is, each with its formats and the members that it can be about."""
    groups: dict[str, dict[str, Any]] = {}
    for kind in offered:
        title, choice = kind.words.split(", ", 1)
        group = groups.setdefault(title, {"title": title, "about": kind.about, "kinds": []})
        group["kinds"].append((kind.name, labels.sentence(choice)))
    for group in groups.values():
        first = next(kind for kind in offered if kind.name == group["kinds"][0][0])
        group |= {"members": first.members(view) if first.about else [], "word": first.about_words}
        group["chosen"] = _typed(given, f"about-{first.about}")
    return list(groups.values())


def form(given: Mapping[str, str]) -> dict[str, Any]:
    """What the page's form offers, and what is chosen in it."""
    view = frame.view(_query(given))
    offered = kinds.offered()
    return {
        "groups": _groups(offered, view, given),
        "kind": _typed(given, "kind") or (offered[0].name if offered else ""),
        "periods": [p for p in view.options.periods if p.has_list][::-1],
        "period": view.period,
        "compare": view.typed.get("compare", ""),
        "known_on": _typed(given, "known_on"),
        "may_clocks": audience.may("clocks"),
        "is_ours": audience.may("desk"),
        "readers": audience.upto(audience.level())[::-1],
        "for": _typed(given, "for") or audience.level(),
        "editions": _editions(),
        "edition": view.edition or "",
        "filters": view.sentence() if view.is_filtered else "",
        "kept": {axis: ",".join(view.chosen(axis)) for axis in AXES if view.chosen(axis)},
    }
