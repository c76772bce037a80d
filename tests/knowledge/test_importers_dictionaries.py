"""PETRARCH and TABARI dictionaries; all entries are invented."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.knowledge.importers.agents import agent
from detente.knowledge.importers.codes import decode
from detente.knowledge.importers.dictionaries import read_dictionary
from detente.knowledge.importers.items import GivenActor, GivenRole, Unread, numbered_lines
from detente.knowledge.importers.phrases import written_names

STATES = frozenset(("MLI", "SYR"))


def read(text):
    data = text if isinstance(text, bytes) else text.encode()
    return list(read_dictionary(numbered_lines(io.BytesIO(data)), STATES))


def actors(text):
    return [item for item in read(text) if isinstance(item, GivenActor)]


def unread(text, *, partly=False):
    return [
        (item.line, item.why)
        for item in read(text)
        if isinstance(item, Unread) and item.partly is partly
    ]


def test_an_entry_with_synonyms_notes_and_a_bracketed_abbreviation():
    (actor,) = actors(
        "# a note\n; another\n\nHILL_BRIGADE_(HB)_ [MLIREB] # xy 21 Mar\n+BRIGADE OF_THE_HILL_ ;z\n"
    )
    assert [name.text for name in actor.names] == ["Hill Brigade", "HB", "Brigade of the Hill"]
    assert (actor.line, actor.country, actor.sector) == (4, "MLI", "REB")


def test_codes_may_follow_on_lines_of_their_own():
    text = "LAKE_FRONT_\n+FRONT_OF_LAKES_\n\t[MLIREB 100115-141231]\nHILL_MEN_ [SYRMIL]\n"
    lake, hill = actors(text)
    assert (lake.names[1].since, lake.names[1].until) == ("2010-01-15", "2014-12-31")
    assert (hill.names[0].text, hill.sector) == ("Hill Men", "MIL")


@pytest.mark.parametrize(
    ("restriction", "since", "until"),
    [
        ("<141231", None, "2014-12-31"),
        ("> 141231", "2014-12-31", None),
        ("19870101-20040322", "1987-01-01", "2004-03-22"),
        ("870101 - 040322", "1987-01-01", "2004-03-22"),
        (">301231", "2030-12-31", None),
        (">311231", "1931-12-31", None),
    ],
)
def test_date_restrictions_become_the_dates_of_names(restriction, since, until):
    (actor,) = actors(f"LAKE_FRONT [MLIREB {restriction}]")
    assert (actor.names[0].since, actor.names[0].until) == (since, until)


def test_several_codes_keep_the_latest_over_the_whole_time_and_say_so():
    text = "LAKE_FRONT_ [MLIREB 100115-141231][MLIGOV >150101]"
    (actor,) = actors(text)
    assert (actor.sector, actor.names[0].since, actor.names[0].until) == ("GOV", "2010-01-15", None)
    assert "one is kept" in unread(text, partly=True)[0][1]


def test_a_code_without_dates_is_the_default():
    (actor,) = actors("LAKE_FRONT_ [MLIGOV >150101]\n\t[MLIREB]")
    assert (actor.sector, actor.names[0].since) == ("REB", None)


def test_terms_of_office_are_a_persons_and_not_taken():
    text = "JANE_DOE_\n\t[MLIGOV 100115-141231]\n\t[MLIELI >141231]"
    assert actors(text) == []
    assert unread(text)[0][0] == 1
    assert "persons are not taken" in unread(text)[0][1]


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("GHOST_ARMY [XXXREB]", 1, "part 'XXX'"),
        ("GHOST_ARMY [MLIRE]", 1, "three-letter"),
        ("GHOST_ARMY [###]", 1, "discarded"),
        ("GHOST_ARMY [---]", 1, "no actor"),
        ("GHOST_ARMY [MLIREB >141399]", 1, "date that is none"),
        ("GHOST_ARMY [MLIREB 150101-140101]", 1, "ends before"),
        ("GHOST_ARMY [MLIREB 1 2 3]", 1, "not written as"),
        ("GHOST_ARMY", 1, "no code"),
        ("\n+ORPHAN", 2, "without an entry"),
        ("\t[MLIREB]", 1, "without an entry"),
        ("A_FRONT [MLIREB]\n+ONE_+TWO_", 2, "two synonyms"),
        ("GHOST_ARMY [MLIREB", 1, "damaged"),
        (b"CAF\xc9_FRONT [MLIREB]", 1, "damaged"),
        ("39649 [MLIREB]", 1, "no name is left"),
        ("BIG_SHOT [~ELI}", 1, "damaged"),
        ("BIG_SHOT [~QQQ]", 1, "part 'QQQ'"),
        ("BIG_SHOT {A}{B} [~ELI]", 1, "damaged agent"),
        ("BIG!MISSING! [~ELI]", 1, "macro !MISSING!"),
        ("X" * 1_000_001, 1, "longer than"),
    ],
)
def test_irregular_lines_are_told_with_their_number(text, line, problem):
    assert actors(text if isinstance(text, bytes) else text.replace("A_FRONT", "")) == []
    assert any(at == line and problem in why for at, why in unread(text)), unread(text)


def test_a_damaged_entry_does_not_lend_its_synonyms_to_the_one_before():
    text = "HILL_BRIGADE [MLIREB]\nLAKE_FRONT [MLIREB\n+FRONT_OF_LAKES"
    assert [name.text for name in actors(text)[0].names] == ["Hill Brigade"]
    assert [line for line, _ in unread(text)] == [2, 3]


def test_agents_are_role_nouns_with_their_plurals():
    text = (
        "!PERSON! = MAN, WOMEN\nGRANARY_KEEPER [~AGR]\nCITY_WATCH {} [~COP]\n"
        "GOAT_THIEF {GOAT_THIEVES}[CRM~]\nWELL!PERSON! [~CVL]\nSEA_ALLY [~MIL]\n"
    )
    assert [(r.noun, r.plurals, r.sector) for r in read(text) if isinstance(r, GivenRole)] == [
        ("granary keeper", ("granary keepers",), "AGR"),
        ("city watch", (), "COP"),
        ("goat thief", ("goat thieves",), "CRM"),
        ("wellman", (), "CVL"),
        ("wellwomen", (), "CVL"),
        ("sea ally", ("sea allies",), "MIL"),
    ]
    assert [type(item) for item in agent(1, "X", ["~MED", "~GOV"], {})] == [Unread]


@pytest.mark.parametrize(
    ("code", "country", "sector"),
    [
        ("SYRREB", "SYR", "REB"),
        ("SYRINSMOS", "SYR", "REB"),
        ("IGOUNO", "UNO", None),
        ("NGOHLH", "NGO", "NGO"),
        ("MEAREB", None, "REB"),
        ("MLIMED", "MLI", "JRN"),
        ("ROMGOV", "ROU", "GOV"),
    ],
)
def test_codes_become_country_and_sector(code, country, sector):
    found = decode(code, STATES)
    assert (found.country, found.sector, found.problem) == (country, sector, None)


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("PKX_", ("PKX",)),
        ("TALIB", ("TALIB", "Talib")),
        ("AL-SALAMA_MARTYRS", ("al-Salama Martyrs",)),
        ("ARMY_OF_THE_HILLS_(AH)_", ("Army of the Hills", "AH")),
        ("DIRECT_LINE_(GREECE)", ("Direct Line",)),
        ("Mixed_Case_Front", ("Mixed Case Front",)),
    ],
)
def test_names_are_written_as_a_newspaper_would(written, names):
    assert written_names(written) == names


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fail(data):
    for item in read(data):
        assert item.line >= 1


PIECES = st.sampled_from(
    ["HILL_FRONT", "+", "_", "[", "]", "MLIREB", " ", "\t", "\n", ">141231", "~", "{", "}", "!A!", "=", "#", ";", "\ufffd", "(", ")"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_no_shuffled_dictionary_makes_it_fail(text):
    for item in read(text):
        if isinstance(item, GivenActor):
            assert all(";" not in name.text and "[" not in name.text for name in item.names)
