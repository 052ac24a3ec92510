"""Stores for tests: the public record is loaded once a run and copied for every test that writes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from etl import reference as code_lists
from etl import start
from etl.reference import Reference
from etl.settings import Settings, settings

hypothesis_settings.register_profile("default", deadline=None, max_examples=60)
hypothesis_settings.register_profile(
    "long", deadline=None, max_examples=1000, suppress_health_check=[HealthCheck.too_slow]
)


def pytest_configure() -> None:
    """`make properties` asks for the long runs."""
    import os

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
    chosen = settings(home=tmp_path_factory.mktemp("record") / "store")
    start.init_record(chosen, lambda _: None)
    return chosen


@pytest.fixture
def store(record_store: Settings, tmp_path: Path) -> Settings:
    """A store with the public record that the test may change."""
    home = tmp_path / "store"
    shutil.copytree(record_store.home, home)
    return settings(home=home)


@pytest.fixture(scope="session")
def history(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, Reference]:
    """A generated history with reports taken back and decisions at moments of their own; for reading only."""
    from tests.etl import histories

    chosen, lists = histories.store(
        tmp_path_factory.mktemp("history") / "store", histories.UPDATES, histories.SEED
    )
    histories.happen(chosen, lists, histories.SEED)
    return chosen, lists
