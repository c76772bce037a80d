"""Write the pages of docs/ that come from the code, and the output that the README shows.

python -m docs.generate [--check]
"""

import contextlib
import inspect
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from typer.main import get_command
from typer.testing import CliRunner

from detente.cli.example import DEFAULT_FOLDER, PAGE
from detente.cli.main import app
from detente.cli.rows import COLUMNS
from detente.knowledge.codebook import Entry, Mode, load_codebook
from detente.model.record import Record

ROOT = Path(__file__).parents[1]
SHOWN_EVENT = "e1"
WIDTH = 100
"""Terminal width for the help texts, so that they do not depend on whose terminal it is."""


def main(arguments: list[str]) -> int:
    """Write the pages, or tell which of them are stale."""
    stale = [name for name, text in pages().items() if not _is_current(name, text)]
    if "--check" in arguments:
        for name in stale:
            print(f"{name} is stale: just docs", file=sys.stderr)
        return int(bool(stale))
    for name in stale:
        (ROOT / name).write_text(pages()[name], encoding="utf-8")
        print(f"{name} written")
    return 0


def pages() -> dict[str, str]:
    """Return the text of each generated page by its path."""
    return {
        "docs/contract.md": contract(),
        "docs/codebook.md": codebook(),
        "docs/cli.md": command_line(),
        "README.md": readme(),
    }


def _is_current(name: str, text: str) -> bool:
    path = ROOT / name
    return path.exists() and path.read_text("utf-8") == text


def contract() -> str:
    """Return the contract page: every part of a record with its fields."""
    told = (f"\n## {m.__name__}\n\n{_doc(m)}\n\n{_field_table(m)}" for m in _models(Record))
    return _CONTRACT_HEAD + "".join(told)


def _models(top: type[BaseModel]) -> list[type[BaseModel]]:
    """The model and all that its fields hold, in the order in which a reader meets them."""
    found: list[type[BaseModel]] = []

    def visit(model: type[BaseModel]) -> None:
        if model not in found:
            found.append(model)
            for field in model.model_fields.values():
                for inner in _inner(field.annotation):
                    visit(inner)

    visit(top)
    return found


def _inner(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _inner(part)


def _doc(model: type[BaseModel]) -> str:
    return " ".join((model.__doc__ or "").split())


def _field_table(model: type[BaseModel]) -> str:
    notes = _field_notes(model)
    rows = ["| field | type |", "|---|---|"]
    if notes:
        rows = ["| field | type | meaning |", "|---|---|---|"]
    for name, field in model.model_fields.items():
        row = f"| `{field.alias or name}` | {_type(field)} |"
        rows.append(f"{row} {notes.get(name, '')} |" if notes else row)
    return "\n".join(rows) + "\n"


def _type(field: FieldInfo) -> str:
    """The field's type as JSON has it, and its default."""
    text = str(field.annotation) if get_args(field.annotation) else field.annotation.__name__  # type: ignore[union-attr]  # a plain class has a name
    text = re.sub(r"typing\.|detente\.model\.\w+\.", "", text)
    text = re.sub(r"tuple\[(.+), \.\.\.\]", r"list of \1", text)
    text = re.sub(r"Literal\[(.*?)\]", lambda m: m[1].replace("'", "").replace(", ", " · "), text)
    text = text.replace("NoneType", "null").replace("None", "null").replace(" | ", " or ")
    return text.replace("str", "text").replace("dict[text, ", "object of ").rstrip("]")


def _field_notes(model: type[BaseModel]) -> dict[str, str]:
    """The strings that stand under the fields in the source."""
    source = Path(inspect.getfile(model)).read_text("utf-8")
    body = source.split(f"class {model.__name__}(", 1)[1].split("\nclass ", 1)[0]
    found = re.finditer(r'\n    (\w+): [^\n]+\n    """(.*?)"""', body, re.DOTALL)
    return {m[1]: " ".join(m[2].split()) for m in found}


def codebook() -> str:
    """Return the codebook page from its TOML files."""
    told = (f"\n## {entry.type}\n\n{_told(entry)}" for entry in load_codebook().values())
    return _CODEBOOK_HEAD + "".join(told)


def _told(entry: Entry) -> str:
    acled = f"; ACLED {entry.acled.event_type}, {entry.acled.sub_event_type}" if entry.acled else ""
    lines = [f"Quad {entry.quad}, score {entry.score:+g}, CAMEO {entry.cameo or '–'}{acled}.\n"]
    lines.append(f"{entry.definition.strip()}\n")
    for label, text in (("Actors", entry.actors_are), ("Recipients", entry.recipients_are)):
        if text:
            lines.append(f"*{label}:* {text.strip()}\n")
    for label, told in (("Not this", entry.not_this), ("Decisions", entry.decisions)):
        items = (told,) if isinstance(told, str) else told
        if any(items):
            lines.append(f"*{label}:*\n\n" + "".join(f"- {item.strip()}\n" for item in items))
    if entry.modes:
        table = "".join(_mode_row(entry, mode) for mode in entry.modes)
        lines.append(f"| mode | score | CAMEO | meaning |\n|---|---|---|---|\n{table}")
    if entry.examples:
        lines.append("*Examples:*\n\n" + "".join(f"- {e.text.strip()}\n" for e in entry.examples))
    return "\n".join(lines)


def _mode_row(entry: Entry, mode: Mode) -> str:
    codes = entry.codes(mode.name)
    meaning = mode.definition.strip()
    return f"| {mode.name} | {codes.score:+g} | {codes.cameo or ''} | {meaning} |\n"


def command_line() -> str:
    """Return the command line page: each command's help and the columns of the CSV."""
    parts = [_CLI_HEAD]
    for arguments in _commands(get_command(app)):
        shown = " ".join(["detente", *arguments])
        parts.append(f"\n## `{shown}`\n\n```text\n{_help(arguments)}\n```\n")
    rows = "".join(f"| `{name}` | {meaning} |\n" for name, meaning in COLUMNS.items())
    parts.append(_CSV_HEAD + rows)
    return "".join(parts)


def _commands(command: Any, *before: str) -> Iterator[list[str]]:
    """The words of a command and of all commands below it."""
    yield [*before]
    for name, below in getattr(command, "commands", {}).items():
        yield from _commands(below, *before, name)


def _help(arguments: list[str]) -> str:
    """A command's help."""
    return _output([*arguments, "--help"], WIDTH)


def readme() -> str:
    """Return the README with what the commands print now."""
    text = (ROOT / "README.md").read_text("utf-8")
    with tempfile.TemporaryDirectory() as name, contextlib.chdir(name):
        shown = {"example": _output(["example"], 80)}
        shown["explanation"] = _output(["explain", str(DEFAULT_FOLDER / PAGE), SHOWN_EVENT], 80)
        here = ["--project", str(DEFAULT_FOLDER)]
        _output(["init", str(DEFAULT_FOLDER)], 80)
        _output(["add", str(DEFAULT_FOLDER), *here], 80)
        shown["compliance"] = _output(["compliance", *here], 100)
        shown["incidents"] = _output(["incidents", "list", "--from", "2024-03-12", *here], 100)
    for part, output in shown.items():
        block = f"written by `just docs` -->\n```text\n{output}\n```\n"
        text = re.sub(
            rf"(<!-- {part}: )written by `just docs` -->\n.*?(<!-- end of {part} -->)",
            lambda found, block=block: found[1] + block + found[2],
            text,
            flags=re.DOTALL,
        )
    return text


def _output(arguments: list[str], width: int) -> str:
    """What a command prints in a terminal of that width, without colours and trailing blanks."""
    environment = {"NO_COLOR": "1", "TERM": "dumb", "COLUMNS": str(width)}
    environment["TERMINAL_WIDTH"] = str(width)
    with tempfile.TemporaryDirectory() as project:  # no key for pseudonyms in the user's own folder
        environment["DETENTE_PROJECT"] = project
        result = CliRunner().invoke(app, arguments, prog_name="detente", env=environment)
    return "\n".join(line.rstrip() for line in result.output.strip("\n").splitlines())


_CONTRACT_HEAD = """\
# The contract `detente/1`

<!-- Written from src/detente/model/ by `just docs`; a test holds it current. -->

One JSON object a document, one a line (JSON Lines, UTF-8), with its keys in this order. Offsets
count Unicode code points into `document.text`, `start` included, `end` excluded. A reader must
accept keys that it does not know. `detente schema` prints the same as a JSON Schema.

- A reader comment never makes or changes an event. An author's inference never fills `actors`: it
  is an `attribution`.
- What the text leaves open stays open: `XXXX-11-17`, `low` and `high`, `precision`, empty lists.
- `confidence` is meant as the probability that type and roles are right.
- The same input, version and options give the same bytes.
"""
_CODEBOOK_HEAD = """\
# Codebook

<!-- Written from src/detente/knowledge/codebook/*.toml by `just docs`; a test holds it current. -->

What the sixteen types of PLOVER and their modes mean here, in our words. `detente codebook TYPE`
prints the same with the words that trigger each; `src/detente/knowledge/frames/README.md` tells how
those are edited.
"""
_CLI_HEAD = """\
# Command line

<!-- Written from the commands by `just docs`; a test holds it current. -->

Exit codes: 0 all done; 2 wrong usage, or an input failed (the others are still done); 130 stopped
by Ctrl-C, what was done stays; 141 the reader of the output went away. Errors are one line each on
standard error. NO_COLOR turns colours off; DETENTE_TRACEBACK=1 shows where a fault arose.
"""
_CSV_HEAD = """
## Columns of `--format csv`

One row an event; lists are joined by "; " and stay parallel; empty means unknown, never zero. A
cell of text that begins with `=`, `+`, `-`, `@` or a tab gets a `'` in front, so that no
spreadsheet runs a page's words as a formula.

| column | meaning |
|---|---|
"""

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
