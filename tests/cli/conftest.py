"""A project of the seven bundled pages, coded once; each test has a copy of its folder."""

import shutil
from pathlib import Path

import pytest
from projects import done, told

from detente.cli.example import copy_examples
from detente.store.settings import DATABASE_VARIABLE


@pytest.fixture(scope="session")
def coded_examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project that tests copy: coding takes longer than all of them."""
    folder = tmp_path_factory.mktemp("coded")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(DATABASE_VARIABLE, raising=False)
        copy_examples(folder / "pages")
        done("init", folder, "--comments")
        assert told("add", folder / "pages", "--project", folder).startswith("7 pages added with")
    return folder


@pytest.fixture
def example(coded_examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that holds the bundled pages with their comments; commands find it."""
    monkeypatch.delenv(DATABASE_VARIABLE, raising=False)
    folder = tmp_path / "example"
    shutil.copytree(coded_examples, folder)
    monkeypatch.setenv("DETENTE_PROJECT", str(folder))
    return folder


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with nothing in it; commands find it."""
    monkeypatch.delenv(DATABASE_VARIABLE, raising=False)
    folder = tmp_path / "empty"
    done("init", folder)
    monkeypatch.setenv("DETENTE_PROJECT", str(folder))
    return folder
