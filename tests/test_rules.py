"""What holds for every file of the repository."""

import re
import shutil
import subprocess
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LARGEST = 2_000_000
LONGEST_MODULE = 400
WEIGHTS = "src/detente/parse/weights/"

# Written in parts, so that this file does not hold what it looks for.
HOSTS = [
    "pypi" + ".org",
    "python" + "hosted.org",
    "conda" + ".io",
    "anaconda" + ".org",
    "npm" + "js",
]
MACHINE_PATH = re.compile(
    rb"(?<![\w.$}~-])/(?:" + b"|".join([b"home/\\w", b"root/", b"work/\\w"]) + b")"
)


def tracked() -> list[str]:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: the rules are about the repository's files")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    names = listed.stdout.decode("utf-8").split("\0")
    return [name for name in names if name and (ROOT / name).is_file()]


def test_no_file_names_a_path_of_one_machine() -> None:
    found = [n for n in tracked() if MACHINE_PATH.search((ROOT / n).read_bytes())]
    assert found == []


def test_no_file_names_a_package_registry() -> None:
    hosts = re.compile("|".join(map(re.escape, HOSTS)).encode())
    assert [n for n in tracked() if hosts.search((ROOT / n).read_bytes())] == []


def test_no_file_but_weights_is_large() -> None:
    files = (n for n in tracked() if not n.startswith(WEIGHTS))
    assert [n for n in files if (ROOT / n).stat().st_size > LARGEST] == []


def test_no_module_is_long() -> None:
    modules = (n for n in tracked() if n.endswith(".py") and not n.startswith("tests/"))
    lengths = {n: len((ROOT / n).read_bytes().splitlines()) for n in modules}
    assert {n: length for n, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_locks_name_hashes_and_no_address() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text("utf-8")
        assert "--hash=sha256:" in text
        assert not re.search(r"://|--(extra-)?index|--find-links", text)


def test_what_is_declared_is_what_is_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    lines_of_all = [*project["dependencies"], *(line for extra in extras for line in extra)]
    declared = {re.split(r"[\[<>=~! ]", line)[0] for line in lines_of_all}
    sources = [ROOT / n for n in tracked() if n.startswith("src/") and n.endswith(".py")]
    lines = re.compile(r"^\s*(?:from|import) (\w+)", re.MULTILINE)
    imported = {name for path in sources for name in lines.findall(path.read_text("utf-8"))}
    owners = packages_distributions()
    needed = {owner.lower() for name in imported for owner in owners.get(name, [])}
    needed |= {"lxml-html-clean"}  # trafilatura imports it and declares it only as an extra
    assert {name.replace("_", "-") for name in needed} - {"detente"} == declared
