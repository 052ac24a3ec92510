"""What is kept of an edition that is made final, in `<home>/editions/<id>/`: its figures, the reference folder with its
rules, and a manifest. The folder is whole or not there; it counts only once the ledger says `final`."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from etl.store.places import StoreError, replace_durably, sync_folder


class Gone(StoreError):
    """A part of the copy is not there any more."""


def folder(home: Path, edition_id: str) -> Path:
    """Where an edition's copy lies."""
    return home / "editions" / edition_id


def keep(
    home: Path, edition_id: str, parts: Mapping[str, str], reference: Path, told: Mapping[str, Any]
) -> None:
    """Write the copy beside, then move it to its place; what an earlier try that was cut short left there gives way."""
    target = folder(home, edition_id)
    beside = target.with_name(f".{edition_id}.tmp")
    for left in (beside, target):
        shutil.rmtree(left, ignore_errors=True)
    beside.mkdir(parents=True)
    shutil.copytree(reference, beside / "reference")
    for part, text in parts.items():
        replace_durably(beside / f"{part}.csv", text.encode())
    manifest = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True)
    replace_durably(beside / "edition.json", f"{manifest}\n".encode())
    for path in (beside / "reference").rglob("*"):
        sync_folder(path)
    beside.replace(target)
    sync_folder(target.parent)


def text(home: Path, edition_id: str, part: str) -> str:
    """A part as it was kept. Raises Gone where it is not there."""
    try:
        return (folder(home, edition_id) / f"{part}.csv").read_bytes().decode()
    except FileNotFoundError:
        raise _gone("figures", edition_id, f"{part}.csv") from None


def rules(home: Path, edition_id: str) -> Path:
    """The reference folder that was kept. Raises Gone where it is not there."""
    kept = folder(home, edition_id) / "reference"
    if not kept.is_dir():
        raise _gone("rules", edition_id, "reference")
    return kept


def _gone(what: str, edition_id: str, name: str) -> Gone:
    return Gone(
        f"The kept {what} of the edition {edition_id} are gone: {name}. Bring the folder back from a backup."
    )
