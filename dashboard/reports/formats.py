"""Documents as files: format → function of a view. `ascn export` and the jobs ask here; each owner has a line.

A writer is imported when it is asked for: its library takes a second to load.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from dashboard.filters import View

# Format → module with `made(view) -> bytes`; the edition is the view's.
MODULES: dict[str, str] = {
    "docx": "dashboard.reports.word",
    "pdf": "dashboard.reports.pdf",
    "html": "dashboard.meeting.pack",
    "pptx": "dashboard.meeting.slides",
}
MIMETYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "html": "text/html; charset=utf-8",
    "zip": "application/zip",
}


def maker(form: str) -> Callable[[View], bytes]:
    """The function that makes a file of that format. Raises KeyError where there is none."""
    found: Callable[[View], bytes] = import_module(MODULES[form]).made
    return found
