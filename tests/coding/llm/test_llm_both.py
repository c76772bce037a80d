"""Rules and model side by side, and how far they agree."""

import pytest
from llm_server import events, raw, told

from detente.coding.llm.agreement import Agreement, match_events
from detente.model.record import Event, EventDate, Participant, Quote

TEXT = "Kenyan troops shelled a militia camp near Nairobi on 3 May 2021. The militia left."


def event(number: int, start: int, word: str = "shelled", **values: object) -> Event:
    given = {
        "type": "ASSAULT", "sentence": 0, "quad": 4, "score": -9.0, "rule": "x", "confidence": 0.5,
        "trigger": Quote(start=start, end=start + len(word), text=word), **values,
    }  # fmt: skip
    return Event.model_validate({"id": f"e{number}", **given})


def test_the_rules_events_stay_and_the_models_are_linked_or_added(model, coder):
    ruled = coder.code_text(TEXT)
    both, _ = model(
        events(
            told(actors=["Kenyan troops"]),
            told(sentence=1, type="RETREAT", trigger="left", actors=["The militia"]),
        ),
        both=True,
    )
    record = both.code_text(TEXT)
    count = len(ruled.events)
    assert record.events[:count] == ruled.events
    assert [e.rule for e in record.events[count:]] == ["llm:tiny"] * (len(record.events) - count)
    assault = next(e for e in ruled.events if e.type == "ASSAULT")
    linked = next(e for e in record.events[count:] if e.type == "ASSAULT")
    assert linked.same_as == assault.id
    ids = [mention.id for mention in record.mentions]
    assert len(ids) == len(set(ids))
    assert [e.id for e in record.events] == [f"e{n + 1}" for n in range(len(record.events))]


def test_the_model_adds_what_the_rules_do_not_see(model):
    both, _ = model(events(told(type="ACCUSE", trigger="near")), both=True)
    new = both.code_text(TEXT).events[-1]
    assert (new.type, new.rule, new.same_as) == ("ACCUSE", "llm:tiny", None)


def test_without_the_model_the_rules_part_stays_and_says_so(model, coder):
    both, _ = model(raw(503, b"asleep"), both=True, retries=0)
    record = both.code_text(TEXT)
    assert record.events == coder.code_text(TEXT).events
    (warning,) = record.warnings
    assert "rules' events only" in warning
    assert "asleep" in warning


def test_one_type_in_one_sentence_is_matched_by_the_nearest_trigger():
    rules = [event(1, 0), event(2, 50)]
    model_events = [event(1, 52), event(2, 2), event(3, 90)]
    assert [(a.id, b.id) for a, b in match_events(rules, model_events)] == [
        ("e1", "e2"),
        ("e2", "e1"),
    ]


@pytest.mark.parametrize("other", [{"type": "AID"}, {"sentence": 1}])
def test_another_type_or_sentence_is_no_match(other):
    assert match_events([event(1, 0)], [event(1, 0, **other)]) == []


def test_agreement_counts_what_at_least_one_of_the_two_tells():
    troops = Participant(mention="m1", entity="KEN:troops", text="Kenyan troops")
    same = Participant(mention="m9", entity="KEN:troops", text="the troops")
    day = EventDate(edtf="2021-05-03", mention="m2", precision="day", basis="stated")
    agreement = Agreement()
    agreement.add(
        [event(1, 0, actors=(troops,), date=day), event(2, 40), event(3, 80)],
        [
            event(1, 0, actors=(same,), status="future"),
            event(2, 41, type="COERCE"),
            event(3, 200, sentence=3),
        ],
    )
    rows = {row[0]: row[1:] for row in agreement.rows()}
    assert rows["event"] == (5, 1, 0.2)
    assert rows["type"] == (2, 1, 0.5)
    assert rows["actors"] == (1, 1, 1.0)
    assert rows["date"] == (1, 0, 0.0)
    assert rows["status"] == (1, 0, 0.0)
    assert rows["place"] == (0, 0, None)


def test_agreement_adds_up_over_documents():
    agreement = Agreement()
    for _ in range(3):
        agreement.add([event(1, 0)], [event(1, 0)])
    agreement.add([event(1, 0)], [])
    assert (agreement.rules, agreement.model) == (4, 3)
    assert agreement.rows()[0] == ("event", 4, 3, 0.75)
