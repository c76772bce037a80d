"""A user's own folder: adding, merging what files tell, and checking it."""

from pathlib import Path

import pytest

from detente.ground.lookup import NameIndex
from detente.ground.normal import name_key
from detente.knowledge.actor_lint import lint_actors
from detente.knowledge.importers.codes import mapping
from detente.knowledge.importers.items import GivenActor, GivenLink, GivenName, GivenRole
from detente.knowledge.importers.merging import Merger
from detente.knowledge.own_actors import GROUPS, OwnActors, place_of
from detente.knowledge.registry import load_registry
from detente.knowledge.tables import data_folder
from detente.model.errors import KnowledgeError, ProjectError

HEADER = "id,name,names,country,sector,kind,source"
LINKS = "a,kind,b,since,until,source"


def write(folder, file, *rows):
    folder.mkdir(exist_ok=True)
    (folder / file).write_text("\n".join(rows) + "\n", encoding="utf-8")


def given(name, *others, line=1, **values):
    names = tuple(GivenName(text) for text in (name, *others))
    return GivenActor(line, names, **{"country": "MLI", "sector": "REB", **values})


def merge(folder, *items, source="list.txt"):
    registry = load_registry(extra=[folder] if folder.exists() else ())
    own = OwnActors(folder)
    summary = Merger(registry, own, NameIndex(registry)).take(items, source)
    own.save()
    return summary


def entry(folder, actor_id):
    return load_registry(extra=[folder]).entries[actor_id]


def test_new_actors_keep_the_files_name_as_source(tmp_path):
    folder = tmp_path / "actors"
    summary = merge(folder, given("Hill Brigade", "HB Men"), given("Lake Post", sector="JRN"))
    assert (summary.new, summary.merged, summary.skipped) == (2, 0, [])
    assert entry(folder, "hill-brigade").source == "list.txt"
    assert (
        (folder / "organisations.csv").read_text("utf-8").splitlines()[1].startswith("lake-post,")
    )


def test_known_actors_gain_names_and_lose_none(tmp_path):
    folder = tmp_path / "actors"
    before = load_registry().entries["hts"]
    summary = merge(folder, given("Hayat Tahrir al-Sham", "Hills of the Levant", country="SYR"))
    assert (summary.new, summary.merged) == (0, 1)
    after = entry(folder, "hts")
    assert [name.text for name in after.names] == [
        *(name.text for name in before.names),
        "Hills of the Levant",
    ]
    assert after.actor == before.actor
    assert merge(folder, given("HTS", "Hills of the Levant", country="SYR")).unchanged == 1
    again = merge(folder, given("HTS", "Hills of Sham", country="SYR"))
    assert again.merged == 1
    assert len((folder / GROUPS).read_text("utf-8").splitlines()) == 2


def test_the_same_name_in_another_country_is_another_actor(tmp_path):
    folder = tmp_path / "actors"
    summary = merge(folder, given("Hill Brigade"), given("Hill Brigade", country="NER"))
    assert summary.new == 2
    assert entry(folder, "hill-brigade-ner").actor.country == "NER"


@pytest.mark.parametrize(
    ("item", "problem"),
    [
        (given("Syria"), "is the state"),
        (given("The Army"), "role noun"),
        (GivenLink(1, "x", "part_of", "y"), "no actor here"),
        (GivenRole(1, "soldier", ("soldiers",), "CVL"), "left as it is"),
    ],
)
def test_what_is_taken_already_is_skipped_with_a_reason(tmp_path, item, problem):
    summary = merge(tmp_path / "actors", item)
    assert problem in summary.skipped[0].why
    assert not (tmp_path / "actors").exists()


def test_a_name_of_two_is_nobodys_without_an_id(tmp_path):
    folder = tmp_path / "actors"
    rows = ("one,Hill Men,,,REB,organisation,x", "two,Hill Men,,,PRM,organisation,x")
    write(folder, GROUPS, HEADER, *rows)
    assert "borne by one, two" in merge(folder, given("Hill Men")).skipped[0].why
    assert merge(folder, given("Hill Men", "Men of Hills", id="two")).merged == 1
    assert entry(folder, "two").names[-1].text == "Men of Hills"


def test_a_name_of_somebody_else_is_left_out(tmp_path):
    summary = merge(tmp_path / "actors", given("Hill Brigade", "HTS", "soldiers"))
    assert [note.why.split(":")[0] for note in summary.unread] == [
        "'HTS' is a name of hts",
        "'soldiers' is a role noun",
    ]
    assert len(entry(tmp_path / "actors", "hill-brigade").names) == 1


def test_links_find_their_ends_wherever_they_stand_in_the_file(tmp_path):
    folder = tmp_path / "actors"
    link = GivenLink(1, "b", "successor_of", "a", "2019", None)
    ends = (given("Hill Brigade", foreign="a"), given("Lake Brigade", foreign="b"))
    assert merge(folder, link, link, *ends).links == 1
    found = load_registry(extra=[folder]).lineage("hill-brigade")
    assert [(one.a, one.b, one.since) for one in found] == [
        ("lake-brigade", "hill-brigade", "2019")
    ]
    assert merge(folder, link, *ends).links == 0


def test_role_nouns_are_added(tmp_path):
    folder = tmp_path / "actors"
    assert merge(folder, GivenRole(1, "well digger", ("well diggers",), "LAB")).roles == 1
    assert load_registry(extra=[folder]).roles["well diggers"][0].sector == "LAB"


def test_a_name_in_another_script_gets_an_id(tmp_path):
    merge(tmp_path / "actors", given("جبهة التل"))
    (added,) = (
        load_registry(extra=[tmp_path / "actors"]).entries.keys() - load_registry().entries.keys()
    )
    assert added.startswith("actor-")


def test_comments_stay_and_columns_grow_where_a_row_needs_them(tmp_path):
    folder = tmp_path / "actors"
    write(folder, GROUPS, "# my notes", HEADER, "mine,Mine,,MLI,REB,organisation,x", "", "# end")
    merge(folder, given("Hill Brigade", wikidata="Q7"))
    lines = (folder / GROUPS).read_text("utf-8").splitlines()
    assert lines[:2] == ["# my notes", f"{HEADER},wikidata"]
    assert "# end" in lines
    assert entry(folder, "hill-brigade").wikidata == "Q7"


def test_nothing_is_written_when_the_whole_would_be_wrong(tmp_path):
    folder = tmp_path / "actors"
    write(folder, GROUPS, HEADER, "mine,Mine,,MLI,REB,organisation,x")
    before = (folder / GROUPS).read_bytes()
    own = OwnActors(folder)
    cells = {"name": "Other", "country": "MLI", "kind": "club", "source": "x"}
    own.add(GROUPS, {"id": "other", **cells})
    with pytest.raises(KnowledgeError, match=r"groups\.csv:3: kind"):
        own.save()
    assert (folder / GROUPS).read_bytes() == before
    assert [path.name for path in folder.iterdir()] == [GROUPS]


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    own = OwnActors(tmp_path / "file" / "actors")
    own.add(GROUPS, {"id": "a", "name": "A b", "kind": "organisation", "source": "x"})
    with pytest.raises(ProjectError, match="cannot be written"):
        own.save()


def test_an_actor_is_found_by_file_and_line():
    path, _, line = place_of("hts", [data_folder("actors")]).rpartition(":")
    assert Path(path).read_text("utf-8").splitlines()[int(line) - 1].startswith("hts,")
    assert place_of("nobody", [data_folder("actors")]) is None


def lint(folder):
    return [str(finding) for finding in lint_actors(folder, name_key)]


def test_the_shipped_registry_has_no_errors():
    assert [line for line in lint(data_folder("actors")) if ": error: " in line] == []


def test_every_problem_is_told_with_file_and_line(tmp_path):
    folder = tmp_path / "actors"
    write(
        folder,
        GROUPS,
        HEADER,
        "one,Hill Men [2016/2012],,MLI,REB,organisation,x",
        "two,Lake Men,,Atlantis,REB,organisation,x",
        "three,Sea Men,,MLI,REB,organisation,x",
        "three,Sea Folk,,MLI,REB,organisation,x",
        "four,too few",
        "hts,Other Name,,MLI,REB,organisation,x",
    )
    write(
        folder,
        "links.csv",
        LINKS,
        "three,part_of,nobody,,,x",
        "three,befriends,hts,,,x",
        "three,part_of,hts,2019,2018,x",
        "three,part_of,one,,,x",
    )
    found = lint(folder)
    for start, word in [
        ("groups.csv:2: error:", "first before the last"),
        ("groups.csv:3: error:", "Atlantis"),
        ("groups.csv:5: error:", "first in groups.csv:4"),
        ("groups.csv:6: error:", "2 cells"),
        ("groups.csv:7: error:", "country of 'hts'"),
        ("links.csv:2: error:", "nobody"),
        ("links.csv:3: error:", "befriends"),
        ("links.csv:4: error:", "in order"),
    ]:
        assert any(line.startswith(start) and word in line for line in found), (start, found)
    assert len(found) == 8


def test_circles_of_successors_are_errors(tmp_path):
    folder = tmp_path / "actors"
    write(
        folder,
        GROUPS,
        HEADER,
        *(f"{n},{n.title()} Men,,MLI,REB,organisation,x" for n in ("hill", "lake", "sea")),
    )
    write(
        folder,
        "links.csv",
        LINKS,
        "lake,renamed_from,hill,2015,,x",
        "sea,successor_of,lake,,,x",
        "hill,split_from,sea,,,x",
        "hill,part_of,lake,,,x",
    )
    found = lint(folder)
    assert [line.split(": error")[0] for line in found] == [
        "links.csv:2",
        "links.csv:3",
        "links.csv:4",
    ]
    assert "lake < hill < sea < lake" in found[0]


def test_shared_names_are_warnings_unless_dates_or_countries_part_them(tmp_path):
    folder = tmp_path / "actors"
    write(
        folder,
        GROUPS,
        HEADER,
        "one,Hill Men,,MLI,REB,organisation,x",
        "two,Hill-Men,,MLI,REB,organisation,x",
        "three,Hill Men,,NER,REB,organisation,x",
        "four,Lake Men [/2012],,MLI,REB,organisation,x",
        "five,Lake Men [2013/],,MLI,REB,organisation,x",
    )
    (found,) = lint(folder)
    assert found.startswith("groups.csv:3: warning: 'Hill Men' is also a name of 'one'")


def test_a_role_that_contradicts_the_shipped_one_is_an_error(tmp_path):
    folder = tmp_path / "actors"
    write(
        folder,
        "roles.csv",
        "noun,plurals,sector,nonstate,class,source",
        "soldier,soldiers,AGR,,member,x",
    )
    assert lint(folder)[0].startswith("roles.csv:2: error: 'soldier' is there twice")


def test_mapping_files_are_checked():
    states = load_registry().states
    for file, key in (("cameo_codes.csv", "part"), ("ftm_topics.csv", "topic")):
        parts = mapping(file, key)
        assert parts
    assert mapping("cameo_codes.csv", "part").keys().isdisjoint(states)
