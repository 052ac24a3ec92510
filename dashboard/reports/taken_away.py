"""Briefs and extracts as files, for the command and the jobs: a view and what it is about in, name and bytes out."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dashboard import progress
from dashboard.filters import View
from dashboard.queries import frame
from dashboard.queries.run import used
from dashboard.reports import brief, extract
from dashboard.reports.model import Document
from dashboard.wrong import Wrong


def brief_docx(view: View, iso3: str) -> bytes:
    """The brief on one member state in Word."""
    return brief_file(view, iso3, "docx")


def brief_pdf(view: View, iso3: str) -> bytes:
    """The brief on one member state as PDF."""
    return brief_file(view, iso3, "pdf")


def briefs_zip(view: View, _key: str = "") -> bytes:
    """The briefs on all member states in Word, in one zip."""
    codes = [code for code, _ in brief.countries(view)]
    return _zip(
        (name_of("brief", code, view, "docx"), _whole(view, code)) for code in _told("Brief on", codes)
    )


def _whole(view: View, iso3: str) -> bytes:
    """One brief of many: its own steps would set the count of briefs back."""
    with progress.unheard():
        return brief_docx(view, iso3)


def silence_xlsx(view: View, iso3: str) -> bytes:
    """The draft for one member state to answer; raises Wrong without an edition."""
    ((_, data),) = _workbooks(view, [iso3])  # to the end: what was asked is written down last
    return data


def silence_zip(view: View, _key: str = "") -> bytes:
    """The drafts for all member states to answer, in one zip; raises Wrong without an edition."""
    return _zip(_workbooks(view, []))


def _workbooks(view: View, countries: list[str]) -> Iterator[tuple[str, bytes]]:
    from dashboard.reports import silence_out

    if view.edition is None:
        raise Wrong("edition", "Choose the edition whose draft is to be answered.")
    yield from silence_out.workbooks(used(), view.edition, silence_out.wanted(view.edition, countries))


def _told(words: str, codes: list[str]) -> Iterator[str]:
    """The codes one by one, each told to who waits."""
    for number, code in enumerate(codes, 1):
        progress.tell(f"{words} {code}", number, len(codes))
        yield code


def _zip(made: Iterable[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in made:
            packed.writestr(name, data)
    return out.getvalue()


def brief_file(view: View, iso3: str, form: str) -> bytes:
    """The brief on one member state; raises Wrong for a code that is none."""
    try:
        return written(brief.built(view, used().home, iso3), form)
    except KeyError:
        codes = ", ".join(code for code, _ in brief.countries(view))
        raise Wrong("country", f"There is no member state {iso3[:10]}. The codes are: {codes}.") from None


def extract_file(view: View, axis: str, key: str, form: str) -> bytes:
    """One sector, pillar or focus area; raises Wrong for one that there is not."""
    if form == "xlsx":
        from dashboard.reports import extract_book

        return extract_book.made(view, axis, key)
    return written(extract.built(view, axis, key), form)


def written(document: Document, form: str) -> bytes:
    """A document in Word or as PDF; their libraries take a second to load. Raises Wrong for another format."""
    if form == "docx":
        from dashboard.reports import brief_look, word

        return word.written(document, brief_look.template() if document.kind == "brief" else None)
    if form == "pdf":
        from dashboard.reports import pdf

        return pdf.written(document)
    raise Wrong("format", f"“{form[:20]}” is no format for this. Choose docx or pdf.")


def files(
    kind: str, form: str, clocks: Mapping[str, str | None], wanted: Sequence[str]
) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each file of a command; raises Wrong where something cannot be used."""
    view = frame.view({name: value for name, value in clocks.items() if value})
    if view.ignored:
        parameter, value = view.ignored[0]
        raise Wrong(parameter, f"“{value}” is no {parameter.replace('_', ' ')} that is known here.")
    if kind == "extract":
        axis, _, key = wanted[0].partition(":")
        yield name_of("extract", key, view, form), extract_file(view, axis, key, form)
        return
    for code in [code.upper() for code in wanted] or [code for code, _ in brief.countries(view)]:
        yield name_of("brief", code, view, form), brief_file(view, code, form)


def name_of(kind: str, key: str, view: View, form: str) -> str:
    """`brief-mys-2025.docx`."""
    parts = (kind, key, view.edition or view.period)
    return "-".join(re.sub(r"[^a-z0-9._]+", "-", part.lower()).strip("-") for part in parts) + f".{form}"
