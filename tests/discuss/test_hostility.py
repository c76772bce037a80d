"""The model: a probability that follows the words, and weights that fit the features."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.discuss.features import DENSE, SIZE, dense, hashed
from detente.discuss.hostility import WEIGHTS, load_hostility
from detente.discuss.words import split_words
from detente.knowledge.abuse import load_abuse
from detente.model.errors import ModelError
from tests.discuss.reading import labels, read


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        ("You are a disgusting liar and a thief.", "You may be right, but I doubt it."),
        ("Kill them all.", "They were all killed."),
        ("You idiot.", "He called me an idiot."),
    ],
)
def test_abuse_is_likelier_hostile(worse, better):
    assert read(worse).hostile > 0.5 > read(better).hostile


def test_a_groups_name_alone_changes_nothing():
    told = {
        read(f"Many {group} live in that valley.").hostile for group in ("Arabs", "Jews", "Turks")
    }
    assert len(told) == 1


@given(st.text(max_size=200))
def test_features_have_a_fixed_form(text):
    words, lists = split_words(text), load_abuse()
    numbers = hashed(words, lists.groups)
    assert np.all(numbers[1:] > numbers[:-1])
    assert not len(numbers) or int(numbers[-1]) < SIZE
    values = dense(words, labels(text), lists.harsh)
    assert values.shape == (len(DENSE),)
    assert np.isfinite(values).all()


def test_weights_are_small():
    assert sum(file.stat().st_size for file in WEIGHTS.iterdir()) < 2_000_000


def test_missing_weights_are_told(tmp_path):
    with pytest.raises(ModelError, match="no weights"):
        load_hostility(tmp_path)


def test_weights_of_other_features_are_refused(tmp_path):
    np.save(tmp_path / "letters.npy", np.zeros(SIZE, dtype=np.float16))
    meta = json.loads((WEIGHTS / "model.json").read_text("utf-8"))
    meta["rules"].popitem()
    (tmp_path / "model.json").write_text(json.dumps(meta), encoding="utf-8")
    with pytest.raises(ModelError, match="other features"):
        load_hostility(tmp_path)
