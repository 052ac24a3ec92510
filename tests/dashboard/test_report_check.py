"""`ascn report check`: a draft held against the data, whatever was done to it in Word; what is no draft is refused in a
sentence. That it lists exactly what the data changed is held by test_report_property.py."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from typer.testing import CliRunner

from dashboard.command import app
from dashboard.queries import frame, run
from dashboard.reports import annual, brief, check, draft, extract, word
from dashboard.wrong import Wrong
from etl import editions
from etl.settings import Settings, settings
from tests.dashboard.drafted import CITY, PERIOD, Ground, changed
from tests.dashboard.reading_reports import W, parts, repacked

STANDING = "country/MYS/standing"
Held = Callable[[bytes], check.Outcome]


@pytest.fixture(scope="module")
def held(ground: Ground) -> Held:
    """Holds a draft against the ground's data; what would be drafted today is made once."""
    run.use(ground.store)
    today = check.rebuilt(draft.opened(ground.file))
    return lambda data: check.compared(draft.opened(data), today)


def edited(data: bytes, old: str, new: str) -> bytes:
    """The file after words were changed in its body alone."""

    def change(name: str, blob: bytes) -> bytes:
        return blob.replace(old.encode(), new.encode()) if name == "word/document.xml" else blob

    return repacked(data, change)


def control_of(data: bytes, identity: str) -> str:
    """The XML of a sentence's control."""
    body = parts(data)["word/document.xml"].decode()
    return next(
        c for c in re.findall(r"<w:sdt>.*?</w:sdt>", body, re.DOTALL) if f'w:tag w:val="{identity}"' in c
    )


def paragraphs_of(data: bytes) -> list[str]:
    """The words of every paragraph, those of fields and controls too."""
    body = fromstring(parts(data)["word/document.xml"])
    return ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in body.iter(f"{W}p")]


def test_a_caption_that_says_a_finding_is_held_to_its_figures(ground: Ground, tmp_path: Path) -> None:
    chosen = changed(ground, tmp_path, 0, "status", "completed")
    assert chosen
    told = {c.id: (c.old, c.new) for c in check.checked(ground.file).no_longer}
    assert told["network/growth/finding"] == (
        "The list grew from 53 to 134 projects; 18 are completed",
        "The list grew from 53 to 134 projects; 19 are completed",
    )
    old, new = told["focus_area/chart/finding"]
    assert "18 completed" in old
    assert "19 completed" in new


def test_a_draft_holds_as_long_as_nothing_changes(ground: Ground) -> None:
    run.use(ground.store)
    outcome = check.checked(ground.file)
    assert outcome.holds
    assert outcome == check.Outcome((), (), (), (), (), ())


def test_words_changed_by_hand_are_told_apart(ground: Ground, held: Held) -> None:
    data = edited(ground.file, "Malaysia lists 29 projects", "Malaysia reports on 29 projects")
    outcome = held(data)
    assert outcome.holds
    (change,) = outcome.edited
    assert change.id == STANDING
    assert change.old.startswith("Malaysia lists")
    assert change.new.startswith("Malaysia reports on")


def test_copies_moves_and_omissions_by_hand_confuse_nothing(ground: Ground, held: Held) -> None:
    one = control_of(ground.file, STANDING)
    assert held(edited(ground.file, one, one + one)).holds
    moved = edited(edited(ground.file, one, ""), "<w:sectPr", f"<w:p>{one}</w:p><w:sectPr")
    assert not held(moved).removed
    outcome = held(edited(ground.file, one, ""))
    assert outcome.holds
    assert outcome.removed == (STANDING,)


def test_a_sentence_whose_control_is_gone_still_stands(ground: Ground, held: Held) -> None:
    one = control_of(ground.file, STANDING)
    bare = re.sub(r"</?w:sdt(Content|Pr)?>|<w:(alias|tag|id)[^>]*>", "", one)
    assert not held(edited(ground.file, one, bare)).removed


def test_a_tracked_deletion_is_taken_as_deleted(ground: Ground, held: Held) -> None:
    one = control_of(ground.file, STANDING)
    struck = one.replace("<w:r>", '<w:del w:id="9" w:author="a"><w:r>').replace("</w:r>", "</w:r></w:del>")
    (change,) = held(edited(ground.file, one, struck)).edited
    assert (change.id, change.new) == (STANDING, "")


def test_a_draft_of_an_edition_keeps_to_the_wording_that_was_agreed(ground: Ground, tmp_path: Path) -> None:
    shutil.copytree(ground.store.home, tmp_path / "store")
    chosen = settings(home=tmp_path / "store")
    editions.create(chosen.home, ground.reference, "M", PERIOD)
    editions.word(chosen.home, "m", STANDING, "Malaysia is busy.", "asked for")
    run.use(chosen)
    file = word.written(annual.built(frame.view({"edition": "m"}), chosen.home))
    assert check.checked(file) == check.Outcome((), (), (), (), (), ())
    editions.word(chosen.home, "m", STANDING, "Malaysia goes on.", "asked for")
    editions.drop(chosen.home, "m", "country/MYS/moved", "asked for")
    outcome = check.checked(file)
    assert outcome.holds
    assert {(c.id, c.new) for c in outcome.agreed} == {
        (STANDING, "Malaysia goes on."),
        ("country/MYS/moved", ""),
    }


def test_another_second_clock_is_another_question(ground: Ground) -> None:
    run.use(ground.store)
    outcome = check.checked(ground.file, "2025-12-31")  # before the city reported once more
    gone = {c.id for c in outcome.no_longer}
    assert f"quote/{CITY}-01/next_steps" in gone
    others = {i for i in gone if i.startswith(("country/MYS", "city/")) and CITY not in i}
    assert others == {"city/dili/standing"}  # which was no member then
    with pytest.raises(Wrong, match="No report for 2025"):
        check.checked(ground.file, "2024-12-31")
    with pytest.raises(Wrong, match="no moment"):
        check.checked(ground.file, "next week")


@pytest.mark.parametrize("kind", ["brief", "extract"])
def test_briefs_and_extracts_are_checked_too(kind: str, ground: Ground) -> None:
    run.use(ground.store)
    view, home = frame.view({"period": PERIOD}), ground.store.home
    made = brief.built(view, home, "KHM") if kind == "brief" else extract.built(view, "sector", "transport")
    assert check.checked(word.written(made)).holds


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"<a/>" + b" " * 60_000_000)
    return out.getvalue()


def entities(data: bytes) -> bytes:
    head = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'

    def change(name: str, blob: bytes) -> bytes:
        if name != "customXml/item77.xml":
            return blob
        return head + blob.removeprefix(b'<?xml version="1.0" encoding="UTF-8"?>').replace(
            b"Malaysia", b"&b;"
        )

    return repacked(data, change)


def asking(data: bytes, **asked: Any) -> bytes:
    def change(name: str, blob: bytes) -> bytes:
        if name != "customXml/item77.xml":
            return blob
        return re.sub(rb"<asked>.*?</asked>", f"<asked>{json.dumps(asked)}</asked>".encode(), blob)

    return repacked(data, change)


def with_part(name: str, change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """What changes one part of a file."""
    return lambda data: repacked(data, lambda n, blob: change(blob) if n == name else blob)


KEPT, BODY = "customXml/item77.xml", "word/document.xml"
DAMAGED = "cannot be opened"
REFUSED = {
    "nothing": (lambda _: b"", DAMAGED),
    "a text": (lambda _: b"Dear all", DAMAGED),
    "a torso": (lambda data: data[:20_000], DAMAGED),
    "a bomb": (lambda _: bomb(), "more than a report can hold"),
    "entities": (entities, DAMAGED),
    "another's": (with_part(KEPT, lambda _: b"<x/>"), "not drafted here"),
    "no body": (with_part(BODY, lambda _: b"<x"), DAMAGED),
    "a strange kind": (with_part(KEPT, lambda b: b.replace(b'"annual"', b'"x"')), "no kind of document"),
    "a strange period": (lambda data: asking(data, period="1789"), "this store does not have"),
    "a strange edition": (lambda data: asking(data, edition="nowhere"), "this store does not have"),
    "no object": (with_part(KEPT, lambda b: re.sub(rb"(?<=<asked>).*?(?=</asked>)", b"[1]", b)), DAMAGED),
    "a deep list": (with_part(KEPT, lambda b: re.sub(rb"(?<=<asked>).*?(?=</asked>)", b"[" * 99_999, b)), DAMAGED),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_draft_of_ours_is_refused_in_a_sentence(what: str, ground: Ground) -> None:
    run.use(ground.store)
    make, words = REFUSED[what]
    with pytest.raises(draft.NotADraft, match=words):
        check.checked(make(ground.file))


def test_the_command_lists_old_and_new_and_exits_1(ground: Ground, tmp_path: Path) -> None:
    chosen = changed(ground, tmp_path, 0, "status", "on_hold")
    assert chosen
    (tmp_path / "draft.docx").write_bytes(ground.file)
    (tmp_path / "letter.docx").write_bytes(b"Dear all")
    env = {"ASCN_HOME": str(chosen.home)}

    def ascn(*words: str) -> Any:
        return CliRunner().invoke(app, ["report", *words], env=env)

    done = ascn("check", str(tmp_path / "draft.docx"), "--json")
    assert done.exit_code == 1
    items = {(i["what"], i["id"]): i for i in json.loads(done.stdout)}
    assert "on hold" in items["no_longer", f"city/{CITY}/standing"]["new"]
    assert ("tables", f"city/{CITY}/projects") in items
    table = items["tables", f"city/{CITY}/projects"]
    assert re.fullmatch(r"Table \d+\. Projects of Siem Reap, 2025", table["title"])
    assert table["title"] in "".join(paragraphs_of(ground.file))
    assert [row.split(" | ")[-1] for row in table["new"]] == ["On hold"]
    assert len(table["old"]) == 1
    told = ascn("check", str(tmp_path / "draft.docx"))
    assert "Sentences that no longer hold" in told.stdout
    assert f"{table['title']} (city/{CITY}/projects)" in told.stdout
    assert ascn("check", str(tmp_path / "letter.docx")).exit_code == 3
    assert ascn("template", "-o", str(tmp_path / "template.docx")).exit_code == 0
    of_one = ("--country", "KHM", "--template", str(tmp_path / "template.docx"))
    assert ascn("draft", "-o", str(tmp_path / "new.docx"), *of_one).exit_code == 0
    assert ascn("check", str(tmp_path / "new.docx")).exit_code == 0
    early = ascn("draft", "-o", str(tmp_path / "old.docx"), "--known-on", "2017-01-01")
    assert str(early.exception) == "No report for 2018 had been accepted by then."


def test_a_draft_says_for_whom_it_is_and_one_for_the_network_leaves_out_what_is_not(
    practice_store: Settings, tmp_path: Path
) -> None:
    env = {"ASCN_HOME": str(practice_store.home)}

    def ascn(*words: str, audience: str = "secretariat") -> Any:
        return CliRunner().invoke(app, ["report", *words], env=env | {"ASCN_AUDIENCE": audience})

    of_one = ("draft", "--country", "MYS")
    ours, theirs = tmp_path / "ours.docx", tmp_path / "theirs.docx"
    assert ascn(*of_one, "-o", str(ours)).exit_code == 0
    assert ascn(*of_one, "-o", str(theirs), "--for", "network").exit_code == 0
    said = {file: " ".join(paragraphs_of(file.read_bytes())) for file in (ours, theirs)}
    for words in ("For the Secretariat: it may hold", "Difficulties", "Support wanted"):
        assert words in said[ours]
        assert words not in said[theirs]
    heads = {
        file: b"".join(blob for name, blob in parts(file.read_bytes()).items() if "header" in name)
        for file in (ours, theirs)
    }
    assert b"For the Secretariat" in heads[ours]
    assert b"For the Secretariat" not in heads[theirs]
    assert ascn("check", str(theirs)).exit_code == 0  # held to what the network may see
    refused = ascn(*of_one, "-o", str(ours), "--for", "secretariat", audience="network")
    assert "Choose public, network." in str(refused.exception)
