"""The invented projects: who they belong to, what they are, and the fate that decides their reports."""

from __future__ import annotations

import numpy as np
import pandas as pd

from etl.practice import words
from etl.reference import Reference

# Focus area that most projects of a sector have; where the reference lacks it, any focus area is taken.
_USUAL_AREA = {
    "transport": "BI",
    "water_quality": "QE",
    "energy": "BI",
    "health_care": "HW",
    "education": "HW",
    "public_services": "CS",
    "data": "CS",
    "ict": "II",
}
# Rough units of a currency to one unit of the base currency, so that invented budgets have a credible size.
_BASE_CURRENCY = "USD"
_MAGNITUDES = {"KHR": 4e3, "IDR": 15e3, "LAK": 2e4, "MYR": 4.4, "MMK": 2e3, "PHP": 56, "THB": 34, "VND": 25e3}
_AT_START = 0.45  # share of a city's projects on its first list
_DAY = np.timedelta64(1, "D")


def days(dates: pd.Series) -> np.ndarray:
    """ISO dates as whole days since 1970."""
    return pd.to_datetime(dates).to_numpy("datetime64[D]").astype(np.int64)


def invent(count: int, periods: pd.DataFrame, reference: Reference, rng: np.random.Generator) -> pd.DataFrame:
    """`count` projects, one a row, in order of invention: identity, classification, first list, plan, fate.

    Dates are days since 1970, durations days; `first` is the number of the period that lists it first.
    """
    frame = _cities(count, periods, reference, rng)
    _classify(frame, reference, rng)
    frame["title"] = _titles(frame, rng)
    frame["number"] = frame.groupby("city_id").cumcount() + 1
    frame["project_id"] = frame["city_id"] + "-" + frame["number"].map("{:02d}".format)
    _first_list(frame, periods, rng)
    _plan(frame, periods, rng)
    _fate(frame, rng)
    _habits(frame, rng)
    return frame


def _cities(
    count: int, periods: pd.DataFrame, reference: Reference, rng: np.random.Generator
) -> pd.DataFrame:
    """A city for each project; the first ones go round all cities, so that none is without."""
    cities = pd.DataFrame(reference.tables["cities"])
    data_dates = periods["data_date"].to_numpy()
    cities["joined"] = [int((data_dates < joined).sum()) for joined in cities["valid_from"]]
    cities = cities[cities["joined"] < len(periods)].reset_index(drop=True)
    weights = rng.uniform(0.5, 1.5, len(cities))
    drawn = rng.choice(len(cities), count, p=weights / weights.sum())
    drawn[: len(cities)] = np.arange(min(count, len(cities)))
    frame = cities.loc[drawn, ["city_id", "name", "iso3", "joined"]].reset_index(drop=True)
    countries = pd.DataFrame(reference.tables["countries"]).set_index("iso3")
    frame["currency"] = frame["iso3"].map(countries["currency"])
    return frame.rename(columns={"name": "city"})


def _classify(frame: pd.DataFrame, reference: Reference, rng: np.random.Generator) -> None:
    sectors = pd.DataFrame(reference.tables["sectors"])
    drawn = sectors.loc[rng.integers(0, len(sectors), len(frame))].reset_index(drop=True)
    frame["sector"] = drawn["code"]
    areas = np.array([row["code"] for row in reference.tables["focus_areas"]], dtype=object)
    any_area = rng.choice(areas, len(frame))
    usual = drawn["code"].map(_USUAL_AREA).where(lambda area: area.isin(areas))
    frame["focus_area"] = usual.where(rng.random(len(frame)) < 0.7).fillna(pd.Series(any_area))
    pillars = np.array([row["code"] for row in reference.tables["pillars"]], dtype=object)
    lead = drawn["primary_pillar"].where(drawn["primary_pillar"] != "")
    frame["pillar"] = lead.fillna(pd.Series(rng.choice(pillars, len(frame))))
    touched = pd.Series(rng.choice(pillars, len(frame)))
    frame["other_pillars"] = touched.where((touched != frame["pillar"]) & (rng.random(len(frame)) < 0.2))


def _titles(frame: pd.DataFrame, rng: np.random.Generator) -> pd.Series:
    """A name that no other project of the city has: place and thing, then phases."""
    shuffles = {
        sector: rng.permutation(len(words.PLACES) * len(words.THINGS.get(sector, words.THINGS["other"])))
        for sector in sorted(set(frame["sector"]))
    }
    rank = frame.groupby(["city_id", "sector"]).cumcount() + frame["city_id"].map(_offset)
    return pd.Series([_title(s, r, shuffles[s]) for s, r in zip(frame["sector"], rank, strict=True)])


def _offset(city_id: str) -> int:
    """Where a city starts in a sector's names, so that cities differ; a multiple keeps phases whole."""
    return sum(city_id.encode()) % 7


def _title(sector: str, rank: int, shuffle: np.ndarray) -> str:
    things = words.THINGS.get(sector, words.THINGS["other"])
    phase, place = divmod(rank, len(shuffle))
    which, thing = divmod(int(shuffle[place]), len(things))
    name = f"{words.PLACES[which]} {things[thing]}"
    return f"{name}, Phase {phase + 1}" if phase else name


def _first_list(frame: pd.DataFrame, periods: pd.DataFrame, rng: np.random.Generator) -> None:
    later = rng.integers(0, len(periods), len(frame))
    at_start = rng.random(len(frame)) < _AT_START
    frame["first"] = np.where(at_start, frame["joined"], np.maximum(later, frame["joined"]))
    frame["in_first_plan"] = frame["first"] == 0


def _plan(frame: pd.DataFrame, periods: pd.DataFrame, rng: np.random.Generator) -> None:
    listed = days(periods["data_date"])[frame["first"]]
    frame["planned_start"] = listed + rng.integers(-400, 250, len(frame))
    length = np.clip(rng.lognormal(np.log(850), 0.45, len(frame)), 240, 2400).astype(int)
    frame["planned_end"] = month_end(frame["planned_start"].to_numpy() + length)
    in_base = rng.lognormal(np.log(2e6), 1.1, len(frame))
    frame["currency"] = frame["currency"].where(rng.random(len(frame)) < 0.8, _BASE_CURRENCY)
    frame["budget"] = round_to(in_base * frame["currency"].map(_MAGNITUDES).fillna(1.0).to_numpy(), 2)


def _fate(frame: pd.DataFrame, rng: np.random.Generator) -> None:
    count = len(frame)
    planned = (frame["planned_end"] - frame["planned_start"]).to_numpy()
    frame["real_start"] = frame["planned_start"] + rng.exponential(60, count).astype(int)
    frame["real_days"] = (planned * np.clip(rng.lognormal(0.12, 0.25, count), 0.85, 2.2)).astype(int)
    fate = rng.choice(
        ["runs", "held", "cancelled", "merged", "replaced", "forgotten"],
        count,
        p=[0.83, 0.07, 0.04, 0.02, 0.02, 0.02],
    )
    frame["fate"] = fate
    turn = frame["real_start"] + (frame["real_days"] * rng.uniform(0.2, 0.8, count)).astype(int)
    frame["turn_at"] = turn
    frame["held_days"] = np.where(fate == "held", rng.integers(150, 420, count), 0)
    frame["stays"] = np.where(rng.random(count) < 0.5, rng.integers(2, 6, count), 10_000)


def _habits(frame: pd.DataFrame, rng: np.random.Generator) -> None:
    """What a project's people report at all, and how."""
    count = len(frame)
    for name, share in (("percent", 0.8), ("plan", 0.85), ("money", 0.7), ("view", 0.75), ("office", 0.9)):
        frame[f"gives_{name}"] = rng.random(count) < share
    frame["is_coarse"] = rng.random(count) < 0.5
    frame["spends"] = rng.uniform(0.8, 1.02, count)
    frame["spends"] += np.where(rng.random(count) < 0.08, 0.35, 0)  # some pay before the work is done
    frame["office"] = rng.choice(np.array(words.OFFICES, dtype=object), count)
    frame["renamed_from"] = np.where(
        rng.random(count) < 0.03, frame["first"] + rng.integers(1, 6, count), 10_000
    )


def month_end(day: np.ndarray) -> np.ndarray:
    """Last day of the month of each day (days since 1970)."""
    months = day.astype("datetime64[D]").astype("datetime64[M]") + np.timedelta64(1, "M")
    return (months.astype("datetime64[D]") - _DAY).astype(np.int64)


def round_to(amounts: np.ndarray, digits: int) -> np.ndarray:
    """Amounts with so many leading digits, as budgets are written."""
    scale = 10.0 ** (np.floor(np.log10(np.maximum(amounts, 1.0))) - digits + 1)
    return np.round(amounts / scale) * scale
