"""A site whose drawn pages can be watched: what was drawn, and what lies on its shelves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard import drawn
from dashboard.server import create_server
from etl.settings import Settings, settings

Drawings = list[str]


@pytest.fixture
def drawings(monkeypatch: pytest.MonkeyPatch) -> Drawings:
    """The addresses that were drawn, in order."""
    made: Drawings = []
    draw = drawn._drawn

    def noted(path: str, search: str) -> str:
        made.append(path + search)
        return draw(path, search)

    monkeypatch.setattr(drawn, "_drawn", noted)
    return made


@pytest.fixture
def process(store: Settings, monkeypatch: pytest.MonkeyPatch) -> Callable[..., FlaskClient]:
    """A visitor of a site as another process serves it: nothing is in its memory yet."""

    def begun(**others: object) -> FlaskClient:
        monkeypatch.setattr(drawn, "_kept", drawn.memory(128))
        return create_server(settings(home=store.home, ahead="on", **others)).test_client()

    return begun


def shelves(store: Settings) -> list[Path]:
    return sorted((store.home / "drawn").glob("*/*"))


def pages_of(shelf: Path) -> list[Path]:
    return sorted(shelf.glob("*.json"))
