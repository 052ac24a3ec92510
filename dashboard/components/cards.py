"""The chart card and the small parts of a page around it: lead, crumbs, facts, notes, empty state."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dash.development.base_component import Component

from dashboard import html
from dashboard.components.links import link

# Words, a component, or a list of both; Dash has no type for it.
Children = Any


@dataclass(frozen=True)
class Foot:
    """The line under a picture: source and coverage on the left, ways to the numbers on the right.

    `table` is the data as a table (data_table), `csv`, `xlsx` and `trace` are addresses; `picture` names the
    files of a card that is a chart as PNG and SVG. `said` is what those say in place of the page's circumstances,
    `for_whom` names their readers where they are not for everybody; `with_table` puts the table under them.
    """

    source: Sequence[str | None] = ()
    trace: str | None = None
    table: Component | str | None = None
    picture: str | None = None
    csv: str | None = None
    xlsx: str | None = None
    said: str = ""
    for_whom: str = ""
    with_table: bool = False


def card(
    title: Children,
    sub: Children = "",
    picture: Children = (),
    foot: Foot | None = None,
    span: int = 12,
    card_id: str | None = None,
    level: int = 2,
) -> html.Section:
    """No box: finding as title, measure as subtitle, the picture, one line of source. Width: `span` of 12."""
    heading = html.H2(title) if level == 2 else html.H3(title, className="h2")
    parts: list[Component] = [heading]
    if sub:
        parts.append(html.P(sub, className="sub"))
    parts.append(
        html.Div(picture if isinstance(picture, (Component, str)) else list(picture), className="pic")
    )
    if foot:
        parts.append(_foot(foot))
    named = {"id": card_id} if card_id else {}
    return html.Section(parts, className=f"card c{span}", **named)


def _foot(foot: Foot) -> html.Div:
    source = " · ".join(part for part in foot.source if part)
    acts: list[Component] = []
    if foot.trace:
        acts.append(link("Where these numbers come from", foot.trace))
    if isinstance(foot.table, str):
        acts.append(link("Data", foot.table))
    name = (foot.picture or "").replace("_", "-")
    for kind in ("png", "svg") if name else ():
        named = {
            "data-picture": kind,
            "data-name": name,
            "aria-label": f"{kind.upper()} of this picture",
        }
        acts.append(html.Button(kind.upper(), className="as-link", type="button", **named))
    if foot.xlsx:
        acts.append(html.A("Excel", href=foot.xlsx, **{"aria-label": "Excel workbook of these numbers"}))
    if foot.csv:
        acts.append(html.A("CSV", href=foot.csv, **{"aria-label": "CSV of these numbers"}))
    parts: list[Component] = [html.Span(source, className="src"), html.Span(_dotted(acts), className="acts")]
    if isinstance(foot.table, Component):
        parts.append(
            html.Details([html.Summary("Data"), html.Div(foot.table, className="scroll")], className="data")
        )
    told = {
        "data-said": foot.said,
        "data-for-whom": foot.for_whom,
        "data-with-table": "1" if foot.with_table else "",
    }
    return html.Div(parts, className="foot", **{name: words for name, words in told.items() if words})


def _dotted(acts: Sequence[Component]) -> list[Component | str]:
    parts: list[Component | str] = []
    for act in acts:
        parts += [" · ", act] if parts else [act]
    return parts


def lead(title: str, text: Children = "", crumb: Component | None = None) -> html.Div:
    """The sentence that says what is shown, and the one under it."""
    head = [crumb] if crumb is not None else []
    under = [html.P(text)] if text else []
    return html.Div([*head, html.H1(title), *under], className="lead")


def crumbs(*parts: tuple[str, str | None]) -> html.Nav:
    """Where the page stands: (words, address or None), e.g. Cambodia · City."""
    items = [link(words, href) for words, href in parts]
    return html.Nav(_dotted(items), className="crumb", **{"aria-label": "Where this page stands"})


def tag(words: str) -> html.Span:
    """Who sees this, where it is not for everybody: Secretariat only."""
    return html.Span(words, className="tag")


@dataclass(frozen=True)
class Fact:
    """A term and what is known of it."""

    term: str
    value: Children


def facts(items: Iterable[Fact]) -> html.Dl:
    """Terms and values, one under the other."""
    parts: list[Component] = []
    for item in items:
        parts += [html.Dt(item.term), html.Dd(item.value)]
    return html.Dl(parts, className="facts")


def notes(rows: Iterable[tuple[str, Children, str, str]]) -> html.Table:
    """What the reports say, newest first: (period, project, text, "Summary of M&E Report 2025, p.8").

    A period is written once; the source stands under each text, so that our words never pass for the city's.
    """
    last, body = None, []
    for period, project, text, source in rows:
        said = [html.Span(text), html.Span(source, className="by")]
        first = html.Th(period, scope="row") if period != last else html.Td()
        body.append(html.Tr([first, html.Td(project), html.Td(said)]))
        last = period
    head = html.Thead(html.Tr([html.Th(word, scope="col") for word in ("Report", "Project", "What it says")]))
    return html.Table([head, html.Tbody(body)], className="plain said")


def folded(words: str, content: Children) -> html.Details:
    """The rest of a long list, one click away."""
    return html.Details([html.Summary(words), html.Div(content)], className="fold")


def opened_list(items: Sequence[Component], most: int = 6) -> list[Component]:
    """The first entries of a list; the others are one click away."""
    shown: list[Component] = [html.Ul(list(items[:most]), className="list plainer")]
    if rest := list(items[most:]):
        shown.append(folded(f"{len(rest)} more", html.Ul(rest, className="list plainer")))
    return shown


def empty_state(why: str, what_to_do: Children = "") -> html.Div:
    """Nothing to show: why, and what to do."""
    under = [html.P(what_to_do)] if what_to_do else []
    return html.Div([html.P(why, className="why"), *under], className="empty", role="status")
