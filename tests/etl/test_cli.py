"""The command line keeps the contract: its words, its JSON, its exit codes, and never a traceback."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from builders import project, workbook
from typer.testing import CliRunner

from dashboard.command import app
from etl import figures
from etl.reference import Reference
from etl.settings import Settings
from etl.store.write import CheckFailed

ASCN = Path(sys.executable).with_name("ascn")


def ascn(home: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"ASCN_HOME": str(home)} | environment
    done = subprocess.run([str(ASCN), *words], capture_output=True, text=True, env=env, cwd=home.parent)
    assert "Traceback" not in done.stdout + done.stderr
    return done


def test_status_prints_the_contract_s_columns(record_store: Settings) -> None:
    done = ascn(record_store.home, "status", "--by", "network", "--json")
    (row,) = json.loads(done.stdout)
    assert tuple(row) == figures.STATUS_COLUMNS
    assert (row["key"], row["projects"], row["completed"], row["data_date"]) == (
        "ASCN",
        134,
        18,
        "2025-09-30",
    )
    countries = json.loads(ascn(record_store.home, "status", "--by", "country", "--json").stdout)
    assert [r["key"] for r in countries][:3] == ["BRN", "KHM", "IDN"]
    text = ascn(record_store.home, "status", "--by", "city", "--country", "Viet Nam", "--csv").stdout
    assert len(text.splitlines()) == 4


def test_trace_items_recompute_the_figure(record_store: Settings) -> None:
    done = ascn(
        record_store.home, "trace", "--by", "country", "--key", "MYS", "--figure", "completion_rate", "--json"
    )
    items = json.loads(done.stdout)
    expected = [
        "project_id",
        "title",
        "city_id",
        "submission_id",
        "file",
        "sheet",
        "cell",
        "field",
        "typed",
        "stored",
        "rule",
        "who",
        "at",
        "contributes",
    ]
    assert list(items[0]) == expected
    assert figures.recompute("completion_rate", [i["contributes"] for i in items]) == pytest.approx(4 / 29)


def test_check_then_submit_then_list_then_withdraw(
    store: Settings, reference: Reference, tmp_path: Path
) -> None:
    good, bad = tmp_path / "good.xlsx", tmp_path / "bad.xlsx"
    good.write_bytes(workbook(reference, [project(percent_complete=40)]))
    bad.write_bytes(workbook(reference, [project(percent_complete=140)]))
    checked = ascn(store.home, "check", str(good), str(bad), "--json")
    assert checked.returncode == 1
    first, second = json.loads(checked.stdout)
    assert (first["verdict"], second["verdict"]) == ("accepted", "rejected")
    assert second["findings"][0]["code"] == "percent_range"
    assert set(first) == {"file", "sha256", "kind", "verdict", "rows", "changes", "findings"}
    sent = ascn(store.home, "submit", str(good), ASCN_OPERATOR="Registry")
    assert (sent.returncode, "Submission 0006" in sent.stdout) == (0, True)
    assert "Nothing changed" in ascn(store.home, "submit", str(good)).stdout
    listed = json.loads(ascn(store.home, "submissions", "--json").stdout)
    assert (listed[0]["submission_id"], listed[0]["submitter"], len(listed)) == (6, "Registry", 6)
    taken = ascn(store.home, "withdraw", "6", "--reason", "sent too early")
    assert taken.returncode == 0
    assert ascn(store.home, "withdraw", "6", "--reason", "again").returncode == 2
    assert (
        json.loads(ascn(store.home, "submissions", "--json").stdout)[0]["withdrawn_reason"]
        == "sent too early"
    )


def test_what_is_to_confirm_loads_with_a_reason(
    store: Settings, reference: Reference, tmp_path: Path
) -> None:
    path = tmp_path / "jump.xlsx"
    path.write_bytes(workbook(reference, [project(status="Completed")]))
    assert ascn(store.home, "submit", str(path)).returncode == 1
    assert ascn(store.home, "submit", str(path), "--confirm", "all").returncode == 2
    done = ascn(store.home, "submit", str(path), "--confirm", "status_jump", "--note", "opened in May")
    assert (done.returncode, "confirmed: opened in May" in done.stdout) == (0, True)


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("status", "--by", "planet"), 2, "no axis planet"),
        (("status", "--period", "1999"), 2, "no period"),
        (("status", "--known-on", "yesterday"), 2, "no moment"),
        (("status", "--city", "Singapor"), 2, "Did you mean Singapore"),
        (("trace", "--key", "ASCN", "--figure", "joy"), 2, "no figure joy"),
        (("check", "absent.xlsx"), 2, "no file"),
        (("withdraw", "99", "--reason", "x"), 2, "no submission 0099"),
        (("submit", "--counted-at", "2199-01-01", "pyproject.toml"), 2, "in the past"),
        (("frobnicate",), 2, "No such command"),
    ],
)
def test_wrong_use_is_said_in_a_sentence(
    record_store: Settings, words: tuple[str, ...], code: int, says: str
) -> None:
    done = ascn(record_store.home, *words)
    assert (done.returncode, says in done.stdout + done.stderr) == (code, True), done.stdout + done.stderr


def test_an_unreadable_file_exits_with_three(record_store: Settings, tmp_path: Path) -> None:
    path = tmp_path / "photo.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    done = ascn(record_store.home, "check", str(path), "--json")
    assert (done.returncode, json.loads(done.stdout)[0]["verdict"]) == (3, "unreadable")


def test_a_wrong_setting_or_a_missing_store_is_one_clear_sentence(tmp_path: Path) -> None:
    missing = ascn(tmp_path / "none", "status")
    assert (missing.returncode, "ascn init" in missing.stderr) == (2, True)
    wrong = ascn(tmp_path / "none", "status", ASCN_MAX_UPLOAD_MB="many")
    assert (wrong.returncode, "ASCN_MAX_UPLOAD_MB" in wrong.stderr) == (2, True)
    assert len(wrong.stderr.strip().splitlines()) == 1


def test_the_template_of_a_city_comes_back_as_its_report(store: Settings, tmp_path: Path) -> None:
    path = tmp_path / "cauayan.xlsx"
    made = ascn(store.home, "template", "--city", "cauayan-city", "--period", "2026", "-o", str(path))
    assert made.returncode == 0
    (outcome,) = json.loads(ascn(store.home, "check", str(path), "--json").stdout)
    blanks = {(f["code"], f["heading"]) for f in outcome["findings"] if f["severity"] in ("stop", "fix")}
    assert {code for code, _ in blanks} == {"required_empty"}
    assert outcome["rows"]["projects"] == 1


def commands(command: object, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words of every command and of every group of commands."""
    yield words
    for name, part in getattr(command, "commands", {}).items():
        yield from commands(part, (*words, name))


def test_every_command_explains_itself(tmp_path: Path) -> None:
    text = ascn(tmp_path / "none", "--help").stdout
    told = list(commands(typer.main.get_command(app)))
    assert len(told) > 20
    for words in told:
        assert not words or len(words) > 1 or words[0] in text, words
        done = CliRunner().invoke(app, [*words, "--help"])
        assert done.exit_code == 0, words
        assert len(done.output.split("Options")[0].split()) > 6, f"{words} says what it does"


def test_projects_are_an_axis_like_any_other(record_store: Settings) -> None:
    words = ("--by", "project", "--city", "phnom-penh", "--period", "2025", "--json")
    rows = json.loads(ascn(record_store.home, "status", *words).stdout)
    assert {r["key"] for r in rows if r["projects"]} >= {"phnom-penh-01"}
    items = json.loads(
        ascn(
            record_store.home,
            "trace",
            *words,
            "--key",
            "phnom-penh-01",
            "--figure",
            "projects",
            "--status",
            "ongoing",
        ).stdout
    )
    assert [i["project_id"] for i in items] == ["phnom-penh-01"]


def test_a_data_test_of_ours_that_fails_is_our_own_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(**_options: object) -> None:
        raise CheckFailed("The data test percents_in_range found rows; nothing was stored.")

    monkeypatch.setenv("ASCN_HOME", str(tmp_path))
    command = importlib.import_module("etl.cli.app")
    monkeypatch.setattr(command, "app", failing)
    with pytest.raises(SystemExit) as left:
        command.main()
    said = capsys.readouterr().err
    assert (left.value.code, "Reference" in said, "percents_in_range" in said) == (4, True, False)
