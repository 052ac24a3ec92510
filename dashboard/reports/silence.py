"""What a member state is asked in the silence procedure: every sentence of the draft that speaks of it, and the
figures behind them with their cells. From a document to lines; `silence_book` writes them,
`silence_merge` takes the answers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard import audience, labels
from dashboard.filters import View
from dashboard.queries import figures, projects, taken
from dashboard.reports.model import Document, Number, Paragraph, Quote, Section, Sentence, Table
from dashboard.reports.worded import print_ids
from etl.cells import CellRef, fold_addresses, parse_address
from etl.figures import FIGURES

_OWN = "the city’s own words"
_MOST_CELLS = 160  # letters of a list of cells
_PRINTED = {
    "focus_area_name": "focus area",
    "sector_name": "sector",
    "pillar": "pillar",
    "planned_end": "planned finish",
}
_OF_STATUS = tuple(labels.STATUSES)
_COLUMNS = {
    "project": "project_id",
    "city": "city_id",
    "country": "iso3",
}  # of the rows, by the axis of a figure


@dataclass(frozen=True)
class Line:
    """A line of the workbook. `kind`: sentence, figure, or row of a table; `where`: headings above it; `text`: the
    sentence, or the figure or row as the draft prints it; `figures`, `cells`: what a sentence rests on and where that
    stands; `is_own_words`: a city typed it; `is_shared`: it is about no single member state, so that none of them alone
    changes it."""

    kind: str
    reference: str
    where: str
    text: str
    figures: str
    cells: str
    has_figures: bool = True
    is_own_words: bool = False
    is_shared: bool = False


def lines(document: Document, view: View, iso3: str, *, has_cells: bool = True) -> list[Line]:
    """Every sentence and figure of the draft that speaks of a member state, in the order of the report. Finding the
    cells of a figure costs time; without, `cells` may be empty."""
    own = view.within("country", iso3)
    cells = _Cells(own if has_cells else None, taken.project_cells(own))
    told = list(_about(document, iso3, cells))
    sentences = [_sentence(where, sentence, cells) for where, sentence in told]
    made = [
        *sentences,
        *_figures((s for _, s in told), cells),
        *_rates(view, iso3, cells),
        *_projects(view, cells),
        *_rows(document, view, iso3),
    ]
    found: dict[str, Line] = {}
    for line in made:
        found.setdefault(line.reference, line)
    return list(found.values())


def check(edition_id: str, iso3: str, line_reference: str, text: str) -> str:
    """What is written beside a line to see later whether its text was changed."""
    plain = " ".join(text.split())
    return hashlib.sha256("\n".join((edition_id, iso3, line_reference, plain)).encode()).hexdigest()[:16]


def _about(document: Document, iso3: str, cells: _Cells) -> Iterator[tuple[str, Sentence]]:
    """The sentences about a member state, those about nobody that name its projects, and the words quoted of its
    cities, each once, with the headings above."""
    seen: set[str] = set()
    for where, about, section in _sections(document.sections, (), ""):
        for sentence in _told(section, about):
            is_asked = sentence.about == iso3 or (not sentence.about and cells.are_named(sentence))
            if is_asked and sentence.id not in seen:
                seen.add(sentence.id)
                yield " › ".join(where), sentence


def _told(section: Section, about: str) -> Iterator[Sentence]:
    """The sentences of a section; a quotation is about whom its section is about."""
    for block in section.blocks:
        if isinstance(block, Paragraph):
            yield from block.sentences
        elif isinstance(block, Quote) and block.id:
            yield Sentence(block.id, block.text, (), about, _OWN if block.is_own_words else "")


def _sections(
    sections: Iterable[Section], above: tuple[str, ...], about: str
) -> Iterator[tuple[tuple[str, ...], str, Section]]:
    for section in sections:
        here = (*above, section.heading)
        told = [s.about for b in section.blocks if isinstance(b, Paragraph) for s in b.sentences if s.about]
        own = told[0] if told else about
        yield here, own, section
        yield from _sections(section.sections, here, own)


class _Cells:
    """Where the figures of one member state stand: the rows of its listed projects with their cells."""

    def __init__(self, view: View | None, rows: pd.DataFrame) -> None:
        self._view, self.rows = view, rows.to_dict("records")
        self._keys = {(axis, row[column]) for row in self.rows for axis, column in _COLUMNS.items()}

    def of(self, number: Number) -> str:
        """`F128, F130 of 2025.csv`; empty where a figure is not made of cells of its own."""
        figure = number.figure.removeprefix("moved_")
        chosen = [row for row in self.rows if self._is_of(row, number)]
        if number.axis == "project" or figure == "projects":
            return self.places(chosen, "percent_cell" if figure.startswith("progress") else "status_cell")
        if figure in _OF_STATUS:
            return self.places([row for row in chosen if row["status"] == figure], "status_cell")
        return self._traced(number) if number.figure in FIGURES else ""

    def are_named(self, sentence: Sentence) -> bool:
        """Whether a sentence of the whole list tells of one of its projects or cities."""
        return any((number.axis, number.key) in self._keys for number in sentence.numbers)

    def _traced(self, number: Number) -> str:
        """The cells that recompute a figure which is more than a count of statuses."""
        if self._view is None or number.period != self._view.period:
            return ""
        rows = figures.trace(self._view, number.axis, number.key, number.figure)
        return self.places(rows[rows["cell"].notna()].to_dict("records"), "cell")

    def name(self, number: Number) -> str:
        """The city of a figure by name; of the others that it is the member state's."""
        names = (str(row["city_name"]) for row in self.rows if row["city_id"] == number.key)
        return next(names, number.key) if number.axis == "city" else "Member state"

    @staticmethod
    def _is_of(row: Mapping[str, object], number: Number) -> bool:
        key = _COLUMNS.get(number.axis)
        return key is not None and row[key] == number.key

    @staticmethod
    def places(rows: Iterable[Mapping[str, object]], column: str) -> str:
        """Cells in short, by file."""
        by_sheet: dict[tuple[str, str], dict[CellRef, None]] = {}
        for row in rows:
            if not labels.is_missing(row[column]):
                file, sheet = str(row["file"]), str(row["sheet"])
                for address in str(row[column]).split(", "):
                    by_sheet.setdefault((file, sheet), {})[parse_address(sheet, address)] = None
        told = "; ".join(f"{fold_addresses(refs)} of {_place(*place)}" for place, refs in by_sheet.items())
        return told if len(told) <= _MOST_CELLS else f"{told[:_MOST_CELLS].rsplit(',', 1)[0]} …"


def _place(file: str, sheet: str) -> str:
    """`report.xlsx, sheet Projects`; a CSV file has no sheets."""
    return file if file.startswith(f"{sheet}.") else f"{file}, sheet {sheet}"


def _sentence(where: str, sentence: Sentence, cells: _Cells) -> Line:
    shown = [n for n in sentence.numbers if _is_said(n)]
    told = [
        n for n in shown if n.figure in FIGURES and (n.axis != "project" or n.figure.startswith("progress"))
    ]
    values = dict.fromkeys(f"{_name(n)}: {_value(n)}" for n in told)
    places = dict.fromkeys(place for n in shown if n.value and (place := cells.of(n)))
    places_told = "\n".join(places)[:_MOST_CELLS]
    told_of = bool(sentence.numbers)
    own = sentence.by == _OWN
    shared = not sentence.about
    return Line(
        "sentence", sentence.id, where, sentence.text, "\n".join(values), places_told, told_of, own, shared
    )


def _figures(sentences: Iterable[Sentence], cells: _Cells) -> Iterator[Line]:
    """The figures of the sentences about the member state and its cities, each once."""
    seen: set[str] = set()
    for sentence in sentences:
        for n in sentence.numbers:
            reference = _reference(n)
            if (
                n.figure not in FIGURES
                or n.axis not in ("country", "city")
                or reference in seen
                or not _is_said(n)
            ):
                continue
            seen.add(reference)
            yield Line(
                "figure",
                reference,
                f"{cells.name(n)}, {n.period}",
                f"{_name(n)}: {_value(n)}",
                "",
                cells.of(n),
            )


def _rates(view: View, iso3: str, cells: _Cells) -> Iterator[Line]:
    """The share completed of the member state and of each of its cities, as the tables by member state and city print
    it."""
    cities = {row["city_id"] for row in cells.rows}
    for axis, keys in (("country", {iso3}), ("city", cities)):
        rows = figures.at(view, axis)
        for row in rows[rows["key"].isin(keys) & rows["completion_rate"].notna()].to_dict("records"):
            number = Number(
                axis, str(row["key"]), "completion_rate", view.period, float(row["completion_rate"])
            )
            where = f"{cells.name(number)}, {view.period}"
            yield Line(
                "figure",
                _reference(number),
                where,
                f"{_name(number)}: {_value(number)}",
                "",
                cells.of(number),
            )


def _rows(document: Document, view: View, iso3: str) -> Iterator[Line]:
    """The rows of tables that tell of one of its cities; of the contradictions of the print, which are the network's
    own statement, those that name it."""
    printed = set(print_ids(figures.discrepancies(view.within("country", iso3))))
    for where, _, section in _sections(document.sections, (), ""):
        for table in (block for block in section.blocks if isinstance(block, Table) and block.row_ids):
            texts, about = table.row_texts(), dict(zip(table.row_ids, table.row_about, strict=False))
            for reference, text in texts.items():
                is_shared = reference in printed
                if is_shared or about.get(reference) == iso3:
                    yield Line("row", reference, " › ".join(where), text, "", "", False, False, is_shared)


def _projects(view: View, cells: _Cells) -> Iterator[Line]:
    """Each listed project as the annex and the table of its city print it: status, percent, focus area, sector, pillar
    and planned finish, where they are given."""
    known = (
        {row["project_id"]: row for row in projects.all_rows(view).to_dict("records")} if cells.rows else {}
    )
    for row in cells.rows:
        percent = (
            ""
            if labels.is_missing(row["percent_complete"])
            else f", {labels.points(row['percent_complete'])} done"
        )
        told = known.get(row["project_id"], {})
        more = (f"; {label}: {_shown(told.get(name))}" for name, label in _PRINTED.items())
        text = f"{row['title']}: {labels.status_label(row['status']).lower()}{percent}{''.join(more)}"
        place = cells.places([row], "status_cell")
        yield Line(
            "figure", f"project/{row['project_id']}", f"{row['city_name']} › Projects", text, "", place
        )


def _shown(value: object) -> str:
    if labels.is_missing(value) or not value:
        return labels.MISSING
    return value if isinstance(value, str) else labels.date(value)


def _reference(number: Number) -> str:
    return f"figure/{number.axis}/{number.key}/{number.figure}/{number.period}"


def _is_said(number: Number) -> bool:
    """Whether a draft prints a figure: one that is not given it does not, and no status that no project has."""
    return number.value is not None and (number.value != 0 or number.figure not in _OF_STATUS)


def _name(number: Number) -> str:
    found = FIGURES.get(number.figure)
    return found.label if found else labels.sentence(number.figure.replace("_", " "))


def _value(number: Number) -> str:
    found = FIGURES.get(number.figure)
    unit = found.unit if found else "projects"
    if unit == "rate":
        return labels.percent(number.value)
    return labels.points(number.value) if unit == "points" else labels.number(number.value)


def is_same(one: str, other: str) -> bool:
    """Whether two texts say the same, but for their spaces."""
    return " ".join(one.split()) == " ".join(other.split())


def may() -> bool:
    """Whether this audience may hold the procedure: the Secretariat's alone."""
    return audience.may("desk")
