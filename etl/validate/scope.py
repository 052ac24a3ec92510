"""Layer 1, city and period: the file's own, blanks filled by what was chosen when sending; disagreement is said at
the cell that disagrees."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from etl.cells import CellRef
from etl.findings import Finding
from etl.interpret.clean import Clean
from etl.reference import Reference, Row
from etl.tables import Tables

_SHOWN = 6


@dataclass(frozen=True)
class Chosen:
    """What the sender chose beside the file: codes of the lists, or None."""

    city: str | None = None
    period: str | None = None

    def of(self, name: str) -> str | None:
        """The choice for `city` or `period`."""
        return self.city if name == "city" else self.period


def settle(clean: Clean, tables: Tables, chosen: Chosen, reference: Reference) -> None:
    """Give every row its city and period, and say where they are missing, unknown or contradicted. A period that asks
    for no reports is none to report for, whoever chose it. A list without a row is the list of a city all the same."""
    whole: dict[str, str | None] = {}
    for name in ("city", "period"):
        wanted = chosen.of(name)
        if name in clean.table.columns and len(clean.values):
            _settle_column(clean, name, wanted, reference)
        else:
            code = whole[name] = _settle_cover(clean, tables, name, wanted, reference)
            clean.values[name] = code
            clean.faults[name] |= code is None
    if clean.values.empty:
        clean.place = {name: code for name, code in whole.items() if code}
    _check_membership(clean, tables, reference)


def _check_membership(clean: Clean, tables: Tables, reference: Reference) -> None:
    """A city that joined after the period's report date is asked, once, where the period stands."""
    told = clean.values.loc[~clean.is_open(["city", "period"]), ["city", "period"]]
    pairs = list(told.dropna().drop_duplicates().itertuples(name=None))
    if clean.values.empty and len(clean.place) == len(told.columns):
        pairs = [(None, clean.place["city"], clean.place["period"])]
    for row, city, period in pairs:
        joined = _joined_after(reference.city(city), reference.period(period)["data_date"])
        if joined is None:
            continue
        params = {
            "city": reference.city(city)["name"],
            "joined": joined,
            "period": reference.period(period)["label"],
            "data_date": f"{dt.date.fromisoformat(reference.period(period)['data_date']):%-d %b %Y}",
        }
        if row is not None and "period" in clean.table.columns:
            clean.blame("city_not_member", row, "period", params)
        else:
            cell, typed = tables.cover.get("period", (_headings_cell(clean), _headings_text(clean)))
            _blame_cover(clean, "city_not_member", cell, "period", typed, params, city_id=city, period=period)


_PRECISION = {"year": (4, "%Y"), "month": (7, "%b %Y"), "day": (10, "%-d %b %Y")}


def _joined_after(city: Row, data_date: str) -> str | None:
    """When a city joined, as exactly as it is known, where that is after the day; else None."""
    length, pattern = _PRECISION[city["date_precision"] or "day"]
    since = city["valid_from"]
    return f"{dt.date.fromisoformat(since):{pattern}}" if since[:length] > data_date[:length] else None


def _settle_column(clean: Clean, name: str, wanted: str | None, reference: Reference) -> None:
    values = clean.values[name]
    blank = values.isna() & ~clean.faults[name]
    if name == "period":
        asked_for = values.isna() | values.isin(list(reference.lists["period"].offered))
        for row in values.index[~asked_for]:
            clean.blame("period_unknown", row, name, {"example": _example(name, reference)})
        values = values[asked_for]
    if wanted:
        label = reference.lists[name].entries[wanted]
        for row in values.index[values.notna() & (values != wanted)]:
            clean.blame(f"{name}_mismatch", row, name, {"expected": label})
        if _asks_for_reports(name, wanted, reference):
            clean.values[name] = clean.values[name].mask(blank, wanted)
            return
    for row in clean.values.index[blank]:
        clean.blame(f"{name}_missing", row, name, {"example": _example(name, reference)})


def _settle_cover(
    clean: Clean, tables: Tables, name: str, wanted: str | None, reference: Reference
) -> str | None:
    """The one code of a workbook: from its sheet `Your city`, else as chosen."""
    entries = reference.lists[name]
    cell, typed = tables.cover.get(name, (_headings_cell(clean), None))
    if typed is None:
        if wanted is not None and _asks_for_reports(name, wanted, reference):
            return wanted
        value = None if name in tables.cover else _headings_text(clean)
        params = {"example": _example(name, reference)} | ({} if name in tables.cover else {"absent": "it"})
        _blame_cover(clean, f"{name}_missing", cell, name, value, params)
        return None
    match = entries.find(typed)
    if match is None or not _asks_for_reports(name, match.code, reference):
        params = {"example": _example(name, reference)}
        _blame_cover(clean, f"{name}_unknown", cell, name, typed, params, entries.nearest(typed))
        clean.faults[name] = True
        return None
    if wanted and match.code != wanted:
        _blame_cover(clean, f"{name}_mismatch", cell, name, typed, {"expected": entries.entries[wanted]})
        clean.faults[name] = True
    return match.code


def _asks_for_reports(name: str, code: str, reference: Reference) -> bool:
    return name != "period" or code in reference.lists["period"].offered


def _blame_cover(
    clean: Clean,
    code: str,
    cell: CellRef,
    name: str,
    typed: str | None,
    params: Mapping[str, object],
    suggestion: str | None = None,
    city_id: str | None = None,
    period: str | None = None,
) -> None:
    finding = Finding(
        code,
        cell,
        name.capitalize(),
        name,
        city_id=city_id,
        period=period,
        value=typed,
        suggestion=suggestion,
        params={"label": name} | dict(params),
    )
    clean.add(finding)


def _headings_cell(clean: Clean) -> CellRef:
    return CellRef(clean.table.tab, clean.table.header_row, min(clean.table.columns.values()))


def _headings_text(clean: Clean) -> str:
    return clean.table.headings[min(clean.table.columns, key=lambda n: clean.table.columns[n])]


def _example(name: str, reference: Reference) -> str:
    if name == "city":
        return next(iter(reference.lists["city"].entries.values()))
    expected = [row["label"] for row in reference.tables["periods"] if row["reports_expected"] == "1"]
    return ", ".join(expected[-_SHOWN:])
