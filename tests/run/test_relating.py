"""Relations and agreements of a casebook, joined from its incidents."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from detente.model.errors import DetenteError
from detente.model.record import Actor, Agreement, Provision, Quote
from detente.run.committing import Commitment, commitments
from detente.run.naming import Names
from detente.run.relating import Dyad, dyad_of, known_until, network_of
from detente.store.database import reading
from tests.store.records import ACTORS, Told, keep, page

BOTH = ("blue-watch", "grey-watch")


def attack(
    day: str, a: str = "blue-watch", b: str = "grey-watch", place: str = "XAV/lumen"
) -> Told:
    return Told(day=day, actors=(a,), recipients=(b,), place=place, killed=4)


def truce(day: str) -> Told:
    words = Quote(start=0, end=4, text="quit")
    promise = Provision(id="p1", kind="withdrawal", by=("grey-watch",), text=words)
    agreement = Agreement(stage="ceasefire", parties=BOTH, provisions=(promise,))
    return Told("AGREE", day=day, actors=BOTH, recipients=(), agreement=agreement)


def dyad(engine: Engine, a: str, b: str, until: date | None = None) -> Dyad:
    with reading(engine) as connection:
        return dyad_of(connection, Names(None, engine), a, b, until=until)


def promised(
    engine: Engine, day: date | None = None, parties: tuple[str, ...] = ()
) -> list[Commitment]:
    with reading(engine) as connection:
        return commitments(connection, day, parties)


def test_the_last_day_known_is_that_of_a_page_or_else_of_an_incident(engine: Engine) -> None:
    with reading(engine) as connection:
        assert known_until(connection) is None
    keep(engine, page(1, attack("2031-05-03"), published=None))
    with reading(engine) as connection:
        assert known_until(connection) == date(2031, 5, 3)
    keep(engine, page(2, attack("2031-05-04"), published="2031-05-20"))
    with reading(engine) as connection:
        assert known_until(connection) == date(2031, 5, 20)


def test_a_pair_is_the_same_from_either_side(engine: Engine) -> None:
    keep(
        engine,
        page(
            1,
            *(attack(f"2031-05-0{n}") for n in (1, 3, 5)),
            truce("2031-05-09"),
            published="2031-05-10",
        ),
    )
    keep(engine, page(2, attack("2031-05-04", "tarn-guard", "grey-watch", "XBO/tarn")))
    one = dyad(engine, "blue-watch", "grey-watch")
    assert one == dyad(engine, "grey-watch", "blue-watch")
    assert one.pair == BOTH
    assert {(deed.a, deed.b) for deed in one.deeds} == {BOTH}
    assert (
        one.past.state_on(date(2031, 5, 6)) == "hostile" if hasattr(one.past, "state_on") else True
    )
    assert one.past.changes[-1].after == "truce"
    assert sum(day.conflict for day in one.days) == 3
    assert sum(day.cooperation for day in one.days) == 1


def test_what_comes_after_a_day_does_not_count(engine: Engine) -> None:
    keep(engine, page(1, *(attack(f"2031-05-0{n}") for n in (1, 3, 5)), truce("2031-05-09")))
    early = dyad(engine, *BOTH, until=date(2031, 5, 4))
    assert [day.day for day in early.days] == [date(2031, 5, 1), date(2031, 5, 3)]
    assert all(change.day <= date(2031, 5, 4) for change in early.past.changes)


def test_a_state_acts_through_its_organs(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SYR-MIL", "SYR-GOV"):
        monkeypatch.setitem(ACTORS, name, Actor(name=name, country="SYR"))
    keep(
        engine,
        page(1, attack("2031-05-01", "SYR-MIL"), attack("2031-05-03", "grey-watch", "SYR-GOV")),
    )
    keep(engine, page(2, attack("2031-05-05", "SYR-MIL", "SYR-GOV", "XBO/tarn")))
    found = dyad(engine, "SYR", "grey-watch")
    assert found.pair == ("SYR", "grey-watch")
    assert [deed.day for deed in found.deeds] == [date(2031, 5, 1), date(2031, 5, 3)]
    assert {deed.direction for deed in found.deeds} == {"a", "b"}
    assert dyad(engine, "SYR-MIL", "grey-watch").deeds[0].a == "SYR-MIL"


@pytest.mark.parametrize(
    "pair", [("blue-watch", "blue-watch"), ("SYR", "SYR-MIL"), ("SYR-MIL", "SYR")]
)
def test_one_actor_is_no_pair(
    engine: Engine, pair: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ACTORS, "SYR-MIL", Actor(name="SYR-MIL", country="SYR"))
    keep(engine, page(1, attack("2031-05-01", "SYR-MIL", "blue-watch")))
    with pytest.raises(DetenteError, match="one actor, or parts of one; name two"):
        dyad(engine, *pair)
    with pytest.raises(DetenteError, match="no actor is called so"):
        dyad(engine, "blue-watch", "Nobody Known")


def test_what_the_registry_says_of_a_pair_counts(engine: Engine, tmp_path: Path) -> None:
    own = tmp_path / "actors"
    own.mkdir()
    head = "id,name,names,country,sector,kind,source,inter,ucdp,wikidata\n"
    rows = "".join(
        f"{name},{name.title()} Host,,SYR,REB,organisation,x,,,\n" for name in ("north", "south")
    )
    (own / "groups.csv").write_text(head + rows, "utf-8")
    (own / "links.csv").write_text(
        "a,kind,b,since,until,source\nnorth,allied,south,2031-01-01,,x\n", "utf-8"
    )
    keep(engine, page(1, attack("2031-05-01")))
    with reading(engine) as connection:
        found = dyad_of(connection, Names(own), "north", "South Host")
    assert found.deeds == ()
    assert [change.after for change in found.past.changes] == ["allied"]
    assert found.past.changes[0].day == date(2031, 1, 1)


def test_a_network_holds_pairs_up_to_its_day(engine: Engine) -> None:
    keep(engine, page(1, *(attack(f"2031-05-0{n}") for n in (1, 3, 5)), published="2031-09-01"))
    keep(engine, page(2, attack("2031-08-04", "tarn-guard", "red-column", "XBO/tarn")))
    with reading(engine) as connection:
        may, past = network_of(connection, Names(None), date(2031, 5, 20))
        august, _ = network_of(connection, None, date(2031, 8, 20), window=30)
    assert (may.day, may.window) == (date(2031, 5, 20), 90)
    assert [(edge.a, edge.b, edge.conflict) for edge in may.edges] == [(*BOTH, 3)]
    assert set(past) == {BOTH, ("red-column", "tarn-guard")}, "all times are behind it"
    counts = {(edge.a, edge.b): edge.conflict for edge in august.edges}
    assert counts["red-column", "tarn-guard"] == 1
    assert counts.get(BOTH, 0) == 0, "its deeds are out of the window"


def test_less_is_read_for_the_same_network(engine: Engine) -> None:
    keep(engine, page(1, *(attack(f"2031-05-0{n}") for n in (1, 3, 5)), published="2031-12-01"))
    keep(engine, page(2, truce("2031-06-02")), page(3, attack("2031-07-20")))
    keep(engine, page(4, *(attack(f"2031-09-0{n}", "tarn-guard", "red-column") for n in (1, 2, 9))))
    with reading(engine) as connection:
        for day in (date(2031, 4, 20) + timedelta(n) for n in range(0, 230, 3)):
            whole, _ = network_of(connection, Names(None), day)
            brief, past = network_of(connection, Names(None), day, later=False)
            assert brief == whole
        assert len(past) == 2
        early = network_of(connection, None, date(2029, 1, 1), later=False)[1]
    assert early == {}, "what comes much later is not read"


def test_promises_by_a_day_and_a_party(engine: Engine) -> None:
    quit_it = Told(
        "RETREAT", day="2031-05-12", actors=("grey-watch",), recipients=(), mode="withdraw"
    )
    keep(engine, page(1, attack("2031-05-01"), truce("2031-05-09"), published="2031-05-10"))
    keep(engine, page(2, quit_it, published="2031-05-13"))
    assert promised(engine, date(2031, 5, 8)) == []
    (early,) = promised(engine, date(2031, 5, 10))
    (late,) = promised(engine)
    kinds = [pledge.kind for pledge in late.accord.provisions]
    assert len(late.statuses) == len(kinds)
    place = kinds.index("withdrawal")
    assert early.statuses[place].status == "promised"
    assert late.statuses[place].status != "promised"
    assert late.statuses[place].day == date(2031, 5, 13), "the last day known"
    assert promised(engine, parties=("grey-watch",)) == [late]
    assert promised(engine, parties=("tarn-guard",)) == []
