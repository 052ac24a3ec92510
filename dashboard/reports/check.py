"""A draft held against the data: what it says is built anew from what it was asked for, and compared by ids.

What the Secretariat did in Word (moved, reworded, copied, took out) is told apart from what the data changed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest

from dashboard import audience
from dashboard.filters import View
from dashboard.queries import frame, run
from dashboard.reports import word_kept
from dashboard.reports.draft import Draft, NotADraft, opened, plain
from dashboard.reports.model import Document, Number, Sentence
from dashboard.wrong import Wrong
from etl import editions
from etl.editions import Edition, Refused

__all__ = ["Change", "NotADraft", "Outcome", "TableChange", "checked", "rebuilt"]


@dataclass(frozen=True)
class Change:
    """A sentence by id, as the draft has it and as it is; "" where there is none."""

    id: str
    old: str
    new: str


@dataclass(frozen=True)
class TableChange:
    """A table whose cells differ: its number and caption as the draft was written, and the rows that went and came,
    cells joined by |."""

    id: str
    number: int
    caption: str
    old: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def title(self) -> str:
        """`Table 7. Projects of Ipoh, 2025`, as it stands above the table."""
        return f"Table {self.number}. {self.caption}"


@dataclass(frozen=True)
class Outcome:
    """What became of a draft. `no_longer`: sentences that the data no longer bear out. `tables` that differ.
    `edited`: reworded by hand since it was drafted. `removed`: taken out by hand. `agreed`: said otherwise in the
    edition since. `fresh`: sentences that a new draft would have besides."""

    no_longer: tuple[Change, ...]
    tables: tuple[TableChange, ...]
    edited: tuple[Change, ...]
    removed: tuple[str, ...]
    agreed: tuple[Change, ...]
    fresh: tuple[Change, ...]

    @property
    def holds(self) -> bool:
        """Whether the draft says what the data say."""
        return not self.no_longer and not self.tables


def checked(data: bytes, known_on: str | None = None) -> Outcome:
    """What a Word draft says that no longer holds. `known_on`: as known then, "now", or None = as it was drafted.
    Raises NotADraft, and Wrong for a moment that is none or at which nothing had been reported."""
    draft = opened(data)
    return compared(draft, rebuilt(draft, known_on), _dropped(draft))


def compared(draft: Draft, today: Document, dropped: Collection[str] = ()) -> Outcome:
    """The draft against the document that would be made today; `dropped`: ids that its edition leaves out."""
    now = word_kept.sentences(today)
    standing = {i: s for i, s in draft.sentences.items() if i in draft.stands}
    told = [
        Change(i, s.text, _said(now.get(i))) for i, s in standing.items() if not _is_borne_out(s, now.get(i))
    ]
    left_out = [Change(i, s.text, "") for i, s in standing.items() if i in dropped]
    return Outcome(
        tuple(change for change in told if change.id not in dropped),
        tuple(_tables(draft, today)),
        tuple(_edited(draft, standing)),
        tuple(i for i in draft.sentences if i not in draft.stands),
        (*_agreed(standing, now), *left_out),
        tuple(Change(i, "", s.text) for i, s in now.items() if i not in draft.sentences),
    )


def _said(now: Sentence | None) -> str:
    """What the figures say today, whatever the edition says instead."""
    return "" if now is None else now.drafted or now.text


def _is_borne_out(then: Sentence, now: Sentence | None) -> bool:
    """Whether the data still say what a draft's sentence was drafted from. Where the file keeps that back, the wording
    agreed in its place must still be in force, of the same numbers."""
    if then.drafted or not then.text:
        return then.drafted == _said(now)
    return now is not None and bool(now.drafted) and _numbers(then) == _numbers(now)


def _numbers(sentence: Sentence) -> list[Number]:
    """A sentence's numbers without the ways to their cells, which differ from site to site."""
    return [replace(number, trace="") for number in sentence.numbers]


def _edited(draft: Draft, standing: Mapping[str, Sentence]) -> list[Change]:
    return [
        Change(i, s.text, text)
        for i, s in standing.items()
        for text in dict.fromkeys(plain(said) for said in draft.stands[i])
        if text != plain(s.text)
    ]


def _agreed(standing: Mapping[str, Sentence], now: Mapping[str, Sentence]) -> list[Change]:
    """Sentences whose figures hold, but which the edition says otherwise than the draft."""
    return [
        Change(i, s.text, now[i].text)
        for i, s in standing.items()
        if i in now and _is_borne_out(s, now[i]) and s.text != now[i].text
    ]


def _tables(draft: Draft, today: Document) -> list[TableChange]:
    now = {table.id: (table.caption, word_kept.rows_of(table)) for table in today.tables()}
    return [
        TableChange(identity, number, caption, *_differing(rows, now.get(identity, ("", []))[1]))
        for number, (identity, (caption, rows)) in enumerate(draft.tables.items(), 1)
        if rows != now.get(identity, ("", []))[1]
    ]


def _differing(then: list[list[str]], now: list[list[str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The rows that went, and those that came."""
    pairs = [(a, b) for a, b in zip_longest(then, now) if a != b]
    gone = [row for row, _ in pairs if row is not None and row not in now]
    came = [row for _, row in pairs if row is not None and row not in then]
    return tuple(map(" | ".join, gone)), tuple(map(" | ".join, came))


def rebuilt(draft: Draft, known_on: str | None = None) -> Document:
    """The document that would be made today from what the draft was asked for. Raises NotADraft; Wrong where nothing
    had been reported by then."""
    asked = {name: value for name, value in draft.asked.items() if name != "kind"}
    builder = BUILDERS.get(draft.kind)
    if builder is None:
        raise NotADraft(f"“{draft.kind[:40]}” is no kind of document that is made here.")
    try:
        view = _view(asked, known_on)
        with audience.as_seen_by(_readers(asked)):
            return builder(view, asked)
    except (Refused, KeyError):
        raise NotADraft("What this draft was asked for does not exist in this store.") from None


def _readers(asked: Mapping[str, str]) -> str:
    """For whom the draft was made; of one that does not say it, whom this site is for."""
    return asked["readers"] if asked.get("readers") in audience.LEVELS else audience.level()


_OWN = ("axis", "key", "readers")


def _view(asked: Mapping[str, str], known_on: str | None) -> View:
    """The view that was asked for; with another second clock the edition lends its wording but not its clocks."""
    wanted = {name: value for name, value in asked.items() if name not in _OWN}
    view = frame.view(wanted)
    if view.ignored:
        name, value = view.ignored[0]
        raise NotADraft(
            f"This draft was made for {name.replace('_', ' ')} {value[:60]}, which this store does not have."
        )
    if known_on is None:
        return view
    clocks = {"period": view.period, "compare": view.compare or "", "known_on": known_on}
    kept = {name: value for name, value in wanted.items() if name not in ("edition", "compare_known_on")}
    moved = frame.view({**kept, **clocks})
    if moved.ignored:
        raise Wrong("known_on", f"“{known_on[:40]}” is no moment. Write a date such as 2025-09-30, or now.")
    return moved


def _dropped(draft: Draft) -> frozenset[str]:
    edition = _edition(draft.asked)
    return edition.dropped if edition else frozenset()


def _edition(asked: Mapping[str, str]) -> Edition | None:
    """The edition that lends its wording and its meeting, at whatever moment its draft is held against."""
    return editions.get(run.used().home, asked["edition"]) if asked.get("edition") else None


def _annual(view: View, asked: Mapping[str, str]) -> Document:
    from dashboard.reports import annual

    return annual.built(view, run.used().home, _edition(asked))


def _brief(view: View, asked: Mapping[str, str]) -> Document:
    from dashboard.reports import brief

    return brief.built(view, run.used().home, asked["country"], _edition(asked))


def _extract(view: View, asked: Mapping[str, str]) -> Document:
    from dashboard.reports import extract

    return extract.built(view, asked["axis"], asked["key"], _edition(asked))


# Kind of document → how it is made again, from a view and what it was asked for.
BUILDERS: dict[str, Callable[[View, Mapping[str, str]], Document]] = {
    "annual": _annual,
    "brief": _brief,
    "extract": _extract,
}
