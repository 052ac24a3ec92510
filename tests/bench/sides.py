"""The sides of the comparison: how each is opened and filtered, when it is done, and what it charts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

# chart → (name of the bar, status label) → count; zeros left out
Charted = dict[str, dict[tuple[str, str], int]]
CHARTS = ("period", "country", "focus_area", "pillar")
COUNTRY, ISO3 = "Malaysia", "MYS"

OURS_CHARTED = """() => {
  const graph = [...document.querySelectorAll('#growth-card .js-plotly-plot')].find(g => g.offsetParent);
  const period = graph.data.filter(t => t.type === 'bar' && t.name && t.customdata)
    .flatMap(t => Array.from(t.y).map((n, i) => [String(t.customdata[i][1]), t.name, n]));
  const rows = key => {
    const found = [...document.querySelectorAll('a[href*="by=' + key + '&"]')].map(a => a.closest('table'));
    const table = found.find(t => t && t.tHead && t.tHead.querySelector('th[title]'));
    const heads = [...table.tHead.rows[0].cells].map(c => c.title);
    return [...table.tBodies[0].rows].flatMap(r => [...r.cells].map((c, i) =>
      [r.cells[0].innerText.trim(), heads[i], Number(c.innerText.replaceAll(',', ''))]))
      .filter(([, status, n]) => status && Number.isFinite(n));
  };
  return {period, country: rows('country'), focus_area: rows('focus_area'), pillar: rows('pillar')};
}"""
THEIRS_CHARTED = """() => {
  const graphs = [...document.querySelectorAll('.js-plotly-plot')];
  const rows = graphs.map(g => g._fullData.flatMap(t => {
    const [names, counts] = t.orientation === 'h' ? [t.y, t.x] : [t.x, t.y];
    return Array.from(names).map((name, i) => [String(name), t.name, Number(counts[i])]);
  }));
  return {period: rows[0], country: rows[1], focus_area: rows[2], pillar: rows[3]};
}"""
THEIRS_DRAWN = """wanted => {
  const graphs = [...document.querySelectorAll('.js-plotly-plot')];
  return graphs.length === 4
    && graphs.every(g => g.layout && g.layout.meta === wanted && g.querySelector('.main-svg .bars path'));
}"""


@dataclass(frozen=True)
class Ours:
    """The overview; `periods` turns its periods into data dates."""

    site: str
    periods: Mapping[str, str]
    name: str = "ASCN Monitor"

    def open(self, page: Page) -> None:
        """Loads the page and waits for the last chart."""
        page.goto(self.site + "/", wait_until="commit")
        _wait_for(page, "/")

    def prepare(self, page: Page) -> None:
        """Everything before the click that filters."""
        page.locator("details.menu summary", has_text="Country").click()

    def filter(self, page: Page) -> None:
        """Chooses the country and waits for the last chart."""
        page.locator("details.menu[open] a", has_text=COUNTRY).click()
        _wait_for(page, f"/?country={ISO3}")

    def charted(self, page: Page) -> Charted:
        """The numbers on the page: the growth chart's figure, and the rows beside the marks."""
        told = page.evaluate(OURS_CHARTED)
        told["period"] = [[self.periods[period], status, n] for period, status, n in told["period"]]
        return _counts(told)


def _wait_for(page: Page, address: str) -> None:
    """Until the page of that address is drawn, or has said that it cannot be."""
    drawn = "wanted => [wanted, 'failed'].includes(document.documentElement.dataset.ready)"
    page.wait_for_function(drawn, arg=address)
    if page.evaluate("document.documentElement.dataset.ready") == "failed":
        raise RuntimeError(f"The page {address} could not be drawn; build/bench/serve.log says why.")


@dataclass(frozen=True)
class Peer:
    """A page with four Plotly figures of the same numbers; the two differ in how a country is chosen."""

    site: str
    name: str = "Peer"

    def open(self, page: Page) -> None:
        """Loads the page and waits for the last chart."""
        page.goto(self.site + "/", wait_until="commit")
        page.wait_for_function(THEIRS_DRAWN, arg="all")

    def charted(self, page: Page) -> Charted:
        """The numbers of the four figures."""
        told = page.evaluate(THEIRS_CHARTED)
        told["period"] = [[date[:10], status, n] for date, status, n in told["period"]]
        return _counts(told)


@dataclass(frozen=True)
class StreamlitSide(Peer):
    """The Streamlit page."""

    name: str = "Streamlit"

    def prepare(self, page: Page) -> None:
        """Everything before the click that filters."""
        page.locator(
            "[data-testid=stSelectbox] [data-baseweb=select], [data-testid=stSelectbox] input"
        ).first.click()
        page.get_by_role("option", name=COUNTRY).wait_for()

    def filter(self, page: Page) -> None:
        """Chooses the country and waits for the last chart."""
        page.get_by_role("option", name=COUNTRY).click()
        page.wait_for_function(THEIRS_DRAWN, arg=ISO3)


@dataclass(frozen=True)
class VizroSide(Peer):
    """The Vizro page."""

    name: str = "Vizro"

    def prepare(self, page: Page) -> None:
        """Everything before the click that filters."""
        page.locator("label", has_text=COUNTRY).wait_for()

    def filter(self, page: Page) -> None:
        """Chooses the country and waits for the last chart."""
        page.locator("label", has_text=COUNTRY).click()
        page.wait_for_function(THEIRS_DRAWN, arg=ISO3)


def _counts(told: dict[str, Any]) -> Charted:
    """Zeros dropped; a name's first letter is a capital, as at the head of a cell."""
    return {
        chart: {(f"{name[:1].upper()}{name[1:]}", status): int(n) for name, status, n in told[chart] if n}
        for chart in CHARTS
    }


def differences(ours: Charted, theirs: Charted, name: str) -> list[str]:
    """One line for every number that only one side charts or that is not equal."""
    lines = []
    for chart in CHARTS:
        for key in sorted(set(ours[chart]) | set(theirs[chart])):
            left, right = ours[chart].get(key, 0), theirs[chart].get(key, 0)
            if left != right:
                lines.append(f"{chart}: {key[0]}, {key[1]}: ours {left}, {name} {right}")
    return lines
