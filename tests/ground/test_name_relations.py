import pytest
from handmade import ground


@pytest.mark.parametrize(
    "cue", ["formerly", "previously known as", "also known as", "formerly known as the"]
)
def test_former_names_are_aliases(cue):
    grounding = ground(f"Jabhat Fateh al-Sham ({cue} Nusra Front) left.")
    (relation,) = grounding.relations
    assert (relation.kind, relation.a, relation.b) == ("alias", "hts", "hts")
    assert cue.split()[0] in relation.text.text
    assert "Nusra Front" in relation.text.text


def test_a_branch_is_part_of_the_whole():
    (relation,) = ground("AQIM, the Algerian branch of al-Qaeda, left.").relations
    assert (relation.kind, relation.a, relation.b) == ("part_of", "aqim", "alqaeda")


def test_linked_media_are_linked():
    (relation,) = ground("The IS-linked Amaq spoke.").relations
    assert (relation.kind, relation.a, relation.b) == ("linked_to", "amaq", "isis")


def test_backers_support():
    (relation,) = ground("The Turkey-backed Syrian National Army left.").relations
    assert (relation.kind, relation.a, relation.b) == ("supports", "TUR", "sna")


def test_names_that_merely_stand_side_by_side_have_no_relation():
    assert ground("Hamas and Fatah met, and Hezbollah watched.").relations == ()
