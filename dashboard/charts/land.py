"""The plain land under the map: paths in degrees that assets/geometry/build.py made from Natural Earth."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

Box = tuple[float, float, float, float]  # west, south, east, north in degrees
FILE = Path(__file__).parents[2] / "assets" / "geometry" / "land.json"


@dataclass(frozen=True)
class Land:
    """SVG paths in degrees: the region, the same for a phone, the fine one with its box."""

    region: str
    small: str
    fine: str
    fine_box: Box

    def for_box(self, box: Box) -> str:
        """The finest land there is for a window."""
        west, south, east, north = self.fine_box
        is_within = box[0] >= west and box[1] >= south and box[2] <= east and box[3] <= north
        return self.fine if is_within else self.region


@cache
def land() -> Land:
    """The land, read once."""
    made = json.loads(FILE.read_text(encoding="utf-8"))
    west, south, east, north = made["fine_box"]
    return Land(made["region"], made["small"], made["fine"], (west, south, east, north))
