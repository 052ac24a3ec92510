"""Rows beside projects in the web form, without scripts: added, mended and sent, on a phone and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser import running
from tests.browser.places import SIZES
from tests.browser.test_officer_without_script import RULES
from tests.browser.test_pages import OVERFLOW, WIDER

pytestmark = pytest.mark.browser
FORM = "/my-city/cauayan-city/form?period=2026"
PROJECT = "cauayan-city-01"
UNFOLD = "() => document.querySelectorAll('details').forEach(d => { d.open = true; })"


@pytest.fixture
def phone(browser: Browser, own_site: str) -> Iterator[Page]:
    """The form on a phone without scripts; any fault that a page shows fails the test."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    watch = running.Watch(urlsplit(own_site).netloc)
    watch.attach(page)
    page.goto(own_site + FORM)
    yield page
    context.close()
    assert watch.faults() == []


def answer_what_is_needed(page: Page) -> None:
    """Every project is in the plan and on-going."""
    for yes in page.locator(":not(details) > .ens input[type=radio][value=Yes]:visible").all():
        yes.check()
    for status in page.locator("select[name$='-status']:visible").all():
        status.select_option("On-going")


def test_rows_are_added_mended_and_sent_without_a_script(phone: Page) -> None:
    answer_what_is_needed(phone)
    group = phone.locator(f"#milestones-{PROJECT}")
    group.locator("summary").click()
    before = group.get_by_role("group").count()
    group.get_by_label("Milestone").first.fill("Design")
    group.get_by_label("Weight (%)").first.fill("100")
    with phone.expect_navigation():
        group.get_by_role("button", name="More rows").click()
    assert phone.url.endswith(f"#milestones-{PROJECT}")
    expect(group.get_by_label("Milestone").first).to_have_value("Design")
    expect(group).to_be_in_viewport()
    assert group.get_by_role("group").count() > before

    group.get_by_label("Done on").first.fill("1 Jan 2031")
    phone.get_by_role("button", name="Check and send").last.click()
    assert (
        phone.locator("h1").inner_text() == "One place in your form must be corrected. Nothing is loaded yet."
    )
    phone.get_by_role("link", name="Mend it in the form").click()
    phone.get_by_role("link", name="Milestones, row 1").click()
    wrong = phone.locator(":target")
    expect(wrong).to_be_in_viewport()
    expect(wrong).to_have_value("1 Jan 2031")
    wrong.fill("")
    phone.get_by_role("button", name="Check and send").last.click()
    assert phone.locator("h1").inner_text() == "Your report is accepted."
    phone.goto(phone.url.split("/submissions")[0] + FORM)
    phone.locator(f"#milestones-{PROJECT} summary").click()
    expect(phone.locator(f"#milestones-{PROJECT}").get_by_label("Milestone").first).to_have_value("Design")


def test_enter_in_a_field_checks_and_sends_and_asks_for_no_rows(phone: Page) -> None:
    phone.locator(f"#partners-{PROJECT} summary").focus()
    phone.keyboard.press("Enter")
    phone.keyboard.press("Tab")
    phone.keyboard.type("City Bank")
    with phone.expect_navigation():
        phone.keyboard.press("Enter")
    assert "/submissions/" in phone.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_unfolded_form_has_no_barrier_and_is_no_wider_than_the_window(
    browser: Browser, own_site: str, scheme: str
) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(own_site + FORM)
    page.evaluate(UNFOLD)
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    assert [f"{v['id']} {v['nodes'][0]['html'][:200]}" for v in found.response["violations"]] == []
    for width, height in (*SIZES.values(), (1000, 800), (999, 800), (320, 640)):
        page.set_viewport_size({"width": width, "height": height})
        assert (width, page.evaluate(WIDER) > 0, page.evaluate(OVERFLOW)) == (width, False, [])
    context.close()
