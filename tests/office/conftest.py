"""LibreOffice for the tests of the template."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import libreoffice
import pytest
from libreoffice import Office


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """(name → workbook) → (name → workbook as LibreOffice saves it)."""

    def save(books: dict[str, bytes], **options: Any) -> dict[str, bytes]:
        folder: Path = tmp_path_factory.mktemp("office")
        return libreoffice.save(books, folder, **options)

    return save
