"""From what a person writes to ids of actors and pages, and back to names."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from detente.model.errors import DetenteError
from detente.model.record import Actor
from detente.run.naming import Names, found_page, one_page
from detente.store.database import reading
from tests.store.records import ACTORS, Told, hash_of, keep, page, retold

NEW = {
    "new:hill-brigade": Actor(name="Hill Brigade", known=False),
    "SYR-MIL": Actor(name="the army", country="SYR", sector="MIL"),
    "SYR-GOV": Actor(name="the government", country="SYR", sector="GOV"),
    "hts": Actor(name="HTS", country="SYR", sector="REB"),
}


@pytest.fixture(autouse=True)
def more_actors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Actors of states, of the registry, and without an entry."""
    for name, actor in NEW.items():
        monkeypatch.setitem(ACTORS, name, actor)


def ids(engine: Engine, words: str, own: Path | None = None) -> tuple[str, ...]:
    with reading(engine) as connection:
        return Names(own).ids(connection, words)


def test_ids_and_names_in_any_spelling(engine: Engine) -> None:
    keep(engine, page(1, Told(actors=("new:hill-brigade",), recipients=("hts", "SYR-MIL"))))
    assert ids(engine, "hts") == ("hts",)
    assert ids(engine, "hayat tahrir al sham") == ("hts",)
    assert ids(engine, "new:hill-brigade") == ("new:hill-brigade",)
    assert ids(engine, "Hill  Brigade") == ("new:hill-brigade",)
    assert ids(engine, "United Nations") == ("un",), "whom the registry knows need not have acted"


def test_a_state_is_taken_with_its_organs(engine: Engine) -> None:
    keep(engine, page(1, Told(actors=("SYR-MIL",), recipients=("SYR-GOV", "hts"))))
    assert ids(engine, "SYR") == ("SYR-GOV", "SYR-MIL")
    assert ids(engine, "SYR-MIL") == ("SYR-MIL",)
    assert ids(engine, "TUR") == ("TUR",), "a state that did nothing is still one"


@pytest.mark.parametrize("words", ["Nobody Known", "%", "S_R", "new:nobody", ""])
def test_who_is_called_so_by_nobody_is_told(engine: Engine, words: str) -> None:
    keep(engine, page(1, Told(actors=("SYR-MIL",))))
    with pytest.raises(DetenteError, match="no actor is called so"):
        ids(engine, words)


def test_a_name_of_several_is_told_with_their_ids(engine: Engine, tmp_path: Path) -> None:
    own = own_actors(tmp_path, "first,Twin Column", "second,Twin Column")
    with pytest.raises(DetenteError, match="several bear this name: first, second; give an id"):
        ids(engine, "Twin Column", own)


def test_own_actors_are_known_by_name(engine: Engine, tmp_path: Path) -> None:
    own = own_actors(tmp_path, "twin,Twin Column")
    assert ids(engine, "twin column", own) == ("twin",)
    assert Names(own).name("twin") == "Twin Column"
    assert Names(None).name("twin") == "twin"


def own_actors(folder: Path, *rows: str) -> Path:
    own = folder / "actors"
    own.mkdir()
    head = "id,name,names,country,sector,kind,source,inter,ucdp,wikidata"
    lines = (f"{row},,SYR,REB,organisation,invented,,," for row in rows)
    (own / "groups.csv").write_text("\n".join([head, *lines, ""]), "utf-8")
    return own


def test_names_are_shown_as_most_pages_write_them(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(engine, page(1, Told(actors=("new:hill-brigade",))))
    monkeypatch.setitem(ACTORS, "new:hill-brigade", Actor(name="the Hill Brigade", known=False))
    keep(engine, *(page(n, Told(actors=("new:hill-brigade",))) for n in (2, 3)))
    names = Names(None, engine)
    assert names.name("new:hill-brigade") == "the Hill Brigade"
    assert names.name("new:river-watch") == "river watch", "whom no page names any more"
    assert Names(None).name("new:hill-brigade") == "hill brigade"
    assert names.join(("hts", "new:hill-brigade")) == f"{names.name('hts')}, the Hill Brigade"
    assert names.join(()) == ""


def pages_of(engine: Engine, words: str) -> list[str]:
    with reading(engine) as connection:
        return list(found_page(connection, words))


def test_pages_by_hash_address_path_and_name(engine: Engine) -> None:
    url = "https://example.org/a_b"
    keep(engine, retold(page(1, url=url), origin="pages/north/one.html"))
    keep(engine, retold(page(2), origin="pages/south/one.html"), page(3))
    assert pages_of(engine, hash_of(1)) == [hash_of(1)]
    assert pages_of(engine, f"sha256:{hash_of(1)}") == [hash_of(1)]
    assert pages_of(engine, hash_of(1)[:10].upper()) == [hash_of(1)]
    assert pages_of(engine, url) == [hash_of(1)]
    assert pages_of(engine, "pages/south/one.html") == [hash_of(2)]
    assert pages_of(engine, "./pages/south/one.html") == [hash_of(2)]
    assert pages_of(engine, "south/one.html") == [hash_of(2)]
    assert pages_of(engine, "one.html") == sorted([hash_of(1), hash_of(2)])
    assert pages_of(engine, "page-3.html") == [hash_of(3)]


@pytest.mark.parametrize(
    "words", ["", "%", "_", "./", "ne.html", "one_html", "https://example.org/aXb", "0" * 65]
)
def test_what_only_looks_like_a_page_finds_none(engine: Engine, words: str) -> None:
    keep(engine, retold(page(1, url="https://example.org/a_b"), origin="pages/one.html"))
    assert pages_of(engine, words) == []
    with reading(engine) as connection, pytest.raises(DetenteError, match="no such page"):
        one_page(connection, words)


def test_several_pages_are_told_by_their_beginnings(engine: Engine) -> None:
    keep(engine, *(retold(page(n), origin=f"{n}/one.html") for n in range(1, 8)))
    with reading(engine) as connection:
        with pytest.raises(DetenteError, match="7 pages fit; give more of the hash: ") as told:
            one_page(connection, "one.html")
        assert one_page(connection, hash_of(4)) == hash_of(4)
    assert str(told.value).count(", ") == 4, "five are enough"
