import shutil
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.ground.lexicon import build_lexicon
from detente.knowledge.gazetteer import load_gazetteer
from detente.knowledge.registry import Days, days, load_registry
from detente.knowledge.tables import data_folder
from detente.model.errors import KnowledgeError

HEADS = {
    "groups.csv": "id,name,names,country,sector,kind,source",
    "organisations.csv": "id,name,names,country,sector,kind,source",
    "populations.csv": "id,name,adjectives,people,country,source",
    "roles.csv": "noun,plurals,sector,nonstate,class,source",
    "links.csv": "a,kind,b,since,until,source",
    "states.csv": "iso3,name,names,adjectives,people,capitals,source",
}


def folder_with(path, **files):
    path.mkdir()
    for file, rows in files.items():
        name = f"{file}.csv"
        path.joinpath(name).write_text("\n".join([HEADS[name], *rows, ""]), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2013, 5, 1), "Jabhat al-Nusra"),
        (date(2016, 7, 27), "Jabhat al-Nusra"),
        (date(2016, 7, 29), "Jabhat Fateh al-Sham"),
        (date(2017, 1, 27), "Jabhat Fateh al-Sham"),
        (date(2017, 1, 28), "Hay'at Tahrir al-Sham"),
        (date(2024, 12, 8), "Hay'at Tahrir al-Sham"),
    ],
)
def test_a_renamed_group_has_the_name_of_the_day(day, name):
    assert load_registry().entries["hts"].name_on(day) == name


def test_a_day_before_all_names_gives_the_present_name(tmp_path):
    row = "new-front,New Front [2020-05/],Old Front [2010/2020-05],SYR,REB,organisation,x"
    entry = load_registry(extra=[folder_with(tmp_path / "more", groups=[row])]).entries["new-front"]
    assert entry.name_on(date(1990, 1, 1)) == "New Front"
    assert entry.name_on(date(2015, 1, 1)) == "Old Front"
    assert entry.name_on(date(2030, 1, 1)) == "New Front"


def test_find_reads_over_case_accents_and_marks():
    registry = load_registry()
    assert registry.find("hayat tahrir al sham") == ("hts",)
    assert registry.find("JABHAT AL-NUSRA") == ("hts",)
    assert registry.find("nobody at all") == ()


def test_extra_folders_add_entries_names_and_links(tmp_path):
    first = folder_with(
        tmp_path / "first",
        groups=["lake-front,Lake Front,LKF,NGA,REB,organisation,field notes"],
        roles=["boatman,boatmen,CVL,,people,field notes"],
    )
    second = folder_with(
        tmp_path / "second",
        groups=[
            "lake-front,Front of the Lake,Lake Lions,,,organisation,radio",
            "hts,HTSham,,SYR,REB,organisation,radio",
        ],
        links=["lake-front,linked_to,hts,2019-03,,radio"],
    )
    registry = load_registry(extra=[first, second])
    entry = registry.entries["lake-front"]
    assert [name.text for name in entry.names] == [
        "Lake Front",
        "LKF",
        "Front of the Lake",
        "Lake Lions",
    ]
    assert (entry.actor.name, entry.actor.country, entry.actor.sector) == (
        "Lake Front",
        "NGA",
        "REB",
    )
    assert entry.source == "field notes; radio"
    assert registry.find("HTSham") == ("hts",)
    assert "boatmen" in registry.roles
    assert ("lake-front", "linked_to", "hts") in {(e.a, e.kind, e.b) for e in registry.links}


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("hts,HTS,,IRQ,REB,organisation,x", "country of 'hts' is 'IRQ' here and 'SYR' before"),
        ("hts,HTS,,SYR,MIL,organisation,x", "sector of 'hts'"),
        ("hts,HTS,,SYR,REB,coalition,x", "kind of 'hts'"),
    ],
)
def test_an_extra_row_that_contradicts_names_file_and_line(tmp_path, row, problem):
    more = folder_with(tmp_path / "more", groups=["other-one,Other,,SYR,REB,organisation,x", row])
    with pytest.raises(KnowledgeError, match=problem) as caught:
        load_registry(extra=[more])
    assert str(caught.value).startswith("groups.csv:3: ")


def test_one_folder_may_name_an_id_only_once(tmp_path):
    more = folder_with(
        tmp_path / "more",
        groups=["other-one,Other,,SYR,REB,organisation,x"],
        organisations=["other-one,Other,,SYR,NGO,organisation,x"],
    )
    with pytest.raises(KnowledgeError, match=r"^organisations\.csv:2: .*twice"):
        load_registry(extra=[more])


def test_a_missing_file_is_an_error_in_the_first_folder_only(tmp_path):
    (tmp_path / "empty").mkdir()
    assert load_registry(extra=[tmp_path / "empty"]) == load_registry()
    with pytest.raises(KnowledgeError, match="cannot be read"):
        load_registry(tmp_path / "empty")


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2016", "2016-01-01", "2016-12-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2016-07-28", "2016-07-28", "2016-07-28"),
        ("2016-07-28T10:00:00", "2016-07-28", "2016-07-28"),
    ],
)
def test_dates_mean_their_first_and_last_day(edtf, first, last):
    assert days(edtf) == Days(first, last)


@pytest.mark.parametrize(
    "text", ["", None, "lately", "2016-13", "2016-02-30", "20160728", "2016-7"]
)
def test_what_is_no_date_means_no_days(text):
    assert days(text) is None


@given(st.dates(), st.dates(), st.dates())
def test_stretches_meet_where_they_share_a_day(one, two, day):
    stretch = Days(min(one, two).isoformat(), max(one, two).isoformat())
    point = days(day.isoformat())
    assert point is not None
    assert stretch.meets(point) == point.meets(stretch) == (min(one, two) <= day <= max(one, two))


def test_lineage_follows_predecessors_and_successors_to_the_ends():
    registry = load_registry()
    chain = {(link.a, link.kind, link.b) for link in registry.lineage("isis")}
    assert {("isis", "merged_from", "msc-iraq"), ("msc-iraq", "merged_from", "aqi")} <= chain
    assert ("iskp", "part_of", "isis") in chain
    dates = [link.since for link in registry.lineage("isis") if link.since]
    assert dates == sorted(dates)
    with pytest.raises(KeyError):
        registry.lineage("nobody")


def test_lineage_ends_where_groups_come_round_to_each_other(tmp_path):
    more = folder_with(
        tmp_path / "more",
        groups=[f"{name},{name},,SYR,REB,organisation,x" for name in ("ring-a", "ring-b")],
        links=["ring-a,split_from,ring-b,,,x", "ring-b,merged_from,ring-a,,,x"],
    )
    assert len(load_registry(extra=[more]).lineage("ring-a")) == 2


@settings(max_examples=5, deadline=None)
@given(st.integers())
def test_the_order_of_rows_does_not_matter(tmp_path_factory, seed):
    folder = tmp_path_factory.mktemp("shuffled") / "actors"
    shutil.copytree(data_folder("actors"), folder)
    for path in sorted(folder.glob("*.csv")):
        lines = [line for line in path.read_text("utf-8").split("\n") if line and line[0] != "#"]
        head, body = lines[0], lines[1:]
        body.sort(key=lambda line: sha256(f"{seed}{line}".encode()).digest())
        path.write_text("\n".join([head, *body, ""]), encoding="utf-8")
    assert load_registry(folder) == load_registry()


def test_the_order_of_groups_and_organisations_does_not_matter_to_names(tmp_path):
    shutil.copytree(data_folder("actors"), tmp_path / "swapped")
    groups, organisations = tmp_path / "swapped/groups.csv", tmp_path / "swapped/organisations.csv"
    one, two = groups.read_bytes(), organisations.read_bytes()
    groups.write_bytes(two)
    organisations.write_bytes(one)
    gazetteer = load_gazetteer()
    swapped = build_lexicon(load_registry(tmp_path / "swapped"), gazetteer)
    plain = build_lexicon(load_registry(), gazetteer)
    assert swapped.registry == plain.registry
    assert set(map(str, swapped.senses)) == set(map(str, plain.senses))
    assert swapped.fuzzy == plain.fuzzy
