import pytest

from detente.coding.llm.counts import count_in


@pytest.mark.parametrize(
    ("quote", "low", "high"),
    [
        ("two soldiers", 2, 2),
        ("at least 40 villagers", 40, None),
        ("more than 1,200 people", 1200, None),
        ("up to thirty men", None, 30),
        ("twenty-five guards", 25, 25),
        ("two hundred and six miners", 206, 206),
        ("dozens of pupils", 24, None),
        ("a shepherd", 1, 1),
        ("villagers", None, None),
        ("the 5", 5, 5),
        ("", None, None),
    ],
)
def test_a_count_is_read_from_the_words(quote, low, high):
    count = count_in(quote)
    assert (count.low, count.high) == (low, high)
