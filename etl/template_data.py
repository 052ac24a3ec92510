"""What a city's workbook is filled from: its projects as the store knows them."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from etl import fields, sql
from etl.own_words import labelled
from etl.reference import Reference
from etl.settings import Settings
from etl.store import snapshot
from etl.template import Context, build, layout
from etl.validate import side

_WISH = pd.DataFrame({"funding_status": ["sought"]})
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
        _accepted_again(store.run(sql.text(f"ask/template_{sheet.name.casefold()}"), params), sheet, projects)
        for sheet in fields.SIDE_SHEETS
    )
    shown = seen(partners)
    return Context(
        reference,
        reference.city(city_id),
        reference.period(period),
        projects,
        seen(milestones),
        # Without its funding status, money that is sought from a partner would read as a tie with it.
        shown[~partners["is_sought"].astype(bool) | shown["funding_status"].notna()],
        seen(results),
        settings.body,
        settings.contact,
        is_practice=store.meta().get("practice") == "1",
        is_shown_less=bool(seen(_WISH)["funding_status"].isna().all()),
    )


def _accepted_again(rows: pd.DataFrame, sheet: fields.Sheet, projects: pd.DataFrame) -> pd.DataFrame:
    """The rows that would be accepted if they came back as they are: of the city itself or of a project that is filled
    in too; of several that name the same, as one indicator at two dates, the newest."""
    kept = rows[rows["project_id"].isna() | rows["project_id"].isin(projects["project_id"])]
    blank = {col.field.name for col in layout.side_columns(sheet) if not col.is_prefilled}
    names = side.names_of_row(sheet)
    if dates := [name for name in names if name in blank]:
        kept = kept.sort_values(dates, na_position="first", kind="stable")
    again = side.folded(kept[[name for name in names if name not in blank]]).duplicated(keep="last")
    return kept[~again].sort_index()
