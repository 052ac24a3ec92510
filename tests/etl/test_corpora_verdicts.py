"""The same files nobody here wrote, posted to a running site: each gets a verdict, and costs nobody else anything.

They must stay outside the project; ASCN_TEST_CORPORA names their folder (`make corpora`).
"""

from __future__ import annotations

import json
import shutil
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from etl.reference import Reference
from etl.settings import Settings
from etl.store import snapshot
from tests.browser import running
from tests.builders import project, workbook
from tests.etl.test_corpora import FOLDER, SECONDS
from tests.posting import multipart

PARTS = ("hostile", "csv", "tables")
VERDICTS = {"accepted", "needs_confirmation", "rejected", "unreadable"}
KIB = 1024
MOST_KIB = 1024 * KIB  # 1 GB, of any one process
LOADED = ("project", "report", "project_update", "milestone", "project_partner", "result", "state_now")

pytestmark = [
    pytest.mark.corpora,
    pytest.mark.skipif(
        not FOLDER.is_dir(), reason="ASCN_TEST_CORPORA names no folder; its files stay outside the project"
    ),
]


@dataclass
class Memory:
    """The largest that any process of the site was, in KiB, looked at twenty times a second (Linux; else 0)."""

    log: Path
    largest: int = 0
    ended: threading.Event = field(default_factory=threading.Event)

    def watch(self) -> None:
        """Until `ended`."""
        while not self.ended.wait(0.05):
            self.largest = max([self.largest, *map(_resident, _children_of(self.log))])


def _children_of(log: Path) -> list[Path]:
    """Folders in /proc of the processes that write to this log, and of all that they started."""
    parents: dict[str, str] = {}
    writers: set[str] = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[folder.name] = (folder / "stat").read_text().rpartition(")")[2].split()[1]
            if (folder / "fd" / "1").readlink() == log:
                writers.add(folder.name)
        except OSError:  # ended meanwhile
            continue
    found = {pid for pid in parents if _descends(pid, writers, parents)}
    return [Path("/proc") / pid for pid in found]


def _descends(pid: str, writers: set[str], parents: dict[str, str]) -> bool:
    while pid in parents:
        if pid in writers:
            return True
        pid = parents[pid]
    return False


def _resident(folder: Path) -> int:
    try:
        lines = (folder / "status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)


@dataclass(frozen=True)
class Site:
    """A running site, its store, what it wrote, and its memory."""

    url: str
    home: Path
    log: Path
    memory: Memory

    def post(self, data: bytes, name: str) -> tuple[int, str]:
        """Status and text of the answer to a report."""
        body, kind = multipart({"file": (name, data)})
        headers = {"Content-Type": kind, "Accept": "application/json"}
        asked = urllib.request.Request(f"{self.url}/submit", body, headers)
        try:
            with urllib.request.urlopen(asked, timeout=SECONDS) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()

    def loaded(self) -> dict[str, Any]:
        """Everything that figures are made of, in a comparable form."""
        run = snapshot.current(self.home).run
        frames = {name: run(f"from {name} order by all") for name in LOADED}
        return {name: frame.astype("str").to_csv() for name, frame in frames.items()}


@pytest.fixture(scope="module")
def site(record_store: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("corpora")
    home, log = folder / "store", folder / "serve.log"
    shutil.copytree(record_store.home, home)
    memory = Memory(log)
    watcher = threading.Thread(target=memory.watch)
    with running.serving(home, log) as url:
        watcher.start()
        try:
            yield Site(url, home, log, memory)
        finally:
            memory.ended.set()
            watcher.join()


def _files() -> list[Path]:
    return [path for part in PARTS for path in sorted((FOLDER / part).glob("*"))]


@pytest.mark.parametrize("path", _files(), ids=lambda path: path.name)
def test_every_file_gets_a_verdict_and_changes_nothing_unless_it_is_accepted(site: Site, path: Path) -> None:
    before, told = site.loaded(), len(site.log.read_text())
    status, text = site.post(path.read_bytes(), path.name)
    assert status in (200, 413, 422), text[:400]
    (answer,) = json.loads(text)
    assert answer["verdict"] in VERDICTS
    assert answer["findings"] or answer["verdict"] == "accepted"
    assert "Traceback" not in text + site.log.read_text()[told:]
    if answer["verdict"] != "accepted":
        assert site.loaded() == before
    if answer["verdict"] == "unreadable":
        assert [finding["severity"] for finding in answer["findings"]] == ["stop"]


@pytest.mark.parametrize("path", sorted((FOLDER / "tables").glob("*")), ids=lambda path: path.name)
def test_a_table_of_another_kind_is_never_loaded(site: Site, path: Path) -> None:
    (answer,) = json.loads(site.post(path.read_bytes(), path.name)[1])
    assert answer["verdict"] != "accepted"


def test_the_site_is_alive_afterwards_and_takes_a_good_report(site: Site, reference: Reference) -> None:
    with urllib.request.urlopen(f"{site.url}/healthz", timeout=SECONDS) as answer:
        assert answer.read() == b"ok\n"
    status, text = site.post(workbook(reference, [project()]), "report.xlsx")
    assert (status, json.loads(text)[0]["verdict"]) == (200, "accepted")
    assert site.memory.largest < MOST_KIB
