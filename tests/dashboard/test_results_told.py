"""The results of a project: the newest value of each indicator stays where a later report tells no new one."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboard.queries import frame, plans, run
from etl import pipeline
from etl.outcome import Request
from etl.reference import Reference
from etl.settings import Settings
from tests import builders

CODE = "cauayan-city-01"
pytestmark = pytest.mark.usefixtures("asked")
TREES = {"project_id": CODE, "indicator": "Trees", "target": 900.0}


def told(store: Settings, reference: Reference, period: str, *values: float | None) -> None:
    rows = [TREES | {"value": value, "unit": f"part {n}"} for n, value in enumerate(values)]
    data = builders.workbook(reference, [builders.project(CODE)], period=period, side={"Results": rows})
    assert pipeline.submit(Request(data, "r.xlsx"), store.home, reference).verdict == "accepted"
    run.use(store)


def results() -> pd.DataFrame:
    return plans.results(frame.view({"period": "2026"}), CODE)


def test_a_row_without_a_new_value_hides_none(store: Settings, reference: Reference) -> None:
    told(store, reference, "2025", 400.0)
    told(store, reference, "2026", None)
    assert results()[["period", "value"]].values.tolist() == [["2025", 400.0]]
    told(store, reference, "2026", 500.0)
    assert results()["value"].tolist() == [400.0, 500.0]


def test_an_indicator_that_never_had_a_value_is_named_all_the_same(
    store: Settings, reference: Reference
) -> None:
    told(store, reference, "2026", None)
    assert results()["indicator"].tolist() == ["Trees"]
    assert results()["value"].isna().all()
