"""Lemmas of regular and irregular words, seen and unseen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.parse.inflect import forms
from detente.parse.lemmas import Lemmas, likely_verb

VERBS = """
bombed bomb|shelled shell|seized seize|killed kill|raided raid|ambushed ambush|targeted target|evacuated evacuate
besieged besiege|captured capture|fired fire|clashed clash|detained detain|pledged pledge|ceased cease|released release
kidnapped kidnap|tortured torture|executed execute|stormed storm|liberated liberate|dispersed disperse|wounded wound
expelled expel|vowed vow|accused accuse|denied deny|agreed agree|halted halt|resumed resume|rammed ram|looted loot
razed raze|deployed deploy|mobilized mobilize|rallied rally|hanged hang|stabbed stab|exploded explode|repelled repel
encircled encircle|ceded cede|conceded concede|brokered broker|freed free|swapped swap|exchanged exchange|banned ban
vetoed veto|boycotted boycott|severed sever|invaded invade|annexed annex|patrolled patrol|controlled control|hurled hurl
raped rape|rescued rescue|donated donate|welcomed welcome|convened convene|rioted riot|blocked block|flogged flog
trafficked traffic|reached reach|breached breach|lapsed lapse|toppled topple|extradited extradite|interned intern
bulldozed bulldoze|torched torch|filled fill|filed file|rolled roll|travelled travel|traveled travel|spiked spike
withdrew withdraw|fled flee|struck strike|shot shoot|slew slay|overran overrun|fought fight|sought seek|died die|lay lie
""".replace("\n", "|")


@pytest.mark.parametrize("pair", [pair for pair in VERBS.split("|") if pair])
def test_past_forms_without_any_table(pair: str) -> None:
    form, base = pair.split()
    if form == "lay":  # "lay" as a past form is the table's business: laid or lay down
        return
    assert Lemmas()(form, "VBD") == base


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("shelling", "VBG", "shell"), ("seizing", "VBG", "seize"), ("dying", "VBG", "die"), ("planning", "VBG", "plan"),
        ("withdrawn", "VBN", "withdraw"), ("withdraws", "VBZ", "withdraw"), ("carries", "VBZ", "carry"), ("clashes", "VBZ", "clash"),
        ("attacks", "NNS", "attack"), ("militias", "NNS", "militia"), ("gunmen", "NNS", "gunman"), ("casualties", "NNS", "casualty"),
        ("crises", "NNS", "crisis"), ("buses", "NNS", "bus"), ("houses", "NNS", "house"), ("Rebels", "NNS", "rebel"),
        ("n’t", "RB", "not"), ("’s", "VBZ", "be"), ("Brix", "NNP", "Brix"), ("co-founded", "VBD", "co-found"),
        ("heavier", "JJR", "heavy"), ("biggest", "JJS", "big"), ("Killed", "VBN", "kill"),
    ],
)  # fmt: skip
def test_other_forms(form: str, tag: str, lemma: str) -> None:
    assert Lemmas(bases={"big", "house", "heavy"})(form, tag) == lemma


def test_known_lemmas_decide_where_spelling_does_not() -> None:
    assert Lemmas(known={"sipher"})("siphered", "VBD") == "sipher"
    assert Lemmas(known={"siphere"})("siphered", "VBD") == "siphere"
    assert Lemmas(bases={"vanar"}, known={"vanare"})("vanared", "VBD") == "vanare"


def test_exceptions_go_before_rules() -> None:
    assert Lemmas({("gonged", "VBD"): "go"})("gonged", "VBD") == "go"


@given(
    st.text(max_size=12), st.sampled_from(["VBD", "VBG", "NNS", "VBZ", "JJR", "JJS", "NN", "RB"])
)
def test_any_word_has_a_lemma_and_lemmas_of_base_forms_stand(word: str, tag: str) -> None:
    lemmas = Lemmas()
    lemma = lemmas(word, tag)
    assert lemma == lemmas(word, tag)
    assert bool(lemma) == bool(word)


REGULAR = [pair.split()[1] for pair in VERBS.split("|") if pair]


@pytest.mark.parametrize("base", REGULAR)
def test_inflecting_finds_the_forms_that_lemmas_undo(base: str) -> None:
    table = dict(pair.split() for pair in VERBS.split("|") if pair)
    for form, lemma in table.items():
        if lemma == base and form not in {"travelled", "lay"}:
            assert form in forms(base)


def test_stems_of_short_words_take_an_e_unless_doubled() -> None:
    assert likely_verb("rul") == "rule"
    assert likely_verb("plann") == "plan"
    assert likely_verb("shell") == "shell"
