"""The sheet "Please fix": what there is to do, group by group, with a link to every cell. Written as one part."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from etl.marking.book import Book
from etl.marking.mark import SHEET, Mark, Page, safe, xml

# By this sentence the sheet is known when the file comes back; it stands under the title.
SENTENCE = "Click a cell’s name to go to it. Mend it there, save the file and upload it again."
TAKEN_OUT = "This sheet, the colours and our comments are taken out when the file comes back."
HEADINGS = ("Cell", "Heading", "Project", "What to do", "We suggest")
_WIDTHS = (22, 28, 26, 72, 30)
_HEAD = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<worksheet xmlns="%s" xmlns:r="%s"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
    b'<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0">'
    b'<pane ySplit="%d" topLeftCell="A%d" activePane="bottomLeft" state="frozen"/>'
    b'<selection pane="bottomLeft" activeCell="A%d" sqref="A%d"/></sheetView></sheetViews>'
    b'<sheetFormatPr defaultRowHeight="15"/><cols>%s</cols><sheetData>'
)
_TAIL = (
    b'<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
    b'<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
)

Target = Callable[[Mark], str | None]  # where a mark's link leads: 'Projects'!F12; None where it has no cell


def sheet_xml(book: Book, page: Page, styles: Mapping[str, int], target: Target) -> bytes:
    """The whole part. `styles`: numbers of the cell styles by name."""
    writer = _Writer(styles)
    writer.row(("title", SHEET), height=32)
    for line in (page.file_name, SENTENCE, TAKEN_OUT):
        writer.row(("line", line))
    for line in page.lines:
        writer.row(("line_bold", line))
    writer.row()
    writer.row(*(("head", text) for text in HEADINGS))
    top = len(writer.rows)
    for group in page.groups:
        title = f"{group.title} ({len(group.marks)}): {group.meaning}"
        look = "group_fix" if group.severity in ("stop", "fix") else "group"
        writer.row((look, title), *[(look, "")] * (len(HEADINGS) - 1), height=26)
        for mark in group.marks:
            writer.mark(mark, target(mark))
    space, rels = book.space.encode(), book.rel_base.encode()
    head = _HEAD % (space, rels, top, top + 1, top + 1, top + 1, b"".join(_columns()))
    return b"".join([head, *writer.rows, b"</sheetData>", writer.hyperlinks(), _TAIL])


def _columns() -> Iterator[bytes]:
    for number, width in enumerate(_WIDTHS, start=1):
        yield b'<col min="%d" max="%d" width="%d" customWidth="1"/>' % (number, number, width)


def _height(texts: list[str]) -> bytes:
    """Room for wrapped text, for programs that do not measure it when they open a file."""
    if len(texts) < len(_WIDTHS):
        return b""
    lines = (
        sum(1 + len(line) // width for line in safe(text).split("\n"))
        for text, width in zip(texts, _WIDTHS, strict=True)
    )
    return b' ht="%d" customHeight="1"' % min(15 * max(lines) + 2, 400)


class _Writer:
    def __init__(self, styles: Mapping[str, int]) -> None:
        self.styles = styles
        self.rows: list[bytes] = []
        self.links: list[bytes] = []

    def row(self, *cells: tuple[str, str], height: int | None = None) -> None:
        number = len(self.rows) + 1
        size = b' ht="%d" customHeight="1"' % height if height else _height([text for _, text in cells])
        written = b"".join(self._cell(number, at, *cell) for at, cell in enumerate(cells))
        self.rows.append(b'<row r="%d"%s>%s</row>' % (number, size, written))

    def _cell(self, row: int, column: int, look: str, text: str) -> bytes:
        place = b"%s%d" % (b"ABCDE"[column : column + 1], row)
        if not text:
            return b'<c r="%s" s="%d"/>' % (place, self.styles[look])
        return b'<c r="%s" s="%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>' % (
            place,
            self.styles[look],
            xml(safe(text)),
        )

    def mark(self, mark: Mark, target: str | None) -> None:
        place = " ".join(part for part in (mark.sheet, mark.address) if part)
        texts = (mark.heading or "", mark.project or "", mark.message, mark.suggestion or "")
        self.row(("link" if target else "no_link", place or "The file"), *(("text", text) for text in texts))
        if target:
            self.links.append(
                b'<hyperlink ref="A%d" location="%s" display="%s"/>'
                % (len(self.rows), xml(target), xml(place))
            )

    def hyperlinks(self) -> bytes:
        return b"<hyperlinks>%s</hyperlinks>" % b"".join(self.links) if self.links else b""
