"""A city: its projects through the reports, what the reports say, its partners, and what is asked of it."""

from __future__ import annotations

from functools import partial

import pandas as pd
from dash import register_page
from dash.development.base_component import Component

from dashboard import audience, html, labels
from dashboard.addresses import export_url, member_url
from dashboard.blocks import asides, compare, headline, progress, prose, strips, words
from dashboard.blocks.context import Context
from dashboard.components import Fact, crumbs, facts, link
from dashboard.queries import figures, frame, members, projects, spread
from dashboard.shell import NotFound, Page, guarded, is_empty, no_list


@guarded
def layout(city_id: str = "", **params: object) -> Page:
    """The whole page for one address."""
    view = frame.view(params).within("city", city_id).without("country")
    found = members.cities(view)
    if found.empty:
        raise NotFound(f"No city of the network has the id {city_id[:40]}.", "/cities", "Cities")
    city, path = found.iloc[0], f"/cities/{city_id}"
    crumb = crumbs(
        (str(city["country_name"]), member_url(view.without("city"), "country", str(city["iso3"]))),
        ("City", None),
    )
    if is_empty(view):
        return Page(
            view,
            path,
            f"{city['name']}: no list for {view.period}",
            body=(no_list(view, path),),
            crumb=crumb,
            fixed="city",
        )
    asked = (projects.strip, projects.notes, projects.partners, figures.progress_bins, figures.slippage)
    figures.ahead(view, *asked, spread.plan, partial(spread.money, axis="city"))
    context = Context(view)
    rows = strips.rows_of(view)
    main = [
        strips.strip_card(context, _strip_title(context, rows), rows),
        progress.distribution_card(context, "city", city_id, 12),
        progress.plan_card(context, "city", city_id, 12),
        progress.slippage_card(context, "city", city_id, 12),
        compare.money_card(context, "city"),
        prose.notes_card(context),
    ]
    side = [
        _facts(context, city),
        asides.focus_areas(context),
        prose.partners_part(context),
        asides.questions(context, str(city["country_name"])),
    ]
    grid = html.Div(
        [
            html.Div([c for c in main if c is not None], className="c9 stack"),
            html.Aside([c for c in side if c is not None], className="c3 stack"),
        ],
        className="grid",
    )
    title = words.head(context.now, view, str(city["name"]), has_places=False)
    text = _text(context, rows)
    return Page(view, path, title, text, (*headline.opening(context, "city", city_id), grid), crumb, "city")


def _text(context: Context, rows: pd.DataFrame) -> str:
    """`Three are completed and five on-going. Four of the eight came onto the list in 2025; …`"""
    if not context.now["projects"]:
        return "No project of this city is on the list of this period."
    gone = len(set(rows["project_id"])) - int(context.now["projects"])
    parts = [f"{labels.sentence(labels.status_counts(context.now))}."]
    new = int((context.moved["kind"] == "added").sum()) if context.before is not None else 0
    tail = [f"{labels.in_words(new)} came onto the list in {context.view.period}"] if new else []
    tail += (
        [f"{labels.in_words(gone)} earlier {'one is' if gone == 1 else 'ones are'} no longer listed"]
        if gone > 0
        else []
    )
    return " ".join([*parts, f"{labels.sentence('; '.join(tail))}."]) if tail else parts[0]


def _strip_title(context: Context, rows: pd.DataFrame) -> str:
    """`One project of the first list is still listed; three are completed`."""
    done = int(context.now["completed"])
    first = rows[rows["first_period"] == context.history["at_period"].iloc[0]]
    last = strips.listed_now(first, context.view) if len(first) else first
    kept = int(last["now"].sum()) if len(last) else 0
    said = f"{labels.in_words(done)} {'is' if done == 1 else 'are'} completed"
    if not len(last):
        since = rows["first_period"].iloc[0] if len(rows) else context.view.period
        return f"On the list since {since}; {said}" if done else f"On the list since {since}"
    plan = f"of the {last['first_period'].iloc[0]} plan {'is' if kept == 1 else 'are'} still on the list"
    head = f"{labels.counted(kept, 'project', words=True)} {plan}"
    return labels.sentence(f"{head}; {said}" if done else head)


def _facts(context: Context, city: pd.Series) -> Component:
    view = context.view
    told = [
        Fact("Member since", labels.date(city["valid_from"]) + (", first group" if city["is_pilot"] else ""))
    ]
    if audience.may("reporting_lists") and not labels.is_missing(city["last_period"]):
        told.append(Fact("Last report", f"{city['last_period']}, data to {labels.date(city['last_date'])}"))
    told += [Fact("Next report", words) for words in asides.next_report(view)]
    if not labels.is_missing(city["population"]):
        told.append(Fact("People", f"{labels.number(city['population'])}, {city['population_basis']}"))
    template = link("Template to fill in", f"/templates/{city['city_id']}.xlsx")
    csv = link("Projects as CSV", export_url(view, "projects"))
    told.append(Fact("Documents", [html.Div(csv), html.Div(template)]))
    return html.Section(facts(told), className="aside")


register_page(__name__, path_template="/cities/<city_id>", title="City", layout=layout)
