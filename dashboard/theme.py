"""The look as data: the roles of assets/0-tokens.css once more, for what is drawn on the server.

Charts take a Theme and nothing else that has a colour; a test holds these values equal to the stylesheet.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import plotly.graph_objects as go

FONT = (
    '"Source Sans 3","Wait Arial","Wait Roboto","Wait DejaVu",'
    '"Noto Sans","Noto Sans Thai","Noto Sans Khmer","Noto Sans Lao","Noto Sans Myanmar",'
    'system-ui,"Segoe UI",Roboto,sans-serif'
)

# No tool bar: the card's foot has the downloads. Nothing is dragged or zoomed, so a finger scrolls the page.
GRAPH_CONFIG: dict[str, object] = {
    "displayModeBar": False,
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
    "responsive": True,
}


@dataclass(frozen=True)
class Theme:
    """Colours by role, as CSS colours. `fill` and `line` are keyed by status code."""

    name: str
    paper: str
    panel: str
    ink: str
    grey_1: str
    grey_2: str
    grey_3: str
    hair: str
    accent: str
    accent_wash: str
    land: str
    hatch: str
    on_ongoing: str
    fill: Mapping[str, str]
    line: Mapping[str, str]

    def on_fill(self, status: str) -> str:
        """Colour of words that stand on the fill of a status, 4.5:1 or more."""
        return self.on_ongoing if status == "ongoing" else self._on_dark_or_light(status)

    def _on_dark_or_light(self, status: str) -> str:
        if status == "completed":
            return self.paper
        if status == "cancelled":
            return self.paper if self.name == "light" else self.ink
        if status == "on_hold":
            return self.on_ongoing
        return self.ink


LIGHT = Theme(
    name="light",
    paper="#FCFBF8",
    panel="#F3F1EB",
    ink="#15191E",
    grey_1="#434A52",
    grey_2="#646B73",
    grey_3="#878C92",
    hair="#D8D6CE",
    accent="#1B4F94",
    accent_wash="#E6EDF6",
    land="#E7E4DB",
    hatch="#7A8087",
    on_ongoing="#0B1A1E",
    fill={
        "completed": "#0C3F44",
        "ongoing": "#5AA9B8",
        "planning": "#F2D492",
        "on_hold": "#BC6E2B",
        "cancelled": "#745690",
        "not_stated": "#FCFBF8",
    },
    line={
        "completed": "#0C3F44",
        "ongoing": "#2A7080",
        "planning": "#86671C",
        "on_hold": "#8A4A12",
        "cancelled": "#573F70",
        "not_stated": "#646B73",
    },
)

DARK = Theme(
    name="dark",
    paper="#14171A",
    panel="#1C2024",
    ink="#ECEBE7",
    grey_1="#BCC1C6",
    grey_2="#959CA4",
    grey_3="#757C84",
    hair="#343A41",
    accent="#8DBBF2",
    accent_wash="#1D2A3B",
    land="#272C31",
    hatch="#858C94",
    on_ongoing="#0B1A1E",
    fill={
        "completed": "#C4E9F2",
        "ongoing": "#48A3B8",
        "planning": "#574720",
        "on_hold": "#FBAA66",
        "cancelled": "#94486F",
        "not_stated": "#14171A",
    },
    line={
        "completed": "#C4E9F2",
        "ongoing": "#66B9CF",
        "planning": "#C9A85A",
        "on_hold": "#FBAA66",
        "cancelled": "#C992B4",
        "not_stated": "#959CA4",
    },
)


def theme_of(name: str | None) -> Theme:
    """The theme that a cookie names; anything else is the light one."""
    return DARK if name == "dark" else LIGHT


def _axis(theme: Theme) -> dict[str, object]:
    return {
        "automargin": True,
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "ticks": "",
        "title": {"text": ""},
        "tickfont": {"size": 12, "color": theme.grey_2},
        "gridcolor": theme.hair,
        "linecolor": theme.grey_3,
    }


def template(theme: Theme) -> go.layout.Template:
    """The Plotly template of every chart: transparent paper, our type, no grid unless a chart asks for it."""
    return go.layout.Template(
        layout={
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "font": {"family": FONT, "size": 13, "color": theme.ink},
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
            "xaxis": _axis(theme),
            "yaxis": _axis(theme),
            "showlegend": False,
            "dragmode": False,
            "hovermode": "closest",
            "hoverlabel": {
                "bgcolor": theme.paper,
                "bordercolor": theme.grey_3,
                "align": "left",
                "font": {"family": FONT, "size": 13, "color": theme.ink},
            },
        }
    )
