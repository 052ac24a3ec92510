"""What today's rules would say of stored files: the same, until the rules change."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

from etl import findings, pipeline
from etl.findings import Severity
from etl.pipeline import Request
from etl.reference import Reference, load
from etl.revalidate import revalidate
from etl.settings import Settings
from tests import builders


def test_every_stored_file_gets_the_verdict_that_it_had(store: Settings, reference: Reference) -> None:
    report = builders.workbook(reference, [builders.project(percent_complete=140)])
    pipeline.submit(Request(report, "faulty.xlsx"), store.home, reference)
    report = builders.workbook(
        reference,
        [
            builders.project(percent_complete=40),
            builders.project(None, title="Kiosks", focus_area="Quality environment", sector="Transport"),
        ],
    )
    pipeline.submit(Request(report, "good.xlsx"), store.home, reference)
    verdicts = list(revalidate(store.home, reference))
    assert [v.file for v in verdicts][-2:] == ["faulty.xlsx", "good.xlsx"]
    assert [(v.file, v.then, v.now, v.added) for v in verdicts if v.differs or v.added or v.gone] == []


def test_a_rule_that_became_stricter_names_the_files_that_would_differ(
    store: Settings, reference: Reference, monkeypatch: object
) -> None:
    report = builders.workbook(reference, [builders.project(percent_complete=100, status="Planning")])
    request = Request(report, "odd.xlsx", answer=lambda f: "it is so")
    assert pipeline.submit(request, store.home, reference).verdict == "accepted"
    strict = dataclasses.replace(findings.REGISTRY["planning_with_progress"], severity=Severity.FIX)
    monkeypatch.setitem(findings.REGISTRY, "planning_with_progress", strict)  # type: ignore[attr-defined]
    differ = [v for v in revalidate(store.home, reference) if v.differs]
    assert [(v.file, v.then, v.now) for v in differ] == [("odd.xlsx", "accepted", "rejected")]


def test_a_rule_on_trial_is_told_but_holds_no_report(
    store: Settings, reference: Reference, tmp_path: Path
) -> None:
    folder = tmp_path / "reference"
    shutil.copytree(store.reference, folder)
    with (folder / "rules" / "findings.toml").open("a", encoding="utf-8") as rules:
        rules.write('\n[[trial]]\ncode = "planning_with_progress"\nvalid_from = 2020-01-01\n')
    report = builders.workbook(reference, [builders.project(percent_complete=90, status="Planning")])
    request = Request(report, "odd.xlsx")
    held = pipeline.check(request, store.home, reference)
    assert [f.code for f in held.findings if f.severity == "confirm"] == ["planning_with_progress"]
    tried = pipeline.check(request, store.home, load(folder))
    assert tried.verdict == "accepted"
    (told,) = [f for f in tried.findings if f.code == "planning_with_progress"]
    assert (str(told.severity), told.message.startswith("On trial: ")) == ("note", True)
