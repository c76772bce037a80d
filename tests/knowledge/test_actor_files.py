import shutil

import pytest

from detente.knowledge.gazetteer import load_gazetteer
from detente.knowledge.registry import BODIES, load_registry
from detente.knowledge.registry.rows import ENTRY_COLUMNS, IDS
from detente.knowledge.tables import data_folder, read_table
from detente.knowledge.words import load_words
from detente.model.errors import KnowledgeError

OPTIONAL = ("inter", *IDS)
BAD_ROWS = [
    ("groups.csv", "Bad Id,Name,,SYR,REB,organisation,x", "id"),
    ("groups.csv", "hts,Name,,SYR,REB,organisation,x", "twice"),
    ("groups.csv", "SYR,Name,,SYR,REB,organisation,x", "id"),
    ("groups.csv", "newone,Name,,ZZZ,REB,organisation,x", "country"),
    ("groups.csv", "newone,Name,,SYR,REBEL,organisation,x", "sector"),
    ("groups.csv", "newone,Name,,SYR,REB,club,x", "kind"),
    ("groups.csv", "newone,Name,Old [2016/2012],SYR,REB,organisation,x", "first before"),
    ("groups.csv", "newone,Name,Old [2016-02-30/],SYR,REB,organisation,x", "EDTF"),
    ("groups.csv", "newone,Name,Old [2016-13/],SYR,REB,organisation,x", "EDTF"),
    ("groups.csv", "newone,Name,Old [from 2012],SYR,REB,organisation,x", "years"),
    ("groups.csv", "newone,Name,,SYR,REB,organisation,x,9,,", "inter"),
    ("groups.csv", "newone,Name,,SYR,REB,organisation,x,,abc,", "ucdp"),
    ("groups.csv", "newone,Name,,SYR,REB,organisation,x,,,42", "wikidata"),
    ("groups.csv", "newone,,,SYR,REB,organisation,x", "name is empty"),
    ("states.csv", "Syr,Name,,,,,x", "iso3"),
    ("states.csv", "SYR,Name,,,,,x", "twice"),
    ("roles.csv", "newnoun,,XYZ,,organ,x", "sector"),
    ("roles.csv", "newnoun,,MIL,,thing,x", "class"),
    ("links.csv", "hts,part_of,nobody,,,x", "nobody"),
    ("links.csv", "hts,befriends,alqaeda,,,x", "kind"),
    ("links.csv", "hts,linked_to,alqaeda,2018,2017,x", "in order"),
    ("links.csv", "hts,linked_to,alqaeda,lately,,x", "EDTF"),
    ("roles.csv", "army,,COP,,organ,x", "twice"),
    ("inter.csv", "MIL,,,9,x", "inter"),
    ("link_kinds.csv", "wed,married,a wed b", "relation"),
    ("populations.csv", "pop:kurds,Kurds,,,,x", "twice"),
    ("officeholders.csv", "Jo Moe,,presidant,SYR,1990,1995,x", "office"),
    ("officeholders.csv", "Jo Moe,,army,SYR,1990,1995,x", "office"),
    ("officeholders.csv", "Jo Moe,,president,SYX,1990,1995,x", "of is"),
    ("officeholders.csv", "Jo Moe,,president,SYR,1995,1990,x", "in order"),
    ("officeholders.csv", "Jo Moe,,president,SYR,,1990,x", "since"),
    ("officeholders.csv", "Jo Moe,,president,SYR,1990,,", "source"),
    ("officeholders.csv", "Hosni Mubarak,,president,EGY,1981-10-14,2011,x", "twice"),
]


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(data_folder("actors"), tmp_path / "actors")


@pytest.mark.parametrize(("file", "row", "problem"), BAD_ROWS)
def test_malformed_rows_name_file_and_line(folder, file, row, problem):
    path = folder / file
    lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    header = next(line for line in lines if not line.startswith("#"))
    row += "," * (header.count(",") - row.count(","))  # optional columns stay empty
    path.write_text("\n".join([*lines, row, ""]), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=problem) as caught:
        load_registry(folder)
    assert str(caught.value).startswith(f"{file}:{len(lines) + 1}: ")


def test_every_state_is_there_with_the_disputed_ones():
    states = load_registry().states
    assert len(states) >= 195
    assert {"XKX", "PSE", "TWN", "SYR", "USA"} <= states.keys()
    assert all(state.entry.actor.country == iso3 for iso3, state in states.items())


def test_the_registry_is_as_wide_as_promised():
    registry = load_registry()
    countries = [entry.actor.country for entry in registry.entries.values()]
    assert sum(country in BODIES for country in countries) >= 120
    assert len({role.noun for role, _ in registry.roles.values()}) >= 200
    assert len(registry.links) >= 200
    assert len(read_table(data_folder("actors", "groups.csv"), ENTRY_COLUMNS, OPTIONAL)) >= 450


def test_every_row_says_where_it_comes_from():
    registry = load_registry()
    sources = {entry.source for entry in registry.entries.values()}
    sources |= {link.source for link in registry.links}
    assert all(sources)
    assert not [source for source in sources if "general" in source]


def test_acled_types_follow_from_sector_and_country_unless_a_row_says_otherwise():
    registry = load_registry()
    expected = {"saa": 1, "hts": 2, "pmf": 3, "dozo": 4, "monusco": 8, "ocha": 8, "msf": 7}
    assert {key: registry.entries[key].inter for key in expected} == expected
    nouns = {"army": 1, "rioter": 5, "protesters": 6, "villagers": 7, "peacekeepers": 8}
    assert {noun: registry.roles[noun][0].inter for noun in nouns} == nouns
    assert registry.states["SYR"].entry.inter == 1


def test_links_become_the_records_relations():
    relations = {(link.kind, link.relation) for link in load_registry().links}
    assert {("split_from", "successor_of"), ("member_of", "part_of")} <= relations
    assert {("joined", "part_of"), ("hostile", "hostile")} <= relations


def test_office_holders_cover_nearly_all_states_and_name_offices_only():
    registry = load_registry()
    of_states = [term for term in registry.holders if term.of in registry.states]
    assert len(of_states) >= 900
    assert len({term.of for term in of_states}) >= 165
    assert all(term.office.cls == "office" and term.source for term in registry.holders)
    assert {term.since[:2] for term in registry.holders} == {"19", "20"}


def test_capitals_stand_in_the_gazetteer_near_their_state():
    gazetteer = load_gazetteer()
    assert len(gazetteer) >= 450
    for entry in gazetteer.values():
        assert -90 <= entry.place.lat <= 90
        assert entry.source


@pytest.mark.parametrize(
    "row",
    [
        "Town,,Syria,,35,36,town,x",
        "Town,,SYR,,95,36,town,x",
        "Town,,SYR,,a,36,town,x",
        "Town,,SYR,,35,36,hamlet,x",
    ],
)
def test_malformed_places_name_file_and_line(tmp_path, row):
    path = tmp_path / "places.csv"
    path.write_text(f"name,names,country,admin1,lat,lon,kind,source\n{row}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"^places\.csv:2: "):
        load_gazetteer(path)


def test_word_lists_load():
    words = load_words()
    assert words.place_words["countryside"].level == "region"
    assert "deny" in words.metonym_verbs
