"""OLE compound files (xls): the bytes of one named stream, following the sector chains.

No more than that is needed.
"""

from __future__ import annotations

import struct

END_OF_CHAIN = 0xFFFFFFFA  # and above: markers, not sectors
HEADER_SECTORS = 109


class Compound:
    """A compound file. Every walk is bounded by the number of sectors, so that a ring of sectors ends too."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        (self.shift, self.mini_shift) = struct.unpack_from("<HH", data, 30)
        self.size = 1 << min(self.shift, 16)
        self.count = len(data) // self.size + 1
        (self.directory, _, self.cutoff, mini_table, _, more, _) = struct.unpack_from("<IIIIIII", data, 48)
        self.table = self._table(more)
        self.mini_table = _numbers(self._chain(mini_table))
        self.mini_stream = b""

    def _sector(self, number: int) -> bytes:
        return self.data[(number + 1) * self.size : (number + 2) * self.size]

    def _table(self, more: int) -> list[int]:
        blocks = list(struct.unpack_from(f"<{HEADER_SECTORS}I", self.data, 76))
        for _ in range(self.count):
            if more >= END_OF_CHAIN:
                break
            sector = _numbers(self._sector(more))
            blocks += sector[:-1]
            more = sector[-1] if sector else END_OF_CHAIN
        return [entry for block in blocks if block < END_OF_CHAIN for entry in _numbers(self._sector(block))]

    def _chain(self, start: int) -> bytes:
        return b"".join(self._sector(number) for number in _walk(self.table, start))

    def stream(self, *names: str) -> bytes | None:
        """The bytes of the first stream that has one of the names (any case)."""
        directory = self._chain(self.directory)
        wanted = [name.lower() for name in names]
        for at in range(0, len(directory) - 127, 128):
            name, start, size = _entry(directory[at : at + 128])
            if directory[at + 66] == ROOT:
                self.mini_stream = self._chain(start)
            elif name in wanted:
                return self._content(start, size)
        return None

    def _content(self, start: int, size: int) -> bytes:
        if size >= self.cutoff:
            return self._chain(start)[:size]
        step = 1 << self.mini_shift
        parts = (
            self.mini_stream[number * step : (number + 1) * step] for number in _walk(self.mini_table, start)
        )
        return b"".join(parts)[:size]


ROOT = 5


def _numbers(data: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))


def _walk(table: list[int], start: int) -> list[int]:
    found: list[int] = []
    while start < len(table) and len(found) <= len(table):
        found.append(start)
        start = table[start]
    return found


def _entry(entry: bytes) -> tuple[str, int, int]:
    length = min(struct.unpack_from("<H", entry, 64)[0], 64)
    start, size = struct.unpack_from("<II", entry, 116)
    return entry[: max(length - 2, 0)].decode("utf-16-le", errors="replace").lower(), start, size
