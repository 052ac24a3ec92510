"""Where things stand on a screen of 1920 × 1080, in the sizes of assets/meeting.css: what fits, how wide columns are.

Pure arithmetic on a screen's parts, for `fit.py`, which lets nothing overflow, and for what draws them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import labels
from dashboard.meeting.measure import height, lines, width
from dashboard.meeting.screens import (
    HEIGHT,
    WIDTH,
    Bars,
    Figure,
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

MARGIN, TOP, BOTTOM, GUTTER = 96, 56, 44, 96
ROOM = WIDTH - 2 * MARGIN
NUMBER = 120  # the column of numbers at the end of bars
TEXT, LEADING = 40, 1.22  # the smallest type of a meeting
TITLES = ((92, 1), (72, 2), (56, 3))  # size, lines that it may take
_RULES, _FOOT_RULE, _SPARE = 88, 24, 12  # round the key rule, above the foot, and in hand
_MOST_MARK = 0.4  # of the width, for edition and practice mark


@dataclass(frozen=True)
class Step:
    """Sizes of one step: a name's type, the space after it, its mark; a row's height, its marks and the gap between."""

    name: int
    gap: int
    indent: int
    row: int
    glyph: int
    between: int
    value: int


STEPS = (
    Step(56, 40, 80, 89, 52, 16, 92),
    Step(48, 30, 72, 72, 44, 12, 72),
    Step(40, 22, 64, 54, 36, 8, 56),
    Step(40, 18, 64, 54, 36, 8, 56),
)
IN_LINE = 3  # the step at which what stands under a name follows it in the line
MOST_GLYPHS = 900  # pixels that a column of rows may take; longer rows are bars


def title_size(message: str) -> int:
    """The biggest type in which a message keeps to the lines that it may take."""
    fitting = (size for size, most in TITLES if lines(message, size, ROOM) <= most)
    return next(fitting, TITLES[-1][0])


def body_height(screen: Screen, mark: str) -> float:
    """Pixels left between the rule and the foot."""
    title = height(screen.message.text, title_size(screen.message.text), ROOM, 1.06)
    return HEIGHT - TOP - BOTTOM - _head(screen, mark) - title - _RULES - _foot(screen) - _SPARE


def _head(screen: Screen, mark: str) -> float:
    """The line over the message: what it speaks of, and the mark at its right."""
    wide = min(width(mark, TEXT), ROOM * _MOST_MARK)
    kicker = height(screen.kicker, TEXT, ROOM - wide - 48, LEADING)
    return max(kicker, height(mark, TEXT, ROOM * _MOST_MARK, LEADING)) + 4


def _foot(screen: Screen) -> float:
    """Key and dates; on two lines where they do not fit on one."""
    words = [f"{labels.number(n)} {labels.IN_SENTENCE[code]}" for code, n in screen.key]
    parts = [52 + width(text, TEXT) + 56 for text in words] + [width(screen.foot, TEXT)]
    rows = max(math.ceil(sum(parts) / (ROOM * 0.94)), 1)
    return _FOOT_RULE + rows * (TEXT * LEADING + 8)


def columns(parts: tuple[Part, ...], step: int) -> tuple[float, ...]:
    """Widths of a screen's parts, side by side."""
    if len(parts) < 2:
        return (float(ROOM),) * len(parts)
    right = _rows_width(parts[1], STEPS[step]) if isinstance(parts[1], Rows) else (ROOM - GUTTER) / 2
    return (ROOM - GUTTER - right, right)


def name_width(rows: tuple[Row, ...]) -> float:
    """Pixels for the names of rows: the longest, within bounds."""
    return min(max((width(row.name, TEXT) for row in rows), default=0) + 32, 660)


def _rows_width(part: Rows, step: Step) -> float:
    marks = max((row.total for row in part.rows), default=0) * (step.glyph + step.between)
    return max(700, min(name_width(part.rows) + marks, MOST_GLYPHS))


def are_too_long(part: Rows, step: int) -> bool:
    """Whether a row has more marks than its column can take."""
    sizes = STEPS[step]
    marks = max((row.total for row in part.rows), default=0) * (sizes.glyph + sizes.between)
    return name_width(part.rows) + marks > MOST_GLYPHS


def item_height(item: Name | Line, room: float, step: Step) -> float:
    """One thing called by name, or one statement, with the space after it."""
    inner = room - (step.indent if isinstance(item, Name) and item.status else 0)
    title = item.title if isinstance(item, Name) else item.text
    if isinstance(item, Name) and step is STEPS[IN_LINE]:
        return height(f"{title} {item.under} ", step.name, inner, LEADING) + step.gap
    taken = height(title, step.name, inner, 1.14)
    for text in (item.under, item.about if isinstance(item, Line) else ""):
        taken += 6 + height(text, TEXT, inner, LEADING) if text else 0
    return taken + step.gap


def items_height(items: Sequence[Name | Line], room: float, step: Step) -> float:
    """Several of them below each other; after the last one no space is needed."""
    return sum(item_height(item, room, step) for item in items) - (step.gap if items else 0)


def figures_height(part: Figures, room: float, step: Step) -> float:
    """Figures in two columns, or in one row of four where the width is the whole sheet."""
    across = figures_across(part, room)
    each = [_figure_height(figure, room / across - 32, step) for figure in part.figures]
    return sum(max(each[i : i + across]) for i in range(0, len(each), across))


def figures_across(part: Figures, room: float) -> int:
    """Figures beside each other."""
    return min(len(part.figures), 4 if room > ROOM * 0.7 else 2)


def _figure_height(figure: Figure, room: float, step: Step) -> float:
    words = sum(height(text, TEXT, room, LEADING) for text in (figure.label, figure.under))
    return step.value * 1.1 + words + 40


def part_height(part: Part, room: float, step: int) -> float:
    """Pixels that a part takes in a column; a map takes what there is."""
    sizes = STEPS[step]
    if isinstance(part, Names | Lines):
        return items_height(part.items if isinstance(part, Names) else part.lines, room, sizes)
    if isinstance(part, Figures):
        return figures_height(part, room, sizes)
    return 0.0 if isinstance(part, MapPart) else sum(row_height(row, part, sizes) for row in part.rows)


def spread_row(part: Rows | Bars, room: float, step: int) -> float:
    """Height of a row where there is more room than the rows need: as high as at the full size, at most."""
    spare = room - part_height(part, 0, step)
    return STEPS[step].row + max(0.0, min(STEPS[0].row - STEPS[step].row, spare / max(len(part.rows), 1)))


def row_height(row: Row, part: Rows | Bars, step: Step) -> float:
    """A row; a name that is longer than its room takes further lines."""
    return max(step.row, height(row.name, TEXT, name_width(part.rows) - 20, LEADING) + 8)
