"""Every code has a sentence that its parameters fill, a help line, and a rule that can say it."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from etl.cells import CellRef, fold_addresses, letters
from etl.findings import ON_SCREEN, REGISTRY, Finding, Severity, in_order, verdict

SOURCE = "\n".join(
    path.read_text(encoding="utf-8") for path in Path("etl").rglob("*.py") if path.name != "findings.py"
)


@pytest.mark.parametrize("code", REGISTRY)
def test_every_code_is_said_somewhere(code: str) -> None:
    made = re.sub(r"_(missing|unknown|mismatch)$", "", code)
    kinds = re.sub(r"_(unreadable|ambiguous|read_as)$", "", code)
    assert any(
        f'"{name}' in SOURCE or f"{{name}}_{code.split('_')[-1]}" in SOURCE for name in (code, made, kinds)
    )


@pytest.mark.parametrize("code", REGISTRY)
def test_every_sentence_says_what_to_do_and_names_its_place(code: str) -> None:
    rule = REGISTRY[code]
    names = {name for _, name, _, _ in string.Formatter().parse(rule.message) if name}
    if rule.severity is Severity.STOP:
        assert "file" in names
    elif code not in ("project_not_in_report", "milestone_weights"):
        assert names & {"cell", "row", "sheet"}
    assert rule.help.endswith(".")
    assert "invalid" not in (rule.message + rule.help).lower()


def test_a_verdict_is_the_gravest_finding_that_is_still_open() -> None:
    ask, note = Finding("progress_fell"), Finding("code_read_as")
    assert verdict([note]) == "accepted"
    assert verdict([note, ask]) == "needs_confirmation"
    assert verdict([note, ask.confirm("rain")]) == "accepted"
    assert verdict([ask, Finding("percent_range")]) == "rejected"
    assert verdict([Finding("damaged"), Finding("percent_range")]) == "unreadable"


def test_ordering_loses_no_finding() -> None:
    told = [
        Finding("code_read_as", CellRef("P", 9, 2)),
        Finding("damaged"),
        Finding("percent_range", CellRef("P", 3, 1)),
    ]
    assert sorted(f.code for f in in_order(told)) == sorted(f.code for f in told)
    assert [f.severity for f in in_order(told)] == ["stop", "fix", "note"]
    assert set(ON_SCREEN) == set(Severity)


def test_cells_are_named_as_spreadsheets_do() -> None:
    assert [letters(n) for n in (1, 26, 27, 52, 703)] == ["A", "Z", "AA", "AZ", "AAA"]
    assert str(CellRef("Projects", 12, 6)) == "Projects!F12"
    cells = [CellRef("Projects", row, 6) for row in (19, 12, 14, 15, 16, 17, 18)]
    assert fold_addresses(cells) == "F12, F14–F19"


@pytest.mark.parametrize("code", REGISTRY)
def test_every_code_has_a_remedy_and_an_example_without_a_hole(code: str) -> None:
    rule = REGISTRY[code]
    names = {name for _, name, _, _ in string.Formatter().parse(rule.message) if name}
    place = {"row", "sheet"} if "!" in str(rule.sample.get("cell", "")) else set()
    assert names <= set(rule.sample) | place
    assert rule.mend.endswith(".")
    assert "{" not in rule.example


def test_a_rule_on_trial_says_so_and_holds_nothing() -> None:
    asked = Finding(
        "progress_fell", CellRef("Projects", 5, 6), value="4", params={"other_value": "5"}, is_trial=True
    )
    assert asked.message.startswith("On trial: Cell F5")
    assert verdict([asked]) == "accepted"
    assert asked.as_json()["severity"] == "note"
