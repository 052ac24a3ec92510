"""Chapters of the annual report on the network as a whole: the summary, and where it stands and what moved."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from dashboard import labels, titles
from dashboard.reports import annual_parts as parts
from dashboard.reports import sentences as say
from dashboard.reports import shares
from dashboard.reports.annual_facts import Facts
from dashboard.reports.annual_map import city_map
from dashboard.reports.drawing import columns
from dashboard.reports.model import Block, Chart, Number, Section, Table


def summary(facts: Facts) -> Section:
    """What one reads who reads one page."""
    view, ours, now = facts.view, facts.ours, facts.network
    before = facts.before("network").get(ours.key)
    points = parts.bullets(
        say.standing(view, ours, now),
        say.change(view, ours, now, before) if facts.has_any else None,
        shares.first_list(view, ours, now),
        say.moved(view, ours, facts.moved) if facts.has_any else None,
        shares.progress(view, ours, now),
        shares.plan(view, ours, now),
        say.reported(view, ours, now),
    )
    names = say.completed_names(view, ours, facts.moved)
    return Section("summary", "Summary", 1, (*points, *parts.paragraph(names)))


def network(facts: Facts) -> Section:
    """Where the network stands by member state, how it came there, what moved."""
    view, rows = facts.view, facts.at("country")
    head = f"{labels.sentence(titles.states_title(rows))}"
    told = parts.numbers_of(view, "country", rows, "projects", "ongoing", "completed", "planning")
    stands: tuple[Block, ...] = (
        *parts.paragraph(shares.completion(view, facts.ours, facts.network)),
        *parts.counts_chart("network/by_country", head, rows, told),
        *parts.counts_table(
            "network/countries", f"Projects by member state, {view.period}", rows, "Member state"
        ),
        *city_map(facts),
    )
    sections = (
        Section("network/stands", "Where the network stands", 2, stands),
        Section("network/history", "The list at each report", 2, _history(facts)),
        Section("network/moved", _moved_heading(facts), 2, _moved(facts)),
    )
    return Section("network", "The network", 1, (), tuple(s for s in sections if s.blocks))


def _history(facts: Facts) -> tuple[Block, ...]:
    kept = facts.history[facts.history["projects"] > 0]
    if len(kept) < 2:
        return ()
    used = labels.used_statuses(kept.to_dict("records"))
    data = kept[["at_period", *used]].rename(columns={"at_period": "Report", **labels.STATUSES})
    svg, height = columns(data, tuple(labels.STATUSES[code] for code in used), list(kept["at_date"]))
    caption = titles.growth_title(kept)
    table = kept[["at_period", "at_date", "projects", *used]].copy()
    table["at_date"] = [labels.date(day) for day in table["at_date"]]
    table = table.rename(columns={"at_period": "Report", "at_date": "Data to", **parts.COUNTS})
    for name in table.columns[2:]:
        table[name] = [labels.number(value) for value in table[name]]
    numeric = tuple(str(name) for name in table.columns[2:])
    widths = (0.11, 0.14, *[0.75 / len(numeric)] * len(numeric))
    return (
        Chart(
            "network/growth",
            caption,
            "Projects listed, by status, at each report",
            svg,
            468,
            height,
            data,
            "columns",
            _growth(facts, kept),
        ),
        Table("network/history", "Projects listed at each report", table.astype(str), numeric, widths),
    )


def _growth(facts: Facts, kept: pd.DataFrame) -> tuple[Number, ...]:
    """The first list and the last, between which the network grew."""
    ends = (kept.iloc[0].to_dict(), kept.iloc[-1].to_dict())
    first, last = (replace(facts.view, period=str(row["at_period"])) for row in ends)
    return (
        *say.numbers(first, facts.ours, ends[0], ("projects",)),
        *say.numbers(last, facts.ours, ends[1], ("projects", "completed", "not_stated")),
    )


def _moved_heading(facts: Facts) -> str:
    return f"What moved since the {facts.view.compare} report"


_KINDS = {
    "completed": "Completed",
    "added": "New on the list",
    "split": "Split from another",
    "no_longer_listed": "No longer listed",
    "merged": "Goes on as part of another",
    "forward": "Moved forward",
    "now_stated": "Status now stated",
}


def _moved(facts: Facts) -> tuple[Block, ...]:
    if facts.view.compare is None or not facts.has_any:
        return ()
    sentence = say.moved(facts.view, facts.ours, facts.moved)
    return (*parts.paragraph(sentence), *_moved_table(facts))


def _moved_table(facts: Facts) -> tuple[Table, ...]:
    rows = facts.moved[facts.moved["kind"].isin(list(_KINDS))]
    if rows.empty:
        return ()
    rows = rows.assign(place=[list(_KINDS).index(kind) for kind in rows["kind"]])
    rows = rows.sort_values("place", kind="stable")
    table = pd.DataFrame(
        {
            "What": [_KINDS[kind] for kind in rows["kind"]],
            "City": list(rows["city_name"]),
            "Project": list(rows["title"]),
            "Status": [_steps(row) for row in rows.to_dict("records")],
        }
    )
    caption = f"What moved between the reports of {facts.view.compare} and {facts.view.period}, by name"
    return (Table("network/moved", caption, table, (), (0.18, 0.2, 0.37, 0.25)),)


def _steps(row: dict[object, object]) -> str:
    told = [labels.status_label(row[f"{side}_status"]).lower() for side in ("from", "to") if row[f"{side}_status"]
            and not labels.is_missing(row[f"{side}_status"])]  # fmt: skip
    return labels.sentence(" to ".join(dict.fromkeys(told)))
