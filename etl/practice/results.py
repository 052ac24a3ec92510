"""Results that invented projects report: for some of them one indicator, from its baseline on the way to its target."""

from __future__ import annotations

from zlib import crc32

import pandas as pd

from etl import fields
from etl.practice import calendar
from etl.reference import Reference

# Sector → indicator and unit; a sector that is not here has the last.
INDICATORS = {
    "transport": ("Passengers a day", "persons"),
    "water_quality": ("Homes with clean water", "homes"),
    "energy": ("Energy saved a year", "MWh"),
    "health_care": ("Patients served a month", "persons"),
    "education": ("Pupils with access", "persons"),
}
OTHERS = ("Residents who use the service", "persons")
_SILENT = 3  # one project in so many reports no result
_LAG = 0.85  # results come behind the works


def of_file(rows: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """The columns of `Results` for the rows of one file, one project each; the same rows give the same results."""
    sectors = {label: code for code, label in reference.lists["sector"].entries.items()}
    told = [
        _result(row, sectors, reference)
        for row in rows.to_dict("records")
        if crc32(row["project_id"].encode()) % _SILENT and row["percent_complete"] > 0
    ]
    return pd.DataFrame(told, columns=[f.name for f in fields.RESULTS.fields])


def _result(row: dict[str, object], sectors: dict[str, str], reference: Reference) -> dict[str, object]:
    draw = crc32(str(row["project_id"]).encode())
    indicator, unit = INDICATORS.get(sectors.get(str(row["sector"]), ""), OTHERS)
    baseline = draw % 40 * 50
    target = baseline + 500 + draw // 40 % 50 * 100
    reached = baseline + (target - baseline) * float(str(row["percent_complete"])) / 100 * _LAG
    day = calendar.period(str(row["period"]), reference)["data_date"]
    return {
        "project_id": row["project_id"],
        "indicator": indicator,
        "unit": unit,
        "baseline": baseline,
        "target": target,
        "value": round(reached, -1),
        "as_of": pd.Timestamp(day),
    }
