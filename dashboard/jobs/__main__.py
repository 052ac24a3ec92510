"""`python -m dashboard.jobs run <id> <lock>`: the process that makes one job's file, begun by `queue.py`.

`lock` is the number of the open file by which others see that it lives. It ends by writing result.json or failure.json,
then gives its place to the next.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
import traceback
from types import FrameType

from dashboard.jobs import queue
from dashboard.jobs.folder import Job, named
from dashboard.jobs.work import Failed, finish, work
from etl.settings import Settings, settings

LONGEST = 15 * 60  # seconds
MOST_BYTES = 100 * 2**20  # of any file that it writes, its log too


def main(words: list[str]) -> int:
    """Exit code 0 when the file was made, 1 when not, 2 for wrong use."""
    if len(words) != 3 or words[0] != "run" or not words[2].isdecimal():
        print("Use: python -m dashboard.jobs run ID LOCK", file=sys.stderr)
        return 2
    chosen = settings()
    job = named(chosen.home, words[1])
    if job is None:
        print(f"There is no job {words[1]}.", file=sys.stderr)
        return 2
    _bound()
    try:
        return _made(chosen, job)
    finally:
        signal.alarm(0)
        os.close(int(words[2]))
        queue.advance(chosen)


def _bound() -> None:
    """Neither time nor a file without an end."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_BYTES, MOST_BYTES))
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(LONGEST)


def _too_long(_number: int, _frame: FrameType | None) -> None:
    raise Failed(f"It was not done after {LONGEST // 60} minutes and was ended.")


def _made(chosen: Settings, job: Job) -> int:
    try:
        finish(job, work(chosen, job))
    except Failed as why:
        queue.failed(job, str(why))
        return 1
    except Exception:  # noqa: BLE001  whatever a maker raises: the person gets a reference, the log the rest
        traceback.print_exc()
        queue.failed(job, "The fault is ours.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
