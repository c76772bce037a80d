"""Trees of stored records: order and depth, whatever the rows' state."""

from hypothesis import given
from hypothesis import strategies as st

from detente.discuss.tree import reading_order, replies_of
from threads import comment


def test_a_parent_that_is_missing_counts_as_none() -> None:
    order = [(c.id, d) for c, d in reading_order([comment("c2", "c9"), comment("c3", "c2")])]
    assert order == [("c2", 0), ("c3", 1)]


@given(st.permutations([comment(f"c{n}", f"c{n // 2}" if n > 1 else None) for n in range(1, 14)]))
def test_every_comment_comes_once_and_after_its_parent(comments) -> None:
    depths = {}
    for found, depth in reading_order(comments):
        assert depth == (0 if found.parent is None else depths[found.parent] + 1)
        depths[found.id] = depth
    assert sorted(depths) == sorted(c.id for c in comments)
    assert sum(map(len, replies_of(comments).values())) == len(comments)
