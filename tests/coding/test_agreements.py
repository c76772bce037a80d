"""Agreements: parties, stage, and promises that are provisions and no events."""

import pytest

from detente.coding.agreements import describe, is_agreement
from detente.model.record import Participant
from tests.coding.trees import clauses, code, draft

PARTIES = {"Iran": "IRN", "Iraq": "IRQ"}
BOTH = [
    Participant(mention="m1", entity="IRN", text="Iran"),
    Participant(mention="m2", entity="IRQ", text="Iraq"),
]


def reached(*words):
    """Iran and Iraq reached a … agreement."""
    number = 6 + len(words)
    return "\n".join(
        [
            "Iran Iran PROPN nsubj 4",
            "and and CCONJ cc 3",
            "Iraq Iraq PROPN conj 1",
            "reached reach VERB root 0",
            f"a a DET det {number}",
            *(f"{said} {said} ADJ amod {number}" for said in words),
            "agreement agreement NOUN obj 4",
        ]
    )


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ((), "full"),
        (("ceasefire",), "ceasefire"),
        (("preliminary",), "preliminary"),
        (("partial",), "partial"),
        (("preliminary", "ceasefire"), "ceasefire"),
    ],
)
def test_stage(words, stage):
    made = draft(clauses(reached(*words)), "agreement", actors=BOTH)
    described = describe(made)
    assert described.stage == stage
    assert described.parties == ("IRN", "IRQ")
    assert described.text_status == "reported"


def test_one_side_alone_makes_no_agreement():
    made = draft(clauses(reached()), "agreement", actors=BOTH[:1])
    assert not is_agreement(made)


def test_a_promise_that_became_agree_is_no_agreement():
    made = draft(clauses(reached()), "agreement", actors=BOTH)
    assert is_agreement(made)
    made.rule += ">promise"
    assert not is_agreement(made)


def test_an_attack_is_no_agreement():
    made = draft(
        clauses(
            """
            Iran Iran PROPN nsubj 2
            attacked attack VERB root 0
            Iraq Iraq PROPN obj 2
            """
        ),
        "attacked",
        actors=BOTH,
    )
    assert not is_agreement(made)


def will(*rest, who="Iran Iran PROPN nsubj 3"):
    return "\n".join([who, "will will AUX/MD aux 3", *rest])


RELEASE = will(
    "release release VERB/VB root 0",
    "prisoners prisoner NOUN/NNS obj 3",
)
COMMITTEE = will(
    "form form VERB/VB root 0",
    "a a DET det 6",
    "joint joint ADJ amod 6",
    "committee committee NOUN obj 3",
)
JOIN_AGAINST = will(
    "merge merge VERB/VB root 0",
    "forces force NOUN/NNS obj 3",
    "against against ADP case 6",
    "Syria Syria PROPN obl 3",
)


@pytest.mark.parametrize(
    ("promise", "kind", "against"),
    [
        (RELEASE, "prisoner_release", ()),
        (COMMITTEE, "joint_committee", ()),
        (JOIN_AGAINST, "merger", ("SYR",)),
    ],
)
def test_a_promise_of_a_party_is_a_provision_and_no_event(promise, kind, against):
    coded = code(reached(), promise, actors=PARTIES | {"Syria": "SYR"})
    (event,) = coded.events
    assert event.trigger.text == "agreement"
    (provision,) = event.agreement.provisions
    assert (provision.id, provision.kind, provision.status) == ("p1", kind, "promised")
    assert provision.by == ("IRN",)
    assert provision.against == against
    words = promise.splitlines()[2].split()[0]
    assert provision.text.text.startswith(words)


def test_what_an_outsider_promises_is_no_provision():
    outsider = RELEASE.replace("Iran Iran", "Syria Syria")
    coded = code(reached(), outsider, actors=PARTIES | {"Syria": "SYR"})
    agreement = next(e for e in coded.events if e.agreement)
    assert agreement.agreement.provisions == ()
    assert len(coded.events) == 2


def test_a_promise_before_the_agreement_is_none_of_its_provisions():
    coded = code(RELEASE, reached(), actors=PARTIES)
    assert all(not e.agreement.provisions for e in coded.events if e.agreement)


def test_a_promise_that_fits_no_kind_of_provision_is_left_alone():
    prosper = will("prosper prosper VERB/VB root 0")
    coded = code(reached(), prosper, actors=PARTIES)
    (event,) = coded.events
    assert event.agreement.provisions == ()


def test_provisions_are_numbered_in_text_order():
    coded = code(reached(), COMMITTEE, RELEASE, actors=PARTIES)
    (event,) = coded.events
    kinds = [(p.id, p.kind) for p in event.agreement.provisions]
    assert kinds == [("p1", "joint_committee"), ("p2", "prisoner_release")]
