"""Where the parts of a store lie in its home folder, and which snapshot is the newest."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

# What may stand in a home without a store: written by what runs before there is one, or put there by its operator.
BESIDE = frozenset({"write.lock", "drawn", "faults", "jobs", "links.key", "report.docx", "lost+found"})


class StoreError(Exception):
    """The store cannot be used as asked; its text is one sentence for the operator."""


class NoStore(StoreError):
    """Nothing was made or published here yet."""


class Busy(StoreError):
    """Another writer held the store for too long; nothing was done, and the same works a little later."""


@dataclass(frozen=True)
class Places:
    """A store's home folder."""

    home: Path

    @property
    def master(self) -> Path:
        """The file that is written."""
        return self.home / "master.duckdb"

    @property
    def lock(self) -> Path:
        """Held by the one writer."""
        return self.home / "write.lock"

    @property
    def pointer(self) -> Path:
        """A text file that names the newest snapshot."""
        return self.home / "current"

    @property
    def drawn(self) -> Path:
        """Folder of drawn pages, kept for every process that serves them; may go at any time."""
        return self.home / "drawn"

    @property
    def unfinished(self) -> Path:
        """Stands here while a new store is made: all of a store that lies beside it may go."""
        return self.home / "unfinished"

    def snapshot(self, number: int) -> Path:
        """A published snapshot."""
        return self.home / f"pub-{number:06d}.duckdb"

    def original(self, sha256: str) -> Path:
        """The bytes of a submitted file."""
        return self.home / "files" / sha256[:2] / sha256

    def published(self) -> list[Path]:
        """Every snapshot that is still kept, oldest first."""
        return sorted(self.home.glob("pub-*.duckdb"))

    def strangers(self) -> list[str]:
        """Names in the home that do not belong beside a new store; empty where a store may be made."""
        found = (path.name for path in self.home.iterdir()) if self.home.exists() else ()
        return sorted(set(found) - BESIDE)

    def parts(self) -> list[Path]:
        """All that a new store consists of, as far as it is there."""
        names = (
            "master.duckdb*",
            "pub-*.duckdb",
            "pub-*.tmp",
            "current",
            "current.*.tmp",
            "files",
            "reference",
        )
        return [*(path for name in names for path in self.home.glob(name)), self.unfinished]

    def newest(self) -> Path:
        """The snapshot that the pointer names; raises NoStore where there is no store."""
        try:
            return self.home / self.pointer.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            raise NoStore(f"There is no store in {self.home}. Make one with: ascn init") from None

    @property
    def exists(self) -> bool:
        """True once something was published."""
        return self.pointer.exists()


def replace_durably(path: Path, content: bytes) -> None:
    """Write a file so that a crash leaves the old or the new content, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("wb") as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)  # of a disk that is full, it would take the last bytes
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Let the names in a folder, or the bytes of a file, reach the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
