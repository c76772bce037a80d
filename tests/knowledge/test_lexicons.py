"""The word lists beside the frames: they load, are well formed, and refuse what is not."""

from typing import get_args

import pytest

from detente.coding.casualties import casualty_kinds
from detente.knowledge import lexicons
from detente.knowledge.frames import MODES
from detente.knowledge.lexicons import (
    EmbeddingKind,
    embeddings,
    hedges,
    light_verbs,
    negations,
    raised_types,
    reporting_lemmas,
    weapon_modes,
)
from detente.knowledge.tables import data_folder, read_table
from detente.knowledge.timelists import read_time_lists, time_lists
from detente.model.errors import KnowledgeError
from detente.model.record import CasualtyKind, EventType

TYPES = get_args(EventType)


@pytest.mark.parametrize(
    ("load", "word"),
    [
        (light_verbs, "carry"),
        (embeddings, ("verb", "vow")),
        (weapon_modes, "drone"),
        (hedges, "allegedly"),
        (negations, "not"),
        (reporting_lemmas, "say"),
        (casualty_kinds, "kill"),
    ],
)
def test_each_list_loads_and_holds_what_everybody_expects(load, word):
    assert word in load()


def test_light_verbs_with_particles_come_first():
    for group in light_verbs().values():
        lengths = [len(verb.words) for verb in group]
        assert lengths == sorted(lengths, reverse=True)


def test_light_verbs_tell_who_suffers():
    (out,) = [verb for verb in light_verbs()["carry"] if verb.words == ("carry", "out")]
    assert not out.suffers
    assert all(verb.suffers for verb in light_verbs()["suffer"])


def test_every_kind_of_embedding_has_words():
    kinds = {entry.kind for entries in embeddings().values() for entry in entries}
    assert kinds == set(get_args(EmbeddingKind))


def test_longer_embedding_phrases_come_first():
    for group in embeddings().values():
        lengths = [len(entry.words) for entry in group]
        assert lengths == sorted(lengths, reverse=True)


def test_weapons_name_modes_of_assault():
    assert set(weapon_modes().values()) <= MODES["ASSAULT"]
    assert all(term == term.lower() for term in weapon_modes())


def test_raised_pairs_name_types_and_modes_that_exist():
    for (_, inner, mode), outer in raised_types().items():
        assert inner in TYPES
        assert not mode or mode in MODES[inner]
        assert outer.mode is None or outer.mode in MODES[outer.type]


@pytest.mark.parametrize("kind", ["promise", "request", "refuse"])
def test_every_type_can_be_asked_for_promised_and_refused(kind):
    missing = [name for name in TYPES if (kind, name, "") not in raised_types()]
    assert missing == []


def test_casualty_kinds_are_the_contracts():
    assert set(casualty_kinds().values()) == set(get_args(CasualtyKind))


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("light_verbs", ("lemma", "nouns", "subject_is", "example")),
        ("embedding", ("lemma", "pos", "kind", "example")),
        ("weapons", ("term", "mode")),
        ("negation", ("term", "kind")),
        ("hedges", ("term", "kind")),
        ("casualties", ("lemma", "kind")),
        ("raised", ("kind", "inner", "mode", "outer", "outer_mode")),
    ],
)
def test_no_line_stands_twice_and_none_is_half_empty(name, columns):
    rows = read_table(data_folder("lexicons", f"{name}.csv"), columns)
    seen = {}
    for row in rows:
        cells = tuple(row[column] for column in columns if column != "example")
        assert cells not in seen, f"{name}.csv:{row.line} repeats line {seen.get(cells)}"
        seen[cells] = row.line
        assert row[columns[0]], f"{name}.csv:{row.line}"
        if "example" in columns:
            assert row["example"].strip(), f"{name}.csv:{row.line}"


@pytest.mark.parametrize(
    ("load", "file", "header", "line"),
    [
        (light_verbs, "light_verbs", "lemma,nouns,subject_is,example", "do,,patient,He did it."),
        (light_verbs, "light_verbs", "lemma,nouns,subject_is,example", "do,@nosuch,actor,He did."),
        (embeddings, "embedding", "lemma,pos,kind,example", "vow,verb,oath,They vowed."),
        (embeddings, "embedding", "lemma,pos,kind,example", "vow,word,promise,They vowed."),
        (raised_types, "raised", "kind,inner,mode,outer,outer_mode", "promise,AID,,GIVE,"),
        (hedges, "hedges", "term,kind", "maybe,unsure"),
        (weapon_modes, "weapons", "term,mode", "bow"),
        (negations, "negation", "term,kind", "not"),
    ],
)
def test_a_mistake_is_a_knowledge_error(tmp_path, monkeypatch, load, file, header, line):
    path = tmp_path / f"{file}.csv"
    path.write_text(f"# a comment\n{header}\n{line}\n", "utf-8")
    monkeypatch.setattr(lexicons, "data_folder", lambda *parts: tmp_path.joinpath(parts[-1]))
    load.cache_clear()
    try:
        with pytest.raises(KnowledgeError):
            load()
    finally:
        load.cache_clear()


def test_time_words_hold_what_everybody_expects():
    lists = time_lists()
    assert lists.numbers("month")["march"] == 3
    assert lists.words("unit")["week"] == "W"
    assert "will" in lists.words("future")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("brumaire,month,13", "'13' is none of a month"),
        ("brumaire,months,2", "not one of"),
        ("march,month,3\nmarch,month,3", "stands twice"),
        (",month,3", "term is empty"),
        ("Ides,holiday,15 March", "none of a holiday"),
    ],
)
def test_broken_time_words_are_told_with_their_line(tmp_path, line, problem):
    path = tmp_path / "times.csv"
    path.write_text(f"term,kind,value\n{line}\n", "utf-8")
    with pytest.raises(KnowledgeError, match=rf"times\.csv.*{problem}|{problem}"):
        read_time_lists(read_table(path, ("term", "kind", "value")))
