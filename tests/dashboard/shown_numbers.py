"""The numbers that a page shows as figures, each with where it leads; and what a list of the page counts to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient

from dashboard.blocks.record import KINDS

DIGIT = re.compile(r"[1-9]")


@dataclass(frozen=True)
class Number:
    """A main figure or a count in a table: the card it stands in, its words, its row's head, its address if any."""

    page: str
    card: str
    words: str
    row: str
    address: str | None


def words(tree: Any) -> str:
    if isinstance(tree, list):
        return "".join(words(part) for part in tree)
    if isinstance(tree, dict):
        return words(tree.get("props", {}).get("children"))
    return "" if tree is None else str(tree)


def inside(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, list):
        for part in tree:
            yield from inside(part)
    elif isinstance(tree, dict) and "props" in tree:
        yield tree
        yield from inside(tree["props"].get("children"))


def classes(node: dict[str, Any]) -> set[str]:
    return set(str(node["props"].get("className") or "").split())


def leads_to(tree: Any) -> str | None:
    """The first address inside a part of a page."""
    found = (
        str(n["props"]["href"]) for n in inside(tree) if n["type"] in ("Link", "A") and n["props"].get("href")
    )
    return next(found, None)


def numbers(page: str, tree: Any) -> list[Number]:
    """Every main figure and every count in a table that is not zero and not missing."""
    return list(_numbers(page, tree, "", "", None))


def _numbers(page: str, tree: Any, card: str, row: str, address: str | None) -> Iterator[Number]:
    if isinstance(tree, list):
        for part in tree:
            yield from _numbers(page, part, card, row, address)
        return
    if not isinstance(tree, dict) or "props" not in tree:
        return
    kind, props, own = tree["type"], tree["props"], classes(tree)
    if "card" in own or "figs" in own:
        card = str(props.get("id") or props.get("aria-label") or "")
    if kind == "Tr":
        row = next((words(cell) for cell in inside(tree) if cell["type"] == "Th"), "")
    if kind in ("Link", "A"):
        address = str(props.get("href") or "") or address
    if (kind == "Td" and own & {"num", "tot"}) or (kind == "P" and "n" in own):
        said = words(tree).strip()
        if DIGIT.search(said):
            yield Number(page, card, said, row, leads_to(tree) or address)
        return
    yield from _numbers(page, props.get("children"), card, row, address)


def part(tree: Any, name: str) -> dict[str, Any] | None:
    """The part of a page that an anchor names."""
    return next((node for node in inside(tree) if node["props"].get("id") == name), None)


def rows_of(tree: Any, name: str, takes: Callable[[list[str]], bool] = lambda cells: True) -> int:
    """How many rows of the body of a card's table are taken, each given as the words of its cells."""
    card = part(tree, name)
    bodies = [node for node in inside(card) if node["type"] == "Tbody"]
    rows = [node for body in bodies for node in inside(body) if node["type"] == "Tr"]
    return sum(takes([words(c) for c in inside(row) if c["type"] in ("Th", "Td")]) for row in rows)


def counted(client: FlaskClient, number: Number, drawn: Callable[[FlaskClient, str], Any]) -> int | None:
    """The rows that a number counts, counted on the page or file that it leads to; None for what has cells."""
    address, tree = number.address or "", drawn(client, number.page)
    if address == "#chase":
        return sum("copy" not in classes(n) for n in inside(part(tree, "chase")) if n["type"] == "Details")
    if address in ("#funders", "#pairings"):
        return rows_of(tree, address[1:])
    if number.card == "ranges":
        return rows_of(tree, "projects", lambda cells: cells[2] == number.row)
    if number.card == "secretariat":
        rows = client.get(address.replace(".html", ".json")).json["rows"]
        kind = next(code for code, said in KINDS.items() if said == number.row)
        return sum(row["kind"] == kind for row in rows)
    if number.card == "bridge" and address in ("#added", "#no_longer_listed"):
        lists = (address[1:], {"#added": "split", "#no_longer_listed": "merged"}[address])
        return sum(n["type"] == "Li" for name in lists for n in inside(part(tree, name)))
    if address.startswith("/attention?reason="):
        return sum("ask" in classes(n) for n in inside(drawn(client, address)))
    return None
