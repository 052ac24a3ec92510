"""A page is drawn once: for every process, for every visitor, and before anybody asks; never when anything moved."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard import ahead, drawn
from dashboard.queries import run
from etl.reference import Reference
from etl.settings import Settings, settings
from tests.browser import running
from tests.dashboard.conftest import ask
from tests.dashboard.drawn_room import Drawings, pages_of, shelves
from tests.etl import stories


def test_what_one_process_drew_another_does_not_draw_again(
    process: Callable[..., FlaskClient], drawings: Drawings
) -> None:
    first = ask(process(), "/countries?country=MYS").tree
    assert drawings == ["/countries?country=MYS"]
    assert ask(process(), "/countries?country=MYS").tree == first
    assert len(drawings) == 1
    ask(process(), "/countries?country=VNM")
    assert len(drawings) == 2


def test_an_accepted_report_is_seen_at_once_and_old_pages_go(
    process: Callable[..., FlaskClient], store: Settings, reference: Reference, drawings: Drawings
) -> None:
    client = process()
    before = ask(client, "/").text
    (old,) = shelves(store)
    stories.tell(store, reference, "2026", "2026-11-01", status="ongoing", percent_complete=40)
    assert ask(client, "/").text != before
    (new,) = shelves(store)
    assert new != old
    assert len(drawings) == 2


def test_an_hour_has_its_own_pages(
    process: Callable[..., FlaskClient], drawings: Drawings, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = process()
    ask(client, "/sectors")
    at = drawn.frame.this_hour()
    monkeypatch.setattr(drawn.frame, "this_hour", lambda: at.replace(year=at.year + 1))
    ask(client, "/sectors")
    assert len(drawings) == 2


def test_who_may_see_less_is_never_shown_the_page_of_who_may_see_more(
    process: Callable[..., FlaskClient], store: Settings, drawings: Drawings
) -> None:
    full = ask(process(audience="secretariat"), "/reporting").text
    public = ask(process(audience="public"), "/reporting").text
    assert public != full
    assert len(shelves(store)) == 2, "neither site takes the other's pages down"
    assert ask(process(audience="secretariat"), "/reporting").text == full
    assert len(drawings) == 2


@pytest.mark.parametrize("broken", ["", "{", "another key\n{}", "\udcff", "KEY\n{"], ids=repr)
def test_a_page_that_lies_there_broken_is_drawn_again(
    process: Callable[..., FlaskClient], store: Settings, drawings: Drawings, broken: str
) -> None:
    whole = ask(process(), "/").tree
    (page,) = pages_of(shelves(store)[0])
    key = page.read_text(encoding="utf-8").partition("\n")[0]
    page.write_bytes(broken.replace("KEY", key).encode("utf-8", "surrogateescape"))
    assert ask(process(), "/").tree == whole
    assert len(drawings) == 2


def test_a_page_that_failed_is_not_kept(
    process: Callable[..., FlaskClient], store: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = process()
    with monkeypatch.context() as failing:
        failing.setattr("dashboard.shell.render", lambda page: 1 / 0)
        assert "could not be drawn" in ask(client, "/sectors").text
    assert not shelves(store)
    assert "could not be drawn" not in ask(client, "/sectors").text


def test_a_home_that_takes_no_file_still_serves(
    process: Callable[..., FlaskClient], store: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    (store.home / "drawn").write_text("a file where the folder should be")
    assert "countries" in ask(process(), "/countries").text.lower()
    for address in ("/cities", "/sectors"):
        process().get(address)
    assert caplog.text.count("cannot be kept") == 1, "it is said once"


def test_texts_to_copy_name_the_address_that_the_reader_uses(
    process: Callable[..., FlaskClient], drawings: Drawings
) -> None:
    client = process()
    for site in ("http://monitor.example", "https://10.0.0.7:8443"):
        text = client.get("/reporting", base_url=site).text
        assert f"{site}/submit" in text
        assert drawn.SITE not in text
    assert drawings == ["/reporting"]


def test_the_pages_of_the_menus_are_drawn_ahead(
    process: Callable[..., FlaskClient], store: Settings, drawings: Drawings
) -> None:
    client, chosen = process(), settings(home=store.home, ahead="on")
    run.use(chosen)
    wanted = list(ahead.addresses())
    assert len(wanted) == len(set(wanted)) > 100
    assert {"/", "/cities", "/partners", "/first-plan", "/?country=MYS", "/cities/jakarta"} <= set(wanted)
    count = ahead.draw(client.application, chosen, is_over=lambda: len(drawings) >= 12)
    assert count == len(drawings) == 12
    visitor = process()
    for address in wanted[:12]:
        assert visitor.get(address).status_code == 200
        assert "could not be drawn" not in ask(visitor, address).text
    assert len(drawings) == 12, "nothing is drawn twice"


def test_a_process_of_its_own_draws_them(store: Settings) -> None:
    env = running.environment(store.home, "on")
    with ended(subprocess.Popen([sys.executable, "-m", "dashboard.ahead"], env=env)):
        until(lambda: sum(len(pages_of(shelf)) for shelf in shelves(store)) >= 2)


def test_a_server_takes_its_watch_and_what_the_watch_began_with_it(store: Settings, tmp_path: Path) -> None:
    command = [str(running.ASCN), "serve", "--port", str(running.free_port())]
    env, log = running.environment(store.home, "on"), tmp_path / "log"
    with log.open("w") as out, ended(subprocess.Popen(command, env=env, stdout=out, stderr=out)) as server:
        until(lambda: len(begun_by(server.pid, deep=True)) >= 3)  # a worker, the watch, the drawing
        begun = begun_by(server.pid, deep=True)
    until(lambda: not any(is_running(pid) for pid in begun))
    assert "Traceback" not in log.read_text()


@contextlib.contextmanager
def ended(process: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """The process until the block is over, then killed: without a farewell, the hardest end."""
    try:
        yield process
    finally:
        process.kill()
        process.wait(30)


def until(is_so: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.2)


def begun_by(pid: int, deep: bool = False) -> list[int]:
    """Every process that this one began and, `deep`, those that these began."""
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        with contextlib.suppress(OSError):
            lines = dict(line.split(":\t", 1) for line in status.read_text().splitlines() if ":\t" in line)
            if lines["PPid"].strip() == str(pid):
                found.append(int(lines["Pid"]))
    return found + ([below for child in found for below in begun_by(child)] if deep else [])


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
