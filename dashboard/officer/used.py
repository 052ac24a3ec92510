"""The settings and code lists that this server was made with."""

from __future__ import annotations

from flask import current_app

from etl.reference import Reference
from etl.settings import Settings
from etl.start import reference_of


def settings() -> Settings:
    """The settings that this server was made with."""
    chosen = current_app.config["ASCN"]
    assert isinstance(chosen, Settings)
    return chosen


def code_lists() -> Reference:
    """The reference folder of the store."""
    return reference_of(settings())
