"""SQL files by name; one file, one question."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


@cache
def text(name: str) -> str:
    """The text of `name`.sql, for example text("load/report"). Raises FileNotFoundError."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def files(folder: str) -> list[Path]:
    """The .sql files of a folder in the order of their names."""
    return sorted((FOLDER / folder).glob("*.sql"))
