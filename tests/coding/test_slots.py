"""Each slot of the frame grammar, on the construction that fills it."""

import pytest

from detente.coding.slots import Trigger, fill, slot_heads
from detente.knowledge.frames import Frame
from tests.coding.trees import at, clauses, words


def fires(sentence, said, pos, carrier=None, suffers=False):
    frame = Frame(
        id="test",
        type="ASSAULT",
        pos=pos,
        words=(said,),
        mode=None,
        actors=(),
        recipients=(),
        tests=(),
        example="",
        file="ASSAULT.csv",
        line=1,
    )
    token = at(sentence, said)
    held = at(sentence, carrier) if carrier else None
    return Trigger(token, frame, (token,), carrier=held, suffers=suffers)


GAVE = """
Iran Iran PROPN nsubj 2
gave give VERB root 0
rebels rebel NOUN/NNS iobj 2
arms arm NOUN/NNS obj 2
in in ADP case 6
May May PROPN obl 2
"""
SHELLED = """
Towns town NOUN/NNS nsubj:pass 3
were be AUX aux:pass 3
shelled shell VERB/VBN root 0
by by ADP case 5
Iran Iran PROPN obl 3
and and CCONJ cc 7
Iraq Iraq PROPN conj 5
"""
DEMANDED = """
Iran Iran PROPN nsubj 2
demanded demand VERB root 0
that that SCONJ mark 5
Iraq Iraq PROPN nsubj 5
withdraw withdraw VERB/VB ccomp 2
"""
FIRED_AT = """
Iran Iran PROPN nsubj 2
fired fire VERB root 0
shells shell NOUN/NNS obj 2
at at ADP case 5
Iraq Iraq PROPN nmod 3
"""
MET_AND_SPOKE = """
Iran Iran PROPN nsubj 2
met meet VERB root 0
and and CCONJ cc 4
spoke speak VERB conj 2
with with ADP case 6
Iraq Iraq PROPN obl 2
"""


@pytest.mark.parametrize(
    ("spec", "verb", "slot", "said"),
    [
        (GAVE, "gave", "subject", ["Iran"]),
        (GAVE, "gave", "object", ["arms"]),
        (GAVE, "gave", "iobject", ["rebels"]),
        (GAVE, "gave", "in", ["May"]),
        (GAVE, "gave", "to", []),
        (SHELLED, "shelled", "subject", ["Iran"]),
        (SHELLED, "shelled", "object", ["Towns"]),
        (DEMANDED, "demanded", "complement-subject", ["Iraq"]),
        (DEMANDED, "demanded", "object", []),
        (FIRED_AT, "fired", "at", ["Iraq"]),
        (MET_AND_SPOKE, "spoke", "with", ["Iraq"]),
    ],
)
def test_slots_of_verbs(spec, verb, slot, said):
    sentence = clauses(spec)
    assert words(sentence, slot_heads(sentence, fires(sentence, verb, "verb"), slot)) == said


ISRAELS = """
Iran Iran PROPN nmod:poss 4
's 's PART/POS case 1
drone drone NOUN compound 4
strikes strike NOUN/NNS nsubj 9
on on ADP case 6
Iraq Iraq PROPN nmod 4
by by ADP case 8
night night NOUN nmod 4
ended end VERB root 0
"""
CARRIED_OUT = """
Iran Iran PROPN nsubj 2
carried carry VERB root 0
out out ADP/RP compound:prt 2
strikes strike NOUN/NNS obj 2
on on ADP case 6
Iraq Iraq PROPN obl 2
"""
WERE_CARRIED_OUT = """
Strikes strike NOUN/NNS nsubj:pass 3
were be AUX aux:pass 3
carried carry VERB/VBN root 0
out out ADP/RP compound:prt 3
by by ADP case 6
Iran Iran PROPN obl 3
"""


@pytest.mark.parametrize(
    ("spec", "noun", "carrier", "slot", "said"),
    [
        (ISRAELS, "strikes", None, "possessive", ["Iran"]),
        (ISRAELS, "strikes", None, "modifier", ["drone"]),
        (ISRAELS, "strikes", None, "on", ["Iraq"]),
        (ISRAELS, "strikes", None, "subject", []),
        (CARRIED_OUT, "strikes", "carried", "subject", ["Iran"]),
        (CARRIED_OUT, "strikes", "carried", "on", ["Iraq"]),
        (WERE_CARRIED_OUT, "Strikes", "carried", "subject", ["Iran"]),
    ],
)
def test_slots_of_nouns(spec, noun, carrier, slot, said):
    sentence = clauses(spec)
    trigger = fires(sentence, noun, "noun", carrier)
    assert words(sentence, slot_heads(sentence, trigger, slot)) == said


def test_a_light_verb_whose_subject_suffers_lends_no_actor():
    sentence = clauses(
        """
        Iran Iran PROPN nsubj 2
        suffered suffer VERB root 0
        strikes strike NOUN/NNS obj 2
        """
    )
    trigger = fires(sentence, "strikes", "noun", "suffered", suffers=True)
    assert slot_heads(sentence, trigger, "subject") == []


def test_slots_of_adjectives():
    sentence = clauses(
        """
        Iran Iran PROPN nsubj 3
        was be AUX cop 3
        grateful grateful ADJ root 0
        to to ADP case 5
        Iraq Iraq PROPN obl 3
        """
    )
    trigger = fires(sentence, "grateful", "adj")
    assert words(sentence, slot_heads(sentence, trigger, "subject")) == ["Iran"]
    assert words(sentence, slot_heads(sentence, trigger, "to")) == ["Iraq"]


def said_by(spec, verb, slots):
    sentence = clauses(spec)
    fillers = fill(sentence, fires(sentence, verb, "verb"), slots)
    return [(sentence.tree.words[f.token], f.slot) for f in fillers]


def test_the_first_filled_alternative_counts():
    slots = (("against",), ("iobject",), ("object",))
    assert said_by(GAVE, "gave", slots) == [("rebels", "iobject")]


def test_parts_of_an_alternative_count_together():
    slots = (("subject", "iobject", "with"),)
    assert said_by(GAVE, "gave", slots) == [("Iran", "subject"), ("rebels", "iobject")]


def test_conjuncts_fill_a_slot_together_and_once():
    slots = (("subject", "by"),)
    assert said_by(SHELLED, "shelled", slots) == [("Iran", "subject"), ("Iraq", "subject")]


def test_no_slot_gives_nobody():
    assert said_by(GAVE, "gave", ()) == []
