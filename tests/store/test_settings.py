"""A project's settings: written with their reasons, read strictly, found from below."""

import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model.errors import ProjectError
from detente.store.settings import (
    DATABASE_VARIABLE,
    FILE,
    Settings,
    _text_of,
    database_of,
    find_project,
    make_project,
    named_database,
    read_settings,
    refuse_second,
)


@pytest.fixture(autouse=True)
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of this machine's settings counts."""
    for name in (DATABASE_VARIABLE, "DETENTE_PROJECT"):
        monkeypatch.delenv(name, raising=False)


@given(
    st.builds(
        Settings,
        database=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60),
        comments=st.booleans(),
        captures_days=st.integers(0, 100_000),
    )
)
def test_what_is_written_is_read(settings: Settings) -> None:
    assert Settings.model_validate(tomllib.loads(_text_of(settings))) == settings


def test_a_project_is_made_once_with_a_key_of_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    make_project(folder, Settings(comments=True, captures_days=30))
    assert read_settings(folder) == Settings(comments=True, captures_days=30)
    assert (folder / ".detente" / ".gitignore").read_text("utf-8") == "*\n"
    key = (folder / ".detente" / "key").read_bytes()
    for call in (lambda: make_project(folder, Settings()), lambda: refuse_second(folder)):
        with pytest.raises(ProjectError, match="there is a project already"):
            call()
    (folder / FILE).unlink()
    make_project(folder, Settings())
    assert (folder / ".detente" / "key").read_bytes() == key, "a key that is there stays"
    refuse_second(tmp_path)


def test_only_its_owner_reads_settings_and_key(tmp_path: Path) -> None:
    make_project(tmp_path / "p", Settings(database="postgresql://me:secret@host/x"))
    for path in (tmp_path / "p" / FILE, tmp_path / "p" / ".detente" / "key"):
        assert path.stat().st_mode & 0o077 == 0


def test_a_project_is_found_from_below_by_name_and_by_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "two"):
        make_project(tmp_path / name, Settings())
    below = tmp_path / "one" / "a" / "b"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert find_project() == tmp_path / "one"
    monkeypatch.setenv("DETENTE_PROJECT", str(tmp_path / "two"))
    assert find_project() == tmp_path / "two"
    assert find_project(tmp_path / "one") == tmp_path / "one"
    monkeypatch.setenv("DETENTE_PROJECT", "  ")
    assert find_project() == tmp_path / "one"
    with pytest.raises(ProjectError, match="no project is here; make one with"):
        find_project(below)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ProjectError, match="no project is here or above"):
        find_project()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("database = \n", ":1: is no TOML"),
        ("# fine\ncomments = off\n", ":2: is no TOML"),
        ('comments = "perhaps"', "comments: "),
        ("captures_days = -1", "captures_days: "),
        ("captures_days = 1.5", "captures_days: "),
        ("database = 7", "database: "),
        ("databse = ''", "databse: "),
    ],
)
def test_what_is_wrong_is_told_by_file_and_key(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / FILE).write_text(text, "utf-8")
    with pytest.raises(ProjectError) as error:
        read_settings(tmp_path)
    assert str(error.value).startswith(f"{tmp_path / FILE}:")
    assert told in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ProjectError, match="cannot be read"):
        read_settings(tmp_path)


def test_what_is_left_out_has_its_default(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("", "utf-8")
    assert read_settings(tmp_path) == Settings(database="", comments=False, captures_days=0)


def test_the_variable_wins_over_the_settings_and_they_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    plain, named = Settings(), Settings(database="postgresql://host/x")
    assert named_database(plain) == ""
    inside = f"sqlite:///{os.path.realpath(tmp_path)}/p/.detente/casebook.sqlite"
    assert database_of(Path("p"), plain) == inside, "whatever folder a command runs in later"
    assert database_of(Path("p"), named) == "postgresql://host/x"
    monkeypatch.setenv(DATABASE_VARIABLE, " postgresql://other/y ")
    assert database_of(Path("p"), named) == database_of(Path("p"), plain) == "postgresql://other/y"
