"""The word lists for comments: they load, and mistakes are told by file and line."""

import shutil

import pytest

from detente.discuss.patterns import matches
from detente.discuss.words import split_words
from detente.knowledge.abuse import LABEL_FILES, load_abuse
from detente.knowledge.tables import data_folder
from detente.model.errors import KnowledgeError


@pytest.fixture
def folder(tmp_path):
    target = tmp_path / "incivility"
    shutil.copytree(data_folder("incivility"), target)
    return target


def change(folder, name, line):
    path = folder / f"{name}.csv"
    lines = path.read_text("utf-8").split("\n")
    lines[2] = line
    path.write_text("\n".join(lines), "utf-8")


@pytest.mark.parametrize(
    ("name", "line", "problem"),
    [
        ("insults", "oaf,2,person,always,,", "strength is 2"),
        ("insults", "oaf,much,person,always,,", "not a number"),
        ("insults", "oaf,0.5,cat,always,,", "target"),
        ("insults", "oaf,0.5,person,sometimes,,", "when"),
        ("insults", ",0.5,person,always,,", "form is empty"),
        ("threats", "@nosuch them,0.5,person,always,,", "no class @nosuch"),
        ("threats", "kill ...,0.5,person,always,,", "begins or ends with a gap"),
        ("threats", "Kill Them,0.5,person,always,,", "no small word"),
        ("sentiment", "hooray,perhaps,before,", "polarity"),
        ("acts", "hooray,dance,", "act"),
    ],
)
def test_mistakes_are_told_by_file_and_line(folder, name, line, problem):
    change(folder, name, line)
    with pytest.raises(KnowledgeError, match=problem) as caught:
        load_abuse(folder)
    assert str(caught.value).startswith(f"{name}.csv:3: ")


def test_every_file_says_what_it_is():
    for name in LABEL_FILES:
        first = data_folder("incivility", f"{name}.csv").read_text("utf-8").split("\n")[0]
        assert first.startswith("# ")


def test_every_form_is_found_where_it_is_written():
    lists = load_abuse()
    for entry in {e for group in lists.labels.values() for e in group}:
        written = " ".join(min(place) if place else "so" for place in entry.places)
        found = {match.entry.form for match in matches(split_words(written), lists.labels)}
        assert entry.form in found, written


def test_classes_reach_no_gap_across_sentences():
    lists = load_abuse()
    text = "They should leave. He was killed."
    assert not [m for m in matches(split_words(text), lists.labels) if m.entry.kind == "threat"]
