"""Erasure, rotation and what a person may see, on lines of JSON as they are stored."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.discuss.erasure import (
    ERASED,
    MASK,
    Rotation,
    erase,
    lines_of,
    own_comments,
    read_lines,
    wanted,
)
from detente.model.comment import Quotation
from detente.model.errors import DetenteError, FormatError, MissingInput
from detente.model.parts import Mention
from detente.model.record import Record
from detente.read.pseudonyms import Pseudonyms
from threads import comment, label, lead, record, stance

ANN, BO = "reader-annannanna", "reader-bobobobobo"
QUOTE = "> the mill burned"


def stored():
    mention = Mention.model_validate(
        {"id": "m1", "start": 6, "end": 10, "text": "mill", "kind": "place"}
    )
    page = record(
        comment("c1", text="I saw the mill burned.", author=ANN, votes=1, posted="2024-01-01",
                labels=(label("insult"),), leads=(lead("claim"),), stance=(stance("a1", "for"),),
                hostile=0.4, language="en", moderation="hold", source_id="77"),
        comment("c2", "c1", f"{QUOTE}\n@{ANN} no, {ANN} did not.", author=BO, mentions=(mention,),
                quotes=(Quotation(start=0, end=len(QUOTE), comment="c1"),)),
        comment("c3", "c2", "Yes.", author=ANN),
    )  # fmt: skip
    value = json.loads(page.to_json())
    value["comments"][0]["later"] = {"of": "another version"}
    value["further"] = 1
    return value


def test_an_erased_reader_leaves_placeholders_and_nothing_derived() -> None:
    (value,), count = erase([stored()], wanted(ANN))
    assert count == 2
    text = json.dumps(value, ensure_ascii=False)
    assert ANN not in text
    assert "burned" not in text
    first, second, third = Record.model_validate(value).comments
    for gone, parent in ((first, None), (third, "c2")):
        assert (gone.parent, gone.deleted, gone.author, gone.text) == (parent, True, "", "")
        assert (gone.labels, gone.leads, gone.stance, gone.hostile, gone.votes) == (
            (),
            (),
            (),
            None,
            None,
        )
        assert (gone.posted, gone.moderation, gone.source_id) == (None, None, None)
    assert second.text == f"> {MASK * 3} {MASK * 4} {MASK * 6}\n@{ERASED} no, {ERASED} did not."
    assert second.mentions == (), "it stood in the words that are masked"
    assert second.quotes[0].end == len(QUOTE)
    assert value["comments"][0]["later"] is None
    assert value["further"] == 1


def test_one_comment_can_be_erased_alone() -> None:
    (value,), count = erase([stored()], wanted("c3"))
    assert count == 1
    assert [bool(c["text"]) for c in value["comments"]] == [True, True, False]
    assert value["comments"][0]["author"] == ANN


def test_a_comment_id_of_several_documents_needs_the_document() -> None:
    one, other = stored(), stored()
    one["document"]["id"], other["document"]["id"] = "sha256:" + "a" * 64, "sha256:" + "b" * 64
    with pytest.raises(DetenteError, match="c3 is in 2 documents"):
        erase([one, other], wanted("c3"))
    values, count = erase([one, other], wanted("bbbbbbbb#c3"))
    assert count == 1
    assert [value["comments"][2]["deleted"] for value in values] == [False, True]


def test_rows_of_a_thread_are_erased_too() -> None:
    value = stored()
    rows = [{"row": "comment", "document": "sha256:00", **comment} for comment in value["comments"]]
    erased, count = erase([{"row": "thread", "document": "sha256:00"}, *rows], wanted(ANN))
    assert count == 2
    assert ANN not in json.dumps(erased)
    assert MASK in erased[2]["text"]


@pytest.mark.parametrize(
    "words", ["Ann Heron", "reader-short", "c", "", "#c1", "reader-ANNANNANNA"]
)
def test_what_is_no_pseudonym_and_no_id_is_told(words: str) -> None:
    with pytest.raises(DetenteError, match="neither a pseudonym nor a comment's id"):
        wanted(words)


def test_erasing_twice_changes_nothing_more() -> None:
    once, _ = erase([stored()], wanted(ANN))
    again, count = erase(once, wanted(ANN))
    assert (again, count) == (once, 0)


@given(st.lists(st.sampled_from([ANN, BO, "reader-cycycycycy"]), min_size=1, max_size=8))
def test_rotation_keeps_who_is_who_and_no_old_pseudonym(authors: list[str]) -> None:
    page = record(*(comment(f"c{n}", text=f"@{a} yes", author=a) for n, a in enumerate(authors)))
    rotation = Rotation()
    (value,), count = rotation.rewrite([json.loads(page.to_json())])
    assert count == 2 * len(authors)
    renamed = [c["author"] for c in value["comments"]]
    assert not set(renamed) & set(authors)
    assert len(set(zip(authors, renamed, strict=True))) == len(set(authors)) == len(set(renamed))
    assert all(c["text"] == f"@{c['author']} yes" for c in value["comments"])
    assert all(re.fullmatch(r"reader-[a-z2-7]{10}", name) for name in renamed)
    assert Rotation().rewrite([json.loads(page.to_json())])[0] != [value], "no two runs agree"
    assert "hidden" in repr(rotation)


def test_a_person_sees_their_own_comments_and_nobody_else(tmp_path: Path) -> None:
    names = Pseudonyms(b"k" * 32)
    own, other = names.name("Ann Heron", "daily.example"), names.name("Bo", "daily.example")
    page = record(
        comment("c1", text=f"@{other} yes", author=own), comment("c2", text="no", author=other),
    )  # fmt: skip
    value = json.loads(page.to_json())
    value["document"]["url"] = "https://www.daily.example/a"
    path = tmp_path / "r.jsonl"
    path.write_text("".join(lines_of([value])), "utf-8")
    for who in ("ann  HERON", own):
        (row,) = own_comments(read_lines(path), who, names)
        assert row["comment"]["text"] == f"@{ERASED} yes"
        assert row["comment"]["author"] == own
        assert row["url"] == "https://www.daily.example/a"
        assert other not in json.dumps(row)
    assert list(own_comments(read_lines(path), "Cy", names)) == []
    value["document"]["url"] = "https://weekly.example/a"
    assert list(own_comments([value], "Ann Heron", names)) == [], (
        "the name on another site is another's"
    )


def test_lines_that_cannot_be_searched_are_told(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text('{"a": 1}\n\nno json\n', "utf-8")
    with pytest.raises(FormatError, match=r"r.jsonl:3: no JSON; give JSON Lines"):
        read_lines(path)
    with pytest.raises(MissingInput):
        read_lines(tmp_path / "none")
