"""A new store is made only where nothing stands, and takes nothing along that it did not make."""

from __future__ import annotations

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from etl import start
from etl.settings import Settings, settings
from etl.store import snapshot
from etl.store.places import Places, StoreError


def names(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def say(_: str) -> None:
    """Nobody listens."""


def test_a_backup_without_its_snapshots_is_not_taken_for_nothing(store: Settings) -> None:
    places = Places(store.home)
    for path in (places.pointer, *places.published()):
        path.unlink()
    before = names(store.home)
    with pytest.raises(StoreError, match="not published"):
        start.init_record(store, say)
    assert names(store.home) == before


def test_originals_without_the_rest_of_their_store_stay(store: Settings) -> None:
    for path in store.home.iterdir():
        if path.is_file():
            path.unlink()
    before = names(store.home)
    with pytest.raises(StoreError, match=r"is not empty \(it holds files\).*ASCN_HOME"):
        start.init_empty(store)
    assert names(store.home) == before


def test_a_folder_of_others_stays_whatever_is_mistyped(tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "www" / "index.html").write_text("ours")
    for lists in (settings().reference, tmp_path / "mistyped"):
        with pytest.raises((StoreError, OSError)):
            start.init_empty(settings(home=tmp_path).model_copy(update={"reference": lists}))
        assert names(tmp_path) == {"www", "www/index.html"}


def test_of_two_at_once_one_makes_the_store_and_the_other_leaves_it(tmp_path: Path) -> None:
    chosen = settings(home=tmp_path / "store")

    def make(_: int) -> str:
        try:
            start.init_practice(chosen, 20, 1, say)
        except StoreError as told:
            return str(told)
        return "made"

    with ThreadPoolExecutor(2) as both:
        first, second = sorted(both.map(make, range(2)), key=lambda told: told != "made")
    assert first == "made"
    assert "already" in second
    assert snapshot.current(chosen.home).run("select count(*) as n from submission")["n"].iloc[0] > 0


def test_what_was_killed_halfway_is_cleared_by_the_next_one(tmp_path: Path) -> None:
    home = tmp_path / "store"
    words = (
        "import os, signal; from etl import start; from etl.settings import settings\n"
        f"start.init_practice(settings(home=__import__('pathlib').Path({str(home)!r})), 20, 1,"
        " lambda _: os.kill(os.getpid(), signal.SIGKILL))"
    )
    assert subprocess.run([sys.executable, "-c", words], check=False).returncode == -9
    assert {"reference", "files"} <= names(home)
    start.init_practice(settings(home=home), 20, 1, say)
    assert snapshot.current(home).meta()["practice"] == "1"
    assert not Places(home).unfinished.exists()


def test_an_error_takes_back_only_what_this_call_made(tmp_path: Path) -> None:
    home = tmp_path / "store"
    (home / "drawn").mkdir(parents=True)
    (home / "report.docx").write_bytes(b"ours")
    chosen = settings(home=home)

    def stop(_: str) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        start.init_record(chosen, stop)
    assert names(home) - {"write.lock"} == {"drawn", "report.docx"}
    start.init_empty(chosen)
    assert (home / "report.docx").read_bytes() == b"ours"
    shutil.rmtree(home)
