"""Rows of a frame as dicts, in a fraction of the time that pandas takes: pages are made of some hundreds of them."""

from __future__ import annotations

from typing import Any

import pandas as pd


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The same as `frame.to_dict("records")`: plain values by column, a missing whole number as None."""
    columns = [_values(column) for _, column in frame.items()]
    names = list(frame.columns)
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _values(column: pd.Series) -> list[Any]:
    values = column.tolist()
    if isinstance(column.dtype, pd.api.extensions.ExtensionDtype) and column.dtype.kind in "iufb":
        return [None if value is pd.NA else value for value in values]
    return values
