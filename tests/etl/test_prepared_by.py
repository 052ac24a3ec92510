"""Who prepared a report is kept with it, as its cover says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from etl import pipeline
from etl.outcome import Request
from etl.read import read_in_process
from etl.reference import Reference
from etl.settings import Settings
from etl.store import snapshot
from etl.tables import locate
from tests import builders

TYPED = st.text(st.characters(blacklist_categories=("Cs", "Cc")) | st.sampled_from("\n\t "), max_size=300)


@given(name=TYPED, position=TYPED)
def test_whatever_is_typed_is_one_line_of_bounded_length(
    reference: Reference, name: str, position: str
) -> None:
    data = builders.workbook(
        reference, [builders.project()], people={"Prepared by": name, "Position": position}
    )
    said = locate(read_in_process(data, "r.xlsx"), reference).prepared_by
    if said is None:
        assert not name.strip()
        assert not position.strip()
    else:
        assert 0 < len(said) <= 200
        assert said.startswith(" ".join(name.split())[:200])
        assert not {"\n", "\t"} & set(said)


def test_it_is_kept_also_of_a_report_that_was_refused(store: Settings, reference: Reference) -> None:
    people = {"Prepared by": "  An  officer ", "Position": "Planner"}
    data = builders.workbook(reference, [builders.project(status="Nonsense")], people=people)
    outcome = pipeline.submit(Request(data, "r.xlsx"), store.home, reference)
    kept = snapshot.current(store.home).run(
        "select prepared_by from submission where submission_id = $number", {"number": outcome.submission_id}
    )
    assert (outcome.verdict, kept["prepared_by"].tolist()) == ("rejected", ["An officer, Planner"])


def test_a_cover_that_names_nobody_says_so(reference: Reference) -> None:
    data = builders.workbook(reference, [builders.project()], people={"Prepared by": "", "Position": "  "})
    assert locate(read_in_process(data, "r.xlsx"), reference).prepared_by is None
