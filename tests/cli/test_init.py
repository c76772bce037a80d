"""`detente init`, and how commands find the project."""

import os
import tomllib
from pathlib import Path

import pytest
from projects import done, figures, refused, run, told

from detente.store.settings import DATABASE_VARIABLE, FILE

SECRET = "hush-5-hush"  # noqa: S105 - of a server that is not there
NOWHERE = f"postgresql://me:{SECRET}@127.0.0.1:1/casebook"


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No project is named or near."""
    for variable in ("DETENTE_PROJECT", DATABASE_VARIABLE):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.chdir(tmp_path)


def test_a_project_says_what_was_made_and_what_is_next() -> None:
    said = told("init", "study").splitlines()
    assert said[0].startswith("study/detente.toml written; the casebook is sqlite:///")
    assert said[1] == "next: detente add PATH... --project study"
    assert tomllib.loads(Path("study", FILE).read_text("utf-8")) == {
        "database": "",
        "comments": False,
        "captures_days": 0,
    }
    assert {p.name for p in Path("study/.detente").iterdir()} >= {"key", "casebook.sqlite"}
    assert Path("study/.detente/key").stat().st_mode & 0o077 == 0, "only its owner reads the key"
    assert figures(Path("study"))["pages"] == 0


def test_this_folder_is_the_default_and_needs_no_option() -> None:
    assert told("init").endswith("next: detente add PATH...\n")
    assert Path(FILE).is_file()
    assert "--comments" not in Path(FILE).read_text("utf-8")


def test_comments_are_kept_where_that_is_asked_for() -> None:
    done("init", "study", "--comments")
    assert tomllib.loads(Path("study", FILE).read_text("utf-8"))["comments"] is True


def test_a_second_one_is_refused_and_the_first_stays() -> None:
    done("init", "study")
    before = Path("study", FILE).read_text("utf-8")
    said = refused("init", "study", "--comments")
    assert (
        said == "error: study/detente.toml: there is a project already; edit this file to change it"
    )
    assert Path("study", FILE).read_text("utf-8") == before


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    said = refused("init", tmp_path / "file" / "study")
    assert f"{tmp_path}/file/study: no project can be made here" in said
    assert said.endswith("name another folder")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_of_others_is_told(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)
    assert "no project can be made here" in refused("init", tmp_path / "closed" / "study")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("nonsense", "nonsense: no database address; give sqlite:///FILE or postgresql://"),
        ("mysql://h/x", "mysql is no database for a casebook"),
        ("sqlite:///no/such/folder/x.sqlite", "no/such/folder/x.sqlite: the folder does not exist"),
        (NOWHERE, "see that the database is there and answers"),
        (f"mysql://me:{SECRET}@h/x", "mysql is no database"),
        (f"postgresql://me:a@{SECRET}@h/x", "write @ in a password as %40"),
        (f"postgresql://me:a/{SECRET}@127.0.0.1:1/x", "the database is there"),
        (f"postgresql://:{SECRET}@127.0.0.1:1/x", "the database is there"),
        (f"postgresql://me@127.0.0.1:1/x?password={SECRET}", "the database is there"),
    ],
)
def test_a_wrong_database_is_told_without_password_and_leaves_no_half_project(
    address: str, words: str
) -> None:
    said = refused("init", "study", "--database", address)
    assert words in said
    assert SECRET not in said
    assert not Path("study").exists()


def test_a_database_of_the_environment_that_does_not_answer_leaves_no_half_project(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(DATABASE_VARIABLE, NOWHERE)
    assert SECRET not in refused("init", "study")
    assert not Path("study").exists()
    monkeypatch.delenv(DATABASE_VARIABLE)
    done("init", "study")
    monkeypatch.setenv(DATABASE_VARIABLE, NOWHERE)
    said = refused("stats", "--project", "study")
    assert SECRET not in said
    assert "127.0.0.1:1/casebook" in said, "the variable wins over the settings"


def test_another_file_may_be_the_database(tmp_path: Path) -> None:
    done("init", "study", "--database", f"sqlite:///{tmp_path}/mine.sqlite")
    assert (tmp_path / "mine.sqlite").is_file()
    assert not Path("study/.detente/casebook.sqlite").exists()
    assert figures(Path("study"))["pages"] == 0


def test_the_project_is_found_from_below_by_name_and_by_variable(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    done("init", "study")
    below = tmp_path / "study" / "a" / "b"
    below.mkdir(parents=True)
    said = refused("stats")
    assert said.startswith(f"error: {tmp_path}: no project is here or above; make one with")
    assert "--project" in said
    assert done("stats", "--project", "study")
    monkeypatch.setenv("DETENTE_PROJECT", "study")
    assert done("stats")
    monkeypatch.setenv("DETENTE_PROJECT", "elsewhere")
    assert "elsewhere: no project is here; make one with `detente init elsewhere`" in refused(
        "stats"
    )
    assert done("stats", "--project", "study"), "an option wins over the variable"
    monkeypatch.delenv("DETENTE_PROJECT")
    monkeypatch.chdir(below)
    assert done("stats")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("comments = maybe\n", f"{FILE}:1: is no TOML"),
        ('comments = "perhaps"\n', f"{FILE}: comments: "),
        ("captures_days = -1\n", f"{FILE}: captures_days: "),
        ("colour = 1\n", f"{FILE}: colour: "),
    ],
)
def test_wrong_settings_are_told_by_file_and_key(text: str, words: str) -> None:
    done("init", "study")
    Path("study", FILE).write_text(text, "utf-8")
    assert words in refused("stats", "--project", "study")


def test_a_casebook_that_is_gone_or_damaged_is_told() -> None:
    done("init", "study")
    file = Path("study/.detente/casebook.sqlite")
    file.write_bytes(b"no database at all" * 100)
    for extra in ("-wal", "-shm"):
        file.with_name(file.name + extra).unlink(missing_ok=True)
    assert "restore it from a copy" in refused("stats", "--project", "study")
    file.unlink()
    said = refused("stats", "--project", "study")
    assert "the casebook is gone; restore it from a copy, or delete study/detente.toml" in said


@pytest.mark.parametrize(
    "command",
    [
        "init", "add", "search", "show", "stats", "incidents", "incidents list", "incidents show",
        "incidents why", "incidents merge", "incidents split", "incidents revoke",
        "incidents judgements", "compliance", "dyad", "network", "recode", "verify", "purge", "log",
    ],
)  # fmt: skip
def test_help_fits_a_terminal_and_tells_where_the_project_is(command: str) -> None:
    result = run(*command.split(), "--help", width=80)
    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= 80
    if command not in {"init", "incidents"}:
        text = " ".join(result.stdout.replace("│", " ").split())
        assert "--project" in text
        assert "$DETENTE_PROJECT" in text
