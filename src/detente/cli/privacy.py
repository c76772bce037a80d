"""`detente privacy`: new keys, erasure, and what is held on a person, for that person."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Annotated

import typer

from detente.cli import options
from detente.cli.screen import say
from detente.cli.writing import open_output, write_whole
from detente.model.errors import DetenteError

app = typer.Typer(
    help="Commenters' rights: replace the key, erase, and hand out what is held.",
    no_args_is_help=True,
)
Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE...", help="JSON Lines that `detente code` or `detente thread` wrote."
    ),
]
Log = Annotated[
    Path | None,
    typer.Option(
        "--log",
        metavar="FILE",
        dir_okay=False,
        help="Audit log. Default: privacy.jsonl beside the project's key.",
    ),
]


@app.command("rotate")
def rotate(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE...]", help="Stored records that get new pseudonyms too."),
    ] = None,
    project: options.ProjectFolder = None,
    log: Log = None,
) -> None:
    """Replace the project's key, and the pseudonyms in the files that are named.

    Which pseudonym became which is never stored. Files that are not named keep theirs, and what is
    read later gets others: the link is cut for good.
    """
    # Reading and writing records is loaded by the commands that do it.
    from detente.discuss.erasure import Rotation, lines_of, read_lines
    from detente.discuss.files import write_whole_file
    from detente.read.pseudonyms import key_path, replace_key

    rotation = Rotation()
    rewritten = {path: rotation.rewrite(read_lines(path)) for path in dict.fromkeys(files or ())}
    for path, (values, _) in rewritten.items():
        write_whole_file(path, lines_of(values))
    replace_key(key_path(project))
    count = sum(number for _, number in rewritten.values())
    _log(log, project, {"what": "rotate", "files": len(rewritten), "pseudonyms": count})
    say(f"new key; {count} pseudonyms replaced in {len(rewritten)} files")


@app.command("erase")
def erase(
    who: Annotated[
        str,
        typer.Argument(
            metavar="PSEUDONYM|COMMENT",
            help="reader-…, a comment's id (c7), or the document's hash and id (3f2a…#c7).",
        ),
    ],
    files: Files,
    project: options.ProjectFolder = None,
    log: Log = None,
) -> None:
    """Erase a commenter, or one comment, from stored records; placeholders keep the thread's form.

    What was derived goes too: labels, stances, leads, mentions, quotations of it, calls of the
    reader. Each file is written whole or not at all.
    """
    from detente.discuss import erasure
    from detente.discuss.files import write_whole_file

    target = erasure.wanted(who)
    read = {path: erasure.read_lines(path) for path in dict.fromkeys(files)}
    # Whom an id fits is asked of all files at once, before one of them is changed.
    erasure.erase([value for values in read.values() for value in values], target)
    count = 0
    documents: set[str] = set()
    for path, values in read.items():
        found = erasure.found_in(values, target)
        documents |= {document for document, _ in found}
        count += len(found)
        write_whole_file(path, erasure.lines_of(erasure.erase(values, target)[0]))
    entry = {"what": "erase", "files": len(read), "comments": count}
    _log(log, project, {**entry, "documents": sorted(documents)})
    say(f"{count} comments erased in {len(read)} files")


@app.command("export-record")
def export_record(
    who: Annotated[
        str,
        typer.Argument(
            metavar="NAME|PSEUDONYM|-",
            help="The name that the person commented under, or reader-… ; - reads it from"
            " standard input, so that no shell remembers it.",
        ),
    ],
    files: Files,
    project: options.ProjectFolder = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", dir_okay=False, help="Write here."),
    ] = None,
    log: Log = None,
) -> None:
    """Write all that is held on one person, for that person: their own comments and what was read.

    This answers one person's request; other readers are masked, and the name itself is not
    written.
    """
    from detente.discuss.erasure import own_comments, read_lines
    from detente.read import Pseudonyms

    name = sys.stdin.readline().strip() if who == "-" else who
    if not name:
        raise DetenteError("no name was given; write it, or give a pseudonym")
    names = Pseudonyms.for_project(project)
    count = 0
    with _private_output(output) as out:
        for path in dict.fromkeys(files):
            for row in own_comments(read_lines(path), name, names):
                count += 1
                write_whole(out, json.dumps(row, ensure_ascii=False) + "\n")
    _log(log, project, {"what": "export-record", "files": len(files), "comments": count})
    say(f"{count} comments of this person")


@contextmanager
def _private_output(output: Path | None) -> Iterator[IO[bytes]]:
    """Yield the output; a file is readable by its owner only."""
    with open_output(output) as out:
        if output is not None:
            output.chmod(0o600)
        yield out


def _log(path: Path | None, project: Path | None, entry: dict[str, object]) -> None:
    """Append what was done to the audit log, without a word of whom it was about."""
    from detente.discuss.audit import AuditLog, now
    from detente.read.pseudonyms import key_path

    log = AuditLog(path or key_path(project).with_name("privacy.jsonl"))
    log.append([{"when": now(), **entry}])
