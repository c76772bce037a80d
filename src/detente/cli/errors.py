"""How the command line fails: one line on standard error and an exit code, never a traceback.

Exit codes: 0 all done; 2 wrong usage, or at least one input failed; 130 stopped by Ctrl-C;
141 the reader of the output went away.
"""

import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup

from detente.cli.screen import say
from detente.model.errors import DetenteError

FAILED = 2
STOPPED = 130
TRACEBACK = "DETENTE_TRACEBACK"
"""Environment variable that shows where an unexpected error arose."""
PIPE_CLOSED = 141
"""What a shell reports for a program that SIGPIPE ended."""


class OneLineErrors(TyperGroup):
    """A group of commands whose errors on purpose are one line each."""

    def invoke(self, ctx: Any) -> object:
        """Run the command; say what went wrong in one line."""
        try:
            return super().invoke(ctx)
        except DetenteError as error:
            say(f"error: {error}")
            raise typer.Exit(FAILED) from error
        except BrokenPipeError as error:
            _forget_output()
            raise typer.Exit(PIPE_CLOSED) from error
        except typer.Abort as error:  # a question that nobody answered, or Ctrl-C at it
            say("\nstopped: nothing was done")
            raise typer.Exit(STOPPED) from error
        except Exception as error:
            # Typer's own exceptions (usage, exit) carry an exit code; the rest are faults of ours.
            if hasattr(error, "exit_code") or TRACEBACK in os.environ:
                raise
            say(f"error: a fault in Detente: {type(error).__name__}: {error}")
            say(f"hint: set {TRACEBACK}=1 to see where, and report it")
            raise typer.Exit(FAILED) from error


def _forget_output() -> None:
    """Point standard output to nowhere, so that Python's last flush finds no closed pipe."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):  # an output without a file number has no pipe to break
        return
