"""The `ascn` command: everything of the etl, and `serve`, which alone needs the pages."""

from __future__ import annotations

from typing import Annotated

import typer

from etl.cli import app, main
from etl.cli.options import ready
from etl.store import snapshot

__all__ = ["main"]


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port.", min=1, max=65535)] = 8050,
    workers: Annotated[int, typer.Option(help="Processes.", min=1, max=64)] = 1,
) -> None:
    """Serve the pages."""
    settings, _reference = ready()
    snapshot.require(settings.home)
    from dashboard import server  # the pages take a second to load: only here are they needed

    server.run(host, port, workers)
