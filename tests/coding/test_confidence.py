"""The weights behind `confidence` are checked as they are read, and their sum is a probability."""

import pytest

from detente import Coder
from detente.coding.confidence import confidence, read_weights
from detente.model.errors import KnowledgeError
from detente.read import read_bytes


def written(tmp_path, lines):
    path = tmp_path / "confidence.csv"
    path.write_text("feature,weight\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_whole_table_is_read(tmp_path):
    assert read_weights(written(tmp_path, ["base,0.5", "place,-1"])) == {"base": 0.5, "place": -1.0}


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["place,0.5"], r"confidence\.csv:1: no weight for 'base'"),
        (["base,often"], r"confidence\.csv:2: weight: 'often' is no number"),
        (["base,1", "base,2"], r"confidence\.csv:3: 'base' is there twice"),
    ],
)
def test_a_wrong_table_names_file_and_line(tmp_path, lines, message):
    with pytest.raises(KnowledgeError, match=message):
        read_weights(written(tmp_path, lines))


def test_what_is_said_of_named_actors_in_a_main_clause_is_surer_than_an_aside():
    sure = confidence(("verb of a main clause", "actor with a name", "recipient or second party"))
    aside = confidence(("noun in an aside", "nobody named"))
    assert 0 <= aside < sure <= 1


def test_explain_shows_the_features(coder):
    page = next(
        iter(
            read_bytes(
                b"Rebels attacked an army checkpoint near Hama.",
                origin="x",
                media_type="text/plain",
                pseudonyms=coder.pseudonyms,
            )
        )
    )
    coded = coder.code_page(page)
    lines = [r.why for r in coded.reasons["e1"] if r.field == "confidence"]
    assert len(lines) == 1
    assert "verb of a main clause" in lines[0]


ASIDE = "The minister, who recalled a strike in the north years ago, visited Hama."


def test_nothing_is_left_out_where_all_is_asked_for(tmp_path):
    few = Coder(project=tmp_path, least_confidence=1.0).code_text(ASIDE)
    all_of_it = Coder(project=tmp_path, least_confidence=0.0).code_text(ASIDE)
    assert not few.events
    assert all_of_it.events
