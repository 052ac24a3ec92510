"""A workbook and its marks → the marked workbook; and back. Runs in the sandboxed child that reads files.

read → take out marks of an earlier check → formats → "Please fix" → colours and comments, sheet by sheet → read again:
every other sheet must read as before, or the file is not given back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from etl.marking import colours, comments, listing, styles
from etl.marking.book import Book, Tab
from etl.marking.mark import GROUPS, SHEET, CannotMark, Mark, Page, safe
from etl.marking.parts import Parts
from etl.marking.sheet import Sheet
from etl.read import parsing, sandbox
from etl.read.raw import Book as Content
from etl.read.raw import Grid, Limits, Place, Unreadable, Value

MOST_COMMENTS = 1_000
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_COMMENT_LENGTH = 1_200


@dataclass
class _Marked:
    """What one sheet gets: the gravest severity and all texts of each place."""

    tab: Tab
    severity: dict[Place, str] = field(default_factory=dict)
    texts: dict[Place, list[str]] = field(default_factory=dict)


def mark(data: bytes, name: str, page: Page, limits: Limits) -> bytes:
    """The marked workbook, made in the sandboxed child. CannotMark with the reason where it cannot be marked."""
    try:
        result = sandbox.do(marked, (data, name, page), limits)
    except Unreadable as error:
        raise CannotMark(_reason(error)) from error
    if isinstance(result, CannotMark):
        raise result
    return result


def marked(data: bytes, name: str, page: Page, limits: Limits) -> bytes | CannotMark:
    """The marked workbook, or the reason against it as a value, whatever the bytes are."""
    try:
        return _marked(data, name, page, limits)
    except (CannotMark, Unreadable) as reason:
        return reason if isinstance(reason, CannotMark) else CannotMark(_reason(reason))
    except MemoryError:
        return CannotMark("it is too large to be marked")
    except Exception:  # noqa: BLE001 - a package that no rule of the format foresees; the caller gives the template
        return CannotMark("it is built in an unusual way")


def _reason(error: Unreadable) -> str:
    return (
        "it takes too long to be marked" if error.code == "timed_out" else "it cannot be opened a second time"
    )


def _marked(data: bytes, name: str, page: Page, limits: Limits) -> bytes:
    kind, content = parsing.parse(data, name, limits)
    if kind not in ("xlsx", "xlsm"):
        raise CannotMark(f"it is a file of the kind {kind}")
    parts = Parts(data, limits)
    book = Book(parts)
    strip(book, content)
    before = [grid for grid in content.grids if not _is_list(grid)]
    cell_styles, formats = styles.add(book)
    own, links = _by_sheet(book, before, page.marks)
    for tab in book.tabs:
        _mark_sheet(book, own.get(tab.name) or _Marked(tab), before, formats)
    name_of_list = book.free_name(SHEET)
    book.add_front(
        name_of_list, listing.sheet_xml(book, page, cell_styles, lambda m: links.get((m.sheet, m.address)))
    )
    packed = parts.packed()
    _, after = parsing.parse(packed, name, limits)
    if [
        grid for grid in after.grids if grid.name != name_of_list
    ] != before or after.properties != content.properties:
        raise CannotMark("it would not read the same with marks in it")
    return packed


def _is_list(grid: Grid) -> bool:
    """Whether a sheet is the "Please fix" of an earlier check, not one of the officer's own."""
    return grid.name.startswith(SHEET) and any(listing.SENTENCE in row for row in grid.values[:4])


def strip(book: Book, content: Content) -> None:
    """Takes our sheet, colours and comments out of a book; `content`: the same book as read."""
    for grid in content.grids:
        if _is_list(grid):
            book.drop(grid.name)
    for tab in book.tabs:
        is_undrawn = comments.clean(book.parts, tab.part)
        sheet = Sheet(book.parts, tab.part)
        had_rules = colours.clean(sheet)
        if is_undrawn and (drawing := sheet.root.one("legacyDrawing")) is not None:
            sheet.edits.remove(drawing)
        if had_rules or is_undrawn:
            sheet.save()
        if had_rules and not _has_pivots(book, tab):
            _close_ranks(Sheet(book.parts, tab.part))


def _close_ranks(sheet: Sheet) -> None:
    """The ranks that our rules had taken in front go back to the sheet's own."""
    first = min(sheet.priorities(), default=1)
    if first > 1:
        sheet.save(shift_priorities=1 - first)


def _by_sheet(
    book: Book, grids: list[Grid], marks: Iterable[Mark]
) -> tuple[dict[str, _Marked], dict[tuple[str | None, str | None], str]]:
    """What each sheet gets, by its name, and where the link of each mark leads, by sheet and address as given."""
    tabs = {tab.name: tab for tab in book.tabs}
    merged = {grid.name: grid.merged for grid in grids}
    found: dict[str, _Marked] = {}
    links: dict[tuple[str | None, str | None], str] = {}
    for one in marks:
        place = place_of(one.address)
        if one.sheet not in tabs or place is None:
            continue
        place = _anchor(place, merged.get(one.sheet, ()))
        own = found.setdefault(one.sheet, _Marked(tabs[one.sheet]))
        known = own.severity.get(place, one.severity)
        own.severity[place] = min(known, one.severity, key=GROUPS.index)
        own.texts.setdefault(place, []).append(_text(one))
        quoted = one.sheet.replace("'", "''")
        links[one.sheet, one.address] = f"'{quoted}'!{colours.address(place)}"
    return found, links


def place_of(address: str | None) -> Place | None:
    """Row and column of an address; None where there is no such cell in any sheet."""
    place = comments.place_of(address or "")
    return place if 0 < place[0] <= _LAST_ROW and 0 < place[1] <= _LAST_COLUMN else None


def _anchor(place: Place, merged: Iterable[tuple[int, int, int, int]]) -> Place:
    """Of joined cells only the first can be seen."""
    row, column = place
    for top, left, bottom, right in merged:
        if top <= row <= bottom and left <= column <= right:
            return top, left
    return place


def _text(one: Mark) -> str:
    return safe(
        f"{one.message}\nWe suggest: {one.suggestion}" if one.suggestion else one.message, _COMMENT_LENGTH
    )


def _mark_sheet(book: Book, own: _Marked, grids: list[Grid], formats: dict[str, int]) -> None:
    drawn = None
    texts = {place: "\n\n".join(own.texts[place]) for place in list(own.texts)[:MOST_COMMENTS]}
    if texts:
        drawn = comments.write(book, own.tab.part, texts)
    first = _make_room(book, own)
    sheet = Sheet(book.parts, own.tab.part)
    sheet.unselect()
    if own.severity:
        numbers = {place: formats[severity] for place, severity in own.severity.items()}
        colours.paint(sheet, numbers, _values(grids, own), first, from_1904=_is_1904(book))
    if drawn:
        tag = b'<legacyDrawing xmlns="%s" xmlns:r="%s" r:id="%s"/>'
        sheet.insert("legacyDrawing", tag % (sheet.space, book.rel_base.encode(), drawn.encode()))
    sheet.save()


def _make_room(book: Book, own: _Marked) -> int:
    """The rank that our first rule takes: in front of the sheet's own rules, whose order stays as it is."""
    sheet = Sheet(book.parts, own.tab.part)
    ranks = sheet.priorities()
    if not ranks or not own.severity:
        return 1
    if _has_pivots(book, own.tab):
        return max(ranks) + 1
    sheet.save(shift_priorities=len(own.severity))
    return 1


def _values(grids: list[Grid], own: _Marked) -> dict[Place, Value]:
    grid = next((grid for grid in grids if grid.name == own.tab.name), None)
    if grid is None:
        return {}
    rows = {row: at for at, row in enumerate(grid.rows)}
    columns = {column: at for at, column in enumerate(grid.columns)}
    inside = [place for place in own.severity if place[0] in rows and place[1] in columns]
    return {(row, column): grid.values[rows[row]][columns[column]] for row, column in inside}


def _is_1904(book: Book) -> bool:
    properties = book.root.one("workbookPr")
    return properties is not None and properties.attributes.get("date1904") in ("1", "true")


def _has_pivots(book: Book, tab: Tab) -> bool:
    """A pivot table refers to rules by their rank, which must then stay."""
    return any(relation.kind == "pivotTable" for relation in book.parts.relations(tab.part))
