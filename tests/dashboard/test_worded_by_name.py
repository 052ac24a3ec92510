"""Who worded a sentence, and what it said before, in what is made for others than the Secretariat."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.queries import frame, run
from dashboard.reports import annual, check, word, worded
from dashboard.server import create_server
from etl import editions
from etl.settings import Settings, settings
from tests.dashboard.drafted import CITY, PERIOD, Ground, report

LEVELS = ("public", "network", "secretariat")
WHO, AGREED = "Noor Aminah, Director", "Cambodia is busy."
STANDING = "country/KHM/standing"


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Other tests ask the store that they asked before."""
    before = run.used()
    yield
    run.use(before)


@pytest.fixture
def site(ground: Ground, tmp_path: Path) -> Settings:
    """A store with a final edition in which a person of a member state worded a sentence."""
    shutil.copytree(ground.store.home, tmp_path / "store")
    chosen = settings(home=tmp_path / "store")
    run.use(chosen)
    editions.create(chosen.home, ground.reference, "M", PERIOD)
    plain = annual.built(frame.view({"edition": "m"}), chosen.home)
    drafted = {s.id: s.text for s in plain.sentences()}[STANDING]
    for identity, text in ((STANDING, AGREED), ("meeting/network/stands", "All is well")):
        of = drafted if identity == STANDING else ""
        editions.word(chosen.home, "m", identity, text, "asked for", WHO, of)
    editions.make_final(chosen.home, ground.reference, "m")
    return chosen


def looked_at(site: Settings, level: str) -> Settings:
    chosen = site.model_copy(update={"audience": level})
    run.use(chosen)
    return chosen


def drafted_for(site: Settings, level: str) -> bytes:
    looked_at(site, level)
    return word.written(annual.built(frame.view({"edition": "m"}), site.home))


def held_in(file: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        return "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


@pytest.mark.parametrize("level", LEVELS)
def test_a_word_file_names_who_worded_a_sentence_to_the_secretariat_only(site: Settings, level: str) -> None:
    text = held_in(drafted_for(site, level))
    assert AGREED in text
    assert (WHO in text) == (level == "secretariat")
    assert ("Cambodia lists" in text) == (level == "secretariat"), "what it said before"


@pytest.mark.parametrize("level", LEVELS)
def test_the_speaker_s_window_names_who_worded_a_note_to_the_secretariat_only(
    site: Settings, level: str
) -> None:
    edition = editions.get(site.home, "m")
    run.use(site)
    note = next(s for s in annual.built(frame.view({}), site.home).sentences() if s.id == STANDING)
    assert worded.sentence(note, edition).by == WHO
    client = create_server(looked_at(site, level)).test_client()
    text = client.get("/meeting/notes?edition=m&country=KHM").get_data(as_text=True)
    assert AGREED in text
    assert ("worded by" in text) == (level == "secretariat")


@pytest.mark.parametrize("level", LEVELS)
def test_a_draft_for_any_audience_is_held_against_the_data(
    site: Settings, ground: Ground, level: str
) -> None:
    file = drafted_for(site, level)
    assert check.checked(file) == check.Outcome((), (), (), (), (), ())
    rows = ground.rows.iloc[1:].copy()
    rows.loc[len(ground.rows)] = {**ground.rows.iloc[0].to_dict(), "in_plan": "no"}
    assert report(settings(home=site.home), ground.reference, rows) in ("accepted", "needs_confirmation")
    looked_at(site, "secretariat")  # which may ask what is known now
    told = {c.id: c.old for c in check.checked(file, "now").no_longer}
    assert told[STANDING] == AGREED
    assert f"city/{CITY}/standing" in told
