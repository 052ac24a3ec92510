"""What can be made, and nothing else: each kind of file with its words, its format, and whether it is about one member.

Formats of the annual report, the slides and the pack come from `reports/formats.py`; a maker is imported by the process
that makes the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Literal

from dashboard import audience, labels
from dashboard.filters import AXIS_NAMES, View
from dashboard.queries import members
from dashboard.reports import formats

Maker = Callable[[View], bytes]


@dataclass(frozen=True)
class Kind:
    """`name` in the form and in the file's name; `words` on screen; `form` its format; `about`: the axis of which one
    member must be chosen, or ""; `needs`: what its audience must be allowed to see; `made`: the function of
    `reports/taken_away.py` that makes it of a view and the member, where `formats.py` does not; `is_shown`: whether the
    form of /reports offers it."""

    name: str
    words: str
    form: str
    about: Literal["", "country", "sector", "pillar", "focus_area"] = ""
    needs: str = ""
    made: str = ""
    is_shown: bool = True

    def maker(self, key: str) -> Maker:
        """The function that makes it, of the member `key`; raises KeyError where this program has none."""
        if not self.made:
            return formats.maker(self.form)
        away = import_module("dashboard.reports.taken_away")
        if self.made == "extract_file":
            return lambda view: bytes(away.extract_file(view, self.about, key, self.form))
        return lambda view: bytes(getattr(away, self.made)(view, key))

    @property
    def about_words(self) -> str:
        """What the member is, in words."""
        return "member state" if self.about == "country" else AXIS_NAMES.get(self.about, "").lower()

    def members(self, view: View) -> list[tuple[str, str]]:
        """Code and name of the members that it can be about."""
        if self.about != "country":
            return [(c.code, c.label) for c in view.options.choices.get(self.about, ())]
        rows = members.countries(view)
        return [(str(r.iso3), labels.sentence(str(r.name))) for r in rows.itertuples(index=False)]

    def is_for_us(self) -> bool:
        """Whether this audience may have it made."""
        return not self.needs or audience.may(self.needs)

    def file_name(self, view: View, key: str) -> str:
        """`annual-report-2025.docx`: kind, member, edition or period."""
        parts = [self.name.rsplit("-", 1)[0], key, view.edition or view.period]
        name = "-".join(re.sub(r"[^A-Za-z0-9._]+", "-", part).strip("-.") for part in parts if part)
        return f"{name[:120].lower()}.{self.form}"


EXTRACTS: dict[Literal["sector", "pillar", "focus_area"], str] = {
    "sector": "sector",
    "pillar": "pillar",
    "focus_area": "focus area",
}
ALL = (
    Kind("annual-report-docx", "Annual report, a draft in Word", "docx"),
    Kind("annual-report-pdf", "Annual report, PDF", "pdf"),
    Kind("meeting-pptx", "Meeting as slides, PowerPoint", "pptx"),
    Kind("meeting-html", "Meeting as one file for any browser, without a network", "html"),
    Kind("brief-docx", "Brief of one page on a member state, Word", "docx", "country", made="brief_docx"),
    Kind("brief-pdf", "Brief of one page on a member state, PDF", "pdf", "country", made="brief_pdf"),
    Kind("briefs-zip", "Briefs on all member states, Word, in one zip", "zip", made="briefs_zip"),
    *(
        Kind(f"{axis}-{form}", f"One {words} across cities, {name}", form, axis, made="extract_file")
        for axis, words in EXTRACTS.items()
        for form, name in (("docx", "Word"), ("pdf", "PDF"), ("xlsx", "Excel"))
    ),
    Kind(
        "silence-xlsx",
        "Draft for a member state to answer, Excel",
        "xlsx",
        "country",
        "desk",
        "silence_xlsx",
        False,
    ),
    Kind(
        "silence-zip",
        "Drafts for all member states to answer, in one zip",
        "zip",
        "",
        "desk",
        "silence_zip",
        False,
    ),
)


def offered() -> list[Kind]:
    """The kinds that this program can make for this audience."""
    return [kind for kind in _possible() if kind.is_shown]


def _possible() -> list[Kind]:
    return [kind for kind in ALL if (kind.made or kind.form in formats.MODULES) and kind.is_for_us()]


def named(name: str) -> Kind | None:
    """The kind of this name, where this program can make it for this audience."""
    return next((kind for kind in _possible() if kind.name == name), None)
