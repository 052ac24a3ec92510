"""Whose words a text is: the public record holds our summaries, and only what a city typed is the city's own words."""

from __future__ import annotations

import pandas as pd

NARRATIVE = ("progress_note", "next_steps", "challenges", "support_needed")


def labelled(projects: pd.DataFrame) -> pd.DataFrame:
    """The rows with every summary named as one: "Summary of <source>, <page>: …". Columns as of `state_at`."""
    made = projects.copy()
    is_ours = made["source"].notna()
    page = made["source_page"].fillna("").map(lambda text: f", {text}" if text else "")
    whose = "Summary of " + made["source"].fillna("") + page + ": "
    for name in NARRATIVE:
        told = is_ours & made[name].notna()
        made[name] = made[name].astype(object).where(~told, whose + made[name].fillna("").astype("str"))
    return made
