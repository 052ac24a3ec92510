"""Whether a new wording tells what the sentence told: its numbers, statuses and turns, in their order. Who may reword a
sentence may not change what it counts, for whom, or which way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dashboard import labels

# A number, with its minus where it is no dash between two; else a word, with hyphens and apostrophes inside.
_TOKEN = re.compile(
    r"(?P<number>(?:(?<![\w.,])[−-])?\d+(?:[.,]\d+)*)|(?P<word>[^\W\d_]+(?:[-‑’'][^\W\d_]+)*)"
)
_TEENS = (
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# Words that we never write but a rewording may bring in; a plural says as much.
_PARTS = {
    **{"half": "1/2", "halves": "1/2", "third": "1/3", "quarter": "1/4", "dozen": "12", "couple": "2"},
    **{"once": "1x", "twice": "2x", "double": "2x", "doubled": "2x", "triple": "3x", "tripled": "3x"},
    **{"first": "1st", "second": "2nd", "fourth": "4th", "fifth": "5th", "tenth": "10th"},
    **{"hundred": "100", "thousand": "1000", "million": "1000000"},
}
_COUNTED = (
    {word: str(number) for number, word in enumerate(labels.SMALL)}
    | {word: str(number) for number, word in enumerate(_TEENS, 11)}
    | {word: str(number) for number, word in zip(range(20, 100, 10), _TENS, strict=True)}
    | {
        f"{word}-{one}": str(number + small)
        for number, word in zip(range(20, 100, 10), _TENS, strict=True)
        for small, one in enumerate(labels.SMALL[1:10], 1)
    }
    | _PARTS
    | {f"{word}s": said for word, said in _PARTS.items()}
    | {"none": "0"}
)
_STATES = {"completed", "ongoing", "planning", "cancelled", "hold"}
_TURNS = {
    *("not", "never", "neither", "nor", "without", "cannot", "all", "both"),
    *("behind", "ahead", "forward", "back", "longer", "more", "fewer", "less"),
}
_NOT = ("n't", "n’t")


def keeps_figures(text: str, new: str) -> bool:
    """Whether a new wording tells the numbers, statuses and turns of a text in the same order: two figures that change
    places, or a “not” put in, say something else with the same words."""
    return list(_figures(text)) == list(_figures(new))


def _figures(text: str) -> Iterator[str]:
    """Numbers, in digits or in words; words of status; words that turn a sentence round. In order."""
    for found in _TOKEN.finditer(text):
        if found["number"]:
            yield found["number"].replace("−", "-")
            continue
        word = found["word"].casefold()
        plain = word.replace("-", "").replace("‑", "")
        if (spelled := word.replace("‑", "-")) in _COUNTED:
            yield _COUNTED[spelled]
        elif word in _TURNS or plain in _STATES:
            yield plain
        elif word.endswith(_NOT):
            yield "not"
