"""What a city's workbook is filled from: its projects as the store knows them."""

from __future__ import annotations

import pandas as pd

from etl import fields, sql
from etl.own_words import labelled
from etl.reference import Reference
from etl.settings import Settings
from etl.store import snapshot
from etl.template import Context, build


def workbook(settings: Settings, reference: Reference, city_id: str, period: str) -> bytes:
    """The template workbook of a city for a period; raises StoreError where there is no store."""
    return build(context(settings, reference, city_id, period))


def last_values(settings: Settings, city_id: str, period: str) -> pd.DataFrame:
    """A city's listed projects at or before a period with their last values, columns of `state_at`; our summaries are
    named as such. Raises StoreError where there is no store."""
    store = snapshot.current(settings.home)
    return labelled(store.run(sql.text("ask/template_projects"), {"city": city_id, "period": period}))


def context(settings: Settings, reference: Reference, city_id: str, period: str) -> Context:
    """What it is filled from; raises StoreError where there is no store."""
    store = snapshot.current(settings.home)
    params = {"city": city_id, "period": period}
    projects = last_values(settings, city_id, period)
    for spec in reference.projects.fields:
        if spec.kind is fields.Kind.DATE:
            projects[spec.name] = pd.to_datetime(projects[spec.name])
    return Context(
        reference,
        reference.city(city_id),
        reference.period(period),
        projects,
        store.run(sql.text("ask/template_milestones"), params),
        store.run(sql.text("ask/template_partners"), params),
        store.run(sql.text("ask/template_results"), params),
        settings.body,
        settings.contact,
        is_practice=store.meta().get("practice") == "1",
    )
