"""The address is the state of a page: what it says is understood, written back, and never an error."""

from __future__ import annotations

import datetime as dt
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.filters import AXES, Choice, Options, Period, parse, parse_moment

PERIODS = (
    Period("2018", "2018 action plans", dt.date(2018, 7, 8), True),
    Period("2021", "2021", dt.date(2021, 12, 31), False),
    Period("2024", "2024", dt.date(2024, 9, 25), True),
    Period("2025", "2025", dt.date(2025, 9, 30), True),
    Period("2026", "2026", dt.date(2026, 12, 31), False),
)
OPTIONS = Options(
    PERIODS,
    (dt.datetime(2025, 9, 30),),
    {
        "country": (Choice("KHM", "Cambodia"), Choice("MYS", "Malaysia")),
        "city": (Choice("siem-reap", "Siem Reap", "Cambodia"), Choice("ipoh", "Ipoh", "Malaysia")),
        "sector": (Choice("transport", "Transport"), Choice("data", "Data")),
        "pillar": (Choice("AEC", "Economic"),),
        "focus_area": (Choice("CS", "Civic & Social"),),
        "status": (Choice("ongoing", "On-going"), Choice("completed", "Completed")),
    },
)


def again(url: str) -> dict[str, object]:
    """The query string of an address as a browser sends it."""
    return dict(parse_qs(urlsplit(url).query))


def test_nothing_asked_is_the_newest_list_against_the_one_before() -> None:
    view = parse({}, OPTIONS)
    assert (view.period, view.compare, view.known_on) == ("2025", "2024", None)
    assert view.url("/") == "/"
    assert not view.is_filtered


def test_before_skips_periods_without_a_list() -> None:
    assert parse({"period": "2024"}, OPTIONS).compare == "2018"
    assert parse({"period": "2018"}, OPTIONS).compare is None


@pytest.mark.parametrize("value", ["KHM,MYS", ["MYS", "KHM"], "mys,khm", " MYS , KHM ,KHM"])
def test_several_codes_stand_in_the_order_of_their_list(value: object) -> None:
    assert parse({"country": value}, OPTIONS).country == ("KHM", "MYS")


def test_what_means_nothing_is_left_out_and_said() -> None:
    view = parse({"country": "MYS,XXX", "period": "1999", "known_on": "soon", "foo": "1"}, OPTIONS)
    assert view.country == ("MYS",)
    assert view.period == "2025"
    assert dict(view.ignored) == {"country": "XXX", "period": "1999", "known_on": "soon", "foo": "1"}


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2025-09-30", dt.datetime(2025, 9, 30, 23, 59, 59, 999999)),
        ("2025-09-30T10:00", dt.datetime(2025, 9, 30, 10, 0)),
        ("2025-09-30 10:00", dt.datetime(2025, 9, 30, 10, 0)),
        ("2025-09-30T10:00:00 07:00", dt.datetime(2025, 9, 30, 3, 0)),
        ("2025-09-30T10:00:00Z", dt.datetime(2025, 9, 30, 10, 0)),
        ("yesterday", None),
        ("2025-13-01", None),
    ],
)
def test_moments(text: str, moment: dt.datetime | None) -> None:
    assert parse_moment(text) == moment


def test_links_change_one_thing_and_keep_the_rest() -> None:
    view = parse({"country": "MYS", "period": "2024", "known_on": "2025-01-01"}, OPTIONS)
    assert view.url("/cities") == "/cities?period=2024&known_on=2025-01-01&country=MYS"
    assert view.url("/", country=None) == "/?period=2024&known_on=2025-01-01"
    assert view.toggled("country", "KHM") == ("KHM", "MYS")
    assert view.toggled("country", "MYS") == ()


def test_a_page_of_one_member_overrules_the_filter_and_says_so() -> None:
    view = parse({"city": "ipoh"}, OPTIONS).within("city", "siem-reap")
    assert view.city == ("siem-reap",)
    assert view.ignored == (("city", "ipoh"),)


def test_empty_filters_are_none_for_the_marts() -> None:
    view = parse({"status": "completed"}, OPTIONS)
    assert view.filters() == dict.fromkeys(AXES, None) | {"status": ["completed"]}
    assert view.sentence() == "Status: Completed"


names = st.sampled_from([*AXES, "period", "known_on", "compare", "q", "page", "zzz"])
values = st.one_of(st.text(max_size=30), st.lists(st.text(max_size=12), max_size=3), st.none())


@given(st.dictionaries(names, values, max_size=6))
def test_any_address_is_understood_and_its_own_link_means_the_same(query: dict[str, object]) -> None:
    view = parse(query, OPTIONS)
    back = parse(again(view.url("/")), OPTIONS)
    assert (back.period, back.compare, back.known_on, back.filters()) == (
        view.period,
        view.compare,
        view.known_on,
        view.filters(),
    )
    assert not back.ignored


def test_two_moments_share_the_second_clock_until_the_earlier_has_its_own() -> None:
    shared = parse({"known_on": "2025-10-01"}, OPTIONS)
    assert shared.params()["from_known_on"] == shared.known_on
    apart = parse({"compare": "2025", "compare_known_on": "2024-12-31"}, OPTIONS)
    assert apart.params()["from_known_on"] == parse_moment("2024-12-31")
    assert apart.params()["known_on"] is None
    assert again(apart.url("/")) == {"compare": ["2025"], "compare_known_on": ["2024-12-31"]}


def test_the_moment_compared_with_is_a_view_of_its_own() -> None:
    before = parse(
        {"compare": "2018", "compare_known_on": "2024-12-31", "country": "MYS"}, OPTIONS
    ).compared()
    assert (before.period, before.known_on) == ("2018", parse_moment("2024-12-31"))
    assert before.country == ("MYS",)


@given(st.sampled_from([p.code for p in PERIODS]), st.sampled_from([p.code for p in PERIODS]))
def test_a_page_is_compared_with_its_own_period_or_an_earlier_one(period: str, compare: str) -> None:
    view = parse({"period": period, "compare": compare}, OPTIONS)
    if OPTIONS.is_later(compare, period):
        assert ("compare", compare) in view.ignored
        assert view.compare == OPTIONS.before(period)
    else:
        assert (view.compare, view.ignored) == (compare, ())
    for other in PERIODS:
        assert not parse(again(view.url("/", period=other.code)), OPTIONS).ignored


def test_the_newest_list_is_not_compared_with_a_later_period_that_has_none() -> None:
    assert parse({"compare": "2026"}, OPTIONS).compare == "2024"
