"""How many people a promise speaks of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.knowledge.tables import data_folder
from detente.link.agreements.joining import accords
from detente.link.agreements.people import load_uncounted, people_in
from detente.model.errors import KnowledgeError
from tests.link.agreements.conflict import RED, deal, promise


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("free fourteen prisoners", 14),
        ("free two hundred and ten captured fighters", 210),
        ("free 1,200 men", 1200),
        ("free 12 of the 32 prisoners", 12),
        ("free 2000 prisoners", 2000),
        ("free its prisoners", None),
        ("free the prisoners within ten days", None),
        ("within ten days free its prisoners", None),
        ("within ten working days free its prisoners", None),
        ("after 48 hours both sides free their prisoners", None),
        ("a 10-day pause to free prisoners", None),
        ("free all prisoners in 2031", None),
        ("in 2031 prisoners will go home", None),
        ("free 10 percent of the prisoners", None),
        ("free 10% of the prisoners", None),
        ("phase 2 frees prisoners", None),
        ("by 5 March free the prisoners", None),
        ("by March 5 free the prisoners", None),
        ("by 2031-03-05 free the prisoners", None),
        ("at 10:30 free the prisoners", None),
        ("the two sides will free their prisoners", None),
        ("one of the warring parties will free prisoners", None),
        ("meet 30 kilometres away to free prisoners", None),
        ("within ten days free fourteen prisoners", 14),
        ("within twenty-five days free fourteen prisoners", 14),
        ("in phase 2, by 5 March 2031, the two sides free 30 fighters", 30),
        ("after 48 hours the army frees 1,200 of its prisoners", 1200),
        ("", None),
    ],
)
def test_only_people_are_counted(words: str, count: int | None) -> None:
    assert people_in(words) == count


def test_a_pledge_has_the_first_count_that_a_report_gives() -> None:
    told = ("free prisoners within ten days", "within ten days free six prisoners", "free 8 men")
    deals = [
        deal(f"d{n}", n, "full", promise("prisoner_release", RED, words=words))
        for n, words in enumerate(told)
    ]
    (accord,) = accords(deals)
    assert accord.provisions[0].promised_count == 6
    (accord,) = accords(deals[:1])
    assert accord.provisions[0].promised_count is None


@given(st.integers(1, 10_000), st.sampled_from(sorted(load_uncounted()["after"] - {"%"})))
def test_what_stands_before_a_unit_is_never_the_count(number: int, unit: str) -> None:
    assert people_in(f"within {number} {unit} free its prisoners") is None
    assert people_in(f"within {number} {unit} free seven prisoners") == 7


@given(st.text(max_size=60))
def test_any_words_can_be_read(words: str) -> None:
    count = people_in(words)
    assert count is None or count >= 0


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("day,after,time", "day,behind,time", "where is 'behind'"),
        ("day,after,time", ",after,time", "word is empty"),
        ("day,after,time", "days,after,time", "days after is there twice"),
    ],
)
def test_mistakes_in_the_words_are_told(tmp_path, old: str, new: str, said: str) -> None:
    text = data_folder("relations", "uncounted.csv").read_text("utf-8")
    assert f"\n{old}\n" in text
    path = tmp_path / "uncounted.csv"
    path.write_text(text.replace(f"\n{old}\n", f"\n{new}\n", 1), "utf-8")
    with pytest.raises(KnowledgeError, match=said):
        load_uncounted(path)
