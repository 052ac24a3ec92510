"""Partners: who is named with which city and project, in what role and years; pairings; funders."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
from dash.development.base_component import Component

from dashboard import html, labels
from dashboard.addresses import files, member_url
from dashboard.components import Figure, Foot, card, figure_row, link
from dashboard.components.ties import role_key, role_word, tie_matrix
from dashboard.filters import View
from dashboard.queries import frame
from dashboard.rows import records


def head(ties: pd.DataFrame) -> str:
    """`24 partners are named with 16 cities, in 29 projects and 25 pairings`."""
    if ties.empty:
        return "No partner is named in this selection"
    partners, cities = ties["partner"].nunique(), ties["city_id"].nunique()
    parts = [_count(ties["project_id"].nunique(), "project"), _count(len(_pairs(ties)), "pairing")]
    where = labels.joined([part for part in parts if part])
    named = f"{labels.counted(partners, 'partner')} {_verb(partners, 'is', 'are')} named"
    return f"{named} with {labels.counted(cities, 'city')}, in {where}"


def _count(count: int, noun: str) -> str:
    return labels.counted(count, noun) if count else ""


def _pairs(ties: pd.DataFrame) -> pd.DataFrame:
    """City and partner without a project: twinning and what came with it."""
    return ties[ties["project_id"].isna()]


def main_figures(ties: pd.DataFrame, listed: int, needs: pd.DataFrame | None) -> Component:
    """Projects with a partner, funders, pairings; and the support wanted, for those who may see it."""
    of_list = int(ties[ties["is_listed"]]["project_id"].nunique())
    funders = ties[ties["role"] == "funder"]
    pairs = _pairs(ties)
    figures = [
        Figure(
            "Projects with a partner",
            labels.number(of_list),
            "",
            f"of {labels.number(listed)} listed",
            (),
            _to("projects", of_list),
        ),
        Figure(
            "Funders",
            labels.number(funders["partner"].nunique()),
            "",
            _in_projects(funders),
            (),
            _to("funders", len(funders)),
        ),
        Figure("Pairings", labels.number(len(pairs)), "", _in_cities(pairs), (), _to("pairings", len(pairs))),
    ]
    if needs is not None and len(needs):
        wanted = int(needs["project_id"].nunique())
        is_open = int((needs["open_to_private_sector"] == "yes").sum())
        alone = themselves(needs)
        # Where only cities ask, it is they that are counted: “0 projects” would deny what stands beside it.
        whose = (
            labels.joined([labels.plural(wanted, "project"), alone]) if wanted else alone.partition(" ")[2]
        )
        asking = wanted or int(needs["city_id"].nunique())
        said = f"{whose}; {labels.number(is_open)} open to the private sector"
        figures.append(
            Figure("Support wanted", labels.number(asking), "", said, (), _to("needs", len(needs)))
        )
    return figure_row(figures)


def themselves(needs: pd.DataFrame) -> str:
    """How many cities seek something without a project: `one city itself`; nothing where none does."""
    count = int(needs.loc[needs["project_id"].isna(), "city_id"].nunique())
    return (
        f"{labels.counted(count, 'city', words=True)} {'itself' if count == 1 else 'themselves'}"
        if count
        else ""
    )


def _to(card_id: str, count: int) -> str | None:
    """The list on the page that a figure counts."""
    return f"#{card_id}" if count else None


def _in_projects(rows: pd.DataFrame) -> str:
    return f"in {labels.counted(rows['project_id'].nunique(), 'project')}"


def _in_cities(rows: pd.DataFrame) -> str:
    return f"in {labels.counted(rows['city_id'].nunique(), 'city')}"


def source(ties: pd.DataFrame) -> str:
    """Where the ties are named."""
    words = {
        "record": "monitoring reports",
        "pairing": "public notices of pairings",
        "report": "cities' partner sheets",
    }
    if frame.is_practice():
        words = words | {"report": "invented partner sheets"}
    return f"Source: {labels.joined(words[basis] for basis in words if basis in set(ties['basis']))}"


def matrix_card(view: View, ties: pd.DataFrame, span: int = 12) -> Component | None:
    """Partner by city; a letter for each role."""
    if ties.empty:
        return None
    cities = ties.drop_duplicates("city_id").sort_values(["country_order", "city_name"])
    columns = [
        (str(c), str(n), member_url(view, "city", str(c))) for c, n in cities[["city_id", "city_name"]].values
    ]
    picture = [role_key(ties["role"]), tie_matrix(ties, columns)]
    sub = "Cities that name a partner, member states in their order. A blank is no gap: partners are a choice"
    foot = Foot(
        (source(ties), labels.counted(len(columns), "city")),
        picture="partners-by-city",
        **files(view, "partner_ties"),
    )
    paired = _pairs(ties)["city_id"].nunique()
    title = f"{labels.counted(len(columns), 'city')} {_verb(len(columns), 'names', 'name')} a partner; "
    title += f"{labels.number(paired)} {_verb(paired, 'is', 'are')} named in a pairing"
    return card(title, sub, picture, foot, span, "matrix")


def projects_card(view: View, ties: pd.DataFrame, span: int = 7) -> Component | None:
    """Who is named with which project in what role, under which programme and when."""
    rows = ties[ties["project_id"].notna()]
    if rows.empty:
        return None
    body = [_project_row(view, row, is_first) for row, is_first in _marked(rows)]
    heads = ("Partner", "Project", "Role", "Programme")
    head_row = html.Tr([html.Th(h, scope="col") for h in heads])
    table = html.Table([html.Thead(head_row), html.Tbody(body)], className="plain data-table ties-list cardy")
    count = rows["partner"].nunique()
    title = f"{labels.counted(count, 'partner')} {_verb(count, 'is', 'are')} named with {_projects(rows)}"
    sub = "Partners by name; programme and years as the source gives them"
    foot = Foot((source(rows),), **files(view, "partner_ties"))
    return card(title, sub, table, foot, span, "projects")


def _verb(count: int, one: str, many: str) -> str:
    return one if count == 1 else many


def _projects(rows: pd.DataFrame) -> str:
    return labels.counted(rows["project_id"].nunique(), "project")


def _marked(rows: pd.DataFrame) -> Iterable[tuple[dict[str, object], bool]]:
    """Each row, and whether it is the first of its partner."""
    last = None
    for row in records(rows):
        yield row, row["partner"] != last
        last = row["partner"]


def _project_row(view: View, row: dict[str, object], is_first: bool) -> html.Tr:
    name = html.Th(
        str(row["partner"]) if is_first else html.Span(str(row["partner"]), className="vh"), scope="row"
    )
    project = link(str(row["title"]), member_url(view, "project", str(row["project_id"])))
    where = html.Span(str(row["city_name"]), className="by")
    said = [_text(row["programme"]), html.Span(_text(row["years"], ""), className="by")]
    return html.Tr([name, html.Td([project, where]), html.Td(role_word(row["role"])), html.Td(said)])


def _text(value: object, missing: str = labels.MISSING) -> str:
    return missing if labels.is_missing(value) else str(value)


def pairings_card(view: View, ties: pd.DataFrame, span: int = 5) -> Component | None:
    """City and partner, also without a project: with whom, on what, since when."""
    rows = _pairs(ties).sort_values(["country_order", "city_name", "partner"])
    if rows.empty:
        return None
    body = []
    last = None
    for row in records(rows):
        city = link(str(row["city_name"]), member_url(view, "city", str(row["city_id"])))
        first = html.Th(
            city if row["city_name"] != last else html.Span(str(row["city_name"]), className="vh"),
            scope="row",
        )
        last = row["city_name"]
        what = labels.joined([_text(row["counterpart"], ""), _text(row["programme"], "")], "·")
        under = " · ".join(part for part in (_text(row["theme"], ""), _text(row["years"], "")) if part)
        said = [html.Span(str(row["partner"])), html.Span(what.replace(" · ", ": ", 1), className="by")]
        body.append(html.Tr([first, html.Td([*said, html.Span(under, className="by")])]))
    heads = html.Tr([html.Th("City", scope="col"), html.Th("Partner, programme, theme, years", scope="col")])
    table = html.Table([html.Thead(heads), html.Tbody(body)], className="plain data-table ties-list cardy")
    count = rows["city_id"].nunique()
    pairings = labels.counted(len(rows), "pairing")
    title = f"{labels.counted(count, 'city')} {_verb(count, 'is', 'are')} named in {pairings}"
    sub = "Twinning of a city and a partner, also without a project. It is voluntary"
    return card(title, sub, table, Foot((source(rows),), **files(view, "partner_ties")), span, "pairings")


def funders_card(view: View, ties: pd.DataFrame, span: int = 5) -> Component | None:
    """Who is named as a funder, of what and when."""
    rows = ties[ties["role"] == "funder"]
    if rows.empty:
        return None
    body = [_funder(view, str(name), part) for name, part in rows.groupby("partner", sort=False)]
    heads = html.Tr([html.Th("Funder", scope="col"), html.Th("Projects", scope="col")])
    table = html.Table([html.Thead(heads), html.Tbody(body)], className="plain data-table ties-list cardy")
    title = (
        f"{labels.counted(len(body), 'funder')} {_verb(len(body), 'is', 'are')} named, in {_projects(rows)}"
    )
    sub = "As named by the source; amounts are not published"
    return card(title, sub, table, Foot((source(rows),), **files(view, "partner_ties")), span, "funders")


def _funder(view: View, name: str, part: pd.DataFrame) -> html.Tr:
    done: list[Component | str] = []
    for row in records(part.drop_duplicates("project_id").assign(years=_years_of(part))):
        href = (
            member_url(view, "project", str(row["project_id"]))
            if not labels.is_missing(row["project_id"])
            else None
        )
        where = ", ".join([str(row["city_name"]), *([str(row["years"])] if row["years"] else [])])
        done += ["; " if done else "", link(_text(row["title"]), href), f" ({where})"]
    return html.Tr([html.Th(name, scope="row"), html.Td(done)])


def _years_of(part: pd.DataFrame) -> list[str]:
    """The years named for each project, by the first line of each: `2019-2022; 2024`; nothing where none is."""
    told = part.groupby("project_id", sort=False, dropna=False)["years"]
    return ["; ".join(dict.fromkeys(years.dropna().astype(str))) for _, years in told]
