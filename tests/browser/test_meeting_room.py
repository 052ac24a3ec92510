"""The meeting in a browser: no screen overflows, every screen by keyboard, notes that follow; and the pack, a file that
works with the network off."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from dashboard.meeting import pack, page
from dashboard.queries import frame
from dashboard.queries import run as run_queries
from etl.reference import Reference
from etl.settings import Settings
from tests.browser import running
from tests.dashboard import meeting_sheets

pytestmark = pytest.mark.browser
Opened = Callable[..., Page]
READY = "() => Boolean(document.documentElement.dataset.ready)"
OVERFLOWS = """() => [...document.querySelectorAll('.s')].flatMap(screen => {
  const hidden = screen.hidden;
  screen.hidden = false;
  const sheet = screen.getBoundingClientRect(), unit = sheet.width / 1920;
  const foot = screen.querySelector('.foot').getBoundingClientRect(), faults = [];
  const out = (what, box) => faults.push(`${screen.id}: ${what} ${Math.round(box.right)} ${Math.round(box.bottom)}`);
  for (const mark of screen.querySelectorAll('.k, h2, .part :not(svg *)')) {
    const box = mark.getBoundingClientRect();
    if (box.bottom > foot.top + 1 || box.right > sheet.right - 95 * unit || box.left < sheet.left + 95 * unit)
      out(mark.textContent.slice(0, 30) || mark.tagName, box);
  }
  if (foot.bottom > sheet.bottom || screen.scrollWidth > screen.clientWidth) out('foot', foot);
  screen.hidden = hidden;
  return faults.slice(0, 3);
})"""
IDS = "() => [...document.querySelectorAll('.s')].map(s => s.id)"
SHOWN = "() => [...document.querySelectorAll('.s')].filter(s => !s.hidden).map(s => s.id)"


@pytest.fixture(scope="module")
def packs(
    record_store: Settings, history: tuple[Settings, Reference], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """The pack of the public record, of practice data, and of sheets as full as they may come."""
    folder = tmp_path_factory.mktemp("packs")
    made = {name: folder / f"{name}.html" for name in ("record", "practice", "full")}
    for name, store in (("record", record_store), ("practice", history[0])):
        run_queries.use(store)
        made[name].write_bytes(pack.made(frame.view({})))
    full = page.alone(meeting_sheets.deck(), pack.style(), pack.script())
    made["full"].write_text(full, encoding="utf-8")
    return made


@pytest.fixture
def opened(browser: Browser, packs: dict[str, Path]) -> Iterator[Opened]:
    """Opens a pack with the network off; an error on its console or a request to anywhere fails the test."""
    watch, contexts = running.Watch(""), []

    def open_(name: str, *, at: str = "", size: tuple[int, int] = (1920, 1080), **options: object) -> Page:
        context: BrowserContext = browser.new_context(offline=True, **options)
        contexts.append(context)
        made = context.new_page()
        made.set_viewport_size({"width": size[0], "height": size[1]})
        watch.attach(made)
        made.goto(f"{packs[name].as_uri()}#{at}", wait_until="load")
        made.wait_for_function(READY)
        return made

    yield open_
    for context in contexts:
        context.close()
    assert watch.faults() == []


@pytest.mark.parametrize("name", ["record", "practice", "full"])
def test_no_screen_overflows(opened: Opened, name: str) -> None:
    made = opened(name)
    assert made.evaluate(OVERFLOWS) == []
    made.set_viewport_size({"width": 1366, "height": 768})
    assert made.evaluate(OVERFLOWS) == []


def test_the_pack_asks_nobody_for_anything_and_is_small(packs: dict[str, Path]) -> None:
    for name in ("record", "practice"):
        text = packs[name].read_text(encoding="utf-8")
        assert len(text.encode()) < 5_000_000
        assert not re.search(r'(?:src|href)="(?!#|data:)', text)
        assert not re.search(r"url\((?!data:|\"data:)", text)


def test_every_screen_is_reached_by_the_keyboard_and_the_address_keeps_it(opened: Opened) -> None:
    made = opened("record")
    ids = made.evaluate(IDS)
    seen = []
    for _ in ids:
        seen += made.evaluate(SHOWN)
        made.keyboard.press("PageDown")
    assert seen == ids
    made.keyboard.press("Home")
    assert made.evaluate(SHOWN) == ids[:1]
    made.keyboard.press("End")
    made.keyboard.press("ArrowLeft")
    assert made.evaluate(SHOWN) == [ids[-2]]
    made.reload()
    made.wait_for_function(READY)
    assert made.evaluate(SHOWN) == [ids[-2]]


def test_the_contents_open_by_a_key_lead_to_a_screen_and_close(opened: Opened) -> None:
    made = opened("record")
    made.keyboard.press("c")
    made.get_by_role("link", name="Malaysia", exact=True).press("Enter")
    assert made.evaluate(SHOWN) == ["country-MYS"]
    assert not made.locator("#contents").is_visible()
    made.keyboard.press("c")
    made.keyboard.press("Escape")
    assert made.evaluate(SHOWN) == ["country-MYS"]


@pytest.mark.parametrize(
    ("name", "at", "scheme"),
    [("record", "network", "light"), ("practice", "country-MYS", "dark"), ("record", "pillars", "dark")],
)
def test_axe_finds_no_violation_in_the_pack(opened: Opened, name: str, at: str, scheme: str) -> None:
    made = opened(name, at=at, size=(1366, 768), color_scheme=scheme)
    assert _violations(made) == []


def test_axe_finds_no_violation_in_its_contents_and_in_the_scroll_of_a_phone(opened: Opened) -> None:
    made = opened("record", size=(1366, 768))
    made.keyboard.press("c")
    assert _violations(made) == []
    phone = opened("record", size=(390, 844))
    assert _violations(phone) == []
    assert phone.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def _violations(made: Page) -> list[str]:
    found = Axe().run(made).response["violations"]
    return [f"{fault['id']}: {[node['target'] for node in fault['nodes']][:4]}" for fault in found]


def test_without_a_script_the_screens_read_as_a_scroll(browser: Browser, packs: dict[str, Path]) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    made = context.new_page()
    made.goto(packs["record"].as_uri())
    assert made.locator(".s").count() > 40
    assert made.locator("#country-VNM h2").is_visible()
    assert made.get_by_role("link", name="Malaysia", exact=True).is_visible()
    context.close()


def test_it_prints_one_screen_a_page_with_edition_clocks_and_source(opened: Opened, tmp_path: Path) -> None:
    made = opened("record", color_scheme="dark")
    made.emulate_media(media="print")
    stamp = made.locator("#network .stamp")
    assert stamp.is_visible()
    for words in (
        "Edition: working figures",
        "for period 2025",
        "data to 30 Sep 2025",
        "accepted by",
        "Source: ",
    ):
        assert words in stamp.inner_text()
    data = made.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", data)) == len(made.evaluate(IDS))


def test_the_notes_follow_the_screens_and_lead_them(browser: Browser, site: str) -> None:
    context, watch = browser.new_context(), running.Watch(site.removeprefix("http://"))
    screens, notes = context.new_page(), context.new_page()
    for made, path in ((screens, "/meeting"), (notes, "/meeting/notes")):
        watch.attach(made)
        made.goto(site + path)
        made.wait_for_function(READY)
    screens.keyboard.press("End")
    last = screens.evaluate(SHOWN)[0]
    notes.wait_for_function("id => document.documentElement.dataset.at === id", arg=last)
    assert notes.locator("article:visible").count() == 1
    notes.keyboard.press("Home")
    screens.wait_for_function("() => location.hash === '#opening'")
    notes.get_by_role("link", name="the screens").focus()  # where a click on a link leaves it
    notes.keyboard.press("ArrowRight")
    screens.wait_for_function("() => location.hash && location.hash !== '#opening'")
    assert _violations(notes) == []
    context.close()
    assert watch.faults() == []
