"""The projects grid by hand and by keyboard, with its state in the address."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
ROW = ".projects-grid .ag-row a"


def grid(open_page: Open, query: str = "") -> Page:
    """The page with the first rows of its grid drawn."""
    page = open_page(f"/projects{query}")
    page.wait_for_selector(ROW)
    return page


def wait_for_address(page: Page, part: str) -> None:
    page.wait_for_function("part => decodeURIComponent(location.search).includes(part)", arg=part)


def test_what_a_heading_filters_and_sorts_is_in_the_address_and_comes_back(open_page: Open) -> None:
    page = grid(open_page)
    page.get_by_label("City Filter Input").fill("jakarta")
    wait_for_address(page, "where=city_name~jakarta")
    page.get_by_role("columnheader", name="Project").click()
    wait_for_address(page, "sort=title")
    page.wait_for_function("() => document.querySelectorAll('.projects-grid .ag-row a').length < 20")
    titles = page.locator(".ag-row [col-id=title] a").all_inner_texts()
    assert titles == sorted(titles, key=str.casefold)
    chip = page.locator(".grid-tools .chip")
    assert "City has jakarta" in chip.inner_text()
    excel = page.locator(".grid-tools a", has_text="Excel").get_attribute("href")
    assert excel is not None
    assert "where=city_name~jakarta" in excel
    assert "sort=title" in excel
    page.reload()
    page.wait_for_selector(ROW)
    page.wait_for_function(
        "() => document.querySelector('.grid-tools').innerText.includes('City has jakarta')"
    )
    assert page.locator(".ag-row [col-id=title] a").first.inner_text() == titles[0]


def test_groups_have_their_count_before_their_projects(open_page: Open) -> None:
    page = grid(open_page, "?group=country_name&country=BRN,KHM")
    rows = page.locator(".projects-grid .ag-center-cols-container .ag-row, .projects-grid .ag-row")
    first = rows.first.inner_text()
    assert first.startswith("Brunei Darussalam · ")
    assert first.endswith("projects")


def test_a_record_of_statuses_alone_shows_no_column_of_figures(open_page: Open) -> None:
    heads = grid(open_page).locator(".ag-header-cell-text").all_inner_texts()
    assert "Status" in heads
    assert not {"Progress", "Points behind or ahead"} & set(heads)


def test_columns_are_chosen_by_links(open_page: Open) -> None:
    page = grid(open_page, "?cols=title,status")
    page.locator("#menu-columns summary").click()
    page.locator("#menu-columns a", has_text="Planned start").click()
    page.wait_for_selector('.ag-header-cell[col-id="planned_start"]')
    assert "planned_start" in page.url


def test_enter_on_a_cell_opens_its_project(open_page: Open) -> None:
    page = grid(open_page)
    page.locator(".ag-header-cell [role=textbox], .ag-floating-filter input").first.focus()
    page.locator(".ag-row [col-id=title]").first.evaluate("cell => cell.focus()")
    page.keyboard.press("Enter")
    page.wait_for_url("**/projects/*")


def test_a_phone_gets_cards_and_no_grid_script(open_page: Open) -> None:
    page = open_page("/projects?group=sector_name", size=(390, 844), fresh=True)
    page.reload()  # the width is told by a cookie
    page.wait_for_selector(".list-table .group-head")
    assert page.locator("script[src*=ag_grid]").count() == 0
    assert page.locator(".projects-grid").count() == 0


def test_a_window_that_was_narrow_at_its_last_visit_gets_the_grid(open_page: Open) -> None:
    page = open_page("/projects", size=(390, 844), fresh=True)
    page.set_viewport_size({"width": 1366, "height": 768})
    page.context.add_cookies([{"name": "narrow", "value": "1", "url": page.url}])
    page.reload()
    page.wait_for_selector(ROW)


def test_no_other_page_pays_for_the_grid(open_page: Open) -> None:
    page = open_page("/")
    assert page.locator("script[src*=ag_grid]").count() == 0
    page.locator("nav a", has_text="Projects").first.click()
    page.wait_for_selector(ROW)
