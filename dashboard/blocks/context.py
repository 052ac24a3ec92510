"""What the cards of one page share: the view, its network row, what moved, and where the figures come from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from dashboard.blocks import words
from dashboard.filters import View
from dashboard.queries import figures, frame


@dataclass(frozen=True)
class Context:
    """One page's view with the frames that several of its cards need; each is asked for once."""

    view: View
    with_history: tuple[str, ...] = ("network",)  # axes whose history the page shows anyway

    def at(self, axis: str) -> pd.DataFrame:
        """One row a member of the axis at the period shown."""
        rows = figures.from_history if axis in self.with_history else figures.at
        return rows(self.view, axis)

    @cached_property
    def history(self) -> pd.DataFrame:
        """The network's figures at every period up to the one shown, oldest first."""
        rows = figures.history(self.view).sort_values("at_date")
        at = self.view.at
        return rows[rows["at_date"] <= pd.Timestamp(at.data_date)] if at else rows.iloc[0:0]

    @cached_property
    def now(self) -> pd.Series:
        """The network's figures at the period shown, within the filters."""
        return self.history[self.history["at_period"] == self.view.period].iloc[-1]

    @cached_property
    def before(self) -> pd.Series | None:
        """The same at the moment compared with, which may have a second clock of its own."""
        if self.view.compare is None:
            return None
        known = self.history if not self.view.compare_known_on else figures.history(self.view.compared())
        rows = known[known["at_period"] == self.view.compare]
        return None if rows.empty else rows.iloc[-1]

    @cached_property
    def moved(self) -> pd.DataFrame:
        """Project by project since the period compared with."""
        return figures.movement(self.view)

    @cached_property
    def source(self) -> str:
        """Where the figures of the period come from."""
        if frame.is_practice():
            return "Source: invented figures"
        return f"Source: reports for {self.view.period}"

    @property
    def coverage(self) -> str:
        """`35 of 38 cities`."""
        return words.coverage(self.now)
