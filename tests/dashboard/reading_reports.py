"""A Word report read by other means than the program's own: the sentences and numbers kept in it, what stands in its
controls, and the figures that `ascn status` and `ascn trace` give for the same."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, fromstring

from typer.testing import CliRunner

from dashboard.command import app
from etl.figures import STATUS_COLUMNS, recompute
from etl.settings import Settings

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OURS = "{urn:ascn:report:1}"
RATES = ("completion_rate", "completion_rate_baseline", "reporting_rate", "on_time_rate")
POINTS = ("progress_mean", "progress_median", "progress_low", "progress_high", "slippage")
RANK = {"planning": 1, "ongoing": 2, "completed": 3}


@dataclass(frozen=True)
class Number:
    """A number as it is kept in the file."""

    axis: str
    key: str
    figure: str
    period: str
    value: float | None

    @property
    def shown(self) -> float | None:
        """The value with the digits that a reader sees."""
        return shown(self.figure, self.value)


def shown(figure: str, value: float | None) -> float | None:
    if value is None:
        return None
    scale = 1000 if figure in RATES else 10
    return int(abs(value) * scale + 0.5) / scale * (1 if value >= 0 else -1)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        return {name: held.read(name) for name in held.namelist()}


def repacked(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The file with parts changed, as a person's program would save it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, blob in parts(data).items():
            packed.writestr(name, change(name, blob))
    return out.getvalue()


def kept(data: bytes) -> Element:
    found = [fromstring(blob) for name, blob in parts(data).items() if name.startswith("customXml/item7")]
    return next(root for root in found if root.tag == f"{OURS}report")


def numbers(data: bytes) -> dict[str, list[Number]]:
    """Sentence id → its numbers."""
    return {
        sentence.get("id", ""): [
            Number(*(n.get(k, "") for k in ("axis", "key", "figure", "period")), value=_value(n.get("value")))
            for n in sentence.findall(f"{OURS}number")
        ]
        for sentence in kept(data).findall(f"{OURS}sentence")
    }


def _value(text: str | None) -> float | None:
    return None if text is None else float(text)


def controls(data: bytes) -> dict[str, str]:
    """Tag → the words in its control, in order."""
    body = fromstring(parts(data)["word/document.xml"])
    return {
        sdt.find(f"{W}sdtPr/{W}tag").get(f"{W}val"): "".join(t.text or "" for t in sdt.iter(f"{W}t"))  # type: ignore[union-attr,misc]
        for sdt in body.iter(f"{W}sdt")
    }


class Figures:
    """What the command line says of one store; each question is asked once."""

    def __init__(self, store: Settings) -> None:
        self._env = {"ASCN_HOME": str(store.home)}
        self._asked: dict[tuple[str, ...], Any] = {}

    def ask(self, *words: str) -> Any:
        if words not in self._asked:
            done = CliRunner().invoke(app, [*words, "--json"], env=self._env)
            assert done.exit_code == 0, done.output
            self._asked[words] = json.loads(done.stdout)
        return self._asked[words]

    def rows(self, axis: str, period: str) -> dict[str, dict[str, Any]]:
        return {r["key"]: r for r in self.ask("status", "--by", axis, "--period", period)}

    def value(self, n: Number, before: str) -> float | None:
        """The number as the command line has it now; `before`: the period that movement starts from."""
        if n.figure.startswith("moved_"):
            return float(self._moved(n, before))
        if n.figure in STATUS_COLUMNS:
            row = self.rows(n.axis, n.period).get(n.key)
            return 0.0 if row is None else row[n.figure]
        words = ("trace", "--by", n.axis, "--key", n.key, "--figure", n.figure, "--period", n.period)
        return recompute(n.figure, (item["contributes"] for item in self.ask(*words)))

    def _moved(self, n: Number, before: str) -> int:
        moves, asked = self.moves(n.period, before), n.figure.removeprefix("moved_")
        if n.axis == "project":
            return int((n.key, asked) in moves)
        wanted = [p for p, kind in moves if kind == asked]
        inside = self._members(n, before)
        return sum(n.axis == "network" or p in inside for p in wanted)

    def _members(self, n: Number, before: str) -> set[str]:
        """Projects of a member, listed at either moment."""
        if n.axis == "network":
            return set()
        words = ("status", "--by", "project", f"--{n.axis.replace('_', '-')}", n.key, "--period")
        now = {r["key"] for r in self.ask(*words, n.period)}
        listed = set(self.rows("project", n.period))
        return now | {r["key"] for r in self.ask(*words, before) if r["key"] not in listed}

    def moves(self, period: str, before: str) -> set[tuple[str, str]]:
        """Pairs of project and what became of it; what came onto the list completed has two."""
        now = self.rows("project", period)
        told = set(self.kinds(period, before).items())
        came = {p for p, kind in told if kind == "added" and status(now[p]) == "completed"}
        return told | {(p, "came_completed") for p in came}

    def kinds(self, period: str, before: str) -> dict[str, str]:
        """Project → what became of it, worked out from the two lists alone."""
        lists = [{k: status(r) for k, r in self.rows("project", p).items()} for p in (before, period)]
        then, now = ({k: s for k, s in one.items() if s} for one in lists)
        return {k: _kind(then.get(k), now.get(k)) for k in then | now}


def status(row: dict[str, Any]) -> str:
    """The status of a listed project's row; "" where it is not listed."""
    names = ("planning", "ongoing", "completed", "on_hold", "cancelled", "not_stated")
    return next((s for s in names if row[s]), "") if row["projects"] else ""


def _kind(then: str | None, now: str | None) -> str:
    if then is None or now is None:
        return "added" if then is None else "no_longer_listed"
    if then == now or now == "completed":
        return "same" if then == now else "completed"
    return "forward" if RANK.get(now, 0) > RANK.get(then, 9) else "other"
