"""Needs attention: projects to ask about, each as a question with its evidence, the analysts' notes and ratings."""

from __future__ import annotations

from dash import register_page

from dashboard import audience, html, labels
from dashboard.blocks import attention as block
from dashboard.blocks import own_views, words
from dashboard.blocks.asked import REASONS
from dashboard.blocks.context import Context
from dashboard.components import empty_state
from dashboard.queries import attention, frame
from dashboard.shell import Page, guarded, is_empty, no_list

PATH = block.PATH
TEXT = (
    "Each is a question with what was reported, not a verdict. Only dates that were given count: a plan that we "
    "assume calls nobody late."
)


@guarded
def layout(**params: object) -> Page:
    """The whole page for one address."""
    view = frame.view(params)
    if is_empty(view):
        return Page(view, PATH, "Needs attention", "", (no_list(view, PATH),))
    if not audience.may("attention"):
        said = words.coverage(Context(view.without("status")).now)
        return Page(
            view,
            PATH,
            f"{said} reported" if said else "Needs attention",
            labels.sentence(words.as_of(view)) + ".",
        )
    rows = attention.rows(view)
    if rows.empty:
        why = "No figure of these projects raises a question at this report."
        return Page(view, PATH, "Nothing to ask about", "", (empty_state(why),))
    reason = view.extra.get("reason", "")
    chosen = rows[rows["reason"] == reason] if reason in REASONS else rows
    total = chosen["project_id"].nunique()
    page = min(max(_number(view.extra.get("page")), 1), max(-(-total // block.ROWS), 1))
    title = f"{labels.sentence(labels.counted(total, 'project'))} to ask about, {words.as_of(view)}"
    body = (
        block.reasons_part(view, rows, reason if reason in REASONS else ""),
        own_views.counts_part(view),
        block.asked_list(view, chosen, page, reason),
        block.pages_part(view, total, page, reason),
    )
    grid = html.Div([part for part in body if part is not None], className="stack-list")
    return Page(
        view, PATH, title, TEXT, (grid,), extra={k: v for k, v in view.extra.items() if k == "reason"}
    )


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 1


register_page(__name__, path=PATH, title="Needs attention", layout=layout)
