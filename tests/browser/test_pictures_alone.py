"""A picture of a card is of one moment and of nothing but the card, whatever the page around it holds or does."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import running
from tests.browser.places import READY
from tests.browser.test_pictures import SVG, button, saved, words_of

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def opened(browser: Browser, home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    """Opens pages of a site on the public record with an edition, each in a window of its own."""
    folder = tmp_path_factory.mktemp("alone")
    shutil.copytree(home, folder / "store", symlinks=True)
    running.ascn(folder / "store", "editions", "new", "Annual Meeting", "--period", "2025")
    pages: list[Page] = []
    with running.serving(folder / "store", folder / "serve.log") as site:

        def open_(path: str, **options: object) -> Page:
            given = {"viewport": {"width": 1366, "height": 768}, **options}
            page = browser.new_page(**given)  # type: ignore[arg-type]
            page.goto(site + path, wait_until="load")
            page.wait_for_function(READY)
            pages.append(page)
            return page

        yield open_
        for page in pages:
            page.close()


def told(page: Page, name: str) -> str:
    """All that is written in the picture of a card."""
    return words_of(ElementTree.fromstring(saved(page, name, "svg")))


def test_the_picture_of_an_edition_names_it_without_the_words_of_its_controls(opened: Open) -> None:
    page = opened("/cities?edition=annual-meeting")
    assert "About this edition" in page.locator(".banner.edition").inner_text()
    words = told(page, "status-by-city")
    assert "Edition: Annual Meeting, draft" in words
    assert "About this edition" not in words
    assert "Show the working figures" not in words


def test_a_page_that_moves_on_while_its_picture_is_made_gives_no_picture(opened: Open) -> None:
    page = opened("/?period=2024")
    downloads: list[object] = []
    page.on("download", lambda file: downloads.append(file))
    page.evaluate("""() => {
      const make = window.Plotly.toImage;
      window.Plotly.toImage = (...given) => make(...given).then(made => new Promise(done => {
        window.goOn = () => done(made);
      }));
    }""")
    button(page, "growth-of-the-list", "svg").click()
    page.wait_for_function("() => window.goOn")
    page.locator("#menu-clocks summary").click()
    page.locator("#menu-clocks a", has_text="2025").first.click()
    page.wait_for_function("() => document.getElementById('content').dataset.url.includes('period=2025')")
    page.evaluate("() => window.goOn()")
    expect(button(page, "growth-of-the-list", "svg")).to_have_text("SVG could not be made")
    assert downloads == []


def test_a_picture_that_could_not_be_made_is_made_by_the_next_click(opened: Open) -> None:
    page = opened("/sectors")
    png = button(page, "status-by-sector", "png")
    page.route("**/picture-card.js*", lambda route: route.abort(), times=1)
    png.click()
    page.wait_for_function("() => document.body.innerText.includes('PNG could not be made')")
    assert png.get_attribute("aria-label") == "PNG of this picture could not be made"
    assert page.get_by_role("status").filter(has_text="PNG of this picture could not be made").count() == 1
    with page.expect_download():
        png.click()
    page.wait_for_function("() => !document.querySelector('[data-picture][aria-busy]')")
    assert png.inner_text() == "PNG"
    assert png.get_attribute("aria-label") == "PNG of this picture"
    assert page.get_by_role("status").filter(has_text="could not be made").count() == 0


XLINK = "{http://www.w3.org/1999/xlink}href"
# Sentences without blanks, broken by the browser between words or, where it knows none, between letters.
SCRIPTS = {
    "Thai": "โครงการเมืองอัจฉริยะนี้ช่วยปรับปรุงคุณภาพน้ำและระบบขนส่งสาธารณะให้ดีขึ้นสำหรับผู้อยู่อาศัยทุกคน",
    "Burmese": "ဤစီမံကိန်းသည်မြို့တော်၏ရေအရည်အသွေးနှင့်အများပြည်သူသယ်ယူပို့ဆောင်ရေးကိုတိုးတက်စေသည်",
    "Khmer": "គម្រោងទីក្រុងឆ្លាតវៃនេះជួយកែលម្អគុណភាពទឹកនិងការដឹកជញ្ជូនសាធារណៈសម្រាប់ប្រជាជនទាំងអស់",
    "Lao": "ໂຄງການເມືອງອັດສະລິຍະນີ້ຊ່ວຍປັບປຸງຄຸນນະພາບນ້ຳແລະການຂົນສົ່ງສາທາລະນະໃຫ້ດີຂຶ້ນສຳລັບປະຊາຊົນທຸກຄົນ",
}
# In some browsers a vowel or a tone above a letter has no room of its own.
WRITE = """(card, words) => {
  const rects = Range.prototype.getClientRects;
  Range.prototype.getClientRects = function () {
    return /^\\p{M}$/u.test(this.toString()) ? [] : rects.call(this);
  };
  const node = document.createElement('p');
  node.style.cssText = 'width:90px;overflow-wrap:anywhere';
  node.textContent = words;
  card.querySelector('.pic').prepend(node);
}"""


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_letter_of_a_text_without_blanks_is_in_its_picture_in_order(opened: Open, script: str) -> None:
    page, words = opened("/sectors"), SCRIPTS[script]
    page.locator(".card", has=button(page, "status-by-sector", "svg")).evaluate(WRITE, words)
    lines = [
        "".join(node.itertext())
        for node in ElementTree.fromstring(saved(page, "status-by-sector", "svg")).iter(f"{SVG}text")
    ]
    broken = [line for line in lines if line and set(line) <= set(words)]
    assert "".join(broken) == words
    assert len(broken) > 3
    assert [line for line in broken if unicodedata.category(line[0]) == "Mn"] == []


@pytest.mark.parametrize("word", ["x" * 400, SCRIPTS["Thai"] * 3, "https://asean.org/" * 20])
def test_a_title_without_blanks_stays_inside_its_picture(opened: Open, word: str) -> None:
    page = opened("/sectors")
    card = page.locator(".card", has=button(page, "status-by-sector", "svg"))
    card.evaluate("(card, word) => { card.querySelector('h2').textContent = `So far ${word} ends`; }", word)
    tree = ElementTree.fromstring(saved(page, "status-by-sector", "svg"))
    lines = ["".join(node.itertext()) for node in tree.iter(f"{SVG}text")]
    assert f"So far {word} ends".replace(" ", "") in "".join(lines).replace(" ", "")
    widest = max(float(node.get("textLength", 0)) for node in tree.iter(f"{SVG}text"))
    assert widest <= float(tree.attrib["width"]) - 2 * 24


def test_a_stylesheet_of_another_place_stands_in_no_picture_s_way(opened: Open) -> None:
    page = opened("/sectors", bypass_csp=True)
    foreign = "https://elsewhere.example/style.css"
    page.route(foreign, lambda route: route.fulfill(content_type="text/css", body="p{color:red}"))
    page.evaluate(
        """address => new Promise(done => {
          const sheet = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: address });
          sheet.onload = sheet.onerror = done;
          document.head.append(sheet);
        })""",
        foreign,
    )
    assert page.evaluate("() => [...document.styleSheets].some(s => (s.href || '').includes('elsewhere'))")
    assert "Invented" not in told(page, "status-by-sector")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_each_status_keeps_its_mark_and_words_stand_out(opened: Open, scheme: str) -> None:
    page = opened("/sectors", forced_colors="active", color_scheme=scheme)
    drawn = ElementTree.fromstring(saved(page, "status-by-sector", "svg"))
    used = [node.get(XLINK, "") for node in drawn.iter(f"{SVG}use")]
    card = page.locator(".card", has=button(page, "status-by-sector", "svg"))
    assert len(set(used)) == card.locator(".key .g").count()
    assert len(used) > 100
    ground = drawn.find(f"{SVG}rect").get("fill")  # type: ignore[union-attr]
    assert ground == {"light": "#ffffff", "dark": "#000000"}[scheme]
    words = {node.get("fill") for node in drawn.iter(f"{SVG}text")}
    assert ground not in words


def test_the_map_of_a_phone_is_saved_with_names_marks_and_meanings(opened: Open) -> None:
    page = opened("/?period=2025", viewport={"width": 390, "height": 844}, user_agent="A phone (Mobile)")
    assert "Area of a circle: projects listed" in page.locator("#map-card .pic").inner_text()
    words = told(page, "map-of-the-cities")
    for part in (
        "Bandar Seri Begawan",
        "Siem Reap",
        "Area of a circle: projects listed",
        "completed the core",
    ):
        assert part in words
    assert "Completed: The planned work is finished" in words
    assert "Hatched: no report for 2025." in words
    wide = opened("/?period=2025")
    assert wide.locator("#map-card .pic .note").count() == 0  # its own legend says it
