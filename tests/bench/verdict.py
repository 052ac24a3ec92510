"""Times the verdict on a workbook beside openpyxl's own load of the same bytes: `python -m tests.bench verdict`.

A running site as `ascn serve` makes it, warm; workbooks made from our template and filled in, each time with other
bytes, so that none is a repeat; the two sides in turn. Where the time went is told by the site's Server-Timing.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import shutil
import statistics
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from etl import pipeline, start, template_data
from etl.answers import Reply
from etl.pipeline import Request
from etl.settings import Settings, settings
from etl.template import layout
from tests.browser import running
from tests.posting import multipart

PERIOD, BEFORE = "2026", "2025"
CITIES = {200: "cauayan-city", 5_000: "ha-noi"}
ALLOWED_SECONDS, ALLOWED_RATIO = 0.3, 1.5
MARK = b"RUN-0000"
FAULTS = {"percent_complete": "abc", "status": "Nearly there", "planned_end": "soon", "in_plan": "perhaps"}
FAULTY_ROWS = range(10, 30, 5)


@dataclass
class Times:
    """Seconds of each run, ours and openpyxl's, and ours by stage."""

    ours: list[float] = field(default_factory=list)
    theirs: list[float] = field(default_factory=list)
    stages: list[dict[str, float]] = field(default_factory=list)


def run(work: Path, runs: int, warm_ups: int) -> bool:
    """Measures and prints; true when both targets are met."""
    chosen = settings(home=work / "verdict-store")
    _new_store(chosen)
    books = {(rows, False): _filled(chosen, city) for rows, city in CITIES.items()}
    books[200, True] = _with_faults(books[200, False])
    met = []
    with running.serving(chosen.home, work / "verdict.log") as url:
        for (rows, is_faulty), data in books.items():
            wanted = "rejected" if is_faulty else "accepted"
            times = _measure(url, data, wanted, runs, warm_ups)
            met.append(_report(f"{rows:,} rows, {wanted}", times, rows))
    return all(met)


def once_on(home: Path, work: Path) -> None:
    """Sends one city's filled workbook to a copy of a large store and prints how long that took."""
    copy = work / "verdict-large"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(home, copy)
    chosen = settings(home=copy)
    reference = start.reference_of(chosen)
    period = reference.tables["periods"][-1]["period"]
    data = _filled(chosen, CITIES[200], period)
    with running.serving(copy, work / "verdict-large.log") as url:
        for number in range(3):
            took, stages, verdict = _post(url, _variant(data, number))
            print(f"on the large store: {took * 1000:.0f} ms, {verdict}; {_shares([stages])}", flush=True)


def _new_store(chosen: Settings) -> None:
    """The public record, and two cities with as many projects as the workbooks need."""
    shutil.rmtree(chosen.home, ignore_errors=True)
    start.init_record(chosen, lambda _: None)
    reference = start.reference_of(chosen)
    areas, sectors = (list(reference.lists[name].entries) for name in ("focus_area", "sector"))
    lines = ["city,period,title,in_plan,status,percent_complete,focus_area,sector,planned_start,planned_end"]
    for rows, city in CITIES.items():
        for n in range(rows):
            area, sector = areas[n % len(areas)], sectors[n % len(sectors)]
            start_on, end_on = f"2024-01-{1 + n % 28:02d}", f"2027-12-{1 + n % 28:02d}"
            lines.append(
                f"{city},{BEFORE},Works number {n},Yes,ongoing,{n % 60},{area},{sector},{start_on},{end_on}"
            )
    made = Request(
        "\n".join(lines).encode(), "before.csv", answer=lambda _: Reply("benchmark"), is_full=False
    )
    outcome = pipeline.submit(made, chosen.home, reference)
    if outcome.verdict != "accepted":
        raise RuntimeError(f"The store of the benchmark was not made: {outcome.findings[:3]}")


def _filled(chosen: Settings, city: str, period: str = PERIOD) -> bytes:
    """The city's template with every project reported on."""
    reference = start.reference_of(chosen)
    book = openpyxl.load_workbook(io.BytesIO(template_data.workbook(chosen, reference, city, period)))
    sheet = book["Projects"]
    at = {reference.projects[name].label: name for name in (f.name for f in reference.projects.fields)}
    columns = {at[cell.value]: cell.column for cell in sheet[layout.HEADING_ROW] if cell.value in at}
    for row in _project_rows(sheet, columns["project_id"]):
        told = {
            "in_plan": "Yes",
            "status": "On-going",
            "percent_complete": 60 + row % 30,
            "progress_note": f"Stage {row} began, {MARK.decode()}.",
            "next_steps": f"Stage {row + 1} follows.",
            "forecast_end": dt.date(2027, 12, 1 + row % 28),
        }
        for name, value in told.items():
            sheet.cell(row, columns[name]).value = value
    return _saved(book)


def _project_rows(sheet: Worksheet, column: int) -> Iterator[int]:
    return (r for r in range(layout.FIRST_ROW, sheet.max_row + 1) if sheet.cell(r, column).value is not None)


def _with_faults(data: bytes) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book["Projects"]
    fields_of = start.reference_of(settings()).projects.fields
    columns = {f.name: number for number, f in enumerate(fields_of, start=1)}
    for row in FAULTY_ROWS:
        for name, value in FAULTS.items():
            sheet.cell(row, columns[name]).value = value
    return _saved(book)


def _saved(book: openpyxl.Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _variant(data: bytes, number: int) -> bytes:
    """The same workbook with another word in its notes."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as book, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in book.infolist():
            new.writestr(entry.filename, book.read(entry).replace(MARK, f"RUN-{number:04d}".encode()))
    return target.getvalue()


def _measure(url: str, data: bytes, wanted: str, runs: int, warm_ups: int) -> Times:
    times = Times()
    for number in range(1, warm_ups + runs + 1):
        sent = _variant(data, number)
        begun = time.perf_counter()
        openpyxl.load_workbook(io.BytesIO(sent))
        loaded = time.perf_counter() - begun
        took, stages, verdict = _post(url, sent)
        if verdict != wanted:
            raise RuntimeError(f"The workbook was {verdict}, not {wanted}.")
        if number > warm_ups:
            times.theirs.append(loaded)
            times.ours.append(took)
            times.stages.append(stages)
    return times


def _post(url: str, data: bytes) -> tuple[float, dict[str, float], str]:
    """Seconds until the whole answer is here, milliseconds by stage, and the verdict."""
    body, kind = multipart({"file": ("report.xlsx", data)})
    asked = urllib.request.Request(
        f"{url}/submit", body, {"Content-Type": kind, "Accept": "application/json"}
    )
    begun = time.perf_counter()
    try:
        with urllib.request.urlopen(asked, timeout=120) as answer:
            text, told = answer.read(), answer.headers.get("Server-Timing", "")
    except urllib.error.HTTPError as refused:
        text, told = refused.read(), refused.headers.get("Server-Timing", "")
    took = time.perf_counter() - begun
    pairs = (part.split(";dur=") for part in told.split(", ") if part)
    return took, {name: float(value) for name, value in pairs}, json.loads(text)[0]["verdict"]


def _report(label: str, times: Times, rows: int) -> bool:
    ours, theirs = statistics.median(times.ours), statistics.median(times.theirs)
    if rows == 200:
        is_met, target = ours <= theirs + ALLOWED_SECONDS, f"openpyxl + {ALLOWED_SECONDS} s"
    else:
        is_met, target = ours <= theirs * ALLOWED_RATIO, f"{ALLOWED_RATIO} × openpyxl"
    print(
        f"{label}: verdict {ours * 1000:.0f} ms, openpyxl's load {theirs * 1000:.0f} ms, "
        f"ratio {ours / theirs:.2f}, difference {(ours - theirs) * 1000:+.0f} ms; "
        f"at most {target}: {'met' if is_met else 'NOT met'} (median of {len(times.ours)})"
    )
    print(f"  {_shares(times.stages)}", flush=True)
    return is_met


def _shares(runs: list[dict[str, float]]) -> str:
    names = list(dict.fromkeys(name for stages in runs for name in stages))
    medians = {name: statistics.median(stages.get(name, 0.0) for stages in runs) for name in names}
    whole = sum(medians.values()) or 1.0
    ordered = sorted(medians.items(), key=lambda item: -item[1])
    return ", ".join(f"{name} {value / whole:.0%} ({value:.0f} ms)" for name, value in ordered)
