"""`detente verify`: log, sources and captured bytes, all that is derived, and the word indexes."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from sqlalchemy import Engine

from detente.link.incidents.comparing import compare, word_index_problems
from detente.link.incidents.freshness import is_fresh
from detente.model.errors import StoreError
from detente.store.database import reading
from detente.store.migrating import is_current, revision_of
from detente.store.verifying import Findings, verify


def check(
    engine: Engine,
    head: str | None = None,
    on_page: Callable[[int, int], None] | None = None,
) -> Findings:
    """Check a casebook whole; what is derived is compared where its sources are as written.

    Args:
        engine: The casebook, of this version's form.
        head: A hash that was printed before and kept elsewhere: it must stand in the log.
        on_page: Called with the pages done and their number while they are made again.

    Raises:
        StoreError: The database cannot be read at all.
    """
    found = verify(engine, head=head)
    more = _beside(engine, on_page) if not found.problems else (_UNCOMPARED,)
    return replace(found, problems=(*found.problems, *more))


_UNCOMPARED = "what is derived was not compared: restore the sources first"


def _beside(engine: Engine, on_page: Callable[[int, int], None] | None) -> Iterator[str]:
    """What is wrong beside the sources."""
    if not is_current(engine):
        yield f"the database is of revision {revision_of(engine)}; any command but verify mends it"
        return
    with reading(engine) as connection:
        if not is_fresh(connection):
            yield "what is derived was made by other rules; any command but verify makes it again"
            return
    try:
        with reading(engine) as connection:
            yield from compare(connection, on_page=on_page)
    except StoreError as error:
        yield str(error)
    yield from word_index_problems(engine)
