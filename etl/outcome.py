"""What the pipeline is asked and what it answers: a file with what its sender said, and all that is said of it."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field

from etl import memory
from etl.answers import Answer, Correction, no_answer
from etl.effects import Effect
from etl.fields import May, all_told
from etl.findings import Finding
from etl.interpret.clean import Clean
from etl.read import DEFAULT, Limits
from etl.standing import Later
from etl.validate.scope import Chosen

CHECKED = "checked"  # the store's word for a report that passed and was held back


@dataclass(frozen=True)
class Request:
    """A file with what its sender said beside it.

    `answer` replies to what is asked. `counted_at` (UTC without zone, never in the future) is for importers of
    history. `is_record`: the Secretariat's own, which may leave a status open. `hold`: check it and say what it would
    change, but do not load it yet. `fill_unchanged`: projects that the report says nothing of stand as last reported.
    `follows`: the earlier try that this one mends or answers. `is_form`: typed into the web form. `may`: the fields
    whose earlier values the sender may be told.
    """

    data: bytes
    name: str
    chosen: Chosen = field(default_factory=Chosen)
    submitter: str = "local operator"
    note: str | None = None
    counted_at: dt.datetime | None = None
    is_record: bool = False
    is_full: bool = True
    answer: Answer = no_answer
    limits: Limits = DEFAULT
    hold: bool = False
    fill_unchanged: bool = False
    follows: int | None = None
    on_behalf: bool = False
    is_form: bool = False
    may: May = all_told


@dataclass(frozen=True)
class Outcome:
    """What is said about a file. `submission_id` once stored; `repeats` the submission whose bytes it repeats."""

    file: str
    sha256: str
    kind: str
    verdict: str
    rows_read: int = 0
    projects_read: int = 0
    changes: dict[str, int] = field(default_factory=lambda: dict.fromkeys(memory.CHANGES, 0))
    findings: tuple[Finding, ...] = ()
    reports: tuple[tuple[str, str], ...] = ()  # (city_id, period)
    submission_id: int | None = None
    repeats: int | None = None
    later: Later | None = None  # what stands now in the place of the submission that it repeats
    corrections: tuple[Correction, ...] = ()
    effects: tuple[Effect, ...] = ()
    untouched: int = 0  # rows that say nothing of their project
    prepared_by: str | None = None  # who and in which position, as the file says
    is_shown_less: bool = False  # made from a template without money and wishes
    left_blank: tuple[str, ...] = ()  # their projects, whether “nothing changed” fills them or not

    def as_json(self) -> dict[str, object]:
        """The contract's object of `ascn check --json`."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "kind": self.kind,
            "verdict": self.verdict,
            "rows": {"read": self.rows_read, "projects": self.projects_read},
            "changes": self.changes,
            "findings": [f.as_json() for f in self.findings],
        }


@dataclass(frozen=True)
class Judged:
    """A file's outcome with the tables it was judged by (None where it could not be read)."""

    outcome: Outcome
    projects: Clean | None = None
    side: tuple[Clean, ...] = ()


def digest(data: bytes) -> str:
    """The content hash by which the same bytes are known again."""
    return hashlib.sha256(data).hexdigest()
