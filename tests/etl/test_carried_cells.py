"""A value that carries from report to report leads to the row that gave it, not merely to the update in force."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import Any

import pandas as pd
from builders import project, workbook
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from etl import desk, pipeline
from etl.desk import Entry
from etl.figures import cells_of
from etl.pipeline import Request
from etl.reference import Reference
from etl.settings import Settings, settings
from etl.store import snapshot
from tests import builders
from tests.etl.stories import tell

CITY, CODE = "cauayan-city", "cauayan-city-01"


def send(
    store: Settings,
    reference: Reference,
    period: str,
    counted_at: dt.datetime | None = None,
    **values: object,
) -> int:
    data = workbook(reference, [project(**values)], period=period)
    request = Request(data, f"{period}.xlsx", is_full=False, counted_at=counted_at, answer=lambda f: "yes")
    outcome = pipeline.submit(request, store.home, reference)
    assert outcome.verdict == "accepted"
    return int(outcome.submission_id or 0)


def test_a_carried_budget_leads_to_the_cell_that_gave_it(store: Settings, reference: Reference) -> None:
    first = send(store, reference, "2025", budget=1_500_000, currency="PHP")
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
        first, "2025.xlsx", "1500000", 1_500_000,
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


PLAN = st.fixed_dictionaries(
    {},
    optional={
        "planned_start": st.sampled_from([dt.date(2026, 1, 1), dt.date(2026, 2, 1)]),
        "planned_end": st.sampled_from([dt.date(2027, 1, 1), dt.date(2027, 6, 1)]),
        "budget": st.sampled_from([1000.0, 2000.0]),
    },
)


@given(told=st.lists(PLAN, min_size=2, max_size=3), order=st.randoms(use_true_random=False))
@hypothesis_settings(max_examples=6, suppress_health_check=list(HealthCheck))
def test_what_reports_of_one_date_leave_blank_is_what_they_said_before_in_any_order_of_loading(
    record_store: Settings,
    reference: Reference,
    tmp_path_factory: Any,
    told: list[dict[str, Any]],
    order: Any,
) -> None:
    """A blank is "not given", so it changes no plan, whether the report that said it is of this period or another."""
    chosen = settings(home=tmp_path_factory.mktemp("blank") / "store")
    shutil.copytree(record_store.home, chosen.home)
    numbered = list(enumerate(told))
    order.shuffle(numbered)
    for number, given_then in numbered:
        moment = dt.datetime(2026, 10, 1 + number)
        money = {"currency": "PHP"} if "budget" in given_then else {}
        send(chosen, reference, "2026", moment, percent_complete=10 + number, **given_then, **money)
    run = snapshot.current(chosen.home).run
    state = run(f"select * from state_at('2026', null) where project_id = '{CODE}'").iloc[0]
    cells = run(f"select * from carried_cell(null, '2026') where project_id = '{CODE}'").set_index("field")
    ledger = run(f"select * from plan_ledger(null) where project_id = '{CODE}'")
    assert state["percent_complete"] == 10 + len(told) - 1, "an update stands as a whole"
    for field in ("planned_start", "planned_end", "budget"):
        values = [one[field] for one in told if field in one]
        if not values:
            assert pd.isna(state[field])
            assert field not in cells.index
            continue
        stands = pd.Timestamp(state[field]).date() if field != "budget" else state[field]
        assert stands == values[-1]
        assert cells.loc[field, "value"] == str(values[-1])
        steps = ledger[ledger["what"] == field].sort_values("counted_at")["to_value"]
        assert steps.iloc[-1] == str(values[-1])
        assert steps.iloc[0] == str(values[0]), "the first that was accepted is never overwritten"
    shutil.rmtree(chosen.home)


def test_milestones_that_a_second_report_of_the_same_date_leaves_out_still_measure(
    store: Settings, reference: Reference
) -> None:
    steps = [("Design", 40.0, "2025-03-31", "2025-03-31"), ("Works", 60.0, "2026-06-30", None)]
    tell(store, reference, "2025", "2025-10-20", steps, focus_area="Built Infrastructure")
    tell(store, reference, "2025", "2025-11-20", progress_note="Half of the pipes are laid.")
    state = snapshot.current(store.home).run(
        f"select * from state_at('2025', null) where project_id = '{CODE}'"
    )
    now = state.iloc[0]
    assert (now["progress_pct"], now["progress_basis"], now["planned_pct"]) == (40, "milestones", 40)
    assert now["progress_note"] == "Half of the pipes are laid."


def test_a_carried_pillar_leads_to_the_cell_that_gave_it_also_of_a_project_that_was_merged(
    store: Settings, reference: Reference
) -> None:
    first = send(store, reference, "2025", pillar="ASCC", other_pillars="AEC")
    send(store, reference, "2026", percent_complete=40)
    nothing = dict.fromkeys(("city", "country", "sector", "pillar", "focus_area", "status"))
    asked: dict[str, Any] = {"axis": "pillar", "period": "2026", "known_on": None, **nothing, "city": [CITY]}
    columns = ["submission_id", "sheet", "cell", "typed", "contributes"]

    def cells(key: str, figure: str) -> list[list[object]]:
        rows = snapshot.current(store.home).run(cells_of(figure), {**asked, "key": key, "figure": figure})
        return [[row[name] for name in columns] for row in rows.to_dict("records")]

    lead = [first, "Projects", builders.cell(reference, "pillar"), "ASCC", 0.5]
    other = [first, "Projects", builders.cell(reference, "other_pillars"), "AEC", 1]
    assert (cells("ASCC", "pillar_share"), cells("AEC", "touched")) == ([lead], [other])
    second = project(
        None, title="Hub, part two", focus_area="Built Infrastructure", sector="Transport", pillar="ASCC"
    )
    send_rows = Request(workbook(reference, [second]), "new.xlsx", is_full=False, answer=lambda f: "yes")
    assert pipeline.submit(send_rows, store.home, reference).verdict == "accepted"
    desk.record(store.home, reference, Entry("merge", CODE, "cauayan-city-02", reason="same works"))
    (merged,) = cells("ASCC", "pillar_share")
    assert merged[3] == "ASCC"
    (touched,) = cells("AEC", "touched")
    assert touched == other, "told under the code that was merged"
