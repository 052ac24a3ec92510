"""What a decision of the desk would change, made short: a change that is the same on several lists is told once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from etl.effects import Effect


def shortened(told: Iterable[Effect]) -> list[Effect]:
    """The effects with the periods of equal changes joined; what vanishes or appears is told by the list alone."""
    known = list(told)
    gone = {_whose(e) for e in known if e.figure == "is_listed" and e.after is None}
    new = {_whose(e) for e in known if e.figure == "is_listed" and e.before is None}
    kept = [e for e in known if _is_told(e, gone, new)]
    joined: dict[tuple[object, ...], list[Effect]] = {}
    for effect in kept:
        same = (effect.axis, effect.key, effect.figure, effect.before, effect.after)
        joined.setdefault(same, []).append(effect)
    return [replace(own[-1], period=_periods([e.period for e in own])) for own in joined.values()]


def _whose(effect: Effect) -> tuple[str, str, str]:
    return effect.axis, effect.key, effect.period


def _is_told(effect: Effect, gone: set[tuple[str, str, str]], new: set[tuple[str, str, str]]) -> bool:
    if _whose(effect) in gone:
        return effect.figure == "is_listed" and effect.before == "True"
    if _whose(effect) in new:
        return effect.after == "True" if effect.figure == "is_listed" else effect.figure == "status"
    return True


def _periods(periods: list[str]) -> str:
    """`2024`, `2022, 2024`, and of many the first and the last."""
    each = list(dict.fromkeys(periods))
    return ", ".join(each) if len(each) < 4 else f"{each[0]} to {each[-1]}"
