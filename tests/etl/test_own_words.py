"""A summary of the public record is never shown as a city's own words."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pandas as pd

from etl import pipeline, template_data
from etl.outcome import Request
from etl.reference import Reference
from etl.settings import Settings
from etl.store import snapshot


def test_the_last_report_of_a_template_names_our_summaries(store: Settings, reference: Reference) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template_data.workbook(store, reference, "phnom-penh", "2026")))
    sheet = book["Last report"]
    headings = [cell.value for cell in sheet[6]]
    at = headings.index("Done since last report")
    told = [row[at].value for row in sheet.iter_rows(min_row=7) if row[at].value]
    assert told
    assert all(text.startswith("Summary of ") for text in told)


CASES: tuple[tuple[tuple[str, ...], bool, dict[str, Any], str | None], ...] = (
    (("siem-reap",), False, {}, None),
    (("siem-reap",), True, {"is_form": True}, None),
    (("siem-reap",), False, {"on_behalf": True, "note": "By letter."}, "a report filed for the city"),
    (("siem-reap",), True, {"is_form": True, "on_behalf": True}, "a report filed for the city"),
    (("siem-reap",), False, {"is_record": True}, "a file of the monitoring body"),
    (("siem-reap", "phnom-penh"), False, {}, "a file on several cities"),
    (("siem-reap", "phnom-penh"), True, {}, "a file on several cities"),
    (("siem-reap",), True, {}, "a list sent as plain text"),
)


def told(store: Settings, cities: tuple[str, ...], number: int) -> pd.DataFrame:
    """The lists of some cities as a report holds them, with a note on each project."""
    rows = snapshot.current(store.home).run(
        "select project_id, title, city_id as city, at_period as period, status from state_at('2025', null) "
        "where is_listed and list_contains($cities, city_id) order by project_id",
        {"cities": list(cities)},
    )
    notes = [f"Works at {title} went on, part {number}." for title in rows["title"]]
    return rows.assign(in_plan="yes", progress_note=notes)


def workbook(rows: pd.DataFrame) -> bytes:
    out = io.BytesIO()
    rows.to_excel(out, index=False, sheet_name="Projects")
    return out.getvalue()


def test_words_are_the_city_s_own_only_in_a_workbook_or_form_that_it_sent_itself(
    store: Settings, reference: Reference
) -> None:
    for number, (cities, is_text, beside, of) in enumerate(CASES, 1):
        rows = told(store, cities, number)
        data = rows.to_csv(index=False).encode() if is_text else workbook(rows)
        name = "list.csv" if is_text else "list.xlsx"
        outcome = pipeline.submit(
            Request(data, name, answer=lambda _: "Agreed.", **beside), store.home, reference
        )
        assert outcome.verdict == "accepted", outcome.findings
        said = snapshot.current(store.home).run(
            "select distinct words_source(source, submission_id) as source from state_at('2025', null) "
            "where is_listed and list_contains($cities, city_id)",
            {"cities": list(cities)},
        )
        assert [None if pd.isna(one) else one for one in said["source"]] == [of]
