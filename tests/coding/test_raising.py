"""Promises, threats, requests and refusals of an act: one event, of their own kind."""

from typing import get_args

import pytest

from detente.knowledge.lexicons import EmbeddingKind, raised_types
from tests.coding.trees import code

PARTIES = {"Iran": "IRN", "Iraq": "IRQ"}


def outer(verb, lemma, inner_word, inner_lemma):
    """Iran <verb> to <inner> Iraq."""
    return f"""
    Iran Iran PROPN nsubj 2
    {verb} {lemma} VERB root 0
    to to PART mark 4
    {inner_word} {inner_lemma} VERB/VB xcomp 2
    Iraq Iraq PROPN obj 4
    """


def asked(verb, lemma, *rest):
    """Iran <verb> Iraq to …."""
    return "\n".join(
        [
            "Iran Iran PROPN nsubj 2",
            f"{verb} {lemma} VERB root 0",
            "Iraq Iraq PROPN obj 2",
            "to to PART mark 5",
            *rest,
        ]
    )


def modal(said, *more):
    return "\n".join(
        [
            "Iran Iran PROPN nsubj 3",
            f"{said} {said} AUX/MD aux 3",
            "attack attack VERB/VB root 0",
            "Iraq Iraq PROPN obj 3",
            *more,
        ]
    )


@pytest.mark.parametrize(
    ("spec", "event", "mode", "actors", "recipients"),
    [
        (
            outer("vowed", "vow", "attack", "attack"),
            "THREATEN",
            "violence",
            ["Iran"],
            ["Iraq"],
        ),
        (
            outer("threatened", "threaten", "attack", "attack"),
            "THREATEN",
            "violence",
            ["Iran"],
            ["Iraq"],
        ),
        (
            outer("refused", "refuse", "assist", "assist"),
            "REJECT",
            "assist",
            ["Iran"],
            ["Iraq"],
        ),
        (
            asked("urged", "urge", "withdraw withdraw VERB/VB xcomp 2"),
            "REQUEST",
            "yield",
            ["Iran"],
            ["Iraq"],
        ),
        (modal("will"), "THREATEN", "violence", ["Iran"], ["Iraq"]),
    ],
)
def test_one_event_of_the_outer_kind(spec, event, mode, actors, recipients):
    coded = code(spec, actors=PARTIES)
    assert [(e.type, e.mode) for e in coded.events] == [(event, mode)]
    assert [p.text for p in coded.events[0].actors] == actors
    assert [p.text for p in coded.events[0].recipients] == recipients


def test_a_possible_act_is_no_threat():
    coded = code(modal("may"), actors=PARTIES)
    assert [(e.type, e.status) for e in coded.events] == [("ASSAULT", "hypothetical")]


def test_an_act_under_a_condition_is_no_threat():
    spec = """
    If if SCONJ mark 4
    Iran Iran PROPN nsubj 4
    will will AUX/MD aux 4
    attack attack VERB/VB advcl 7
    Iraq Iraq PROPN obj 4
    all all PRON/DT nsubj 7
    ends end VERB/VBZ root 0
    """
    coded = code(spec, actors=PARTIES)
    assert [(e.type, e.status) for e in coded.events] == [("ASSAULT", "hypothetical")]


def test_an_attempt_to_take_a_town_is_an_assault():
    spec = """
    Iran Iran PROPN nsubj 2
    tried try VERB root 0
    to to PART mark 4
    capture capture VERB/VB xcomp 2
    Iraq Iraq PROPN obj 4
    """
    coded = code(spec, actors=PARTIES)
    assert [(e.type, e.rule.endswith(">attempt")) for e in coded.events] == [("ASSAULT", True)]


def test_of_what_somebody_is_accused_only_force_is_an_event_beside_the_accusation():
    def accused(word, lemma):
        return code(
            f"""
            Iran Iran PROPN nsubj 2
            accused accuse VERB root 0
            Iraq Iraq PROPN obj 2
            of of SCONJ mark 5
            {word} {lemma} VERB/VBG advcl 2
            rebels rebel NOUN/NNS obj 5
            """,
            actors=PARTIES | {"rebels": "REB"},
        )

    assert {e.type for e in accused("attacking", "attack").events} == {"ACCUSE", "ASSAULT"}
    assert {e.type for e in accused("praising", "praise").events} == {"ACCUSE"}


def test_the_table_names_only_kinds_that_embed():
    kinds = {kind for kind, _, _ in raised_types()}
    assert kinds <= {*get_args(EmbeddingKind), "announce"}
