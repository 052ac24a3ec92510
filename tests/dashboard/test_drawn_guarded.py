"""What strangers, accidents and late processes send cannot put a wrong page, or too many, where others find them."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard import ahead, drawn, server
from etl import start
from etl.reference import Reference
from etl.settings import Settings, settings
from etl.store import places, snapshot
from tests.dashboard.conftest import ask
from tests.dashboard.drawn_room import Drawings, pages_of, shelves
from tests.etl import stories

Process = Callable[..., FlaskClient]


def called(client: FlaskClient, path: Any, search: Any) -> int:
    """The status that the routing callback answers with."""
    inputs = [
        {"id": "_pages_location", "property": name, "value": value}
        for name, value in (("pathname", path), ("search", search))
    ]
    body = {"output": drawn._OUTPUT, "inputs": inputs, "changedPropIds": ["_pages_location.pathname"]}
    return client.post(drawn.CALLBACK, json=body).status_code


def first_words(client: FlaskClient, address: str) -> str:
    """What the first HTML of an address says."""
    return client.get(address).text.split('id="first"')[1]


def test_no_address_takes_the_place_of_another(process: Process) -> None:
    client = process()
    assert called(client, "/", "cities") == 400
    assert client.get("/cities%3Fcountry=MYS").status_code == 404
    assert client.get("/cities?country=MYS").status_code == 200
    assert "This page is not here" not in first_words(client, "/cities?country=MYS")
    assert first_words(client, "/cities") != first_words(client, "/")


@pytest.mark.parametrize(
    ("path", "search", "status"),
    [
        ("/cities/" + "x" * 9000, "", 414),
        ("/", "?city=" + "a," * 5000, 414),
        ("/\ud800", "", 400),
        ("cities", "", 400),
        ("/", "?city=" + "a," * 3000, 200),
    ],
    ids=["long path", "long search", "half a letter", "no address", "many that mean nothing"],
)
def test_what_no_browser_sends_is_refused_or_answered_in_short(
    process: Process, path: str, search: str, status: int
) -> None:
    client = process()
    assert called(client, path, search) == status
    if status == 200:
        assert "and 2988 more" in ask(client, f"{path}{search}").text


def test_the_first_request_of_a_process_may_be_any(process: Process) -> None:
    assert called(process(), "/cities", "") == 200


def test_addresses_that_are_no_page_are_not_kept_for_others(
    process: Process, store: Settings, drawings: Drawings
) -> None:
    client = process()
    for address in ("/x1", "/cities/nowhere", "/projects/none-01"):
        ask(client, address)
    assert not shelves(store)
    ask(client, f"/?nothing={'x' * 5000}")
    assert not shelves(store)
    assert len(drawings) == 4


def test_invented_addresses_leave_room_for_what_is_drawn_ahead(
    process: Process, store: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawn, "MOST", 3)
    client = process()
    for number in range(6):
        ask(client, f"/countries?nothing={number}")
    assert len(pages_of(shelves(store)[0])) == 3
    monkeypatch.setattr(ahead, "addresses", lambda: iter(["/sectors", "/pillars"]))
    ahead.draw(client.application, settings(home=store.home, ahead="on"))
    assert len(pages_of(shelves(store)[0])) == 5


def test_who_finishes_late_puts_nothing_and_takes_nothing_down(
    process: Process, store: Settings, reference: Reference, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, draw = process(), drawn._drawn

    def overtaken(path: str, search: str) -> str:
        made = draw(path, search)
        if path == "/sectors":
            stories.tell(store, reference, "2026", "2026-11-01", status="ongoing", percent_complete=40)
            ask(client, "/pillars")
        return made

    monkeypatch.setattr(drawn, "_drawn", overtaken)
    ask(client, "/sectors")
    (shelf,) = shelves(store)
    assert [page.read_text().split(",")[2] for page in pages_of(shelf)] == [' "/pillars"']


def test_a_disk_that_is_full_keeps_no_rests(
    process: Process, store: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    client = process()
    ask(client, "/")
    with monkeypatch.context() as crowded:
        crowded.setattr(places.os, "fsync", full)
        ask(client, "/sectors")
    assert [path.suffix for path in shelves(store)[0].iterdir()] == [".json"]


def test_other_code_lists_have_their_own_pages(process: Process, store: Settings, tmp_path: Path) -> None:
    lists = tmp_path / "lists"
    shutil.copytree(store.reference, lists)
    ask(process(), "/sectors")
    with (lists / "headings.csv").open("a") as more:
        more.write("\n")
    ask(process(reference=lists), "/sectors")
    assert len(shelves(store)) == 2


def test_a_store_that_was_made_anew_is_read_from_then_on(
    process: Process, store: Settings, reference: Reference
) -> None:
    client = process()
    before = ask(client, "/").text
    name = snapshot.current(store.home).path.name
    shutil.rmtree(store.home)
    start.init_empty(store)
    places.Places(store.home).newest().rename(store.home / name)
    places.Places(store.home).pointer.write_text(name)
    assert ask(client, "/").text != before
    told = snapshot.current(store.home).run("select count(*) as n from project_update")
    assert told["n"].item() == 0


def test_a_part_of_a_file_is_never_kept_as_the_file(client: FlaskClient) -> None:
    page = client.get("/").text
    address = next(part for part in page.split('"') if part.startswith("/assets/") and ".js?m=" in part)
    coded = {"Accept-Encoding": "br"}
    with client.get(address, headers={**coded, "Range": "bytes=0-99"}) as part:
        assert part.status_code == 200
        with client.get(address, headers=coded) as whole:
            assert len(part.data) > 100
            assert part.data == whole.data


def test_compressed_files_take_bounded_room_whatever_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "_ASSET_BYTES", 1000)
    kept = server._AssetCache()
    for number in range(50):
        kept.set(f"br;/assets/a.js?m={number}", b"x" * 300)
    kept.set("br;", b"never")
    assert [kept.get(f"br;/assets/a.js?m={number}") is not None for number in (0, 46, 47, 49)] == [
        False,
        False,
        True,
        True,
    ]
    assert kept.get("br;") is None
