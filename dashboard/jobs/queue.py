"""Which jobs run: at most two at once, the others wait in order; starting, cancelling, and clearing old ones away.

Whoever starts, cancels, ends or looks at a job calls `advance`; no process need stay behind to watch. A job's lock is
taken here and handed to its process, so that no moment is left in which it runs unseen.
"""

from __future__ import annotations

import fcntl
import logging
import os
import secrets
import shutil
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from dashboard.jobs.folder import GOES_ON, Job, Request, State, all_jobs, created, guarded, now, remove
from etl.settings import ROOT, Settings

log = logging.getLogger(__name__)

COMMAND = (sys.executable, "-m", "dashboard.jobs", "run")
AT_ONCE = 2
MOST_WAITING = 10
MOST_OPEN = 2  # of one browser on a site for others
MOST_KEPT = 40
MOST_CANCELLED = 10  # apart from the others: starting and cancelling throws nobody's file away
KEPT_FOR = timedelta(days=14)
MOST_BYTES = 500 * 2**20  # of all results together, those of the Secretariat and those of others each
FREE_BYTES = 200 * 2**20  # of the disk, below which nothing is begun
GRACE = 3.0  # seconds between being asked to end and being ended


class Refused(Exception):
    """Why no job is begun, in a sentence."""


@dataclass(frozen=True)
class Seen:
    """A job as it stood at one moment; `ahead`: how many wait before it."""

    id: str
    request: Request
    state: State
    progress: dict[str, Any]
    outcome: dict[str, Any]
    ahead: int = 0

    @property
    def goes_on(self) -> bool:
        """Whether it is still to end."""
        return self.state in GOES_ON


def start(chosen: Settings, request: Request) -> Job:
    """A job for the request: the one that is under way for the same, else a new one, begun at once if there is room.
    Raises Refused where too many wait or the disk is full."""
    with guarded(chosen.home):
        open_ones = [job for job in all_jobs(chosen.home) if job.state() in GOES_ON]
        same = next((job for job in open_ones if _goes_for(job, request)), None)
        if same:
            return same
        _bound(open_ones, request.owner)
        if shutil.disk_usage(chosen.home).free < FREE_BYTES:
            raise Refused("The disk of this server is almost full, so no file can be made now.")
        job = created(chosen.home, request)
    advance(chosen)
    return job


def _bound(open_ones: list[Job], owner: str) -> None:
    """Others fill their own room only: what they wait for leaves the Secretariat's as it is."""
    owners = [job.request().owner for job in open_ones]
    if owner and owners.count(owner) >= MOST_OPEN:
        raise Refused(f"{MOST_OPEN} files of yours are being made. Start this one when one of them is done.")
    if (len(owners) if owner else owners.count("")) >= AT_ONCE + MOST_WAITING:
        raise Refused(f"{MOST_WAITING} files are waiting to be made. Start this one when some are done.")


def seen(chosen: Settings) -> list[Seen]:
    """Every job, the newest first."""
    advance(chosen)
    with guarded(chosen.home):
        found: list[Seen] = []
        for job in all_jobs(chosen.home):
            ahead = sum(other.state == "waiting" for other in found)
            found.append(Seen(job.id, job.request(), job.state(), job.progress(), job.outcome(), ahead))
    return found[::-1]


def _goes_for(job: Job, request: Request) -> bool:
    return job.state() != "cancelling" and job.request().is_same(request)


def advance(chosen: Settings) -> None:
    """Writes down which processes are gone, begins what may begin, clears away what is old."""
    with guarded(chosen.home):
        jobs = all_jobs(chosen.home)
        states = {job.id: job.state() for job in jobs}
        for job in jobs:
            _settle(job, states[job.id])
        room = AT_ONCE - sum(state in ("running", "cancelling") for state in states.values())
        for job in [job for job in jobs if states[job.id] == "waiting"][: max(room, 0)]:
            _begin(chosen, job)
        _clear_all([job for job in jobs if states[job.id] not in GOES_ON], states)


def _settle(job: Job, state: str) -> None:
    """A process that was killed cannot say so: whoever sees it says it."""
    if state == "failed" and not job.outcome():
        failed(job, "The process that made it was ended from outside.")


def failed(job: Job, words: str) -> None:
    """Writes down why there is no file, with a reference under which the log has the rest."""
    reference = secrets.token_hex(4)
    log.error("job %s failed, reference %s: %s", job.id, reference, words)
    job.note("failure.json", {"words": words, "reference": reference, "at": now()})


def _begin(chosen: Settings, job: Job) -> None:
    """The job's process, in a session of its own: it outlives the worker that began it."""
    alive = os.open(job.path / "alive", os.O_RDWR)
    try:
        fcntl.flock(alive, fcntl.LOCK_EX)
        with (job.path / "log").open("ab") as told:
            process = subprocess.Popen(  # noqa: S603  our own program; the id was made here
                [*COMMAND, job.id, str(alive)],
                stdin=subprocess.DEVNULL,
                stdout=told,
                stderr=told,
                start_new_session=True,
                pass_fds=(alive,),
                env=chosen.environment(),
                cwd=ROOT,
            )
        (job.path / "pid").write_text(str(process.pid))
    finally:
        os.close(alive)
    threading.Thread(target=_await, args=(chosen, process), daemon=True).start()


def _await(chosen: Settings, process: subprocess.Popen[bytes]) -> None:
    """No process is left as a zombie, and one that was killed makes room for the next."""
    process.wait()
    if chosen.home.exists():
        advance(chosen)


def cancel(chosen: Settings, job: Job) -> bool:
    """Ends a job, or keeps it from beginning; False where it had ended before."""
    with guarded(chosen.home):
        if job.state() not in GOES_ON:
            return False
        (job.path / "cancel").touch()
        _signal(job, signal.SIGTERM)
    timer = threading.Timer(GRACE, _signal, (job, signal.SIGKILL))
    timer.daemon = True
    timer.start()
    advance(chosen)
    return True


def _signal(job: Job, number: signal.Signals) -> None:
    """To the whole group of a process that lives: a number of one that is gone may be another's."""
    if not job.is_alive():
        return
    try:
        os.killpg(int((job.path / "pid").read_text()), number)
    except ProcessLookupError:
        log.info("job %s ended by itself", job.id)


def _clear_all(ended: list[Job], states: dict[str, State]) -> None:
    """Those that the Secretariat began, those of others, and the cancelled make no room for each other."""
    cancelled = [job for job in ended if states[job.id] == "cancelled"]
    kept = [job for job in ended if states[job.id] != "cancelled"]
    ours = [job for job in kept if job.request().owner == ""]
    _clear(ours)
    _clear([job for job in kept if job not in ours])
    for job in cancelled[:-MOST_CANCELLED]:
        remove(job)


def _clear(ended: list[Job]) -> None:
    """Ended jobs go when they are old, too many, or too large together; the oldest first."""
    oldest_kept = (datetime.now(UTC).replace(tzinfo=None) - KEPT_FOR).isoformat()
    taken = 0
    for number, job in enumerate(reversed(ended)):
        taken += job.size()
        if number >= MOST_KEPT or taken > MOST_BYTES or job.request().at < oldest_kept:
            remove(job)
