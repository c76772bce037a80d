"""What was erased stays erased when its page comes in again."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from detente.discuss.erasure import ERASED, wanted
from detente.link.incidents.rebuilding import retake
from detente.link.incidents.taking import drop
from detente.model.comment import Comment, Quotation
from detente.model.record import Mention, Record
from detente.store.database import reading, writing
from detente.store.erased import is_emptied, named_only, without_comments, without_erased
from detente.store.purging import erase_comments, purge_bytes, purge_page
from tests.store.records import ACTORS, PLACES, Told, fresh, hash_of, keep, page

ANNA, BOB, CAL = (f"reader-{name * 5}" for name in ("an", "bo", "ca"))
THREAD = (
    Comment(id="c1", author=ANNA, text="I saw the trucks.", votes=3),
    Comment(id="c2", parent="c1", author=BOB, text=f"{ANNA} saw nothing.", act="opinion"),
    Comment(id="c3", author=CAL, text="Calm now."),
    Comment(
        id="c4", author=CAL, text="saw the trucks? No.",
        quotes=(Quotation(start=0, end=14, comment="c1"),),
    ),
)  # fmt: skip


def told(comments: Sequence[Comment] = THREAD, mode: str | None = None) -> Record:
    return page(1, Told(mode=mode)).model_copy(update={"comments": tuple(comments)})


def erased(engine: Engine, words: str | None) -> None:
    """Erase a reader, a comment or all of the page."""
    fresh(engine)
    with writing(engine) as connection:
        target = wanted(words) if words else None
        erase_comments(connection, [hash_of(1)], target, who="A")
        retake(connection, hash_of(1))


def coming(engine: Engine, record: Record) -> Record:
    with reading(engine) as connection:
        return without_erased(connection, record)


def test_a_reader_stays_erased_with_calls_and_quotations(engine: Engine) -> None:
    keep(engine, told())
    erased(engine, ANNA)
    again = coming(engine, told(mode="kill"))
    assert again.events[0].mode == "kill"
    first, second, third, fourth = again.comments
    assert first == Comment(id="c1", author="", text="", deleted=True)
    assert second == THREAD[1].model_copy(update={"text": f"{ERASED} saw nothing."})
    assert third == THREAD[2]
    assert fourth.text == "███ ███ ██████? No."
    assert ANNA not in again.to_json()


def test_one_erased_comment_does_not_erase_its_reader(engine: Engine) -> None:
    keep(engine, told())
    erased(engine, "c3")
    again = coming(engine, told())
    assert [c.author for c in again.comments] == [ANNA, BOB, "", CAL]
    assert again.comments[1] == THREAD[1]


def test_who_was_only_called_stays_masked(engine: Engine) -> None:
    called = (THREAD[1].model_copy(update={"parent": None}), THREAD[2])
    keep(engine, told(called))
    erased(engine, ANNA)
    again = coming(engine, told(called))
    assert [c.text for c in again.comments] == [f"{ERASED} saw nothing.", "Calm now."]
    assert [c.author for c in again.comments] == [BOB, CAL]


def test_a_thread_that_is_read_in_another_way_is_left_out(engine: Engine) -> None:
    keep(engine, told())
    erased(engine, ANNA)
    moved = [c.model_copy(update={"id": f"c{n}"}) for n, c in enumerate(THREAD, start=2)]
    longer = (*THREAD[:1], THREAD[1].model_copy(update={"text": f"So {THREAD[1].text}"}))
    for other in (moved, THREAD[1:], (*longer, *THREAD[2:])):
        assert coming(engine, told(other)).comments == ()


def test_all_comments_stay_out_where_all_were_erased(engine: Engine) -> None:
    keep(engine, told())
    erased(engine, None)
    assert coming(engine, told()) == told(())


def test_comments_that_were_never_here_come_in(engine: Engine) -> None:
    keep(engine, told(()))
    with writing(engine) as connection:
        purge_bytes(connection, [hash_of(1)], who="A")
    assert coming(engine, told()) == told(), "its bytes were due, nobody was erased"


def test_pages_that_are_new_or_were_purged_whole_come_as_they_are(engine: Engine) -> None:
    assert coming(engine, told()) == told()
    keep(engine, told())
    assert coming(engine, told()) == told()
    with reading(engine) as connection:
        assert not is_emptied(connection, hash_of(1))
        assert not is_emptied(connection, hash_of(2))
    erased(engine, ANNA)
    with writing(engine) as connection:
        assert is_emptied(connection, hash_of(1))
        drop(connection, hash_of(1))
        purge_page(connection, hash_of(1), who="A")
    assert coming(engine, told()) == told()


def test_an_older_version_tells_what_was_erased(engine: Engine) -> None:
    keep(engine, told(), told((), mode="kill"))
    erased(engine, ANNA)
    assert ANNA not in coming(engine, told()).to_json()


def test_only_what_the_article_names_stays_without_comments() -> None:
    place = Mention(id="m1", kind="place", entity="XBO/tarn", start=0, end=2, text="We")
    saying = THREAD[0].model_copy(update={"mentions": (place,)})
    full = told((saying,)).model_copy(
        update={"actors": ACTORS, "places": told().places | {"XBO/tarn": PLACES["XBO/tarn"]}}
    )
    assert set(named_only(full).places) == {"XAV/lumen", "XBO/tarn"}
    assert set(named_only(full).actors) == {"blue-watch", "grey-watch"}
    assert without_comments(full) == told(())


@given(st.lists(st.sampled_from(sorted(PLACES)), max_size=3), st.sampled_from(sorted(ACTORS)))
def test_records_lose_nothing_that_they_name(places: list[str], actor: str) -> None:
    record = page(1, *(Told(place=place, actors=(actor,)) for place in places))
    assert named_only(record) == record
    assert without_comments(record) == record
