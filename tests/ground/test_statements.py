"""Relations that verbs state, on trees made by hand."""

import pytest
from handmade import ground, tree


def relations(text, spec):
    return [(r.a, r.kind, r.b) for r in ground(text, tree(text, spec)).relations]


ACTIVE = """
Jaysh PROPN nsubj 3
al-Izza PROPN flat 1
{verb} VERB root 0 {lemma}
{prep}
Boko PROPN {role} 3
Haram PROPN flat {at}
"""


@pytest.mark.parametrize(
    ("verb", "lemma", "prep", "expected"),
    [
        ("joined", "join", "", ("jaysh-al-izza", "part_of", "boko-haram")),
        ("absorbed", "absorb", "", ("boko-haram", "part_of", "jaysh-al-izza")),
        ("backs", "back", "", ("jaysh-al-izza", "supports", "boko-haram")),
        ("fights", "fight", "", ("jaysh-al-izza", "hostile", "boko-haram")),
        ("fights", "fight", "against", ("jaysh-al-izza", "hostile", "boko-haram")),
        ("fights", "fight", "alongside", ("jaysh-al-izza", "allied", "boko-haram")),
        ("belongs", "belong", "to", ("jaysh-al-izza", "part_of", "boko-haram")),
        ("replaced", "replace", "", ("jaysh-al-izza", "successor_of", "boko-haram")),
    ],
)
def test_subject_and_object_of_a_cue(verb, lemma, prep, expected):
    spec = ACTIVE.format(
        verb=verb,
        lemma=lemma,
        prep=f"{prep} ADP case 5" if prep else "",
        role="obl" if prep else "obj",
        at=5 if prep else 4,
    )
    text = " ".join(filter(None, ("Jaysh al-Izza", verb, prep, "Boko Haram.")))
    lines = "\n".join(line for line in spec.splitlines() if line.strip())
    assert relations(text, lines) == [expected]


def test_the_agent_of_a_passive_is_the_supporter():
    text = "Boko Haram was long armed by Turkey."
    spec = (
        "Boko PROPN nsubj:pass 5\nHaram PROPN flat 1\nwas AUX aux:pass 5\nlong ADV advmod 5\n"
        "armed VBN root 0 arm\nby ADP case 7\nTurkey PROPN obl 5"
    )
    spec = spec.replace("armed VBN", "armed VERB")
    assert relations(text, spec) == [("TUR", "supports", "boko-haram")]


def test_each_of_two_objects_counts():
    text = "Russia supports Syria and Iran."
    spec = (
        "Russia PROPN nsubj 2\nsupports VERB root 0 support\nSyria PROPN obj 2\n"
        "and CCONJ cc 5\nIran PROPN conj 3"
    )
    assert relations(text, spec) == [("RUS", "supports", "SYR"), ("RUS", "supports", "IRN")]


def test_who_in_a_relative_clause_is_the_noun_before():
    text = "Russia , which supports Syria , left."
    spec = (
        "Russia PROPN nsubj 7\n, PUNCT punct 4\nwhich PRON nsubj 4\nsupports VERB acl:relcl 1 support\n"
        "Syria PROPN obj 4\n, PUNCT punct 4\nleft VERB root 0 leave"
    )
    assert relations(text, spec) == [("RUS", "supports", "SYR")]


def test_fighting_each_other_is_mutual():
    text = "Hamas and Fatah are fighting each other."
    spec = (
        "Hamas PROPN nsubj 5\nand CCONJ cc 3\nFatah PROPN conj 1\nare AUX aux 5\n"
        "fighting VERB root 0 fight\neach DET obj 5\nother ADJ fixed 6"
    )
    assert relations(text, spec) == [("hamas", "hostile", "fatah")]


@pytest.mark.parametrize(
    "open_word", ["not AUX aux", "may AUX aux", "would AUX aux", "if SCONJ mark"]
)
def test_what_is_denied_or_only_possible_states_nothing(open_word):
    word = open_word.split()[0]
    text = f"Egypt {word} join NATO."
    spec = f"Egypt PROPN nsubj 3\n{open_word} 3\njoin VERB root 0\nNATO PROPN obj 3"
    assert relations(text, spec) == []


def test_what_is_wanted_states_nothing():
    text = "Egypt wants to join NATO."
    spec = "Egypt PROPN nsubj 2\nwants VERB root 0 want\nto PART mark 4\njoin VERB xcomp 2\nNATO PROPN obj 4"
    assert relations(text, spec) == []


def test_nobody_in_particular_has_no_relations():
    text = "Turkey backs gunmen."
    spec = "Turkey PROPN nsubj 2\nbacks VERB root 0 back\ngunmen NOUN+ obj 2 gunman"
    assert relations(text, spec) == []


def test_a_possessive_before_an_ally_in_one_phrase():
    text = "Iran's ally Hezbollah left."
    spec = (
        "Iran PROPN nmod:poss 4\n's PART case 1\nally NOUN nmod:desc 4\nHezbollah PROPN nsubj 5\n"
        "left VERB root 0 leave"
    )
    assert relations(text, spec) == [("IRN", "allied", "hezbollah")]
