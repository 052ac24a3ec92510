"""What every page needs to know before it is drawn: the choices of the filters, the periods, the programme's names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

import pandas as pd

from dashboard import audience, labels
from dashboard.filters import CLOCKS, Choice, Options, Period, View, parse, parse_moment
from dashboard.queries.run import query, used, version
from etl import days, edition_seal, editions
from etl.editions import Edition
from etl.once import Kept
from etl.start import reference_of

_options: Kept[Options] = Kept(32)
_moved: Kept[tuple[str, ...]] = Kept(32)
_OTHER = {"rules and code lists": "other code lists", "program": "another program"}


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
    return _options.get((version(), known_on), lambda: _asked_options(known_on))


def _asked_options(known_on: datetime | None) -> Options:
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
    told = zip(rows["code"], rows["label"], rows["group_name"], rows["meaning"], strict=True)
    return tuple(Choice(*map(str, row)) for row in told)


_MOMENTS = ("known_on", "compare_known_on")


def view(params: Mapping[str, object]) -> View:
    """The view that a query string asks for; see filters.parse. In an edition its clocks hold, and those typed beside
    it are left out and said. Who may not move the second clock sees what is now."""
    if params.get("edition"):
        return _in_edition(params)
    if audience.may("clocks"):
        return _view(params)
    held = tuple((name, "only for the network") for name in _MOMENTS if params.get(name))
    seen = _view({name: value for name, value in params.items() if name not in _MOMENTS})
    return replace(seen, ignored=seen.ignored + held)


def edition(edition_id: str) -> Edition | None:
    """The edition of that id, where there is one that this audience may see: a draft is the Secretariat's."""
    found = {e.edition_id: e for e in editions.listed(used().home)}.get(edition_id)
    return found if found is not None and (found.is_final or audience.may("drafts")) else None


def edition_of(view: View) -> Edition | None:
    """The edition that a view is opened in; None outside of one."""
    return edition(view.edition) if view.edition else None


def edition_state(found: Edition) -> str:
    """`draft`, or `made final 1 Dec 2026`."""
    return f"made final {labels.date(day(found.final_at))}" if found.is_final else "draft"


def edition_stamp(found: Edition) -> str:
    """The same as every page and file of the edition says it: also with what it is drawn today that it was not made
    final with, for names, groups and definitions are today's."""
    other = other_than_final(found)
    told = labels.joined([words for what, words in _OTHER.items() if what in other])
    drawn = f", drawn with {told} than it was made final with" if told else ""
    return f"{edition_state(found)}{drawn}"


def other_than_final(found: Edition) -> tuple[str, ...]:
    """What has changed since an edition was made final: rules and code lists, program; nothing of a draft."""
    if not found.is_final:
        return ()
    return _moved.get((version(), found.edition_id), lambda: edition_seal.moved(used().home, found))


def day(moment: datetime | None) -> date | None:
    """The day of a moment of the store in the programme's time zone; None where there is none."""
    return None if moment is None else days.of(moment, reference_of(used()))


def told_day(moment: object) -> str:
    """The same as it is shown: `23 Nov 2026`; `–` where there is none."""
    known = None if labels.is_missing(moment) or not isinstance(moment, datetime) else moment
    return labels.date(day(known))


def today() -> date:
    """The day that it is in the programme's time zone."""
    return days.today(reference_of(used()))


def has_passed(day: date, now: datetime | None = None) -> bool:
    """Whether a day is over in the programme's time zone. `now`: asked of that moment (UTC without zone), None = of
    this one."""
    return days.has_passed(day, reference_of(used()), now)


def _in_edition(params: Mapping[str, object]) -> View:
    asked = params["edition"]
    edition_id = str(asked[-1] if isinstance(asked, list) else asked).strip()
    rest = {name: value for name, value in params.items() if name != "edition"}
    found = edition(edition_id)
    if found is None:
        seen = view(rest)
        return replace(seen, ignored=(*seen.ignored, ("edition", edition_id[:60])))
    beside = tuple((name, _typed(rest[name])) for name in CLOCKS if rest.get(name))
    seen = _view({**{n: v for n, v in rest.items() if n not in CLOCKS}, **_clocks(found)})
    return replace(
        seen,
        ignored=seen.ignored + beside,
        edition=found.edition_id,
        edition_name=found.name,
        edition_state=edition_stamp(found),
    )


def _typed(value: object) -> str:
    return str(value[-1] if isinstance(value, list) else value)[:60]


def _clocks(found: Edition) -> dict[str, str]:
    """An edition's clocks as an address says them."""
    moments = {"known_on": found.known_on, "compare_known_on": found.compare_known_on}
    said = {"period": found.period, "compare": found.compare}
    said |= {name: at.isoformat() for name, at in moments.items() if at is not None}
    return {name: value for name, value in said.items() if value is not None}


def _view(params: Mapping[str, object]) -> View:
    typed = params.get("known_on")
    moment = parse_moment(str(typed[-1] if isinstance(typed, list) else typed)) if typed else None
    return parse(params, options(moment))


def periods(view: View) -> pd.DataFrame:
    """Every period: period, label, data_date, due_at, list_published, reports_expected, note, has_list."""
    return query("periods", view.params())
