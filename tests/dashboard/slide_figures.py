"""What stands in a presentation, read back out of its file: texts, marks, numbers of charts, notes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import openpyxl
from pptx import Presentation
from pptx.chart.chart import Chart
from pptx.presentation import Presentation as Deck
from pptx.shapes.base import BaseShape
from pptx.slide import Slide

from dashboard import labels

CODES = {label: code for code, label in labels.STATUSES.items()}


@dataclass(frozen=True)
class Bar:
    """A row of a chart: its name, the total beside it, its counts by status."""

    name: str
    total: str
    counts: dict[str, int]


def opened(data: bytes) -> Deck:
    """The presentation."""
    return Presentation(io.BytesIO(data))


def titled(deck: Deck, title: str) -> Slide:
    """The slide with a title."""
    return next(slide for slide in deck.slides if slide.shapes.title.text == title)


def charts(slide: Slide) -> list[Chart]:
    """Native charts of a slide."""
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def bars(chart: Chart) -> list[Bar]:
    """The rows of a chart as it is drawn."""
    rows = []
    for at, category in enumerate(chart.plots[0].categories):
        name, total = re.split(r"\s{2,}", str(category).strip())
        counts = {CODES[s.name]: int(s.values[at]) for s in chart.plots[0].series if s.values[at]}
        rows.append(Bar(name, total, counts))
    return rows


def in_workbook(chart: Chart) -> list[tuple[object, ...]]:
    """The rows of the workbook inside it, headings first."""
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    return [tuple(row) for row in book.active.iter_rows(values_only=True)]


def texts(slide: Slide) -> list[str]:
    """Every text of a slide, in reading order."""
    return [
        shape.text_frame.text for shape in shapes(slide) if shape.has_text_frame and shape.text_frame.text
    ]


def shapes(slide: Slide) -> Iterator[BaseShape]:
    """Every shape, those in groups too."""
    for shape in slide.shapes:
        yield shape
        if shape.shape_type is not None and shape.shape_type.name == "GROUP":
            yield from shape.shapes


def described(shape: BaseShape) -> str | None:
    """Its words for those who do not see it; None where nobody thought of it, blank where it is decoration."""
    return shape._element.xpath(".//p:cNvPr")[0].get("descr")
