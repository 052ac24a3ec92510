"""A store is made anew after a stop, too; and a stop while one is made anew leaves a store that can be written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from etl import rebuild
from etl.reference import Reference
from etl.settings import Settings
from etl.store import rebuild as beside
from etl.store import snapshot, write
from etl.store.places import Places, StoreError


def full_disk(*_: object) -> None:
    raise OSError(28, "No space left on device")


def stopped(home: Path, words: str) -> None:
    """Run Python in another process that ends by a signal on the way."""
    told = f"import os, signal\nfrom pathlib import Path\nhome = Path({str(home)!r})\n{words}"
    done = subprocess.run([sys.executable, "-c", told], check=False, env=dict(os.environ))
    assert done.returncode == -signal.SIGKILL


KILLED_BEFORE_CHECKPOINT = """
import duckdb
connection = duckdb.connect(str(home / "master.duckdb"))
connection.execute("begin; update submission set note = 'kept' where submission_id = 1; commit")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_store_made_anew_after_a_stop_can_be_written(store: Settings, reference: Reference) -> None:
    stopped(store.home, KILLED_BEFORE_CHECKPOINT)
    log = store.home / "master.duckdb.wal"
    assert log.exists()
    assert rebuild.rebuild(store.home, reference) == []
    assert not log.exists()
    with write.writer(store.home, reference) as connection:
        assert connection.execute("select note from submission where submission_id = 1").fetchone() == (
            "kept",
        )


def test_no_file_is_put_in_the_place_of_one_whose_log_still_stands(
    store: Settings, reference: Reference, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, at_once = store.home / "master.duckdb.wal", beside._differences

    def differences(connection: Any) -> Any:
        yield from at_once(connection)
        log.write_bytes(b"another's")

    monkeypatch.setattr(beside, "_differences", differences)
    before = Places(store.home).master.read_bytes()
    with pytest.raises(StoreError, match="somebody else has the store open"):
        rebuild.rebuild(store.home, reference)
    assert Places(store.home).master.read_bytes() == before


def test_a_store_made_anew_and_not_published_is_published_by_the_next(
    store: Settings, reference: Reference, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = snapshot.current(store.home).version
    with monkeypatch.context() as patch:
        patch.setattr(write, "publish", full_disk)
        with pytest.raises(OSError, match="No space"):
            rebuild.rebuild(store.home, reference)
    write.ensure_current(store.home, reference)
    assert snapshot.current(store.home).version != version
