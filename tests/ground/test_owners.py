"""Whose "its forces" and "our fighters" are."""

from handmade import entity, ground, tree


def test_its_forces_are_those_of_the_speaker():
    text = "Turkey said its forces left."
    spec = (
        "Turkey PROPN nsubj 2\nsaid VERB root 0 say\nits PRON nmod:poss 4\n"
        "forces NOUN+ nsubj 5 force\nleft VERB ccomp 2 leave"
    )
    assert entity(ground(text, tree(text, spec)), "its forces") == "TUR-MIL"


def test_the_fighters_of_a_group_act_as_the_group():
    text = "Hezbollah said its fighters left."
    spec = (
        "Hezbollah PROPN nsubj 2\nsaid VERB root 0 say\nits PRON nmod:poss 4\n"
        "fighters NOUN+ nsubj 5 fighter\nleft VERB ccomp 2 leave"
    )
    assert entity(ground(text, tree(text, spec)), "its fighters") == "hezbollah"


def test_our_forces_in_a_quote_are_the_speakers():
    text = "“Our forces left,” Turkey said."
    spec = (
        "“ PUNCT punct 4\nOur PRON nmod:poss 3\nforces NOUN+ nsubj 4 force\nleft VERB ccomp 8 leave\n"
        ", PUNCT punct 4\n” PUNCT punct 4\nTurkey PROPN nsubj 8\nsaid VERB root 0 say"
    )
    assert entity(ground(text, tree(text, spec)), "Our forces") == "TUR-MIL"


def test_our_forces_outside_a_quote_are_nobodys_in_particular():
    text = "Our forces left, Turkey said."
    spec = (
        "Our PRON nmod:poss 2\nforces NOUN+ nsubj 3 force\nleft VERB ccomp 6 leave\n"
        ", PUNCT punct 3\nTurkey PROPN nsubj 6\nsaid VERB root 0 say"
    )
    assert entity(ground(text, tree(text, spec)), "Our forces") == "MIL"


def test_its_allies_are_not_told_by_their_owner():
    text = "Turkey and its allies left."
    spec = (
        "Turkey PROPN nsubj 5\nand CCONJ cc 4\nits PRON nmod:poss 4\nallies NOUN+ conj 1 ally\n"
        "left VERB root 0 leave"
    )
    assert entity(ground(text, tree(text, spec)), "its allies") is None
