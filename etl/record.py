"""The public record as reports: one CSV a period in contract columns, made from updates × projects, and the answer to
everything that the history rules ask about it, each citing its line of the record."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import pandas as pd

from etl import reference, sql
from etl.findings import Finding
from etl.pipeline import Request
from etl.reference import Reference, Row
from etl.settings import settings
from etl.store import Connection, load

SUBMITTER = "public record"
FIRST_PLAN = "2018-2025"
COLUMNS = (
    "city",
    "period",
    "project_id",
    "title",
    "in_plan",
    "status",
    "percent_complete",
    "progress_note",
    "focus_area",
    "sector",
    "pillar",
    "other_pillars",
    "source",
    "source_page",
    "status_basis",
)
_DOCUMENTS = {
    "SCAP": "Smart City Action Plans 2018",
    "ME22": "M&E Report 2022",
    "ME23": "M&E Report 2023",
    "ME24": "M&E Report 2024",
    "ME25": "M&E Report 2025",
}
# Which lines of known_discrepancies.csv answer which question: their kind, and a word of what they say.
_ANSWERED_BY = {
    "status_back": ("status", "goes back"),
    "status_jump": ("status", "jumps"),
    "completed_at_first": ("status", "completed when first listed"),
    "focus_area_changed": ("focus area changes", ""),
    "project_not_in_report": ("vanished", ""),
}
_RENAMED = ("renamed", "same title: letter case only")


class RecordError(Exception):
    """The record asks a question that none of its lines answers; the build stops here."""


class PublicRecord:
    """The folder `data/public_record`."""

    def __init__(self, folder: Path, code_lists: Reference) -> None:
        """Nothing is read before it is asked for."""
        self.folder, self.code_lists = folder, code_lists

    def table(self, name: str) -> list[Row]:
        """A file of the record, every cell as text."""
        with (self.folder / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
            return list(csv.DictReader(handle))

    @cached_property
    def projects(self) -> dict[str, Row]:
        """project_id → its row in the register."""
        return {row["project_id"]: row for row in self.table("projects")}

    @cached_property
    def discrepancies(self) -> list[tuple[int, Row]]:
        """Lines of the record on where it contradicts itself, with the line number in the file."""
        return list(enumerate(self.table("known_discrepancies"), 2))

    def periods(self) -> list[str]:
        """The periods that have updates, oldest first."""
        return sorted({row["period"] for row in self.table("updates")})

    def report(self, period: str) -> bytes:
        """The report file of a period, made from updates × projects."""
        out = io.StringIO()
        writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
        writer.writeheader()
        for update in self.table("updates"):
            if update["period"] == period:
                writer.writerow(self._report_row(update))
        return out.getvalue().encode("utf-8-sig")

    def _report_row(self, update: Row) -> Row:
        project = self.projects[update["project_id"]]
        document, _, page = update["source"].partition(" ")
        is_whole = update["percent_scope"].startswith("whole project")
        return {
            "city": self.code_lists.city(project["city_id"])["name"],
            "period": update["period"],
            "project_id": update["project_id"],
            "title": update["title_as_published"],
            "in_plan": "Yes",
            "status": update["status"] or "not_stated",
            "percent_complete": update["percent_complete"] if is_whole else "",
            "progress_note": update["note"],
            "focus_area": update["focus_area_as_published"],
            "sector": project["sector"],
            "pillar": project["pillar"],
            "other_pillars": project["other_pillars"],
            "source": _DOCUMENTS[document],
            "source_page": page,
            "status_basis": update["status_basis"],
        }

    def requests(self) -> Iterator[Request]:
        """The record's reports as they are loaded: full lists, counted on the day that they speak of."""
        for period in self.periods():
            dates = {row["as_of"] for row in self.table("updates") if row["period"] == period}
            (as_of,) = dates
            yield Request(
                data=(self.folder / "reports" / f"{period}.csv").read_bytes(),
                name=f"{period}.csv",
                submitter=SUBMITTER,
                counted_at=dt.datetime.fromisoformat(as_of),
                is_record=True,
                answer=self.answer,
            )

    def answer(self, finding: Finding) -> str:
        """What the record says of a question about it; raises RecordError where it has no line."""
        if finding.code == "title_changed":
            return self._rename_basis(finding)
        kind, word = _ANSWERED_BY.get(finding.code, ("", ""))
        kinds = (kind, "title replaced") if kind == "vanished" else (kind,)
        for line, row in self.discrepancies:
            at_place = (row["project_id"], row["period"]) == (finding.project_id, finding.period)
            if at_place and row["kind"] in kinds and word in row["what"]:
                return f"known_discrepancies.csv, line {line}: {row['what']} ({row['source']})"
        raise RecordError(
            f"No line of the public record answers {finding.code} for {finding.project_id} in {finding.period}."
        )

    def _rename_basis(self, finding: Finding) -> str:
        basis = self.projects[str(finding.project_id)]["identity_basis"]
        if not basis.startswith(_RENAMED):
            raise RecordError(f"projects.csv does not say that {finding.project_id} was renamed.")
        return f"projects.csv, {finding.project_id}: {basis}"


def load_register(connection: Connection, rows: pd.DataFrame) -> None:
    """Projects with their codes, names and links, in the shape of `projects.csv`."""
    load.insert(connection, sql.text("load/register"), rows.assign(plan_id=FIRST_PLAN), name="register_rows")


def load_annexes(connection: Connection, record: PublicRecord) -> None:
    """Printed totals, known contradictions and partners of the record."""
    for name in ("known_discrepancies", "totals", "partners_projects"):
        frame = text_frame(record.table(name))
        frame["line"] = range(2, len(frame) + 2)
        load.insert(connection, sql.text(f"load/{name}"), frame, name="record_rows")


def text_frame(rows: list[Row]) -> pd.DataFrame:
    """Rows of a CSV as a frame of text, blanks as missing."""
    frame = pd.DataFrame(rows, dtype="str")
    return frame.where(frame != "", None)


def write_reports(record: PublicRecord) -> list[Path]:
    """Write the report files anew from updates × projects (`make record`); they are kept in the project."""
    folder = record.folder / "reports"
    folder.mkdir(exist_ok=True)
    paths = []
    for period in record.periods():
        paths.append(folder / f"{period}.csv")
        paths[-1].write_bytes(record.report(period))
    return paths


if __name__ == "__main__":
    chosen = settings()
    write_reports(PublicRecord(chosen.public_record, reference.load(chosen.reference)))
