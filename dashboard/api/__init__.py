"""The read-only API `/api/v1/…`: the tables of dashboard/exports for programs, in JSON and CSV, with their description.

routes.py answers, asked.py reads the address and refuses what it cannot use, openapi.py describes both from the same
declarations, so that an address that is described works and one that works is described.
"""

from dashboard.api.routes import pages

__all__ = ["pages"]
