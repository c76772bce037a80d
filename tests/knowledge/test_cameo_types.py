"""The codebook's CAMEO codes against the conversion table of PLOVER's authors, where it is here."""

import re
from pathlib import Path

import pytest

from detente.knowledge.codebook import load_codebook

TABLE = Path(__file__).parents[3] / "shared/reference/mappings/CAMEO2PLOVER-2021.txt"
KNOWN = {
    # "accede to demands for change in leadership": to us the one who resigns retreats
    ("RETREAT", "0831"),
    # "find guilty": the table has no type for a verdict, PLOVER's manual has SANCTION/convict
    ("SANCTION", "116"),
}

pytestmark = pytest.mark.skipif(
    not TABLE.is_file(), reason="the conversion table lies beside the repository and is not here"
)


def test_each_code_belongs_to_the_type_that_carries_it():
    lines = TABLE.read_text("utf-8").splitlines()
    found = (re.match(r"(\d{2,4})\s*:\s*([A-Z]+)", line) for line in lines)
    types = {match[1]: match[2] for match in found if match}
    carried = {
        (name, code)
        for name, entry in load_codebook().items()
        for code in (entry.cameo, *(mode.cameo for mode in entry.modes))
        if code is not None
    }
    other = {(name, code) for name, code in carried if types.get(code, name) != name}
    assert other == KNOWN
