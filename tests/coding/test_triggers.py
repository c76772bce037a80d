"""Which words fire a frame, and which frame of several."""

import pytest

from detente.coding.slots import slot_heads
from detente.coding.triggers import carrier_of, find_triggers
from detente.knowledge.frames import Frame, build_lexicon
from detente.knowledge.frames import Test as Asked
from tests.coding.trees import at, clauses, trigger, triggers


def frame(words, pos="verb", event="ASSAULT", tests=(), mode=None, line=1):
    return Frame(
        id=f"{event}:{words}",
        type=event,
        pos=pos,
        words=tuple(words.split()),
        mode=mode,
        actors=(("subject",),),
        recipients=(("object",),),
        tests=tuple(tests),
        example="",
        file=f"{event}.csv",
        line=line,
    )


def fired(spec, *frames, is_a=lambda _token, _kind: False):
    sentence = clauses(spec)
    return [t.frame.id for t in find_triggers(sentence, build_lexicon(frames), is_a)]


ATTACK = """
Rebels rebel NOUN/NNS nsubj 2
attacked attack VERB root 0
soldiers soldier NOUN/NNS obj 2
"""
ATTACK_NOUN = """
The the DET det 2
attack attack NOUN nsubj 3
ended end VERB root 0
"""


def test_a_frame_fires_on_its_own_part_of_speech_only():
    assert fired(ATTACK, frame("attack")) == ["ASSAULT:attack"]
    assert fired(ATTACK, frame("attack", pos="noun")) == []
    assert fired(ATTACK_NOUN, frame("attack", pos="noun")) == ["ASSAULT:attack"]
    assert fired(ATTACK_NOUN, frame("attack")) == []


def test_of_two_frames_that_hold_the_one_with_more_tests_fires():
    tested = frame("attack", event="COERCE", tests=[Asked("object", True, frozenset({"soldier"}))])
    assert fired(ATTACK, frame("attack"), tested) == ["COERCE:attack"]


def test_a_frame_whose_test_fails_leaves_the_word_to_the_next():
    tested = frame("attack", event="COERCE", tests=[Asked("object", True, frozenset({"village"}))])
    assert fired(ATTACK, tested, frame("attack")) == ["ASSAULT:attack"]
    assert fired(ATTACK, tested) == []


@pytest.mark.parametrize(
    ("test", "holds"),
    [
        (Asked("object", True, frozenset({"soldier"})), True),
        (Asked("object", True, frozenset({"soldiers"})), True),
        (Asked("object", False, frozenset({"soldier"})), False),
        (Asked("object", False, frozenset({"village"})), True),
        (Asked("object", True), True),
        (Asked("object", False), False),
        (Asked("with", True), False),
        (Asked("with", False), True),
        (Asked("child", True, frozenset({"rebel"})), True),
        (Asked("subject", True, grounded=frozenset({"actor"})), True),
        (Asked("object", True, grounded=frozenset({"place"})), False),
    ],
)
def test_tests_ask_the_words_in_a_slot(test, holds):
    asked = fired(ATTACK, frame("attack", tests=[test]), is_a=lambda _, kind: kind == "actor")
    assert bool(asked) is holds


def test_a_test_looks_at_conjuncts_too():
    spec = """
    Rebels rebel NOUN/NNS nsubj 2
    attacked attack VERB root 0
    guards guard NOUN/NNS obj 2
    and and CCONJ cc 5
    villages village NOUN/NNS conj 3
    """
    tested = frame("attack", tests=[Asked("object", True, frozenset({"village"}))])
    assert fired(spec, tested) == ["ASSAULT:attack"]


OPEN_FIRE = """
Police police NOUN nsubj 2
opened open VERB root 0
heavy heavy ADJ amod 4
fire fire NOUN obj 2
"""


def test_a_phrase_fires_only_whole_and_longer_before_shorter():
    longer, shorter = frame("open fire"), frame("open", event="CONSULT")
    assert fired(OPEN_FIRE, shorter, longer) == ["ASSAULT:open fire"]
    assert fired(ATTACK, frame("attack base")) == []


def test_a_noun_that_a_phrase_holds_fires_nothing_of_its_own():
    held = frame("fire", pos="noun")
    assert fired(OPEN_FIRE, frame("open fire"), held) == ["ASSAULT:open fire"]
    assert fired(OPEN_FIRE, held) == ["ASSAULT:fire"]


def test_a_noun_that_a_verbs_test_names_fires_nothing_of_its_own():
    lifting = frame("open", tests=[Asked("object", True, frozenset({"fire"}))])
    assert fired(OPEN_FIRE, lifting, frame("fire", pos="noun")) == ["ASSAULT:open"]


@pytest.mark.parametrize("dep", ["compound", "amod", "nmod:poss"])
def test_a_noun_that_only_describes_another_is_no_event(dep):
    spec = f"""
    attack attack NOUN {dep} 2
    helicopters helicopter NOUN/NNS root 0
    """
    assert fired(spec, frame("attack", pos="noun")) == []


def test_an_ing_form_with_an_owner_is_a_noun():
    spec = """
    Iran Iran PROPN nmod:poss 3
    's 's PART/POS case 1
    shelling shell VERB/VBG nsubj 6
    of of ADP case 5
    Basra Basra PROPN nmod 3
    continued continue VERB root 0
    """
    assert fired(spec, frame("shelling", pos="noun"), frame("shell")) == ["ASSAULT:shelling"]


def test_a_plural_lemma_fires_the_frame_of_the_singular():
    spec = """
    Peace peace NOUN compound 2
    talks talks NOUN/NNS nsubj 3
    began begin VERB root 0
    """
    assert fired(spec, frame("talk", pos="noun", event="CONSULT")) == ["CONSULT:talk"]


CARRIED = """
Jets jet NOUN/NNS nsubj 2
carried carry VERB root 0
out out ADP/RP compound:prt 2
strikes strike NOUN/NNS obj 2
"""
UNDER_FIRE = """
Troops troops NOUN/NNS nsubj 2
came come VERB root 0
under under ADP case 4
attack attack NOUN obl 2
"""
BY_RELATIVE = """
Victims victim NOUN/NNS root 0
of of ADP case 3
strikes strike NOUN/NNS nmod 1
that that PRON/WDT obj 6
jets jet NOUN/NNS nsubj 6
conducted conduct VERB acl:relcl 3
"""


@pytest.mark.parametrize(
    ("spec", "noun", "carrier", "suffers"),
    [
        (CARRIED, "strikes", "carried", False),
        (UNDER_FIRE, "attack", "came", True),
        (BY_RELATIVE, "strikes", "conducted", False),
    ],
)
def test_a_light_verb_carries_a_noun(spec, noun, carrier, suffers):
    sentence = clauses(spec)
    assert carrier_of(sentence, at(sentence, noun)) == (at(sentence, carrier), suffers)


def test_a_full_verb_carries_nothing():
    sentence = clauses(
        """
        Kings king NOUN/NNS nsubj 2
        remember remember VERB/VBP root 0
        strikes strike NOUN/NNS obj 2
        """
    )
    assert carrier_of(sentence, 2) is None


def test_without_its_particle_a_light_verb_carries_nothing():
    sentence = clauses(
        """
        Jets jet NOUN/NNS nsubj 2
        carried carry VERB root 0
        strikes strike NOUN/NNS obj 2
        """
    )
    assert carrier_of(sentence, 2) is None


def test_a_light_verbs_subject_fills_the_nouns_slot():
    sentence = clauses(CARRIED)
    fires = trigger(sentence, "strikes")
    assert slot_heads(sentence, fires, "subject") == [at(sentence, "Jets")]


def test_the_shipped_lexicon_finds_nothing_in_weather():
    sentence = clauses(
        """
        The the DET det 2
        sun sun NOUN nsubj 3
        shone shine VERB root 0
        """
    )
    assert triggers(sentence) == []


def test_what_somebody_tells_as_done_is_not_asked_for(coder):
    told = coder.code_text("The troops had left Baidoa, residents told reporters.")
    asked = coder.code_text("The general told the militia to withdraw from Baidoa.")
    assert all(event.type != "REQUEST" for event in told.events)
    assert "REQUEST" in {event.type for event in asked.events}
