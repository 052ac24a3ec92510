"""Practice data: the same seed gives the same files, so many updates are so many, and the values hang together."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl import practice, reference, start, template_data
from etl.practice import calendar, course
from etl.practice.tell import DATES
from etl.settings import settings as load_settings
from etl.store import snapshot

REFERENCE = reference.load(Path("data/reference"))
UPDATES, SEED = 900, 7


def frame_of(report: practice.Report) -> pd.DataFrame:
    """Rows of one plain CSV report."""
    return pd.read_csv(io.BytesIO(report.data), parse_dates=list(DATES))


@pytest.fixture(scope="module")
def made() -> tuple[practice.Practice, list[practice.Report]]:
    """A small set, with its files."""
    small = practice.generate(UPDATES, SEED, REFERENCE)
    return small, list(small.reports)


@pytest.fixture(scope="module")
def bulk() -> pd.DataFrame:
    """Rows of a larger set in quarters, all in plain CSV."""
    large = practice.generate(calendar.FEW_UPDATES + 1, SEED, REFERENCE)
    return pd.concat([frame_of(report) for report in large.reports], ignore_index=True)


@settings(max_examples=5, deadline=None)
@given(updates=st.integers(1, 400), seed=st.integers(0, 2**32 - 1))
def test_a_seed_decides_everything_and_the_count_is_kept(updates: int, seed: int) -> None:
    first, second = (practice.generate(updates, seed, REFERENCE) for _ in range(2))
    reports = list(first.reports)
    assert reports == list(second.reports)
    assert first.register.equals(second.register)
    assert sum(report.updates for report in reports) == updates


@pytest.mark.properties
@settings(max_examples=200, deadline=None)
@given(updates=st.integers(1, 20_000), seed=st.integers(0, 2**32 - 1))
def test_any_size_and_seed_keep_the_count(updates: int, seed: int) -> None:
    first, second = (list(practice.generate(updates, seed, REFERENCE).reports) for _ in range(2))
    assert first == second
    assert sum(report.updates for report in first) == updates


@settings(max_examples=2, deadline=None)
@given(updates=st.integers(calendar.FEW_UPDATES + 1, 8_000), seed=st.integers(0, 2**32 - 1))
def test_bulk_keeps_the_count_too(updates: int, seed: int) -> None:
    reports = list(practice.generate(updates, seed, REFERENCE).reports)
    assert sum(len(frame_of(report)) for report in reports) == updates


def test_the_pipeline_takes_every_file(tmp_path: Path) -> None:
    chosen = load_settings(home=tmp_path / "store")
    outcomes = start.init_practice(chosen, 300, SEED, lambda _: None)
    assert {outcome.verdict for outcome in outcomes} == {"accepted"}
    assert sum(outcome.projects_read for outcome in outcomes) == 300
    store = snapshot.current(chosen.home)
    assert store.meta()["practice"] == "1"
    book = template_data.workbook(chosen, start.reference_of(chosen), "siem-reap", "2026-Q3")
    cover = openpyxl.load_workbook(io.BytesIO(book))["Start here"]
    assert "invented" in str([[cell.value for cell in row] for row in cover])


def test_another_seed_gives_other_files(made: tuple[practice.Practice, list[practice.Report]]) -> None:
    other = list(practice.generate(UPDATES, SEED + 1, REFERENCE).reports)
    assert {r.data for r in made[1]}.isdisjoint({r.data for r in other})


def test_no_updates_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        practice.generate(0, SEED, REFERENCE)


def test_a_hundred_thousand_updates_are_made_to_the_last_one() -> None:
    reports = practice.generate(100_000, SEED, REFERENCE).reports
    assert sum(r.updates for r in reports) == 100_000


def test_register_and_periods_have_the_shape_of_the_record(
    made: tuple[practice.Practice, list[practice.Report]],
) -> None:
    small, _ = made
    record = pd.read_csv("data/public_record/projects.csv", nrows=1)
    assert set(small.register.columns) == set(record.columns)
    assert list(small.periods.columns) == list(REFERENCE.tables["periods"][0])
    assert small.register["project_id"].is_unique
    assert not small.register.duplicated(["city_id", "title"]).any()


def test_every_city_of_the_reference_has_projects() -> None:
    register = practice.generate(practice.DEFAULT_UPDATES, practice.DEFAULT_SEED, REFERENCE).register
    assert set(register["city_id"]) == {row["city_id"] for row in REFERENCE.tables["cities"]}


def test_files_count_in_order_and_in_the_past(made: tuple[practice.Practice, list[practice.Report]]) -> None:
    for _, part in pd.DataFrame([vars(r) for r in made[1]]).groupby(
        lambda n: re.split(r"practice-(\d{4}(?:-[HQ]\d)?)", made[1][n].file_name)[1]
    ):
        assert part["counted_at"].is_monotonic_increasing
    assert max(r.counted_at for r in made[1]) < dt.datetime(2026, 11, 20)


def test_some_are_late_some_correct_themselves_and_some_are_silent(
    made: tuple[practice.Practice, list[practice.Report]],
) -> None:
    names = [report.file_name for report in made[1]]
    assert any("late" in name for name in names)
    assert any("correction" in name for name in names)
    large = practice.generate(calendar.FEW_UPDATES + 1, SEED, REFERENCE)
    cities = {r.file_name: set(frame_of(r)["city"]) for r in large.reports}
    on_time, late = cities["practice-2026-Q3.csv"], cities["practice-2026-Q3-late.csv"]
    assert on_time.isdisjoint(late)
    assert len(on_time | late) < len(REFERENCE.tables["cities"])


def test_cities_report_only_from_their_membership_on(bulk: pd.DataFrame) -> None:
    data_dates = {r["period"]: r["data_date"] for r in calendar.periods(6_000, REFERENCE).to_dict("records")}
    joined = {row["name"]: row["valid_from"] for row in REFERENCE.tables["cities"]}
    assert (bulk["period"].map(data_dates) >= bulk["city"].map(joined)).all()


def test_values_hang_together(bulk: pd.DataFrame) -> None:
    percent = bulk["percent_complete"].dropna()
    assert percent.between(0, 100).all()
    done = bulk[bulk["status"] == "Completed"]
    assert set(done["percent_complete"].dropna()) == {95, 100}
    assert (done["percent_complete"].dropna() == 100).mean() > 0.95
    assert done["actual_end"].notna().all()
    assert bulk.loc[bulk["status"] != "Completed", "actual_end"].isna().all()
    assert not (bulk["planned_end"] < bulk["planned_start"]).any()
    assert bulk.loc[bulk["budget"].notna() | bulk["spent"].notna(), "currency"].notna().all()
    assert set(bulk["in_plan"]) == {"Yes", "No"}
    assert bulk.loc[bulk["in_plan"] == "No", "left_plan_reason"].notna().all()
    assert set(bulk["status"]) == {"Planning", "On-going", "Completed", "On hold", "Cancelled"}
    assert bulk["percent_complete"].isna().mean() == pytest.approx(0.24, abs=0.08)


def test_plans_move_and_projects_slip(bulk: pd.DataFrame) -> None:
    plans = bulk.dropna(subset="planned_end").groupby("project_id")["planned_end"].nunique()
    assert (plans > 1).mean() > 0.05
    assert bulk["forecast_end"].notna().mean() > 0.1


def test_every_file_says_that_it_is_invented(
    made: tuple[practice.Practice, list[practice.Report]],
) -> None:
    for report in made[1]:
        if report.file_name.endswith(".csv"):
            assert b"invented" in report.data
        else:
            book = openpyxl.load_workbook(io.BytesIO(report.data))
            assert "invented" in str([[c.value for c in row] for row in book["Your city"]])
        assert report.file_name.startswith("practice-")


def test_some_cities_send_workbooks_with_milestones_that_add_up(
    made: tuple[practice.Practice, list[practice.Report]],
) -> None:
    book_file = next(r for r in made[1] if r.file_name.endswith(".xlsx"))
    steps = pd.read_excel(io.BytesIO(book_file.data), sheet_name="Milestones", engine="openpyxl")
    assert set(steps.groupby("Project code")["Weight (%)"].sum()) == {100}
    done = steps.dropna(subset="Done on")
    assert (done["Done on"] <= pd.Timestamp("2026-09-30")).all()


def test_countries_with_a_decimal_comma_write_it(
    made: tuple[practice.Practice, list[practice.Report]],
) -> None:
    comma = {c["iso3"] for c in REFERENCE.tables["countries"] if c["decimal_mark"] == ","}
    cities = [c["city_id"] for c in REFERENCE.tables["cities"] if c["iso3"] in comma]
    own = [r for r in made[1] if any(r.file_name.endswith(f"-{city}.csv") for city in cities)]
    assert own
    rows = pd.concat([pd.read_csv(io.BytesIO(r.data), sep=";", encoding="utf-8-sig", dtype=str) for r in own])
    assert rows["Total approved budget"].dropna().str.fullmatch(r"\d{1,3}(\.\d{3})*").all()
    assert rows["Planned finish"].dropna().str.fullmatch(r"\d{2}/\d{2}/\d{4}").all()


@given(st.floats(0, 1))
def test_time_and_work_are_inverse(share: float) -> None:
    assert course.share_done(course.time_of(np.array(share))) == pytest.approx(share, abs=1e-9)


@pytest.mark.parametrize(
    ("code", "start", "end", "label"),
    [
        ("2025", "2025-01-01", "2025-09-30", "2025"),
        ("2025-H1", "2025-01-01", "2025-06-30", "2025, first half"),
        ("2025-H2", "2025-07-01", "2025-12-31", "2025, second half"),
        ("2026-Q1", "2026-01-01", "2026-03-31", "2026, first quarter"),
    ],
)
def test_periods_end_where_their_code_says(code: str, start: str, end: str, label: str) -> None:
    row = calendar.period(code, REFERENCE)
    assert (row["start"], row["data_date"], row["label"]) == (start, end, label)
