"""One sector, pillar or focus area across cities, for the bodies that follow it: where it stands, what moved, every
project city by city, what the reports say in words, partners. From a view of the marts to a document."""

from __future__ import annotations

from dashboard import labels
from dashboard.filters import View
from dashboard.queries import figures, frame, members
from dashboard.reports import extract_parts, sentences, shares
from dashboard.reports.brief import only
from dashboard.reports.model import Document, Paragraph, Section, Sentence
from dashboard.reports.moments import settled
from dashboard.reports.sentences import Member
from dashboard.reports.stamped import asked_of, stamp
from dashboard.reports.worded import worded
from dashboard.wrong import Wrong
from etl.editions import Edition

AXES = {"sector": "Sector", "pillar": "Pillar", "focus_area": "Focus area"}


def built(view: View, axis: str, key: str, edition: Edition | None = None) -> Document:
    """The extract of one member of an axis. `edition`: its wording and what it dropped; None takes the view's own.
    Raises Wrong where there is no such member."""
    edition = edition or frame.edition_of(view)
    own, member = chosen(view, axis, key)
    rows = figures.at(own, axis)
    found = rows[rows["key"] == key]
    row = found.iloc[0].to_dict() if len(found) else {}
    moved = figures.movement(own)
    parts = [
        _standing(own, member, row),
        extract_parts.by_state(own, member),
        extract_parts.movement(own, member, moved),
        extract_parts.projects(own, member),
        extract_parts.touching(own, member),
        extract_parts.in_words(own, member, edition),
        extract_parts.partners(own, member),
    ]
    document = Document(
        "extract",
        member.name,
        f"{AXES[axis]} across cities, as reported to {labels.long_date(own.at.data_date if own.at else None)}"
        f"{only(own, axis)}",
        stamp(own),
        tuple(part for part in parts if part is not None),
        asked_of(own, "extract") | {"axis": axis, "key": key},
    )
    return worded(document, edition)


def chosen(view: View, axis: str, key: str) -> tuple[View, Member]:
    """The view of one member of an axis only, and the member; raises Wrong."""
    if axis not in AXES:
        raise Wrong("by", f"“{axis[:40]}” is no axis of an extract. Choose one of: {', '.join(AXES)}.")
    entry = members.entry(axis, key)
    if entry is None:
        codes = ", ".join(c.code for c in view.options.choices.get(axis, ()))
        raise Wrong("key", f"“{key[:40]}” is no {AXES[axis].lower()}. Choose one of: {codes}.")
    return settled(view).within(axis, key), Member(axis, key, str(entry["name"]))


def _standing(view: View, member: Member, row: sentences.Row) -> Section:
    """Where it stands, and whose concern it is."""
    told = [
        sentences.group_standing(view, member, row),
        shares.completion(view, member, row),
        shares.progress(view, member, row),
        shares.plan(view, member, row),
    ]
    lead = Paragraph(tuple(s for s in told if s is not None), "lead")
    blocks = (lead, *_concern(member))
    return Section(f"{member.id('stands')}", "Where it stands", 2, blocks)


def _concern(member: Member) -> list[Paragraph]:
    """What the list says of it, and the sectoral bodies concerned."""
    entry = members.entry(member.axis, member.key)
    assert entry is not None
    told = []
    if member.axis != "sector" and not labels.is_missing(entry["description"]):
        told.append(Sentence(member.id("description"), f"{str(entry['description']).rstrip('.')}."))
    if not labels.is_missing(entry["bodies"]) and entry["bodies"]:
        bodies = labels.joined(part.strip() for part in str(entry["bodies"]).split(";"))
        told.append(Sentence(member.id("bodies"), f"Bodies concerned: {bodies}."))
    return [Paragraph(tuple(told))] if told else []
