"""The pack: a meeting as one self-contained HTML file, for a room without a network. Fonts, styles and the script are
inside; it opens from a disk in any browser and prints one screen a page."""

from __future__ import annotations

import base64
import re
from functools import cache
from pathlib import Path

from dashboard.filters import View
from dashboard.meeting import deck, page

ASSETS = Path(__file__).resolve().parents[2] / "assets"
_FONT = re.compile(r"url\((fonts/[\w.-]+\.woff2)\)")


def made(view: View) -> bytes:
    """The file's bytes."""
    return page.alone(deck.built(view), style(), script()).encode()


@cache
def style() -> str:
    """Tokens and the meeting's stylesheet, the fonts inside."""
    text = "".join((ASSETS / name).read_text(encoding="utf-8") for name in ("0-tokens.css", "meeting.css"))
    return _FONT.sub(lambda found: f"url({_inside(ASSETS / found[1])})", text)


def _inside(font: Path) -> str:
    return f"data:font/woff2;base64,{base64.b64encode(font.read_bytes()).decode()}"


@cache
def script() -> str:
    """The meeting's script."""
    return (ASSETS / "meeting.js").read_text(encoding="utf-8")
