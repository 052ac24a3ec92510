"""Outcomes and figures as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from etl.figures import named, recompute
from etl.findings import ON_SCREEN, Severity
from etl.pipeline import Outcome
from etl.standing import Later

_VERDICTS = {
    "accepted": "Accepted: nothing needs correcting.",
    "needs_confirmation": "Please confirm what is listed; the report is loaded then.",
    "rejected": "Please correct what is listed; nothing is loaded yet.",
    "unreadable": "The file could not be read as a report.",
}
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def in_words(outcome: Outcome) -> str:
    """What is said about a file: verdict, numbers, then every finding with its cell."""
    lines = [f"{outcome.file}: {_VERDICTS[outcome.verdict]}"]
    if outcome.repeats is not None:
        before = f"The same bytes came before, as submission {outcome.repeats:04d}"
        lines.append(f"  {before}. Nothing changed in what is stored.")
        if outcome.later:
            lines.append(f"  {_stands(outcome.later)}")
    elif outcome.submission_id is not None:
        lines.append(f"  Submission {outcome.submission_id:04d}.")
    if outcome.verdict != "unreadable":
        told = ", ".join(f"{n} {name.replace('_', ' ')}" for name, n in outcome.changes.items())
        lines.append(f"  {outcome.rows_read} rows, {outcome.projects_read} projects: {told}.")
    lines += _left_blank(outcome)
    for severity in Severity:
        found = [f for f in outcome.findings if f.severity is severity]
        if found:
            title, consequence = ON_SCREEN[severity]
            lines.append(f"  {title} ({len(found)}): {consequence}")
        for f in found:
            place = str(f.cell) if f.cell else "–"
            done = f" [confirmed: {f.confirmed}]" if f.confirmed else ""
            lines.append(f"    {place:16} {f.code:22} {f.message}{done}")
            if f.suggestion:
                lines.append(f"    {'':16} {'':22} Did you mean {f.suggestion}?")
    return "\n".join(lines)


def _stands(later: Later) -> str:
    """That the report which came before counts no longer, and what makes it count again."""
    if not later.way_back:
        return later.words
    ways = f"`ascn withdraw {later.number}` or the page /submissions/{later.number}/withdraw"
    return f"{later.words} To make this one count again, {later.way_back} ({ways})."


def _left_blank(outcome: Outcome) -> list[str]:
    """The projects of which the file says nothing, and whether "nothing changed" is said for them."""
    if not outcome.left_blank:
        return []
    count = len(outcome.left_blank)
    what = f"{count} project{'s' if count > 1 else ''} left blank ({', '.join(outcome.left_blank)})"
    if outcome.untouched:
        return [f"  {what}. Say unchanged=1 if nothing changed there: what you last reported then stands."]
    return [f"  {what}: as you said, nothing changed there; what you last reported stands."]


def status_table(rows: list[dict[str, Any]], period: str) -> str:
    """The main figures, one line a member of the axis."""
    head = f"{period:34}{'listed':>8}{'planning':>10}{'ongoing':>9}{'completed':>11}{'not stated':>12}{'rate':>9}"
    lines = [head]
    for r in rows:
        rate = "–" if r["completion_rate"] is None else f"{100 * r['completion_rate']:.1f} %"
        lines.append(
            f"{r['name'][:33]:34}{r['projects']:>8}{r['planning']:>10}{r['ongoing']:>9}{r['completed']:>11}"
            f"{r['not_stated']:>12}{rate:>9}"
        )
    return "\n".join(lines)


def trace_table(rows: list[dict[str, Any]], figure: str) -> str:
    """The cells behind a figure, and the figure that they make."""
    lines = [
        f"{r['project_id'] or r['city_id']:28} {r['file']} {r['sheet']}!{r['cell']}  typed {r['typed']!r}"
        f"  stored {r['stored']!r}  counts {r['contributes']:g}  ({r['who']}, {str(r['at'])[:10]})"
        for r in rows
    ]
    total = recompute(figure, [r["contributes"] for r in rows])
    made = "not given" if total is None else f"{total:g}"
    told = named(figure)
    lines.append(
        f"{told.label if told else figure}: {made} ({told.makes if told else ''} of {len(rows)} cells)"
    )
    return "\n".join(lines)


def escaped(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row for CSV: text that a spreadsheet would take for a formula is kept as text."""
    return {k: f"'{v}" if isinstance(v, str) and v.startswith(_DANGEROUS) else v for k, v in row.items()}
