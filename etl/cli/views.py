"""The options of a view (axis, both clocks, filters), written once for every command that takes one."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from etl import figures, sql
from etl.cli.options import Filter, KnownOn, Period, Use, code, moment, ready
from etl.reference import Reference
from etl.settings import Settings
from etl.store import snapshot

By = Annotated[str, typer.Option("--by", help=" | ".join(figures.AXES), metavar="AXIS")]


@dataclass(frozen=True)
class View:
    """What was asked for, understood: the settings, and the parameters that the marts take."""

    settings: Settings
    params: dict[str, Any]


def _options(
    by: By = "network",
    period: Period = None,
    known_on: KnownOn = None,
    city: Filter = None,
    country: Filter = None,
    sector: Filter = None,
    pillar: Filter = None,
    focus_area: Filter = None,
    status: Annotated[
        list[str] | None, typer.Option("--status", help="Only these; repeat for several.")
    ] = None,
) -> View:
    settings, reference = ready()
    picked = dict(zip(figures.FILTERS, (city, country, sector, pillar, focus_area, status), strict=True))
    return View(settings, _params(settings, reference, by, period, known_on, picked))


_SHARED = inspect.signature(_options, eval_str=True).parameters


def viewed(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of a view; it is handed the View as its first argument."""
    _view, *own = inspect.signature(command, eval_str=True).parameters.values()

    def run(**given: Any) -> None:
        view = _options(**{name: given.pop(name) for name in _SHARED})
        command(view, **given)

    keyword = inspect.Parameter.KEYWORD_ONLY
    together = [p.replace(kind=keyword) for p in (*own, *_SHARED.values())]
    run.__name__, run.__doc__ = command.__name__, command.__doc__
    run.__signature__ = inspect.Signature(together)  # type: ignore[attr-defined]
    return run


def _params(
    settings: Settings,
    reference: Reference,
    by: str,
    period: str | None,
    known_on: str | None,
    picked: dict[str, list[str] | None],
) -> dict[str, Any]:
    if by not in figures.AXES:
        raise Use(f"There is no axis {by}. Choose one of: {', '.join(figures.AXES)}.")
    codes = {name: [str(code(reference, name, v)) for v in values or []] for name, values in picked.items()}
    by_then = moment(known_on)
    at = code(reference, "period", period)
    if at is None:
        newest = snapshot.current(settings.home).run(sql.text("ask/default_period"), {"known_on": by_then})
        at = newest["period"].iloc[0] if newest["period"].notna().all() else None
    return {"axis": by, "period": at, "known_on": by_then, **figures.filter_params(codes)}
