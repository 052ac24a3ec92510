"""One fault in a sound report gives one finding, of its code and at its cell; for every code that holds a report."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from planted.planters import PLANTERS
from planted.reports import CITIES, Book, Projects, first_report, sound

from etl import answers, pipeline
from etl.answers import Reply
from etl.findings import REGISTRY, Finding, Severity
from etl.pipeline import Outcome, Request
from etl.read import read_in_process
from etl.reference import Reference
from etl.settings import Settings
from etl.settings import settings as load_settings
from etl.store import snapshot
from etl.validate.scope import Chosen

HOLDING = [code for code, rule in REGISTRY.items() if rule.severity in (Severity.FIX, Severity.CONFIRM)]
IS_LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
EXAMPLES = settings(
    max_examples=1000 if IS_LONG else 25,
    deadline=None,
    derandomize=not IS_LONG,
    database=None,
    suppress_health_check=list(HealthCheck),
)
PLANTED = "planted fault"
SEEDS = st.integers(0, 2**40)


class Judge:
    """Files judged against a store in which the cities reported before."""

    def __init__(self, home: Path, reference: Reference) -> None:
        self.home, self.reference = home, reference
        run = snapshot.current(home).run
        self.projects: Projects = {city: [] for city in CITIES}
        rows = run(
            "select city_id, project_id, title from state_history(null) where is_listed and at_period = '2025'"
        )
        for city, code, title in rows.itertuples(index=False):
            if city in self.projects:
                self.projects[city].append((code, title))
        for city in CITIES:
            request = self.request(
                first_report(reference, city, self.projects), answer=lambda f: "As it was."
            )
            assert pipeline.submit(request, home, reference).verdict == "accepted"
        ask = snapshot.current(home).run
        known: dict[str, pd.DataFrame] = {}

        def run(text: str, params: Mapping[str, Any]) -> pd.DataFrame:
            key = repr((text, params))
            if key not in known:
                known[key] = ask(text, params)
            return known[key].copy()

        self.run = run

    def request(self, book: Book, **options: object) -> Request:
        return Request(book.file(), "report.xlsx", chosen=Chosen(**book.chosen), **options)  # type: ignore[arg-type]

    def __call__(self, request: Request) -> Outcome:
        raw = read_in_process(request.data, request.name, request.limits)
        return pipeline.judge(request, raw, self.run, self.reference).outcome


@pytest.fixture(scope="session")
def judge(record_store: Settings, reference: Reference, tmp_path_factory: pytest.TempPathFactory) -> Judge:
    home = tmp_path_factory.mktemp("planted") / "store"
    shutil.copytree(record_store.home, home)
    return Judge(load_settings(home=home).home, reference)


def held(outcome: Outcome) -> list[tuple[str, str | None, str | None]]:
    """Code, sheet and address of everything that holds the report."""
    return [
        (f.code, f.cell and f.cell.sheet, f.cell and f.cell.address)
        for f in outcome.findings
        if f.severity is not Severity.NOTE
    ]


def test_every_code_that_holds_a_report_has_a_planter() -> None:
    assert set(PLANTERS) == set(HOLDING) - {"more_to_mend"}  # stands beside thousands; has tests of its own


@EXAMPLES
@given(seed=SEEDS)
def test_a_sound_report_is_accepted(judge: Judge, seed: int) -> None:
    outcome = judge(judge.request(sound(judge.reference, judge.projects, seed)))
    assert (held(outcome), outcome.verdict) == ([], "accepted")


@pytest.mark.parametrize("code", PLANTERS)
@EXAMPLES
@given(seed=SEEDS)
def test_a_planted_fault_gives_one_finding_at_its_cell(
    judge: Judge, code: str, request: pytest.FixtureRequest, seed: int
) -> None:
    book = sound(judge.reference, judge.projects, seed)
    sheet, address = PLANTERS[code](book)
    outcome = judge(judge.request(book))
    assert held(outcome) == [(code, sheet, address)]
    (finding,) = [f for f in outcome.findings if f.severity is not Severity.NOTE]
    assert "{" not in finding.message
    if finding.suggestion and seed % 4 == 0:
        _suggestion_mends(judge, book, finding)
    told = request.node.user_properties  # printed by tests/conftest.py, whichever process ran it
    told[:] = [(PLANTED, (code, told[0][1][1] + 1 if told else 1))]


def _suggestion_mends(judge: Judge, book: Book, finding: Finding) -> None:
    """What is suggested, taken, ends the finding and starts no other."""

    def take(asked: Finding) -> Reply | None:
        return Reply("Taken.", take=True) if asked.code == finding.code else None

    outcome = judge(judge.request(book, answer=take))
    assert held(outcome) == []
    assert answers.reply_to(finding, take) is not None
