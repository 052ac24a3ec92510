"""Every change of plan is kept with its cell; the baseline is the first entry and never overwritten."""

from __future__ import annotations

import pandas as pd
import pytest

from etl.reference import Reference
from etl.settings import Settings
from etl.store import load, snapshot, write
from tests.etl.stories import PROJECT, ask, tell

LEDGER = "select * from plan_ledger($known_on::timestamp) where project_id = $project order by data_date, counted_at"
STEPS = [("Design", 50, "2025-06-30", None), ("Works", 50, "2026-06-30", None)]


def ledger(store: Settings, what: str, known_on: str | None = None) -> pd.DataFrame:
    rows = ask(store, LEDGER, project=PROJECT, known_on=known_on)
    return rows[rows["what"] == what].reset_index(drop=True)


@pytest.fixture
def replanned(store: Settings, reference: Reference) -> Settings:
    """The finish moves twice, once by more than a year; the money and one milestone once."""
    first = {"planned_start": "2025-01-01", "planned_end": "2026-06-30", "budget": 1000, "currency": "PHP"}
    tell(store, reference, "2025", "2025-10-20", STEPS, **first)
    moved = [STEPS[0], ("Works", 50, "2027-12-31", None)]
    tell(
        store,
        reference,
        "2026",
        "2026-05-01",
        moved,
        **{**first, "planned_end": "2027-12-31", "budget": 1500},
    )
    return store


def test_the_first_accepted_plan_is_the_first_entry_of_each_part(replanned: Settings) -> None:
    for what in ("planned_start", "planned_end", "budget", "currency", "milestones"):
        rows = ledger(replanned, what)
        assert list(rows["kind"]) == ["baseline", *["change"] * (len(rows) - 1)]
        assert rows.loc[0, "from_value"] is None or pd.isna(rows.loc[0, "from_value"])
    assert ledger(replanned, "planned_end").loc[0, "to_value"] == "2026-06-30"


def test_a_change_says_from_to_when_why_and_in_which_cell(replanned: Settings, reference: Reference) -> None:
    change = ledger(replanned, "planned_end").iloc[1]
    assert (change["from_value"], change["to_value"], change["moved_days"]) == (
        "2026-06-30",
        "2027-12-31",
        549,
    )
    assert change["period"] == "2026"
    assert change["counted_at"] == pd.Timestamp("2026-05-01")
    assert change["reason"] == "Agreed with the council."
    column = [f.name for f in reference.projects.fields].index("planned_end")
    assert (change["sheet"], change["cell"]) == ("Projects", f"{chr(ord('A') + column)}4")


def test_a_reason_stands_at_the_part_of_the_plan_that_it_was_given_for(
    store: Settings, reference: Reference
) -> None:
    first = {"planned_start": "2025-01-01", "planned_end": "2027-06-30", "budget": 1000, "currency": "PHP"}
    tell(store, reference, "2025", "2025-10-20", **first)
    later = {**first, "planned_start": "2026-03-01", "planned_end": "2027-12-31", "currency": "USD"}
    tell(store, reference, "2026", "2026-05-01", **later)
    reasons = {
        what: ledger(store, what).iloc[-1]["reason"] for what in ("planned_start", "planned_end", "currency")
    }
    assert reasons["planned_start"] == reasons["currency"] == "Agreed with the council."
    assert pd.isna(reasons["planned_end"]), "it moved by half a year, which nobody asked about"


def test_a_set_of_milestones_changes_as_one_and_says_how_many_moved(replanned: Settings) -> None:
    rows = ledger(replanned, "milestones")
    assert list(rows["milestones"]) == [2, 2]
    assert rows.loc[1, "milestones_changed"] == 1
    assert rows.loc[1, "sheet"] == "Milestones"
    assert rows.loc[1, "cell"] == "D4, D5"


def test_milestones_that_move_are_a_replan_and_milestones_that_stay_are_none(
    store: Settings, reference: Reference
) -> None:
    plan = {"planned_start": "2025-01-01", "planned_end": "2026-06-30"}
    tell(store, reference, "2024", "2024-10-20", STEPS, **plan)
    tell(
        store, reference, "2025", "2025-10-20", [("Design", 50, "2025-06-30", "2025-06-30"), STEPS[1]], **plan
    )
    tell(store, reference, "2026", "2026-12-20", [STEPS[0], ("Works", 50, "2027-12-31", None)], **plan)
    text = "select is_replanned, milestones_changed from movement_between($a, null, $b, null)"
    text += " where project_id = $project"
    stayed, moved = (
        ask(store, text, a=a, b=b, project=PROJECT).iloc[0] for a, b in (("2024", "2025"), ("2025", "2026"))
    )
    assert not stayed["is_replanned"]
    assert (moved["is_replanned"], moved["milestones_changed"]) == (True, 1)


def test_what_does_not_change_is_no_entry(replanned: Settings, reference: Reference) -> None:
    assert len(ledger(replanned, "planned_start")) == 1
    assert len(ledger(replanned, "currency")) == 1
    same = {"planned_start": "2025-01-01", "planned_end": "2027-12-31", "budget": 1500, "currency": "PHP"}
    tell(replanned, reference, "2026", "2026-06-01", **same)
    assert len(ledger(replanned, "planned_end")) == 2


def test_a_plan_that_a_later_report_of_the_same_date_leaves_blank_stands_and_one_that_it_gives_otherwise_is_no_entry(
    replanned: Settings, reference: Reference
) -> None:
    tell(replanned, reference, "2026", "2026-06-01", status="On-going")
    assert list(ledger(replanned, "planned_end")["to_value"]) == ["2026-06-30", "2027-12-31"]
    tell(replanned, reference, "2026", "2026-06-02", planned_end="2028-03-31")
    assert list(ledger(replanned, "planned_end")["to_value"]) == ["2026-06-30", "2028-03-31"]


def test_the_ledger_knows_only_what_had_counted_by_the_moment(replanned: Settings) -> None:
    assert len(ledger(replanned, "planned_end", "2026-04-30")) == 1
    assert len(ledger(replanned, "planned_end", "2025-10-01")) == 0


def test_a_withdrawn_plan_leaves_the_ledger_and_the_first_one_that_counts_is_the_baseline(
    replanned: Settings, reference: Reference
) -> None:
    first = ask(
        replanned,
        "select submission_id from report where period = '2025' and city_id = 'cauayan-city' order by 1 desc limit 1",
    )
    with write.writer(replanned.home, reference) as connection:
        load.withdraw(connection, int(first.iloc[0, 0]), "us", "sent too early", load.utc_now())
    rows = ledger(replanned, "planned_end")
    assert list(rows["to_value"]) == ["2027-12-31"]
    assert list(rows["kind"]) == ["baseline"]


def test_a_correction_of_the_same_report_does_not_overwrite_the_baseline(
    store: Settings, reference: Reference
) -> None:
    tell(store, reference, "2025", "2025-10-20", planned_start="2025-01-01", planned_end="2026-06-30")
    tell(store, reference, "2025", "2025-11-20", planned_start="2025-01-01", planned_end="2026-09-30")
    assert list(ledger(store, "planned_end")["to_value"]) == ["2026-06-30", "2026-09-30"]
    state = ask(
        store,
        "select baseline_end, planned_end from state_now where project_id = $p and at_period = '2025'",
        p=PROJECT,
    )
    assert list(state.iloc[0].astype(str).str[:10]) == ["2026-06-30", "2026-09-30"]


@pytest.mark.parametrize(
    ("what", "cast"), [("planned_start", "date"), ("planned_end", "date"), ("budget", "double")]
)
def test_the_last_entry_of_a_part_is_the_plan_in_force(
    practice_store: Settings, what: str, cast: str
) -> None:
    text = f"""
        with last_entry as (
            select project_id, arg_max(to_value, {{'d': data_date, 'c': counted_at}})::{cast} as told
            from plan_ledger(null)
            where what = '{what}'
            group by project_id
        )
        select count(*) as n, count(*) filter (where told is distinct from state.{what}) as wrong
        from last_entry
        join state_now as state using (project_id)
        where state.at_date = (select max(at_date) from state_now)
    """
    row = snapshot.current(practice_store.home).run(text).iloc[0]
    assert row["n"] > 30
    assert row["wrong"] == 0


def test_practice_data_has_plans_that_changed_and_reasons_for_large_changes(practice_store: Settings) -> None:
    rows = snapshot.current(practice_store.home).run("select what, kind, reason from plan_ledger(null)")
    changes = rows[rows["kind"] == "change"]
    assert {"planned_end", "budget"} <= set(changes["what"])
    assert changes["reason"].notna().any()


def test_a_budget_stands_in_its_own_currency_when_money_is_later_spent_in_another(
    store: Settings, reference: Reference
) -> None:
    tell(store, reference, "2025", "2025-10-20", budget=1000, spent=100, currency="PHP")
    tell(store, reference, "2026", "2026-05-01", spent=90, currency="USD")
    state = "select budget, spent, currency from state_at('2026', null) where project_id = $project"
    now = ask(store, state, project=PROJECT).iloc[0]
    assert (now["budget"], now["currency"]) == (1000, "PHP")
    assert pd.isna(now["spent"])
    assert list(ledger(store, "currency")["to_value"]) == ["PHP"]
    cell = "select value, period from carried_cell(null, '2026') where project_id = $project and field = 'currency'"
    assert ask(store, cell, project=PROJECT).iloc[0].tolist() == ["PHP", "2025"]
