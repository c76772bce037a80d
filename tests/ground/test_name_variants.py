"""Variants of a registered name find its bearer; names that merely look alike do not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.ground.fuzzy import Misspelt
from detente.ground.lexicon import default_lexicon
from detente.ground.surface import find_hits

LEXICON = default_lexicon()
MISSPELT = Misspelt(LEXICON.fuzzy)
NAMES = sorted(
    (name.text, entry.id)
    for entry in LEXICON.registry.entries.values()
    for name in entry.names
    if " " in name.text
    and len(name.text) > 8
    and "(" not in name.text
    and " - " not in name.text
    and name.text[0].isupper()
)
ARABIC = [(text, entry) for text, entry in NAMES if re.search(r"\bal-\w", text)]
MARKS = "'’‘ʼʿʾ`"


def bearers(text):
    return {actor for hit in find_hits(text, LEXICON) for actor, _ in hit.sense.actors}


@given(st.sampled_from(ARABIC), st.sampled_from(["el-", "ul-", "al ", "Al-", "El-"]))
def test_spellings_of_the_article(name, article):
    text, entry = name
    written = re.sub(r"\bal-", article, text)
    assert entry in bearers(f"Then {written} left.")


@given(st.sampled_from(ARABIC), st.sampled_from(MARKS))
def test_a_mark_after_the_article(name, mark):
    text, entry = name
    written = re.sub(r"\bal-", f"al-{mark}", text)
    assert entry in bearers(f"Then {written} left.")


@given(st.sampled_from(NAMES), st.sampled_from(["’s", "'s", "’s,", ".", "”", ")"]))
def test_what_follows_a_name(name, tail):
    text, entry = name
    assert entry in bearers(f"Then {text}{tail} left.")


@given(st.sampled_from([item for item in NAMES if re.search(r"\w-\w", item[0])]))
def test_hyphens_may_be_spaces(name):
    text, entry = name
    assert entry in bearers(f"Then {' '.join(text.replace('-', ' ').split())} left.")


@given(st.sampled_from(NAMES), st.sampled_from(MARKS))
def test_marks_inside_a_word(name, mark):
    text, entry = name
    at = len(text) // 2
    if not (text[at - 1].isalpha() and text[at].isalpha() and text[at + 1 : at + 2].isalpha()):
        return
    assert entry in bearers(f"Then {text[:at]}{mark}{text[at:]} left.")


@given(st.sampled_from([item for item in NAMES if " and " in item[0]]))
def test_an_ampersand_may_stand_for_and(name):
    text, entry = name
    written = text.replace(" and ", " & ")
    assert entry in bearers(f"Then {written} left.")
    cut = [hit.form for hit in find_hits(f"Then {written} left.", LEXICON)]
    assert written in cut


SOUNDS = [("Nusra", "Nosra"), ("Nusra", "Nusrah"), ("Sham", "Shaam"), ("Jaysh", "Jeish"), ("Jaysh", "Jaish"),
          ("Nour", "Nur"), ("Din", "Deen"), ("Hayat", "Haiat"), ("Qassam", "Kassam")]  # fmt: skip


@pytest.mark.parametrize(("usual", "other"), SOUNDS)
def test_other_transliterations(usual, other):
    found = [(text, entry) for text, entry in NAMES if re.search(rf"\b{usual}\b", text)]
    found = [(text, entry) for text, entry in found if len(bearers(text)) == 1]
    assert found
    written = {text.replace(usual, other): bearers(text) for text, _ in found}
    wrong = {text for text, all_of in written.items() if MISSPELT.find(text) not in {*all_of, None}}
    lost = {
        text
        for text, all_of in written.items()
        if MISSPELT.find(text) is None and not all_of & bearers(text)
    }
    assert not wrong
    assert not lost


@pytest.mark.parametrize(
    "name",
    [
        "Nusrat",
        "Nusrat Hussein",
        "Jabhat",
        "Southern Storm",
        "Hayat Hotel",
        "Noor Dental",
        "Ahrar",
        "",
    ],
)
def test_other_names_are_not_taken_for_registered_ones(name):
    assert MISSPELT.find(name) is None


@pytest.mark.parametrize(
    ("written", "actor"),
    [("U.S. Army", "us-army"), ("the U.N. Secretariat", "un-secretariat")],
)
def test_stops_of_initials_inside_a_name(written, actor):
    assert actor in bearers(f"{written} spoke.")


def test_names_do_not_run_over_the_end_of_a_sentence():
    assert "us-army" not in bearers("He left the U.S.\nArmy units stayed.")
    assert "isis" not in bearers("She is Islamic. State media spoke.")
