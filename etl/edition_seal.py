"""Making an edition final (sealing) and looking whether it still is what it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from etl import days, edition_clock, edition_figures, edition_keep, memory, reference, silence_fold, sql
from etl.edition_fold import Edition
from etl.edition_ledger import Refused, add, all_entries, folded, short
from etl.memory import Run
from etl.reference import Reference
from etl.silence_fold import Procedure
from etl.store import Connection, snapshot, write


@dataclass(frozen=True)
class Verdict:
    """`kept`: the kept figures are those of the digest. `same`: the marts still say the same of its moment, by the
    rules and code lists kept with it. `parts`: those that differ. `moved`: what changed since: program, rules."""

    kept: bool
    same: bool
    parts: tuple[str, ...]
    moved: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        """Nothing differs."""
        return self.kept and self.same

    def sentence(self) -> str:
        """The verdict in words."""
        if not self.kept:
            return f"The kept figures are not those that were made final: {', '.join(self.parts)}."
        if self.same:
            return "The same figures as when it was made final, kept and recomputed."
        why = f", since the {' and the '.join(self.moved)} changed" if self.moved else ""
        return f"The kept figures are whole; recomputed now, {', '.join(self.parts)} differ{why}."


def program() -> str:
    """The program that computes figures: its version and the digest of their definitions."""
    return f"ASCN Monitor {version('ascn-monitor')} ({write.code_digest()[:12]})"


def clocks_of(run: Run, edition: Edition) -> dict[str, Any]:
    """What the marts are asked with: period, compare (None: no earlier list), known_on, compare_known_on."""
    asked = {"period": edition.period, "known_on": edition.known_on}
    compare = edition.compare
    if compare is None and not edition.is_final:
        earlier = run(sql.text("edition/periods"), asked)
        with_list = [p for p in earlier[earlier["reports"] > 0]["period"] if p != edition.period]
        compare = with_list[0] if with_list else None
    then = edition.compare_known_on or edition.known_on
    return {**asked, "compare": compare, "compare_known_on": then}


def make_final(home: Path, lists: Reference, edition_id: str, who: str, early: str = "") -> None:
    """Compute, keep, and only then write `final` down; a try that is cut short leaves a draft. `early`: why, where its
    silence procedure is not over. Raises Refused."""
    snapshot.require(home)
    with write.writer(home, lists) as connection:
        edition = folded(memory.through(connection)).get(edition_id)
        if edition is None:
            raise Refused(f"There is no edition “{edition_id[:60]}”.", "edition")
        if not edition.is_final:
            _seal(connection, home, lists, edition, who, early)
    # Said after publishing: a process that died between the two left readers with a draft.
    if edition.is_final:
        raise Refused(f"“{edition.name}” is final already and stays as it is.", "edition")


def _seal(
    connection: Connection, home: Path, lists: Reference, edition: Edition, who: str, early: str
) -> None:
    run = memory.through(connection)
    _need_reports(run, edition)
    told_of = [e for e in all_entries(run) if e.edition_id == edition.edition_id]
    left = left_open(silence_fold.procedure(told_of), edition, lists)
    if left and not early.strip():
        raise Refused(f"{left} Say why it is made final all the same, or wait.", "early")
    known_on = edition_clock.now(connection)
    clocks = clocks_of(run, edition) | {"known_on": known_on, "compare_known_on": known_on}
    parts = edition_figures.texts(edition_figures.frames(run, clocks))
    of_parts = edition_figures.digests(parts)
    told = {
        "known_on": known_on.isoformat(),
        "compare": clocks["compare"],
        "compare_known_on": None,
        "digest": edition_figures.digest(of_parts),
        "parts": of_parts,
        "program": program(),
        "rules_digest": lists.digest,
        "early": left,
    }
    named = {"edition_id": edition.edition_id, "name": edition.name, "period": edition.period}
    edition_keep.keep(home, edition.edition_id, parts, lists.folder, {**named, **told})
    why = short(early.strip()) if left else None
    add(connection, edition.edition_id, "final", value=told, reason=why, who=who, at=known_on)


def left_open(known: Procedure, edition: Edition, lists: Reference) -> str:
    """What of a silence procedure is not over, in a sentence; "" where nothing is: made final, it takes no answer any
    more, and an objection that nobody decided on is lost."""
    told, asked = [], len(known.in_question(edition))
    if known.by is not None and not days.has_passed(known.by, lists):
        told.append(f"the last day for answers, {known.by.day} {known.by:%b %Y}, has not passed")
    if asked:
        told.append(f"{asked} {'objection is' if asked == 1 else 'objections are'} open")
    words = ", and ".join(told)
    return f"{words[0].upper()}{words[1:]}." if words else ""


def _need_reports(run: Run, edition: Edition) -> None:
    told = run(sql.text("edition/periods"), {"period": edition.period, "known_on": None})
    if told.empty or not int(told["reports"].iloc[0]):
        raise Refused(
            f"No report for {edition.period} has been accepted yet, so there is nothing to make final.",
            "edition",
        )


def verify(home: Path, edition: Edition) -> Verdict:
    """Compare the kept figures, and those recomputed by the kept rules, with the digest. Raises Refused for a draft."""
    if not edition.is_final:
        raise Refused(f"“{edition.name}” is a draft; there is nothing to verify yet.", "edition")
    kept = {part: edition_keep.text(home, edition.edition_id, part) for part in edition_figures.PARTS}
    spoilt = _differing(edition_figures.digests(kept), edition.parts)
    if spoilt:
        return Verdict(False, False, spoilt, ())
    other = _differing(_recomputed(home, edition), edition.parts)
    changed = moved(home, edition) if other else ()
    return Verdict(True, not other, other, changed)


def _differing(some: Mapping[str, str], others: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(part for part in edition_figures.PARTS if some.get(part) != others.get(part))


def _recomputed(home: Path, edition: Edition) -> dict[str, str]:
    """Digests by today's program; where the reference folder has changed since, by the copy that was kept."""
    seen = snapshot.current(home)
    if seen.meta().get("reference_digest") == edition.rules_digest:
        return _digests(seen.run, edition)
    then = reference.Reference(edition_keep.rules(home, edition.edition_id))
    with write.rehearsal(home, then) as connection:
        return _digests(memory.through(connection), edition)


def _digests(run: Run, edition: Edition) -> dict[str, str]:
    return edition_figures.digests(
        edition_figures.texts(edition_figures.frames(run, clocks_of(run, edition)))
    )


def moved(home: Path, edition: Edition) -> tuple[str, ...]:
    """What is another today than a final edition was made with: program, rules and code lists."""
    rules = snapshot.current(home).meta().get("reference_digest") != edition.rules_digest
    changed = (("program", program() != edition.program), ("rules and code lists", rules))
    return tuple(what for what, is_other in changed if is_other)
