"""A report through the browser: refused with its cell named, mended, accepted; with and without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import running

pytestmark = pytest.mark.browser
HEADINGS = "city,period,project_id,title,in_plan,status,percent_complete,focus_area,sector\n"
ROW = "Dili,2026,,{title},Yes,On-going,{percent},Built Infrastructure,Transport\n"
RESULT = re.compile(r"/submissions/\d+")


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def form(browser: Browser, own_site: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The page `/submit`, watched like every page."""
    context = browser.new_context(java_script_enabled=request.param)
    page = context.new_page()
    watch = running.Watch(urlsplit(own_site).netloc)
    watch.attach(page)
    page.goto(f"{own_site}/submit")
    yield page
    context.close()
    assert watch.faults() == []


def send(page: Page, name: str, content: str | bytes, button: str) -> None:
    """Chooses a file of that content, presses the button, and waits for another address."""
    data = content.encode() if isinstance(content, str) else content
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/csv", "buffer": data})
    before = page.url
    page.get_by_role("button", name=button).click()
    page.wait_for_url(lambda url: url != before and bool(RESULT.search(url)))


def test_a_report_is_refused_mended_and_accepted(form: Page, request: pytest.FixtureRequest) -> None:
    title = f"Harbour Lights {request.node.callspec.id}"
    send(form, "dili.csv", HEADINGS + ROW.format(title=title, percent="140"), "Check and send")
    assert "must be corrected" in form.locator("h1").inner_text()
    told = form.inner_text("main")
    assert "G2" in told
    assert "140" in told

    mended = HEADINGS + ROW.format(title=title, percent="40")
    send(form, "dili.csv", mended, "Check again")
    if "unusual" in form.locator("h1").inner_text():
        for answer in form.locator("input[type=radio][value=yes]").all():
            answer.check()
        for reason in form.locator("input[name^=reason-]").all():
            reason.fill("The city's first list is replaced.")
        form.get_by_role("button", name="Send my answers").click()
    assert form.locator("h1").inner_text() == "Your report is accepted."

    form.goto(form.url.rsplit("/submissions", 1)[0] + "/submit")
    send(form, "dili.csv", mended, "Check and send")
    assert "received before" in form.locator("h1").inner_text()


def test_something_that_is_no_spreadsheet_is_said_plainly(form: Page, request: pytest.FixtureRequest) -> None:
    content = b"\x89PNG\r\n\x1a\n\x00\x00\x00" + request.node.callspec.id.encode()
    send(form, "holiday.csv", content, "Check and send")
    assert "cannot be read" in form.locator("h1").inner_text()
    assert "Traceback" not in form.content()


def test_a_template_downloads_and_opens_as_a_workbook(browser: Browser, own_site: str) -> None:
    context = browser.new_context()
    answer = context.request.get(f"{own_site}/templates/siem-reap.xlsx")
    assert answer.ok
    assert answer.body().startswith(b"PK")
    assert "spreadsheetml" in answer.headers["content-type"]
    context.close()
