"""One event for one happening: joined within a sentence, linked across sentences."""

import pytest

from detente.coding.clause import Clauses
from detente.coding.joining import join_within_sentence
from detente.coding.merging import link_repeats
from detente.model.record import EventDate, Participant
from tests.coding.trees import clauses, code, draft, tree

IRAN, IRAQ = (
    Participant(mention="m1", entity="IRN", text="Iran"),
    Participant(mention="m2", entity="IRQ", text="Iraq"),
)
PARTIES = {"Iran": "IRN", "Iraq": "IRQ"}

ATTACKED = """
Iran Iran PROPN nsubj 2
attacked attack VERB root 0
Iraq Iraq PROPN obj 2
"""
THE_ATTACK = """
The the DET det 2
attack attack NOUN nsubj 3
ended end VERB root 0
"""
AN_ATTACK = THE_ATTACK.replace("The the", "An a")
TWO_KILLED = """
Two two NUM nummod 2
soldiers soldier NOUN/NNS nsubj:pass 4
were be AUX aux:pass 4
killed kill VERB/VBN root 0
"""


def test_a_participle_that_tells_the_toll_joins_its_act():
    coded = code(
        """
        Iran Iran PROPN nsubj 2
        attacked attack VERB root 0
        Iraq Iraq PROPN obj 2
        , , PUNCT punct 5
        killing kill VERB/VBG advcl 2
        two two NUM nummod 7
        soldiers soldier NOUN/NNS obj 5
        """,
        actors=PARTIES,
    )
    assert [e.trigger.text for e in coded.events] == ["attacked"]
    (event,) = coded.events
    assert [p.text for p in event.recipients] == ["Iraq"]
    assert [(c.kind, c.low, c.high) for c in event.casualties] == [("killed", 2, 2)]


def test_the_killed_in_a_strike_are_the_strikes():
    coded = code(
        """
        Two two NUM nummod 2
        soldiers soldier NOUN/NNS nsubj:pass 4
        were be AUX aux:pass 4
        killed kill VERB/VBN root 0
        in in ADP case 7
        an a DET det 7
        attack attack NOUN obl 4
        by by ADP case 9
        Iran Iran PROPN nmod 7
        """,
        actors=PARTIES | {"Two soldiers": ""},
    )
    assert [e.trigger.text for e in coded.events] == ["attack"]
    (event,) = coded.events
    assert [p.text for p in event.actors] == ["Iran"]
    assert [p.text for p in event.recipients] == ["Two soldiers"]
    assert event.casualties[0].low == 2


def test_two_acts_of_one_sentence_stay_two():
    coded = code(
        """
        Iran Iran PROPN nsubj 2
        abducted abduct VERB root 0
        and and CCONJ cc 4
        killed kill VERB conj 2
        two two NUM nummod 6
        teachers teacher NOUN/NNS obj 4
        """,
        actors=PARTIES,
    )
    assert [e.trigger.text for e in coded.events] == ["abducted", "killed"]


def test_acts_of_different_types_are_never_joined():
    coded = code(
        """
        Iran Iran PROPN nsubj 2
        attacked attack VERB root 0
        Iraq Iraq PROPN obj 2
        , , PUNCT punct 5
        praising praise VERB/VBG advcl 2
        rebels rebel NOUN/NNS obj 5
        """,
        actors=PARTIES | {"rebels": "REB"},
    )
    assert {e.type for e in coded.events} == {"ASSAULT", "SUPPORT"}


@pytest.mark.parametrize(("later", "repeats"), [(THE_ATTACK, True), (AN_ATTACK, False)])
def test_a_definite_noun_points_back(later, repeats):
    first = draft(clauses(ATTACKED), "attacked", actors=[IRAN], recipients=[IRAQ])
    again = draft(Clauses(tree(later, sentence=1, start=50)), "attack")
    link_repeats([first, again])
    assert (again.same_as is first) is repeats
    assert first.same_as is None


HIT_A_BASE = ATTACKED.replace("Iraq Iraq PROPN", "bases base NOUN/NNS")


def test_a_toll_in_a_later_sentence_belongs_to_the_attack_before_it():
    coded = code(HIT_A_BASE, TWO_KILLED, actors=PARTIES)
    first, toll = coded.events
    assert toll.same_as == first.id
    assert [(c.kind, c.low) for c in first.casualties] == [("killed", 2)]


def test_a_toll_far_from_any_attack_stays_alone():
    weather = """
    The the DET det 2
    sun sun NOUN nsubj 3
    shone shine VERB root 0
    """
    coded = code(HIT_A_BASE, weather, weather, TWO_KILLED, actors=PARTIES)
    assert [e.same_as for e in coded.events] == [None, None]
    assert coded.events[0].casualties == ()


def test_the_same_act_told_twice_is_linked_and_gains_what_the_second_adds():
    day = EventDate(edtf="2021-05-09", precision="day", basis="stated")
    first = draft(clauses(ATTACKED), "attacked", actors=[IRAN], recipients=[IRAQ], date=day)
    again = draft(
        Clauses(tree(ATTACKED, sentence=1, start=50)),
        "attacked",
        actors=[IRAN],
        recipients=[IRAQ],
        date=day,
        mode="aerial",
    )
    link_repeats([first, again])
    assert again.same_as is first
    assert first.mode == "aerial"


@pytest.mark.parametrize(
    "other",
    [
        {"actors": [IRAQ], "recipients": [IRAN]},
        {"actors": [IRAN], "recipients": [IRAQ], "status": "negated"},
        {
            "actors": [IRAN],
            "recipients": [IRAQ],
            "date": EventDate(edtf="2021-05-08", precision="day", basis="stated"),
        },
        {"actors": [IRAN], "recipients": [IRAQ], "mode": "drone"},
    ],
)
def test_acts_that_contradict_each_other_are_two(other):
    day = EventDate(edtf="2021-05-09", precision="day", basis="stated")
    first = draft(
        clauses(ATTACKED),
        "attacked",
        actors=[IRAN],
        recipients=[IRAQ],
        date=day,
        mode="heavy-weapons",
    )
    fields = {"date": day, "mode": "heavy-weapons"} | other
    again = draft(Clauses(tree(ATTACKED, sentence=1, start=50)), "attacked", **fields)
    link_repeats([first, again])
    assert again.same_as is None


def test_a_repeat_never_points_at_a_repeat():
    coded = code(ATTACKED, THE_ATTACK, THE_ATTACK, actors=PARTIES)
    by_id = {e.id: e for e in coded.events}
    linked = [e for e in coded.events if e.same_as]
    assert all(by_id[e.same_as].same_as is None for e in linked)


def test_joining_leaves_a_lone_draft_alone():
    lone = draft(clauses(ATTACKED), "attacked", actors=[IRAN], recipients=[IRAQ])
    join_within_sentence([lone])
    assert not lone.dropped


def test_tolls_in_a_row_join_the_same_act(coder):
    record = coder.code_text("Gunmen attacked a camp in Bama, killing 14 people and injuring 30.")
    (event,) = record.events
    assert [(c.kind, c.low) for c in event.casualties] == [("killed", 14), ("injured", 30)]
