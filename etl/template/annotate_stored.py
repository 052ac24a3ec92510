"""A stored submission → its marked workbook, from the kept original and the findings as they were told."""

from __future__ import annotations

from pathlib import Path

from etl import sql, template_data
from etl.reference import Reference
from etl.settings import Settings
from etl.store import snapshot
from etl.store.places import Places
from etl.template.annotate import Annotated, NotAnnotated, annotate, marks_of_rows
from etl.template.context import Context
from etl.template_data import Seen


def annotated_submission(
    home: Path, reference: Reference, settings: Settings, submission_id: int, seen: Seen = lambda frame: frame
) -> Annotated:
    """The marked workbook of a submission, with what its reader may see; KeyError where there is none, NotAnnotated
    where its file is unreadable."""
    run = snapshot.current(home).run
    params = {"submission": submission_id}
    known = run(sql.text("ask/submission_file"), params).to_dict("records")
    if not known:
        raise KeyError(submission_id)
    if known[0]["verdict"] == "unreadable":
        raise NotAnnotated("The file could not be read, so there is no cell to mark.")
    places = run(sql.text("ask/submission_places"), params)
    reports = list(zip(places["city_id"], places["period"], strict=True))
    marks = marks_of_rows(run(sql.text("ask/submission_findings"), params))
    data = Places(home).original(known[0]["sha256"]).read_bytes()
    return annotate(
        data,
        known[0]["file_name"],
        known[0]["kind"],
        marks,
        reference,
        lambda: context_of(settings, reference, reports, seen),
    )


def context_of(
    settings: Settings,
    reference: Reference,
    reports: list[tuple[str, str]],
    seen: Seen = lambda frame: frame,
) -> Context | None:
    """What the template is filled from, where a file speaks of one city and one period that we know."""
    if len(reports) != 1:
        return None
    city_id, period = reports[0]
    if city_id not in reference.lists["city"] or period not in reference.lists["period"]:
        return None
    return template_data.context(settings, reference, city_id, period, seen)
