"""The public names are those that the documentation lists, and the generated pages are current."""

import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

import detente
from docs import generate

ROOT = Path(__file__).parents[1]


def test_all_equals_the_list_in_the_docs() -> None:
    page = (ROOT / "docs" / "index.md").read_text("utf-8")
    listed = page.split("<!-- public names", 1)[1].split("<!-- end of public names", 1)[0]
    assert sorted(re.findall(r"^- `(\w+)`", listed, re.MULTILINE)) == sorted(detente.__all__)


def test_every_public_name_is_there() -> None:
    for name in detente.__all__:
        assert getattr(detente, name) is not None
    with pytest.raises(AttributeError, match="no_such_name"):
        detente.no_such_name  # noqa: B018 - the access is what is tested


def test_importing_detente_loads_no_language_library() -> None:
    code = "import sys, detente; print([m for m in ('spacy', 'numpy', 'rich') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "name", ["docs/contract.md", "docs/codebook.md", "docs/cli.md", "README.md"]
)
def test_a_generated_page_is_current(name: str) -> None:
    current = (ROOT / name).read_text("utf-8")
    assert current == generate.pages()[name], f"{name} is stale: run `just docs`"


def test_the_function_stays_callable_after_its_stage_is_imported(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("Turkey attacked Israel.\n", encoding="utf-8")
    importlib.import_module("detente.coding.coder")
    for _ in range(2):
        assert detente.code(page, project=tmp_path).events
