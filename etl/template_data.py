"""What a city's workbook is filled from: its projects as the store knows them."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from etl import fields, sql
from etl.own_words import labelled
from etl.reference import Reference
from etl.settings import Settings
from etl.store import snapshot
from etl.template import Context, build

_SIDES = ("milestones", "partners", "results")
Seen = Callable[[pd.DataFrame], pd.DataFrame]  # a frame with what its reader may not see left blank


def workbook(
    settings: Settings, reference: Reference, city_id: str, period: str, seen: Seen = lambda frame: frame
) -> bytes:
    """The template workbook of a city for a period, filled with what its reader may see; raises StoreError where there
    is no store."""
    return build(context(settings, reference, city_id, period, seen))


def last_values(settings: Settings, city_id: str, period: str) -> pd.DataFrame:
    """A city's listed projects at or before a period with their last values, columns of `state_at`; our summaries are
    named as such. Raises StoreError where there is no store."""
    store = snapshot.current(settings.home)
    params = {"city": city_id, "period": period, "known_on": None}
    return labelled(store.run(sql.text("ask/template_projects"), params))


def context(
    settings: Settings, reference: Reference, city_id: str, period: str, seen: Seen = lambda frame: frame
) -> Context:
    """What it is filled from; raises StoreError where there is no store."""
    store = snapshot.current(settings.home)
    params = {"city": city_id, "period": period, "known_on": None}
    projects = seen(last_values(settings, city_id, period))
    for spec in reference.projects.fields:
        if spec.kind is fields.Kind.DATE:
            projects[spec.name] = pd.to_datetime(projects[spec.name])
    milestones, partners, results = (
        seen(store.run(sql.text(f"ask/template_{name}"), params)) for name in _SIDES
    )
    return Context(
        reference,
        reference.city(city_id),
        reference.period(period),
        projects,
        milestones,
        partners,
        results,
        settings.body,
        settings.contact,
        is_practice=store.meta().get("practice") == "1",
    )
