"""Support wanted in report, brief and meeting: of projects and of cities themselves, of any class, and as an edition
says it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.blocks import needs
from dashboard.meeting import deck, facts, themes
from dashboard.meeting.screens import Lines
from dashboard.queries import frame, projects, run, support
from dashboard.reports import annual, brief, brief_asked
from dashboard.reports.worded import quote_id, words
from etl import editions, pipeline
from etl.edition_fold import Wording
from etl.outcome import Request
from etl.reference import Reference
from etl.settings import Settings
from tests import builders

pytestmark = pytest.mark.usefixtures("asked")
CITY, PROJECT, OTHER = "cauayan-city", "cauayan-city-01", "cauayan-city-02"
ADVICE, AGREED = "Advice on tenders.", "Advice."
BANK = {"partner": "World Bank", "role": "Funder", "funding_status": "sought"}


def send(store: Settings, reference: Reference, data: bytes, name: str = "report.xlsx") -> None:
    request = Request(data, name, is_full=False, answer=lambda finding: "checked")
    assert pipeline.submit(request, store.home, reference).verdict == "accepted"
    run.use(store)


def sheet(
    store: Settings, reference: Reference, period: str, *partners: dict[str, object], **told: object
) -> None:
    rows = [builders.project(PROJECT, **told)]
    send(store, reference, builders.workbook(reference, rows, period=period, side={"Partners": partners}))


def send_of_another_city(store: Settings, reference: Reference) -> None:
    """The report for 2026 without which there is no such period."""
    send(store, reference, builders.workbook(reference, [builders.project("ipoh-01")], city="Ipoh"))


def told(store: Settings, **query: str) -> dict[str, str]:
    view = frame.view({"period": "2026", "compare": "2025", **query})
    return {s.id.removeprefix("brief/PHL/"): s.text for s in brief.built(view, store.home, "PHL").sentences()}


@given(
    st.sampled_from(["funder", "technical", "vendor", "twin", "a word of its own", None]),
    st.one_of(st.none(), st.integers(1, 10**9)),
    st.sampled_from(["USD", None]),
    st.sampled_from(["World Bank", None]),
)
def test_money_is_sought_from_somebody(
    role: str | None, amount: int | None, currency: str | None, partner: str | None
) -> None:
    text = brief_asked.money(
        {"role": role, "amount": amount, "amount_currency": currency, "partner": partner}
    )
    assert text == text.strip() != ""
    assert ("from World Bank" in text) == (partner is not None)
    assert not text.startswith(("of ", "from "))


def test_what_a_city_sought_for_itself_is_not_denied(store: Settings, reference: Reference) -> None:
    sheet(
        store, reference, "2025", BANK, BANK | {"programme": "Phase two", "amount": 9000, "currency": "USD"}
    )
    sheet(store, reference, "2026", BANK)
    found = told(store)
    said = found[f"asked/wanted/{CITY}"]
    assert said.startswith("Cauayan City, the city itself, wanted ")
    assert "funding from World Bank" in said
    assert "9,000 USD from World Bank" in said
    assert said.endswith("Still sought: funding from World Bank.")
    now = found[f"ask/support/{CITY}/World Bank/funder"]
    assert now.startswith("Cauayan City, the city itself: funding from World Bank is wanted.")
    assert "asked" not in found, "it does not say that no support was wanted"


def test_a_want_of_an_earlier_report_is_told_as_of_that_report_wherever_it_stands(
    store: Settings, reference: Reference
) -> None:
    sheet(store, reference, "2025", BANK, support_needed=ADVICE)
    send_of_another_city(store, reference)
    for period, behind in (("2026", " (2025 report)"), ("2025", "")):
        query = {"period": period, "compare": "2024" if period == "2025" else "2025"}
        view = frame.view(query)
        report, one = annual.built(view, store.home), brief.built(view, store.home, "PHL")
        (cell,) = [t.rows["Support wanted"].iloc[0] for t in report.tables() if t.id == "needs"]
        assert cell == f"{ADVICE}{behind}"
        (whole,) = [s for s in report.sentences() if s.id == "network/needs"]
        assert whole.text == f"One project asks for support{', in an earlier report' if behind else ''}."
        assert {n.figure for n in whole.numbers} == {"needs", *(["needs_earlier"] if behind else [])}
        screen = themes.support(facts.seen(view))
        assert screen is not None
        lines = [line for part in screen.parts if isinstance(part, Lines) for line in part.lines]
        assert all(line.under.endswith(f"Cauayan City{behind}") for line in lines)
        asks = [s.text for s in one.sentences() if "/ask/support/" in s.id]
        assert len(asks) == 2
        assert all(f" is wanted{behind}. Who could help" in text for text in asks)
        listed = str(needs.needs_card(view, support.needs(view, of_cities=True)))
        assert listed.count("(2025 report)") == (2 if behind else 0)


def test_without_a_newer_sheet_no_brief_says_that_it_is_still_sought(
    store: Settings, reference: Reference
) -> None:
    sheet(store, reference, "2025", BANK)
    send_of_another_city(store, reference)
    assert told(store)[f"asked/wanted/{CITY}"].endswith("No newer partner sheet tells of it.")


def test_a_report_that_leaves_its_class_blank_is_told_of_in_a_brief_on_that_class(
    store: Settings, reference: Reference
) -> None:
    blank = {"sector": "", "focus_area": "", "pillar": ""}
    sheet(store, reference, "2025", next_steps="Tender in June.", **blank)
    sheet(store, reference, "2026", progress_note="Tender is out.", **blank)
    row = projects.all_rows(frame.view({"period": "2026", "city": CITY})).set_index("project_id").loc[PROJECT]
    for axis in ("sector", "focus_area"):
        said = told(store, **{axis: str(row[axis])})[f"asked/step/{PROJECT}"]
        assert "Tender in June" in said
        assert "Tender is out" in said
    others = told(store, sector="education" if row["sector"] != "education" else "transport")
    assert f"asked/step/{PROJECT}" not in others


def test_an_edition_s_words_for_support_stand_in_report_brief_and_meeting(
    store: Settings, reference: Reference
) -> None:
    row = {**builders.project(PROJECT, support_needed=ADVICE), "city": "Cauayan City", "period": "2026"}
    send(store, reference, builders.csv([{**row, "source": "ME26", "source_page": "8"}]), "record.csv")
    editions.create(store.home, reference, "M", "2026", "2025")
    title = str(projects.narratives(frame.view({"period": "2026"}))["title"].iloc[0])
    identity = f"quote/{PROJECT}/support_needed"

    def said() -> tuple[str, ...]:
        view = frame.view({"edition": "m", "for": "secretariat"})
        report, one = annual.built(view, store.home), brief.built(view, store.home, "PHL")
        cells = [str(c) for t in report.tables() if t.id == "needs" for c in t.rows.to_numpy().ravel()]
        screens = [screen for screen in deck.built(view).screens if screen.view_id == "support"]
        lines = [
            line.text for s in screens for part in s.parts if isinstance(part, Lines) for line in part.lines
        ]
        counts = [s.message.text for s in screens] + [
            s.text for s in report.sentences() if s.id == "network/needs"
        ]
        asks = [s.text for s in one.sentences() if "/ask/support/" in s.id]
        return tuple("\n".join(part) for part in (cells, lines, asks, counts))

    assert all(ADVICE.rstrip(".") in part for part in said()[:3])
    editions.word(store.home, "m", identity, f"{title}: {AGREED}", "", "", f"{title}: {ADVICE}")
    after = said()
    assert not [part for part in after if "tenders" in part]
    assert all("Advice" in part for part in after[:3])
    assert "One project" in after[3]
    editions.drop(store.home, "m", identity, "not agreed")
    assert not any(said()), "neither words nor a count of what is left out"


def test_a_wording_holds_for_the_text_that_it_was_agreed_of_and_for_no_end_of_it(
    store: Settings, reference: Reference
) -> None:
    edition = editions.create(store.home, reference, "M", "2025")
    row = {"project_id": "ipoh-01", "title": "Park", "source": "ME25"}
    whole = "Contract signed. Works began."
    said = Wording("Park: Agreed.", None, "MYS", editions.entries(store.home)[0].at, f"Park: {whole}")
    edition = replace(edition, wording={quote_id(row, "progress_note"): said})
    for drafted in (whole, "Works began.", "began.", "."):
        now = words(edition, {**row, "progress_note": drafted}, "progress_note")
        assert now == ("Agreed." if drafted == whole else drafted)
