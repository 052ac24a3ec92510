"""The only way from the dashboard to the store: a named .sql file of this folder, run on the published snapshot."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pandas as pd

from etl.settings import settings
from etl.store import snapshot

FOLDER = Path(__file__).parent


@cache
def sql(name: str) -> str:
    """Text of queries/<name>.sql; raises FileNotFoundError."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def version() -> str:
    """Names the published snapshot that is read now; everything shown is a function of it and of the address."""
    return str(snapshot.current(settings().home).path)


def query(name: str, params: Mapping[str, object] | None = None) -> pd.DataFrame:
    """Rows of queries/<name>.sql; the frame is shared by every request, so nobody changes it."""
    return snapshot.current(settings().home).run(sql(name), dict(params or {}))
