"""Report rows as files: the Secretariat's CSV, a city's CSV in its own style, a workbook."""

from __future__ import annotations

import datetime as dt
import io

import pandas as pd
from xlsxwriter import Workbook

from etl import fields
from etl.practice import results
from etl.practice.tell import DATES
from etl.reference import Reference, Row
from etl.template.values import is_blank

_NUMBERS = ("percent_complete", "budget", "spent")


def plain_csv(rows: pd.DataFrame) -> bytes:
    """Field names, points, ISO dates: what an analyst's program writes."""
    shown = rows.assign(**{name: rows[name].dt.strftime("%Y-%m-%d") for name in DATES})
    for name in _NUMBERS:
        shown[name] = shown[name].map("{:.10g}".format, na_action="ignore")
    return shown.to_csv(index=False, lineterminator="\n").encode()


def local_csv(rows: pd.DataFrame, country: Row, reference: Reference) -> bytes:
    """Labels as headings, the country's own decimal mark and order of dates: a spreadsheet's CSV."""
    mark = country["decimal_mark"]
    order = "%m/%d/%Y" if country["date_order"] == "MDY" else "%d/%m/%Y"
    shown = rows.assign(**{name: rows[name].dt.strftime(order) for name in DATES})
    for name in _NUMBERS:
        shown[name] = shown[name].map(lambda value: _local(value, mark), na_action="ignore")
    labels = {
        f.name: f.label for f in (*reference.projects.fields, *fields.PLACE_FIELDS, *fields.RECORD_FIELDS)
    }
    separator = ";" if mark == "," else ","
    return shown.rename(columns=labels).to_csv(index=False, sep=separator).encode("utf-8-sig")


def _local(value: float, mark: str) -> str:
    text = f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
    return text if mark == "." else text.translate(str.maketrans(",.", ".,"))


def workbook(
    rows: pd.DataFrame, milestones: pd.DataFrame, partners: pd.DataFrame, reference: Reference
) -> bytes:
    """A city's workbook: `Your city`, `Projects`, `Milestones`, `Partners`
    and `Results`; one city and one period."""
    buffer = io.BytesIO()
    with Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        book.set_properties(
            {"comments": "Practice: every figure is invented", "created": dt.datetime(2026, 1, 1)}
        )
        _your_city(book, rows)
        _sheet(book, reference.projects, rows)
        _sheet(book, fields.MILESTONES, milestones)
        _sheet(book, fields.PARTNERS, partners)
        _sheet(book, fields.RESULTS, results.of_file(rows, reference))
    return buffer.getvalue()


def _your_city(book: Workbook, rows: pd.DataFrame) -> None:
    sheet = book.add_worksheet("Your city")
    first = rows.iloc[0]
    form = (
        ("City", first["city"]),
        ("Period", first["period"]),
        ("Prepared by", "Practice officer"),
        ("Note", "Practice: every figure in this file is invented."),
    )
    for number, (label, value) in enumerate(form):
        sheet.write_string(number, 0, label)
        sheet.write_string(number, 1, value)


def _sheet(book: Workbook, spec: fields.Sheet, rows: pd.DataFrame) -> None:
    sheet = book.add_worksheet(spec.name)
    date_format = book.add_format({"num_format": "dd mmm yyyy"})
    for column, f in enumerate(spec.fields):
        sheet.write_string(0, column, f.label)
        for line, value in enumerate(rows[f.name], start=1):
            if is_blank(value):
                continue
            if isinstance(value, pd.Timestamp):
                sheet.write_datetime(line, column, value.to_pydatetime(), date_format)
            else:
                sheet.write(line, column, value)
