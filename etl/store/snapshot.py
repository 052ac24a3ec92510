"""The only way to read the store: the newest published snapshot, held open read-only, one cursor a query. Results
are kept in memory as long as their snapshot is the newest, since a snapshot never changes."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from etl import sql, stages
from etl.once import Kept
from etl.store.places import NoStore, Places

_NAMED = re.compile(r"\$([a-z_][a-z0-9_]*)")
_KEPT_RESULTS = 256
_KEPT_BYTES = 64 * 2**20  # of all kept results of a snapshot together
_TEXT_BYTES = 80  # of one text, roughly: measuring each would take longer than asking again
_PATIENCE = 30.0  # seconds for questions under way, when a store was replaced


def named_in(text: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters that a query names."""
    wanted = set(_NAMED.findall(text))
    return {name: value for name, value in params.items() if name in wanted}


def _is_about_now(used: Mapping[str, Any]) -> bool:
    """Whether a question names the second clock, and only as now."""
    clocks = [value for name, value in used.items() if name.endswith("known_on")]
    return bool(clocks) and all(value is None for value in clocks)


def _size(frame: pd.DataFrame) -> int:
    """Bytes that a result takes, roughly."""
    texts = sum(kind.kind == "O" for kind in frame.dtypes)
    return int(frame.memory_usage(index=False).sum()) + texts * len(frame) * _TEXT_BYTES


def _mark(path: Path) -> str:
    """Tells a file from another of the same name that took its place."""
    try:
        told = path.stat()
    except FileNotFoundError:
        raise NoStore(f"The file {path.name} of the store in {path.parent} is gone.") from None
    return f"{path.stem}-{told.st_ino:x}-{told.st_mtime_ns:x}"


class Snapshot:
    """One published version of the store; `mark` names it among all that ever stood in its place."""

    def __init__(self, path: Path) -> None:
        """Opens the file read-only, with no way out to other files."""
        self.path = path
        self.version = path.stem
        self.mark = _mark(path)
        self._connection = duckdb.connect(str(path), read_only=True)
        self._connection.execute("set enable_external_access = false; set lock_configuration = true")
        self._kept: Kept[pd.DataFrame] = Kept(_KEPT_RESULTS, size=_size, room=_KEPT_BYTES)
        self._guard = threading.Condition()
        self._asking = 0

    def run(self, text: str, params: Mapping[str, Any] | None = None) -> pd.DataFrame:
        """The rows of a query as a frame. Parameters that the text does not name are dropped; a list is VARCHAR[]."""
        used = named_in(text, params or {})
        key = (text, repr(sorted(used.items())))
        with stages.stage("sql"):
            return self._kept.get(key, lambda: self._asked(text, used)).copy(deep=False)

    def _asked(self, text: str, used: Mapping[str, Any]) -> pd.DataFrame:
        with self._guard:
            cursor = self._connection.cursor()
            self._asking += 1
        try:
            if _is_about_now(used):
                cursor.execute(sql.text("ask/as_known_now"))
            return cursor.execute(text, used).df()
        finally:
            cursor.close()
            with self._guard:
                self._asking -= 1
                self._guard.notify_all()

    def meta(self) -> dict[str, str]:
        """Facts about the store as a whole."""
        frame = self.run("select key, value from meta")
        return dict(zip(frame["key"], frame["value"], strict=True))

    def close(self) -> None:
        """Let go of the file, once what is being asked of it is answered."""
        with self._guard:
            self._guard.wait_for(lambda: not self._asking, _PATIENCE)
            self._connection.close()


_open: dict[Path, Snapshot] = {}
_held: dict[Path, Snapshot] = {}
_open_guard = threading.Lock()


def current(home: Path) -> Snapshot:
    """The newest snapshot of a store; raises StoreError where there is none. Reopened when the pointer moves."""
    if home in _held:
        return _held[home]
    path = Places(home).newest().resolve()
    with _open_guard:
        snapshot = _open.get(home)
        if snapshot is not None and snapshot.path == path and _is_another(snapshot):
            snapshot.close()  # while it is open, the engine would give the old file for the new one's name
            snapshot = None
        if snapshot is None or snapshot.path != path:
            # The older one is left to requests that still read from it and is closed with their last reference.
            snapshot = _open[home] = Snapshot(path)
        return snapshot


def _is_another(snapshot: Snapshot) -> bool:
    """Whether another file stands in the place of the one that is open: the store was made anew or put back."""
    try:
        return _mark(snapshot.path) != snapshot.mark
    except NoStore:
        return False  # what is open still answers


def hold(home: Path) -> None:
    """From here on this process reads the snapshot that is the newest now: one file's figures are of one moment."""
    _held[home] = current(home)


def require(home: Path) -> None:
    """Raise StoreError where there is no store, without opening it (a server's processes open it after they fork)."""
    Places(home).newest()
