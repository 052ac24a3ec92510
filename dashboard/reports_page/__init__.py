"""/reports: what can be made to take away, how far it is, and what was made. A light page; needs no script."""

from dashboard.reports_page.routes import pages

__all__ = ["pages"]
