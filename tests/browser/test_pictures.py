"""Pictures of cards as files: every kind of chart, with its words and circumstances, that stands alone anywhere."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page

from etl.settings import Settings
from tests.browser import running
from tests.browser.places import READY

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
File = Callable[[str, str], bytes]
SVG = "{http://www.w3.org/2000/svg}"
# One card of each kind: its page and the name of its picture.
KINDS = {
    "unit rows": ("/cities", "status-by-city"),
    "bars by status": ("/", "status-by-focus-area"),
    "small multiples": ("/cities", "city-over-time"),
    "heat map": ("/cities", "city-by-sector"),
    "folded heat map": ("/cities", "city-by-focus-area"),
    "spread of progress": ("/cities", "progress-by-city"),
    "points beside the plan": ("/cities", "plan-by-city"),
    "status strip": ("/cities/jakarta", "status-of-each-project"),
    "progress in tenths": ("/", "progress-in-tenths"),
    "completeness": ("/", "what-is-known"),
    "two lists over each other": ("/", "changes"),
    "calendar of reports": ("/reporting", "reports-by-city"),
    "fresh evidence": ("/reporting", "fresh-evidence"),
    "partners by city": ("/partners", "partners-by-city"),
    "how a plan ended": ("/first-plan", "how-the-plan-ended"),
    "bars of the chart library": ("/", "growth-of-the-list"),
    "map": ("/", "map-of-the-cities"),
}
WORDS_SHOWN = """card => {
  const nodes = document.createTreeWalker(card.querySelector('.pic'), NodeFilter.SHOW_TEXT), words = [];
  card.querySelectorAll('.pic details').forEach(part => { part.open = true; });
  while (nodes.nextNode()) {
    const node = nodes.currentNode, parent = node.parentElement;
    if (parent.checkVisibility() && !parent.closest('.vh, summary, .on-page')) words.push(node.data);
  }
  return words.join(' ');
}"""
LATE = "() => performance.getEntriesByType('resource').filter(e => e.name.includes('/picture-card')).length"


@pytest.fixture(scope="module")
def practice(
    browser: Browser, practice_store: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Open]:
    """Opens pages of a site on invented reports, where every kind of chart has its inputs; each address once."""
    folder = tmp_path_factory.mktemp("pictures")
    shutil.copytree(practice_store.home, folder / "store", symlinks=True)
    opened: dict[tuple[str, str], Page] = {}
    with running.serving(folder / "store", folder / "serve.log") as site:

        def open_(path: str, color_scheme: Literal["light", "dark"] = "light") -> Page:
            if (path, color_scheme) not in opened:
                page = browser.new_page(color_scheme=color_scheme, viewport={"width": 1366, "height": 768})
                page.goto(site + path, wait_until="load")
                page.wait_for_function(READY)
                opened[path, color_scheme] = page
            return opened[path, color_scheme]

        yield open_
        for page in opened.values():
            page.close()


@pytest.fixture(scope="module")
def file_of(practice: Open) -> File:
    """The picture of a kind of card as svg or png, made once."""
    return cache(lambda kind, suffix: saved(practice(KINDS[kind][0]), KINDS[kind][1], suffix))


def button(page: Page, name: str, kind: str) -> Locator:
    """The button under the card that is named so."""
    return page.locator(f'[data-name="{name}"][data-picture={kind}]')


def saved(page: Page, name: str, kind: str) -> bytes:
    """The file that a click on the button gives."""
    with page.expect_download() as waiting:
        button(page, name, kind).click()
    assert waiting.value.suggested_filename == f"{name}.{kind}"
    return Path(waiting.value.path()).read_bytes()


def pieces(words: str) -> Counter[str]:
    """How often each word is there; a line may end at a hyphen."""
    return Counter(re.findall(r"[^\s-]+", words))


def words_of(tree: ElementTree.Element) -> str:
    """All that is written in a picture."""
    return " ".join(" ".join(node.itertext()) for node in tree.iter(f"{SVG}text"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_card_is_saved_with_every_word_and_number_that_it_shows(
    practice: Open, file_of: File, kind: str
) -> None:
    path, name = KINDS[kind]
    page = practice(path)
    tree = ElementTree.fromstring(file_of(kind, "svg"))
    card = page.locator(".card", has=button(page, name, "svg"))
    told = words_of(tree)
    assert tree.find(f"{SVG}title").text == card.locator("h2").inner_text()  # type: ignore[union-attr]
    shown = f"{card.locator('h2').inner_text()} {card.locator('.foot .src').inner_text()} "
    shown += card.evaluate(WORDS_SHOWN)
    assert len(pieces(shown)) > 20
    assert pieces(shown) - pieces(told) == Counter()
    for part in ("For period 2026-Q3", "data to 30 Sep 2026", "accepted by now", "All projects", "Invented"):
        assert part.replace("All projects", "City: Jakarta" if "jakarta" in path else part) in told


def test_a_picture_says_for_whom_it_is(file_of: File) -> None:
    told = words_of(ElementTree.fromstring(file_of("calendar of reports", "svg")))
    assert "For the Secretariat · Invented figures." in told
    told = words_of(ElementTree.fromstring(file_of("small multiples", "svg")))
    assert "For the Secretariat" not in told


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_stands_alone(file_of: File, kind: str) -> None:
    markup = file_of(kind, "svg").decode()
    named = [*re.findall(r'(?:href|src)="([^"]*)"', markup), *re.findall(r"url\(([^)]*)\)", markup)]
    assert [place for place in named if not place.strip("\"'&quot;").startswith(("#", "data:"))] == []
    assert "foreignObject" not in markup
    assert "<script" not in markup
    assert "@font-face" in markup


@pytest.mark.parametrize("kind", KINDS)
def test_a_png_is_the_same_picture_twice_as_sharp(file_of: File, kind: str) -> None:
    tree = ElementTree.fromstring(file_of(kind, "svg"))
    picture = Image.open(BytesIO(file_of(kind, "png"))).convert("RGB")
    assert picture.size == (2 * int(tree.attrib["width"]), 2 * int(tree.attrib["height"]))
    colors = picture.getcolors(1 << 24)
    assert colors is not None
    assert len(colors) > 10
    assert max(count for count, _ in colors) < 0.99 * picture.width * picture.height


def test_a_picture_says_what_its_statuses_mean(file_of: File) -> None:
    told = words_of(ElementTree.fromstring(file_of("unit rows", "svg")))
    assert "Completed: The planned work is finished" in told
    assert "Planning: Proposal, pre-feasibility or feasibility stage" in told
    told = words_of(ElementTree.fromstring(file_of("heat map", "svg")))
    assert "The planned work is finished" not in told


@pytest.mark.parametrize(("scheme", "ground"), [("light", (252, 251, 248)), ("dark", (20, 23, 26))])
def test_a_picture_has_the_colours_of_the_page(
    practice: Open, scheme: str, ground: tuple[int, int, int]
) -> None:
    picture = Image.open(BytesIO(saved(practice("/partners", scheme), "partners-by-city", "png")))
    assert picture.convert("RGB").getpixel((2, 2)) == ground


def test_nothing_of_the_page_moves_and_the_script_comes_with_the_first_picture(open_page: Open) -> None:
    page = open_page("/countries", fresh=True)
    before = page.evaluate("() => document.body.innerHTML.length + document.body.scrollHeight")
    assert page.evaluate(LATE) == 0
    saved(page, "status-by-country", "svg")
    assert page.evaluate(LATE) == 1
    page.wait_for_function("() => !document.querySelector('[data-picture][aria-busy]')")
    assert page.evaluate("() => document.body.innerHTML.length + document.body.scrollHeight") == before


def test_a_picture_is_made_by_keyboard_and_the_focus_stays(open_page: Open) -> None:
    page = open_page("/countries")
    png = button(page, "status-by-country", "png")
    assert png.get_attribute("aria-label") == "PNG of this picture"
    png.focus()
    with page.expect_download():
        page.keyboard.press("Enter")
    assert png.evaluate("button => button === document.activeElement")


def test_a_picture_that_cannot_be_made_is_said(practice: Open) -> None:
    page = practice("/sectors")
    page.route("**/picture-card.js*", lambda route: route.abort())
    png = button(page, "status-by-sector", "png")
    png.click()
    page.wait_for_function("() => document.body.innerText.includes('PNG could not be made')")
    assert not png.get_attribute("aria-busy")
