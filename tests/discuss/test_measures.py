"""Measures of whole threads, on trees small enough to count by hand."""

from dataclasses import asdict

from detente.discuss.measures import measure
from detente.model.parts import Mention
from detente.model.record import Claim, Event, Quote, Source
from threads import comment, hostile, lead, record, stance


def test_the_shape_of_a_small_tree() -> None:
    shape = measure(
        record(
            comment("c1"), comment("c2", "c1"), comment("c3", "c2", "", deleted=True),
            comment("c4", "c1", edited=True), comment("c5"),
        )
    ).shape  # fmt: skip
    assert asdict(shape) == {
        "comments": 5, "deleted": 1, "edited": 1, "top": 2, "replies": 3,
        "reply_share": 0.6, "answered_share": 0.4, "depth": 3, "mean_depth": 0.8, "breadth": 2,
        "virality": 2.0667,
    }  # fmt: skip


def test_virality_is_the_mean_distance_of_all_pairs() -> None:
    chain = measure(record(comment("c1"), comment("c2", "c1"))).shape
    assert chain.virality == round((1 + 2 + 1) / 3, 4)
    star = measure(record(*(comment(f"c{n}") for n in range(1, 4)))).shape
    assert star.virality == (3 * 1 + 3 * 2) / 6


def test_hostility_counts_only_what_was_read() -> None:
    measures = measure(
        record(
            hostile("c1"), hostile("c2", "c1"), hostile("c3", "c1", 0.1), comment("c4", "c1"),
            hostile("c5", share=0.2),
        )
    )  # fmt: skip
    assert (measures.read, measures.hostile, measures.hostile_share) == (4, 2, 0.5)
    assert measures.hostile_reply_share == 0.5
    assert measures.hostile_answers_to_hostile == 0.5
    assert sum(bucket.comments for bucket in measures.by_position) == 5
    assert sum(bucket.hostile for bucket in measures.by_position) == 2


def test_nothing_read_leaves_shares_open() -> None:
    measures = measure(record(comment("c1"), comment("c2", "c1")))
    assert (
        measures.hostile_share is measures.hostile_reply_share is measures.disputing_share is None
    )
    empty = measure(record())
    assert (empty.shape.depth, empty.shape.breadth, empty.shape.virality) == (0, 0, None)


def test_civility_by_hour_and_by_day_where_no_clock_is_told() -> None:
    clock = record(
        hostile("c1", posted="2024-01-01T10:05:00Z"), hostile("c2", share=0, posted="2024-01-01T10:55:00Z"),
        hostile("c3", posted="2024-01-01T12:00:00Z"), hostile("c4", posted="2 days ago"),
    )  # fmt: skip
    assert [(b.part, b.comments, b.hostile) for b in measure(clock).by_time] == [
        ("2024-01-01T10:00Z", 2, 1), ("2024-01-01T12:00Z", 1, 1),
    ]  # fmt: skip
    days = record(hostile("c1", posted="2024-01-01"), hostile("c2", posted="2024-01-02T10:00:00"))
    assert [b.part for b in measure(days).by_time] == ["2024-01-01", "2024-01-02"]


def test_what_is_talked_about_are_actors_counted_by_comment() -> None:
    def named(entity: str | None, kind: str = "actor") -> Mention:
        return Mention.model_validate(
            {"id": "m1", "start": 0, "end": 4, "text": "Army", "kind": kind, "entity": entity}
        )

    measures = measure(
        record(
            comment("c1", mentions=(named("a1"), named("a1")), stance=(stance("a1", "against"),)),
            comment("c2", mentions=(named("a1"), named(None), named("p1", "place"))),
            actors={"a1": {"name": "Hill Brigade"}},
        )
    )
    (talk,) = measures.actors
    assert (talk.actor, talk.name, talk.comments, talk.favouring, talk.opposing) == (
        "a1", "Hill Brigade", 2, 0, 1,
    )  # fmt: skip


def test_a_comment_disputes_by_correcting_or_by_standing_against_the_articles_source() -> None:
    event = Event(
        id="e1", type="ASSAULT", trigger=Quote(start=0, end=1, text="x"), sentence=0, quad=4,
        score=-9, rule="r", confidence=0.5,
        claims=(Claim(by=Source(kind="source", text="the army", entity="a1", tied_to=("a2",))),),
    )  # fmt: skip
    measures = measure(
        record(
            hostile("c1", leads=(lead("correction"),)),
            hostile("c2", stance=(stance("a2", "against"),)),
            hostile("c3", stance=(stance("a3", "against"), stance("a1", "for"))),
            hostile("c4", leads=(lead("claim"), lead("place"))),
            events=(event,),
        )
    )
    assert (measures.disputing, measures.disputing_share, measures.claiming) == (2, 0.5, 2)


def test_no_measure_groups_by_author() -> None:
    authors = [f"reader-{letter * 10}" for letter in "abc"]
    told = repr(
        asdict(measure(record(*(hostile(f"c{n}", author=a) for n, a in enumerate(authors)))))
    )
    assert not any(author in told for author in authors)
