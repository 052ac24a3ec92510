"""How complete the picture is, and where the printed record contradicts itself."""

from __future__ import annotations

from dash.development.base_component import Component

from dashboard import audience, html, labels
from dashboard.addresses import files, member_url, trace_url
from dashboard.blocks.context import Context
from dashboard.blocks.picture_words import for_whom
from dashboard.components import Foot, Known, card, completeness, count_list, link, tag
from dashboard.queries import figures
from dashboard.rows import records

ITEMS = {
    "status": "Status",
    "focus_area": "Focus area",
    "sector_and_pillar": "Sector and pillar",
    "progress_note": "A paragraph in this report",
    "percent_complete": "Work done (%)",
    "plan_dates": "Planned start and finish",
    "milestones": "Milestones with dates",
    "budget": "Budget",
}
KINDS = {
    "title replaced": "A title goes as another comes",
    "titles": "Titles that stay",
    "share": "A printed share does not add up",
    "status unnamed": "A status is printed without a name",
    "status": "A status that surprises",
    "vanished": "A project leaves the list unexplained",
    "focus area within one report": "Two focus areas in one report",
    "focus area changes": "A focus area changes between reports",
    "text": "A text differs",
    "count": "A printed count does not add up",
    "progress": "A figure of progress does not fit",
}


def completeness_card(context: Context, span: int = 7) -> Component:
    """For how many of the listed projects each item of a report is known; missing is not zero."""
    counts = figures.completeness(context.view)
    total = int(counts["projects"])
    key = str(context.now["key"])
    rows = [
        Known(label, n, _note(code, n), trace_url(context.view, "network", key, f"known_{code}"))
        for code, label, n in (
            (code, label, int(counts[code])) for code, label in ITEMS.items() if _may(code)
        )
    ]
    listed = f"Projects of the {labels.number(total)} listed in {context.view.period}"
    sub = f"{listed} for which the item is reported. Missing is not zero"
    foot = Foot(
        (context.source, "a city may give the rest in its next report"),
        picture="what-is-known",
        for_whom=for_whom(*(f"known_{code}" for code in ITEMS)),
        **files(context.view, "completeness"),
    )
    return card(_title(counts.to_dict(), total), sub, completeness(rows, total), foot, span, "completeness")


def _may(code: str) -> bool:
    """Whether this audience may see how many give an item: of its cells none is shown to others."""
    return audience.shows_cells(f"known_{code}")


def _note(code: str, count: int) -> str:
    if code == "sector_and_pillar":
        return "judged, where not reported"
    return "" if count else "not reported"


def _title(counts: dict[str, object], total: int) -> str:
    asked = {"percent_complete": "percent", "plan_dates": "dates", "budget": "money"}
    if not total:
        return "No project is listed"
    told = [words for code, words in asked.items() if _may(code)]
    given = [code for code in asked if _may(code) and counts[code]]
    known = (
        "every project"
        if counts["status"] == total
        else f"{labels.number(counts['status'])} of {labels.number(total)}"
    )
    if not given:
        return f"Status is known for {known}; {labels.joined(told)} for none"
    share = labels.percent(int(str(counts["percent_complete"])) / total, 0)
    return f"Status is known for {known}; work done for {share} of them"


def discrepancies_card(context: Context, span: int = 5) -> Component | None:
    """The list of contradictions by kind, and what moved back; for the Secretariat only."""
    rows = figures.discrepancies(context.view)
    back = context.moved[context.moved["kind"] == "back"]
    back = back if audience.may("regressions") else back.iloc[0:0]
    if not audience.may("discrepancies") or (rows.empty and back.empty):
        return None
    counts, every = rows["kind"].value_counts(), files(context.view, "discrepancies")["table"]
    listed = [
        (KINDS.get(str(kind), str(kind).replace("_", " ").capitalize()), every, int(n))
        for kind, n in counts.items()
    ]
    picture: list[Component] = [count_list(listed)]
    if len(back):
        picture.append(html.P(_back(context), className="note"))
    sub = f"{labels.counted(len(rows), 'note')} on places where the printed record disagrees with itself"
    foot = Foot(
        ("Source: the record's list of contradictions", "computed, shown, never adjusted"),
        **files(context.view, "discrepancies"),
    )
    return card(["For the Secretariat ", tag("Secretariat only")], sub, picture, foot, span, "secretariat")


def _back(context: Context) -> list[Component | str]:
    rows = context.moved[context.moved["kind"] == "back"].head(20)
    parts: list[Component | str] = [f"Moved back since {context.view.compare}: "]
    for i, row in enumerate(records(rows)):
        change = f"{labels.status_label(row['from_status']).lower()} to {labels.status_label(row['to_status']).lower()}"
        name = link(str(row["title"]), member_url(context.view, "project", str(row["project_id"])))
        parts += ["; " if i else "", name, f" ({row['city_name']}), {change}"]
    return [*parts, "."]
