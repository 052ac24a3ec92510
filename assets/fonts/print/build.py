"""For maintainers: makes the fonts of documents (TTF) out of the shipped web fonts (WOFF2), with fontTools and brotli.

`python -m venv V; V/bin/pip install fonttools brotli; V/bin/python assets/fonts/print/build.py`. The subsets of Source
Sans 3 (latin, latin-ext, vietnamese) become one file a weight. Licence of all: OFL, the texts in `assets/fonts/`.
"""

from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
WEB = HERE.parent
SANS = ("latin", "latin-ext", "vietnamese")
OTHERS = {"thai": "Thai", "khmer": "Khmer", "lao": "Lao", "myanmar": "Myanmar"}


def plain(source: Path, target: Path) -> Path:
    """The same font without its compression."""
    font = TTFont(source)
    font.flavor = None
    font.save(target)
    return target


def merged(weight: int, style: str) -> None:
    """One file of the subsets of Source Sans 3."""
    parts = [
        plain(WEB / f"source-sans-3-{part}-{weight}-normal.woff2", HERE / f"{part}.tmp") for part in SANS
    ]
    font = Merger().merge([str(part) for part in parts])
    for number, text in (
        (1, "Source Sans 3"),
        (2, style),
        (4, f"Source Sans 3 {style}"),
        (6, f"SourceSans3-{style}"),
    ):
        font["name"].setName(text, number, 3, 1, 0x409)
    for number in (3, 16, 17):
        font["name"].removeNames(nameID=number)
    font.save(HERE / f"SourceSans3-{style}.ttf")
    for part in parts:
        part.unlink()


def main() -> None:
    """All files again."""
    merged(400, "Regular")
    merged(600, "SemiBold")
    for code, name in OTHERS.items():
        plain(WEB / f"noto-sans-{code}-{code}-400-normal.woff2", HERE / f"NotoSans{name}-Regular.ttf")


if __name__ == "__main__":
    main()
