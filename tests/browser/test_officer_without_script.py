"""The officer's loop in a browser without scripts: template, faults, findings at cells, marked workbook, mended file,
confirmation with a reason, receipt. Then the same pages as a screen reader and a phone meet them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Browser, Page

from tests.browser import running
from tests.browser.places import SIZES
from tests.browser.test_pages import OVERFLOW, WIDER

pytestmark = pytest.mark.browser
CITY = "siem-reap"
STATUS, PERCENT, PLAN = "Status on report date", "Work done (%)", "Still in the action plan?"
DONE, NEXT = "Done since last report", "Next steps"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]


@pytest.fixture
def plain(browser: Browser, own_site: str) -> Iterator[Page]:
    """A page without scripts, at the officer's own city; any fault that it shows fails the test."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    watch = running.Watch(urlsplit(own_site).netloc)
    watch.attach(page)
    page.goto(f"{own_site}/my-city/{CITY}")
    yield page
    context.close()
    assert [
        fault for fault in watch.faults() if "/answers" not in fault
    ] == []  # an answer without a reason is a 422


class Workbook:
    """The template in the officer's hands: fields by heading, projects by their order."""

    def __init__(self, data: bytes) -> None:
        self.book = load_workbook(io.BytesIO(data))
        self.sheet: Worksheet = self.book["Projects"]
        self.head = next(row for row in range(1, 20) if STATUS in [cell.value for cell in self.sheet[row]])
        self.columns = {cell.value: cell.column for cell in self.sheet[self.head] if cell.value}

    def count(self) -> int:
        """How many projects are listed."""
        column = self.columns["Project code"]
        return sum(
            1 for (cell,) in self.sheet.iter_rows(self.head + 1, min_col=column, max_col=column) if cell.value
        )

    def type(self, project: int, heading: str, value: object) -> str:
        """Types into a cell; gives its address."""
        cell = self.sheet.cell(self.head + 1 + project, self.columns[heading])
        cell.value = value
        return str(cell.coordinate)

    def fill(self) -> None:
        """A sound report of every project."""
        for project in range(self.count()):
            for heading, value in (
                (PLAN, "Yes"),
                (STATUS, "On-going"),
                (DONE, "Works went on."),
                (NEXT, "Tender."),
            ):
                self.type(project, heading, value)

    def saved(self) -> bytes:
        """The file."""
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()


def download(page: Page, name: str) -> bytes:
    """The file behind a link."""
    with page.expect_download() as started:
        page.get_by_role("link", name=name).click()
    return Path(started.value.path()).read_bytes()


def upload(page: Page, data: bytes, button: str) -> None:
    """Chooses the file and presses the button."""
    page.locator("input[type=file]").set_input_files(
        {"name": "Siem Reap.xlsx", "mimeType": "", "buffer": data}
    )
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()


def test_from_template_to_receipt_without_a_script(plain: Page) -> None:
    work = Workbook(download(plain, "Download the workbook for 2026"))
    work.fill()
    cells = [work.type(0, PERCENT, 140), work.type(1, STATUS, None), work.type(2, STATUS, "Ongoingg")]
    upload(plain, work.saved(), "Check and send")

    assert plain.locator("h1").inner_text().startswith("Three places in your file must be corrected.")
    assert [place.inner_text() for place in plain.locator(".err .cell").all()] == cells
    assert [cell.inner_text() for cell in plain.locator("td.x").all()] == ["140", "empty", "Ongoingg"]
    assert "Did you mean On-going?" in plain.inner_text(".err")
    marked = load_workbook(io.BytesIO(download(plain, "Download your file with the cells marked")))
    assert marked.sheetnames[0] == "Please fix"
    listed = " ".join(str(cell.value) for row in marked["Please fix"] for cell in row if cell.value)
    assert all(address in listed for address in cells)

    work.type(0, PERCENT, 80)
    work.type(0, STATUS, "Completed")
    work.type(1, STATUS, "On-going")
    plain.get_by_label("Did you mean On-going?").check()
    upload(plain, work.saved(), "Check again")
    assert "unusual" in plain.locator("h1").inner_text()
    assert "Ongoingg" in plain.inner_text("#taken")

    for answer in plain.locator("input[value=yes]").all():
        answer.check()
    plain.get_by_role("button", name="Send my answers").click()
    assert "An answer needs a reason" in plain.inner_text("[role=alert]")
    for reason in plain.locator("input[name^=reason-]:visible").all():
        reason.fill("The last crossing is built in 2027.")
    plain.get_by_role("button", name="Send my answers").click()
    assert plain.locator("h1").inner_text() == "Your report is accepted."
    plain.reload()
    assert "The last crossing is built in 2027." in plain.inner_text("#confirmed")

    plain.get_by_role("link", name="Receipt to print").click()
    receipt = plain.inner_text("main")
    assert "Reference" in receipt
    assert "Siem Reap, 2026" in receipt
    plain.goto(f"{plain.url.split('/submissions')[0]}/my-city/{CITY}")
    assert "was received on" in plain.inner_text(".lead")


@pytest.fixture(scope="module")
def asked(browser: Browser, own_site: str) -> str:
    """Address of a file with faults and questions."""
    context = browser.new_context()
    head = "city,period,project_id,in_plan,status,percent_complete,planned_end\n"
    rows = [
        f"Jakarta,2026,jakarta-0{n},Yes,{told}\n"
        for n, told in ((2, "On-going,140,"), (3, "Plannig,,03/04/2027"))
    ]
    file = {"name": "jakarta.csv", "mimeType": "text/csv", "buffer": (head + "".join(rows)).encode()}
    answer = context.request.post(
        f"{own_site}/submit", multipart={"file": file}, headers={"Accept": "text/html"}
    )
    address = answer.url.removeprefix(own_site)
    context.close()
    assert address.startswith("/submissions/")
    return address


def addresses(asked: str) -> list[str]:
    """The officer's pages."""
    return [asked, "/submissions", "/submissions/5/receipt", "/my-city", "/my-city/jakarta", "/my-city/jakarta/form",
            "/submit", "/templates", "/help", "/submissions/5/withdraw"]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_screen_reader_meets_no_barrier(browser: Browser, own_site: str, asked: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    told = []
    for address in addresses(asked):
        page.goto(own_site + address)
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
        told += [f"{address}: {v['id']} {v['nodes'][0]['html'][:200]}" for v in found.response["violations"]]
    context.close()
    assert told == []


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_nothing_scrolls_sideways(browser: Browser, own_site: str, asked: str, size: tuple[int, int]) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    wide = {}
    for address in addresses(asked):
        page.goto(own_site + address)
        wide[address] = (page.evaluate(WIDER) > 0, page.evaluate(OVERFLOW))
    context.close()
    assert [address for address, told in wide.items() if told != (False, [])] == []
