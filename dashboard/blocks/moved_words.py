"""What moved with one project, in words: from → to."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard import labels
from dashboard.filters import View

Row = Mapping[str, object]
_ARROW = " → "
_CLASSES = {"focus_area": "focus area", "sector": "sector", "pillar": "pillar"}


def nothing(row: Row, view: View) -> str:
    """The title of its list says it all."""
    return ""


def _has(row: Row, *names: str) -> bool:
    return all(not labels.is_missing(row[name]) for name in names)


def status(row: Row, view: View) -> str:
    """`planning → on-going`."""
    if not _has(row, "from_status", "to_status") or row["from_status"] == row["to_status"]:
        return ""
    return _ARROW.join(labels.status_label(str(row[f"{side}_status"])).lower() for side in ("from", "to"))


def progress(row: Row, view: View) -> str:
    """`60 % → 45 %`; nothing where one of them is not given or both are the same."""
    if not _has(row, "from_progress_pct", "to_progress_pct"):
        return ""
    if row["from_progress_pct"] == row["to_progress_pct"]:
        return ""
    return _ARROW.join(labels.points(row[f"{side}_progress_pct"]) for side in ("from", "to"))


def back(row: Row, view: View) -> str:
    """The steps that go back."""
    return _said(status(row, view), progress(row, view))


def now(row: Row, view: View) -> str:
    """The status that it came with."""
    return labels.status_label(str(row["to_status"])).lower()


def left(row: Row, view: View) -> str:
    """The city's reason where it gave one."""
    return str(row["left_plan_reason"]) if _has(row, "left_plan_reason") else ""


def onward(row: Row, view: View) -> str:
    """The project as which it goes on."""
    return f"goes on as “{row['merged_into_title']}”"


def parted(row: Row, view: View) -> str:
    """The project that it was split from."""
    return f"split from “{row['split_from_title']}”"


def name(row: Row, view: View) -> str:
    """The name that it had."""
    return f"before: {row['old_title']}"


def plan(row: Row, view: View) -> str:
    """Dates, milestones and budget, from → to."""
    told = []
    for field, words in (("planned_start", "start"), ("planned_end", "finish")):
        before, after = row[f"from_{field}"], row[f"to_{field}"]
        if _has(row, f"from_{field}", f"to_{field}") and before != after:
            told.append(f"{words} {labels.date(before)}{_ARROW}{labels.date(after)}")
    if _has(row, "milestones_changed"):  # none where some were only taken out
        count = labels.count_of(row, "milestones_changed")
        told.append(f"{labels.counted(count, 'milestone')} changed" if count else "milestones taken out")
    before, after = (_money(row, side) for side in ("from", "to"))
    if before and after and before != after:
        told.append(f"budget {before}{_ARROW}{after}")
    return "; ".join(told)


def _money(row: Row, side: str) -> str:
    if not _has(row, f"{side}_budget"):
        return ""
    currency = row[f"{side}_currency"] if _has(row, f"{side}_currency") else ""
    return f"{currency} {labels.number(row[f'{side}_budget'])}".strip()


def classes(row: Row, view: View) -> str:
    """Focus area, sector and pillar, from → to."""
    told = []
    for field, words in _CLASSES.items():
        before, after = row[f"from_{field}"], row[field]
        if _has(row, f"from_{field}", field) and before != after:
            names = (view.options.label(field, str(code)) for code in (before, after))
            told.append(f"{words} {_ARROW.join(names)}")
    return "; ".join(told)


def crossed(row: Row, view: View) -> str:
    """What brought it into a selection or out of it."""
    return _said(status(row, view), classes(row, view))


def all_of_it(row: Row, view: View) -> str:
    """Everything that differs, for a project that was corrected."""
    kinds = {"added": "not known then", "split": "split off", "no_longer_listed": "taken off the list"}
    told = [kinds.get(str(row["kind"]), "")]
    if _has(row, "merged_into"):
        told.append(onward(row, view))
    if row["is_renamed"]:
        told.append(name(row, view))
    return _said(*told, status(row, view), progress(row, view), plan(row, view), classes(row, view))


def _said(*parts: str) -> str:
    return "; ".join(part for part in parts if part)
