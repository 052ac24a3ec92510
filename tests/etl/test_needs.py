"""Partners and support: what is a tie, what is a need, and why a city or a partner is named for one."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from etl import desk, pipeline
from etl.desk import Entry
from etl.pipeline import Request
from etl.reference import Reference
from etl.settings import Settings
from etl.store import snapshot
from tests import builders

NEED = "battambang-02"
PROJECT = "cauayan-city-01"


def ask(store: Settings, text: str, **params: object) -> pd.DataFrame:
    return snapshot.current(store.home).run(text, params)


@pytest.fixture
def told(store: Settings, reference: Reference) -> Settings:
    """A city names a partner that helps, and money that it still looks for."""
    row = {"project_id": PROJECT, "partner": "Asian Development Bank", "role": "Funder"}
    money = {"amount": 1_500_000, "currency": "PHP", "open_to_private_sector": "Yes"}
    sheet = [
        row | money | {"funding_status": "sought", "programme": "Phase two"},
        row | money | {"funding_status": "approved", "programme": "Phase one"},
        {"partner": "City of Yokohama", "role": "Twin"},
    ]
    data = builders.workbook(
        reference, [builders.project(PROJECT, support_needed="Advice on tenders")], side={"Partners": sheet}
    )
    request = Request(data, "report.xlsx", answer=lambda finding: "checked")
    assert pipeline.submit(request, store.home, reference).verdict == "accepted"
    return store


def test_every_line_of_the_record_and_of_the_pairings_is_a_tie(record_store: Settings) -> None:
    rows = ask(record_store, "select * from partner_tie('2025', null)")
    for basis, path in (
        ("record", "data/public_record/partners_projects.csv"),
        ("pairing", "data/reference/pairings.csv"),
    ):
        with Path(path).open(encoding="utf-8", newline="") as handle:
            assert (rows["basis"] == basis).sum() == len(list(csv.DictReader(handle)))
    assert rows.loc[rows["basis"] == "pairing", "project_id"].isna().all()


@pytest.mark.parametrize("period", ["2018", "2023", "2025"])
def test_no_tie_stands_before_its_first_year_and_one_whose_last_year_is_over_is_past(
    record_store: Settings, period: str
) -> None:
    rows = ask(record_store, "select * from partner_tie($period, null)", period=period)
    with Path("data/public_record/partners_projects.csv").open(encoding="utf-8", newline="") as handle:
        told = [line["period"] for line in csv.DictReader(handle)]
    with Path("data/reference/pairings.csv").open(encoding="utf-8", newline="") as handle:
        told += [f"{line['year_from']}-{line['year_to']}" for line in csv.DictReader(handle)]
    begun = [years for years in told if not years.strip("-") or years[:4] <= period]
    over = [years for years in begun if years[-4:].isdigit() and years[-4:] < period]
    assert (len(rows), int(rows["is_past"].sum())) == (len(begun), len(over))
    assert rows.loc[rows["years"] == "2015-", "is_past"].eq(False).all()


def test_money_that_is_sought_is_a_need_and_what_was_approved_is_a_tie(told: Settings) -> None:
    ties = ask(told, "select * from partner_tie('2026', null) where basis = 'report'")
    needs = ask(told, "select * from need('2026', null) order by kind")
    assert sorted(ties["programme"].fillna("")) == ["", "Phase one"]
    assert needs["kind"].tolist() == ["money", "words"]
    money = needs.iloc[0]
    assert (money["amount"], money["amount_currency"], money["programme"]) == (1_500_000, "PHP", "Phase two")
    assert money["open_to_private_sector"] == "yes"
    assert needs.iloc[1]["words"] == "Advice on tenders"


def test_what_a_merged_project_seeks_is_sought_by_the_one_that_goes_on(
    store: Settings, reference: Reference
) -> None:
    first, into = "phnom-penh-01", "phnom-penh-02"
    row = {"project_id": first, "partner": "Asian Development Bank", "role": "Funder"}
    sought = row | {"funding_status": "sought", "amount": 9000, "currency": "USD", "programme": "Phase two"}
    data = builders.workbook(
        reference,
        [builders.project(code) for code in (first, into)],
        city="Phnom Penh",
        side={"Partners": [sought, row | {"funding_status": "approved", "programme": "Phase one"}]},
    )
    request = Request(data, "report.xlsx", is_full=False, answer=lambda finding: "checked")
    assert pipeline.submit(request, store.home, reference).verdict == "accepted"
    desk.record(store.home, reference, Entry("merge", first, into, reason="same works"))
    needs = ask(store, "select * from need('2026', null)")
    assert needs[["project_id", "amount"]].values.tolist() == [[into, 9000]]
    ties = ask(store, "select * from partner_tie('2026', null) where city_id = 'phnom-penh'")
    assert first not in set(ties["project_id"])
    named = ties[ties["basis"] == "report"].iloc[0]
    assert (named["project_id"], bool(named["is_listed"])) == (into, True)


def test_money_that_the_city_itself_seeks_is_a_need(store: Settings, reference: Reference) -> None:
    row = {
        "partner": "World Bank",
        "role": "Funder",
        "funding_status": "sought",
        "amount": 9000,
        "currency": "USD",
    }
    data = builders.workbook(reference, [builders.project(PROJECT)], side={"Partners": [row]})
    request = Request(data, "report.xlsx", answer=lambda finding: "checked")
    assert pipeline.submit(request, store.home, reference).verdict == "accepted"
    need = ask(store, "select * from need('2026', null)").iloc[0]
    assert (need["title"], need["city_id"], need["amount"]) == ("the city itself", "cauayan-city", 9000)
    assert pd.isna(need["project_id"])
    assert ask(store, "select * from partner_tie('2026', null) where basis = 'report'").empty


def test_a_partner_is_known_by_its_name_and_another_keeps_the_city_s_own(told: Settings) -> None:
    rows = ask(told, "select * from partner_tie('2026', null) where basis = 'report'").set_index("role")
    assert rows.loc["funder", "partner_id"] == "adb"
    assert rows.loc["twin", "partner"] == "City of Yokohama"
    assert pd.isna(rows.loc["twin", "partner_id"])


def test_a_want_stands_until_the_next_report_and_says_which_report_it_is_of(
    store: Settings, reference: Reference
) -> None:
    row = {"project_id": PROJECT, "partner": "World Bank", "role": "Funder", "funding_status": "sought"}
    data = builders.workbook(
        reference,
        [builders.project(PROJECT, support_needed="Advice on tenders")],
        period="2025",
        side={"Partners": [row]},
    )
    other = builders.workbook(reference, [builders.project("phnom-penh-01")], city="Phnom Penh")
    for file in (data, other):
        request = Request(file, "report.xlsx", is_full=False, answer=lambda finding: "checked")
        assert pipeline.submit(request, store.home, reference).verdict == "accepted"
    for period, is_earlier in (("2025", False), ("2026", True)):
        rows = ask(store, "select * from need($period, null)", period=period)
        assert rows[["told_period", "is_earlier"]].values.tolist() == [["2025", is_earlier]] * 2


def test_a_need_is_not_known_before_its_report_counted(told: Settings) -> None:
    assert ask(told, "select * from need('2026', '2025-12-31'::timestamp)").empty


@pytest.mark.parametrize(
    ("words", "is_open"),
    [
        ("sought", True),
        ("Applied for in May", True),
        ("funding gap", True),
        ("approved", False),
        ("paid", False),
        (None, False),
        ("overlooking the bay", False),
        ("not needed", False),
        ("Fully funded, no further support needed", False),
        ("No gap", False),
        ("request declined", False),
        ("Applied and approved", False),
        ("Approved as requested", False),
        ("The money sought was secured in May", False),
        ("Applied, not approved yet", True),
        ("60 % secured; the rest is sought", True),
        ("Sought, partly secured", True),
        ("Requested, to be approved in June", True),
        ("Approved; further support needed", True),
        ("Funding to be sought", True),
        ("Not sought from banks but needed", True),
    ],
)
def test_a_funding_status_says_whether_money_is_still_looked_for(
    record_store: Settings, words: str | None, is_open: bool
) -> None:
    assert bool(ask(record_store, "select is_sought($words) as open", words=words)["open"].iloc[0]) is is_open


def test_peers_finished_work_of_the_same_sector_or_focus_area(record_store: Settings) -> None:
    peers = ask(record_store, "select * from need_peer($need, '2025', null)", need=NEED)
    own = ask(record_store, "select * from state_at('2025', null) where project_id = $need", need=NEED).iloc[
        0
    ]
    state = ask(record_store, "select * from state_at('2025', null)").set_index("project_id")
    assert set(peers["city_id"]) == {"bandar-seri-begawan", "johor-bahru", "siem-reap"}
    for peer in peers.to_dict("records"):
        row = state.loc[peer["project_id"]]
        assert row["status"] == "completed"
        assert peer["same_sector"] == (row["sector"] == own["sector"])
        assert peer["same_focus_area"] == (row["focus_area"] == own["focus_area"])
        assert peer["same_sector"] or peer["same_focus_area"]


def test_a_peer_says_since_which_report_it_is_completed(record_store: Settings) -> None:
    peers = ask(record_store, "select * from need_peer($need, '2025', null)", need=NEED).set_index("city_id")
    assert peers.loc["bandar-seri-begawan", "done_period"] == "2024"
    assert peers.loc["johor-bahru", "done_period"] == "2025"


def test_sectors_that_fit_none_are_no_likeness(record_store: Settings) -> None:
    text = "select project_id from state_at('2025', null) where sector = 'other' and is_listed order by 1 limit 1"
    other = ask(record_store, text)["project_id"].iloc[0]
    assert not ask(record_store, "select * from need_peer($p, '2025', null)", p=other)["same_sector"].any()
    assert ask(record_store, "select * from need_partner($p, '2025', null)", p=other).empty


def test_each_partner_is_named_for_a_reason_that_can_be_checked(record_store: Settings) -> None:
    rows = ask(record_store, "select * from need_partner($need, '2025', null)", need=NEED)
    ties = ask(record_store, "select * from partner_tie('2025', null)")
    assert set(rows["reason"]) == {"project", "pairing", "what"}
    for row in rows.to_dict("records"):
        mine = ties[ties["partner"] == row["partner"]]
        if row["reason"] != "what":
            own = mine[(mine["city_id"] == row["city_id"]) & (mine["is_past"] == row["is_past"])]
            assert pd.isna(row["years"]) or row["years"] in set(own["years"])
        if row["reason"] == "project":
            assert (mine["project_id"] == row["project_id"]).any()
            assert set(mine.loc[mine["project_id"] == row["project_id"], "sector"]) == {"water_quality"}
        else:
            assert "water" in row["said"]
