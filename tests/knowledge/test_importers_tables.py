"""Plain CSV and FollowTheMoney, with invented organisations."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.knowledge.importers.followthemoney import PERSON, read_entities
from detente.knowledge.importers.formats import country_reader, detect, read_actors
from detente.knowledge.importers.forms import FileFormat
from detente.knowledge.importers.items import (
    GivenActor,
    GivenLink,
    GivenName,
    Unread,
    numbered_lines,
)
from detente.knowledge.importers.plain import read_plain
from detente.knowledge.registry import load_registry
from detente.model.errors import InputError

REGISTRY = load_registry()
COUNTRY = country_reader(REGISTRY)


def lines(data):
    return numbered_lines(io.BytesIO(data if isinstance(data, bytes) else data.encode()))


def table(data):
    return list(read_plain(lines(data), COUNTRY))


def entities(*given):
    text = "\n".join(one if isinstance(one, str) else json.dumps(one) for one in given)
    return list(read_entities(lines(text), COUNTRY))


def entity(schema, entity_id="x", **properties):
    return {"id": entity_id, "schema": schema, "properties": properties}


def test_three_columns_are_enough():
    (actor,) = table("name,country,sector\nHill Brigade,Mali,REB\n")
    assert actor == GivenActor(2, (GivenName("Hill Brigade"),), "MLI", "REB")


def test_our_own_columns_keep_dates_ids_and_source():
    (actor,) = table(
        "# ours\nid,name,names,country,sector,kind,source,wikidata,extra\n"
        '\nhill,Hill Brigade,"Old Hill [2010/2015-03];HB",ml,REB,coalition,field notes,Q5,left aside\n'
    )
    assert actor.names[1] == GivenName("Old Hill", "2010", "2015-03")
    assert (actor.id, actor.country, actor.kind) == ("hill", "MLI", "coalition")
    assert (actor.source, actor.wikidata, actor.line) == ("field notes", "Q5", 4)


@pytest.mark.parametrize(
    ("row", "line", "problem"),
    [
        ("Hill,Atlantis,REB", 2, "country 'Atlantis'"),
        ("Hill,MLI,REBEL", 2, "sector is 'REBEL'"),
        (",MLI,REB", 2, "name is empty"),
        ("Hill,MLI", 2, "2 cells"),
        ("Hill [2010],MLI,REB", 2, "no name is left"),
        ('"Hill"x,MLI,REB', 2, "quoting"),
        (b"H\xffll,MLI,REB", 2, "no name is left"),
        ('"Hill\nBrigade,MLI,REB', 2, "quoting"),
    ],
)
def test_wrong_rows_are_told_with_line_and_reason(row, line, problem):
    data = b"name,country,sector\n" + (row if isinstance(row, bytes) else row.encode())
    found = table(data)
    assert not any(isinstance(item, GivenActor) for item in found)
    assert any(item.line == line and problem in item.why for item in found), found


def test_a_table_without_names_is_told():
    assert table("a,b\n1,2")[0].why == "the header has no column called name"


def test_a_spreadsheets_guard_against_formulas_is_taken_off():
    (actor,) = table("name\n'-Hill Brigade\n")
    assert actor.names[0].text == "-Hill Brigade"


def test_organisations_become_actors():
    given = entity(
        "Organization",
        name=["Lakes Relief Council"],
        alias=["Council of Lakes"],
        weakAlias=["LRC"],
        country=["ml"],
        topics=["gov", "gov.legislative", "crime.terror"],
        wikidataId=["Q99"],
    )
    (actor,) = entities(given)
    assert [name.text for name in actor.names] == [
        "Lakes Relief Council",
        "Council of Lakes",
        "LRC",
    ]
    assert (actor.country, actor.sector, actor.wikidata) == ("MLI", "LEG", "Q99")


@pytest.mark.parametrize(
    ("schema", "properties", "country", "sector"),
    [
        ("Company", {"country": ["xk"]}, "XKX", "BUS"),
        ("PublicBody", {"country": ["sy"]}, "SYR", "GOV"),
        ("LegalEntity", {"country": ["zz"]}, None, None),
        ("Organization", {"topics": ["gov.igo"], "country": ["fr", "ml"]}, "IGO", None),
        ("Organization", {"topics": ["crime.terror"]}, None, None),
        ("Organization", {"country": ["fr", "ml"]}, None, None),
    ],
)
def test_country_and_sector_come_from_what_is_sound(schema, properties, country, sector):
    found = entities(entity(schema, name=["Hill House"], **properties))
    actor = next(item for item in found if isinstance(item, GivenActor))
    assert (actor.country, actor.sector) == (country, sector)


def test_intervals_become_links_with_dates():
    found = entities(
        entity("Membership", member=["a"], organization=["b"], startDate=["2015-03"]),
        entity("Ownership", owner=["a"], asset=["b"], endDate=["2018"]),
        entity("Succession", successor=["a"], predecessor=[{"id": "b"}], startDate=["bad"]),
    )
    assert found == [
        GivenLink(1, "a", "part_of", "b", "2015-03", None),
        GivenLink(2, "b", "linked_to", "a", None, "2018"),
        GivenLink(3, "a", "successor_of", "b", None, None),
    ]


def test_persons_are_refused_and_never_named():
    (refused,) = entities(entity("Person", name=["Somebody Private"]))
    assert refused == Unread(1, PERSON)


@pytest.mark.parametrize(
    "given",
    [
        "nonsense",
        "[1]",
        '{"schema": 3}',
        '{"schema":"Company","properties":[]}',
        "[" * 100_000,
        entity("Vessel", name=["Boat"]),
        entity("Company"),
        entity("Company", name=["x;y"]),
        entity("Membership", member=["a"]),
        entity(
            "Membership", member=["a"], organization=["b"], startDate=["2019"], endDate=["2018"]
        ),
    ],
)
def test_what_is_no_organisation_is_told(given):
    found = entities(given)
    assert [type(item) for item in found] in ([Unread], [Unread, Unread])
    assert found[-1].line == 1
    assert not found[-1].partly


@pytest.mark.parametrize(
    ("name", "head", "form"),
    [
        ("a.csv", b"anything", FileFormat.CSV),
        ("a.txt", b"# note\nname,country\n", FileFormat.CSV),
        ("a.json", b'\n{"id": 1}', FileFormat.FTM),
        ("a.txt", b"# x\nHILL [MLIREB]", FileFormat.PETRARCH),
        ("a.txt", b"", FileFormat.PETRARCH),
    ],
)
def test_the_format_is_told_by_ending_and_first_lines(tmp_path, name, head, form):
    assert detect(tmp_path / name, head) is form


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        list(read_actors(tmp_path / "no.csv", FileFormat.AUTO, REGISTRY))


@given(st.binary(max_size=300))
def test_no_bytes_make_them_fail(data):
    for item in (*read_plain(lines(data), COUNTRY), *read_entities(lines(data), COUNTRY)):
        assert item.line >= 0
    for item in read_plain(lines(b"name,country\n" + data), COUNTRY):
        assert item.line >= 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@given(
    schema=st.sampled_from(["Company", "Membership", "Succession", "Organization"]),
    properties=st.dictionaries(
        st.sampled_from(["name", "alias", "country", "topics", "member", "organization", "startDate", "wikidataId"]),
        JSON,
    ),
)  # fmt: skip
def test_no_odd_properties_make_it_fail(schema, properties):
    assert entities({"id": "x", "schema": schema, "properties": properties})
