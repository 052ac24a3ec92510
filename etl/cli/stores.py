"""Commands on a store as a whole."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from etl import rebuild as made_anew
from etl import start
from etl.cli.options import Use, ready, say
from etl.settings import settings


def init(
    empty: Annotated[bool, typer.Option("--empty", help="Code lists only, no project.")] = False,
    practice: Annotated[bool, typer.Option("--practice", help="Invented figures, for training.")] = False,
    updates: Annotated[int, typer.Option("--updates", min=1, help="How many updates to invent.")] = 2000,
    seed: Annotated[int, typer.Option("--seed", help="The same seed invents the same figures.")] = 1,
    if_missing: Annotated[
        bool, typer.Option("--if-missing", help="Do nothing where there is a store.")
    ] = False,
) -> None:
    """Make a new store: with the public record, with nothing (--empty), or with practice data (--practice)."""
    chosen = settings()
    if if_missing and start.has_store(chosen.home):
        return
    if empty and practice:
        raise Use("Choose one of --empty and --practice.")
    if empty:
        start.init_empty(chosen)
        say(f"Made an empty store in {chosen.home}.")
        return
    outcomes = start.init_practice(chosen, updates, seed, say) if practice else start.init_record(chosen, say)
    rows = sum(outcome.rows_read for outcome in outcomes)
    what = "practice data (every figure is invented)" if practice else "the public record"
    say(f"Made a store in {chosen.home} with {what}: {rows} updates in {len(outcomes)} reports.")


def rebuild() -> None:
    """Make the store anew from the files as they came and what was decided; replaces it only where all is the same."""
    chosen, reference = ready()
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Loading again")
        found = made_anew.rebuild(
            chosen.home, reference, lambda done, of: bar.update(task, completed=done, total=of)
        )
    if found:
        for difference in found:
            say(str(difference))
        say("The store made anew is not the same, so the old one stays.")
        raise typer.Exit(1)
    say(f"Made the store in {chosen.home} anew: every row and every figure is the same.")


commands = (init, rebuild)
