"""Two actors before one noun are both there, and stand together."""

from handmade import entity, ground, one, tree


def members(grounding, words):
    by_id = {mention.id: mention for mention in grounding.mentions}
    return [by_id[member].entity for member in grounding.groups[one(grounding, words).id]]


def test_two_armies_in_one_phrase():
    text = "US and British forces left."
    spec = "US PROPN compound 4\nand CCONJ cc 3\nBritish ADJ conj 1\nforces NOUN+ nsubj 5 force\nleft VERB root 0 leave"
    assert members(ground(text, tree(text, spec)), "US and British forces") == [
        "USA-MIL",
        "GBR-MIL",
    ]


def test_two_adjectives_with_a_hyphen():
    text = "Russian-Turkish patrols began."
    spec = "Russian ADJ amod 4\n- PUNCT punct 1\nTurkish ADJ amod 4\npatrols NOUN+ nsubj 5 patrol\nbegan VERB root 0 begin"
    assert members(ground(text, tree(text, spec)), "Russian-Turkish") == ["RUS", "TUR"]


def test_both_sides_may_be_the_two_of_one_phrase():
    text = "Iraqi and Syrian troops met. Both sides left."
    first = "Iraqi ADJ amod 4\nand CCONJ cc 3\nSyrian ADJ conj 1\ntroops NOUN+ nsubj 5 troop\nmet VERB root 0 meet"
    after = "Both DET det 2\nsides NOUN+ nsubj 3 side\nleft VERB root 0 leave"
    grounding = ground(text, tree(text, first), tree(text, after, sentence=1, start=29))
    assert members(
        grounding, "sides" if "sides" in [m.text for m in grounding.mentions] else "Both sides"
    ) == [
        "IRQ-MIL",
        "SYR-MIL",
    ]


def test_one_army_alone_is_no_group():
    text = "Syrian government forces left."
    spec = "Syrian ADJ amod 3\ngovernment NOUN compound 3\nforces NOUN+ nsubj 4 force\nleft VERB root 0 leave"
    grounding = ground(text, tree(text, spec))
    assert grounding.groups == {}
    assert entity(grounding, "Syrian government forces") == "SYR-MIL"
