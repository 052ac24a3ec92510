"""A page with a form as a browser holds it: what its fields send, which labels they have, what is folded."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any


class FilledForm(HTMLParser):
    """`sends`: name → value of every field that would be sent; `labelled`: ids that a label names; `ids`: all of them;
    Line ends go as browsers send them: none in a field of one line, two letters in the others.
    `asked`: ids of fields that a person fills in; `folded`: id → whether its group stands open; `said`: all words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.sends: dict[str, str] = {}
        self.labelled: set[str] = set()
        self.ids: set[str] = set()
        self.asked: set[str] = set()
        self.folded: dict[str, bool] = {}
        self.links: set[str] = set()
        self._of: str | None = None
        self._is_chosen = False
        self._words: list[str] = []
        self.feed(text)
        self.said = re.sub(r"\s+", " ", " ".join(self._words))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        props: dict[str, Any] = dict(attrs)
        if "id" in props:
            assert props["id"] not in self.ids, props["id"]
            self.ids.add(props["id"])
        if tag == "label" and "for" in props:
            self.labelled.add(props["for"])
        elif tag == "details" and "id" in props:
            self.folded[props["id"]] = "open" in props
        elif tag == "a" and str(props.get("href", "")).startswith("#"):
            self.links.add(props["href"][1:])
        elif tag in ("input", "select", "textarea") and "name" in props:
            self._field(tag, props)
        self._is_chosen = tag == "option" and "selected" in props

    def _field(self, tag: str, props: dict[str, Any]) -> None:
        kind = props.get("type", tag)
        if kind in ("radio", "checkbox"):
            if "checked" in props:
                self.sends[props["name"]] = props.get("value", "on")
            return
        value = props.get("value") or ""
        self.sends[props["name"]] = re.sub(r"[\r\n]", "", value) if kind == "text" else value
        if kind != "hidden":
            self.asked.add(props["id"])
        self._of = props["name"] if tag in ("select", "textarea") else None

    def handle_endtag(self, tag: str) -> None:
        if tag in ("select", "textarea"):
            self._of = None

    def handle_data(self, data: str) -> None:
        self._words.append(data)
        if self._of and self.lasttag == "textarea":
            told = self.sends[self._of]
            self.sends[self._of] = told + (data if told else data.removeprefix("\n")).replace("\n", "\r\n")
        elif self._of and self._is_chosen:
            self.sends[self._of] = data
