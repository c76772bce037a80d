"""Which format a foreign file is in, and its reader."""

from collections.abc import Iterator
from pathlib import Path

from detente.knowledge.importers.dictionaries import read_dictionary
from detente.knowledge.importers.followthemoney import read_entities
from detente.knowledge.importers.forms import FileFormat
from detente.knowledge.importers.items import Given, numbered_lines
from detente.knowledge.importers.plain import CountryOf, read_plain
from detente.knowledge.registry import BODIES, Registry
from detente.model.errors import InputError

_LOOKED_AT = 64_000
_USER_ASSIGNED = {"XK": "XKX", "EU": "EUR"}
"""Codes outside ISO 3166 that files use: Kosovo, and the Union as a body."""


def read_actors(path: Path, form: FileFormat, registry: Registry) -> Iterator[Given]:
    """What a file tells about actors, line by line, and the lines that could not be taken.

    Args:
        path: the file.
        form: its format; `auto` decides by its ending and first lines.
        registry: says which states there are.

    Raises:
        InputError: the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            if form is FileFormat.AUTO:
                form = detect(path, file.read(_LOOKED_AT))
                file.seek(0)
            lines = numbered_lines(file)
            if form is FileFormat.CSV:
                yield from read_plain(lines, country_reader(registry))
            elif form is FileFormat.FTM:
                yield from read_entities(lines, country_reader(registry))
            else:
                yield from read_dictionary(lines, registry.states.keys())
    except OSError as error:
        raise InputError(
            str(path), f"cannot be read ({error.strerror})", "name a file that can"
        ) from error


def detect(path: Path, head: bytes) -> FileFormat:
    """The format that a file's ending or first lines speak for."""
    lines = [line.strip() for line in head.decode("utf-8", "replace").splitlines()]
    told = [line.removeprefix("\ufeff") for line in lines if line and line[0] not in "#;"]
    if told and told[0].startswith("{"):
        return FileFormat.FTM
    if path.suffix.lower() == ".csv":
        return FileFormat.CSV
    header = [cell.strip().lower() for cell in told[0].split(",")] if told else []
    return FileFormat.CSV if "name" in header else FileFormat.PETRARCH


def country_reader(registry: Registry) -> CountryOf:
    """A reader of what files write for a country: ISO codes, a state's name, a PLOVER body."""
    names = {
        name.text.casefold(): iso3
        for iso3, state in registry.states.items()
        for name in state.entry.names
    }

    def country_of(text: str) -> str | None:
        code = text.strip().upper()
        if code in registry.states or code in BODIES:
            return code
        if len(code) == 2:
            iso3 = _alpha_3(code)
            return iso3 if iso3 in registry.states or iso3 in BODIES else None
        return names.get(text.strip().casefold())

    return country_of


def _alpha_3(alpha_2: str) -> str | None:
    # pycountry reads its tables when first asked: only imports should wait for that.
    import pycountry  # noqa: PLC0415 - see above

    found = pycountry.countries.get(alpha_2=alpha_2)
    return found.alpha_3 if found is not None else _USER_ASSIGNED.get(alpha_2)
