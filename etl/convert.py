"""Clean tables → the rows that are stored, each with its origin. Everything was judged before; nothing here can fail
on a cell."""

from __future__ import annotations

import pandas as pd

from etl.cells import letters
from etl.interpret.clean import Clean
from etl.reference import fold


def rows_to_store(clean: Clean) -> pd.DataFrame:
    """Values, `sheet` and `row_no`, and for each field `typed_<field>` (text) and `rule_<field>` (text or None)."""
    rows = clean.values.index
    columns: dict[str, object] = {
        "sheet": clean.table.tab,
        "row_no": rows,
        "is_unchanged": rows.isin(list(clean.unchanged)),
    }
    nothing = _texts([None] * len(rows), rows)
    for name in clean.values.columns:
        columns[name] = _as_text(clean.values[name])
        columns[f"typed_{name}"] = _as_text(clean.typed[name])
        known = clean.rules.get(name)
        columns[f"rule_{name}"] = _texts([known.get(row) for row in rows], rows) if known else nothing
    return pd.DataFrame(columns, index=rows)


def _as_text(column: pd.Series) -> pd.Series:
    """Objects as text, so that a column without any value still has a type; numbers and dates as they are."""
    if column.dtype != object:
        return column
    return _texts([None if v is None or v != v else str(v) for v in column], column.index)


def _texts(values: list[str | None], rows: pd.Index) -> pd.Series:
    return pd.Series(values, index=rows, dtype="str")


def columns_to_store(clean: Clean) -> pd.DataFrame:
    """Where each field stood: sheet, field, column_letter, heading."""
    table = clean.table
    return pd.DataFrame(
        [(table.tab, name, letters(column), table.headings[name]) for name, column in table.columns.items()],
        columns=["sheet", "field", "column_letter", "heading"],
    )


def new_names(rows: pd.DataFrame) -> pd.Series:
    """(city, folded title) of every row without a code, the row itself where it has no title: a project that a
    file lists for several periods is one project, as two rows of one title and period are one too many."""
    new = rows[rows["project_id"].isna()]
    names = [
        (city, fold(title)) if isinstance(title, str) else (city, row)
        for row, city, title in zip(new.index, new["city"], new["title"], strict=True)
    ]
    return pd.Series(names, index=new.index, dtype=object)


def new_projects(rows: pd.DataFrame, register: dict[str, str]) -> pd.DataFrame:
    """Issue a code to every project without one and write it into its `rows`; returns the new projects, each as its
    first row says."""
    names = new_names(rows)
    taken: dict[str, int] = {}
    for project_id, city_id in register.items():
        number = project_id.rsplit("-", 1)[-1]
        if number.isdigit():
            taken[city_id] = max(taken.get(city_id, 0), int(number))
    codes: dict[object, str] = {}
    for row, name in names.items():
        if name not in codes:
            city = str(rows.at[row, "city"])
            taken[city] = taken.get(city, 0) + 1
            codes[name] = f"{city}-{taken[city]:02d}"
        rows.at[row, "project_id"] = codes[name]
    first = names.index[~names.duplicated()]
    return rows.loc[
        first, ["project_id", "city", "title", "focus_area", "sector", "pillar", "other_pillars"]
    ].rename(columns={"city": "city_id"})
