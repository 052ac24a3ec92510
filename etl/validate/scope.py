"""Layer 1, city and period: the file's own, blanks filled by what was chosen when sending; disagreement is said at
the cell that disagrees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from etl.cells import CellRef
from etl.findings import Finding
from etl.interpret.table import Clean
from etl.reference import Reference
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
    """Give every row its city and period, and say where they are missing, unknown or contradicted."""
    for name in ("city", "period"):
        if name in clean.table.columns:
            _settle_column(clean, name, chosen.of(name), reference)
        else:
            code = _settle_cover(clean, tables, name, chosen.of(name), reference)
            clean.values[name] = code


def _settle_column(clean: Clean, name: str, wanted: str | None, reference: Reference) -> None:
    values = clean.values[name]
    blank = values.isna() & ~clean.faults[name]
    if wanted:
        clean.values[name] = values.mask(blank, wanted)
        label = reference.lists[name].entries[wanted]
        for row in values.index[values.notna() & (values != wanted)]:
            clean.blame(f"{name}_mismatch", row, name, {"expected": label})
        return
    for row in values.index[blank]:
        clean.blame(f"{name}_missing", row, name, {"example": _example(name, reference)})


def _settle_cover(
    clean: Clean, tables: Tables, name: str, wanted: str | None, reference: Reference
) -> str | None:
    """The one code of a workbook: from its sheet `Your city`, else as chosen."""
    entries = reference.lists[name]
    cell, typed = tables.cover.get(name, (_headings_cell(clean), None))
    if typed is None:
        if wanted is None:
            value = None if name in tables.cover else _headings_text(clean)
            _blame_cover(clean, f"{name}_missing", cell, name, value, {"example": _example(name, reference)})
        return wanted
    match = entries.find(typed)
    if match is None:
        params = {"example": _example(name, reference)}
        _blame_cover(clean, f"{name}_unknown", cell, name, typed, params, entries.nearest(typed))
        return None
    if wanted and match.code != wanted:
        _blame_cover(clean, f"{name}_mismatch", cell, name, typed, {"expected": entries.entries[wanted]})
    return match.code


def _blame_cover(
    clean: Clean,
    code: str,
    cell: CellRef,
    name: str,
    typed: str | None,
    params: Mapping[str, object],
    suggestion: str | None = None,
) -> None:
    finding = Finding(
        code,
        cell,
        name.capitalize(),
        name,
        value=typed,
        suggestion=suggestion,
        params={"label": name} | dict(params),
    )
    clean.findings.append(finding)


def _headings_cell(clean: Clean) -> CellRef:
    return CellRef(clean.table.tab, clean.table.header_row, min(clean.table.columns.values()))


def _headings_text(clean: Clean) -> str:
    return clean.table.headings[min(clean.table.columns, key=lambda n: clean.table.columns[n])]


def _example(name: str, reference: Reference) -> str:
    if name == "city":
        return next(iter(reference.lists["city"].entries.values()))
    expected = [row["label"] for row in reference.tables["periods"] if row["reports_expected"] == "1"]
    return ", ".join(expected[-_SHOWN:])
