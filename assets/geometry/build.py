"""For maintainers: makes land.json, the plain land under the map, out of Natural Earth.

Natural Earth is public domain. Its land polygons, already without borders, come in npm's `world-atlas` 2.0.2 as
TopoJSON: `npm pack world-atlas@2.0.2`, unpack, then `python assets/geometry/build.py FOLDER`. Written are SVG
paths in degrees (M longitude,latitude L …) in three details: the region, the same for a phone, and a fine one
for the inset.
Islets whose ownership is disputed are left out by place, as are specks far outside the network.
"""

import json
import sys
from pathlib import Path

Ring = list[tuple[float, float]]
Box = tuple[float, float, float, float]  # west, south, east, north

REGION: Box = (86.0, -14.0, 147.0, 31.0)
FINE: Box = (102.4, 0.2, 105.2, 2.6)
# Sea areas with disputed features only; a small ring that lies wholly inside is dropped.
LEFT_OUT: tuple[Box, ...] = (
    (110.8, 15.2, 113.2, 17.4),
    (110.8, 6.4, 116.7, 12.6),
    (116.9, 14.8, 118.2, 15.6),
    (116.4, 20.3, 117.2, 21.0),
)
# Specks outside the network that would only be read as dirt.
SPECKS: tuple[Box, ...] = ((129.5, 3.0, 147.0, 31.0), (86.0, 5.0, 95.0, 15.0))
SMALL = 1.5  # square degrees


def arcs_of(topology: dict) -> list[Ring]:
    """The arcs in degrees: deltas summed up, then scaled."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    out = []
    for arc in topology["arcs"]:
        x = y = 0
        ring: Ring = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            ring.append((x * sx + tx, y * sy + ty))
        out.append(ring)
    return out


def rings_of(topology: dict) -> list[Ring]:
    """Every ring of the land, holes too (the fill is even-odd)."""
    arcs = arcs_of(topology)
    rings: list[Ring] = []
    for geometry in topology["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            rings += [stitched(ring, arcs) for ring in polygon]
    return rings


def stitched(indices: list[int], arcs: list[Ring]) -> Ring:
    """One ring out of its arcs; a negative index runs backwards."""
    ring: Ring = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring += arc[1:] if ring else arc
    return ring


def clipped(ring: Ring, box: Box) -> Ring:
    """Sutherland–Hodgman against the four sides of a box."""
    west, south, east, north = box
    for axis, limit, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        ring = half_plane(ring, axis, limit, sign)
    return ring


def half_plane(ring: Ring, axis: int, limit: float, sign: int) -> Ring:
    out: Ring = []
    for before, after in zip(ring[-1:] + ring[:-1], ring, strict=True):
        is_in, was_in = sign * (after[axis] - limit) >= 0, sign * (before[axis] - limit) >= 0
        if is_in != was_in:
            share = (limit - before[axis]) / (after[axis] - before[axis])
            cut = [before[i] + share * (after[i] - before[i]) for i in (0, 1)]
            out.append((cut[0], cut[1]))
        if is_in:
            out.append(after)
    return out


def area(ring: Ring) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def triangle(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def simplified(ring: Ring, least: float) -> Ring:
    """Visvalingam: the point with the smallest triangle goes first, until every triangle is `least` or more."""
    points = ring[:-1] if ring and ring[0] == ring[-1] else list(ring)
    while len(points) > 4:
        sizes = [triangle(points[i - 1], p, points[(i + 1) % len(points)]) for i, p in enumerate(points)]
        smallest = min(sizes)
        if smallest >= least:
            break
        cut = {i for i, size in enumerate(sizes) if size <= max(smallest * 1.5, least / 50)}
        kept = [p for i, p in enumerate(points) if i not in cut or i - 1 in cut]
        points = kept if len(kept) < len(points) else points[:-1]
    return points


def inside(ring: Ring, box: Box) -> bool:
    west, south, east, north = box
    return all(west <= x <= east and south <= y <= north for x, y in ring)


def wanted(ring: Ring) -> bool:
    return not (area(ring) < SMALL and any(inside(ring, box) for box in LEFT_OUT + SPECKS))


def land(topology: dict, box: Box, least: float, smallest: float, digits: int) -> str:
    """Path of the land in a box: clipped, without what is left out, simplified, rounded."""
    rings = [clipped(ring, box) for ring in rings_of(topology) if wanted(ring)]
    kept = [simplified(ring, least) for ring in rings if len(ring) > 2 and area(ring) >= smallest]
    return "".join(path(ring, digits) for ring in kept if len(ring) > 2)


def path(ring: Ring, digits: int) -> str:
    """One closed ring, points that fall together after rounding written once."""
    points = [f"{round(x, digits):g},{round(y, digits):g}" for x, y in ring]
    once = [p for before, p in zip(points[-1:] + points[:-1], points, strict=True) if p != before]
    return f"M{'L'.join(once)}Z" if len(once) > 2 else ""


def main(folder: Path) -> None:
    medium = json.loads((folder / "land-50m.json").read_text())
    fine = json.loads((folder / "land-10m.json").read_text())
    made = {
        "source": "Natural Earth 1:50m and 1:10m, public domain, by world-atlas 2.0.2",
        "region": land(medium, REGION, least=0.009, smallest=0.012, digits=2),
        "small": land(medium, REGION, least=0.06, smallest=0.12, digits=1),
        "fine": land(fine, FINE, least=0.00008, smallest=0.0005, digits=3),
        "fine_box": FINE,
    }
    target = Path(__file__).with_name("land.json")
    target.write_text(json.dumps(made, separators=(",", ":")) + "\n")
    for name in ("region", "small", "fine"):
        print(name, str(made[name]).count("M"), "rings,", len(str(made[name])), "bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
