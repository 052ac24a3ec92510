"""Charts as PNG at 300 dots an inch, drawn by typst from their SVG with the fonts that we ship; no browser is asked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from dashboard.reports.model import Chart

FONTS = Path(__file__).parents[2] / "assets" / "fonts" / "print"
DOTS = 300


def drawn(charts: Sequence[Chart]) -> list[bytes]:
    """A PNG a chart, in order; no charts, no pictures."""
    if not charts:
        return []
    with TemporaryDirectory() as folder:
        source = Path(folder) / "charts.typ"
        source.write_text("#pagebreak(weak: true)\n".join(_page(folder, i, c) for i, c in enumerate(charts)))
        made = typst.compile(
            str(source), format="png", ppi=DOTS, font_paths=[str(FONTS)], ignore_system_fonts=True
        )
    return list(made) if isinstance(made, list) else [made]


def _page(folder: str, place: int, chart: Chart) -> str:
    (Path(folder) / f"{place}.svg").write_text(chart.svg, encoding="utf-8")
    size = f"width: {chart.width}pt, height: {chart.height}pt, margin: 0pt"
    return f'#page({size}, image("{place}.svg", width: 100%))\n'
