"""Pieces of a page: plain data in, Dash components out. No query and no chart is made here."""

from dashboard.components.cards import (
    Fact,
    Foot,
    card,
    crumbs,
    empty_state,
    facts,
    folded,
    lead,
    notes,
    opened_list,
    tag,
)
from dashboard.components.changes import Item, bridge, change_list, change_lists, item_list, new_by_place
from dashboard.components.counts import count_line
from dashboard.components.figures import Figure, figure_row, small_history
from dashboard.components.glyphs import glyph, glyph_text, key
from dashboard.components.graphs import graph
from dashboard.components.links import link
from dashboard.components.matrix import heat_matrix
from dashboard.components.multiples import Moment, Panel, multiples
from dashboard.components.ranges import Lean, Range, lean_table, range_table
from dashboard.components.strip import Group, strip
from dashboard.components.tables import Column, Known, completeness, count_list, data_table
from dashboard.components.units import status_table, unit_row

__all__ = [
    "Column",
    "Fact",
    "Figure",
    "Foot",
    "Group",
    "Item",
    "Known",
    "Lean",
    "Moment",
    "Panel",
    "Range",
    "bridge",
    "card",
    "change_list",
    "change_lists",
    "completeness",
    "count_line",
    "count_list",
    "crumbs",
    "data_table",
    "empty_state",
    "facts",
    "figure_row",
    "folded",
    "glyph",
    "glyph_text",
    "graph",
    "heat_matrix",
    "item_list",
    "key",
    "lead",
    "lean_table",
    "link",
    "multiples",
    "new_by_place",
    "notes",
    "opened_list",
    "range_table",
    "small_history",
    "status_table",
    "strip",
    "tag",
    "unit_row",
]
