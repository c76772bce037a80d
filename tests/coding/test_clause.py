"""The grammatical slots of verbs and nouns, understood arguments included."""

import pytest

from tests.coding.trees import at, clauses, word, words

ACTIVE = """
Rebels rebel NOUN/NNS nsubj 2
attacked attack VERB root 0
soldiers soldier NOUN/NNS obj 2
"""
PASSIVE = """
Soldiers soldier NOUN/NNS nsubj:pass 3
were be AUX aux:pass 3
attacked attack VERB/VBN root 0
by by ADP case 5
rebels rebel NOUN/NNS obl 3
"""
CONJOINED = """
Rebels rebel NOUN/NNS nsubj 2
attacked attack VERB root 0
and and CCONJ cc 4
killed kill VERB conj 2
soldiers soldier NOUN/NNS obj 4
"""
VOWED = """
Rebels rebel NOUN/NNS nsubj 2
vowed vow VERB root 0
to to PART mark 4
attack attack VERB/VB xcomp 2
soldiers soldier NOUN/NNS obj 4
"""
URGED = """
Envoys envoy NOUN/NNS nsubj 2
urged urge VERB root 0
rebels rebel NOUN/NNS obj 2
to to PART mark 5
withdraw withdraw VERB/VB xcomp 2
"""
PROMISED = """
Envoys envoy NOUN/NNS nsubj 2
promised promise VERB root 0
rebels rebel NOUN/NNS obj 2
to to PART mark 5
withdraw withdraw VERB/VB xcomp 2
"""
CALLED_ON = """
Envoys envoy NOUN/NNS nsubj 2
called call VERB root 0
on on ADP case 4
rebels rebel NOUN/NNS obl 2
to to PART mark 6
withdraw withdraw VERB/VB xcomp 2
"""
WHO = """
Rebels rebel NOUN/NNS nsubj 6
who who PRON/WP nsubj 3
attacked attack VERB acl:relcl 1
the the DET det 5
base base NOUN obj 3
fled flee VERB root 0
"""
WHO_AND = """
Rebels rebel NOUN/NNS nsubj 6
who who PRON/WP nsubj 3
attacked attack VERB acl:relcl 1
and and CCONJ cc 5
looted loot VERB conj 3
fled flee VERB root 0
"""
THAT_OBJECT = """
The the DET det 2
base base NOUN nsubj 5
rebels rebel NOUN/NNS nsubj 4
attacked attack VERB acl:relcl 2
burned burn VERB root 0
"""
PARTICIPLE = """
Rebels rebel NOUN/NNS nsubj 2
fled flee VERB root 0
leaving leave VERB/VBG advcl 2
bodies body NOUN/NNS obj 3
"""
REDUCED = """
Soldiers soldier NOUN/NNS nsubj 5
ambushed ambush VERB/VBN acl 1
by by ADP case 4
rebels rebel NOUN/NNS obl 2
fled flee VERB root 0
"""
PLANS = """
The the DET det 3
army's army NOUN nmod:poss 3
plan plan NOUN nsubj 6
to to PART mark 5
attack attack VERB/VB acl 3
failed fail VERB root 0
"""
SHARED = """
Rebels rebel NOUN/NNS nsubj 2
attacked attack VERB root 0
and and CCONJ cc 4
killed kill VERB conj 2
guards guard NOUN/NNS obj 4
near near ADP case 7
Homs Homs PROPN obl 4
"""


@pytest.mark.parametrize(
    ("spec", "verb", "subject"),
    [
        (ACTIVE, "attacked", "Rebels"),
        (PASSIVE, "attacked", "Soldiers"),
        (CONJOINED, "killed", "Rebels"),
        (VOWED, "attack", "Rebels"),
        (URGED, "withdraw", "rebels"),
        (PROMISED, "withdraw", "Envoys"),
        (CALLED_ON, "withdraw", "rebels"),
        (WHO, "attacked", "Rebels"),
        (WHO_AND, "looted", "Rebels"),
        (PARTICIPLE, "leaving", "Rebels"),
        (REDUCED, "ambushed", "Soldiers"),
        (PLANS, "attack", "army's"),
    ],
)
def test_subject(spec, verb, subject):
    sentence = clauses(spec)
    assert word(sentence, sentence.subject(at(sentence, verb))) == subject


def test_a_verb_without_any_subject_has_none():
    sentence = clauses("Attack attack VERB/VB root 0\nthem they PRON obj 1")
    assert sentence.subject(0) is None


def test_a_long_chain_of_verbs_ends_without_a_subject():
    lines = ["Go go VERB/VB root 0"] + [f"go{i} go VERB/VB xcomp {i}" for i in range(1, 40)]
    sentence = clauses("\n".join(lines))
    assert sentence.subject(39) is None


@pytest.mark.parametrize(
    ("spec", "verb", "passive"),
    [
        (ACTIVE, "attacked", False),
        (PASSIVE, "attacked", True),
        (REDUCED, "ambushed", True),
        (PARTICIPLE, "leaving", False),
        (CONJOINED, "killed", False),
    ],
)
def test_voice(spec, verb, passive):
    sentence = clauses(spec)
    assert sentence.is_passive(at(sentence, verb)) is passive


def test_a_conjoined_participle_shares_the_voice_of_the_first():
    sentence = clauses(
        """
        Guards guard NOUN/NNS nsubj:pass 3
        were be AUX aux:pass 3
        beaten beat VERB/VBN root 0
        and and CCONJ cc 5
        shot shoot VERB/VBN conj 3
        """
    )
    assert sentence.is_passive(at(sentence, "shot"))
    assert word(sentence, sentence.subject(at(sentence, "shot"))) == "Guards"


@pytest.mark.parametrize(
    ("spec", "verb", "target"),
    [
        (ACTIVE, "attacked", "soldiers"),
        (CONJOINED, "attacked", "soldiers"),
        (WHO, "attacked", "base"),
        (THAT_OBJECT, "attacked", "base"),
        (SHARED, "attacked", "guards"),
        (WHO, "fled", None),
    ],
)
def test_direct_object(spec, verb, target):
    sentence = clauses(spec)
    assert word(sentence, sentence.direct_object(at(sentence, verb))) == target


def test_an_object_after_both_verbs_belongs_to_the_conjoined_one_too():
    sentence = clauses(
        """
        Rebels rebel NOUN/NNS nsubj 2
        attacked attack VERB root 0
        and and CCONJ cc 4
        killed kill VERB conj 2
        soldiers soldier NOUN/NNS obj 2
        """
    )
    assert word(sentence, sentence.direct_object(at(sentence, "killed"))) == "soldiers"


def test_conjoined_nouns_are_found_through_nested_conjunctions():
    sentence = clauses(
        """
        Iran Iran PROPN nsubj 6
        , , PUNCT punct 3
        Iraq Iraq PROPN conj 1
        and and CCONJ cc 5
        Syria Syria PROPN conj 3
        met meet VERB root 0
        """
    )
    assert words(sentence, sentence.with_conjuncts(0)) == ["Iran", "Iraq", "Syria"]


def test_a_conjoined_clause_is_no_conjunct_of_a_noun():
    sentence = clauses(
        """
        Fire fire NOUN root 0
        and and CCONJ cc 3
        withdraw withdraw VERB/VB conj 1
        """
    )
    assert words(sentence, sentence.with_conjuncts(0)) == ["Fire"]


STRIKES = """
Strikes strike NOUN/NNS nsubj 8
on on ADP case 3
camps camp NOUN/NNS nmod 1
on on ADP case 6
behalf behalf NOUN fixed 4
of of ADP fixed 4
Turkey Turkey PROPN nmod 1
stopped stop VERB root 0
"""


def test_nouns_are_found_by_their_preposition():
    sentence = clauses(STRIKES)
    assert words(sentence, sentence.after(0, "on")) == ["camps"]
    assert sentence.after(0, "against") == []


def test_a_preposition_of_several_words_is_one():
    sentence = clauses(
        """
        Fighting fighting NOUN root 0
        according accord VERB/VBG case 4
        to to ADP fixed 2
        Iran Iran PROPN nmod 1
        """
    )
    assert sentence.preposition(3) == "according to"
    assert words(sentence, sentence.after(0, "according")) == ["Iran"]


def test_a_possessive_mark_is_no_preposition():
    sentence = clauses(
        """
        Iran Iran PROPN nmod:poss 3
        's 's PART/POS case 1
        army army NOUN root 0
        """
    )
    assert sentence.preposition(0) is None


def test_a_relative_pronoun_after_a_preposition_stands_for_its_noun():
    sentence = clauses(
        """
        The the DET det 2
        base base NOUN root 0
        on on ADP case 4
        which which PRON/WDT obl 6
        they they PRON nsubj 6
        fired fire VERB acl:relcl 2
        """
    )
    assert words(sentence, sentence.after(at(sentence, "fired"), "on")) == ["base"]


def test_subtree_and_ancestors():
    sentence = clauses(VOWED)
    assert sorted(sentence.subtree(at(sentence, "attack"))) == [2, 3, 4]
    assert list(sentence.ancestors(at(sentence, "soldiers"))) == [3, 1]
