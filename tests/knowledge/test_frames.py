"""The frame lexicon: wide, without doubles, and strict about the files that a person edits."""

from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from detente.knowledge import frame_lint, frames
from detente.knowledge.frame_lint import lint_frames
from detente.knowledge.frames import (
    COLUMNS,
    MODES,
    SPECIAL_CLASSES,
    build_lexicon,
    load_frames,
    parse_frame,
    read_frames,
)
from detente.knowledge.tables import data_folder, read_table, word_class
from detente.model.errors import KnowledgeError
from detente.model.record import EventType

GOOD = "raid,verb,,,,,Troops raided the camp."


def rows(tmp_path: Path, *lines: str):
    path = tmp_path / "ASSAULT.csv"
    path.write_text("\n".join([",".join(COLUMNS), *lines]) + "\n", "utf-8")
    return read_table(path, COLUMNS)


def read(tmp_path: Path, *lines: str):
    return [parse_frame(row, "ASSAULT") for row in rows(tmp_path, *lines)]


@pytest.fixture(scope="module")
def shipped():
    return list(read_frames())


def test_the_lexicon_is_as_wide_as_promised(shipped):
    counts = Counter(frame.pos for frame in shipped)
    assert counts["verb"] >= 600
    assert counts["noun"] >= 250
    by_type = Counter((frame.type, frame.pos) for frame in shipped)
    for event_type in get_args(EventType):
        assert by_type[event_type, "verb"] >= 10
        assert by_type[event_type, "noun"] >= 5


def test_every_mode_of_every_type_has_a_frame(shipped):
    assert set(MODES) == set(get_args(EventType))
    found = {(frame.type, frame.mode) for frame in shipped if frame.mode}
    assert found == {(name, mode) for name, modes in MODES.items() for mode in modes}


def test_the_linter_has_nothing_to_say():
    assert lint_frames() == []


def linted(tmp_path, monkeypatch, *rows):
    lexicon = frames.build_lexicon(read(tmp_path, GOOD, *rows))
    monkeypatch.setattr(frame_lint, "load_frames", lambda: lexicon)
    return lint_frames()


def test_the_linter_names_two_frames_that_hold_at_the_same_time(tmp_path, monkeypatch):
    (finding,) = linted(
        tmp_path,
        monkeypatch,
        "raid,verb,,,,object=camp has:with,Troops raided a camp with tanks.",
        "raid,verb,destroy,,,has:with object=camp,Troops raided one camp with tanks.",
    )
    assert finding.startswith("ASSAULT.csv:4: raid")
    assert "ASSAULT.csv:3" in finding


def test_the_linter_names_a_frame_that_never_fires(tmp_path, monkeypatch):
    (finding,) = linted(
        tmp_path,
        monkeypatch,
        "raid,verb,,,,object=camp/post,Troops raided a camp.",
        "raid,verb,destroy,,,object=camp,Troops raided one camp.",
    )
    assert "never fires" in finding
    assert finding.startswith("ASSAULT.csv:4")


def test_frames_that_ask_for_different_things_are_fine(tmp_path, monkeypatch):
    found = linted(
        tmp_path,
        monkeypatch,
        "raid,verb,,,,object=camp,Troops raided a camp.",
        "raid,verb,destroy,,,object=shop,Troops raided a shop.",
    )
    assert found == []


def test_a_tie_of_two_types_is_settled_in_a_file():
    lexicon = frames.load_frames()
    first = [f.type for f in lexicon.candidates("verb", "burn") if f.tests]
    assert first.index("PROTEST") < first.index("ASSAULT")


def test_ids_stand_once(shipped):
    counts = Counter(frame.id for frame in shipped)
    assert [name for name, count in counts.items() if count > 1] == []


def test_an_example_is_one_short_sentence(shipped):
    for frame in shipped:
        assert frame.example[-1] in '.!?”"', frame.place
        assert len(frame.example.split()) <= 20, frame.place


def test_every_class_that_a_frame_names_exists():
    folder = data_folder("frames")
    named = set()
    for path in (folder / f"{name}.csv" for name in get_args(EventType)):
        for row in read_table(path, COLUMNS):
            for part in row["when"].replace("!=", "=").split():
                words = part.split("=")[1].split("/") if "=" in part else []
                named |= {word[1:] for word in words if word.startswith("@")}
    assert len(named) > 10
    for name in named - SPECIAL_CLASSES:
        assert word_class(name), name


def test_every_class_file_is_used_or_asked_for_by_the_code():
    folder = data_folder("frames", "classes")
    source = "".join(
        path.read_text("utf-8")
        for pattern in ("coding/*.py", "ground/*.py", "knowledge/**/*.csv", "parse/*.py")
        for path in sorted(data_folder().parent.glob(pattern))
    )
    unused = [
        path.stem
        for path in sorted(folder.glob("*.txt"))
        if f"@{path.stem}" not in source and f'"{path.stem}"' not in source
    ]
    assert unused == []


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("raid,adverb,,,,,Troops raided.", "pos"),
        ("raid,verb,sneaky,,,,Troops raided.", "mode 'sneaky'"),
        ("raid,verb,,Subject!,,,Troops raided.", "is no slot"),
        ("raid,verb,,subject||object,,,Troops raided.", "is no slot"),
        ("raid,verb,,,obj3ct,,Troops raided.", "is no slot"),
        ("raid,verb,,,,object,Troops raided.", "is no test"),
        ("raid,verb,,,,having:object,Troops raided.", "is no test"),
        ("raid,verb,,,,object=@nosuchclass,Troops raided.", "no class @nosuchclass"),
        ("raid,verb,,,,,", "example is empty"),
        (",verb,,,,,Troops raided.", "lemma is empty"),
    ],
)
def test_a_mistake_is_named_by_file_and_line(tmp_path, line, problem):
    with pytest.raises(KnowledgeError) as caught:
        read(tmp_path, "# a comment", GOOD, line)
    assert str(caught.value).startswith("ASSAULT.csv:4: ")
    assert problem in str(caught.value)


@pytest.mark.parametrize("line", ["raid,verb", GOOD + ",more", '"raid,verb,,,,,Troops raided.'])
def test_a_line_with_other_columns_is_named(tmp_path, line):
    with pytest.raises(KnowledgeError, match=r"ASSAULT\.csv:3: "):
        read(tmp_path, GOOD, line)


@pytest.mark.parametrize(
    ("line", "actors", "recipients"),
    [
        (GOOD, (("subject",),), (("object",),)),
        (
            "raid,noun,,,,,A raid.",
            (("subject",), ("by",), ("possessive",), ("modifier",), ("from",)),
            (("on",), ("against",), ("of",)),
        ),
        ("glad,adj,,,,,They were glad.", (("subject",),), (("to",), ("for",))),
        ("raid,verb,,subject+with,none,,They raided.", (("subject", "with"),), ()),
        ("raid,verb,,by|subject,on|at,,They raided.", (("by",), ("subject",)), (("on",), ("at",))),
    ],
)
def test_slots(tmp_path, line, actors, recipients):
    (frame,) = read(tmp_path, line)
    assert (frame.actors, frame.recipients) == (actors, recipients)
    assert frame.mutual is (not recipients)


def test_tests_are_read(tmp_path):
    (frame,) = read(
        tmp_path, "raid,verb,,,,object=camp/air_base/@person has:with no:on at!=noon,They raided."
    )
    named, filled, empty, other = frame.tests
    assert (named.slot, named.wanted) == ("object", True)
    assert {"camp", "air base"} <= named.words
    assert named.grounded == {"person"}
    assert (filled.slot, filled.wanted, filled.words) == ("with", True, frozenset())
    assert (empty.slot, empty.wanted) == ("on", False)
    assert (other.slot, other.wanted, other.words) == ("at", False, {"noon"})


@pytest.mark.parametrize(
    ("line", "key", "whole"),
    [
        ("open fire,verb,,,,,They opened fire.", "open", "open"),
        ("air strike,noun,,,,,An air strike.", "strike", "strike"),
        ("test-fire,verb,,,,,They test-fired it.", "fire", "test-fire"),
    ],
)
def test_which_word_of_a_phrase_triggers(tmp_path, line, key, whole):
    (frame,) = read(tmp_path, line)
    assert (frame.key, frame.whole) == (key, whole)
    lexicon = build_lexicon([frame])
    assert lexicon.candidates(frame.pos, key) == (frame,)
    assert lexicon.triggers == {key, whole}


def test_the_most_particular_frame_comes_first(tmp_path):
    plain, tested, phrase = read(
        tmp_path,
        "open,verb,,,,,They opened.",
        "open,verb,,,,has:object,They opened it.",
        "open fire,verb,,,,,They opened fire.",
    )
    assert build_lexicon([plain, tested, phrase]).candidates("verb", "open") == (
        phrase,
        tested,
        plain,
    )


def test_the_lexicon_lists_every_frame_once(shipped):
    assert sorted(frame.place for frame in load_frames()) == sorted(f.place for f in shipped)


def test_a_missing_class_is_a_knowledge_error():
    with pytest.raises(KnowledgeError, match="no such word class"):
        word_class("nosuchclass")
