"""A job as a folder, <home>/jobs/<id>/: what was asked, how far it is, what came of it. The folder is all there is of a
job, so that a page's reload and a worker's restart lose nothing.

request.json (what, by whom) · alive (locked while its process lives) · pid · progress.json · cancel · result.json with
the file `result` · failure.json · log.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from etl.store import snapshot

State = Literal["waiting", "running", "cancelling", "done", "failed", "cancelled"]
GOES_ON = ("waiting", "running", "cancelling")
_ID = re.compile(r"[0-9a-f]{24}")


@dataclass(frozen=True)
class Request:
    """`kind` of file (kinds.py) in the view that `query` asks for; `key`: the member that it is about, or "".
    `title`: what the list of jobs calls it; `audience`: for whom its figures are; `at`: an ISO moment in UTC.
    `owner`: a random word of the browser that asked on a site for others, by which it alone cancels; "": the
    Secretariat."""

    kind: str
    query: dict[str, str]
    key: str
    title: str
    edition: str
    audience: str
    who: str
    at: str
    owner: str = ""

    def is_same(self, other: Request) -> bool:
        """Whether both ask for the same file."""
        return all(getattr(self, n) == getattr(other, n) for n in ("kind", "query", "key", "audience"))


@dataclass(frozen=True)
class Job:
    """A job's folder."""

    path: Path

    @property
    def id(self) -> str:
        """The folder's name, which cannot be guessed."""
        return self.path.name

    @property
    def result(self) -> Path:
        """The file that was made."""
        return self.path / "result"

    def request(self) -> Request:
        """What was asked."""
        return Request(**self._told("request.json"))

    def progress(self) -> dict[str, Any]:
        """`step`, `of`, `words`; empty before the first step."""
        return self._told("progress.json")

    def outcome(self) -> dict[str, Any]:
        """Of a done job `name`, `mimetype`, `bytes`, `at`; of a failed one `words`, `reference`, `at`."""
        return self._told("result.json") or self._told("failure.json")

    def state(self) -> State:
        """Read from what lies in the folder; a process that is gone without an outcome has failed."""
        if (self.path / "result.json").exists():
            return "done"
        if (self.path / "failure.json").exists():
            return "failed"
        if (self.path / "cancel").exists():
            return "cancelling" if self.is_alive() else self._settled("cancelled")
        if not (self.path / "pid").exists():
            return "waiting"
        return "running" if self.is_alive() else self._settled("failed")

    def _settled(self, ended: State) -> State:
        """The process may have written its outcome after the first look and before it was seen gone."""
        return "done" if (self.path / "result.json").exists() else ended

    def is_alive(self) -> bool:
        """Whether its process lives: it holds the lock on `alive` from before its first breath to its last."""
        try:
            descriptor = os.open(self.path / "alive", os.O_RDWR)
        except FileNotFoundError:
            return False
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(descriptor)
        return False

    def size(self) -> int:
        """Bytes on the disk."""
        return sum(file.stat().st_size for file in self.path.iterdir() if file.is_file())

    def note(self, name: str, told: Mapping[str, Any]) -> None:
        """Writes one of its small files whole or not at all."""
        new = self.path / f".{name}.{os.getpid()}"
        new.write_text(json.dumps(told), encoding="utf-8")
        new.replace(self.path / name)

    def _told(self, name: str) -> dict[str, Any]:
        try:
            return dict(json.loads((self.path / name).read_text(encoding="utf-8")))
        except FileNotFoundError:
            return {}


def room(home: Path) -> Path:
    """The folder of a store's jobs, made where there is none, for this account only. Raises StoreError: no store."""
    snapshot.require(home)
    path = home / "jobs"
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def named(home: Path, job_id: str) -> Job | None:
    """The job of this id; None for anything else, above all for what is no id."""
    if not _ID.fullmatch(job_id):
        return None
    job = Job(home / "jobs" / job_id)
    return job if (job.path / "request.json").exists() else None


def all_jobs(home: Path) -> list[Job]:
    """Every job in the order in which they were asked for."""
    try:
        found = [job for path in (home / "jobs").iterdir() if (job := named(home, path.name))]
    except FileNotFoundError:
        return []
    return sorted(found, key=lambda job: (job.request().at, job.id))


def created(home: Path, request: Request) -> Job:
    """A new folder with its request; it is no job before the request stands in it."""
    job = Job(room(home) / secrets.token_hex(12))
    job.path.mkdir(mode=0o700)
    (job.path / "alive").touch()
    job.note("request.json", request.__dict__)
    return job


def remove(job: Job) -> None:
    """Takes the request away first: from then on it is no job."""
    (job.path / "request.json").unlink(missing_ok=True)
    shutil.rmtree(job.path, ignore_errors=True)


@contextmanager
def guarded(home: Path) -> Iterator[None]:
    """One process at a time looks through the jobs and changes which of them run."""
    with (room(home) / ".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def now() -> str:
    """This moment in UTC as ISO text, to the microsecond: jobs of one second keep their order."""
    return datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="microseconds")
