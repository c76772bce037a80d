"""One coder with the shipped language pipeline for all tests that need one."""

import pytest

from detente import Coder


@pytest.fixture(scope="session")
def coder(tmp_path_factory: pytest.TempPathFactory) -> Coder:
    return Coder(project=tmp_path_factory.mktemp("project"))
