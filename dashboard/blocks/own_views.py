"""Counts of ratings, kind by kind: the city's own view, the computed one where a rule set is in force, the analyst's.
Counts only; never an average, never merged."""

from __future__ import annotations

import pandas as pd
from dash.development.base_component import Component

from dashboard import html, labels
from dashboard.blocks.asked import OWN_VIEWS
from dashboard.filters import View
from dashboard.queries import attention

KINDS = {"own": "Own view of the cities", "computed": "Computed", "analyst": "Rated by analysts"}


def counts_part(view: View) -> Component | None:
    """One line a kind of rating; None where nobody rated anything."""
    rows = attention.rating_counts(view)
    lines = [_line(kind, words, rows[rows["kind"] == kind]) for kind, words in KINDS.items()]
    shown = [line for line in lines if line is not None]
    return html.Dl([part for line in shown for part in line], className="counts") if shown else None


def _line(kind: str, words: str, rows: pd.DataFrame) -> list[Component] | None:
    counts = {str(r.word): int(r.projects) for r in rows.itertuples()}
    if not any(counts.get(code) for code in counts if code):
        return None
    order = [code for code in OWN_VIEWS if code in counts] if kind != "computed" else [c for c in counts if c]
    named = [f"{OWN_VIEWS.get(code, code)} {labels.number(counts[code])}" for code in order]
    silent = f"not given {labels.number(counts[''])}" if counts.get("") else ""
    return [html.Dt(words), html.Dd(", ".join(part for part in (*named, silent) if part))]
