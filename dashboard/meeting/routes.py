"""/meeting: the screens, the speaker's notes in a second window, and the page on which a meeting is arranged in an
edition. Plain Flask: a meeting room waits for nothing."""

from __future__ import annotations

from flask import Blueprint, Response, abort, redirect, request
from flask.typing import ResponseReturnValue

from dashboard import audience
from dashboard.filters import View
from dashboard.meeting import deck, edit, notes_page, opened, pack, page
from dashboard.meeting.furniture import Around, channel
from dashboard.meeting.screens import Screen
from dashboard.officer.frame import page as light_page
from dashboard.officer.frame import settings
from dashboard.queries import frame
from dashboard.wrong import Wrong
from etl import editions
from etl.editions import Edition, Refused

pages = Blueprint("meeting", __name__)


@pages.errorhandler(Wrong)
def _wrong(error: Wrong) -> ResponseReturnValue:
    """A meeting about a period that has no list: why there is none, and the way to one that there is."""
    view = _meeting()
    newest = next((p.code for p in reversed(view.options.periods) if p.has_list), None)
    href, onward = ("/submit", "Submit a first report")
    if view.known_on:
        href, onward = view.url("/meeting", known_on=None, edition=None), "Show the meeting as known now"
    if newest:
        href, onward = view.url("/meeting", period=newest, compare=None), f"Show the meeting of {newest}"
    title = "There is nothing to show yet"
    return light_page("message.html", title=title, words=error.why, href=href, onward=onward), 404


@pages.get("/meeting")
def screens() -> str:
    """The screens of the view that the address asks for."""
    view = _meeting()
    return page.live(deck.built(view), _around(view))


def _around(view: View) -> Around:
    """Ways on from the screens, as far as they are for this reader."""
    ways = [
        ("Leave the meeting", view.url("/")),
        ("Take it away as one file", opened.url(view, "/meeting/pack.html")),
        ("Reports and slides", view.url("/reports")),
    ]
    if audience.may("desk"):
        ways.append(("Arrange the meeting", view.url("/meeting/edit")))
    ways += opened.others(view)
    unused = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in view.ignored)
    return Around(opened.url(view, "/meeting/notes"), channel(view), tuple(ways), unused)


@pages.get("/meeting/notes")
def notes() -> str:
    """What to say at each, for the speaker's own window."""
    view = _meeting()
    made = deck.built(view)
    return notes_page.document_of(made, view, has_spoken=audience.may("desk"))


@pages.get("/meeting/pack.html")
def as_file() -> Response:
    """The pack of the view as a file to keep."""
    view = _meeting()
    name = view.edition or f"meeting-{view.period}"
    name += "-secretariat" if opened.is_own(view) else ""
    headers = {"Content-Disposition": f'attachment; filename="{name}.html"'}
    return Response(pack.made(view), mimetype="text/html", headers=headers)


@pages.get("/meeting/edit")
def arrange() -> ResponseReturnValue:
    """The form: order, shown or not, notes; without an edition the choice of one."""
    _for_the_desk()
    view = _view()
    return _form(view, frame.edition_of(view))


@pages.post("/meeting/edit")
def keep() -> ResponseReturnValue:
    """Keep what the form says in the draft edition, and go back to it (303)."""
    _for_the_desk()
    view = _view()
    edition = frame.edition_of(view)
    if edition is None:
        abort(400, "Choose the edition in which the meeting is to be kept.")
    chosen = deck.arrangement(edition.arrangement)
    lines = edit.entries(_all_views(edition), chosen)
    asked = edit.said(request.form, lines, chosen)
    try:
        editions.arrange(settings().home, edition.edition_id, asked, settings().operator)
    except Refused as fault:
        return _form(view, edition, str(fault)), 422
    target = request.form.get("do", "").partition(":")[2]
    is_known = target in {line.view_id for line in lines}
    return redirect(view.url("/meeting/edit") + (f"#view-{target}" if is_known else "#kept"), 303)


def _form(view: View, edition: Edition | None, problem: str = "") -> str:
    chosen = deck.arrangement(edition.arrangement if edition else {})
    return light_page(
        "meeting_edit.html",
        edition=edition,
        drafts=[e for e in editions.listed(settings().home) if not e.is_final],
        entries=edit.entries(_all_views(edition), chosen) if edition else [],
        action=view.url("/meeting/edit"),
        screens=view.url("/meeting"),
        notes=view.url("/meeting/notes"),
        pack=view.url("/meeting/pack.html"),
        problem=problem,
    )


def _all_views(edition: Edition) -> list[Screen]:
    """Every view of the edition, whatever the address filters: the arrangement is the whole edition's."""
    return deck.views(frame.view({"edition": edition.edition_id}), edition)


def _meeting() -> View:
    return opened.view(request.args.to_dict(flat=False))


def _view() -> View:
    return frame.view(request.args.to_dict(flat=False))


def _for_the_desk() -> None:
    if not audience.may("desk"):
        abort(403, "A meeting is arranged by the Secretariat.")
