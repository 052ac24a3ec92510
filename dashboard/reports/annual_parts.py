"""Small parts that several chapters of the annual report use: paragraphs of sentences, tables of counts."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from dashboard import labels
from dashboard.filters import View
from dashboard.reports import sentences as say
from dashboard.reports.drawing import stacked
from dashboard.reports.model import Block, Chart, Number, Paragraph, Sentence, Table
from dashboard.reports.sentences import Member

COUNTS = {"projects": "Projects", **labels.STATUSES}


def paragraph(*sentences: Sentence | None) -> tuple[Paragraph, ...]:
    """The sentences that there are as one paragraph; no paragraph where there is none."""
    told = tuple(s for s in sentences if s is not None)
    return (Paragraph(told),) if told else ()


def bullets(*sentences: Sentence | None) -> tuple[Paragraph, ...]:
    """The sentences that there are, a point each."""
    return tuple(Paragraph((s,), "bullet") for s in sentences if s is not None)


def fixed(name: str, text: str) -> Paragraph:
    """A sentence that rests on no figure."""
    return Paragraph((Sentence(f"text/{name}", text),))


def counts_table(table_id: str, caption: str, rows: pd.DataFrame, head: str) -> tuple[Block, ...]:
    """Projects by status, a row a member with its share completed; columns of statuses that nobody has are left out."""
    kept = rows[rows["projects"] > 0]
    if kept.empty:
        return ()
    used = labels.used_statuses(kept.to_dict("records"))
    made = pd.DataFrame({head: [labels.sentence(str(name)) for name in kept["name"]]})
    for code in ("projects", *used):
        made[COUNTS[code]] = [labels.number(value) for value in kept[code]]
    made["Completed, %"] = [labels.percent(rate) for rate in kept["completion_rate"]]
    numeric = tuple(str(name) for name in made.columns[1:])
    narrow = (0.28 / len(numeric) + 0.46 / 5) if len(numeric) < 5 else 0.76 / len(numeric)
    note = "Completed, %: completed projects of those listed and not cancelled."
    return (
        Table(table_id, caption, made, numeric, (1 - narrow * len(numeric), *[narrow] * len(numeric)), note),
    )


def counts_chart(
    chart_id: str, caption: str, rows: pd.DataFrame, numbers: tuple[Number, ...] = ()
) -> tuple[Chart, ...]:
    """The same as bars; none where nobody has a project. `numbers`: those on which the caption depends."""
    kept = rows[rows["projects"] > 0]
    if kept.empty:
        return ()
    used = labels.used_statuses(kept.to_dict("records"))
    data = kept[["name", *used]].rename(columns={"name": "Name", **labels.STATUSES})
    data["Name"] = [labels.sentence(str(name)) for name in data["Name"]]
    svg, height = stacked(data, tuple(labels.STATUSES[code] for code in used))
    measure = "Projects listed, by status"
    return (Chart(chart_id, caption, measure, svg, 468, height, data, numbers=numbers),)


def numbers_of(view: View, axis: str, rows: pd.DataFrame, *figures: str) -> tuple[Number, ...]:
    """Figures of every entry of a list, on which a finding over all of them depends."""
    told = (say.numbers(view, member, row, figures) for member, row in members_of(axis, rows))
    return tuple(number for one in told for number in one)


def members_of(axis: str, rows: pd.DataFrame) -> Iterable[tuple[Member, dict[object, object]]]:
    """Every entry of a list with its row."""
    for row in rows.to_dict("records"):
        yield Member(axis, str(row["key"]), str(row["name"])), row
