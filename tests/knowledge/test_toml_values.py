"""Where a wrong value of a TOML file stands, and what is wrong with it."""

import tomllib

import pytest
from pydantic import BaseModel, ConfigDict, ValidationError

from detente.knowledge.toml_values import first_error, line_of

TEXT = """# A comment = 1
name = "x"
listed = [
  1,
]

[limits]  # of it
most = 3

[[rules]]
label = "a"

[[rules]]
label = "b"
most = 9
"""


@pytest.mark.parametrize(
    ("loc", "line"),
    [
        (("name",), 2),
        (("listed", 0), 3),
        (("limits",), 7),
        (("limits", "most"), 8),
        (("limits", "least"), 7),
        (("rules", 0, "label"), 11),
        (("rules", 1, "label"), 14),
        (("rules", 1, "most"), 15),
        (("rules", 0, "most"), 10),
        (("rules", 1), 13),
        (("rules", 7, "label"), 1),
        ((), 1),
    ],
)
def test_a_value_is_found_within_its_table(loc: tuple[str | int, ...], line: int) -> None:
    assert line_of(TEXT, loc) == line


class Limits(BaseModel):
    model_config = ConfigDict(extra="forbid")
    most: int


class File(BaseModel):
    limits: Limits


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "limits: Field required"),
        ("[limits]\nmost = 'x'", "limits.most: Input should be a valid integer"),
        ("[limits]\nmost = 1\nleast = 2", "limits.least: there is no such key"),
    ],
)
def test_what_is_wrong_is_told(text: str, told: str) -> None:
    with pytest.raises(ValidationError) as caught:
        File.model_validate(tomllib.loads(text))
    assert first_error(caught.value)[1].startswith(told)
