"""The map: areas are counts, names keep clear of each other, and no map data is fetched."""

import math
from pathlib import Path

import pandas as pd
import pytest

from dashboard.charts import city_map
from dashboard.charts.inset import inset_for, scale_bar
from dashboard.charts.land import land
from dashboard.charts.placement import Scene, place_labels, spread, text_width
from dashboard.charts.rings import cumulative, radius
from dashboard.theme import LIGHT
from tests.dashboard.frames import cities, city, counted

REFERENCE = Path(__file__).parents[2] / "data" / "reference"


def test_area_is_the_count():
    assert radius(8, 4.7) ** 2 / radius(2, 4.7) ** 2 == pytest.approx(4)


def test_rings_add_up_from_the_core():
    assert cumulative(counted(completed=3, ongoing=4, planning=1)) == {
        "completed": 3,
        "ongoing": 7,
        "planning": 8,
    }


def test_circles_that_overlap_are_moved_apart_and_others_stay():
    moved = spread([(0, 0), (4, 0), (300, 300)], [10, 10, 5])
    assert math.dist(moved[0], moved[1]) >= 20
    assert moved[2] == (300, 300)
    assert spread([(0, 0), (0, 0)], [5, 5]) == spread([(0, 0), (0, 0)], [5, 5])


def test_names_do_not_cover_each_other_or_a_circle():
    places = [(70 + 58 * (i % 4), 100 + 22 * (i // 4)) for i in range(15)]
    scene = Scene(places, [6] * 15, [(300, 0, 400, 400)], (400, 400))
    widths = [46.0] * 15
    chosen = place_labels(scene, widths, 14)
    boxes = [label.rect(at, w, 14) for label, at, w in zip(chosen, places, widths, strict=True)]
    covered = sum(_overlap(a, b) for i, a in enumerate(boxes) for b in boxes[:i])
    assert covered == 0
    assert all(box[2] <= 300 for box in boxes)


def test_names_of_the_member_cities_keep_clear():
    listed = pd.read_csv(REFERENCE / "cities.csv")
    rows = [city(r["name"], r["lat"], r["lon"], ongoing=4) for r in listed.to_dict("records")]
    figure = city_map(pd.DataFrame(rows), LIGHT)
    scale = 770 / (figure.layout.xaxis.range[1] - figure.layout.xaxis.range[0])
    names = set(listed["name"])
    boxes = [_box(a, scale) for a in figure.layout.annotations if a.xref == "x" and a.text in names]
    assert len(boxes) == len(listed)
    assert not [1 for i, a in enumerate(boxes) for b in boxes[:i] if _overlap(a, b)]


def _box(note, scale):
    width, x, y = text_width(note.text, 12.5), note.x * scale + note.xshift, -note.y * scale - note.yshift
    left = {"left": x, "right": x - width, "center": x - width / 2}[note.xanchor]
    return left, y - 7, left + width, y + 7


def _overlap(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def test_the_inset_is_chosen_by_the_data():
    places = [(103.76, 1.46), (103.85, 1.29), (96.1, 21.9)]
    pixels = [(lon * 16, -lat * 16) for lon, lat in places]
    inset = inset_for(places, pixels, [10, 10, 10], (770, 640))
    assert inset is not None
    assert inset.members == (0, 1)
    assert scale_bar(inset)[0] == 20
    assert inset_for(places[1:], pixels[1:], [10, 10], (770, 640)) is None


def test_map_is_plain_axes_with_names_and_a_way_on():
    figure = city_map(cities(), LIGHT, no_report="No report for 2025")
    assert {trace.type for trace in figure.data} == {"scatter"}
    assert "geo" not in figure.to_plotly_json()["layout"]
    written = [a.text for a in figure.layout.annotations]
    assert {"North", "Near", "Nearer", "Silent", "Near and Nearer", "No report for 2025"} <= set(written)
    read = next(trace for trace in figure.data if trace.name == "cities")
    assert read.customdata[0][0] == "/cities/north"
    assert read.text[3] == "<b>Silent</b><br>Not reported"


def test_map_on_a_phone_of_nothing_and_of_one_city():
    narrow = city_map(cities(), LIGHT, is_narrow=True)
    assert not narrow.layout.annotations
    assert narrow.layout.height == 300
    assert not city_map(cities().iloc[:0], LIGHT).data
    assert city_map(pd.DataFrame([city("Alone", 1.3, 103.8, ongoing=2)]), LIGHT).data


def test_the_same_cities_give_the_same_map():
    assert city_map(cities(), LIGHT).to_json() == city_map(cities(), LIGHT).to_json()


def test_land_is_light_and_free_of_disputed_islets():
    made = land()
    assert len(made.region) + len(made.fine) <= 35_000
    for ring in made.region.split("M")[1:]:
        points = [tuple(map(float, p.split(","))) for p in ring.strip("Z").split("L")]
        assert not all(110.8 <= x <= 116.7 and 6.4 <= y <= 12.6 for x, y in points)
        assert not all(110.8 <= x <= 113.2 and 15.2 <= y <= 17.4 for x, y in points)
