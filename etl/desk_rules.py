"""What a decision of the desk must be to be written down, in plain words where it is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from etl.desk_known import Known, Row

LONGEST = 2000
LONGEST_TITLE = 300
CLASSES = ("focus_area", "sector", "pillar")
ENDS = {
    "completed": "Completed",
    "goes_on": "Goes on in the new plan",
    "merged": "Merged into another",
    "replaced": "Replaced by another",
    "stopped": "Stopped",
}
_JOINS = (
    "\n\t\u200b\u200c\u200d"  # line ends, and the breaks and joins inside Khmer, Lao, Burmese and Thai words
)
_TEXTS = ("project_id", "other_id", "city_id", "period", "field", "value", "reason", "who")
_LABELS = {
    "project_id": "project",
    "other_id": "other project",
    "city_id": "city",
    "who": "name",
    "value": "text",
}


@dataclass(frozen=True)
class Fault:
    """Why a decision cannot be taken, and the part of it to mend."""

    field: str
    text: str


def judge(known: Known, given: Row) -> tuple[Fault | None, Row]:
    """The first fault of a decision, or none; and its parts with texts trimmed and what the desk adds filled in."""
    entry = dict(given)
    for name in _TEXTS:
        entry[name] = (entry[name] or "").replace("\r\n", "\n").strip() or None
    rules = _BY_KIND.get(str(entry["kind"]))
    if rules is None:
        return Fault("kind", f"There is no decision called “{str(entry['kind'])[:40]}”."), entry
    for rule in (_texts, _whose, *rules):
        fault = rule(known, entry)
        if fault is not None:
            return fault, entry
    return None, {name: value for name, value in entry.items() if name not in ("kind", "decided_at")}


def _texts(known: Known, entry: Row) -> Fault | None:
    for name in _TEXTS:
        text, word = entry[name] or "", _LABELS.get(name, name)
        if any(not (c.isprintable() or c in _JOINS) for c in text):
            return Fault(name, f"The {word} has characters that cannot be printed. Type it anew.")
        if len(text) > LONGEST:
            return Fault(name, f"The {word} has {len(text)} characters. Please keep it to {LONGEST}.")
    if entry["reason"] is None and entry["kind"] != "note":
        return Fault("reason", "Write the reason: whoever reads the decision later needs it.")
    if entry["who"] is None:
        return Fault("who", "It must be said who decides.")
    return None


def _whose(known: Known, entry: Row) -> Fault | None:
    """Places must be known; a project brings its city."""
    for name in ("project_id", "other_id"):
        code = entry[name]
        is_new = name == "other_id" and entry["kind"] == "split"
        if code is not None and not is_new:
            row = known.projects.get(code)
            if row is None or row["is_unmade"]:
                return Fault(name, f"There is no project “{code[:60]}”.")
    lists = known.reference.lists
    for name, listed in (("city_id", "city"), ("period", "period")):
        if entry[name] is not None and entry[name] not in lists[listed]:
            return Fault(name, f"“{entry[name][:60]}” is no {listed} that we know.")
    if entry["project_id"] is not None:
        entry["city_id"] = known.projects[entry["project_id"]]["city_id"]
    return None


def _has_project(known: Known, entry: Row) -> Fault | None:
    return None if entry["project_id"] else Fault("project_id", "Say which project is meant.")


def _still_stands(known: Known, entry: Row) -> Fault | None:
    onward = known.projects[entry["project_id"]]["merged_into"]
    if onward is None:
        return None
    name = known.name(entry["project_id"])
    return Fault("project_id", f"{name} was merged into {known.name(onward)}. Decide about that one.")


def _has_other(known: Known, entry: Row) -> Fault | None:
    if entry["other_id"] is None:
        return Fault("other_id", "Say which other project is meant.")
    if entry["other_id"] == entry["project_id"]:
        return Fault("other_id", "These are the same project. Choose another one.")
    return None


def _can_join(known: Known, entry: Row) -> Fault | None:
    first, second = (known.projects[entry[name]] for name in ("project_id", "other_id"))
    if first["city_id"] != second["city_id"]:
        return Fault("other_id", "The two projects belong to different cities, so they cannot be one.")
    target = known.standing_project(entry["other_id"])
    if target == entry["project_id"]:
        text = (
            f"{known.name(entry['other_id'])} was merged into {known.name(target)}: that would be a circle."
        )
        return Fault("other_id", text)
    if target != entry["other_id"]:
        text = f"{known.name(entry['other_id'])} was merged into {known.name(target)}. Choose that one."
        return Fault("other_id", text)
    return None


def _not_yet_different(known: Known, entry: Row) -> Fault | None:
    pair = {entry["project_id"], entry["other_id"]}
    for row in known.standing.values():
        if row["kind"] == "different" and {row["project_id"], row["other_id"]} == pair:
            return Fault("other_id", f"Decision {row['entry_id']} says already that these two are different.")
    return None


def _has_value(known: Known, entry: Row) -> Fault | None:
    return None if entry["value"] else Fault("value", "Write what it should be.")


def _has_note(known: Known, entry: Row) -> Fault | None:
    if not (entry["project_id"] or entry["city_id"]):
        return Fault("project_id", "Say which project or city the note is about.")
    entry["value"] = entry["value"] or entry["reason"]
    entry["reason"] = entry["reason"] or "note"
    return None if entry["value"] else Fault("value", "Write the note.")


def _is_title(known: Known, entry: Row) -> Fault | None:
    if len(entry["value"] or "") > LONGEST_TITLE:
        return Fault("value", f"The name is too long. Please keep it to {LONGEST_TITLE} characters.")
    if "\n" in (entry["value"] or ""):
        return Fault("value", "A name is one line.")
    return None


def _one_of(
    name: str, codes: Callable[[Known, Row], Mapping[str, str]]
) -> Callable[[Known, Row], Fault | None]:
    def rule(known: Known, entry: Row) -> Fault | None:
        offered = codes(known, entry)
        if entry[name] in offered:
            return None
        return Fault(name, f"Choose one of: {', '.join(offered.values())}.")

    return rule


def _splits(known: Known, entry: Row) -> Fault | None:
    """A split needs reports on both sides of it, and gets the next code of its city."""
    told = known.periods_of(entry["project_id"])
    at = known.reference.lists["period"].entries.get(str(entry["period"]))
    if at is None:
        return Fault("period", "Choose from which report on it is another project.")
    since = str(known.reference.period(entry["period"])["data_date"])
    dates = told["data_date"].astype(str).str[:10]
    if not (dates >= since).any() or not (dates < since).any():
        text = f"{known.name(entry['project_id'])} has no report before or none from {at} on, so nothing is split."
        return Fault("period", text)
    return _issue(known, entry)


def _issue(known: Known, entry: Row) -> Fault | None:
    start = f"{entry['city_id']}-"
    numbers = [
        int(n) for p in known.projects if (n := p.removeprefix(start)).isdigit() and p.startswith(start)
    ]
    entry["other_id"] = entry["other_id"] or f"{start}{max(numbers, default=0) + 1:02d}"
    is_free = entry["other_id"] not in known.projects and entry["other_id"].startswith(start)
    return None if is_free else Fault("other_id", f"The code “{entry['other_id'][:60]}” cannot be given.")


def _can_undo(known: Known, entry: Row) -> Fault | None:
    row = known.standing.get(entry["undoes"])
    if row is None:
        return Fault(
            "undoes", f"There is no decision {entry['undoes'] or ''} that stands, so nothing to undo."
        )
    later = [r for r in known.standing.values() if r["entry_id"] > row["entry_id"] and _rests_on(r, row)]
    if later:
        return Fault("undoes", f"Decision {later[0]['entry_id']} rests on this one. Undo that one first.")
    if row["kind"] == "split" and len(known.periods_of(row["other_id"])):
        return Fault("undoes", f"Reports were sent for {known.name(row['other_id'])}, so the split stays.")
    entry |= {name: row[name] for name in ("project_id", "other_id", "city_id")}
    return None


def _rests_on(later: Row, row: Row) -> bool:
    """Whether a decision speaks of the project that an earlier one made."""
    return row["kind"] == "split" and row["other_id"] in (later["project_id"], later["other_id"])


_Rule = Callable[[Known, Row], Fault | None]
_ABOUT = (_has_project, _still_stands)
_BY_KIND: dict[str, tuple[_Rule, ...]] = {
    "note": (_has_note,),
    "rating": (*_ABOUT, _one_of("value", lambda k, e: k.reference.lists["self_rating"].entries)),
    "merge": (*_ABOUT, _has_other, _can_join),
    "split": (*_ABOUT, _has_value, _is_title, _splits),
    "rename": (*_ABOUT, _has_value, _is_title),
    "reclassify": (
        *_ABOUT,
        _one_of("field", lambda k, e: {name: name.replace("_", " ") for name in CLASSES}),
        _one_of("value", lambda k, e: k.reference.lists[e["field"]].entries),
    ),
    "different": (_has_project, _has_other, _not_yet_different),
    "closeout": (_has_project, _one_of("value", lambda k, e: ENDS)),
    "undo": (_can_undo,),
}
