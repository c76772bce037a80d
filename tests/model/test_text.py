"""Trees and spans as the stages hand them on."""

import dataclasses

import pytest

from detente.model.grounding import Grounding
from tests.coding.trees import tree

SPEC = """
Rebels rebel NOUN/NNS nsubj 2
fled flee VERB root 0
"""


def test_a_tree_is_as_long_as_its_words():
    assert len(tree(SPEC)) == 2


def test_the_root_points_to_itself():
    made = tree(SPEC)
    assert made.heads == (1, 1)


def test_trees_are_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        tree(SPEC).words = ()


def test_empty_groundings_share_nothing():
    one, other = Grounding(), Grounding()
    one.actors["IRN"] = None
    assert other.actors == {}
