"""A value that carries from report to report leads to the row that gave it, not merely to the update in force."""

from __future__ import annotations

import datetime as dt

import pandas as pd
from builders import project, workbook

from etl import pipeline
from etl.figures import cells_of
from etl.pipeline import Request
from etl.reference import Reference
from etl.settings import Settings
from etl.store import snapshot

CITY, CODE = "cauayan-city", "cauayan-city-01"


def send(store: Settings, reference: Reference, period: str, **values: object) -> int:
    data = workbook(reference, [project(**values)], period=period)
    request = Request(data, f"{period}.xlsx", is_full=False, answer=lambda f: "yes")
    outcome = pipeline.submit(request, store.home, reference)
    assert outcome.verdict == "accepted"
    return int(outcome.submission_id or 0)


def test_a_carried_budget_leads_to_the_cell_that_gave_it(store: Settings, reference: Reference) -> None:
    given = send(store, reference, "2025", budget=1_500_000, currency="PHP")
    later = send(store, reference, "2026", percent_complete=40)
    nothing = dict.fromkeys(("city", "country", "sector", "pillar", "focus_area", "status"))
    params = {
        "axis": "city",
        "key": CITY,
        "figure": "budget_php",
        "period": "2026",
        "known_on": None,
        **nothing,
    }
    (item,) = snapshot.current(store.home).run(cells_of("budget_php"), params).to_dict("records")
    assert (item["submission_id"], item["file"], item["typed"], item["contributes"]) == (
        given, "2025.xlsx", "1500000", 1_500_000,
    )  # fmt: skip
    (now,) = (
        snapshot.current(store.home)
        .run(cells_of("ongoing"), {**params, "figure": "ongoing"})
        .to_dict("records")
    )
    assert now["submission_id"] == later


def test_every_carried_value_is_the_one_that_stands(record_store: Settings) -> None:
    run = snapshot.current(record_store.home).run
    cells = run("select * from carried_cell(null, '2025') where field in ('title', 'sector', 'focus_area')")
    wide = cells.pivot(index="project_id", columns="field", values="value")
    state = run("select project_id, title, sector, focus_area from state_at('2025', null)").set_index(
        "project_id"
    )
    both = wide.join(state, suffixes=("", "_now"))
    for field in ("title", "sector", "focus_area"):
        told = both[both[field].notna()]
        assert (told[field] == told[f"{field}_now"]).all()
    assert len(both) == len(state)


def test_a_superseded_row_of_the_same_date_gives_nothing(store: Settings, reference: Reference) -> None:
    send(store, reference, "2026", planned_start=dt.date(2026, 1, 1), planned_end=dt.date(2027, 1, 1))
    send(store, reference, "2026", percent_complete=10)
    cells = snapshot.current(store.home).run(
        f"select * from carried_cell(null, '2026') where project_id = '{CODE}' and field = 'planned_end'"
    )
    state = snapshot.current(store.home).run(
        f"select planned_end from state_at('2026', null) where project_id = '{CODE}'"
    )
    assert cells.empty
    assert pd.isna(state["planned_end"].iloc[0])
