"""The map as a picture: the drawing of the screens, sharp enough for print, in colours of its own."""

from __future__ import annotations

import re
from io import BytesIO

import typst
from pptx.slide import Slide

from dashboard.meeting import layout, map_picture
from dashboard.meeting.screens import MapPart
from dashboard.meeting.slides.template import px
from dashboard.meeting.slides.texts import CAPTION, Said, box, describe
from dashboard.theme import LIGHT

_SHARP = 144  # dots an inch of a drawing whose pixel is a point: two dots a pixel
_CAPTION = 22
_DRAWING = re.compile(r"<svg.*?</svg>", re.S)
_BOX = re.compile(r'viewBox="0 0 (\d+) (\d+)"')


def map_part(slide: Slide, part: MapPart, place: tuple[float, float, float, float]) -> None:
    """The map with its source and disclaimer under it. `place` in pixels."""
    left, top, wide, high = place
    below = 2 * _CAPTION * layout.LEADING + 10
    svg = drawing(part, wide)
    box_wide, box_high = (float(side) for side in _sides(svg))
    scale = min(wide / box_wide, (high - below) / box_high)
    shown = (box_wide * scale, box_high * scale)
    at = (left + (wide - shown[0]) / 2, top, *shown)
    picture = slide.shapes.add_picture(BytesIO(png(svg)), *(px(value) for value in at))
    picture.name = "Map"
    total = sum(sum(dot.counts.values()) for dot in part.dots)
    describe(
        picture, f"Map: {len(part.dots)} cities, each a circle whose area is its projects, {total} in all."
    )
    box(slide, (left, top + shown[1] + 10, wide, below - 10), Said(part.disclaimer, _CAPTION, colour=CAPTION))


def drawing(part: MapPart, wide: float) -> str:
    """The map of the screens as an SVG document with its own colours."""
    found = _DRAWING.search(str(map_picture.drawn(part, wide)))
    assert found is not None, "the map is drawn as SVG"
    return (
        found[0]
        .replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
        .replace(">", f"><style>{_style()}</style>", 1)
    )


def _style() -> str:
    """The classes of assets/meeting.css that the map uses."""
    rules = [f"path{{fill:{LIGHT.land}}}circle{{stroke-width:1.5}}"]
    for code, fill in LIGHT.fill.items():
        rules.append(f".f-{code.replace('_', '-')}{{fill:{fill};stroke:{LIGHT.line[code]}}}")
    rules.append(f".f-not-reported{{fill:{LIGHT.paper};stroke:{LIGHT.hatch};stroke-dasharray:3 3}}")
    return "".join(rules)


def _sides(svg: str) -> tuple[str, str]:
    found = _BOX.search(svg)
    assert found is not None, "a drawing says its size"
    return found[1], found[2]


def png(svg: str) -> bytes:
    """The drawing as PNG, clear where nothing is drawn."""
    wide, high = _sides(svg)
    sheet = f"#set page(width: {wide}pt, height: {high}pt, margin: 0pt, fill: none)"
    page = f"{sheet}\n#image(bytes(sys.inputs.svg), width: 100%)"
    return bytes(typst.compile(page.encode(), format="png", ppi=_SHARP, sys_inputs={"svg": svg}))
