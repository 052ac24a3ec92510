"""Text as people mean it, and what counts as blank."""

from __future__ import annotations

import unicodedata
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.interpret.codes import read_codes, read_yes_no
from etl.interpret.text import clean_text, is_blank, is_unknown
from etl.reference import CodeList, Reference, fold
from tests.etl.columns import ANYTHING


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("  Smart \t bus  ", "Smart bus"),
        ("\u200bSmart\u00a0bus\ufeff", "Smart bus"),
        ("Sm\u00adart\u200e bus", "Smart bus"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("two _x000D_\nlines", "two\nlines"),
        (unicodedata.normalize("NFD", "Đường sắt"), "Đường sắt"),
        ("a\x00b\x07", "ab"),
        ("ខេត្ត\u200bសៀមរាប", "ខេត្ត\u200bសៀមរាប"),
        ("", None),
        (" \u200b\u3000", None),
        (None, None),
        (45, "45"),
        (45.0, "45"),
        (True, "TRUE"),
        (float("nan"), None),
    ],
)
def test_clean_text(typed: object, clean: str | None) -> None:
    assert clean_text(typed) == clean


@pytest.mark.parametrize(
    "typed",
    [
        None,
        "",
        "  ",
        "\u200b",
        "-",
        "–",
        "—",
        "--",
        "…",
        "n/a",
        "N/A",
        "N.A.",
        "nil",
        "TBD",
        "tbc",
        "< Select >",
        "<select>",
        "[Choose one]",
        "-- Select --",
        "เลือก",
        "Pilih...",
        "?",
        float("nan"),
    ],
)
def test_blank(typed: object) -> None:
    assert is_blank(typed)


@pytest.mark.parametrize(
    "typed",
    [0, False, "0", "none", "Selected works are done", "Nil return filed", "A-", "-5", "No", "x" * 50],
)
def test_not_blank(typed: object) -> None:
    assert not is_blank(typed)


@given(ANYTHING)
def test_anything_is_text_or_nothing_and_cleaning_twice_is_cleaning_once(value: object) -> None:
    text = clean_text(value)
    assert text is None or (text and clean_text(text) == text)
    assert isinstance(is_blank(value), bool)


NEGATED = (
    *(
        "Not {}",
        "not-{}",
        "{}: no",
        "No {}",
        "Non-{}",
        "Never {}",
        "Isn’t {}",
        "un{}",
        "in{}",
        "Un-{}",
        "Pre-{}",
    ),
    *("Belum {}", "tidak {}", "chưa {}", "không {}", "ไม่ {}", "ยังไม่{}"),
)


@given(st.data())
def test_no_suggestion_says_the_opposite_of_what_was_typed(reference: Reference, data: st.DataObject) -> None:
    entries = reference.lists[data.draw(st.sampled_from(["status", "focus_area", "sector", "self_rating"]))]
    spelling = data.draw(st.sampled_from(sorted(entries.spellings)))
    typed = data.draw(st.sampled_from(NEGATED)).format(spelling)
    if spelling.startswith("not") or entries.find(typed):
        return
    denied = entries.find(spelling)
    assert denied is not None
    assert entries.nearest(typed) != denied.label, typed


@pytest.mark.parametrize(
    "typed", ["Not completed", "Incomplete", "Not cancelled", "Inactive", "Unplanned", "Unimplementation"]
)
def test_a_negated_status_gets_no_suggestion(reference: Reference, typed: str) -> None:
    assert reference.lists["status"].nearest(typed) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Complted", "Completed"),
        ("Ongoinng", "On-going"),
        ("n progress", "On-going"),
        ("Not startd", "Planning"),
        ("No started", "Planning"),
    ],
)
def test_a_slip_of_typing_still_gets_its_suggestion(reference: Reference, typed: str, meant: str) -> None:
    assert reference.lists["status"].nearest(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Yess", "Yes"), ("Unknown", None), ("Don't know", None), ("y/no", None), ("Nope", None)],
)
def test_an_answer_that_is_neither_is_not_taken_for_yes_or_no(typed: str, meant: str | None) -> None:
    assert read_yes_no(typed).params["nearest"] == meant


ENDLESS = 4_000_000  # letters; work that grows with their square would not end


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("ă" + " " * ENDLESS + "b", "ă b"),
        ("ă" + " \t" * ENDLESS + "\nb", "ă\nb"),
        ("a\u200b" * ENDLESS, "a" * ENDLESS),
    ],
    ids=["blanks", "blanks before a line end", "marks that show nothing"],
)
def test_a_long_cell_costs_what_its_length_costs(typed: str, clean: str) -> None:
    assert clean_text(typed) == clean


def test_accents_without_end_are_put_in_order_in_parts() -> None:
    typed = "a" + "\u0301\u0323" * (ENDLESS // 4)
    assert (clean_text(typed) or "").count("\u034f") > ENDLESS // 100
    assert fold(typed) == "a"


def test_a_key_is_made_of_no_more_than_any_field_holds() -> None:
    assert fold("Harbour lights") == "harbourlights"
    assert len(fold("x" * 32_000)) == 4_000


def test_a_word_for_an_unknown_value_is_never_looked_for_in_a_long_text() -> None:
    assert not is_unknown("a" + "." * ENDLESS + "b")
    assert is_unknown("-- Not known --")


def test_a_cell_of_more_codes_than_any_list_has_is_told_without_comparing_each() -> None:
    class Counted(CodeList):
        def find(self, text: str) -> NoReturn:
            raise AssertionError(text)

    told = read_codes("".join(f"x{number};" for number in range(5_000)), Counted("pillars", {"a": "A"}))
    assert (told.code, told.params) == ("code_unknown", {"choices": "A", "nearest": None})
