"""What can be made, and nothing else: each kind of file with its words, its format, and whether it is about one member.

Formats of the annual report, the slides and the pack come from `reports/formats.py`; a maker is imported by the process
that makes the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from dashboard import audience, labels
from dashboard.filters import View
from dashboard.queries import members
from dashboard.reports import formats

Maker = Callable[[View], bytes]


@dataclass(frozen=True)
class Kind:
    """`name` in the form and in the file's name; `words` on screen; `form` its format; `about`: the axis of which one
    member must be chosen, or ""; `needs`: what its audience must be allowed to see."""

    name: str
    words: str
    form: str
    about: Literal["", "country"] = ""
    needs: str = ""

    def maker(self, key: str) -> Maker:
        """The function that makes it, of the member `key`; raises KeyError where this program has none."""
        return formats.maker(self.form)

    @property
    def about_words(self) -> str:
        """What the member is, in words."""
        return {"country": "member state"}.get(self.about, "")

    def members(self, view: View) -> list[tuple[str, str]]:
        """Code and name of the members that it can be about."""
        rows = members.countries(view) if self.about == "country" else members.countries(view).iloc[0:0]
        return [(str(r.iso3), labels.sentence(str(r.name))) for r in rows.itertuples(index=False)]

    def is_for_us(self) -> bool:
        """Whether this audience may have it made."""
        return not self.needs or audience.may(self.needs)

    def file_name(self, view: View, key: str) -> str:
        """`annual-report-2025.docx`: kind, member, edition or period."""
        parts = [self.name.rsplit("-", 1)[0], key, view.edition or view.period]
        name = "-".join(re.sub(r"[^A-Za-z0-9._]+", "-", part).strip("-.") for part in parts if part)
        return f"{name[:120].lower()}.{self.form}"


ALL = (
    Kind("annual-report-docx", "Annual report, a draft in Word", "docx"),
    Kind("annual-report-pdf", "Annual report, PDF", "pdf"),
    Kind("meeting-pptx", "Meeting as slides, PowerPoint", "pptx"),
    Kind("meeting-html", "Meeting as one file for any browser, without a network", "html"),
)


def offered() -> list[Kind]:
    """The kinds that this program can make for this audience."""
    return [kind for kind in ALL if kind.form in formats.MODULES and kind.is_for_us()]


def named(name: str) -> Kind | None:
    """The offered kind of this name."""
    return next((kind for kind in offered() if kind.name == name), None)
