"""The figures of an edition as text that is the same for ever: what is kept when it is made final, what its digest is
of, and what errata compare. Parts: figures of every axis, projects' state, movement, reports received."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from typing import Any

import pandas as pd

from etl import sql
from etl.memory import Run

PARTS = ("figures", "projects", "movement", "calendar")
KEY = ("axis", "at_period", "key")
_EXACT = 2**53
Clocks = Mapping[str, Any]  # period, compare, known_on, compare_known_on


def frames(run: Run, clocks: Clocks) -> dict[str, pd.DataFrame]:
    """Part → its rows by the marts. Without a period to compare with nothing has moved."""
    return {part: run(sql.text(f"edition/{part}"), clocks) for part in PARTS}


def texts(parts: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """Part → CSV in one canonical spelling: what a digest may be taken of."""
    return {part: _csv(frame) for part, frame in parts.items()}


def digests(parts: Mapping[str, str]) -> dict[str, str]:
    """Part → SHA-256 of its text."""
    return {part: hashlib.sha256(text.encode()).hexdigest() for part, text in parts.items()}


def digest(of_parts: Mapping[str, str]) -> str:
    """One digest over those of the parts."""
    told = "".join(f"{part} {of_parts[part]}\n" for part in PARTS)
    return hashlib.sha256(told.encode()).hexdigest()


def rows(text: str) -> pd.DataFrame:
    """A part's text as it was kept, every cell a text, indexed by axis, period and key."""
    frame = pd.read_csv(io.StringIO(text), dtype="str", keep_default_na=False, lineterminator="\n")
    return frame.set_index(list(KEY))


def _csv(frame: pd.DataFrame) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(frame.columns)
    columns = [[_cell(value) for value in frame[name]] for name in frame.columns]
    writer.writerows(zip(*columns, strict=True))
    return buffer.getvalue()


def _cell(value: Any) -> str:
    """Numbers to nine digits: adding in another order may move what lies beyond. Whole numbers are exact."""
    if isinstance(value, list | tuple):
        return ";".join(_cell(part) for part in value)
    if value is None or pd.isna(value):
        return ""
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return "yes" if value else "no"
    if isinstance(value, pd.Timestamp):
        return value.isoformat() if value.normalize() != value else value.date().isoformat()
    if isinstance(value, int | float) or hasattr(value, "item"):
        number = float(value)
        return str(int(number)) if number.is_integer() and abs(number) < _EXACT else f"{number:.9g}"
    return str(value).replace("\r", "")
