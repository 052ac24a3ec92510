"""Generated histories: practice reports loaded in some order, with reports taken back and decisions of the desk at
moments of their own; and what every mart says of them at any two moments."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pandas as pd

from etl import desk, pipeline, practice, start
from etl.desk import Entry
from etl.figures import AXES
from etl.pipeline import Request
from etl.record import load_register
from etl.reference import Reference
from etl.settings import Settings, settings
from etl.store import load, snapshot, write

UPDATES, SEED = 120, 3
NO_FILTER = "null, null, null, null, null, null"
Moment = tuple[str, dt.datetime | None]


def store(
    home: Path, updates: int, seed: int, order: random.Random | None = None
) -> tuple[Settings, Reference]:
    """A store whose reports were loaded in the order of their moments, or shuffled by `order`; no decision yet."""
    chosen = settings(home=home)
    invented = practice.generate(updates, seed, start.reference_of(chosen))
    lists = start._own_reference(home, chosen, invented.periods)
    requests = [
        Request(r.data, r.file_name, counted_at=r.counted_at, answer=lambda finding: "invented")
        for r in invented.reports
    ]
    if order is not None:
        order.shuffle(requests)
    with write.writer(home, lists) as connection:
        load_register(connection, invented.register)
        for request in requests:
            load.keep_original(home, pipeline.digest(request.data), request.data)
            assert pipeline.submit_trusted(connection, request, lists).verdict == "accepted"
    return chosen, lists


def happen(chosen: Settings, lists: Reference, seed: int, *, in_the_past: bool = True) -> list[Entry]:
    """Reports are taken back and projects merged, split, renamed and put in other classes; some of it is undone."""
    chance = random.Random(seed)
    run = snapshot.current(chosen.home).run
    files = run("select file_name, counted_at from submission where verdict = 'accepted' order by file_name")
    back = chance.sample(list(files.itertuples(index=False, name=None)), 2)
    entries = list(decisions(run("from state_now order by all"), lists, chance))
    with write.writer(chosen.home, lists) as connection:
        for name, counted_at in back:
            moment = pd.Timestamp(counted_at).to_pydatetime() + dt.timedelta(days=chance.randint(3, 200))
            ask_number = "select submission_id from submission where file_name = $name"
            (number,) = connection.execute(ask_number, {"name": name}).fetchone() or (0,)
            load.withdraw(
                connection, number, "us", "sent too early", moment if in_the_past else load.utc_now()
            )
        taken: list[Entry] = []
        for number, entry in enumerate(entries):
            moment = dt.datetime(2025, 1, 10) + dt.timedelta(days=70 * number) if in_the_past else None
            try:
                code = desk.add(connection, lists, Entry(**{**vars(entry), "decided_at": moment}))
            except desk.Refused:
                continue  # an earlier one speaks of the same project
            taken.append(entry)
            if number % 4 == 3:
                later = moment + dt.timedelta(days=40) if moment else None
                desk.add(connection, lists, Entry("undo", undoes=code, reason="no", decided_at=later))
    return taken


def decisions(state: pd.DataFrame, lists: Reference, chance: random.Random) -> Iterator[Entry]:
    """A merge, a split, a rename and new classes, for projects of this state."""
    known = state.groupby("city_id")["project_id"].unique()
    cities = [city for city in sorted(known.index) if len(known[city]) > 2]
    for city in chance.sample(cities, min(5, len(cities))):
        first, second = chance.sample(sorted(known[city]), 2)
        yield Entry("merge", first, second, reason="same works")
    told = state.groupby("project_id")["last_period"].unique()
    several = [code for code in sorted(told.index) if len(told[code]) > 2]
    for code in chance.sample(several, min(3, len(several))):
        yield Entry("split", code, period=list(told[code])[1], value="Another project", reason="two works")
    codes = chance.sample(sorted(told.index), min(6, len(told)))
    yield Entry("rename", codes[0], value="A new name", reason="shorter")
    for code, field in zip(codes[1:], ("sector", "pillar", "focus_area", "sector", "pillar"), strict=False):
        value = chance.choice(list(lists.lists[field].entries))
        period = chance.choice([None, list(told[code])[-1]])
        yield Entry("reclassify", code, field=field, value=value, period=period, reason="looked at again")


def moments(chosen: Settings, chance: random.Random, count: int) -> list[Moment]:
    """Some (period, known on) pairs at which there is something to know; one in five as known now."""
    rows = snapshot.current(chosen.home).run(
        "select distinct at_period, at_date from state_now order by at_date"
    )
    dates = [pd.Timestamp(d).to_pydatetime() for d in rows["at_date"]]
    days = (dates[-1] - dates[0]).days + 400
    known = [dates[0] + dt.timedelta(days=chance.randint(20, days)) for _ in range(count)]
    return [
        (chance.choice(list(rows["at_period"])), None if chance.random() < 0.2 else moment)
        for moment in known
    ]


def ends(home: Path) -> tuple[Moment, Moment]:
    """The first list as it was first known in part, and the last as known now."""
    rows = ask(
        home,
        "select at_period, min(counted_at) as counted_at from state_as_of(null) group by all order by 2, 1",
    )
    first = pd.Timestamp(rows["counted_at"].iloc[0]).to_pydatetime() + dt.timedelta(days=1)
    last = ask(home, "select max_by(at_period, at_date) as at_period from state_now")
    return (str(rows["at_period"].iloc[0]), first), (str(last["at_period"].iloc[0]), None)


def ask(home: Path, text: str, **params: object) -> pd.DataFrame:
    """Rows of a question on the published store."""
    return snapshot.current(home).run(text, params)


def all_marts(home: Path, pairs: Sequence[tuple[Moment, Moment]]) -> Iterator[tuple[str, pd.DataFrame]]:
    """State, movement, figures and bridge at these pairs of moments; the axes take turns."""
    for number, ((p0, k0), (p1, k1)) in enumerate(pairs):
        both = {"p0": p0, "k0": k0, "p1": p1, "k1": k1}
        yield f"{number} state", ask(home, _STATE, **both)
        yield f"{number} movement", ask(home, _MOVED, **both)
        for turn in (number, number + 3):
            axis = AXES[turn % len(AXES)]
            yield f"{number} figures by {axis}", ask(home, _FIGURES, axis=axis, **both)
        yield f"{number} bridge by {axis}", ask(home, _BRIDGE, axis=axis, **both)


def figures(home: Path, axis: str, moment: Moment) -> pd.DataFrame:
    """The figures of an axis by key."""
    rows = ask(home, _FIGURES, axis=axis, p1=moment[0], k1=moment[1])
    return rows.drop_duplicates("key").set_index("key")


def bridge(home: Path, axis: str, pair: tuple[Moment, Moment]) -> pd.DataFrame:
    """The bridge of every key and figure of an axis."""
    (p0, k0), (p1, k1) = pair
    return ask(home, _BRIDGE, axis=axis, p0=p0, k0=k0, p1=p1, k1=k1)


def same(ours: Iterable[tuple[str, pd.DataFrame]], theirs: Iterable[tuple[str, pd.DataFrame]]) -> None:
    """Whether two stores say the same; fails at the first mart that differs."""
    for (name, one), (_, other) in zip(ours, theirs, strict=True):
        pd.testing.assert_frame_equal(one, other, check_exact=False, rtol=1e-12, obj=name)


_STATE = """select * exclude (submission_id, milestone_submission_id)
from state_at($p1, $k1::timestamp) order by project_id"""
_MOVED = """select * from movement_between($p0, $k0::timestamp, $p1, $k1::timestamp) order by project_id"""
_FIGURES = f"""select * from figures($axis, $p1, $k1::timestamp, {NO_FILTER}) order by key, name"""
_BRIDGE = f"""select * from bridge($axis, $p0, $k0::timestamp, $p1, $k1::timestamp, {NO_FILTER})
order by key, figure, place"""
