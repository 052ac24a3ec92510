"""Light pages for officers on a slow line: no script needed. The only pages that reach the pipeline."""

from dashboard.officer import city, form, guide, send, sent, submission, withdrawal
from dashboard.officer.blueprint import pages
from dashboard.officer.errors import failed, refused, too_large

__all__ = [
    "city",
    "failed",
    "form",
    "guide",
    "pages",
    "refused",
    "send",
    "sent",
    "submission",
    "too_large",
    "withdrawal",
]
