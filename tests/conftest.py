"""Stores for tests: the public record is loaded once a run and copied for every test that writes."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from etl import reference as code_lists
from etl import start
from etl.reference import Reference
from etl.settings import Settings, settings
from tests.once_a_run import made_once

hypothesis_settings.register_profile("default", deadline=None, max_examples=60)
hypothesis_settings.register_profile(
    "long", deadline=None, max_examples=1000, suppress_health_check=[HealthCheck.too_slow]
)


def pytest_configure() -> None:
    """`make properties` asks for the long runs. Pages are drawn ahead only where a test is about it: stores are shared,
    and what a test puts in place of a part of the program must not be kept for the others."""
    os.environ["ASCN_AHEAD"] = "off"
    hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The table of planted faults: in how many workbooks each code was found, alone and at its cell."""
    reports = terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
    rows = {
        code: (number, report.outcome)
        for report in reports
        for name, (code, number) in getattr(report, "user_properties", ())
        if name == "planted fault"
    }
    if rows:
        terminalreporter.section(
            "planted faults: workbooks in which exactly this code stood at exactly its cell"
        )
    for code, (number, outcome) in sorted(rows.items()):
        terminalreporter.write_line(f"{code:28}{number:>6}  {outcome}")


@pytest.fixture(scope="session")
def reference() -> Reference:
    """The code lists that ship with the project."""
    return code_lists.load(settings().reference)


@pytest.fixture(scope="session")
def record_store(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A store with the public record; for reading only."""
    folder = made_once(tmp_path_factory, "record", _record)
    return settings(home=folder / "store")


def _record(folder: Path) -> None:
    start.init_record(settings(home=folder / "store"), lambda _: None)


@pytest.fixture(scope="session")
def practice_store(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Invented reports with percents, milestones and money; for reading only."""
    return settings(home=made_once(tmp_path_factory, "practice", _practice) / "store")


def _practice(folder: Path) -> None:
    start.init_practice(settings(home=folder / "store"), 800, 7, lambda _: None)


@pytest.fixture
def store(record_store: Settings, tmp_path: Path) -> Settings:
    """A store with the public record that the test may change."""
    home = tmp_path / "store"
    shutil.copytree(record_store.home, home)
    return settings(home=home)


@pytest.fixture(scope="session")
def history(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, Reference]:
    """A generated history with reports taken back and decisions at moments of their own; for reading only."""
    chosen = settings(home=made_once(tmp_path_factory, "history", _history) / "store")
    return chosen, Reference(chosen.home / "reference")


def _history(folder: Path) -> None:
    from tests.etl import histories

    chosen, lists = histories.store(folder / "store", histories.UPDATES, histories.SEED)
    histories.happen(chosen, lists, histories.SEED)
