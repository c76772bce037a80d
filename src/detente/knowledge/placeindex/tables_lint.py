"""Checking the shipped tables of places."""

from collections.abc import Callable, Iterator
from pathlib import Path

from detente.knowledge.gazetteer import load_gazetteer
from detente.knowledge.placeindex import larger, regions, sources
from detente.knowledge.placeindex.layers import Finding
from detente.knowledge.placeindex.writer import NewPlace
from detente.model.errors import KnowledgeError


class _Nowhere:
    """Takes places and forgets them."""

    def add(self, place: NewPlace) -> int:  # noqa: ARG002 - an IndexWriter would keep it
        return 0


def lint_tables() -> Iterator[Finding]:
    """The first problem of each shipped table, with file and line."""
    alpha3 = {code: country["iso3"] for code, country in sources.countries().items()}
    nowhere = _Nowhere()

    def check_larger() -> None:
        larger.write_areas(nowhere, larger.write_countries(nowhere, {}))

    checks: tuple[Callable[[], object], ...] = (
        load_gazetteer,
        lambda: regions.first_level(sources.divisions(), alpha3, ()),
        lambda: regions.coded_names(alpha3),
        check_larger,
    )
    for check in checks:
        try:
            check()
        except KnowledgeError as error:
            yield Finding("error", f"{Path(error.file).name}:{error.line}", error.problem)
