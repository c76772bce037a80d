"""Who and where: the invented actors and outlets, the real towns, and the script of the year."""

from dataclasses import dataclass
from functools import cache
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

from detente.knowledge.tables import read_table, read_toml

FOLDER = Path(__file__).parent
KM_A_DEGREE = 111.0


@dataclass(frozen=True, slots=True)
class Actor:
    """An invented armed group, party or organ of a state."""

    id: str
    name: str
    short: tuple[str, ...]
    country: str
    sector: str
    member: str

    @property
    def members(self) -> str:
        """What several of its people are called."""
        return f"{self.member[:-2]}en" if self.member.endswith("man") else f"{self.member}s"


@dataclass(frozen=True, slots=True)
class Town:
    """A real town; degrees north and east."""

    name: str
    country: str
    id: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Outlet:
    """An invented outlet; `side` is the actor that it speaks for."""

    name: str
    domain: str
    register: str
    side: str | None


@cache
def actors() -> dict[str, Actor]:
    """All actors by id."""
    columns = ("id", "name", "short", "country", "sector", "member")
    return {
        row["id"]: Actor(
            row["id"],
            row["name"],
            row.list("short"),
            row["country"],
            row["sector"],
            row["member"],
        )
        for row in read_table(FOLDER / "actors.csv", columns)
    }


@cache
def towns() -> tuple[Town, ...]:
    """All towns, as listed."""
    rows = read_table(FOLDER / "places.csv", ("name", "country", "id", "lat", "lon"))
    return tuple(
        Town(r["name"], r["country"], r["id"], float(r["lat"]), float(r["lon"])) for r in rows
    )


@cache
def outlets() -> tuple[Outlet, ...]:
    """All outlets, as listed."""
    rows = read_table(FOLDER / "outlets.csv", ("name", "domain", "register", "side"))
    return tuple(Outlet(r["name"], r["domain"], r["register"], r["side"] or None) for r in rows)


@cache
def settings(name: str) -> dict[str, Any]:
    """One of the TOML files beside this module, as it stands: `script`, `kinds` or `wording`."""
    return read_toml(FOLDER / f"{name}.toml")[1]


@cache
def chances() -> dict[str, float]:
    """How often reporting is hard, of 1 (`script.toml`)."""
    return dict(settings("script")["chances"])


@cache
def around(town: Town, count: int) -> tuple[Town, ...]:
    """The town and those of its country that are nearest to it, `count` in all."""

    def far(other: Town) -> float:
        north = (other.lat - town.lat) * KM_A_DEGREE
        east = (other.lon - town.lon) * KM_A_DEGREE * cos(radians(town.lat))
        return hypot(north, east)

    near = sorted((t for t in towns() if t.country == town.country), key=far)
    return tuple(near[:count])
