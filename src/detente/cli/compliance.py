"""`detente compliance`: what agreements promised, and what became of every promise."""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from detente.cli import options
from detente.cli.incidents import names_of
from detente.cli.opening import opened
from detente.cli.screen import console, one_line, say
from detente.cli.series import (
    On,
    Output,
    SeriesForm,
    by_ending,
    columns,
    csv_of,
    day_of,
    write_text,
)

if TYPE_CHECKING:
    from detente.run.committing import Commitment
    from detente.run.naming import Names


def compliance(
    on: On = None,
    party: Annotated[
        str | None, typer.Option(metavar="ID|NAME", help="Only agreements of this actor.")
    ] = None,
    form: Annotated[
        SeriesForm, typer.Option("--format", help="CSV: a row a pledge.")
    ] = SeriesForm.TABLE,
    output: Output = None,
    project: options.CasebookFolder = None,
) -> None:
    """Tell what each agreement promised, and what became of every promise by a day."""
    from detente.run.committing import commitments
    from detente.store.database import reading

    here = opened(project)
    names = names_of(here)
    with reading(here.engine) as connection:
        parties = names.ids(connection, party) if party else ()
        found = commitments(connection, day_of(on), parties)
    written = form if output is None else by_ending(SeriesForm, form, output)
    if written is SeriesForm.TABLE:
        for commitment in found:
            _tell_commitment(commitment, names)
        if not found:
            say(f"no agreement is told{f' by {on}' if on else ''}")
    elif written is SeriesForm.JSON:
        rows = [asdict(commitment) for commitment in found]
        write_text(output, json.dumps(rows, ensure_ascii=False, default=str) + "\n")
    else:
        write_text(output, csv_of([row for c in found for row in _pledge_rows(c)], _PLEDGE))


def _tell_commitment(commitment: "Commitment", names: "Names") -> None:
    accord, out = commitment.accord, console()
    when = accord.first.isoformat() if accord.first else "undated"
    stages = " → ".join(dict.fromkeys(stage.stage for stage in accord.stages))
    out.print(one_line(f"{when}  {names.join(accord.parties)}  ({stages})"), style="bold")
    out.print(f"  {accord.id}: {', '.join(accord.acts)}", style="dim")
    table = columns("", "Promise", "By", "Status", "Since", "Why")
    for pledge, status in zip(accord.provisions, commitment.statuses, strict=True):
        since = status.since.isoformat() if status.since else "–"
        words = pledge.kind.replace("_", " ")
        by = names.join(pledge.by) or "all"
        why = one_line(_with_names(status.reason, accord.parties, names))
        table.add_row("", words, one_line(by), status.status, since, why)
    out.print(table)
    out.print()


def _with_names(text: str, ids: Iterable[str], names: "Names") -> str:
    """A reason with the actors' names in place of their ids."""
    for actor in sorted(ids, key=len, reverse=True):
        text = re.sub(rf"(?<![\w:-]){re.escape(actor)}(?![\w-])", names.name(actor), text)
    return text


_PLEDGE = (
    "agreement", "made", "parties", "pledge", "kind", "by", "deadline", "on", "status", "since",
    "acts", "reason", "words",
)  # fmt: skip


def _pledge_rows(commitment: "Commitment") -> list[dict[str, Any]]:
    accord = commitment.accord
    return [
        {
            "agreement": accord.id,
            "made": accord.first,
            "parties": accord.parties,
            "pledge": pledge.id,
            "kind": pledge.kind,
            "by": pledge.by,
            "deadline": pledge.deadline,
            "on": status.day,
            "status": status.status,
            "since": status.since,
            "acts": tuple(sorted({a for o in status.observations for a in o.acts})),
            "reason": status.reason,
            "words": pledge.words,
        }
        for pledge, status in zip(accord.provisions, commitment.statuses, strict=True)
    ]
