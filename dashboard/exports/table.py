"""What a table to take away declares: what it says, what it takes, who may have it, and the rows that it gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from dashboard import audience
from dashboard.filters import View
from dashboard.queries import projects
from dashboard.wrong import Wrong

Asked = Mapping[str, str]
HIDDEN = ("total", "behind", "ahead", "sort_order", "place", "country_order")


class NotForYou(Exception):
    """A table that this site's audience may not have."""


@dataclass(frozen=True)
class Argument:
    """A parameter of a table beside clocks and filters; `choices`: all that it may be; `default`: what it is unsaid."""

    name: str
    says: str
    choices: tuple[str, ...] = ()
    default: str = ""
    also: str = ""  # a pattern of what it may be beside the choices

    def takes(self, value: str) -> bool:
        """Whether it may have this value."""
        is_other = bool(self.also) and re.fullmatch(self.also, value) is not None
        return not self.choices or value in self.choices or is_other


@dataclass(frozen=True)
class Table:
    """`rows`: the frame for a view and the arguments typed. `needs`: a list of audience.py. `is_moved`: compares two
    moments. `chart`: how a workbook draws it. `is_paged`: takes `rows` and `skip` and says `total`."""

    name: str
    title: str
    says: str
    rows: Callable[[View, Asked], pd.DataFrame]
    takes: tuple[Argument, ...] = ()
    needs: str = ""
    is_moved: bool = False
    chart: Literal["status", "history", "bins", ""] = ""
    is_paged: bool = False

    def shown(self, view: View, asked: Asked) -> pd.DataFrame:
        """The rows with the columns that this audience may see; raises Wrong and NotForYou."""
        made = self._made(view, asked)
        return made[[name for name in made.columns if name not in HIDDEN]]

    def page(self, view: View, asked: Asked) -> tuple[pd.DataFrame, int]:
        """Some rows of a paged table (`rows`, `skip`), and how many projects or updates there are in all."""
        made = self._made(view, asked)
        total = int(made["total"].iloc[0]) if len(made) else 0
        return made[[name for name in made.columns if name not in HIDDEN]], total

    def _made(self, view: View, asked: Asked) -> pd.DataFrame:
        if not self.is_open:
            raise NotForYou(f"{self.title}: for the Secretariat.")
        return audience.columns(self.rows(view, self.understood(asked)))

    def understood(self, asked: Asked) -> dict[str, str]:
        """What was typed for this table's arguments, with what was left unsaid; raises Wrong."""
        said = {a.name: asked.get(a.name) or a.default for a in self.takes}
        for argument in self.takes:
            value = said[argument.name]
            if not argument.takes(value):
                choices = ", ".join(argument.choices)
                raise Wrong(argument.name, f"“{value[:60]}” is no {argument.name}. Choose one of: {choices}.")
        is_project = said.get("project") or (said.get("by") == "project" and said.get("key"))
        if is_project and projects.register(is_project) is None:
            raise Wrong(
                "project" if "project" in said else "key", f"There is no project “{is_project[:60]}”."
            )
        paging = {name: asked[name] for name in ("rows", "skip") if self.is_paged and name in asked}
        return {name: value for name, value in said.items() if value} | paging

    @property
    def is_open(self) -> bool:
        """Whether this site's audience may have it."""
        return not self.needs or audience.may(self.needs)
