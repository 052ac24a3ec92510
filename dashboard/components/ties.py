"""Partner by city: a letter for each role that a partner has there; on a phone, the cities under each partner."""

from collections.abc import Iterable, Sequence

import pandas as pd
from dash.development.base_component import Component

from dashboard import html, labels
from dashboard.components.links import link

# Role → letter and word, in the order of the key. Another word of a city's own stands under O.
ROLES: dict[str, tuple[str, str]] = {
    "funder": ("F", "Funder"),
    "technical": ("T", "Technical support"),
    "vendor": ("V", "Supplier"),
    "twin": ("P", "Pairing"),
    "other": ("O", "Other role"),
}


def role_code(role: object) -> str:
    """The role's code in ROLES."""
    return str(role) if str(role) in ROLES else "other"


def role_word(role: object) -> str:
    """The role in words: ours where we know it, else the city's own."""
    if labels.is_missing(role):
        return labels.MISSING
    return ROLES[str(role)][1] if str(role) in ROLES else labels.sentence(str(role))


def role_key(roles: Iterable[object]) -> html.Div:
    """Letter and word of each role that occurs."""
    used = {role_code(role) for role in roles}
    shown = [(code, *said) for code, said in ROLES.items() if code in used]
    return html.Div(
        [html.Span([_letter(code), f" {word}"]) for code, _, word in shown], className="key wide-part"
    )


def _letter(code: str, label: str | None = None) -> html.Span:
    named = {"title": label} if label else {"aria-hidden": "true"}
    return html.Span(ROLES[code][0], className=f"tie tie-{code}", **named)


def tie_matrix(ties: pd.DataFrame, columns: Sequence[tuple[str, str, str]]) -> html.Div:
    """`ties`: partner, city_id, city_name, role, programme, years; `columns`: (city_id, name, address) as shown."""
    partners = sorted(set(ties["partner"]), key=str.casefold)
    cells = dict(iter(ties.groupby(["partner", "city_id"])))
    head = [
        html.Th(html.Span(link(name, href, class_name="quiet")), scope="col", className="up")
        for _, name, href in columns
    ]
    body = [_row(partner, columns, cells) for partner in partners]
    caption = html.Caption("Partners by city", className="vh")
    table = html.Table(
        [caption, html.Thead(html.Tr([html.Th("Partner", scope="col"), *head])), html.Tbody(body)],
        className="tm wide-part",
    )
    narrow = html.Ul(
        [_item(str(name), part) for name, part in ties.groupby("partner")], className="narrow-part tie-cards"
    )
    return html.Div([html.Div(table, className="scroll"), narrow])


def _row(
    partner: str, columns: Sequence[tuple[str, str, str]], cells: dict[tuple[str, str], pd.DataFrame]
) -> html.Tr:
    marks = [html.Td(_marks(cells.get((partner, city)))) for city, _, _ in columns]
    return html.Tr([html.Th(partner, scope="row"), *marks])


def _marks(part: pd.DataFrame | None) -> list[Component]:
    if part is None:
        return []
    codes = {role_code(role) for role in part["role"]}
    return [
        html.Span(
            [
                _letter(code, f"{ROLES[code][1]}: {_said(part, code)}"),
                html.Span(ROLES[code][1][1:], className="vh"),
            ]
        )
        for code in ROLES
        if code in codes
    ]


def _said(part: pd.DataFrame, code: str) -> str:
    rows = part[[role_code(role) == code for role in part["role"]]]
    texts = []
    for programme, years in zip(rows["programme"], rows["years"], strict=True):
        named = "no programme named" if labels.is_missing(programme) else str(programme)
        texts.append(named if labels.is_missing(years) else f"{named}, {years}")
    return "; ".join(dict.fromkeys(texts))


def _item(partner: str, part: pd.DataFrame) -> html.Li:
    places = [
        f"{city} ({', '.join(dict.fromkeys(role_word(r).lower() for r in rows['role']))})"
        for city, rows in part.groupby("city_name", sort=False)
    ]
    return html.Li([html.B(partner), html.Span("; ".join(places))])
