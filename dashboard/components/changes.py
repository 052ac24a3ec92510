"""What changed between two reports: the bridge of two lists, and the lists of names under it."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash.development.base_component import Component

from dashboard import html, labels
from dashboard.components.glyphs import glyph
from dashboard.components.links import link
from dashboard.components.units import unit_row
from dashboard.labels import Row


@dataclass(frozen=True)
class Item:
    """A project in a list of changes: its status glyph, title, place, and the address of its page."""

    title: str
    place: str = ""
    status: str = "not_stated"
    href: str | None = None
    extra: str = ""


def bridge(before: str, after: str, kept: int, left: int, new: int) -> html.Div:
    """Two lists over each other at one scale: no longer listed, on both, new. Names: those of the reports."""
    whole = max(kept + left + new, 1)
    said = f"{kept + left} in {before}, {left} no longer listed, {kept} on both lists, "
    said += f"{new} new, {kept + new} in {after}"
    old = [_part(left, "gone", str(left)), _part(kept, "both", f"{labels.number(kept)} on both lists")]
    now = [
        _part(left, "none", ""),
        _part(kept, "both", f"{labels.number(kept)} on both lists"),
        _part(new, "new", f"{labels.number(new)} new"),
    ]
    rows = [_list(before, old, kept + left, whole), _list(after, now, kept + new, whole)]
    return html.Div(rows, className="bridge", role="img", **{"aria-label": said})


def _part(count: int, kind: str, words: str) -> html.Span | None:
    return html.Span(words, className=f"p {kind}", style={"flexGrow": count}) if count else None


def _list(name: str, parts: Sequence[html.Span | None], total: int, whole: int) -> html.Div:
    used = sum(part.style["flexGrow"] for part in parts if part)
    rest = html.Span(
        html.B(labels.number(total)), className="p all", style={"flexGrow": max(whole - used, 0)}
    )
    return html.Div([html.B(name, className="y"), *[p for p in parts if p], rest], className="row")


def change_list(title: str, items: Sequence[Item], count: int | None = None, note: str = "") -> html.Div:
    """One named list with its count; `note` under it."""
    number = labels.number(len(items) if count is None else count)
    parts: list[Component] = [html.H3([title, " ", html.Span(number, className="k")])]
    parts.append(item_list(items))
    if note:
        parts.append(html.P(note, className="note"))
    return html.Div(parts)


def item_list(items: Sequence[Item], is_on_one_line: bool = False) -> html.Ul:
    """Projects by name, each with its glyph and its place, under the name or on one line with it."""
    return html.Ul([_item(item) for item in items], className="list line" if is_on_one_line else "list")


def _item(item: Item) -> html.Li:
    place = " · ".join(part for part in (item.place, item.extra) if part)
    return html.Li(
        [glyph(item.status), link(item.title, item.href, class_name="nm"), html.Span(place, className="c")]
    )


def new_by_place(title: str, rows: Sequence[tuple[str, str, str | None, Row]], note: str = "") -> html.Div:
    """New projects by city: (city, member state, address, counts by status) in the order given."""
    total = sum(labels.count_of(counts, code) for *_, counts in rows for code in labels.STATUSES)
    biggest = max((sum(labels.count_of(c, code) for code in labels.STATUSES) for *_, c in rows), default=0)
    body = [
        html.Tr([_place(city, state, href), html.Td(unit_row(c, biggest))]) for city, state, href, c in rows
    ]
    parts: list[Component] = [html.H3([title, " ", html.Span(labels.number(total), className="k")])]
    parts.append(html.Table(html.Tbody(body), className="rowlist"))
    if note:
        parts.append(html.P(note, className="note"))
    return html.Div(parts)


def _place(city: str, state: str, href: str | None) -> html.Th:
    words = [link(city, href)]
    return html.Th(
        [*words, html.Span(f" {labels.sentence(state)}", className="q")]
        if state and state != city
        else words,
        scope="row",
    )


def change_lists(lists: Sequence[Component]) -> html.Div:
    """The lists side by side, up to four; on a phone one under the other."""
    return html.Div(list(lists), className="cols", style={"--n": str(min(max(len(lists), 1), 4))})
