"""Findings as titles, from templates: neutral sentences that are true of whatever the frames hold.

Each takes the frame that its chart draws, so title and picture cannot disagree.
"""

from collections.abc import Collection, Sequence

import pandas as pd

from dashboard import labels
from dashboard.labels import Row, counted, in_words, joined, number, plural, sentence

MANY = 6  # names up to this many stand in a title


def _be(count: int) -> str:
    return "is" if count == 1 else "are"


def growth_title(reports: pd.DataFrame, day: str = "at_date") -> str:
    """`The list grew from 53 to 134 projects; 18 are completed`."""
    if reports.empty:
        return "No report has been counted yet"
    ordered = reports.sort_values(day)
    first, last = _total(ordered.iloc[0].to_dict()), _total(ordered.iloc[-1].to_dict())
    end = f"; {labels.completed(ordered.iloc[-1].to_dict(), verb=True)}" if last else ""
    if len(ordered) == 1 or first == last:
        return f"The list has {counted(last, 'project')}{end}"
    verb = "grew" if last > first else "went"
    return f"The list {verb} from {number(first)} to {counted(last, 'project')}{end}"


def _total(row: Row) -> int:
    if not labels.is_missing(row.get("projects")):
        return labels.count_of(row, "projects")
    return sum(labels.count_of(row, code) for code in labels.STATUSES)


def map_title(cities: pd.DataFrame) -> str:
    """`35 cities list between one and eight projects each`."""
    listed = cities[cities["projects"].fillna(0) > 0]["projects"]
    if listed.empty:
        return "No city lists a project"
    low, high, n = int(listed.min()), int(listed.max()), len(listed)
    if n == 1:
        return f"One city lists {counted(high, 'project', words=True)}"
    if low == high:
        return f"{in_words(n, capital=True)} cities list {counted(low, 'project', words=True)} each"
    return (
        f"{in_words(n, capital=True)} cities list between {in_words(low)} and {in_words(high)} projects each"
    )


def states_title(states: pd.DataFrame) -> str:
    """`Projects are on-going in all ten member states that list projects`, or in how many of them; for any data."""
    listing = states[states["projects"].fillna(0) > 0]
    return _where(listing, "member state", "that list projects")


def _where(listing: pd.DataFrame, noun: str, end: str) -> str:
    if listing.empty:
        return f"No {noun} lists a project"
    n, most = len(listing), max(("ongoing", "completed", "planning"), key=lambda c: _having(listing, c))
    having, words = _having(listing, most), labels.IN_SENTENCE[most]
    if n == 1:
        return f"One {noun} lists {counted(int(listing['projects'].sum()), 'project', words=True)}"
    if not having:
        return f"{in_words(n, capital=True)} {plural(n, noun)} list projects"
    share = labels.all_of(n) if having == n else f"{in_words(having)} of the {in_words(n)}"
    return f"Projects are {words} in {share} {plural(n, noun)} {end}".strip()


def _having(frame: pd.DataFrame, code: str) -> int:
    return int((frame[code].fillna(0) > 0).sum()) if code in frame else 0


def areas_title(areas: pd.DataFrame, name: str = "name", inside: str = "") -> str:
    """`Ten of the 18 completed projects are Civic & Social`, the area with most completed (else most) projects; those
    that state none (key `not_stated`) are counted, and are no area. `inside`: `in the ` before names that need it."""
    code = "completed" if areas["completed"].fillna(0).sum() else "projects"
    whole = int(areas[code].fillna(0).sum())
    if not whole:
        return "No project is listed"
    placed = areas[areas["key"] != "not_stated"] if "key" in areas else areas
    values = placed[code].fillna(0)
    top = int(values.max()) if len(values) else 0
    kind = "completed projects" if code == "completed" else "projects"
    if not top:
        return f"No area is stated for the {counted(whole, kind[:-1], words=True)}"
    leading = sorted(placed[values == top][name].astype(str))
    if len(leading) > 2:
        found = counted(int((values > 0).sum()), "area", words=True)
        return sentence(f"{counted(int(values.sum()), kind[:-1], words=True)} in {found}")
    if whole == 1:
        return f"The one {kind[:-1]} is {inside}{leading[0]}"
    if top == whole:
        return f"{labels.all_of(whole, capital=True)} {kind} are {inside}{leading[0]}"
    if len(leading) == 2:
        first, second = (f"{inside}{one}" for one in leading)
        return (
            f"Of the {in_words(whole)} {kind} {in_words(top)} {_be(top)} {first} and {in_words(top)} {second}"
        )
    return sentence(f"{in_words(top)} of the {in_words(whole)} {kind} {_be(top)} {inside}{leading[0]}")


def sector_title(
    sectors: pd.DataFrame, name: str = "name", apart: Collection[str] = ("other", "not_stated")
) -> str:
    """`Transport is the lead sector of nine projects`; two that share the lead are both named.

    `apart`: keys (column key) that never lead a title, such as the rest that fits no sector and those that state none.
    """
    named = sectors[~sectors["key"].isin(list(apart))] if "key" in sectors else sectors
    values = named["projects"].fillna(0)
    top = int(values.max()) if len(values) else 0
    leading = named[values == top][name].astype(str).tolist()
    if not top or len(leading) > 2:
        return "Projects by lead sector" if sectors["projects"].fillna(0).sum() else "No project is listed"
    number_of = f"{in_words(top)} {plural(top, 'project')}"
    if len(leading) == 1:
        return f"{leading[0]} is the lead sector of {number_of}"
    return f"{joined(leading)} are each the lead sector of {number_of}"


def movement_title(since: str, new: int, left: int, net: int = 0, by: str = "") -> str:
    """`Since the 2024 report: 33 projects came onto the list, seven left it`. `net`: how many more (or fewer) are in
    the selection `by` other ways than these; where there are such ways, as many need not be the same."""
    head = f"Since {since}: "
    came = f"{counted(new, 'project', words=True)} came onto the list" if new else ""
    gone = f"{in_words(left)} left it" if new else f"{counted(left, 'project', words=True)} left the list"
    noun = "" if new or left else f" {plural(abs(net), 'project')}"
    more = f"{in_words(abs(net))}{noun} {'more' if net > 0 else 'fewer'} by {by}" if net else ""
    parts = [part for part in (came, gone if left else "", more) if part]
    return head + (", ".join(parts) or f"{'as many' if by else 'the same'} projects are listed")


def completeness_title(rows: Sequence[tuple[str, int]], total: int) -> str:
    """`Status is known for every project; percent, dates and money for none`: (what, how many have it)."""
    full = [what for what, n in rows if total and n >= total]
    none = [what for what, n in rows if not n]
    if not total:
        return "No project is listed"
    if len(full) + len(none) == 0 or max(len(full), len(none)) > MANY:
        return "What is known of the projects"
    known = f"{joined(full)} {_be(len(full))} known for every project" if full else ""
    missing = (
        (f"{joined(none)} for none" if full else f"{joined(none)} {_be(len(none))} known for none")
        if none
        else ""
    )
    return sentence("; ".join(part for part in (known, missing) if part))


def strip_title(counts: Row, done_since: int = 0, since: str = "") -> str:
    """`Four projects are completed, three of them since the 2024 report`; without any, what the others are."""
    total, done = _total(counts), labels.count_of(counts, "completed")
    if not total:
        return "No project is listed"
    if not done:
        return sentence(labels.with_statuses(counted(total, "project", words=True), counts))
    head = f"{in_words(done, capital=True)} {plural(done, 'project')} {_be(done)} completed"
    if not done_since:
        return head
    part = ("both" if done == 2 else "all") if done_since == done and done > 1 else in_words(done_since)
    return (
        f"{head}, since the {since} report"
        if done == 1
        else f"{head}, {part} of them since the {since} report"
    )


def place_title(name: str, projects: int, as_of: object, cities: int | None = None) -> str:
    """`Siem Reap: eight projects, as reported to 30 September 2025`; with `cities`, "in seven cities"."""
    where = f" in {counted(cities, 'city', words=True)}" if cities else ""
    told = f", as reported to {labels.long_date(as_of)}" if not labels.is_missing(as_of) else ""
    return f"{sentence(name)}: {counted(projects, 'project', words=True)}{where}{told}"


def network_title(projects: int, cities: int, as_of: object) -> str:
    """`134 projects in 35 cities, as reported to 30 September 2025`."""
    told = f", as reported to {labels.long_date(as_of)}" if not labels.is_missing(as_of) else ""
    return (
        f"{sentence(counted(projects, 'project', words=True))} in {counted(cities, 'city', words=True)}{told}"
    )


def until(ties: pd.DataFrame) -> str:
    """` (until 2022)`: behind a partner of whom every tie has ended; nothing where one has not."""
    return f" (until {int(ties['last_year'].max())})" if ties["is_past"].all() else ""
