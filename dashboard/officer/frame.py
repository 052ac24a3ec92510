"""What every light page needs: names, banner, the fingerprint of its stylesheet; and the shape of an answer."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from flask import current_app, render_template

from dashboard import labels
from dashboard.queries import frame
from etl.reference import Reference
from etl.settings import Settings
from etl.start import reference_of
from etl.store.places import StoreError

ASSETS = Path(__file__).resolve().parents[2] / "assets"


def settings() -> Settings:
    """The settings that this server was made with."""
    chosen = current_app.config["ASCN"]
    assert isinstance(chosen, Settings)
    return chosen


def code_lists() -> Reference:
    """The reference folder of the store."""
    return reference_of(settings())


@cache
def fingerprint(name: str) -> int:
    """Changes with the file, so that browsers may keep it for long."""
    return int((ASSETS / name).stat().st_mtime)


def page(template: str, **values: object) -> str:
    """A light page. `values` come from files and forms: Jinja escapes them all."""
    try:
        known = frame.meta()
    except StoreError:
        known = {}
    name = known.get("name") or str(code_lists().programme["name"])
    return render_template(
        template,
        programme=name,
        practice=known.get("practice") == "1",
        contact=settings().contact,
        body=settings().body,
        max_mb=settings().max_upload_mb,
        fingerprint=fingerprint,
        date=labels.date,
        counted=labels.counted,
        **values,
    )
