"""How a comment stands towards the actors that it names."""

import pytest

from tests.discuss.reading import read


def stance(text: str) -> dict[str, str]:
    return {s.entity: s.polarity for s in read(text).stance}


@pytest.mark.parametrize(
    ("text", "entity", "polarity"),
    [
        ("Long live Hezbollah!", "hezbollah", "for"),
        ("I stand with Ukraine in this.", "UKR", "for"),
        ("Down with Hezbollah.", "hezbollah", "against"),
        ("I do not trust Iran.", "IRN", "against"),
        ("Shame on Russia for this.", "RUS", "against"),
        ("Hezbollah are liars.", "hezbollah", "against"),
        ("Hezbollah attacked Israel on Monday.", "hezbollah", "neutral"),
        ("NATO troops were deployed against Russia.", "RUS", "neutral"),
        ("He wrote “down with Iran” on the wall.", "IRN", "neutral"),
    ],
)
def test_words_beside_a_name_tell_the_stance(text, entity, polarity):
    assert stance(text)[entity] == polarity


def test_names_in_small_letters_are_known():
    assert stance("shame on russia")["RUS"] == "against"


def test_the_bird_is_no_country():
    assert "TUR" not in stance("we had turkey for dinner and it was good")


def test_whoever_is_to_do_the_killing_is_not_judged():
    assert stance("It would be easy for NATO to slaughter those bandits.")["nato"] == "neutral"


def test_there_is_one_stance_an_actor():
    found = read("Iran lied. Shame on Iran. Israel answered Iran.").stance
    assert len({s.entity for s in found}) == len(found)
