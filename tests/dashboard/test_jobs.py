"""Long work beside the web workers: made, followed, cancelled, killed, queued, bounded, and shown to nobody else."""

from __future__ import annotations

import fcntl
import os
import re
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from dashboard.jobs import folder, queue, work
from dashboard.jobs.__main__ import main
from dashboard.jobs.folder import Job, Request
from dashboard.server import create_server
from etl import desk, editions
from etl.reference import Reference
from etl.settings import Settings, settings
from etl.store import snapshot
from etl.store.places import Places
from tests.dashboard.reading_reports import parts

PACK = {"kind": "meeting-html", "period": "2025"}
ASKED = Request(
    "meeting-html", {"period": "2025"}, "", "A meeting", "", "secretariat", "somebody", folder.now()
)
IDLE = (
    sys.executable,
    "-c",
    "import signal; signal.pause()",
)  # what it is given after that, it does not look at


@pytest.fixture
def jobs(store: Settings) -> Iterator[Settings]:
    """A store whose jobs are ended with the test."""
    yield store
    for job in reversed(folder.all_jobs(store.home)):
        queue.cancel(store, job)


@pytest.fixture
def idle(jobs: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The same, where the process of a job does nothing and never ends by itself."""
    monkeypatch.setattr(queue, "COMMAND", IDLE)
    return jobs


@pytest.fixture
def page(jobs: Settings) -> FlaskClient:
    return create_server(jobs).test_client()


def ended(job: Job) -> str:
    """Waits until its process is gone; the state that it left."""
    with (job.path / "alive").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
    return job.state()


def only(store: Settings) -> Job:
    (job,) = folder.all_jobs(store.home)
    return job


def asked(number: int) -> Request:
    return replace(ASKED, query={"period": "2025", "city": f"city-{number}"}, at=folder.now())


def states(store: Settings) -> list[str]:
    return [job.state() for job in folder.all_jobs(store.home)]


def test_a_file_is_made_by_a_process_of_its_own_and_fetched(page: FlaskClient, jobs: Settings) -> None:
    begun = page.post("/reports", data=PACK)
    assert begun.status_code == 303
    job = only(jobs)
    assert begun.location == f"/reports#job-{job.id}"
    assert ended(job) == "done", (job.path / "log").read_text()
    restarted = create_server(jobs).test_client()
    assert "meeting-2025.html" in restarted.get("/reports").text
    with restarted.get(f"/reports/{job.id}/file") as file:
        assert file.data.startswith(b"<!DOCTYPE html>")
        assert file.headers["Content-Disposition"] == "attachment; filename=meeting-2025.html"
    assert not queue.cancel(jobs, job)
    assert job.state() == "done"


def test_the_page_renews_itself_without_a_script_while_something_is_made(
    page: FlaskClient, idle: Settings
) -> None:
    assert "http-equiv" not in page.get("/reports").text
    queue.start(idle, ASKED)
    shown = page.get("/reports").text
    assert '<noscript><meta http-equiv="refresh" content="4; url=/reports"></noscript>' in shown
    assert "Begins." in shown


def test_filters_and_an_edition_go_along_and_an_edition_says_its_clocks_itself(
    page: FlaskClient, idle: Settings, reference: Reference
) -> None:
    edition = editions.create(idle.home, reference, "Annual Meeting 2026", "2024")
    assert "Only: Country: Malaysia" in page.get("/reports?country=MYS").text
    page.post("/reports", data={**PACK, "country": "MYS", "edition": edition.edition_id})
    assert only(idle).request().query == {"edition": edition.edition_id, "country": "MYS"}
    assert "Edition: Annual Meeting 2026, draft" in page.get("/reports/list").text


def test_one_file_is_made_from_one_snapshot(
    jobs: Settings, reference: Reference, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "_held", {})
    snapshot.hold(jobs.home)
    before = snapshot.current(jobs.home).version
    note = desk.Entry("note", project_id="phnom-penh-01", value="Ask.", reason="", who="somebody")
    desk.record(jobs.home, reference, note)
    assert Places(jobs.home).newest().stem != before
    assert snapshot.current(jobs.home).version == before


def test_how_far_it_is_is_shown(page: FlaskClient, idle: Settings) -> None:
    job = queue.start(idle, ASKED)
    job.note("progress.json", {"step": 3, "of": 5, "words": "Drawing charts"})
    assert re.search(r'value="40".*Drawing charts, step 3 of 5\.', page.get("/reports/list").text, re.S)


def test_one_that_does_not_listen_is_ended_all_the_same(
    idle: Settings, page: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "GRACE", 0.01)
    job = queue.start(idle, ASKED)
    os.kill(int((job.path / "pid").read_text()), signal.SIGSTOP)  # hears no request to end
    assert page.post(f"/reports/{job.id}/cancel").location == f"/reports#job-{job.id}"
    assert ended(job) == "cancelled"
    assert "Cancelled." in page.get("/reports/list").text


def test_a_process_that_was_killed_is_told_with_a_reference(idle: Settings, page: FlaskClient) -> None:
    job = queue.start(idle, ASKED)
    os.kill(int((job.path / "pid").read_text()), signal.SIGKILL)
    assert ended(job) == "failed"
    shown = page.get("/reports/list").text
    assert "ended from outside" in shown
    assert f"reference {job.outcome()['reference']} if" in shown
    assert page.get(f"/reports/{job.id}/file").status_code == 404


def test_of_twenty_at_once_two_run_ten_wait_and_the_others_are_refused(idle: Settings) -> None:
    def start(number: int) -> str:
        try:
            return queue.start(idle, asked(number)).id
        except queue.Refused as why:
            return str(why)

    with ThreadPoolExecutor(20) as threads:
        told = list(threads.map(start, range(20)))
    assert sum("are waiting" in words for words in told) == 8
    assert sorted(states(idle)) == ["running"] * 2 + ["waiting"] * 10


def test_twenty_times_the_same_is_one_job(idle: Settings) -> None:
    with ThreadPoolExecutor(20) as threads:
        ids = set(threads.map(lambda _: queue.start(idle, replace(ASKED, at=folder.now())).id, range(20)))
    assert ids == {only(idle).id}


def test_they_begin_in_order_and_one_that_ends_makes_room(idle: Settings) -> None:
    for number in range(4):
        queue.start(idle, asked(number))
    first, second, third, fourth = folder.all_jobs(idle.home)
    assert states(idle) == ["running", "running", "waiting", "waiting"]
    queue.cancel(idle, second)
    assert ended(second) == "cancelled"
    queue.advance(idle)
    assert [job.state() for job in (first, third, fourth)] == ["running", "running", "waiting"]
    queue.cancel(idle, fourth)
    assert fourth.state() == "cancelled"


def test_a_full_queue_and_a_full_disk_are_said(
    idle: Settings, page: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "FREE_BYTES", 2**62)
    assert "disk of this server is almost full" in page.post("/reports", data=PACK).text
    monkeypatch.setattr(queue, "MOST_WAITING", -2)
    answer = page.post("/reports", data=PACK)
    assert answer.status_code == 503
    assert folder.all_jobs(idle.home) == []


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose what to make."),
        ({"kind": "../../bin/sh"}, "Choose what to make."),
        ({"kind": "annual-report-exe"}, "Choose what to make."),
        ({**PACK, "period": "1999"}, "This period cannot be used: 1999."),
        ({**PACK, "period": "2026"}, "No report had been accepted for 2026."),
        ({**PACK, "known_on": "yesterday"}, "This known on cannot be used: yesterday."),
        ({**PACK, "city": "atlantis"}, "This city cannot be used: atlantis."),
        ({**PACK, "edition": "none"}, "This edition cannot be used: none."),
        ({"kind": "brief-docx", "period": "2025"}, "Choose the member state that it is about."),
        ({"kind": "brief-docx", "period": "2025", "about-country": "ATL"}, "Choose the member state"),
    ],
)
def test_what_cannot_be_made_is_said_and_no_job_is_begun(
    page: FlaskClient, jobs: Settings, sent: dict[str, str], said: str
) -> None:
    answer = page.post("/reports", data=sent)
    assert answer.status_code == 422
    assert said in answer.text
    assert folder.all_jobs(jobs.home) == []


@pytest.mark.parametrize(
    "name", ["..", "..%2f..%2fmaster.duckdb", "%2e%2e", "0" * 24, "A" * 24, "0" * 23, ".lock"]
)
def test_an_id_that_is_none_opens_nothing(page: FlaskClient, idle: Settings, name: str) -> None:
    queue.start(idle, ASKED)
    assert page.get(f"/reports/{name}/file").status_code == 404
    assert page.post(f"/reports/{name}/cancel").status_code in (404, 405)
    assert states(idle) == ["running"]


def test_what_was_made_for_the_secretariat_opens_on_no_other_site(idle: Settings) -> None:
    job = queue.start(idle, ASKED)
    public = create_server(settings(home=idle.home, audience="public")).test_client()
    assert public.get(f"/reports/{job.id}/file").status_code == 404
    assert public.post(f"/reports/{job.id}/cancel").status_code == 404
    assert "A meeting" not in public.get("/reports").text
    assert job.state() == "running"


def test_the_secretariat_makes_a_file_for_the_network_and_nobody_one_for_more_than_itself(
    idle: Settings, page: FlaskClient
) -> None:
    sent = {"kind": "brief-docx", "about-country": "KHM", "period": "2025"}
    assert page.post("/reports", data={**sent, "for": "network"}).status_code == 303
    (job,) = folder.all_jobs(idle.home)
    assert job.request().audience == "network"
    assert ", for the network" in page.get("/reports").text
    _, _, data = work.work(idle, job)
    assert b"For the Secretariat" not in b"".join(parts(data).values())
    network = create_server(settings(home=idle.home, audience="network")).test_client()
    answer = network.post("/reports", data={**sent, "for": "secretariat"})
    assert answer.status_code == 422
    assert "Choose for whom the file is." in answer.text


def test_on_a_site_for_others_a_browser_sees_its_own_files_only(idle: Settings) -> None:
    site = create_server(settings(home=idle.home, audience="public"))
    one, another = site.test_client(), site.test_client()
    assert one.post("/reports", data=PACK).status_code == 303
    assert "Begins." in one.get("/reports").text
    assert "Nothing has been made yet." in another.get("/reports").text


def test_who_asks_for_the_same_waits_for_it_and_ends_it_for_nobody(idle: Settings) -> None:
    site = create_server(settings(home=idle.home, audience="public", operator="The Secretary"))
    one, another = site.test_client(), site.test_client()
    addresses = [client.post("/reports", data=PACK).location for client in (one, another)]
    assert addresses[0] == addresses[1]
    job, cancel = only(idle), addresses[0].removeprefix("/reports#job-")
    assert another.post(f"/reports/{cancel}/cancel").status_code == 403
    assert site.test_client().post(f"/reports/{cancel}/cancel").status_code == 403
    assert job.state() == "running"
    assert f"cancel-{job.id}" in one.get("/reports").text
    assert f"cancel-{job.id}" not in another.get("/reports").text
    assert "The Secretary" not in another.get("/reports/list").text
    assert one.post(f"/reports/{cancel}/cancel").status_code == 303
    assert ended(job) == "cancelled"


def test_what_the_secretariat_began_is_cancelled_on_no_other_site(idle: Settings, page: FlaskClient) -> None:
    page.post("/reports", data={**PACK, "for": "public"})
    public = create_server(settings(home=idle.home, audience="public")).test_client()
    assert public.post("/reports", data=PACK).status_code == 303
    job = only(idle)
    assert public.post(f"/reports/{job.id}/cancel").status_code == 403
    public.set_cookie("own_maker", "")
    assert public.post(f"/reports/{job.id}/cancel").status_code == 403
    assert page.post(f"/reports/{job.id}/cancel").status_code == 303


def test_a_browser_on_a_site_for_others_has_two_files_made_at_once(idle: Settings) -> None:
    site = create_server(settings(home=idle.home, audience="public"))
    one, another = site.test_client(), site.test_client()
    kinds = ("meeting-html", "meeting-pptx", "annual-report-docx")
    answers = [one.post("/reports", data={**PACK, "kind": kind}) for kind in kinds]
    assert [a.status_code for a in answers] == [303, 303, 503]
    assert "2 files of yours are being made." in answers[2].text
    assert another.post("/reports", data={**PACK, "kind": kinds[2]}).status_code == 303


def test_others_leave_the_secretariat_its_room(idle: Settings) -> None:
    for number in range(12):
        queue.start(idle, replace(asked(number), owner=f"{number:032x}"))
    with pytest.raises(queue.Refused):
        queue.start(idle, replace(asked(12), owner=f"{12:032x}"))
    queue.start(idle, asked(13))


def test_starting_and_cancelling_throws_no_file_away(idle: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "AT_ONCE", 0)
    made = folder.created(idle.home, replace(asked(0), owner="a" * 32))
    made.note("result.json", {"name": "a", "mimetype": "b", "bytes": 1, "at": folder.now()})
    for number in range(1, queue.MOST_KEPT + 5):
        queue.cancel(idle, queue.start(idle, replace(asked(number), owner="b" * 32)))
    assert made.state() == "done"
    assert states(idle).count("cancelled") <= queue.MOST_CANCELLED


def test_old_files_go_and_those_under_way_stay(idle: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "MOST_KEPT", 2)
    monkeypatch.setattr(queue, "MOST_BYTES", 5_000)
    made = [folder.created(idle.home, replace(asked(n), at=folder.now())) for n in range(4)]
    for job, size in zip(made, (10, 10, 4_000, 10), strict=True):
        job.result.write_bytes(b"x" * size)
        job.note("result.json", {"name": "a", "mimetype": "b", "bytes": size, "at": folder.now()})
    old = folder.created(idle.home, replace(ASKED, at="2020-01-01T00:00:00"))
    old.note("failure.json", {"words": "no", "reference": "0", "at": "2020-01-01T00:00:00"})
    going = queue.start(idle, ASKED)
    assert {job.id for job in folder.all_jobs(idle.home)} == {made[2].id, made[3].id, going.id}
    assert not old.path.exists()


def test_what_can_no_longer_be_made_is_said_with_a_reference(jobs: Settings, page: FlaskClient) -> None:
    job = queue.start(jobs, replace(ASKED, query={"period": "gone"}))
    assert ended(job) == "failed"
    assert job.outcome()["words"] == "This period is not known any more: gone."
    assert "Traceback" not in (job.path / "log").read_text()
    assert job.outcome()["reference"] in page.get("/reports/list").text


def test_the_process_takes_nothing_but_an_id_of_a_job(
    jobs: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASCN_HOME", str(jobs.home))
    assert main(["run", "../../etc", "9"]) == 2
    assert main(["fly"]) == 2
    assert "There is no job ../../etc." in capsys.readouterr().err
