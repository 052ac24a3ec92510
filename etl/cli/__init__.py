"""The `ascn` command: words in, the pipeline's and the store's answers out. Exit codes: 0 done, 1 to correct or
confirm, 2 wrong use, 3 not readable as a report, 4 our own fault."""

from etl.cli.app import app, main

__all__ = ["app", "main"]
