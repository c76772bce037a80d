"""Pseudonyms: keyed, stable, secret."""

import pickle
import re
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model.errors import ProjectError
from detente.read.pseudonyms import Pseudonyms, key_path, load_key

KEYS = st.binary(min_size=16, max_size=40)
NAMES = st.text(min_size=1, max_size=30)


@given(KEYS, NAMES)
def test_the_same_key_gives_the_same_pseudonym(key: bytes, name: str) -> None:
    assert Pseudonyms(key).name(name) == Pseudonyms(key).name(f"  {name}\n")


@given(KEYS, KEYS, st.text("abc", min_size=1))
def test_other_keys_give_others(one: bytes, other: bytes, name: str) -> None:
    if one != other:
        assert Pseudonyms(one).name(name) != Pseudonyms(other).name(name)


def test_a_pseudonym_is_readable_and_holds_no_name() -> None:
    assert Pseudonyms(b"k" * 32).name("Ann Heron") == Pseudonyms(b"k" * 32).name("ANN  heron")
    assert re.fullmatch(r"reader-[a-z2-7]{10}", Pseudonyms(b"k" * 32).name("Ann"))
    assert Pseudonyms(b"k" * 32).name("  ") == ""


def test_the_key_is_made_at_the_first_name_for_its_owner_only(tmp_path) -> None:
    names = Pseudonyms.for_project(tmp_path)
    path = tmp_path / ".detente" / "key"
    assert not path.exists()
    first = names.name("Ann")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(path.read_bytes()) == 32
    assert Pseudonyms.for_project(tmp_path).name("Ann") == first
    assert [file.name for file in path.parent.iterdir()] == ["key"]


def test_where_the_key_lies(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("DETENTE_PROJECT", raising=False)
    assert key_path(None) == tmp_path / "data" / "detente" / "key"
    monkeypatch.setenv("DETENTE_PROJECT", str(tmp_path / "project"))
    assert key_path(None) == tmp_path / "project" / ".detente" / "key"
    assert key_path(tmp_path) == tmp_path / ".detente" / "key"
    monkeypatch.delenv("DETENTE_PROJECT")
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert key_path(None) == tmp_path / ".local" / "share" / "detente" / "key"


def test_a_key_that_cannot_be_used_is_told_with_a_mend(tmp_path) -> None:
    (tmp_path / ".detente").write_text("in the way")
    with pytest.raises(ProjectError, match="choose a project folder") as caught:
        Pseudonyms.for_project(tmp_path).name("Ann")
    assert "\n" not in str(caught.value)
    assert "Ann" not in str(caught.value)


def test_a_damaged_key_is_never_replaced(tmp_path) -> None:
    path = tmp_path / "key"
    path.write_bytes(b"short")
    with pytest.raises(ProjectError, match="damaged"):
        load_key(path)
    assert path.read_bytes() == b"short"
    with pytest.raises(ProjectError, match="shorter"):
        Pseudonyms(b"x")


def test_the_key_shows_nowhere() -> None:
    key = b"secret-secret-secret-secret-1234"
    names = Pseudonyms(key)
    names.name("Ann")
    assert "secret" not in repr(names) + str(names)
    assert pickle.loads(pickle.dumps(names)).name("Ann") == names.name("Ann")  # noqa: S301 - our own
