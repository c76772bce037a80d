"""Who can do something: exclusive means, plain possession and what is neither."""

import pytest

from detente import Coder

DEED = "A shell hit a school near Gao on Monday, killing two pupils. "


@pytest.fixture(scope="module")
def coder(tmp_path_factory: pytest.TempPathFactory) -> Coder:
    """A coder that leaves nothing out, so that short passages keep their events."""
    return Coder(project=tmp_path_factory.mktemp("project"), least_confidence=0)


def capabilities(coder, text):
    return coder.code_text(DEED + text).capabilities


@pytest.mark.parametrize(
    ("text", "holders", "of", "exclusive"),
    [
        ("Only Egypt, France and Chad fly jets in Libya.", {"EGY", "FRA", "TCD"}, "jet", True),
        ("Only the US and Iran are operating UAVs in Iraq.", {"USA", "IRN"}, "UAV", True),
        ("Helicopters are used exclusively by France.", {"FRA"}, "Helicopter", True),
        ("Mali is the only country with artillery in the valley.", {"MLI"}, "artillery", True),
        ("The only ones who fly armed drones in the region are Chad and Mali.", {"TCD", "MLI"},
         "armed drone", True),
        ("No group but the Houthis has missiles on that coast.", {"houthis"}, "missile", True),
        ("Kenya and Ethiopia also possess drones.", {"KEN", "ETH"}, "drone", False),
        ("Niger operates attack helicopters.", {"NER"}, "attack helicopter", False),
    ],
)  # fmt: skip
def test_a_statement_of_means(coder, text, holders, of, exclusive):
    (found,) = capabilities(coder, text)
    assert set(found.holders) == holders
    assert (found.of, found.exclusive) == (of, exclusive)
    assert found.text.text == text


def test_the_place_is_kept(coder):
    (found,) = capabilities(coder, "Only Egypt and France fly jets in Libya.")
    assert found.place == "LBY"


@pytest.mark.parametrize(
    "text",
    [
        "Only Egypt and Jordan have wheat.",
        "Only France attacked the drone base.",
        "France used the drone on Friday.",
        "France had two drones in 2014.",
        "Mali does not have drones.",
        "Only three soldiers survived the missile.",
        "Nobody in Mali has drones.",
    ],
)
def test_what_is_no_statement_of_means(coder, text):
    assert capabilities(coder, text) == ()


def test_such_is_no_part_of_the_means(coder):
    record = coder.code_text("Only Turkey and Iran operate such drones in Syria.")
    assert [means.of for means in record.capabilities] == ["drone"]
