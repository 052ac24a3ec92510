"""Support wanted; and for one stated need the cities that finished similar work and the partners named on it."""

from __future__ import annotations

import pandas as pd
from dash.development.base_component import Component

from dashboard import audience, html, labels
from dashboard.addresses import files, member_url
from dashboard.blocks.partners import source, themselves
from dashboard.components import Foot, card, empty_state, folded, glyph, link, opened_list, tag
from dashboard.components.ties import role_word
from dashboard.filters import View
from dashboard.queries import frame, support
from dashboard.rows import records

PATH = "/partners"
MOST = 40  # projects in a list of similar work
STAGES = {
    "planning": "In planning",
    "ongoing": "Past feasibility",
    "on_hold": "On hold",
    "not_stated": "Stage not stated",
}


def needs_card(view: View, needs: pd.DataFrame, span: int = 12) -> Component | None:
    """What is wanted, how much is sought, how far the project is, and whether companies may come in."""
    if needs.empty:
        return None
    body = [_need(view, row) for row in records(needs)]
    heads = ("Project", "What is wanted", "Amount sought", "How far it is", "Private sector", "Help")
    head = [html.Th(h, scope="col", className="num" if h == "Amount sought" else None) for h in heads]
    table = html.Table(
        [html.Thead(html.Tr(head)), html.Tbody(body)], className="plain data-table ties-list cardy"
    )
    is_open = int((needs["open_to_private_sector"] == "yes").sum())
    title = f"Support is wanted for {_askers(needs)}"
    if is_open:
        title += f"; {labels.in_words(is_open)} {'is' if is_open == 1 else 'are'} open to the private sector"
    sub = "In the city's words, and money still sought, each in its own currency and never added up; "
    sub += "a want stands until the city's next report"
    words = "Source: invented reports" if frame.is_practice() else "Source: reports received"
    foot = Foot((words, f"for {view.period}"), **files(view, "needs"))
    return card([title, " ", tag("Secretariat only")], sub, table, foot, span, "needs")


def _askers(needs: pd.DataFrame) -> str:
    """For whom support is wanted: `three projects`, `three projects and one city itself`."""
    projects, cities = int(needs["project_id"].nunique()), themselves(needs)
    told = labels.counted(projects, "project", words=True) if projects or not cities else ""
    return labels.joined([told, cities])


def _need(view: View, row: dict[str, object]) -> html.Tr:
    """A row of the list; what a city wants for itself has no stage, and nobody to be found by likeness."""
    project, title = row["project_id"], str(row["title"])
    stage: list[Component | str] = [labels.MISSING]
    name: Component | str = labels.sentence(title)
    ask: Component | str = labels.MISSING
    if not labels.is_missing(project):
        stage = [glyph(str(row["status"]), decorative=True), f" {STAGES.get(str(row['status']), '')}"]
        name = link(title, member_url(view, "project", str(project)))
        ask = link("Who could help", view.url(PATH, need=str(project)) + "#need")
    money = labels.MISSING
    if not labels.is_missing(row["amount"]):
        money = f"{labels.number(row['amount'])} {row['amount_currency'] or ''}".strip()
    private = {"yes": "Open", "no": "Not open"}.get(str(row["open_to_private_sector"]), labels.MISSING)
    cells = [
        html.Td(_wanted(row)),
        html.Td(money, className=_said(money, "num"), **{"data-label": "Sought"}),
        html.Td(stage),
        html.Td(private, className=_said(private, ""), **{"data-label": "Private sector"}),
        html.Td(ask),
    ]
    return html.Tr([html.Th([name, html.Span(str(row["city_name"]), className="by")], scope="row"), *cells])


def _said(text: str, kind: str) -> str:
    """A cell without anything to say takes no room on a phone."""
    return f"{kind} blank" if text == labels.MISSING else kind


def _wanted(row: dict[str, object]) -> list[Component | str]:
    if row["kind"] == "words":
        return [str(row["words"]) + labels.of_earlier(row)]
    asked = f"asked of {row['partner']}" + (
        "" if labels.is_missing(row["programme"]) else f", {row['programme']}"
    )
    asked += labels.of_earlier(row)
    return [f"{role_word(row['role'])}, {row['funding_status']}", html.Span(asked, className="by")]


def choose(view: View, choices: pd.DataFrame, wanted: set[str], chosen: str | None) -> Component:
    """Which project is asked about: those with a stated want first, then those in planning."""
    stated = choices[choices["project_id"].isin(wanted)]
    planned = choices[(choices["status"] == "planning") & ~choices["project_id"].isin(wanted)]
    groups = [("Support wanted", stated), ("In planning", planned)]
    known = set(stated["project_id"]) | set(planned["project_id"])
    if chosen and chosen not in known:
        groups.append(("Chosen", choices[choices["project_id"] == chosen]))
    options = [html.Option("Choose a project", value="")]
    options += [_group(label, rows, chosen) for label, rows in groups if len(rows)]
    kept = [_kept(name, value) for name, value in view.query().items()]
    field = html.Select(options, id="need-project", name="need", className="search")
    button = html.Button("Show who could help", type="submit", className="btn o small")
    return html.Form(
        [*kept, html.Label("A project with a need", htmlFor="need-project"), field, button],
        action=f"{PATH}#need",
        className="ask",
    )


def _kept(name: str, value: str) -> Component:
    """A filter that the form keeps; Dash has no plain hidden field."""
    return html.Select(html.Option(value, value=value), name=name, hidden=True)


def _group(label: str, rows: pd.DataFrame, chosen: str | None) -> Component:
    options = [
        html.Option(
            f"{r['city_name']}: {r['title']}",
            value=str(r["project_id"]),
            selected=r["project_id"] == chosen or None,
        )
        for r in records(rows)
    ]
    return html.Optgroup(options, label=label)


def match_card(view: View, needs: pd.DataFrame | None, span: int = 12) -> Component:
    """Need → peer → partner for the project that the address names."""
    choices = support.choices(view)
    wanted = set() if needs is None else set(needs["project_id"])
    chosen = view.extra.get("need") or _first(choices, wanted)
    form = choose(view, choices, wanted, chosen)
    found = choices[choices["project_id"] == chosen]
    sub = "Cities that finished similar work, and partners named on it, each with the reason; no score"
    if found.empty:
        words = "That project is not among those that are listed and open." if chosen else ""
        return card(
            "Who could help with a need", sub, [form, html.P(words, className="note")], None, span, "need"
        )
    row = found.iloc[0]
    peers, partners = support.peers(view, str(chosen)), support.partners_of(view, str(chosen))
    columns = html.Div(
        [_stated(view, row, needs), _peers(view, row, peers), _partners(view, row, partners)],
        className="cols",
        style={"--n": "3"},
    )
    foot = Foot((source(partners.assign(basis=_basis(partners))), f"completed as reported for {view.period}"))
    title = _match_title(str(row["title"]), peers, partners)
    return card(title, sub, [form, columns], foot, span, "need")


def _basis(partners: pd.DataFrame) -> list[str]:
    return ["pairing" if reason == "pairing" else "record" for reason in partners["reason"]]


def _match_title(title: str, peers: pd.DataFrame, partners: pd.DataFrame) -> str:
    cities = labels.counted(peers["city_id"].nunique(), "city", words=True)
    bodies = labels.counted(partners["partner"].nunique(), "partner", words=True)
    verb = "has" if peers["city_id"].nunique() == 1 else "have"
    named = "is" if partners["partner"].nunique() == 1 else "are"
    text = f"{cities} {verb} finished work like “{title}”; {bodies} {named} named on it"
    ended = partners["partner"].nunique() - partners.loc[~partners["is_past"], "partner"].nunique()
    if ended:
        text += f", {labels.in_words(ended)} for earlier years only"
    return labels.sentence(text)


def _first(choices: pd.DataFrame, wanted: set[str]) -> str | None:
    """The project shown until one is chosen: the first with a stated want, else the first in planning."""
    stated = choices[choices["project_id"].isin(wanted)]
    planned = choices[choices["status"] == "planning"]
    first = stated if len(stated) else planned
    return None if first.empty else str(first["project_id"].iloc[0])


def _stated(view: View, row: pd.Series, needs: pd.DataFrame | None) -> Component:
    own = needs[needs["project_id"] == row["project_id"]] if needs is not None else pd.DataFrame()
    said = [html.Li(_wanted(r)) for r in records(own)]
    where = f"{row['city_name']}, {labels.sentence(str(row['country_name']))}"
    what = [_text(row["sector_name"]), _text(row["focus_area_name"])]
    stage = [glyph(str(row["status"]), decorative=True), f" {STAGES.get(str(row['status']), '')}"]
    parts = [
        html.H3("The need"),
        html.P(link(str(row["title"]), member_url(view, "project", str(row["project_id"])))),
        html.P([where, ". ", " · ".join(part for part in what if part)], className="note"),
        html.P(stage, className="note"),
        html.Ul(said, className="list plainer") if said else html.P(_nothing_said(), className="note"),
    ]
    return html.Div(parts)


def _nothing_said() -> str:
    return "No support is stated in its report." if audience.may("needs") else ""


def _peers(view: View, row: pd.Series, peers: pd.DataFrame) -> Component:
    """Similar work of a city, with why it is similar and since when it is finished."""
    both = peers[peers["same_sector"]] if peers["same_sector"].any() else peers
    rest = peers.drop(both.index)
    parts: list[Component] = [html.H3("Cities that finished similar work")]
    if peers.empty:
        return html.Div([*parts, empty_state("No listed project of its sector or focus area is completed.")])
    parts += opened_list([_peer(view, r) for r in records(both.head(MOST))])
    if len(both) > MOST:
        parts.append(html.P(f"The first {MOST} of {labels.number(len(both))}.", className="note"))
    if len(rest):
        more = html.Ul([_peer(view, r) for r in records(rest.head(MOST))], className="list plainer")
        words = f"{labels.counted(len(rest), 'project')} more of the same focus area"
        parts.append(folded(words, more))
    return html.Div(parts)


def _peer(view: View, row: dict[str, object]) -> html.Li:
    why = []
    if row["same_sector"]:
        why.append(f"same sector, {row['sector_name']}")
    if row["same_focus_area"]:
        why.append(f"same focus area, {row['focus_area_name']}")
    done = labels.date(row["actual_end"]) if not labels.is_missing(row["actual_end"]) else ""
    when = f"finished {done}" if done else f"completed since the report for {row['done_period']}"
    name = link(str(row["title"]), member_url(view, "project", str(row["project_id"])))
    return html.Li(
        [html.B(str(row["city_name"])), ": ", name, html.Span(f"{'; '.join(why)}; {when}", className="c")]
    )


def _partners(view: View, row: pd.Series, partners: pd.DataFrame) -> Component:
    """Partners by name; those of whom every reason has ended stand behind the others, as ended."""
    parts: list[Component] = [html.H3("Partners named on such work")]
    if partners.empty:
        words = "No partner is named for this kind of work. That is no gap: ask the Secretariat for an introduction."
        return html.Div([*parts, html.P(words, className="note")])
    ended = partners.groupby("partner")["is_past"].transform("all")
    for told, heading in ((partners[~ended], ""), (partners[ended], "Ended: named for earlier years only")):
        items = [_partner(view, str(name), part, row) for name, part in told.groupby("partner", sort=False)]
        parts += [html.P(heading, className="note")] if heading and items else []
        parts += opened_list(items) if items else []
    return html.Div(parts)


def _partner(view: View, name: str, part: pd.DataFrame, need: pd.Series) -> html.Li:
    reasons = [html.Span(_reason(view, r, need), className="c") for r in records(part)]
    return html.Li([html.B(name), *reasons])


def _reason(view: View, row: dict[str, object], need: pd.Series) -> list[Component | str]:
    if row["reason"] == "what":
        return [f"known for: {row['said']}" + _behind(row["years"])]
    under = _behind(row["programme"]) + _behind(row["years"])
    if row["reason"] == "pairing":
        return [f"paired with {row['city_name']} on {row['said']}" + under]
    if row["project_id"] == need["project_id"]:
        return [f"{role_word(row['role'])} of this project already" + under]
    project = link(str(row["title"]), member_url(view, "project", str(row["project_id"])))
    return [f"{role_word(row['role'])} of ", project, f" ({row['city_name']})" + under]


def _behind(told: object) -> str:
    return "" if labels.is_missing(told) else f", {told}"


def _text(value: object) -> str:
    return "" if labels.is_missing(value) else str(value)
