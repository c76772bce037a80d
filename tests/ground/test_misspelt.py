import pytest
from handmade import entity, ground, tree

from detente.ground.fuzzy import Misspelt

NAMES = Misspelt(
    {"jabhat al nusra": "hts", "southern front": "southern-front", "boko haram": "boko-haram"}
)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Jabhat al-Nursa", "hts"),
        ("Jabhat al-Nusraa", "hts"),
        ("Bokko Haram", "boko-haram"),
        ("Nusrat", None),
        ("Jabhat al-Shamiya", None),
        ("Northern Front", None),
        ("Southern Frond Office", None),
        ("", None),
    ],
)
def test_one_or_two_slips_are_forgiven_and_no_more(written, expected):
    assert NAMES.find(written) == expected


def test_misspelt_name_resolves_only_as_a_name_in_a_tree():
    text = "Jabhat al-Nursa left."
    spec = "Jabhat PROPN compound 2\nal-Nursa PROPN nsubj 3\nleft VERB root 0 leave"
    assert entity(ground(text, tree(text, spec)), "Jabhat al-Nursa") == "hts"
    assert ground(text).mentions == ()
