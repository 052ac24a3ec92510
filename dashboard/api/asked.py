"""What an address of the API asks for. Nothing is ignored: an unknown parameter or value is refused in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard import audience
from dashboard.exports.made import named
from dashboard.exports.tables import Table
from dashboard.filters import AXES, AXIS_NAMES, View
from dashboard.queries import frame
from dashboard.wrong import Wrong, unusable

LIMIT, MOST = 1_000, 10_000
FORMATS = ("json", "csv")
CLOCKS = {
    "period": "For period: the time that the figures speak of. Default: the latest with a list",
    "known_on": "Reports accepted by: a date (its whole day) or a moment, UTC. Default: now",
    "compare": "The period compared with. Default: the list before",
    "compare_known_on": "Reports accepted by, for the period compared with. Default: as known_on",
}
EDITION = {"edition": "An edition's id: it says the period and the clocks. Default: working figures"}
FILTERS = {axis: f"Only these, codes separated by commas: {AXIS_NAMES[axis].lower()}" for axis in AXES}
PAGING = {
    "limit": f"Rows of one answer, 1 to {MOST}. Default: {LIMIT}",
    "offset": "Rows to leave out at the beginning. Default: 0",
    "format": "json or csv. Default: json",
}


@dataclass(frozen=True)
class Request:
    """One address, understood."""

    table: Table
    view: View
    arguments: dict[str, str]
    limit: int
    offset: int
    kind: str


def clocks() -> dict[str, str]:
    """The clocks that this audience may set, with what they say."""
    moments = {name: says for name, says in CLOCKS.items() if not name.endswith("known_on")}
    return CLOCKS if audience.may("clocks") else moments


def parameters(table: Table) -> dict[str, str]:
    """Every parameter that an address of this table may have, with what it says."""
    return {**{a.name: a.says for a in table.takes}, **clocks(), **EDITION, **FILTERS, **PAGING}


def understood(name: str, given: Mapping[str, Sequence[str]], kind: str | None) -> Request:
    """The request; raises Wrong with the parameter that cannot be used."""
    table = named(name)
    known = parameters(table)
    for parameter, values in given.items():
        if parameter not in known:
            raise Wrong(
                parameter, f"There is no parameter “{parameter[:40]}” here. There are: {', '.join(known)}."
            )
        if len(values) > 1 and parameter not in FILTERS:
            raise Wrong(parameter, f"{parameter} can be said once only.")
    takes = {a.name for a in table.takes}
    view = frame.view({n: list(v) for n, v in given.items() if n not in takes and n not in PAGING})
    where = "See /api/v1/codes and /api/v1/periods."
    if why := unusable(view, "“{value}” is no {name} that is known here. " + where):
        raise why
    arguments = {n: given[n][-1] for n in takes if n in given}
    table.understood(arguments)
    chosen = kind or (given["format"][-1] if "format" in given else "json")
    if chosen not in FORMATS:
        raise Wrong("format", f"format is one of: {', '.join(FORMATS)}.")
    return Request(
        table, view, arguments, _number(given, "limit", LIMIT, 1, MOST), _number(given, "offset", 0), chosen
    )


def _number(
    given: Mapping[str, Sequence[str]], name: str, default: int, least: int = 0, most: int = 10**9
) -> int:
    text = given[name][-1] if name in given else str(default)
    if not (text.isascii() and text.isdecimal() and len(text) < 11 and least <= int(text) <= most):
        raise Wrong(name, f"{name} is a whole number from {least} to {most}.")
    return int(text)
