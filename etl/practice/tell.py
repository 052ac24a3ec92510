"""Invented states as report rows: the columns of the contract with labels, texts, dates and amounts."""

from __future__ import annotations

import numpy as np
import pandas as pd

from etl.practice import words
from etl.reference import Reference

SOURCE = "Practice data, invented"
DATES = ("planned_start", "planned_end", "forecast_end", "actual_end")


def report_rows(
    rows: pd.DataFrame,
    projects: pd.DataFrame,
    periods: pd.DataFrame,
    reference: Reference,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """`city`, `period`, every field of `Projects` and `source`; index as in `rows`. Dates are datetime64."""
    about = projects.loc[rows["project"]].set_index(rows.index)
    told = pd.DataFrame({"city": about["city"], "project_id": about["project_id"]}, index=rows.index)
    told["period"] = periods["period"].to_numpy()[rows["period"]]
    renamed = rows["period"] >= about["renamed_from"]
    told["title"] = about["title"].where(~renamed, about["title"] + " Programme")
    told["in_plan"] = np.where(rows["leaves"] == "", "Yes", "No")
    told["left_plan_reason"] = rows["leaves"].map(words.LEFT)
    told["status"] = rows["status"].map(reference.lists["status"].entries)
    told["percent_complete"] = rows["percent_complete"]
    _texts(told, rows, rng)
    told["self_rating"] = rows["self_rating"].map(reference.lists["self_rating"].entries)
    for name in DATES:
        told[name] = pd.to_datetime(rows[name], unit="D")
    told["budget"], told["spent"] = rows["budget"], rows["spent"].round(-2)
    told["currency"] = about["currency"].where(rows["budget"].notna())
    told["lead_agency"] = about["office"].where(about["gives_office"])
    _classes(told, about, reference)
    told["source"] = SOURCE
    return told[["city", "period", *(f.name for f in reference.projects.fields), "source"]]


def _texts(told: pd.DataFrame, rows: pd.DataFrame, rng: np.random.Generator) -> None:
    status = rows["status"].to_numpy(dtype=object)
    told["progress_note"] = _by_status(words.DONE, status, rng)
    if "is_changed" in rows:
        corrected = "Corrected: the percentage was too low. " + told["progress_note"]
        told["progress_note"] = told["progress_note"].where(~rows["is_changed"], corrected)
    told["next_steps"] = _by_status(words.NEXT, status, rng)
    troubled = np.isin(status, ["ongoing", "on_hold"])
    told["challenges"] = _some(words.TROUBLES, troubled & (rng.random(len(rows)) < 0.35), rng)
    told["support_needed"] = _some(words.SUPPORT, troubled & (rng.random(len(rows)) < 0.15), rng)


def _by_status(
    sentences: dict[str, tuple[str, ...]], status: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    chosen = np.empty(len(status), dtype=object)
    for code, choice in sentences.items():
        here = status == code
        chosen[here] = rng.choice(np.array(choice, dtype=object), int(here.sum()))
    return chosen


def _some(sentences: tuple[str, ...], where: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    chosen = np.full(len(where), None, dtype=object)
    chosen[where] = rng.choice(np.array(sentences, dtype=object), int(where.sum()))
    return chosen


def _classes(told: pd.DataFrame, about: pd.DataFrame, reference: Reference) -> None:
    for name in ("focus_area", "sector", "pillar"):
        told[name] = about[name].map(reference.lists[name].entries)
    told["other_sectors"] = None
    told["other_pillars"] = about["other_pillars"].map(reference.lists["pillar"].entries)
