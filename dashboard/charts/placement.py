"""Where circles and names stand on the map: pure functions on pixels, the same places give the same picture.

Nothing is keyed by name: a new city finds its place by the same rules.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]
Rect = tuple[float, float, float, float]  # left, top, right, bottom; y grows downwards

GAP = 1.0  # px between circles
DISTANCE_COST = 1.5  # of each step down the list of places
WIDE, SLIM = frozenset("mwMW@%"), frozenset("ijltfrI.,'’ -()")


def text_width(text: str, size: float) -> float:
    """Pixels that a text takes in our sans, estimated from its letters."""
    ems = [0.82 if c in WIDE else 0.29 if c in SLIM else 0.61 if c.isupper() else 0.51 for c in text]
    return sum(ems) * size


def spread(places: Sequence[Point], radii: Sequence[float], rounds: int = 300) -> list[Point]:
    """Centres of the circles after those that overlap are moved apart, as little as it takes."""
    at = [list(place) for place in places]
    pairs = [(i, j) for i in range(len(at)) for j in range(i) if _near(places, radii, i, j)]
    for _ in range(rounds):
        moved = [_push(at, radii, i, j) for i, j in pairs]
        if not any(moved):
            break
    return [(x, y) for x, y in at]


def _near(places: Sequence[Point], radii: Sequence[float], i: int, j: int) -> bool:
    return math.dist(places[i], places[j]) < 4 * (radii[i] + radii[j])


def _push(at: list[list[float]], radii: Sequence[float], i: int, j: int) -> bool:
    """Moves two circles apart by half of what is missing each; whether anything moved."""
    dx, dy = at[i][0] - at[j][0], at[i][1] - at[j][1]
    distance = math.hypot(dx, dy)
    missing = radii[i] + radii[j] + GAP - distance
    if missing <= 0.05:
        return False
    if distance < 1e-6:
        dx, dy, distance = math.cos(i), math.sin(i), 1.0
    for place, sign in ((i, 1), (j, -1)):
        at[place][0] += sign * dx / distance * missing / 2
        at[place][1] += sign * dy / distance * missing / 2
    return True


@dataclass(frozen=True)
class Label:
    """A name beside its circle: offset of its anchor from the centre (y down), and which side it hangs on."""

    dx: float
    dy: float
    anchor: str  # left, center, right
    has_leader: bool = False

    def rect(self, centre: Point, width: float, height: float) -> Rect:
        """The box of the text."""
        x, y = centre[0] + self.dx, centre[1] + self.dy
        left = x if self.anchor == "left" else x - width if self.anchor == "right" else x - width / 2
        return left, y - height / 2, left + width, y + height / 2


def candidates(radius: float, height: float) -> list[Label]:
    """Places for a name, best first: right, left, above, below, corners; then further off with a leader."""
    gap, up = radius + 3.5, radius + height / 2 + 1
    near = [Label(gap, 0, "left"), Label(-gap, 0, "right"), Label(0, -up, "center"), Label(0, up, "center")]
    lean = 0.72 * radius + 2.5
    for sy in (-1, 1):
        near += [Label(lean, sy * (lean + 3), "left"), Label(-lean, sy * (lean + 3), "right")]
    return near + [far for reach in (14, 22, 32, 44) for far in _far(radius + reach)]


def _far(reach: float) -> list[Label]:
    out = []
    for degrees in (90, -90, 45, -45, 135, -135, 180, 0, 67, -67, 113, -113):
        angle = math.radians(degrees)
        x, y = math.cos(angle) * reach, -math.sin(angle) * reach
        anchor = "center" if abs(x) < reach / 2 else "left" if x > 0 else "right"
        out.append(Label(x, y, anchor, True))
    return out


@dataclass(frozen=True)
class Scene:
    """What names must keep clear of: circles, reserved boxes (legend, inset) and the edge."""

    centres: Sequence[Point]
    radii: Sequence[float]
    reserved: Sequence[Rect]
    size: Point


def place_labels(scene: Scene, widths: Sequence[float], height: float, rounds: int = 6) -> list[Label]:
    """A place for each name: first one by one, the most crowded first, then again while any finds better."""
    order = sorted(range(len(widths)), key=lambda i: (-_crowd(scene, i), i))
    chosen: dict[int, Label] = {}
    for _ in range(rounds):
        before = dict(chosen)
        for i in order:
            others = [chosen[j].rect(scene.centres[j], widths[j], height) for j in chosen if j != i]
            chosen[i] = _best(scene, i, widths[i], height, others)
        if chosen == before:
            break
    return [chosen[i] for i in range(len(widths))]


def _crowd(scene: Scene, i: int) -> float:
    others = [math.dist(scene.centres[i], c) for j, c in enumerate(scene.centres) if j != i]
    return sum(1 / max(distance, 1) for distance in others if distance < 120)


def _best(scene: Scene, i: int, width: float, height: float, others: Sequence[Rect]) -> Label:
    best, least = Label(0, 0, "center"), math.inf
    for rank, label in enumerate(candidates(scene.radii[i], height)):
        if rank * DISTANCE_COST >= least:
            break
        rect = label.rect(scene.centres[i], width, height)
        cost = _cost(scene, i, label, rect, others) + rank * DISTANCE_COST
        if cost < least:
            best, least = label, cost
    return best


def _cost(scene: Scene, i: int, label: Label, rect: Rect, others: Sequence[Rect]) -> float:
    """What a place covers, in px² and more for what must not be covered; 0 is free."""
    circles = [(c, r) for j, (c, r) in enumerate(zip(scene.centres, scene.radii, strict=True)) if j != i]
    cost = 0.0
    for (x, y), r in circles:
        if shared := _shared(rect, (x - r - 1, y - r - 1, x + r + 1, y + r + 1)):
            cost += 30 + 3 * shared
    cost += sum(40 + 4 * _shared(rect, other) for other in others if _shared(rect, other))
    cost += sum(500 for box in scene.reserved if _shared(rect, box))
    is_out = rect[0] < 0 or rect[1] < 0 or rect[2] > scene.size[0] or rect[3] > scene.size[1]
    crossing = label.has_leader and any(_crosses(scene.centres[i], label, c, r) for c, r in circles)
    return cost + 1000 * is_out + (20 if label.has_leader else 0) + 200 * crossing


def _shared(a: Rect, b: Rect) -> float:
    """Area in which two boxes overlap."""
    width, height = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    return width * height if width > 0 and height > 0 else 0.0


def _crosses(centre: Point, label: Label, other: Point, radius: float) -> bool:
    """Whether the leader runs through another circle."""
    length = math.hypot(label.dx, label.dy) or 1
    along = ((other[0] - centre[0]) * label.dx + (other[1] - centre[1]) * label.dy) / length
    along = min(max(along, 0), length)
    nearest = (centre[0] + label.dx * along / length, centre[1] + label.dy * along / length)
    return math.dist(nearest, other) < radius + 1
