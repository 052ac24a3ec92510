"""A report through the browser: refused with its cell named, mended, accepted; with and without scripts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import running

pytestmark = pytest.mark.browser
HEADINGS = "city,period,project_id,title,in_plan,status,percent_complete,focus_area,sector\n"
ROW = "Dili,2026,,{title},Yes,On-going,{percent},Built Infrastructure,Transport\n"


@pytest.fixture(scope="module")
def own_site(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site on a copy of the store, since these tests change it."""
    folder = tmp_path_factory.mktemp("submit")
    shutil.copytree(home, folder / "store", symlinks=True)
    with running.serving(folder / "store", folder / "serve.log") as url:
        yield url


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


def send(page: Page, name: str, content: str | bytes) -> None:
    """Chooses a file of that content and sends the form."""
    data = content.encode() if isinstance(content, str) else content
    file = {"name": name, "mimeType": "text/csv", "buffer": data}
    page.locator("input[type=file]").set_input_files(file)
    page.locator("form[action='/submit'] button[type=submit]").click()


def test_a_report_is_refused_mended_and_accepted(form: Page, request: pytest.FixtureRequest) -> None:
    title = f"Harbour Lights {request.node.callspec.id}"
    send(form, "dili.csv", HEADINGS + ROW.format(title=title, percent="140"))
    assert "must be corrected" in form.locator("h1").inner_text()
    told = form.inner_text("main")
    assert "G2" in told
    assert "140" in told
    assert "Work done (%)" in told or "percent_complete" in told

    send(form, "dili.csv", HEADINGS + ROW.format(title=title, percent="40"))
    if "confirm" in form.locator("h1").inner_text():
        form.locator("input[name=confirm]").check()
        form.locator("input[name=note]").fill("The city's first list is replaced.")
        send(form, "dili.csv", HEADINGS + ROW.format(title=title, percent="40"))
    assert form.locator("h1").inner_text() == "Your report is accepted."

    send(form, "dili.csv", HEADINGS + ROW.format(title=title, percent="40"))
    assert "received before" in form.locator("h1").inner_text()


def test_something_that_is_no_spreadsheet_is_said_plainly(form: Page, request: pytest.FixtureRequest) -> None:
    send(form, "holiday.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00" + request.node.callspec.id.encode())
    assert "cannot be read" in form.locator("h1").inner_text()
    assert "Traceback" not in form.content()


def test_a_template_downloads_and_opens_as_a_workbook(browser: Browser, own_site: str) -> None:
    context = browser.new_context()
    answer = context.request.get(f"{own_site}/templates/siem-reap.xlsx")
    assert answer.ok
    assert answer.body().startswith(b"PK")
    assert "spreadsheetml" in answer.headers["content-type"]
    context.close()
