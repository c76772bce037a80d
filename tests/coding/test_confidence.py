"""The table of confidence is checked as it is read."""

import pytest

from detente.coding.confidence import ROLES, read_shares
from detente.model.errors import KnowledgeError

LINES = [f"{pos},{roles},0.5" for pos in ("verb", "noun", "adj") for roles in ROLES]


def written(tmp_path, lines):
    path = tmp_path / "confidence.csv"
    path.write_text("trigger,roles,share\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_whole_table_is_read(tmp_path):
    assert read_shares(written(tmp_path, LINES))["noun", "both"] == 0.5


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (LINES[1:], r"confidence\.csv:1: no share for verb none"),
        (["verb,none,often", *LINES[1:]], r"confidence\.csv:2: share: 'often' is no number"),
        (["verb,none,1.5", *LINES[1:]], r"confidence\.csv:2: share: 1.5 is not between"),
        (["verb,many,0.5", *LINES[1:]], r"confidence\.csv:2: roles is 'many'"),
    ],
)
def test_a_wrong_table_names_file_and_line(tmp_path, lines, message):
    with pytest.raises(KnowledgeError, match=message):
        read_shares(written(tmp_path, lines))
