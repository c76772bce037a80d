"""What a comment mainly does."""

import pytest

from tests.discuss.reading import read


@pytest.mark.parametrize(
    ("text", "parent", "act"),
    [
        ("Who controls the crossing now?", None, "question"),
        ("Yes, since Tuesday evening.", "Is the bridge open?", "answer"),
        ("Because the road is mined.", "Why do they wait?", "answer"),
        ("lol, next episode please", None, "joke"),
        ("“We will not sign before the prisoners are home.”", None, "quote"),
        ("> the truce holds", None, "quote"),
        ("Correction: the mill is in Raqqa, not in Aleppo.", None, "correction"),
        ("They should all be shot.", None, "call_for_violence"),
        ("On 3 May 2014 eleven soldiers were killed in Raqqa.", None, "claim"),
        ("I find the whole plan unwise.", None, "opinion"),
        ("Yes, I think so too.", "The plan is unwise.", "opinion"),
    ],
)
def test_the_main_act_is_told(text, parent, act):
    assert read(text, parent).act == act
