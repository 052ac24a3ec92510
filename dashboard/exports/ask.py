"""A file for the command line: the same tables and formats as the addresses, and nothing ignored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.exports.made import made, named
from dashboard.exports.tables import NotForYou
from dashboard.filters import View
from dashboard.queries import frame, run
from dashboard.reports import formats
from dashboard.wrong import Wrong, unusable
from etl.cli.options import Use
from etl.settings import Settings


def view_of(chosen: Settings, given: Mapping[str, str | Sequence[str] | None]) -> View:
    """The view that the command line's words ask for; raises Use where one of them cannot be used."""
    run.use(chosen)
    view = frame.view({name: value for name, value in given.items() if value})
    if why := unusable(view, "“{value}” is no {words} that is known here."):
        raise Use(str(why))
    return view


def document(chosen: Settings, kind: str, given: Mapping[str, str | Sequence[str] | None]) -> bytes:
    """A whole document in one of the formats of `reports/formats.py`; raises Use as above."""
    view = view_of(chosen, given)
    try:
        return formats.maker(kind)(view)
    except Wrong as why:
        raise Use(str(why)) from None


def answered(
    chosen: Settings, name: str, kind: str, given: Mapping[str, str | Sequence[str] | None]
) -> bytes:
    """The file's bytes; raises Use with one sentence where something cannot be used."""
    run.use(chosen)
    said = {parameter: value for parameter, value in given.items() if value}
    try:
        table = named(name)
        takes = {a.name for a in table.takes}
        view = frame.view({n: v for n, v in said.items() if n not in takes})
        asked = {n: str(v) for n, v in said.items() if n in takes}
        if why := unusable(view, "“{value}” is no {words} that is known here."):
            raise why
        return made(table, view, asked, kind)
    except (Wrong, NotForYou) as why:
        raise Use(str(why)) from None
