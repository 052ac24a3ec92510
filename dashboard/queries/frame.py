"""What every page needs to know before it is drawn: the choices of the filters, the periods, the programme's names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pandas as pd

from dashboard import audience
from dashboard.filters import Choice, Options, Period, View, parse, parse_moment
from dashboard.queries.run import query, used, version


def meta() -> dict[str, str]:
    """What the store says of itself: the programme's code, name, sources; `practice` is '1' where all is invented."""
    rows = query("meta")
    return {
        str(k).removeprefix("programme_"): str(v) for k, v in zip(rows["key"], rows["value"], strict=True)
    }


def is_practice() -> bool:
    """Whether the figures of this store are invented."""
    return meta().get("practice") == "1"


def this_hour() -> datetime:
    """The hour that has begun (UTC without zone): who is a member, and what is due, changes with it."""
    return datetime.now(UTC).replace(minute=0, second=0, microsecond=0, tzinfo=None)


def moment_of_store() -> tuple[str, datetime, str]:
    """What a drawn page depends on beside its address: the published snapshot, the hour (who is a member, what is due),
    and who is looking."""
    return version(), this_hour(), used().audience


def has_map() -> bool:
    """Whether maps may be shown (setting ASCN_MAP)."""
    return used().map == "on"


def options(known_on: datetime | None) -> Options:
    """What can be chosen, as known on a moment (None: now)."""
    periods = query("periods", {"known_on": known_on})
    moments = query("moments")
    choices = query("choices")
    by_axis = {str(axis): _choices(rows) for axis, rows in choices.groupby("axis", sort=False)}
    listed = tuple(
        Period(str(r.period), str(r.label), pd.Timestamp(r.data_date).date(), bool(r.has_list))
        for r in periods.itertuples()
    )
    return Options(listed, tuple(m.to_pydatetime() for m in moments["counted_at"]), by_axis)


def _choices(rows: pd.DataFrame) -> tuple[Choice, ...]:
    return tuple(Choice(str(r.code), str(r.label), str(r.group_name)) for r in rows.itertuples())


_MOMENTS = ("known_on", "compare_known_on")


def view(params: Mapping[str, object]) -> View:
    """The view that a query string asks for; see filters.parse. Who may not move the second clock sees what is now."""
    if audience.may("clocks"):
        return _view(params)
    held = tuple((name, "only for the network") for name in _MOMENTS if params.get(name))
    seen = _view({name: value for name, value in params.items() if name not in _MOMENTS})
    return replace(seen, ignored=seen.ignored + held)


def _view(params: Mapping[str, object]) -> View:
    typed = params.get("known_on")
    moment = parse_moment(str(typed[-1] if isinstance(typed, list) else typed)) if typed else None
    return parse(params, options(moment))


def periods(view: View) -> pd.DataFrame:
    """Every period: period, label, data_date, due_at, list_published, reports_expected, note, has_list."""
    return query("periods", view.params())
