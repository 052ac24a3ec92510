"""What a Word draft keeps of how it was made: a custom XML part with what was asked, every sentence by id with its text
and numbers, every table with its cells. Word and LibreOffice carry it along; `check` reads it."""

from __future__ import annotations

import json
from dataclasses import replace
from xml.etree.ElementTree import Element, SubElement, fromstring, tostring

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from dashboard import audience
from dashboard.reports.model import Chart, Document, Paragraph, Quote, Section, Sentence, Table
from dashboard.reports.word_text import NOT_XML

SPACE = "urn:ascn:report:1"
_ID = "{2D0B1C7E-6C5B-4B0E-9B4F-A5C17E0F0001}"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps"


def sentences(document: Document) -> dict[str, Sentence]:
    """Every sentence and every text of a report by id, in order, as a Word file holds it; an id said twice counts
    once."""
    found: dict[str, Sentence] = {}
    for section in document.sections:
        _collect(section, found)
    return {i: replace(s, text=_held(s.text), drafted=_held(s.drafted)) for i, s in found.items()}


def _held(text: str) -> str:
    """A text without the letters that no XML may hold: a reader of the file would call it damaged."""
    return NOT_XML.sub("", text)


def _collect(section: Section, found: dict[str, Sentence]) -> None:
    for block in section.blocks:
        if isinstance(block, Paragraph):
            for sentence in block.sentences:
                found.setdefault(sentence.id, sentence)
        elif isinstance(block, Quote) and block.id:
            found.setdefault(block.id, Sentence(block.id, block.text, drafted=block.drafted))
        elif isinstance(block, Chart):
            found.setdefault(block.finding.id, block.finding)
    for inner in section.sections:
        _collect(inner, found)


def rows_of(table: Table) -> list[list[str]]:
    """A table's cells as shown, headings first."""
    head = [_held(str(name)) for name in table.rows.columns]
    return [head, *[[_held(str(value)) for value in row] for row in table.rows.itertuples(index=False)]]


def xml(document: Document) -> bytes:
    """The part's bytes."""
    root = Element("report", {"xmlns": SPACE, "kind": document.kind})
    SubElement(root, "asked").text = _held(json.dumps(document.asked, ensure_ascii=False, sort_keys=True))
    SubElement(root, "title").text = _held(document.title)
    for sentence in sentences(document).values():
        _sentence(root, sentence)
    for table in document.tables():
        made = SubElement(root, "table", {"id": table.id, "caption": _held(table.caption)})
        made.text = json.dumps(rows_of(table), ensure_ascii=False)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="utf-8")


def _sentence(root: Element, sentence: Sentence) -> None:
    """A sentence; who worded it, and what it said before, for those only who may know who decided. Without what it
    said before it is held against its numbers (`check.py`)."""
    is_told = audience.may("who")
    by = {"by": _held(sentence.by) if is_told else ""}
    made = SubElement(root, "sentence", {"id": sentence.id, "about": sentence.about, **by})
    SubElement(made, "text").text = sentence.text
    if is_told or not sentence.drafted:
        SubElement(made, "drafted").text = sentence.drafted or sentence.text
    for number in sentence.numbers:
        said = {"axis": number.axis, "key": number.key, "figure": number.figure, "period": number.period}
        value = {} if number.value is None else {"value": repr(number.value)}
        SubElement(made, "number", {**said, **value, "trace": number.trace})


def keep(word: WordDocument, document: Document) -> None:
    """Put the part into a Word file, with the properties by which Word knows it."""
    package = word.part.package
    item = Part(PackURI("/customXml/item77.xml"), "application/xml", xml(document), package)
    properties = (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?><ds:datastoreItem '
        'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
        f'ds:itemID="{_ID}"><ds:schemaRefs><ds:schemaRef ds:uri="{SPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    item.relate_to(Part(PackURI("/customXml/itemProps77.xml"), kind, properties, package), _PROPERTIES)
    for name, relation in list(word.part.rels.items()):
        if str(relation.reltype) == RELATIONSHIP_TYPE.CUSTOM_XML and _is_ours(relation):
            del word.part.rels[name]
    word.part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)


def _is_ours(relation: object) -> bool:
    """An earlier report's part, where a report was taken as a template."""
    blob = getattr(getattr(relation, "target_part", None), "blob", b"")
    return SPACE.encode() in blob


def read(blob: bytes) -> Element | None:
    """The part's root where the bytes are one of ours; the caller has refused document types."""
    root = fromstring(blob)  # noqa: S314 - has no document type
    return root if root.tag == f"{{{SPACE}}}report" else None
