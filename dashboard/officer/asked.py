"""What a form says beside its file, as the pipeline wants it: an outsider's words, cleaned and bounded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import request

from dashboard import audience
from dashboard.officer.frame import code_lists, settings
from etl.answers import Answer, Reply
from etl.findings import Finding, Severity
from etl.interpret.text import INVISIBLE_RUN
from etl.pipeline import Request
from etl.read import DEFAULT, Limits
from etl.read.raw import MEBIBYTE
from etl.validate.scope import Chosen

MOST_LETTERS = 2000
TAKEN = "Suggestion taken"
_KEPT = (
    "\n\u200b\u200c\u200d"  # line ends, and the breaks and joins inside Khmer, Lao, Burmese and Thai words
)
_ANSWER = re.compile(r"answer-(\d{1,6})")


@dataclass(frozen=True)
class Answers:
    """`choices` by the number of a finding; `unreasoned`: numbers that were answered without the reason they need."""

    choices: Mapping[int, Reply]
    unreasoned: tuple[int, ...] = ()


def words(name: str, limit: int = MOST_LETTERS) -> str:
    """A field as one text: control characters are blanks, no more than `limit` letters."""
    return cleaned(request.form.get(name, ""), limit)


def cleaned(text: str, limit: int = MOST_LETTERS) -> str:
    """Text of an outsider without control characters; what shows nothing, such as a soft hyphen, parts no word."""
    kept = "".join(_plain(c) for c in text[: 4 * limit].replace("\r\n", "\n"))
    return kept.strip()[:limit]


def _plain(letter: str) -> str:
    if letter.isprintable() or letter in _KEPT:
        return letter
    return "" if INVISIBLE_RUN.fullmatch(letter) else " "


def is_ticked(name: str) -> bool:
    """Whether a box was ticked; `0`, `no` and blank mean that it was not."""
    return request.form.get(name, "").strip().casefold() not in ("", "0", "no", "off", "false", "full")


def is_unchanged(before: bool) -> bool:
    """Whether "nothing changed" is said: by its box where the form shows one (`blank`), else as `before`."""
    return is_ticked("unchanged") or (before and not request.form.get("blank"))


def numbers(name: str) -> list[int]:
    """The submissions that a request names in a field, those of its form before those of its address.

    Who may open a file and which file is opened are both asked here: two readings of one request would let a stranger
    name one file to the guard and another to the page.
    """
    typed = (*request.form.getlist(name), *request.args.getlist(name))
    return [number for text in typed if (number := as_number(text)) is not None]


def number(name: str) -> int | None:
    """The submission that a request names in a field, or None where it names none."""
    return next(iter(numbers(name)), None)


def as_number(text: str) -> int | None:
    """A number of a submission as typed, or None where it is none."""
    typed = text.strip()
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 9 else None


def chosen() -> Chosen:
    """City and period said beside the file."""
    lists = code_lists().lists
    city, period = lists["city"].find(words("city", 100)), lists["period"].find(words("period", 100))
    return Chosen(city.code if city else None, period.code if period else None)


def stranger() -> str:
    """What to say of a city or period beside the file that is in no list; nothing where all is known."""
    for name in ("city", "period"):
        typed = words(name, 100)
        if typed and code_lists().lists[name].find(typed) is None:
            return f"“{typed}” is no {name} that we know. Choose one of the list, or leave it to the file."
    return ""


def limits() -> Limits:
    """Those of an upload."""
    return replace(DEFAULT, max_bytes=settings().max_upload_mb * MEBIBYTE)


def answers(severities: Mapping[int, str]) -> Answers:
    """What was chosen beside the findings of a file. `severities` of the findings that can be answered, by number.

    One answer may stand for several findings that say the same (`same-<n>`). A yes needs a reason: its own,
    or the one for all (`reason`).
    """
    choices: dict[int, Reply] = {}
    unreasoned: list[int] = []
    for first, said in _said(severities).items():
        own = words(f"reason-{first}") or words("reason")
        is_fix = severities[first] == Severity.FIX
        if said == "take":
            reply = Reply(own or TAKEN, take=True)
        elif said == "yes" and own and not is_fix:
            reply = Reply(own)
        else:
            unreasoned += [first] if said == "yes" and not is_fix else []
            continue
        choices |= dict.fromkeys(_same(first, severities), reply)
    return Answers(choices, tuple(unreasoned))


def _said(severities: Mapping[int, str]) -> dict[int, str]:
    """Number of the first finding of a line → yes, take or fix."""
    said = {
        n: "take" for n, s in severities.items() if s == Severity.FIX and request.form.get("take") == "all"
    }
    for name in request.form:
        match = _ANSWER.fullmatch(name)
        if match and int(match[1]) in severities:
            said[int(match[1])] = request.form[name]
    return said


def _same(first: int, severities: Mapping[int, str]) -> set[int]:
    others = {int(n) for n in words(f"same-{first}", 20_000).split() if n.isascii() and n.isdecimal()}
    return {first} | {n for n in others & set(severities) if severities[n] == severities[first]}


def by_code(note: str | None) -> Answer:
    """`confirm=all|CODE` with a note, as programs send it; without a note nothing is confirmed."""
    ticked = set(request.form.getlist("confirm"))

    def answer(finding: Finding) -> Reply | None:
        is_asked = finding.severity is Severity.CONFIRM and ticked & {"all", finding.code}
        return Reply(note, finding.rule.yes_takes) if note and is_asked else None

    return answer


def either(first: Answer, second: Answer) -> Answer:
    """The first answer that there is."""
    return lambda finding: first(finding) or second(finding)


def sent(data: bytes, name: str, answer: Answer, follows: int | None, *, is_form: bool = False) -> Request:
    """A file with everything that was said beside it."""
    note = words("note") or None
    return Request(
        data,
        name,
        chosen(),
        settings().operator,
        note,
        is_full=not is_ticked("coverage"),
        answer=either(answer, by_code(note)),
        limits=limits(),
        hold=is_ticked("hold"),
        fill_unchanged=is_ticked("unchanged"),
        follows=follows,
        on_behalf=is_ticked("on_behalf"),
        is_form=is_form,
        may=audience.may,
    )


def file_name(typed: str | None) -> str:
    """A file's name without folders and control characters."""
    name = (typed or "").replace("\\", "/").rsplit("/", 1)[-1]
    return " ".join(cleaned(name, 200).split()) or "report"
