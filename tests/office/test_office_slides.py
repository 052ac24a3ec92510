"""The meeting's slides in LibreOffice: they open whole, charts stay native with their numbers."""

from __future__ import annotations

from pathlib import Path

import libreoffice
import pytest
from pptx.presentation import Presentation

from dashboard.meeting import slides
from dashboard.queries import frame, run
from etl.settings import Settings
from tests.dashboard.slide_figures import bars, charts, opened


@pytest.fixture(scope="module")
def before(record_store: Settings) -> bytes:
    """The slides of the public record, of two member states: a start of LibreOffice is slow on many slides."""
    run.use(record_store)
    return slides.made(frame.view({"period": "2025", "country": "LAO,MYS"}))


@pytest.fixture(scope="module")
def after(before: bytes, tmp_path_factory: pytest.TempPathFactory) -> Presentation:
    """The same, opened and saved."""
    folder: Path = tmp_path_factory.mktemp("slides")
    return opened(libreoffice.save({"slides.pptx": before}, folder, kind="pptx")["slides.pptx"])


def test_every_slide_and_every_title_comes_back(before: bytes, after: Presentation) -> None:
    titles = [[slide.shapes.title.text for slide in deck.slides] for deck in (opened(before), after)]
    assert titles[0] == titles[1]
    assert len(titles[0]) > 15


def test_charts_come_back_native_with_their_numbers(before: bytes, after: Presentation) -> None:
    drawn = [
        [bars(chart) for slide in deck.slides for chart in charts(slide)] for deck in (opened(before), after)
    ]
    assert drawn[0] == drawn[1] != []


def test_notes_come_back(before: bytes, after: Presentation) -> None:
    said = [[s.notes_slide.notes_text_frame.text for s in deck.slides] for deck in (opened(before), after)]
    assert said[0] == said[1]
