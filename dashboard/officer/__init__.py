"""Light pages for officers on a slow line: no script needed. The only pages that reach the pipeline."""

from dashboard.officer import city, form, guide, send, sent, submission, withdrawal
from dashboard.officer.blueprint import pages
from dashboard.officer.errors import failed, not_ready, refused, too_large

__all__ = [
    "city",
    "failed",
    "form",
    "guide",
    "not_ready",
    "pages",
    "refused",
    "send",
    "sent",
    "submission",
    "too_large",
    "withdrawal",
]
