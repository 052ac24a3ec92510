"""Screens as HTML, the same for /meeting and for the pack: sections that a script shows one at a time, and that read as
a scroll of sheets without one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from markupsafe import Markup, escape

from dashboard import labels, marks
from dashboard.meeting import layout, map_picture
from dashboard.meeting.measure import is_tall
from dashboard.meeting.screens import (
    Bars,
    Deck,
    Figures,
    Line,
    Lines,
    MapPart,
    Name,
    Names,
    Part,
    Row,
    Rows,
    Screen,
)

KEYS = (
    ("→ or space", "next"),
    ("←", "back"),
    ("Home, End", "first, last"),
    ("C", "contents"),
    ("F", "full screen"),
    ("N", "speaker notes"),
    ("D", "dark or light"),
)


def tag(name: str, content: object = "", /, **attributes: object) -> Markup:
    """An element; `class_` and `aria_label` lose and change their underlines, None leaves an attribute out."""
    said = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), value)
        for key, value in attributes.items()
        if value is not None
    )
    return Markup("<{}{}>{}</{}>").format(Markup(name), said, content, Markup(name))  # noqa: S704 - our own names


def joined(parts: Iterable[object]) -> Markup:
    """Parts one after the other."""
    return Markup("").join(escape(part) for part in parts)


def body(deck: Deck, *, notes: str | None = None, leave: str | None = None) -> Markup:
    """Everything inside <body>: marks, screens, contents, buttons. `notes`: address of the speaker notes, `leave`:
    where the way out leads; both unsaid in a file that stands alone."""
    stamp = stamped(deck)
    screens = joined(section(screen, deck, stamp) for screen in deck.screens)
    return joined(
        (
            _symbols(),
            tag("main", screens, class_="deck", id="deck", aria_label=deck.title),
            contents(deck, leave),
            _buttons(notes),
        )
    )


def _symbols() -> Markup:
    """The status marks, drawn once and used everywhere."""
    drawn = Markup("").join(Markup(marks.symbol(code)) for code in marks.GLYPHS)  # noqa: S704 - drawn by us
    return Markup('<svg width="0" height="0" class="defs" aria-hidden="true"><defs>{}</defs></svg>').format(
        drawn
    )


def section(screen: Screen, deck: Deck, stamp: str) -> Markup:
    """One screen: a line on what it speaks of, the message, its parts, the foot."""
    size = layout.title_size(screen.message.text)
    title = tag(
        "h2", screen.message.text, id=f"{screen.id}-title", tabindex="-1",
        class_=_classes(f"t{size}", is_tall(screen.message.text)),
    )  # fmt: skip
    head = tag("p", joined((tag("span", screen.kicker), tag("span", deck.mark, class_="mark"))), class_="k")
    parts = joined(
        tag("div", draw(part, wide, screen.step), class_="part")
        for part, wide in zip(screen.parts, layout.columns(screen.parts, screen.step), strict=True)
    )
    inside = (
        head,
        title,
        tag("div", parts, class_="b", style=_columns(screen)),
        _foot(screen),
        tag("p", stamp, class_="stamp"),
    )
    return tag(
        "section", joined(inside), class_=f"s step{screen.step}", id=screen.id,
        aria_labelledby=f"{screen.id}-title", data_view=screen.view_id, data_name=screen.name,
    )  # fmt: skip


def _columns(screen: Screen) -> str | None:
    """The right column's width, where there are two."""
    wide = layout.columns(screen.parts, screen.step)
    return f"--right:{wide[1]:.0f}" if len(wide) == 2 else None


def _classes(base: str, tall: bool) -> str:
    return f"{base} tall" if tall else base


def _foot(screen: Screen) -> Markup:
    key = (
        tag("span", joined((glyph(code), f"{labels.number(n)} {labels.IN_SENTENCE[code]}")))
        for code, n in screen.key
    )
    return tag("div", joined((*key, tag("span", screen.foot, class_="when"))), class_="foot")


def glyph(status: str, word: str | None = None) -> Markup:
    """A status mark; with its word where none stands beside it."""
    use = Markup('<use href="#{}"></use>').format(marks.css_name(status))
    hidden, named = ("true", None) if word is None else (None, word)
    role = None if word is None else "img"
    return tag("svg", use, class_="m", viewBox="0 0 16 16", aria_hidden=hidden, role=role, aria_label=named)


def draw(part: Part, wide: float, step: int) -> Markup:
    """One part of a screen in a column of that width."""
    if isinstance(part, Names):
        return tag("ul", joined(_name(item) for item in part.items), class_="names", role="list")
    if isinstance(part, Lines):
        return tag("ul", joined(_line(line) for line in part.lines), class_="names", role="list")
    if isinstance(part, Figures):
        return _figures(part, wide)
    if isinstance(part, MapPart):
        return map_picture.drawn(part, wide)
    return _table(part, wide)


def _name(item: Name) -> Markup:
    mark = glyph(item.status, labels.status_label(item.status)) if item.status else ""
    title = tag("b", item.title, class_="tall" if is_tall(item.title) else None)
    under = tag("span", item.under) if item.under else ""
    return tag("li", joined((mark, title, under)), class_="marked" if item.status else None)


def _line(line: Line) -> Markup:
    about = tag("span", line.about) if line.about else ""
    under = tag("span", line.under, class_="tall" if is_tall(line.under) else None) if line.under else ""
    return tag(
        "li", joined((about, tag("b", line.text, class_="tall" if is_tall(line.text) else None), under))
    )


def _figures(part: Figures, wide: float) -> Markup:
    items = (
        tag(
            "div",
            joined(
                (tag("dd", f.value), tag("dt", joined((f.label, tag("span", f.under) if f.under else ""))))
            ),
        )
        for f in part.figures
    )
    return tag("dl", joined(items), class_="figures", style=f"--across:{layout.figures_across(part, wide)}")


def _table(part: Rows | Bars, wide: float) -> Markup:
    longest = max((row.total for row in part.rows), default=0)
    rows = (tag("tr", joined((_head(row), *_cells(row, part, longest)))) for row in part.rows)
    style = f"--name:{layout.name_width(part.rows) / wide:.2%};--number:{layout.NUMBER / wide:.2%}"
    kind = "bars" if isinstance(part, Bars) else "rows"
    return tag("table", tag("tbody", joined(rows)), class_=kind, style=style, aria_label="Projects by status")


def _head(row: Row) -> Markup:
    return tag("th", row.name, scope="row", class_="tall" if is_tall(row.name) else None)


def _cells(row: Row, part: Rows | Bars, longest: int) -> tuple[Markup, ...]:
    if not row.total:
        empty = tag("td", row.said or labels.MISSING, class_="none")
        return (empty, tag("td", "", class_="n")) if isinstance(part, Bars) else (empty,)
    if isinstance(part, Rows):
        return (tag("td", joined(_glyphs(row.counts))),)
    said = labels.status_list(row.counts)
    bar = tag("div", joined(_pieces(row.counts, longest)), class_="bar", role="img", aria_label=said)
    return tag("td", bar), tag("td", labels.number(row.total), class_="n")


def _glyphs(counts: Mapping[str, int]) -> Iterable[Markup]:
    for code, n in counts.items():
        yield tag(
            "span",
            joined(glyph(code) for _ in range(n)),
            role="img",
            aria_label=f"{n} {labels.IN_SENTENCE[code]}",
        )


def _pieces(counts: Mapping[str, int], longest: int) -> Iterable[Markup]:
    for code, n in counts.items():
        yield tag("i", "", class_=f"f-{code.replace('_', '-')}", style=f"width:{n / longest:.3%}")


def contents(deck: Deck, leave: str | None) -> Markup:
    """Every screen by name under its group; over the screens when asked for, above them without a script."""
    first = [screen for screen in deck.screens if screen.part == 1]
    groups = (
        joined((tag("h3", group), tag("ol", joined(_entry(screen) for screen in screens), role="list")))
        for group, screens in groupby(first, key=lambda screen: screen.group)
    )
    keys = joined(tag("span", joined((tag("kbd", key), f" {what}"))) for key, what in KEYS)
    out = tag("p", tag("a", "Leave the meeting", href=leave)) if leave else ""
    inner = (
        tag("h2", "Contents"),
        *groups,
        tag("p", keys, class_="keys"),
        out,
        tag("p", stamped(deck), class_="small"),
    )
    return tag("nav", joined(inner), class_="contents", id="contents", aria_label="Contents")


def _entry(screen: Screen) -> Markup:
    return tag("li", tag("a", screen.name, href=f"#{screen.id}"))


def _buttons(notes: str | None) -> Markup:
    """For a mouse or a finger; every one has a key."""
    said = [("back", "Back"), ("next", "Next"), ("contents", "Contents"), ("full", "Full screen")]
    buttons = [tag("button", word, type="button", data_do=do) for do, word in said]
    if notes:
        buttons.append(tag("a", "Speaker notes", href=notes, target="ascn-notes", data_do="notes"))
    place = tag("output", "", id="place", aria_live="polite")
    return tag("div", joined((*buttons, place)), class_="tools", role="group", aria_label="Screens")


def stamped(deck: Deck) -> str:
    """What every printed screen carries: data date, both clocks, edition, filters, source, practice mark."""
    stamp = deck.stamp
    known = "" if stamp.known_on == "now" else f"reports accepted by {stamp.known_on}"
    parts = [
        "Practice data: every figure is invented" if stamp.is_practice else "",
        f"Edition: {stamp.edition}",
        f"for period {stamp.period}, data to {stamp.data_date}",
        known or f"reports accepted by {labels.date(deck.made_at)}",
        f"compared with {stamp.compared_with}" if stamp.compared_with else "",
        stamp.filters,
        "" if stamp.is_practice else f"Source: {stamp.source}",
        stamp.made_by,
    ]
    return " · ".join(part for part in parts if part)
