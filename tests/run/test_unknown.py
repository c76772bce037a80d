from detente.model.record import Actor, Document, Mention, Record, Sentence
from detente.run.unknown import unknown_actors

TEXT = "The  Hill Brigade fled. Old Hill Brigade men spoke."


def record(origin, *, country=None, sector=None, mentions=1, candidates=(), **more):
    spots = [(5, 17), (28, 40)][:mentions]
    actor = Actor(
        name="Hill Brigade",
        country=country,
        sector=sector,
        known=False,
        reason=f"why {country}" if country else None,
        candidates=candidates,
    )
    return Record(
        document=Document(id="sha256:x", origin=origin, text=TEXT),
        sentences=(Sentence(start=0, end=23, block=0), Sentence(start=24, end=51, block=0)),
        mentions=tuple(
            Mention(
                id=f"m{a}", start=a, end=b, text=TEXT[a:b], kind="actor", entity="new:hill-brigade"
            )
            for a, b in spots
        ),
        actors={"new:hill-brigade": actor},
        **more,
    )


def test_records_are_added_up_and_the_commonest_guess_is_kept():
    records = [
        record("a.txt", mentions=2),
        record("b.txt", country="MLI", sector="REB"),
        record("c.txt", country="NER", sector="REB"),
        record("d.txt", country="NER", sector="REB"),
    ]
    (found,) = unknown_actors(records)
    assert (found.id, found.name, found.mentions, found.documents) == (
        "hill-brigade",
        "Hill Brigade",
        5,
        4,
    )
    assert (found.country, found.sector, found.reason) == ("NER", "REB", "why NER")
    assert (found.example, found.where) == ("The Hill Brigade fled.", "a.txt:5")


def test_no_guess_stays_open():
    (found,) = unknown_actors([record("a.txt")])
    assert (found.country, found.sector, found.reason) == (None, None, None)


def test_a_name_of_several_known_actors_is_not_unknown():
    assert unknown_actors([record("a.txt", candidates=("one", "two"))]) == []
