"""Clean tables → the rows that are stored, each with its origin. Everything was judged before; nothing here can fail
on a cell."""

from __future__ import annotations

import pandas as pd

from etl.cells import letters
from etl.interpret.table import Clean


def rows_to_store(clean: Clean) -> pd.DataFrame:
    """Values, `sheet` and `row_no`, and for each field `typed_<field>` (text) and `rule_<field>` (text or None)."""
    frame = clean.values.copy()
    for name in frame.select_dtypes("object").columns:
        frame[name] = frame[name].astype("str").where(frame[name].notna(), None)
    typed = (
        clean.typed.add_prefix("typed_").astype("str").where(clean.typed.add_prefix("typed_").notna(), None)
    )
    rules = pd.DataFrame(
        {
            f"rule_{n}": pd.Series(clean.rules.get(n, {}), dtype="str").reindex(frame.index)
            for n in frame.columns
        }
    )
    place = pd.DataFrame({"sheet": clean.table.tab, "row_no": frame.index}, index=frame.index)
    return pd.concat([place, frame, typed, rules], axis=1)


def columns_to_store(clean: Clean) -> pd.DataFrame:
    """Where each field stood: sheet, field, column_letter, heading."""
    table = clean.table
    return pd.DataFrame(
        [(table.tab, name, letters(column), table.headings[name]) for name, column in table.columns.items()],
        columns=["sheet", "field", "column_letter", "heading"],
    )


def new_projects(rows: pd.DataFrame, register: dict[str, str]) -> pd.DataFrame:
    """Issue a code to every row without one and write it into `rows`; returns the new projects."""
    new = rows["project_id"].isna()
    taken: dict[str, int] = {}
    for project_id, city_id in register.items():
        number = project_id.rsplit("-", 1)[-1]
        if number.isdigit():
            taken[city_id] = max(taken.get(city_id, 0), int(number))
    for row in rows.index[new]:
        city = str(rows.at[row, "city"])
        taken[city] = taken.get(city, 0) + 1
        rows.at[row, "project_id"] = f"{city}-{taken[city]:02d}"
    return rows.loc[
        new, ["project_id", "city", "title", "focus_area", "sector", "pillar", "other_pillars"]
    ].rename(columns={"city": "city_id"})
