"""One cell of a loaded report changes: exactly the sentences of a draft that depend on it no longer hold."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from dashboard.reports import check
from tests.dashboard.drafted import NARRATIVE, Ground, changed, expected

IS_LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
WORDS = st.text("abc กขค ếộ", min_size=3, max_size=30).filter(lambda text: len(text.strip()) > 2)
CHANGES = st.one_of(
    st.tuples(
        st.just("status"), st.sampled_from(["planning", "ongoing", "completed", "on_hold", "cancelled"])
    ),
    st.tuples(st.just("percent_complete"), st.integers(0, 99).map(str)),
    st.tuples(st.just("in_plan"), st.just("no")),
    st.tuples(
        st.sampled_from(NARRATIVE),
        st.text("abc กขค ếộ", min_size=3, max_size=30).filter(lambda t: len(t.strip()) > 2),
    ),
)


@given(row=st.integers(0, 7), change=CHANGES)
@examples(max_examples=150 if IS_LONG else 3, suppress_health_check=list(HealthCheck))
def test_one_changed_cell_lists_exactly_the_sentences_that_depend_on_it(
    ground: Ground, tmp_path_factory: pytest.TempPathFactory, row: int, change: tuple[str, str]
) -> None:
    field, value = change
    chosen = changed(ground, tmp_path_factory.mktemp("cell"), row, field, value)
    assume(chosen is not None)
    assert chosen
    outcome = check.checked(ground.file)
    assert {c.id for c in outcome.no_longer} == expected(ground, chosen, row, field)
    assert all(c.old != c.new for c in outcome.no_longer)
    assert not outcome.edited
    assert not outcome.removed
