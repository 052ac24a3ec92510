"""A frame as the bytes of a parquet file, written by the engine of the store in memory; nothing of a store is read."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd


def written(rows: pd.DataFrame, told: Mapping[str, str]) -> bytes:
    """The file with `told` in its key-value metadata. Columns whose cells are of several kinds become texts."""
    plain = rows.convert_dtypes()
    plain = plain.assign(**{str(n): _texts(plain[n]) for n in plain.columns if plain[n].dtype == object})
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(":memory:") as connection:
        path = Path(folder) / "rows.parquet"
        connection.register("rows", plain)
        notes = ", ".join(f"{name}: {_quoted(text)}" for name, text in told.items())
        connection.execute(f"copy rows to {_quoted(str(path))} (format parquet, kv_metadata {{{notes}}})")
        return path.read_bytes()


def _texts(column: pd.Series) -> pd.Series:
    return column.map(lambda value: _joined(value), na_action="ignore").astype("string")


def _joined(value: object) -> str:
    return (
        "; ".join(str(part) for part in value) if isinstance(value, list | tuple | np.ndarray) else str(value)
    )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
