"""What the store knows that a decision of the desk is judged by."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import pandas as pd

from etl import sql
from etl.memory import Run
from etl.reference import Reference

Row = dict[str, Any]


class Known:
    """What the store knows that decisions are judged by, each asked at most once."""

    def __init__(self, run: Run, reference: Reference) -> None:
        """`run` asks within the transaction that the decision would be part of."""
        self.run, self.reference = run, reference

    @cached_property
    def projects(self) -> dict[str, Row]:
        """project_id → city_id, title, merged_into, made_by, is_unmade."""
        rows = self.run(sql.text("desk/projects"), {})
        rows = rows.astype(object).where(rows.notna(), None)
        return {str(row["project_id"]): row for row in rows.to_dict("records")}

    @cached_property
    def standing(self) -> dict[int, Row]:
        """entry_id → the decision, of those that stand."""
        rows = self.run(sql.text("desk/standing"), {})
        rows = rows.astype(object).where(rows.notna(), None)
        return {int(row["entry_id"]): row for row in rows.to_dict("records")}

    def periods_of(self, *projects: str) -> pd.DataFrame:
        """project_id, period, data_date of every update of these projects."""
        return self.run(sql.text("desk/updated"), {"projects": list(projects)})

    def standing_project(self, project_id: str) -> str:
        """The project that a code stands for after every merge."""
        while (onward := self.projects[project_id]["merged_into"]) is not None:
            project_id = onward
        return project_id

    def name(self, project_id: str) -> str:
        """A project as a sentence names it."""
        return f"{self.projects[project_id]['title']} ({project_id})"
