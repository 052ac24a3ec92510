"""The HTML documents round the screens: the live page with its files beside it, and the pack with everything inside."""

from __future__ import annotations

from markupsafe import Markup, escape

from dashboard.meeting.furniture import Around
from dashboard.meeting.html import body
from dashboard.meeting.screens import Deck
from dashboard.meeting.tags import joined, tag

_HEAD = Markup(
    '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
)


def document(title: str, head: Markup, inside: Markup, end: Markup) -> str:
    """A whole document; `head`: what follows its title, `end`: scripts at its end."""
    named = tag("title", title)
    icon = Markup('<link rel="icon" href="data:,">')
    return str(
        joined(
            (
                _HEAD,
                named,
                icon,
                head,
                Markup("</head>\n<body>\n"),
                inside,
                end,
                Markup("\n</body>\n</html>\n"),
            )
        )
    )


def linked(*files: str) -> Markup:
    """Stylesheets and scripts of assets/, by addresses that change with the files."""
    from dashboard.officer.frame import fingerprint

    made = [
        Markup('<link rel="stylesheet" href="/assets/{0}?m={1}">')
        if name.endswith(".css")
        else Markup('<script src="/assets/{0}?m={1}"></script>')
        for name in files
    ]
    return joined(text.format(name, fingerprint(name)) for text, name in zip(made, files, strict=True))


def live(deck: Deck, around: Around) -> str:
    """The page of /meeting."""
    head = linked("0-tokens.css", "meeting.css", "theme.js")
    inside = body(deck, around)
    return document(f"Meeting – {deck.title}", head, inside, linked("meeting.js"))


def alone(deck: Deck, style: str, script: str) -> str:
    """The pack: one file that asks nobody for anything. `style`: with its fonts inside."""
    policy = (
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; font-src data:; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    guard = Markup('<meta http-equiv="Content-Security-Policy" content="{}">').format(policy)
    head = guard + Markup(f"<style>{style}</style>")  # noqa: S704 - our own file
    end = Markup(f"<script>{script}</script>")  # noqa: S704 - our own file
    return document(escape(deck.title), head, body(deck), end)
