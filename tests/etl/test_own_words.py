"""A summary of the public record is never shown as a city's own words."""

from __future__ import annotations

import io

import openpyxl

from etl import template_data
from etl.reference import Reference
from etl.settings import Settings


def test_the_last_report_of_a_template_names_our_summaries(store: Settings, reference: Reference) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template_data.workbook(store, reference, "phnom-penh", "2026")))
    sheet = book["Last report"]
    headings = [cell.value for cell in sheet[6]]
    at = headings.index("Done since last report")
    told = [row[at].value for row in sheet.iter_rows(min_row=7) if row[at].value]
    assert told
    assert all(text.startswith("Summary of ") for text in told)
