"""Values of a TOML file against a model: what is wrong with one, and on which line it stands."""

import re
from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

_HEAD = re.compile(r"\s*\[\[?\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?\Z")


def first_error(error: ValidationError) -> tuple[Sequence[int | str], str]:
    """Return where the first wrong value of a file stands, and what is wrong with it, in words."""
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    problem = problem_of(first)
    return first["loc"], f"{where}: {problem}" if where else problem


def problem_of(error: Any) -> str:
    """Return what is wrong with a value: one of `ValidationError.errors()` in words."""
    if error["type"] == "extra_forbidden":
        return "there is no such key"
    given = "" if error["type"] == "missing" else f" (given: {error['input']!r})"
    return f"{error['msg']}{given}"


def line_of(text: str, loc: Sequence[int | str]) -> int:
    """Return the line of a value: its key's within its table, else its table's, else the first.

    Args:
        text: The file's text.
        loc: Keys and positions that lead to the value, as pydantic gives them.
    """
    lines = text.splitlines()
    heads = {number: match[1] for number, line in enumerate(lines) if (match := _HEAD.match(line))}
    start, end = 0, next(iter(heads), len(lines))
    own = [number for number, name in heads.items() if loc and name == loc[0]]
    index = next((part for part in loc[1:2] if isinstance(part, int)), 0)
    if index < len(own):
        start = own[index]
        end = next((number for number in heads if number > start), len(lines))
    for part in reversed(loc):
        for number in range(start, end):
            if re.match(rf"\s*{re.escape(str(part))}\s*=", lines[number]):
                return number + 1
    return start + 1
