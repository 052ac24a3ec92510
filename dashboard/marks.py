"""Status marks as SVG, drawn once: the stylesheet of glyphs and the images inside charts come from here.

`python -m dashboard.marks > assets/2-glyphs.css` writes the stylesheet; a test holds the file equal to it.
"""

from urllib.parse import quote

from dashboard.labels import STATUSES
from dashboard.theme import DARK, LIGHT, Theme

NOT_REPORTED = "not_reported"
GLYPHS = (*STATUSES, NOT_REPORTED)
BOX = 16


def _disc(fill: str, line: str) -> str:
    return f'<circle cx="8" cy="8" r="6.2" fill="{fill}" stroke="{line}" stroke-width="1.6"/>'


def _shape(status: str, fill: str, line: str, paper: str) -> str:
    """The shape of a status in a box of 16; fill and line carry the colour."""
    shapes = {
        "completed": f'<circle cx="8" cy="8" r="7" fill="{fill}"/>',
        "ongoing": _disc(paper, line) + f'<path d="M8 1.8a6.2 6.2 0 0 0 0 12.4z" fill="{line}"/>',
        "planning": _disc(fill, line),
        "on_hold": f'<path d="M3.2 1.5h3.4v13H3.2zM9.4 1.5h3.4v13H9.4z" fill="{fill}" stroke="{line}" '
        'stroke-width=".8"/>',
        "cancelled": f'<path d="M2.5 2.5l11 11M13.5 2.5l-11 11" stroke="{line}" stroke-width="2.6"/>',
        "not_stated": '<path d="M4.6 5.2C4.6 3 6.1 1.8 8 1.8s3.4 1.2 3.4 3c0 2.5-3.3 2.7-3.3 5.3" '
        f'fill="none" stroke="{line}" stroke-width="1.9"/>'
        f'<circle cx="8.1" cy="13.4" r="1.35" fill="{line}"/>',
        NOT_REPORTED: f'<path d="M1.5 1.5h13v13h-13zM1.5 6.5l5-5M1.5 11.5l10-10M4 14l10-10M9 14l5-5" '
        f'fill="none" stroke="{line}" stroke-width="1.3"/>',
    }
    return shapes[status]


def _svg(inner: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {BOX} {BOX}">{inner}</svg>'


def glyph_svg(status: str, theme: Theme) -> str:
    """The glyph of a status as a small SVG document in the colours of a theme."""
    line = theme.hatch if status == NOT_REPORTED else theme.line[status]
    return _svg(_shape(status, theme.fill.get(status, theme.paper), line, theme.paper))


def glyph_uri(status: str, theme: Theme) -> str:
    """The glyph as a data URI, for images inside charts."""
    return _uri(glyph_svg(status, theme))


def hatch_uri(theme: Theme) -> str:
    """A tile of the 45° hatch that says that nothing was reported or published."""
    path = f'<path d="M-1.5 1.5l3-3M0 7l7-7M5.5 8.5l3-3" stroke="{theme.hatch}" stroke-width="1.1"/>'
    return _uri(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="7" height="7" viewBox="0 0 7 7">{path}</svg>'
    )


def _uri(svg: str) -> str:
    return "data:image/svg+xml," + quote(svg, safe=" ='/:()-,.")


def _mono_uri(status: str) -> str:
    """The bare shape, for a mask: hollow stays hollow where the system chooses the colours."""
    fill = "#000" if status in ("completed", "on_hold") else "none"
    return _uri(_svg(_shape(status, fill, "#000", "none")))


def symbol(status: str) -> str:
    """The glyph as an SVG symbol `g-…` in the tokens of the stylesheet, for pictures inside light pages."""
    name = status.replace("_", "")
    fill, line = f"var(--st-{name})", f"var(--st-{name}-line)"
    if status == NOT_REPORTED:
        fill = line = "var(--hatch)"
    inner = _shape(status, fill, line, "var(--paper)")
    return f'<symbol id="{css_name(status)}" viewBox="0 0 {BOX} {BOX}">{inner}</symbol>'


def css_name(status: str) -> str:
    """The class of a glyph: `g-not-stated`."""
    return f"g-{status.replace('_', '-')}"


def _variables(theme: Theme) -> str:
    lines = [f'--{css_name(status)}:url("{glyph_uri(status, theme)}");' for status in GLYPHS]
    return "".join(lines) + f'--hatch-tile:url("{hatch_uri(theme)}")'


def _bar_rules() -> str:
    names = [status.replace("_", "") for status in STATUSES]
    codes = [status.replace("_", "-") for status in STATUSES]
    rule = ".b-{code}{{background:var(--st-{name});border-color:var(--st-{name}-line)}}"
    return "\n".join(rule.format(code=c, name=n) for c, n in zip(codes, names, strict=True))


def stylesheet() -> str:
    """The text of assets/2-glyphs.css."""
    dark = _variables(DARK)
    classes = "\n".join(f".{css_name(status)}{{--mark:var(--{css_name(status)})}}" for status in GLYPHS)
    masks = "".join(f'--{css_name(status)}:url("{_mono_uri(status)}");' for status in GLYPHS)
    return "\n".join(
        [
            "/* Made by `python -m dashboard.marks`: the status marks in both themes. */",
            f":root{{{_variables(LIGHT)}}}",
            f"[data-theme=dark]{{{dark}}}",
            "@media (prefers-color-scheme:dark){:root:not([data-theme=light]):not([data-theme=dark])"
            f"{{{dark}}}}}",
            classes,
            _bar_rules(),
            f"@media (forced-colors:active){{:root:root:root{{{masks}}}}}",
            "",
        ]
    )


if __name__ == "__main__":
    print(stylesheet(), end="")
