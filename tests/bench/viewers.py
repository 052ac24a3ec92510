"""Server time of our callbacks and how much of it is SQL; then fifty viewers at once, as HTTP clients would ask."""

from __future__ import annotations

import gzip
import http.client
import json
import os
import re
import statistics
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import duckdb

from etl.store.places import Places
from tests.bench import places

VIEWERS = 50
GOAL = (60, 150)  # ms: median and p95 of a callback on the server
PATHS = ("/", "/countries", "/cities", "/sectors", "/pillars", "/focus-areas")
_FILES = re.compile(r'(?:src|href)="(/(?:assets|_dash-component-suites)/[^"]+)"')
_OUTPUTS = [{"id": "_pages_content", "property": "children"}, {"id": "_pages_store", "property": "data"}]


@dataclass
class Told:
    """What one or more clients saw: statuses other than 200, seconds an answer, milliseconds by stage."""

    refused: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    stages: list[dict[str, float]] = field(default_factory=list)


class Client:
    """One viewer: keeps its connection, as a browser does."""

    def __init__(self, url: str, told: Told) -> None:
        place = urlsplit(url)
        self._connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=120)
        self._told = told

    def ask(self, path: str, body: object = None) -> bytes:
        """One request, read to its end and noted; what came, unpacked."""
        headers = {"Accept-Encoding": "gzip", "Content-Type": "application/json"}
        begun = time.perf_counter()
        text = json.dumps(body) if body else None
        self._connection.request("POST" if body else "GET", path, text, headers)
        answer = self._connection.getresponse()
        sent = answer.read()
        self._told.seconds.append(time.perf_counter() - begun)
        if answer.status != 200:
            self._told.refused.append(f"{answer.status} {path}")
        if body:
            self._told.stages.append(_stages(answer.headers.get("Server-Timing", "")))
        return gzip.decompress(sent) if answer.headers.get("Content-Encoding") == "gzip" else sent

    def draw(self, address: str) -> None:
        """The callback that draws an address."""
        path, _, search = address.partition("?")
        told = {"pathname": path, "search": f"?{search}" if search else ""}
        inputs = [{"id": "_pages_location", "property": k, "value": v} for k, v in told.items()]
        body = {
            "output": ".._pages_content.children..._pages_store.data..",
            "outputs": _OUTPUTS,
            "inputs": inputs,
            "changedPropIds": ["_pages_location.search"],
        }
        self.ask("/_dash-update-component", body)

    def visit(self, addresses: Iterable[str]) -> None:
        """What a browser asks for: the first HTML (which carries the answers of the renderer's first questions), the
        files that it names, then the callback of each address as it is chosen."""
        first, *others = addresses
        for path in dict.fromkeys(_FILES.findall(self.ask(first).decode())):
            self.ask(unescape(path))
        for address in others:
            self.draw(address)


def _stages(header: str) -> dict[str, float]:
    pairs = (part.split(";dur=") for part in header.split(", ") if part)
    return {name: float(value) for name, value in pairs}


def run(home: Path) -> bool:
    """Prints both; false when any viewer met an error."""
    addresses = list(_addresses(Places(home).newest()))
    with places.ours(home) as url:
        _say_callbacks("drawn when asked for, first time each", _alone(url, addresses))
    with places.ours(home, is_ahead=True) as url:
        took = places.wait_until_drawn(home)
        print(f"pages drawn ahead after a report counts, beside nothing else: {took:.0f} s", flush=True)
        _say_callbacks("drawn ahead where they are, first visit each", _alone(url, addresses))
        begun = time.perf_counter()
        told = _crowd(url, addresses)
        took = time.perf_counter() - begun
        memory = _memory(url)
    seconds = sorted(told.seconds)
    print(
        f"{VIEWERS} viewers at once: {len(seconds)} requests, {len(told.refused)} errors, "
        f"{took:.0f} s in all; "
        f"an answer took {_of(seconds, 0.5) * 1000:.0f} ms (median), {_of(seconds, 0.95) * 1000:.0f} ms (p95); "
        f"memory of the server's processes: {memory}",
        flush=True,
    )
    print(*told.refused[:10], sep="\n", end="\n" if told.refused else "")
    return not told.refused


def _alone(url: str, addresses: Iterable[str]) -> Told:
    """One visitor who opens each address once."""
    told = Told()
    client = Client(url, told)
    for address in addresses:
        client.draw(address)
    return told


def _addresses(snapshot: Path) -> Iterator[str]:
    """Every page of an axis, alone and by country, overviews of earlier periods, pages of cities."""
    with duckdb.connect(str(snapshot), read_only=True) as connection:
        codes = [c for (c,) in connection.execute("select iso3 from country order by sort_order").fetchall()]
        dates = connection.execute("select period from period order by data_date desc limit 4").fetchall()
        cities = connection.execute("select city_id from city order by city_id limit 20").fetchall()
    yield from PATHS
    yield from (f"{path}?country={code}" for code in codes for path in PATHS)
    yield from (f"/?period={period}" for (period,) in dates[1:])
    yield from (f"/cities/{city}" for (city,) in cities)


def _crowd(url: str, addresses: list[str]) -> Told:
    """Fifty clients that begin together, each on its own way through the addresses."""
    told, begin = [Told() for _ in range(VIEWERS)], threading.Barrier(VIEWERS)

    def viewer(number: int) -> None:
        begin.wait()
        own = [addresses[(number * 7 + step) % len(addresses)] for step in range(5)]
        try:
            Client(url, told[number]).visit(["/", *own])
        except (OSError, http.client.HTTPException) as error:
            told[number].refused.append(repr(error))

    threads = [threading.Thread(target=viewer, args=(number,)) for number in range(VIEWERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    merged = Told()
    for one in told:
        merged.refused += one.refused
        merged.seconds += one.seconds
    return merged


def _say_callbacks(how: str, told: Told) -> None:
    totals = sorted(sum(stages.values()) for stages in told.stages)
    median, late = _of(totals, 0.5), _of(totals, 0.95)
    names = sorted({name for stages in told.stages for name in stages})
    share = {n: sum(s.get(n, 0.0) for s in told.stages) / (sum(totals) or 1.0) for n in names}
    met = "met" if median <= GOAL[0] and late <= GOAL[1] else "not met"
    print(
        f"callbacks on the server, {how} ({len(totals)}): median {median:.0f} ms, p95 {late:.0f} ms "
        f"(goal {GOAL[0]}/{GOAL[1]}: {met}); " + ", ".join(f"{n} {part:.0%}" for n, part in share.items()),
        flush=True,
    )
    slowest = statistics.mean(totals[-5:])
    print(
        f"  the five slowest: {slowest:.0f} ms; sql is what the store takes, page the drawing, rest Dash's own"
    )


def _of(ordered: list[float], share: float) -> float:
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else 0.0


def _memory(url: str) -> str:
    """Resident memory of each process that serves the address, where the machine tells (Linux)."""
    port, found = str(urlsplit(url).port), []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            command = status.with_name("cmdline").read_bytes().split(b"\0")
            if port.encode() in command and int(status.parent.name) != os.getpid():
                line = next(t for t in status.read_text().splitlines() if t.startswith("VmRSS"))
                found.append(int(line.split()[1]) // 1024)
        except (OSError, StopIteration):
            continue  # ended meanwhile
    return " + ".join(f"{size} MB" for size in sorted(found)) if found else "not told by this machine"
