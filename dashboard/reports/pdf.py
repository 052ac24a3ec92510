"""A document as PDF, drawn by typst: tagged, with contents and the fonts that we ship. The same tables and pictures as
the Word file; the look stands in `report.typ`."""

from __future__ import annotations

import json
import logging
import shutil
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from dashboard import progress
from dashboard.filters import View
from dashboard.queries import run
from dashboard.reports import annual, letters
from dashboard.reports.model import Block, Chart, Document, Paragraph, Quote, Section, Table
from dashboard.reports.pictures import FONTS
from dashboard.reports.stamp_words import INVENTED, alternative, clocks, is_long, lines, marks
from dashboard.reports.word_kept import rows_of

log = logging.getLogger(__name__)

LOOK = Path(__file__).with_name("report.typ")


def made(view: View) -> bytes:
    """The annual report of a view."""
    return written(annual.built(view, run.used().home))


def written(document: Document) -> bytes:
    """The document's bytes: PDF/UA, so that a screen reader finds headings, tables and what pictures say."""
    progress.tell("Drawing the pages", 2, 2)
    with TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(LOOK, folder / "report.typ")
        held = _document(document, folder)
        (folder / "document.json").write_text(json.dumps(_shown(held), ensure_ascii=False), "utf-8")
        try:
            return _compiled(folder, ["ua-1"])
        except (
            typst.TypstError
        ) as why:  # an odd joint of letters: a file that is tagged all the same, but not checked
            log.warning("“%s” is not made to PDF/UA: %s", document.title, why)
            return _compiled(folder, [])


def _shown(held: Any) -> Any:
    """The same with every text as our fonts can show it."""
    if isinstance(held, dict):
        return {name: _shown(value) for name, value in held.items()}
    if isinstance(held, list):
        return [_shown(value) for value in held]
    return letters.shown(held) if isinstance(held, str) else held


def _compiled(folder: Path, standards: list[Any]) -> bytes:
    made = typst.compile(
        str(folder / "report.typ"),
        format="pdf",
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        pdf_standards=standards,
    )
    return bytes(made)


def _document(document: Document, folder: Path) -> dict[str, Any]:
    stamp = document.stamp
    return {
        "title": document.title,
        "subtitle": document.subtitle,
        "edition": stamp.edition,
        "clocks": clocks(stamp),
        "practice": INVENTED if stamp.is_practice else "",
        "marks": marks(stamp),
        "made_by": stamp.made_by,
        "lines": lines(stamp),
        "is_long": is_long(document),
        "is_close": document.kind == "brief",
        "sections": [_section(section, folder) for section in document.sections],
    }


def _section(section: Section, folder: Path) -> dict[str, Any]:
    return {
        "heading": section.heading,
        "level": section.level,
        "blocks": [
            _block(block, folder) | ({"source": ""} if _goes_on(block, following) else {})
            for block, following in zip_longest(section.blocks, section.blocks[1:])
        ],
        "sections": [_section(inner, folder) for inner in section.sections],
    }


def _block(block: Block, folder: Path) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {"what": "paragraph", "style": block.style, "sentences": [s.text for s in block.sentences]}
    if isinstance(block, Quote):
        return {"what": "quote", "text": block.text, "source": block.source}
    return _table(block) if isinstance(block, Table) else _chart(block, folder)


def _goes_on(block: Block, following: Block | None) -> bool:
    """Whether the next text is of the same source, whose line then stands under both."""
    return isinstance(block, Quote) and isinstance(following, Quote) and block.source == following.source


def _table(table: Table) -> dict[str, Any]:
    head, *rows = rows_of(table)
    return {
        "what": "table",
        "caption": table.caption,
        "head": head,
        "rows": rows,
        "numeric": [name in table.numeric for name in head],
        "widths": list(table.widths or [1 / len(head)] * len(head)),
        "note": table.note,
    }


def _chart(chart: Chart, folder: Path) -> dict[str, Any]:
    file = f"{chart.id.replace('/', '-')}.svg"
    (folder / file).write_text(chart.svg, "utf-8")
    return {
        "what": "chart",
        "caption": chart.caption,
        "measure": chart.measure,
        "file": file,
        "width": chart.width,
        "alt": alternative(chart),
    }
