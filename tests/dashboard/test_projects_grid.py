"""The projects grid: what an address asks for, what its headings change, and files of exactly what is shown."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.blocks import grid as parts
from dashboard.blocks.grid_columns import changed, definitions, filter_model
from dashboard.queries import frame, grid, run
from dashboard.queries.grid import Condition, Shown
from dashboard.wrong import Wrong
from etl.settings import Settings


@pytest.fixture(autouse=True)
def _record(record_store: Settings) -> None:
    run.use(record_store)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"q": "park", "group": "country_name", "sort": "title"},
        {"cols": "title,status,planned_end", "sort": "progress_pct:desc"},
        {"where": "title~a b;progress_pct>=50;planned_end<2026-01-01;city_name?"},
        {"where": "title~semi%3Bcolon %3E and %3D;lead_agency!?"},
    ],
)
def test_an_address_is_read_and_written_alike(asked: dict[str, str]) -> None:
    made = grid.shown(asked)
    assert {name: value for name, value in made.address().items() if value} == asked
    assert grid.shown({n: v for n, v in made.address().items() if v}) == made


def test_what_a_value_holds_cannot_become_another_condition() -> None:
    made = Shown(where=(Condition("title", "~", "a;status=completed"),))
    assert grid.shown({"where": str(made.address()["where"])}) == made


def rows(**asked: str) -> list[dict[str, Any]]:
    return [dict(r) for r in grid.rows(frame.view({}), grid.shown(asked)).to_dict("records")]


@pytest.mark.parametrize("group", grid.GROUPS)
def test_groups_stand_before_their_projects_and_count_them(group: str) -> None:
    found = rows(group=group)
    heads = [i for i, row in enumerate(found) if row["is_group"]]
    ends = [*heads[1:], len(found)]
    assert heads[0] == 0
    assert [int(found[i]["group_projects"]) for i in heads] == [
        end - i - 1 for i, end in zip(heads, ends, strict=True)
    ]
    assert sum(int(found[i]["group_projects"]) for i in heads) == 134 == found[0]["total_projects"]
    assert found[0]["total"] == len(found)


def test_member_states_group_in_their_own_order() -> None:
    names = [row["group_name"] for row in rows(group="country_name") if row["is_group"]]
    assert names[:3] == ["Brunei Darussalam", "Cambodia", "Indonesia"]


@pytest.mark.parametrize(
    ("where", "holds"),
    [
        ("title~smart", lambda r: "smart" in r["title"].lower()),
        ("title!~smart", lambda r: "smart" not in r["title"].lower()),
        ("status=completed", lambda r: r["status"] == "completed"),
        ("status!=completed", lambda r: r["status"] != "completed"),
        ("city_name^ba", lambda r: r["city_name"].lower().startswith("ba")),
        ("progress_pct>=100", lambda r: r["progress_pct"] == 100),
        ("progress_pct?", lambda r: r["progress_pct"] != r["progress_pct"]),
        (
            "title~smart;status=completed",
            lambda r: "smart" in r["title"].lower() and r["status"] == "completed",
        ),
    ],
)
def test_conditions_keep_what_they_say_and_nothing_else(where: str, holds: Any) -> None:
    every, kept = rows(), rows(where=where)
    assert [r["project_id"] for r in kept] == [r["project_id"] for r in every if holds(r)]
    assert 0 < len(kept) < len(every)


@pytest.mark.parametrize("op", ["=", "!=", ">", ">=", "<", "<="])
@pytest.mark.parametrize(
    "value", ["progress_pct{}٥٠", "progress_pct{}half", "progress_pct{}", "planned_end{}2026", "planned_end{}2026-02",
              "planned_end{}2026-02-30", "planned_end{}٢٠٢٦-01-01", "is_new{}yes"]
)  # fmt: skip
def test_what_cannot_be_compared_is_refused_and_not_read_as_nothing(op: str, value: str) -> None:
    with pytest.raises(Wrong, match="is compared with"):
        grid.shown({"where": value.format(op)})


@pytest.mark.parametrize(
    "value",
    [
        "progress_pct>=12.5",
        "progress_pct=-1",
        "planned_end<=2026-12-31",
        "planned_end^2026",
        "is_new=1",
        "title=٥٠",
    ],
)
def test_numbers_whole_days_and_the_beginnings_of_days_are_taken(value: str) -> None:
    assert len(grid.shown({"where": value}).where) == 1


def test_order_is_by_the_column_and_blanks_come_last() -> None:
    up = [r["progress_pct"] for r in rows(sort="progress_pct")]
    down = [r["progress_pct"] for r in rows(sort="progress_pct:desc")]
    known = [v for v in up if v == v]
    assert known == sorted(known)
    assert [v for v in down if v == v] == sorted(known, reverse=True)
    assert up[-1] != up[-1]
    assert down[-1] != down[-1]


def test_headings_change_what_is_shown_and_leave_the_rest() -> None:
    base = grid.shown({"group": "status", "where": "title~a;status!=planning;title~b"})
    request = {
        "filterModel": {"city_name": {"filterType": "text", "type": "contains", "filter": "jak"}},
        "sortModel": [{"colId": "title", "sort": "desc"}],
    }
    made = changed(base, request)
    assert made.group == "status"
    assert (made.sort, made.is_down) == ("title", True)
    assert [c.typed() for c in made.where] == ["status!=planning", "title~b", "city_name~jak"]
    assert changed(base, {"filterModel": filter_model(base), "sortModel": []}).where[-1] == Condition(
        "title", "~", "a"
    )


def as_grid_says(shown: Shown) -> dict[str, Any]:
    """What the grid asks for once it is drawn: it knows of the columns that it has, and of no other."""
    defined = {d["field"]: d for d in definitions(shown)}
    model = {name: entry for name, entry in filter_model(shown).items() if name in defined}
    order = [{"colId": name, "sort": d["sort"]} for name, d in defined.items() if "sort" in d]
    return {"filterModel": model, "sortModel": order}


@pytest.mark.parametrize("cols", ["", "title,planned_end", "lead_agency"])
@pytest.mark.parametrize("name", list(grid.columns()))
def test_a_grid_that_is_only_drawn_changes_nothing_of_its_address(name: str, cols: str) -> None:
    for way in ("", ":desc"):
        op = "!?" if grid.columns()[name].kind != "flag" else "="
        where = f"{name}{op}" + ("1" if op == "=" else "")
        shown = grid.shown({"cols": cols, "sort": f"{name}{way}", "where": f"{where};title~a"})
        made = changed(shown, as_grid_says(shown))
        assert (made.sort, made.is_down, set(made.where)) == (shown.sort, shown.is_down, set(shown.where))


def test_conditions_on_columns_that_are_not_shown_still_choose_the_rows() -> None:
    for asked in ({"where": "lead_agency~transport"}, {"sort": "planned_end"}):
        shown = grid.shown(asked)
        answer, tools = parts.answer(
            frame.view({}), shown, as_grid_says(shown) | {"startRow": 0, "endRow": 5}
        )
        expected = grid.rows(frame.view({}), shown, 5)
        assert [r["title"] for r in answer["rowData"]] == expected["title"].tolist()
        assert str(next(iter(asked))) in str(tools[-1])


def test_another_heading_takes_the_place_of_an_order_that_is_not_shown() -> None:
    made = changed(grid.shown({"sort": "planned_end"}), {"sortModel": [{"colId": "title", "sort": "asc"}]})
    assert (made.sort, made.is_down) == ("title", False)


def test_a_request_gets_its_rows_only_and_a_heading_row_for_each_group() -> None:
    answer, _ = parts.answer(
        frame.view({}), grid.shown({"group": "country_name"}), {"startRow": 0, "endRow": 10}
    )
    assert len(answer["rowData"]) == 10
    assert answer["rowCount"] == 134 + 11 - 1  # no group for the state without a listed project
    assert answer["rowData"][0]["title"] == "Brunei Darussalam · 7 projects"
    assert answer["rowData"][1]["href"].startswith("/projects/")
    huge, _ = parts.answer(frame.view({}), Shown(), {"startRow": 0, "endRow": 10**9})
    assert len(huge["rowData"]) <= 1000


def test_a_column_that_this_audience_may_not_see_is_not_known(record_store: Settings) -> None:
    run.use(record_store.model_copy(update={"audience": "public"}))
    assert "budget" not in grid.columns()
    assert "budget" not in [d["field"] for d in definitions(Shown())]


def test_a_file_holds_exactly_what_the_grid_shows(client: FlaskClient) -> None:
    asked = {
        "cols": "title,city_name,status",
        "where": "title~smart",
        "sort": "title:desc",
        "group": "status",
    }
    told = client.get("/export/projects.json", query_string=asked).json["rows"]
    run.use(client.application.config["ASCN"])
    shown = [r for r in rows(**asked) if not r["is_group"]]
    assert [r["title"] for r in told] == [r["title"] for r in shown]
    assert list(told[0])[:4] == ["group_name", "title", "city_name", "status"]


def test_columns_without_any_value_are_left_out_until_somebody_chooses_them() -> None:
    empty = ("progress_pct", "slippage_pts")
    usual = [d["field"] for d in definitions(Shown(absent=empty))]
    assert usual[:4] == ["title", "city_name", "country_name", "status"]
    assert not set(empty) & set(usual)
    assert "progress_pct" in [d["field"] for d in definitions(Shown(cols=("progress_pct",), absent=empty))]
