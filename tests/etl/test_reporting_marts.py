"""Reporting: what became of each report, rates with the membership of the time, tries, findings, fresh evidence."""

from __future__ import annotations

import csv
import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from etl import again, pipeline
from etl.pipeline import Outcome, Request
from etl.reference import Reference
from etl.settings import Settings
from etl.store import load, snapshot, write
from tests import builders

CITY = "cauayan-city"
DUE = "2026-03-31T10:00:00"
Told = tuple[Settings, Reference]


def ask(store: Settings, text: str, **params: object) -> pd.DataFrame:
    return snapshot.current(store.home).run(text, params)


@pytest.fixture
def dated(store: Settings, reference: Reference, tmp_path: Path) -> Told:
    """The record, in a programme whose 2026 report stands for 28 February and was due on 31 March 2026."""
    own = tmp_path / "reference"
    shutil.copytree(reference.folder, own)
    with (own / "periods.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    rows[-1] |= {"data_date": "2026-02-28", "due_at": DUE}
    with (own / "periods.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    with write.writer(store.home, Reference(own)):
        pass
    return store, Reference(own)


def send(told: Told, row: dict[str, Any], counted_at: str | None = None, **more: Any) -> Outcome:
    store, reference = told
    moment = dt.datetime.fromisoformat(counted_at) if counted_at else None
    data = builders.workbook(reference, [row])
    given = {"answer": lambda finding: "checked with the city", "counted_at": moment, **more}
    return pipeline.submit(Request(data, "report.xlsx", **given), store.home, reference)


def change_list(told: Told, name: str, key: str, value: str, **changes: str) -> None:
    """Change one row of a code list, and load the lists anew."""
    path = told[1].folder / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    next(row for row in rows if row[key] == value).update(changes)
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    with write.writer(told[0].home, Reference(told[1].folder)):
        pass


def state(told: Told, city: str = CITY, known_on: str | None = None) -> str:
    text = "select state from reporting_matrix($known_on::timestamp, null) where city_id = $city and period = '2026'"
    return str(ask(told[0], text, known_on=known_on, city=city)["state"].iloc[0])


def test_a_city_that_left_before_the_due_date_owes_nothing(dated: Told) -> None:
    store, _reference = dated
    asked = "select is_expected from report_calendar(null) where city_id = $city and period = $period"
    assert state(dated, "jakarta") != "not_member"
    change_list(dated, "cities", "city_id", "jakarta", valid_to="2026-03-01")
    assert state(dated, "jakarta") == "not_member"
    assert not ask(store, asked, city="jakarta", period="2026")["is_expected"].any()
    assert ask(store, asked, city="jakarta", period="2025")["is_expected"].all(), "what it owed before stays"


@pytest.mark.parametrize(("left", "is_member"), [("2026-03-30", False), ("2026-03-31", True)])
def test_the_last_day_of_a_membership_is_a_day_of_it(dated: Told, left: str, is_member: bool) -> None:
    change_list(dated, "cities", "city_id", "jakarta", valid_to=left)
    text = "select * from report_calendar(null) where city_id = 'jakarta' and period = '2026'"
    row = ask(dated[0], text).iloc[0]
    assert (row["state"] != "not_member", row["is_expected"]) == (is_member, is_member)
    text = """select member_cities from figures_of(['network'], [], '2025', null, null, null, null, null, null, null,
        now_at := '2026-03-31 12:00'::timestamp)"""
    assert ask(dated[0], text)["member_cities"].tolist() == [37 + is_member], (
        "arrivals and departures of one day"
    )


def test_the_record_has_every_report_of_those_expected_and_no_rate_without_a_due_date(
    record_store: Settings,
) -> None:
    rows = ask(record_store, "select * from reporting_rates('network', null, null, null)").set_index("period")
    assert rows.loc[["2022", "2023", "2024", "2025"], "expected"].tolist() == [26, 26, 29, 31]
    assert rows["received"].tolist() == rows["expected"].tolist()
    assert rows["on_time_rate"].isna().all()


@pytest.mark.parametrize("axis", ["network", "country", "city"])
def test_the_rates_are_those_of_the_figures(record_store: Settings, axis: str) -> None:
    mine = ask(
        record_store,
        "select key, period, reporting_rate from reporting_rates($axis, null, null, null) where period is not null",
        axis=axis,
    )
    theirs = ask(
        record_store,
        "select key, at_period as period, reporting_rate as rate"
        " from figures_history($axis, null, null, null, null, null, null, null) where reporting_rate is not null",
        axis=axis,
    )
    both = mine.merge(theirs, on=["key", "period"], how="outer")
    assert len(both) == len(theirs)
    assert (both["reporting_rate"] == both["rate"]).all()


def test_a_city_that_joined_too_late_is_not_expected_and_owes_nothing(record_store: Settings) -> None:
    rows = ask(record_store, "select * from reporting_matrix(null, null) where period = '2023'")
    late = rows[rows["state"] == "not_asked"]
    assert sorted(late["city_id"]) == ["chiang-mai", "khon-kaen", "rayong"]
    assert not late["is_expected"].any()


@pytest.mark.parametrize(
    ("due_at", "last"),
    [
        ("2026-03-31", "2026-03-31T16:59:59.999999"),
        ("2026-03-31T17:00:00+07:00", "2026-03-31T10:00:00"),
        ("2026-03-31 17:00+07:00", "2026-03-31T10:00:00"),
        ("2026-03-31T10:00:00", "2026-03-31T10:00:00"),
    ],
)
def test_a_due_day_lasts_until_its_end_in_the_programme_and_a_due_time_counts_in_its_own_zone(
    dated: Told, due_at: str, last: str
) -> None:
    change_list(dated, "periods", "period", "2026", due_at=due_at)
    rows = ask(dated[0], "select distinct due_at from report_calendar(null) where period = '2026'")
    assert rows["due_at"].tolist() == [pd.Timestamp(last)]


def test_a_report_is_on_time_up_to_the_due_moment_and_missing_after_it(dated: Told) -> None:
    send(dated, builders.project(percent_complete=10), DUE)
    assert state(dated) == "on_time"
    assert state(dated, "phuket") == "not_reported"


def test_a_report_after_the_due_moment_is_late_and_was_not_there_before(dated: Told) -> None:
    send(dated, builders.project(percent_complete=10), "2026-03-31T10:00:01")
    assert state(dated) == "late"
    assert state(dated, known_on="2026-03-31T10:00:00") == "owed"
    rates = ask(dated[0], "select * from reporting_rates('city', null, null, null) where period = '2026'")
    row = rates[rates["key"] == CITY].iloc[0]
    assert (row["received"], row["on_time"], row["late"], row["on_time_rate"]) == (1, 0, 1, 0.0)


def arrived(told: Told, submission: int | None, at: str) -> None:
    """Lets a file have come in at a moment."""
    with write.writer(told[0].home, told[1]) as connection:
        connection.execute(
            "update submission set received_at = $at::timestamp where submission_id = $n",
            {"at": at, "n": submission},
        )


BEFORE = "2026-03-31T09:00:00"


def test_a_file_that_came_in_time_and_was_answered_later_is_on_time(dated: Told) -> None:
    store, reference = dated
    odd = builders.project(percent_complete=10, actual_end=dt.date(2026, 1, 1))
    asked = send(dated, odd, answer=lambda finding: None)
    assert asked.verdict == "needs_confirmation"
    arrived(dated, asked.submission_id, BEFORE)
    made = again.request_again(store.home, int(asked.submission_id or 0), answer=lambda finding: "it is so")
    assert pipeline.submit(made, store.home, reference).verdict == "accepted"
    assert state(dated) == "on_time"
    calendar = "select received_at from report_calendar(null) where city_id = $city and period = '2026'"
    assert ask(store, calendar, city=CITY)["received_at"].iloc[0] == pd.Timestamp(BEFORE)


def test_a_file_that_was_mended_later_is_late(dated: Told) -> None:
    wrong = send(dated, builders.project(percent_complete=140))
    arrived(dated, wrong.submission_id, BEFORE)
    assert (
        send(dated, builders.project(percent_complete=40), follows=wrong.submission_id).verdict == "accepted"
    )
    assert state(dated) == "late"


def test_what_was_only_checked_in_time_was_not_sent_in_time(dated: Told) -> None:
    checked = send(dated, builders.project(percent_complete=40), hold=True)
    assert state(dated) == "not_reported", "nobody was sent it"
    arrived(dated, checked.submission_id, BEFORE)
    made = again.request_again(dated[0].home, int(checked.submission_id or 0))
    assert pipeline.submit(made, dated[0].home, dated[1]).verdict == "accepted"
    assert state(dated) == "late"


@pytest.mark.parametrize("made_anew", [{}, {"Saved": "once more"}], ids=["same bytes", "other bytes"])
def test_what_was_only_checked_is_no_try(dated: Told, made_anew: dict[str, str]) -> None:
    """Whether the file that is checked again after a wrong one was saved anew meanwhile or is the very same."""
    store, reference = dated

    def tries() -> list[tuple[int, int | None]]:
        rows = ask(dated[0], "select files, tries from tries(null) where city_id = $city", city=CITY)
        return [(int(r.files), None if pd.isna(r.tries) else int(r.tries)) for r in rows.itertuples()]

    def sent_bytes(data: bytes, **more: Any) -> Outcome:
        request = Request(data, "report.xlsx", answer=lambda finding: "checked with the city", **more)
        return pipeline.submit(request, store.home, reference)

    row = builders.project(percent_complete=40)
    good = builders.workbook(reference, [row])
    later = builders.workbook(reference, [row], properties=made_anew) if made_anew else good
    checked = sent_bytes(good, hold=True)
    assert tries() == []
    wrong = send(dated, builders.project(percent_complete=140), follows=checked.submission_id)
    assert tries() == [(1, None)]
    again_checked = sent_bytes(later, hold=True, follows=wrong.submission_id)
    assert tries() == [(1, None)]
    sent = sent_bytes(later, follows=again_checked.submission_id)
    assert sent.verdict == "accepted"
    assert tries() == [(2, 2)]


def test_what_came_in_time_and_was_taken_back_had_not_come(dated: Told) -> None:
    first = send(dated, builders.project(percent_complete=40), BEFORE)
    assert state(dated) == "on_time"
    with write.writer(dated[0].home, dated[1]) as connection:
        load.withdraw(connection, int(first.submission_id or 0), "us", "sent too early", load.utc_now())
    assert send(dated, builders.project(percent_complete=40)).verdict == "accepted"
    assert state(dated) == "late"


def test_a_report_that_comes_early_moves_no_rate_of_all_periods(dated: Told) -> None:
    every = "select * from reporting_rates('network', $known_on::timestamp, null, null) where period is null"
    before = ask(dated[0], every, known_on="2026-03-01T00:00:00").iloc[0]
    send(dated, builders.project(percent_complete=10), "2026-03-01")
    early = ask(dated[0], every, known_on=BEFORE).iloc[0]
    columns = ["expected", "received", "dated", "on_time", "late", "reporting_rate"]
    assert early[columns].tolist() == before[columns].tolist()
    after = ask(dated[0], every, known_on="2026-04-01T00:00:00").iloc[0]
    owed = ask(
        dated[0], "select count(*) as n from report_calendar(null) where period = '2026' and is_expected"
    )
    assert after["expected"] == before["expected"] + owed["n"].iloc[0]
    assert (after["received"], after["on_time"]) == (before["received"] + 1, before["on_time"] + 1)


@pytest.mark.parametrize("axis", ["network", "country", "city"])
def test_all_periods_together_are_the_sum_of_those_that_were_due(record_store: Settings, axis: str) -> None:
    rows = ask(record_store, "select * from reporting_rates($axis, null, null, null)", axis=axis)
    every = rows[rows["period"].isna()].set_index("key")
    parts = rows[rows["period"].notna()].groupby("key")[["expected", "received", "dated"]].sum()
    assert len(every) == len(parts)
    assert (every[["expected", "received", "dated"]] == parts.loc[every.index]).all().all()


def test_what_is_owed_is_missing_from_the_due_moment_on(dated: Told) -> None:
    text = "select distinct state from reporting_matrix(null, $now_at::timestamp) where period = '2026' and is_expected"
    for moment, state_then in (("2026-03-31T10:00:00", "owed"), ("2026-03-31T10:00:01", "not_reported")):
        assert ask(dated[0], text, now_at=moment)["state"].tolist() == [state_then]


def test_a_file_that_was_sent_but_not_accepted_waits(dated: Told) -> None:
    assert send(dated, builders.project(percent_complete=140)).verdict == "rejected"
    assert state(dated) == "waiting"


def test_a_refused_file_of_many_cities_was_sent_by_none_of_them(dated: Told) -> None:
    rows = [
        {
            **builders.SOUND,
            "project_id": f"{city}-01",
            "city": city,
            "period": "2026",
            "percent_complete": 140,
        }
        for city in (CITY, "jakarta")
    ]
    request = Request(builders.csv(rows), "many.csv")
    assert pipeline.submit(request, dated[0].home, dated[1]).verdict == "rejected"
    assert {state(dated), state(dated, "jakarta")} == {"not_reported"}


def test_the_chase_list_has_the_newest_due_period_and_what_is_open_not_old_gaps(dated: Told) -> None:
    send(dated, builders.project(percent_complete=10), "2026-03-01")
    rows = ask(dated[0], "select * from chase(null, null)")
    assert set(rows["period"]) == {"2026"}
    assert CITY not in set(rows["city_id"])
    expected = ask(
        dated[0], "select * from reporting_matrix(null, null) where period = '2026' and is_expected"
    )
    assert set(rows["city_id"]) == set(expected["city_id"]) - {CITY}
    assert set(rows["due_at"]) == {pd.Timestamp(DUE)}


def test_tries_count_the_files_that_follow_each_other_up_to_the_accepted_one(dated: Told) -> None:
    first = send(dated, builders.project(percent_complete=140, status="Nearly"))
    second = send(dated, builders.project(percent_complete=140), follows=first.submission_id)
    third = send(dated, builders.project(percent_complete=40), follows=second.submission_id)
    assert [first.verdict, second.verdict, third.verdict] == ["rejected", "rejected", "accepted"]
    row = ask(dated[0], "select * from tries(null)").iloc[0]
    assert (row["files"], row["tries"], row["city_id"], row["is_clean"]) == (3, 3, CITY, True)


def test_the_same_wrong_file_after_another_one_is_a_try_of_its_own(dated: Told) -> None:
    store, reference = dated
    wrong, other = (
        builders.workbook(reference, [builders.project(percent_complete=percent)]) for percent in (140, 150)
    )

    def sent(data: bytes, follows: int | None) -> Outcome:
        return pipeline.submit(Request(data, "report.xlsx", follows=follows), store.home, reference)

    first = sent(wrong, None)
    second = sent(other, first.submission_id)
    third = sent(wrong, second.submission_id)
    assert third.repeats is None
    assert sent(wrong, second.submission_id).repeats == third.submission_id, "sent twice by one press"
    assert sent(wrong, third.submission_id).repeats == third.submission_id, "nothing was mended"
    row = ask(store, "select * from tries(null)").iloc[0]
    assert (row["files"], row["is_clean"]) == (3, False)


def test_a_report_that_is_not_clean_yet_has_no_number_of_tries(dated: Told) -> None:
    send(dated, builders.project(percent_complete=140))
    row = ask(dated[0], "select * from tries(null)").iloc[0]
    assert (row["files"], row["is_clean"]) == (1, False)
    assert pd.isna(row["tries"])


def test_a_finding_is_mended_where_the_next_try_no_longer_has_it(dated: Told) -> None:
    first = send(dated, builders.project(percent_complete=140, status="Nearly"))
    second = send(dated, builders.project(percent_complete=140), follows=first.submission_id)
    send(dated, builders.project(percent_complete=40), follows=second.submission_id)
    rows = ask(dated[0], "select * from findings_hit(null)").set_index("code")
    told = rows[["places", "followed", "mended"]]
    assert told.loc["code_unknown"].tolist() == [1, 1, 1]
    assert told.loc["percent_range"].tolist() == [2, 2, 1]


def test_findings_are_those_of_the_cities_and_member_states_asked_for(dated: Told) -> None:
    send(dated, builders.project(percent_complete=140))
    own = ask(dated[0], "select iso3 from city where city_id = $city", city=CITY)["iso3"][0]
    counted = "select count(*) as n from findings_hit(null, of_cities := $c::varchar[], of_countries := $s::varchar[])"
    for cities, states, is_there in (
        ([CITY], None, True),
        (["dili"], None, False),
        (None, [own], True),
        (None, ["TLS"], False),
    ):
        assert (ask(dated[0], counted, c=cities, s=states)["n"][0] > 0) == is_there


def test_the_network_s_own_lists_are_no_tries(record_store: Settings) -> None:
    assert ask(record_store, "select * from tries(null)").empty


def test_the_same_status_and_percent_again_is_no_fresh_evidence(dated: Told) -> None:
    same = builders.project(percent_complete=40)
    store, reference = dated
    for period, moment in (("2025", "2025-10-15"), ("2026", "2026-03-01")):
        data = builders.workbook(reference, [same], period=period)
        given = Request(
            data,
            f"{period}.xlsx",
            counted_at=dt.datetime.fromisoformat(moment),
            answer=lambda finding: "checked",
        )
        assert pipeline.submit(given, store.home, reference).verdict == "accepted"
    text = "select * from report_freshness(null) where city_id = $city and period = '2026'"
    row = ask(store, text, city=CITY).iloc[0]
    assert (row["projects"], row["repeated"], row["fresh"], row["is_stale"]) == (1, 1, 0, True)


def test_every_project_of_a_report_is_fresh_repeated_or_untouched(record_store: Settings) -> None:
    rows = ask(record_store, "select * from report_freshness(null)")
    assert (rows["fresh"] + rows["repeated"] + rows["untouched"] == rows["projects"]).all()
    told = ask(record_store, "select period, count(*) as n from project_update group by all").set_index(
        "period"
    )
    assert rows.groupby("period")["projects"].sum().to_dict() == told["n"].to_dict()
