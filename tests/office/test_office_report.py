"""The annual report as LibreOffice opens, lays out and saves it: unharmed, and still a draft that can be checked."""

from __future__ import annotations

import libreoffice
import pytest

from dashboard.queries import frame, run
from dashboard.reports import annual, check, draft, word
from etl.settings import Settings


@pytest.fixture(scope="module")
def file(record_store: Settings) -> bytes:
    run.use(record_store)
    return word.written(annual.built(frame.view({}), record_store.home))


@pytest.fixture(scope="module")
def saved(file: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("saved")
    return libreoffice.saved_documents({"report.docx": file}, folder)["report.docx"]


def test_the_report_is_laid_out_in_pages(file: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    made = libreoffice.to_pdf({"report.docx": file}, tmp_path_factory.mktemp("laid"))["report.docx"]
    assert 25 < libreoffice.pages(made) < 60


def test_a_draft_saved_by_libreoffice_can_still_be_checked(
    file: bytes, saved: bytes, record_store: Settings
) -> None:
    run.use(record_store)
    before, after = draft.opened(file), draft.opened(saved)
    assert after.sentences == before.sentences
    assert after.tables == before.tables
    assert set(after.stands) == set(before.stands)
    assert check.checked(saved).holds
    assert not check.checked(saved).edited
