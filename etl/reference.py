"""Dated code lists of the reference folder: names and aliases to codes, and the nearest entry to a stranger."""

from __future__ import annotations

import csv
import hashlib
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from etl import fields, rulebook
from etl.interpret.text import normal

Row = dict[str, str]

FILES = (
    "cities",
    "countries",
    "focus_areas",
    "headings",
    "meetings",
    "pairings",
    "partners",
    "periods",
    "pillars",
    "plans",
    "sectors",
    "statuses",
)
SELF_RATINGS = (("on_plan", "On plan"), ("some_concern", "Some concern"), ("needs_help", "Needs help"))
# Spellings of a status met in real tables; the list's own labels and codes are always read.
_STATUS_ALIASES = {
    "planning": (
        "planned",
        "proposal",
        "proposed",
        "pre-feasibility",
        "feasibility",
        "not started",
        "design",
    ),
    "ongoing": (
        "on-going",
        "on going",
        "in progress",
        "implementation",
        "under implementation",
        "active",
        "started",
    ),
    "completed": ("complete", "done", "finished", "closed"),
    "on_hold": ("hold", "paused", "suspended", "postponed", "stopped"),
    "cancelled": ("canceled", "dropped", "terminated", "abandoned"),
    "not_stated": ("not stated", "unknown", "planning_or_ongoing"),
}
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")  # digits of every script
BUDDHIST_OFFSET, _BUDDHIST_FROM = 543, 2400
_NEAR_ENOUGH = 85  # of 100, over the whole of both spellings; below it a suggestion would be a guess
# “Not completed”, “incomplete” and “belum selesai” are near to their opposites by their letters alone.
_NEGATIVE_WORDS = (
    *(
        "not",
        "no",
        "non",
        "never",
        "without",
        "belum",
        "tidak",
        "tak",
        "bukan",
        "chưa",
        "không",
        "hindi",
        "não",
        "sem",
    ),
    *("ไม่", "ยังไม่", "ບໍ່", "ຍັງບໍ່", "មិន", "មិនទាន់", "မ"),
)
_NEGATIVE_PREFIXES = ("un", "in", "im", "dis", "pre")
_LONGEST_KEY = 4_000  # letters; no field holds more, and one text may stand in every row of a file
_BETWEEN_WORDS = re.compile(r"[\s\-–_/(),.;:]+")
_SHORT_NOT = re.compile(r"n['’]t(?!\w)", re.IGNORECASE)  # isn't, hasn't


def fold(text: str) -> str:
    """A spelling's key: compatibility form, no case, marks of punctuation or spaces; letters of every script stay."""
    plain = normal("NFKD", text[:_LONGEST_KEY].casefold().replace("&", "and"))
    return "".join(c for c in plain if c.isalnum() or unicodedata.category(c) in {"Mc"})


_NOT = frozenset(fold(word) for word in _NEGATIVE_WORDS)
_NOT_BEFORE = (*_NOT, *_NEGATIVE_PREFIXES)


def near(typed: str, known: Mapping[str, str]) -> str | None:
    """The spelling that a mistyped one is most like, if it is like one and does not say its opposite: then the next
    alike is mostly another spelling of what it denies. `known`: folded → as it is written."""
    alike = process.extractOne(fold(typed), list(known), scorer=fuzz.ratio, score_cutoff=_NEAR_ENOUGH)
    return None if alike is None or _is_opposite(typed, known[alike[0]]) else known[alike[0]]


def _is_opposite(one: str, other: str) -> bool:
    """Whether a negation stands in only one of two spellings that are much alike."""
    return bool(_negations(one)) != bool(_negations(other)) or any(
        _negates(fold(a), fold(b)) for a, b in ((one, other), (other, one))
    )


def _negations(text: str) -> set[str]:
    return set(_NOT) & {fold(word) for word in _BETWEEN_WORDS.split(_SHORT_NOT.sub(" not", text))}


def _negates(longer: str, plain: str) -> bool:
    """Whether a spelling is nearer to another without the negation that it begins with: “incomplete”, “unplanned”."""
    as_it_is = fuzz.ratio(longer, plain)
    begins = (word for word in _NOT_BEFORE if longer.startswith(word))
    return any(fuzz.ratio(longer.removeprefix(word), plain) > as_it_is for word in begins)


@dataclass(frozen=True)
class Match:
    """A spelling found in a list. `is_exact` is false where an alias or another spelling was understood."""

    code: str
    label: str
    is_exact: bool


class CodeList:
    """One list: codes with labels, and every spelling that means one."""

    def __init__(
        self,
        name: str,
        entries: dict[str, str],
        aliases: dict[str, tuple[str, ...]] | None = None,
        hidden: Iterable[str] = (),
    ) -> None:
        """`entries`: code → label, in the list's order; `aliases`: code → other spellings; `hidden`: codes that are
        read, but not offered."""
        self.name = name
        self.entries = entries
        self.offered = {code: label for code, label in entries.items() if code not in set(hidden)}
        self._by_fold: dict[str, str] = {}
        self._written: dict[str, str] = {}  # folded → as it is written first
        for code, label in entries.items():
            for spelling in (code, label, *(aliases or {}).get(code, ())):
                self._by_fold.setdefault(fold(spelling), code)
                self._written.setdefault(fold(spelling), spelling)

    @property
    def spellings(self) -> Mapping[str, str]:
        """Every spelling that means an entry, folded → code."""
        return self._by_fold

    def find(self, text: str) -> Match | None:
        """The entry that this spelling means, or None."""
        code = self._by_fold.get(fold(text))
        if code is None:
            return None
        label = self.entries[code]
        return Match(code, label, text.strip() in (code, label))

    def nearest(self, text: str) -> str | None:
        """Label of the entry whose spelling is closest, if it is close enough to be offered."""
        known = {key: self._written[key] for key, code in self._by_fold.items() if code in self.offered}
        best = near(text, known)
        return self.entries[self._by_fold[fold(best)]] if best else None

    def __contains__(self, code: object) -> bool:
        return code in self.entries


class PeriodList(CodeList):
    """Periods: a stranger is near to the one whose year it names, in whatever words or calendar."""

    def nearest(self, text: str) -> str | None:
        """Label of the only offered period of the year that the text names, of the common or the Buddhist era."""
        years = [int(year) for year in _YEAR.findall(text)]
        common = {str(year - BUDDHIST_OFFSET if year >= _BUDDHIST_FROM else year) for year in years}
        near = [label for code, label in self.offered.items() if code[:4] in common]
        return near[0] if len(near) == 1 else None


class Reference:
    """The reference folder, read once. `tables[name]` keeps every row as typed."""

    def __init__(self, folder: Path) -> None:
        """Raises FileNotFoundError with the missing file's name."""
        self.folder = folder
        self.tables = {name: _read_csv(folder / f"{name}.csv") for name in FILES}
        self.programme: dict[str, Any] = tomllib.loads(
            (folder / "programme.toml").read_text(encoding="utf-8")
        )
        self.projects = fields.projects_sheet(folder / "headings.csv")
        self.lists = _lists(self.tables)
        self.rules = rulebook.load(folder)
        self.digest = _digest(folder)

    def list_of(self, field: fields.Field) -> CodeList:
        """The code list of a CODE or CODES field."""
        return self.lists[field.code_list or ""]

    def row(self, table: str, key: str, value: str) -> Row:
        """The row of a table whose column `key` is `value`; raises KeyError."""
        for row in self.tables[table]:
            if row[key] == value:
                return row
        raise KeyError(f"{table}.{key}: {value}")

    def city(self, city_id: str) -> Row:
        """A city's row."""
        return self.row("cities", "city_id", city_id)

    def country_of(self, city_id: str) -> Row:
        """The row of the member state that a city belongs to."""
        return self.row("countries", "iso3", self.city(city_id)["iso3"])

    def period(self, period: str) -> Row:
        """A reporting period's row."""
        return self.row("periods", "period", period)


def _read_csv(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def _aliases(rows: list[Row], key: str) -> dict[str, tuple[str, ...]]:
    return {row[key]: tuple(a for a in row["aliases"].split(";") if a) for row in rows}


def _lists(tables: dict[str, list[Row]]) -> dict[str, CodeList]:
    currencies = sorted(
        {row["currency"] for row in tables["countries"]} | {"USD", "EUR", "JPY", "KRW", "AUD", "CNY"}
    )
    cities, countries = tables["cities"], tables["countries"]
    return {
        "city": CodeList("city", {r["city_id"]: r["name"] for r in cities}, _aliases(cities, "city_id")),
        "country": CodeList(
            "country", {r["iso3"]: r["name"] for r in countries}, _aliases(countries, "iso3")
        ),
        "period": PeriodList(
            "period",
            {r["period"]: r["label"] for r in tables["periods"]},
            hidden=[r["period"] for r in tables["periods"] if r["reports_expected"] != "1"],
        ),
        "status": CodeList(
            "status",
            {r["code"]: r["label"] for r in tables["statuses"]},
            _STATUS_ALIASES,
            [r["code"] for r in tables["statuses"] if r["offered_in_template"] != "1"],
        ),
        "focus_area": CodeList("focus_area", {r["code"]: r["name"] for r in tables["focus_areas"]}),
        "sector": CodeList("sector", {r["code"]: r["name"] for r in tables["sectors"]}),
        "pillar": CodeList("pillar", {r["code"]: r["name"] for r in tables["pillars"]}),
        "currency": CodeList("currency", {code: code for code in currencies}),
        "self_rating": CodeList("self_rating", dict(SELF_RATINGS)),
    }


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


@cache
def load(folder: Path) -> Reference:
    """The reference folder; cached, since a process uses one."""
    return Reference(folder)
