"""The cue list of relations: it loads, is well formed, and refuses what is not."""

from typing import get_args

import pytest

from detente.knowledge.relations import Form, load_relation_cues, relation_cues
from detente.model.errors import KnowledgeError

HEADER = "form,cue,prep,kind,direction,example\n"


def test_every_form_has_cues():
    assert set(relation_cues().by_form) == set(get_args(Form))


def test_cues_of_one_form_are_found_by_their_words():
    ties = relation_cues().of("tie")
    assert ties["backed"].kind == "supports"
    assert not ties["backed"].back
    assert ties["linked"].back


def test_verbs_are_found_by_their_lemma_with_their_prepositions():
    found = {cue.preps: cue.kind for cue in relation_cues().verbs["fight"]}
    assert found[()] == found[("against",)] == "hostile"
    assert found[("alongside",)] == "allied"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("shout,fight,,hostile,forth,", "form is 'shout'"),
        ("verb,,,hostile,forth,", "cue is empty"),
        ("verb,fight,,angry,forth,", "kind is 'angry'"),
        ("verb,fight,,hostile,sideways,", "direction is 'sideways'"),
        ("tie,backed,by,supports,forth,", "takes no preposition"),
        ("noun,ally,,allied,forth,", "prep is empty"),
        ("verb,join,,part_of,forth,\nverb,join,,allied,forth,", "is there twice"),
    ],
)
def test_a_wrong_row_is_named_by_file_and_line(tmp_path, row, problem):
    file = tmp_path / "relations.csv"
    file.write_text(HEADER + row + "\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=problem) as error:
        load_relation_cues(file)
    assert "relations.csv:" in str(error.value)
