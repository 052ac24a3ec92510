"""What was said and what was done: each report beside the next steps and the support wanted in the one before; and the
results against their targets."""

from __future__ import annotations

import pandas as pd
from dash.development.base_component import Component

from dashboard import audience, html, labels
from dashboard.addresses import files
from dashboard.blocks.context import Context
from dashboard.blocks.prose import notes_card, source_words
from dashboard.components import Column, Foot, card, data_table
from dashboard.filters import View
from dashboard.queries import plans
from dashboard.rows import records

SAID = {"next_steps": "Next steps", "support_needed": "Support wanted"}
DONE = {"progress_note": "", "challenges": "Difficulties", "left_plan_reason": "Why it left the list"}


def story_card(context: Context, project_id: str, known: pd.DataFrame) -> Component | None:
    """Report by report, newest first; where no report names next steps, only what they say."""
    told = known[known["last_period"] == known["at_period"]].iloc[::-1]
    said = [name for name in SAID if audience.may(name) and told[name].notna().any()]
    if not said:
        return notes_card(context, project_id)
    rows = records(told)
    body = [_row(row, before, said) for row, before in zip(rows, [*rows[1:], None], strict=True)]
    heads = ("Report", "Said in the report before", "Reported")
    head = html.Thead(html.Tr([html.Th(word, scope="col") for word in heads]))
    table = html.Table([head, html.Tbody([_open(rows[0], said), *body])], className="plain story")
    sub = "What the report before announced or asked for, beside what was reported after"
    foot = Foot((context.source,), **files(context.view, "notes", project=project_id))
    return card("Said and done, newest first", sub, table, foot, 12, "said-and-done")


def _open(newest: dict[str, object], said: list[str]) -> html.Tr | None:
    """What the newest report announced: no later report answers it yet."""
    if not _texts(newest, {name: SAID[name] for name in said}):
        return None
    now = html.Td(html.Span("No later report yet", className="by"))
    return html.Tr([html.Th("next", scope="row"), _announced(newest, said), now])


def _row(row: dict[str, object], before: dict[str, object] | None, said: list[str]) -> html.Tr:
    done = {name: words for name, words in DONE.items() if audience.may(name)}
    status = labels.status_label(row["status"])
    percent = row["percent_complete"]
    state = status if labels.is_missing(percent) else f"{status}, {labels.points(percent)} done"
    told = [html.P(html.B(state)), *_texts(row, done), html.P(source_words(row), className="by")]
    first = html.Td(html.Span("First report", className="by")) if before is None else _announced(before, said)
    return html.Tr(
        [html.Th(str(row["at_period"]), scope="row"), first, html.Td(told, **{"data-label": "Reported"})]
    )


def _announced(row: dict[str, object], said: list[str]) -> html.Td:
    texts = _texts(row, {name: SAID[name] for name in said})
    return html.Td(
        texts or [html.Span("Nothing", className="by")], **{"data-label": f"Said in {row['at_period']}"}
    )


def _texts(row: dict[str, object], names: dict[str, str]) -> list[Component]:
    made: list[Component] = []
    for name, words in names.items():
        if not labels.is_missing(row[name]) and row[name]:
            head = [html.Span(f"{words}: ", className="term")] if words else []
            made.append(html.P([*head, str(row[name])]))
    return made


def results_card(view: View, project_id: str) -> Component | None:
    """Each indicator's newest value against its target; None where no result was reported."""
    rows = plans.results(view, project_id)
    if rows.empty:
        return None
    last = rows.drop_duplicates("indicator", keep="last")
    shown = last.assign(
        way=[_way(row) for row in records(last)],
        place=[f"{r.sheet}!{r.cell}" for r in last.itertuples()],
        href=[f"/submissions/{n}" if audience.may("files") else None for n in last["submission_id"]],
    )
    columns = [
        Column("indicator", "Result"), Column("unit", "Unit"), Column("baseline", "At the start", "number"),
        Column("value", "Reported", "number"), Column("target", "Target", "number"), Column("way", "Of the way"),
        Column("as_of", "As of", "date"), Column("place", "Cell", "text", "href"),
    ]  # fmt: skip
    title = f"{labels.sentence(labels.counted(len(last), 'result', words=True))} against target"
    table = html.Div(data_table(shown, columns, "Results"), className="scroll")
    return card(title, "The newest value of each indicator", table, None, 12, "results")


def _way(row: dict[str, object]) -> str:
    """How much of the way from the start to the target is gone; blank where one of the three is not given."""
    if any(labels.is_missing(row[name]) for name in ("baseline", "value", "target")):
        return labels.MISSING
    start, value, target = (float(str(row[name])) for name in ("baseline", "value", "target"))
    return labels.points(100 * (value - start) / (target - start), 0) if target != start else labels.MISSING
