"""A small store in which one project of the record has a plan, milestones, ratings, results and two reports."""

from __future__ import annotations

import shutil
from pathlib import Path

from etl import desk
from etl.reference import Reference
from etl.settings import Settings, settings
from tests.etl.stories import tell

STEPS = [("Design", 50.0, "2025-03-31", "2025-04-10"), ("Works <b>main</b>", 50.0, "2026-06-30", None)]
PLAN = {"planned_start": "2025-01-01", "planned_end": "2026-06-30", "budget": 1000, "currency": "PHP"}
RESULTS = [{"indicator": "Homes served", "unit": "homes", "baseline": 100, "target": 500, "value": 200}]


def switched_on(reference: Reference, folder: Path) -> Reference:
    """The reference folder with the neutral rule set in force."""
    shutil.copytree(reference.folder, folder)
    with (folder / "rules" / "ratings.toml").open("a", encoding="utf-8") as handle:
        handle.write('\n[[in_force]]\nrule_set = "neutral"\nvalid_from = 2018-01-01\n')
    return Reference(folder.resolve())


def make(record: Settings, reference: Reference, home: Path) -> Settings:
    """Reports for 2024 and 2025, a rating and a note, on a copy of the record's store."""
    shutil.copytree(record.home, home)
    lists = switched_on(reference, home / "reference")
    store = settings(home=home)
    said = {"next_steps": "Open the <second> area.", "support_needed": "Two engineers for a month."}
    tell(store, lists, "2024", "2024-10-20", percent_complete=20, **said, **PLAN)
    moved = {**PLAN, "planned_end": "2026-12-31", "spent": 700}
    story = {"progress_note": "The second area is open.", "self_rating": "On plan", "challenges": "Rain."}
    steps = [STEPS[0], (STEPS[1][0], 50.0, "2025-08-31", None)]
    tell(store, lists, "2025", "2025-10-20", steps, RESULTS, percent_complete=55, **story, **moved)
    project = "cauayan-city-01"
    rating = desk.Entry(
        "rating", project, period="2025", value="some_concern", reason="The rain lasted.", who="Ana"
    )
    desk.record(store.home, lists, rating)
    desk.record(store.home, lists, desk.Entry("note", project, value="Asked by phone.", who="Ana"))
    return store
