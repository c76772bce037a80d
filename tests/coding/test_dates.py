"""The date of an event: from words that tell a date, never from how long or how often."""

import pytest


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Rebels shelled the base on Monday.", "2018-11-12"),
        ("Rebels shelled the base for three days.", None),
        ("Rebels shelled the base every Friday.", None),
        ("Rebels recently shelled the base.", None),
        ("Rebels shelled the base at 5 a.m.", None),
        ("Rebels shelled the base for three hours on 3 May.", "2018-05-03"),
        ("Rebels shelled the base at 5 a.m. on Monday.", "2018-11-12"),
        ("Rebels shelled the base about 10 May 2018.", "2018-05-10~"),
    ],
)
def test_only_what_is_a_date_dates_an_event(coder, text, edtf):
    record = coder.code_text(text, published="2018-11-18")
    event = next(event for event in record.events if event.type == "ASSAULT")
    assert (event.date.edtf if event.date else None) == edtf
    assert all(mention.text in text for mention in record.mentions if mention.kind == "time")
