"""The work of one job: its view, its maker, its file. Runs in the job's own process, on one snapshot of the store."""

from __future__ import annotations

from dashboard import audience, progress
from dashboard.jobs import kinds
from dashboard.jobs.folder import Job, now
from dashboard.queries import frame, run
from dashboard.reports.formats import MIMETYPES
from dashboard.wrong import Wrong, unusable
from etl.settings import Settings
from etl.store import snapshot

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Failed(Exception):
    """Why there is no file, in a sentence for whoever asked."""


def work(chosen: Settings, job: Job) -> tuple[str, str, bytes]:
    """Name, media type and bytes of the file. Raises Failed where what was asked can no longer be made."""
    request = job.request()
    run.use(chosen)
    snapshot.hold(chosen.home)
    kind, view = kinds.named(request.kind), frame.view(request.query)
    if kind is None or request.audience not in audience.upto(chosen.audience):
        raise Failed("This kind of file is not made here.")
    if why := unusable(view, "This {words} is not known any more: {value}."):
        raise Failed(str(why))
    with progress.heard(
        lambda step, of, words: job.note("progress.json", {"step": step, "of": of, "words": words})
    ):
        try:
            with audience.as_seen_by(request.audience):
                data = kind.maker(request.key)(view)
        except Wrong as why:
            raise Failed(str(why)) from None
    return kind.file_name(view, request.key), MIMETYPES.get(kind.form, XLSX), data


def finish(job: Job, made: tuple[str, str, bytes]) -> None:
    """Keeps the file, then says so: who sees result.json finds the whole file."""
    name, mimetype, data = made
    job.result.write_bytes(data)
    job.note("result.json", {"name": name, "mimetype": mimetype, "bytes": len(data), "at": now()})
