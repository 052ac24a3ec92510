"""The inset of the map: which places crowd so much that they need one, where it stands, and what it shows."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts.land import Box
from dashboard.charts.placement import Point, Rect

WIDTH, HEIGHT = 186.0, 148.0  # px
KM_PER_DEGREE = 111.32
SHARE = 0.34  # of the inset's height, between the two places


@dataclass(frozen=True)
class Inset:
    """A window in degrees, the corner of the map where it stands (pixels), and who is in it (positions)."""

    box: Box
    rect: Rect
    members: tuple[int, ...]

    @property
    def per_degree(self) -> float:
        """Pixels of one degree."""
        return WIDTH / (self.box[2] - self.box[0])

    def pixel(self, lon: float, lat: float) -> Point:
        """Where a place falls inside the inset, from its top left corner."""
        return (lon - self.box[0]) * self.per_degree, (self.box[3] - lat) * self.per_degree


def closest_pair(pixels: Sequence[Point], radii: Sequence[float]) -> tuple[int, int] | None:
    """The two places closest together, if their circles overlap; None when nothing crowds."""
    pairs = [(math.dist(pixels[i], pixels[j]), j, i) for i in range(len(pixels)) for j in range(i)]
    if not pairs:
        return None
    distance, first, second = min(pairs)
    return (first, second) if distance < radii[first] + radii[second] else None


def window(a: Point, b: Point) -> Box:
    """Degrees round two places so that they stand well apart; never closer than a city's own size."""
    distance = max(math.dist(a, b), 0.05)
    height = distance / SHARE
    width = height * WIDTH / HEIGHT
    x, y = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def corner(size: Point, taken: Sequence[Point]) -> Rect:
    """The emptiest corner of the map for the inset: lower left, lower right or upper left."""
    w, h = size
    corners = [(0.0, h - HEIGHT, WIDTH, h), (w - WIDTH, h - HEIGHT, w, h), (0.0, 0.0, WIDTH, HEIGHT)]
    return min(corners, key=lambda box: (sum(_inside(p, box, 30) for p in taken), corners.index(box)))


def _inside(point: Point, box: Rect, margin: float = 0) -> bool:
    return box[0] - margin <= point[0] <= box[2] + margin and box[1] - margin <= point[1] <= box[3] + margin


def inset_for(
    places: Sequence[Point], pixels: Sequence[Point], radii: Sequence[float], size: Point
) -> Inset | None:
    """The inset for the pair that crowds most, with whoever else falls into its window."""
    pair = closest_pair(pixels, radii)
    if pair is None:
        return None
    box = window(places[pair[0]], places[pair[1]])
    members = tuple(i for i, (x, y) in enumerate(places) if box[0] <= x <= box[2] and box[1] <= y <= box[3])
    return Inset(box, corner(size, pixels), members)


def scale_bar(inset: Inset) -> tuple[int, float]:
    """Kilometres of the scale bar (1, 2, 5, 10 …) and its length in degrees."""
    middle = math.radians((inset.box[1] + inset.box[3]) / 2)
    whole = (inset.box[2] - inset.box[0]) * KM_PER_DEGREE * math.cos(middle)
    steps = [step * 10**power for power in range(4) for step in (1, 2, 5)]
    km = max([step for step in steps if step <= whole * 0.3], default=1)
    return km, km / (KM_PER_DEGREE * math.cos(middle))
