"""Running commands as a person at a terminal does, and what must hold of every error."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from detente.cli.main import app


def run(*arguments: object, width: int = 100, given: str | None = None) -> Result:
    """Run a command in this process, in a terminal of so many columns."""
    return CliRunner().invoke(
        app, list(map(str, arguments)), input=given, env={"COLUMNS": str(width), "NO_COLOR": "1"}
    )


def done(*arguments: object, width: int = 100, given: str | None = None) -> str:
    """What a command prints that goes well."""
    result = run(*arguments, width=width, given=given)
    assert result.exit_code == 0, result.output
    return result.stdout


def told(*arguments: object, given: str | None = None) -> str:
    """What a command that goes well says beside its output."""
    result = run(*arguments, given=given)
    assert result.exit_code == 0, result.output
    return result.stderr


def refused(*arguments: object, given: str | None = None) -> str:
    """The one line by which a command says what is wrong."""
    result = run(*arguments, given=given)
    assert result.exit_code == 2, result.output
    lines = result.stderr.splitlines()
    assert len(lines) == 1, result.stderr
    assert lines[0].startswith("error: ")
    assert "fault in Detente" not in lines[0]
    return lines[0]


def misused(*arguments: object) -> str:
    """What is said of wrong usage, without the lines of its box."""
    result = run(*arguments, width=200)
    assert result.exit_code == 2, result.output
    assert result.stderr.startswith("Usage: ")
    return " ".join(result.stderr.replace("│", " ").split())


def figures(project: Path) -> Mapping[str, Any]:
    """What `detente stats` counts."""
    found: Mapping[str, Any] = json.loads(done("stats", "--json", "--project", project))
    return found


def rows(text: str) -> list[dict[str, Any]]:
    """JSON Lines."""
    return [json.loads(line) for line in text.splitlines()]
