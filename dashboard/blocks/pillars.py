"""Pillars for the bodies that follow them: whole counts beside equal shares; projects that touch several pillars."""

from __future__ import annotations

import pandas as pd
from dash.development.base_component import Component

from dashboard import html, labels
from dashboard.addresses import member_url, trace_url
from dashboard.blocks.context import Context
from dashboard.components import Column, Fact, Foot, card, data_table, link
from dashboard.filters import View
from dashboard.queries import members, spread

MOST = 40  # projects named in a table


def cards(context: Context) -> list[Component]:
    """Shares of all pillars, and the bodies that follow each."""
    rows = spread.pillar_split(context.view)
    if not rows["lead"].sum():
        return []
    return [_split_card(context, rows), _bodies_card(context, rows)]


def _split_card(context: Context, rows: pd.DataFrame) -> Component:
    view = context.view
    total, shared = float(rows["projects"].max()), int(rows["lead_shared"].sum())
    verb = "touches" if shared == 1 else "touch"
    title = f"{labels.number(shared)} of {labels.counted(total, 'project')} {verb} more than one pillar"
    sub = "Lead: each project once. Equal split: a project with m other pillars gives 1/(m+1) to each, "
    sub += "so the shares add up to one"
    keys = rows["key"].astype(str)
    shown = rows.assign(
        share=rows["pillar_share"] / total,
        lead_share=rows["lead"] / total,
        href=[member_url(view, "pillar", k) for k in keys],
        lead_href=[trace_url(view, "pillar", k, "projects") for k in keys],
        touched_href=[trace_url(view, "pillar", k, "touched") for k in keys],
        split_href=[trace_url(view, "pillar", k, "pillar_share") for k in keys],
    )
    foot = Foot((context.source, f"{labels.number(total)} projects with a lead pillar"))
    return card(
        title, sub, data_table(shown, _columns(), "Pillars by lead and by equal split"), foot, 7, "split"
    )


def _columns() -> list[Column]:
    return [
        Column("name", "Pillar", "text", "href"),
        Column("lead", "Lead", "number", "lead_href"),
        Column("lead_share", "of all", "percent", "lead_href"),
        Column("touched", "Touched from another pillar", "number", "touched_href"),
        Column("pillar_share", "Equal split, projects", "decimal", "split_href"),
        Column("share", "of all", "percent", "split_href"),
    ]


def _bodies_card(context: Context, rows: pd.DataFrame) -> Component:
    parts: list[Component] = []
    for code, name in zip(rows["key"].astype(str), rows["name"], strict=True):
        entry = members.entry("pillar", code)
        bodies = "" if entry is None or labels.is_missing(entry["bodies"]) else str(entry["bodies"])
        council = (
            "" if entry is None or labels.is_missing(entry["description"]) else str(entry["description"])
        )
        words = "; ".join(part for part in (council, bodies.replace(";", "; ")) if part)
        parts += [
            html.Dt(link(str(name), member_url(context.view, "pillar", code))),
            html.Dd(words or labels.MISSING),
        ]
    title = "Each pillar's page lists the projects that touch it"
    sub = "Council and sectoral bodies concerned"
    return card(title, sub, html.Dl(parts, className="facts"), None, 5, "bodies")


def facts_of(view: View, code: str) -> list[Fact]:
    """Lead, shared, touched and equal split of one pillar."""
    rows = spread.pillar_split(view)
    row = rows[rows["key"] == code].iloc[0]
    if labels.is_missing(row["lead"]):
        return []
    total = row["projects"]
    split = f"{labels.number(row['pillar_share'], 1)} of {labels.number(total)} projects, "
    split += labels.percent(row["pillar_share"] / total)
    return [
        Fact("Leads", _linked(view, code, "projects", labels.counted(row["lead"], "project"))),
        Fact("Of these shared with other pillars", labels.counted(row["lead_shared"], "project")),
        Fact(
            "Led by another pillar, touching this one",
            _linked(view, code, "touched", labels.counted(row["touched"], "project")),
        ),
        Fact("Share by equal split", _linked(view, code, "pillar_share", split)),
    ]


def _linked(view: View, code: str, figure: str, words: str) -> Component:
    return link(words, trace_url(view, "pillar", code, figure))


def touches_card(context: Context, code: str, span: int = 12) -> Component | None:
    """The projects that another pillar leads and that touch this one, by name, member states in their order."""
    view = context.view
    rows = spread.pillar_touches(view, code)
    if rows.empty:
        return None
    done = int((rows["status"] == "completed").sum())
    count = labels.sentence(labels.counted(len(rows), "project", words=True))
    title = f"{count} of other pillars {'touches' if len(rows) == 1 else 'touch'} this one; "
    title += f"{labels.in_words(done) if done else 'none'} {'are' if done > 1 else 'is'} completed"
    shown = rows.head(MOST).assign(
        href=[member_url(view, "project", str(p)) for p in rows["project_id"].head(MOST)],
        pillar=[view.options.label("pillar", str(p)) for p in rows["lead_pillar"].head(MOST)],
    )
    columns = [
        Column("title", "Project", "text", "href"),
        Column("city_name", "City"),
        Column("status", "Status", "status"),
        Column("pillar", "Lead pillar"),
        Column("sector_name", "Lead sector"),
    ]
    more = f"; the first {MOST} are shown" if len(rows) > MOST else ""
    foot = Foot((context.source,), trace=trace_url(view, "pillar", code, "touched"))
    table = data_table(shown, columns, "Projects of other pillars")
    return card(title, f"Counted whole at their lead pillar{more}", table, foot, span, "touches")
