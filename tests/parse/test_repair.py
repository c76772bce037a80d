"""Names held together, and past tenses hung on the verb that they belong to."""

from detente.parse.repair import join_names, raise_conjuncts


def test_neighbouring_names_are_one():
    words = ["River", "Brigades", "left"]
    deps, heads = ["nsubj", "appos", "root"], [2, 0, 2]
    join_names(words, ["NNP", "NNPS", "VBD"], deps, heads)
    assert deps == ["nsubj", "flat", "root"]
    assert heads == [2, 0, 2]


def test_a_name_that_hangs_elsewhere_joins_its_neighbour():
    # The Front and River Brigades left: "Brigades" beside "Front" as if they were one.
    words = ["Front", "and", "River", "Brigades", "left"]
    deps, heads = ["nsubj", "cc", "conj", "appos", "root"], [4, 2, 0, 0, 4]
    join_names(words, ["NNP", "CC", "NNP", "NNPS", "VBD"], deps, heads)
    assert (deps[3], heads[3]) == ("flat", 2)


def test_a_name_behind_a_preposition_stays_apart():
    # "Tell", "Hadid" with a case word on the second are two places.
    deps, heads = ["obl", "nmod", "case"], [0, 0, 1]
    join_names(["Tell", "Hadid", "near"], ["NNP", "NNP", "IN"], deps, heads)
    assert deps[1] == "nmod"


def test_common_nouns_stay_as_they_are():
    deps, heads = ["nsubj", "appos"], [0, 0]
    join_names(["rebels", "men"], ["NNS", "NNS"], deps, heads)
    assert deps == ["nsubj", "appos"]


def test_no_cycle_is_made():
    # The first name hangs below the second one: the second must not be hung back on it.
    deps, heads = ["nmod", "appos", "root"], [1, 2, 2]
    join_names(["Nour", "Movement", "left"], ["NNP", "NNP", "VBD"], deps, heads)
    assert heads == [1, 2, 2]


def test_a_past_tense_leaves_the_perfect_that_it_cannot_share():
    # denied that it had shelled … and accused …
    tags = ["VBD", "VBN", "VBD"]
    deps, heads = ["root", "ccomp", "conj"], [0, 0, 1]
    raise_conjuncts(tags, deps, heads)
    assert heads == [0, 0, 0]


def test_a_participle_stays_with_the_participle():
    tags = ["VBD", "VBN", "VBN"]
    deps, heads = ["root", "ccomp", "conj"], [0, 0, 1]
    raise_conjuncts(tags, deps, heads)
    assert heads == [0, 0, 1]


def test_without_a_past_tense_above_nothing_moves():
    tags = ["VBZ", "VB", "VBD"]
    deps, heads = ["root", "xcomp", "conj"], [0, 0, 1]
    raise_conjuncts(tags, deps, heads)
    assert heads == [0, 0, 1]
