"""The codebook: complete, and its mistakes are named by file and line."""

from pathlib import Path
from typing import get_args

import pytest

from detente.knowledge.codebook import load_codebook, read_entry
from detente.knowledge.frames import MODES
from detente.model.errors import KnowledgeError
from detente.model.record import EventType

GOOD = """\
type = "CONSULT"
quad = 1
score = 2.5
cameo = "040"
definition = "They talk."

[[modes]]
name = "visit"
score = 1.9
definition = "One goes to the other."

[[modes]]
name = "third-party"
definition = "A third one brings them together."

[[modes]]
name = "multilateral"
definition = "Many talk."

[[modes]]
name = "phone"
definition = "They call."
cameo = "041"

[[examples]]
text = "They met."
mode = "visit"
"""


def entry(tmp_path: Path, text: str) -> object:
    path = tmp_path / "CONSULT.toml"
    path.write_text(text, "utf-8")
    return read_entry(path, "CONSULT")


def test_every_type_and_mode_is_told() -> None:
    book = load_codebook()
    assert list(book) == list(get_args(EventType))
    for name, told in book.items():
        assert {mode.name for mode in told.modes} == MODES[name]
        assert told.definition.strip()
        assert told.examples


def test_quads_are_plovers() -> None:
    quads = [told.quad for told in load_codebook().values()]
    assert quads == [1] * 4 + [2] * 3 + [3] * 4 + [4] * 5


def test_a_mode_has_its_own_codes_or_the_types(tmp_path: Path) -> None:
    (tmp_path / "CONSULT.toml").write_text(GOOD, "utf-8")
    told = read_entry(tmp_path / "CONSULT.toml", "CONSULT")
    assert (told.codes(None).score, told.codes(None).cameo) == (2.5, "040")
    assert (told.codes("visit").score, told.codes("visit").cameo) == (1.9, "040")
    assert (told.codes("phone").score, told.codes("phone").cameo) == (2.5, "041")


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("quad = 1", "quad = 7", 2, "quad"),
        ("quad = 1", "quad = ", 2, "no TOML"),
        ("quad = 1", "quadd = 1", 1, "quad"),
        ('type = "CONSULT"', 'type = "AGREE"', 1, "CONSULT's"),
        ('name = "phone"', 'name = "letter"', 20, "letter is no mode of CONSULT"),
        ('name = "phone"', 'name = "visit"', 20, "visit stands twice"),
        ("score = 1.9", 'score = "much"', 9, "modes.0.score"),
        ('definition = "Many talk."', "", 16, "modes.2.definition"),
        ('mode = "visit"', 'mode = "riot"', 25, "riot is no mode of CONSULT"),
    ],
)
def test_a_mistake_is_named_by_file_and_line(
    tmp_path: Path, old: str, new: str, line: int, problem: str
) -> None:
    with pytest.raises(KnowledgeError) as caught:
        entry(tmp_path, GOOD.replace(old, new, 1))
    assert str(caught.value).startswith(f"CONSULT.toml:{line}: ")
    assert problem in str(caught.value)


def test_a_missing_file_or_mode_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="cannot be read"):
        read_entry(tmp_path / "AID.toml", "AID")
    last_mode = GOOD[GOOD.index('[[modes]]\nname = "phone"') : GOOD.index("[[examples]]")]
    with pytest.raises(KnowledgeError, match="modes missing: phone"):
        entry(tmp_path, GOOD.replace(last_mode, ""))
