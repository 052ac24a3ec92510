"""`ascn editions`: one command lists, each thing done to an edition is a command of its own."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from builders import csv
from typer.testing import CliRunner

from etl import silence
from etl.cli.app import app
from etl.reference import Reference
from etl.settings import Settings
from etl.store.places import StoreError

NAME, ID = "ASCN Annual Meeting 2026", "ascn-annual-meeting-2026"


@pytest.fixture
def told(store: Settings, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """Runs commands on a store that the test may change."""
    monkeypatch.setenv("ASCN_HOME", str(store.home))
    return CliRunner()


def test_an_edition_goes_its_way_by_commands(told: CliRunner) -> None:
    def ascn(*words: str, code: int = 0) -> str:
        done = told.invoke(app, ["editions", *words])
        assert done.exit_code == code, done.output
        return str(done.stdout)

    assert "There is no edition yet" in ascn()
    assert json.loads(ascn("--json")) == []
    assert f"Began {ID}" in ascn("new", NAME, "--meeting", "9")
    assert "draft" in ascn()
    assert "is final" in ascn("final", ID)
    (row,) = json.loads(ascn("--json"))
    assert (row["name"], row["is_final"], row["compare"]) == (NAME, True, "2024")
    (verdict,) = json.loads(ascn("verify", ID, "--json"))
    assert (verdict["is_sound"], verdict["digest"]) == (True, row["digest"])
    assert json.loads(ascn("errata", ID, "--json")) == []
    ascn("sent", ID, "--to", "JCM", "--at", "2026-11-01")
    ascn("noted", ID, "--to", "JCM", "--at", "2026-11-02")
    (sent,) = json.loads(ascn("--json"))[0]["dispatches"]
    days = ("2026-10-31T17:00:00", "2026-11-01T17:00:00")  # as the days begin in Jakarta, in UTC
    assert (sent["body"], sent["sent_at"], sent["noted_at"]) == ("JCM", *days)
    ascn("decide", "Agree the plan.", "--meeting", "8", "--owner", "Secretariat", "--due", "2026-12-31")
    (decision,) = json.loads(ascn("decisions", "--json"))
    ascn("result", str(decision["decision_id"]), "Agreed.")
    assert "Agree the plan. (Secretariat, due 2026-12-31) → Agreed." in ascn("decisions")


def test_figures_that_were_spoilt_end_with_code_1(told: CliRunner, store: Settings) -> None:
    told.invoke(app, ["editions", "new", NAME, "--period", "2025"])
    told.invoke(app, ["editions", "final", ID])
    kept = store.home / "editions" / ID / "projects.csv"
    kept.write_text(kept.read_text().replace("ongoing", "completed", 1))
    done = told.invoke(app, ["editions", "verify", ID])
    assert done.exit_code == 1
    assert "not those that were made final: projects" in done.stdout


def test_history_that_a_final_edition_knows_is_refused_in_a_sentence(
    told: CliRunner, store: Settings
) -> None:
    told.invoke(app, ["editions", "new", NAME, "--period", "2025"])
    told.invoke(app, ["editions", "final", ID])
    late = store.home.parent / "late.csv"
    row = {"project_id": "phnom-penh-01", "city": "Phnom Penh", "period": "2025"}
    late.write_bytes(csv([{**row, "in_plan": "Yes", "status": "Completed"}]))
    words = ["submit", str(late), "--partial", "--confirm", "all", "--note", "history"]
    done = told.invoke(app, [*words, "--counted-at", "2025-10-05"])
    assert isinstance(done.exception, StoreError)
    assert f"the edition {ID} was made final" in str(done.exception)
    assert told.invoke(app, words).exit_code == 0


def test_making_final_before_the_last_day_for_answers_wants_a_reason(
    told: CliRunner, store: Settings, reference: Reference
) -> None:
    told.invoke(app, ["editions", "new", NAME, "--period", "2025"])
    silence.begin(store.home, reference, ID, dt.date(2099, 12, 10))
    refused = told.invoke(app, ["editions", "final", ID])
    assert isinstance(refused.exception, StoreError)
    assert "has not passed" in str(refused.exception)
    done = told.invoke(app, ["editions", "final", ID, "--early", "all have answered"])
    assert done.exit_code == 0, done.output
    assert "has not passed. Reason: all have answered" in done.stdout
