"""What the workbook's own checks say before anybody types: the results that are stored beside their formulas, so that a
viewer that does not calculate shows them too. A listed project lacks what is always needed and reported each time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from etl.cells import CellRef
from etl.findings import Finding
from etl.template.layout import FIRST_ROW
from etl.template.selfcheck import SheetCheck
from etl.template.sheet_cells import EMPTY
from etl.template.values import is_blank
from etl.validate.schema import ask_for


@dataclass(frozen=True)
class Said:
    """One cell to look at. `text`: the mark, then the sentence; rows and columns count from 1."""

    sheet: str
    row: int
    column: int
    title: str
    text: str

    @property
    def place(self) -> str:
        """As the list of checks links to it: Projects C7."""
        return f"{self.sheet} {CellRef(self.sheet, self.row, self.column).address}"


def still_empty(check: SheetCheck, frame: pd.DataFrame) -> Iterator[Said]:
    """Required cells that stay blank in rows that are filled in beforehand."""
    title = "title" if "title" in check.by_name else "project_id"
    required = [col for col in check.cols if col.field.is_required]
    for row, record in enumerate(frame.astype(object).to_dict("records"), start=FIRST_ROW):
        for col in required:
            if not col.is_prefilled or is_blank(record.get(col.field.name)):
                params = {"ask": ask_for(col.field, check.context.reference)}
                cell = CellRef(check.sheet.name, row, col.number)
                text = EMPTY + Finding("required_empty", cell, params=params).message
                yield Said(check.sheet.name, row, col.number, str(record.get(title) or ""), text)
