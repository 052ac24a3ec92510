"""The command as a whole, and the last wall: whatever happens, a sentence and an exit code, never a traceback."""

from __future__ import annotations

import secrets
import sys
import traceback
from typing import NoReturn

import typer
import typer.exceptions
from rich.console import Console

from etl.cli import editions, figures, reports, stores
from etl.cli.options import Use
from etl.settings import SettingsError, settings
from etl.store.places import StoreError, replace_durably
from etl.store.write import CheckFailed

_OURS = 4
app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Progress monitoring for networks of cities."
)
for commands in (stores.commands, reports.commands, figures.commands):
    for command in commands:
        app.command()(command)
app.add_typer(editions.app, name="editions")


def main() -> None:
    """Run the command. Never a traceback: our own fault is written to a file and named by a reference."""
    try:
        code = app(standalone_mode=False)  # what a command exits with comes back as its value
        sys.exit(code if isinstance(code, int) else 0)
    except typer.exceptions.TyperException as error:
        getattr(error, "show", lambda: None)()  # with the usage line, where the error knows its command
        sys.exit(2)
    except (typer.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except CheckFailed as error:  # what was read passed our rules, and not our own tests
        _fail(_own_fault(error), _OURS)
    except (Use, SettingsError, StoreError) as error:
        _fail(str(error), 2)
    except SystemExit:
        raise
    except Exception as error:  # noqa: BLE001 - the last wall: anything else is our own fault
        _fail(_own_fault(error), _OURS)


def _fail(text: str, code: int) -> NoReturn:
    Console(stderr=True, highlight=False).print(text, markup=False, soft_wrap=True)
    sys.exit(code)


def _own_fault(error: BaseException) -> str:
    reference = secrets.token_hex(4)
    try:
        home = settings().home
        details = "".join(traceback.format_exception(error))
        replace_durably(home / "faults" / f"{reference}.txt", details.encode("utf-8", "replace"))
    except (OSError, SettingsError):
        return f"Something went wrong on our side, and its details could not be kept: {type(error).__name__}."
    return (
        f"Something went wrong on our side. Your file is safe and changed nothing. Reference {reference}, "
        f"details in {home / 'faults'}."
    )
