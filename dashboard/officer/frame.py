"""What every light page needs: names, banner, the fingerprint of its stylesheet; and the shape of an answer."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from flask import render_template

from dashboard import labels
from dashboard.officer import clock, form_file
from dashboard.officer.used import code_lists, settings
from dashboard.queries import frame
from etl.store.places import StoreError

__all__ = ["code_lists", "page", "settings"]

ASSETS = Path(__file__).resolve().parents[2] / "assets"


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
        day=clock.day,
        moment=clock.moment,
        stamp=clock.stamp,
        named=form_file.named,
        zone=clock.zone_name(),
        counted=labels.counted,
        **values,
    )
