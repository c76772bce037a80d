"""Spans found by position: the same answers as looking at every one of them."""

from hypothesis import given
from hypothesis import strategies as st

from detente.coding.spans import BUCKET, SpanIndex

POSITIONS = st.integers(0, 4 * BUCKET)
SPANS = st.lists(
    st.tuples(POSITIONS, st.integers(1, 3 * BUCKET)).map(lambda s: (s[0], s[0] + s[1])), max_size=20
)


@given(SPANS, POSITIONS)
def test_at_is_what_a_look_at_all_of_them_gives(spans, position):
    index = SpanIndex((a, b, (a, b, n)) for n, (a, b) in enumerate(spans))
    wanted = [(a, b, n) for n, (a, b) in enumerate(spans) if a <= position < b]
    assert index.at(position) == wanted


@given(SPANS, POSITIONS, st.integers(1, 3 * BUCKET))
def test_touching_is_what_a_look_at_all_of_them_gives(spans, start, length):
    items = [(a, b, n) for n, (a, b) in enumerate(spans)]
    index = SpanIndex((a, b, item) for (a, b), item in zip(spans, items, strict=True))
    wanted = {item for item in items if item[0] < start + length and start < item[1]}
    found = index.touching(start, start + length)
    assert set(found) == wanted
    assert len(found) == len(wanted)


def test_nothing_covers_a_place_between():
    index = SpanIndex([(0, 5, "a"), (2 * BUCKET, 2 * BUCKET + 5, "b")])
    assert index.at(5) == []
    assert index.at(2 * BUCKET) == ["b"]
