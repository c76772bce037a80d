"""Names that two registered actors bear: the date and the text tell which, or it stays open."""

import pytest
from handmade import article, one, sentences

from detente.ground import Grounder
from detente.ground.lexicon import build_lexicon
from detente.knowledge.gazetteer import load_gazetteer
from detente.knowledge.registry import load_registry

HEAD = "id,name,names,country,sector,kind,source"
ROWS = (
    "hill-guard,Hill Guard Front,Guard Front;HGFX,MLI,REB,organisation,x",
    "coast-guard-front,Coast Guard Front,Guard Front;HGFX,KEN,PRM,organisation,x",
    "lake-news,Lake News Agency,LNAX,KEN,JRN,organisation,x",
    "lake-army,Lake Northern Army,LNAX,MLI,REB,organisation,x",
    "old-lions,Lions of Dawn [/2011-06-30],,TCD,REB,organisation,x",
    "new-lions,Lions of Dawn [2011-07-01/],Dawn Lions,SDN,REB,organisation,x",
)


@pytest.fixture(scope="module")
def ground(tmp_path_factory):
    folder = tmp_path_factory.mktemp("actors")
    folder.joinpath("groups.csv").write_text("\n".join([HEAD, *ROWS, ""]), encoding="utf-8")
    grounder = Grounder(lexicon=build_lexicon(load_registry(extra=[folder]), load_gazetteer()))
    return lambda text, published=None: grounder.ground(
        article(text, published), sentences(text), ()
    )


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2009", "old-lions"),
        ("2011-06-30", "old-lions"),
        ("2011-07-01", "new-lions"),
        ("2011-07", "new-lions"),
        ("2019-02-11T08:00:00Z", "new-lions"),
    ],
)
def test_the_bearer_of_the_day_is_meant(ground, published, expected):
    found = ground("Envoys of the Lions of Dawn left the hall.", published)
    assert one(found, "Lions of Dawn").entity == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Guard Front burned two trucks in Mali.", "hill-guard"),
        ("Kenyan police fought the Guard Front near Nairobi.", "coast-guard-front"),
        (
            "The Coast Guard Front met us in Mali and Mali. The Guard Front left.",
            "coast-guard-front",
        ),
        ("Traders in Nyahururu fled as the Guard Front came.", "coast-guard-front"),  # index only
        ("In Kenya the HGFX closed a road.", "coast-guard-front"),
    ],
)
def test_the_text_tells_which_is_meant(ground, text, expected):
    found = ground(text)
    name = "HGFX" if "HGFX" in text else "Guard Front"
    mentions = [m for m in found.mentions if m.text == name]
    assert mentions
    assert {m.entity for m in mentions} == {expected}


def test_what_nothing_tells_stays_open_with_candidates(ground):
    found = ground("The Guard Front closed a road.", "2015-03-01")
    actor = found.actors[one(found, "Guard Front").entity]
    assert not actor.known
    assert actor.candidates == ("coast-guard-front", "hill-guard")
    assert (actor.name, actor.country, actor.sector) == ("Guard Front", None, None)


def test_an_undecided_date_leaves_the_name_open(ground):
    found = ground("Envoys of the Lions of Dawn left the hall.", "2011")
    actor = found.actors[one(found, "Lions of Dawn").entity]
    assert actor.candidates == ("new-lions", "old-lions")
    assert actor.sector == "REB"


def test_a_news_agency_is_quoted_everywhere(ground):
    assert one(ground("A guard told LNAX so."), "LNAX").entity == "lake-news"
    assert one(ground("In Mali a guard fled from LNAX."), "LNAX").entity == "lake-army"
