"""Screens as HTML, the same for /meeting and for the pack: sections that a script shows one at a time, and that read as
a scroll of sheets without one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from dashboard import labels, marks
from dashboard.meeting import furniture, layout, map_picture
from dashboard.meeting.furniture import ALONE, Around
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
from dashboard.meeting.tags import joined, tag


def body(deck: Deck, around: Around = ALONE) -> Markup:
    """Everything inside <body>: marks, contents, screens, buttons. `around`: what a live page has beside them."""
    stamp, title = furniture.stamped(deck), tag("h1", deck.title, class_="vh")
    screens = joined(section(screen, deck, stamp) for screen in deck.screens)
    spoken = around.channel or None
    main = tag("main", title + screens, class_="deck", id="deck", aria_label=deck.title, data_channel=spoken)
    return joined((_symbols(), furniture.contents(deck, around), main, furniture.buttons(around.notes)))


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
    head = tag(
        "p",
        joined((tag("span", screen.kicker, id=f"{screen.id}-about"), tag("span", deck.mark, class_="mark"))),
        class_="k",
    )
    room = layout.body_height(screen, deck.mark)
    parts = joined(
        tag("div", draw(part, wide, screen.step, room), class_="part")
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
        aria_labelledby=f"{screen.id}-about {screen.id}-title", data_view=screen.view_id, data_name=screen.name,
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


def draw(part: Part, wide: float, step: int, room: float) -> Markup:
    """One part of a screen in a column of that width, `room` pixels high."""
    if isinstance(part, Names):
        return tag("ul", joined(_name(item) for item in part.items), class_="names", role="list")
    if isinstance(part, Lines):
        return tag("ul", joined(_line(line) for line in part.lines), class_="names", role="list")
    if isinstance(part, Figures):
        return _figures(part, wide)
    if isinstance(part, MapPart):
        return map_picture.drawn(part, wide)
    return _table(part, wide, layout.spread_row(part, room, step))


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


def _table(part: Rows | Bars, wide: float, high: float) -> Markup:
    longest = max((row.total for row in part.rows), default=0)
    rows = (tag("tr", joined((_head(row), *_cells(row, part, longest)))) for row in part.rows)
    shares = f"--name:{layout.name_width(part.rows) / wide:.2%};--number:{layout.NUMBER / wide:.2%}"
    style = f"{shares};--row:{high:.0f}"
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
