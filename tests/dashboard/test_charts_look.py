"""The look is one: stylesheet, theme and glyphs say the same, and every colour keeps its contrast."""

import re
from pathlib import Path

import pytest

from dashboard import marks
from dashboard.labels import STATUSES
from dashboard.theme import DARK, FONT, LIGHT, theme_of

ASSETS = Path(__file__).parents[2] / "assets"
TOKENS = (ASSETS / "0-tokens.css").read_text(encoding="utf-8")
ROLES = {
    "paper": "paper",
    "panel": "panel",
    "ink": "ink",
    "grey-1": "grey_1",
    "grey-2": "grey_2",
    "grey-3": "grey_3",
    "hair": "hair",
    "accent": "accent",
    "accent-wash": "accent_wash",
    "land": "land",
    "hatch": "hatch",
}


def tokens(selector):
    block = TOKENS[TOKENS.index(selector) :].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+):([^;]+);?", block))


@pytest.mark.parametrize(("selector", "theme"), [(":root{", LIGHT), ("[data-theme=dark]{", DARK)])
def test_theme_equals_the_stylesheet(selector, theme):
    css = tokens(selector)
    assert {role: getattr(theme, name) for role, name in ROLES.items()} == {r: css[r] for r in ROLES}
    for code in STATUSES:
        name = f"st-{code.replace('_', '')}"
        fill = css["paper"] if css[name] == "var(--paper)" else css[name]
        assert (theme.fill[code], theme.line[code]) == (fill, css[f"{name}-line"])


def test_dark_by_choice_and_dark_by_system_are_the_same():
    by_system = TOKENS[TOKENS.index(":root:not([data-theme=light])") :]
    assert tokens("[data-theme=dark]{") == dict(re.findall(r"--([\w-]+):([^;}]+)", by_system))


def test_font_of_charts_is_the_font_of_pages():
    assert tokens(":root{")["font"] == FONT


def test_glyph_stylesheet_is_the_one_that_marks_writes():
    assert (ASSETS / "2-glyphs.css").read_text(encoding="utf-8") == marks.stylesheet()


def test_every_font_file_is_there_and_licensed():
    named = set(re.findall(r"url\(fonts/([\w.-]+)\)", TOKENS))
    assert named == {p.name for p in (ASSETS / "fonts").glob("*.woff2")}
    assert all("SIL Open Font License" in p.read_text() for p in (ASSETS / "fonts").glob("OFL*.txt"))


def test_nothing_in_assets_names_another_host():
    for path in [*ASSETS.glob("*.css"), *ASSETS.glob("*.js")]:
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/", "")
        assert "http" not in text, path.name


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda t: t.name)
def test_contrast(theme):
    for words_ in (theme.ink, theme.grey_1, theme.grey_2, theme.accent):
        assert contrast(words_, theme.paper) >= 4.5
        assert contrast(words_, theme.panel) >= 4.5
    for code in STATUSES:
        assert contrast(theme.line[code], theme.paper) >= 3
        assert contrast(theme.line[code], theme.land) >= 3
        assert contrast(theme.on_fill(code), theme.fill[code]) >= 4.5, code


def test_theme_of_a_cookie():
    assert theme_of("dark") is DARK
    assert theme_of("light") is LIGHT
    assert theme_of(None) is LIGHT
    assert theme_of("x") is LIGHT
