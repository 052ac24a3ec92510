"""What the server waits for, takes and answers to."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from gunicorn.config import Config
from gunicorn.glogging import Logger
from gunicorn.workers.gthread import TConn

from dashboard import drawn, serving
from dashboard.server import create_server
from etl.settings import Settings

OTHER = "http://evil.example:8050"


@pytest.fixture
def line() -> Iterator[tuple[socket.socket, socket.socket]]:
    """Both ends of a connection."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


@pytest.mark.parametrize("sent", [b"G", b"POST /submit HTTP/1.1\r\nHost: x\r\nContent-Len"], ids=repr)
def test_a_sender_who_goes_silent_keeps_no_thread(
    line: tuple[socket.socket, socket.socket],
    monkeypatch: pytest.MonkeyPatch,
    sent: bytes,
) -> None:
    monkeypatch.setattr(serving, "PATIENCE", 0.05)
    ours, theirs = line
    cfg = Config()
    worker = serving.PatientWorker(0, 0, [], None, 30, cfg, Logger(cfg))
    theirs.sendall(sent)
    with contextlib.closing(worker.tmp):
        assert worker.handle(TConn(cfg, ours, ("127.0.0.1", 1), ("127.0.0.1", 2))) is False


def test_the_own_machine_answers_to_its_own_names_and_those_that_were_added(record_store: Settings) -> None:
    own = create_server(record_store, serving.names_of("127.0.0.1", "")).test_client()
    for name in ("http://127.0.0.1:8050", "http://localhost:8050"):
        assert own.get("/healthz", base_url=name).status_code == 200, name
    refused = own.get("/cities", base_url=OTHER)
    assert (refused.status_code, "ASCN_HOSTS" in refused.text) == (400, True)
    body = {"output": drawn._OUTPUT, "inputs": []}
    assert own.post(drawn.CALLBACK, json=body, base_url=OTHER).status_code == 400
    assert own.post("/submit", base_url=OTHER, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 400
    named = create_server(record_store, serving.names_of("127.0.0.1", "evil.example, other")).test_client()
    assert named.get("/healthz", base_url=OTHER).status_code == 200


def test_an_open_address_answers_to_any_name_unless_names_are_given() -> None:
    assert serving.names_of("0.0.0.0", "") is None
    assert serving.names_of("10.0.0.7", "monitor.example") == ["monitor.example"]
    assert "127.0.0.2" in (serving.names_of("127.0.0.2", "") or [])


@pytest.mark.parametrize("address", ["/submit", "/reports", "/desk", drawn.CALLBACK])
def test_what_brings_no_file_is_small(client: FlaskClient, address: str) -> None:
    for kind in ("application/x-www-form-urlencoded", "application/json", "text/plain"):
        answer = client.post(address, data=b"a=&" * 400_000, content_type=kind)
        assert 400 <= answer.status_code < 500, (address, kind, answer.status_code)
        if kind == "application/x-www-form-urlencoded" and address != drawn.CALLBACK:
            assert answer.status_code == 413, address


@pytest.mark.parametrize("origin", ["http://[", "http://evil.example", "null", "x" * 5000])
def test_a_post_of_another_origin_is_refused_whatever_it_is_called(client: FlaskClient, origin: str) -> None:
    assert client.post("/submit", headers={"Origin": origin}).status_code == 403


@pytest.mark.parametrize(
    "address", ["/", "/cities", "/submissions/1/withdraw", "/export/figures.xlsx", "/api/v1/projects"]
)
def test_a_page_of_another_site_may_link_here_and_no_more(client: FlaskClient, address: str) -> None:
    foreign = {"Sec-Fetch-Site": "cross-site"}
    linked = client.get(address, headers={**foreign, "Sec-Fetch-Mode": "navigate"})
    assert linked.status_code != 403
    for mode in ("no-cors", "cors"):
        assert client.get(address, headers={**foreign, "Sec-Fetch-Mode": mode}).status_code == 403
    assert (
        client.get(address, headers={"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"}).status_code
        != 403
    )
