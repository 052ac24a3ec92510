"""Code lists of the reference folder into the store's tables, replaced whole in one transaction."""

from __future__ import annotations

import duckdb
import pandas as pd

from etl import due, ratings, sql
from etl.reference import Reference
from etl.store import load

_PROGRAMME_KEYS = (
    "code",
    "name",
    "member_term",
    "member_term_plural",
    "group_name",
    "sources",
    "sources_note",
    "map_source",
    "map_disclaimer",
)


def replace(connection: duckdb.DuckDBPyConnection, reference: Reference) -> None:
    """Fill the code-list tables from the folder; rows keep the order of their file as `sort_order`."""
    for name in (
        "countries",
        "cities",
        "periods",
        "plans",
        "focus_areas",
        "sectors",
        "pillars",
        "statuses",
        "partners",
        "pairings",
        "meetings",
    ):
        frame = pd.DataFrame(reference.tables[name], dtype="str").replace({"": None})
        frame["line"] = range(1, len(frame) + 1)
        if name == "periods":
            frame["due_at"] = frame["due_at"].map(
                lambda text: due.moment(text, reference).isoformat(), na_action="ignore"
            )
        load.insert(connection, sql.text(f"load/{name}"), frame, name="list_rows")
    rated = ratings.load(reference.folder)
    load.insert(connection, sql.text("load/rating_levels"), rated["levels"], name="list_rows")
    load.insert(connection, sql.text("load/ratings_in_force"), rated["in_force"], name="list_rows")
    facts = {f"programme_{key}": str(reference.programme[key]) for key in _PROGRAMME_KEYS}
    facts["reporting_notice_days"] = str(reference.programme["reporting_notice_days"])
    for key, value in facts.items():
        connection.execute("insert or replace into meta values ($key, $value)", {"key": key, "value": value})
