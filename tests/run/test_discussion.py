"""Threads of pages: read without a parser, coded, or left as they are."""

import subprocess
import sys
from pathlib import Path

import pytest

from detente.model.record import Record
from detente.read.pseudonyms import Pseudonyms
from detente.run.discussion import ThreadReader, threads

PAGE = """Truce signed in Raqqa

Hezbollah shelled a bakery in Raqqa on 3 May 2014. Forty people were killed.


  • Quentin Okafor-Birch

    shame on hezbollah, these rats should all be hanged

    • Mireille Dusk

      My cousin lives in Raqqa and the bakery is on the Homs-Palmyra road.
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, "utf-8")
    return path


def record(page: Path, **given: object) -> Record:
    (found,) = threads(page, pseudonyms=Pseudonyms(bytes(32)), **given)
    assert isinstance(found, Record)
    return found


def test_comments_of_a_page_are_read(page: Path) -> None:
    found = record(page, record_of=ThreadReader().record)
    first, second = found.comments
    assert {"dehumanisation", "threat"} <= {label.label for label in first.labels}
    assert [(s.entity, s.polarity) for s in first.stance] == [("hezbollah", "against")]
    assert [(lead.kind, lead.about) for lead in second.leads] == [("place", None)]
    assert first.moderation is None
    assert "hezbollah" in found.actors
    assert not found.events


def test_comments_are_left_unread_by_default(page: Path) -> None:
    assert [(c.hostile, c.labels) for c in record(page).comments] == [(None, ()), (None, ())]


def test_reading_needs_no_parser(page: Path) -> None:
    code = (
        "import sys\n"
        "from detente.read.pseudonyms import Pseudonyms\n"
        "from detente.run.discussion import ThreadReader, threads\n"
        "reader = ThreadReader()\n"
        "given = dict(pseudonyms=Pseudonyms(bytes(32)), record_of=reader.record)\n"
        "(record,) = threads(sys.argv[1], **given)\n"
        "assert record.comments[0].labels\n"
        "assert not {'spacy', 'thinc'} & sys.modules.keys()\n"
    )
    subprocess.run([sys.executable, "-c", code, page], check=True)
