import pytest
from handmade import ground, one, tree


@pytest.mark.parametrize(
    ("text", "words", "place", "precision", "relation"),
    [
        ("It fell in Idlib.", "Idlib", "SYR/idlib", 1, "in"),
        ("It fell in Idlib city.", "Idlib city", "SYR/idlib", 1, "in"),
        ("It fell in Idlib governorate.", "Idlib governorate", "SYR/idlib-region", 4, "in"),
        ("It fell in the Aleppo countryside.", "Aleppo countryside", "SYR/aleppo-region", 4, "in"),
        ("It fell near Kobani.", "Kobani", "SYR/kobani", 2, "near"),
        ("It fell 20 km north of Raqqa.", "Raqqa", "SYR/raqqa", 2, "in"),
        ("It fell in the eastern part of Gao city.", "Gao city", "MLI/gao", 2, "in"),
        (
            "It fell near the mill in the western part of Gao city.",
            "Gao city",
            "MLI/gao",
            2,
            "near",
        ),
        ("They fled from Bunia to Beni.", "Bunia", "COD/bunia", 1, "from"),
        ("They fled from Bunia to Beni.", "Beni", "COD/beni", 1, "to"),
        ("It fell in northern Mali.", "Mali", "MLI", 5, "in"),
        ("It fell in Mali.", "Mali", "MLI", 6, "in"),
    ],
)
def test_precision_and_relation(text, words, place, precision, relation):
    grounding = ground(text)
    mention = one(grounding, words)
    sense = grounding.senses[mention.id]
    assert (mention.kind, mention.entity, sense.precision, sense.relation) == (
        "place",
        place,
        precision,
        relation,
    )


def test_gazetteer_places_carry_coordinates():
    place = ground("It fell in Marawi.").places["PHL/marawi"]
    assert place.lat == pytest.approx(8.0, abs=0.1)
    assert place.lon == pytest.approx(124.3, abs=0.1)
    assert place.gazetteer.startswith("geonames:")


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ("Bombs exploded in al-Hilla in Iraq.", "al-Hilla", "IRQ/hillah"),
        ("Bombs exploded in Al-Hilla.", "Al-Hilla", "IRQ/hillah"),
        ("Clashes in as-Suwayda went on.", "as-Suwayda", "SYR/al-suwayda"),
        ("Clashes in El Obeid went on.", "El Obeid", "SDN/el-obeid"),
        ("Clashes at Hilla went on.", "Hilla", "IRQ/hillah"),
    ],
)
def test_the_arabic_article_belongs_to_a_places_name(text, words, place):
    mention = one(ground(text), words)
    assert (mention.kind, mention.entity) == ("place", place)
    assert text[mention.start : mention.end] == words


@pytest.mark.parametrize(
    ("text", "spec", "words"),
    [
        (
            "Rebels held Fort Velmark.",
            "Rebels NOUN+ nsubj 2\nheld VERB root 0 hold\nFort PROPN obj 2\nVelmark PROPN flat 3",
            "Fort Velmark",
        ),
        (
            "Rebels held Camp Velmark.",
            "Rebels NOUN+ nsubj 2\nheld VERB root 0 hold\nCamp PROPN compound 4\nVelmark PROPN obj 2",
            "Camp Velmark",
        ),
        (
            "Rebels held Velmark Military Airfield.",
            "Rebels NOUN+ nsubj 2\nheld VERB root 0\nVelmark PROPN compound 5\nMilitary PROPN compound 5\nAirfield PROPN obj 2",
            "Velmark Military Airfield",
        ),
        (
            "Rebels held Al Velmark hospital complex.",
            "Rebels NOUN+ nsubj 2\nheld VERB root 0\nAl PROPN compound 6\nVelmark PROPN compound 6\nhospital NOUN compound 6\ncomplex NOUN obj 2",
            "Al Velmark hospital complex",
        ),
    ],
)
def test_a_named_site_is_a_place(text, spec, words):
    mention = one(ground(text, tree(text, spec)), words)
    assert mention.kind == "place"
    assert mention.entity.startswith("new-place:")


@pytest.mark.parametrize(
    ("text", "spec"),
    [
        (
            "The Port Authority agreed.",
            "The DET det 3\nPort PROPN compound 3\nAuthority PROPN nsubj 4\nagreed VERB root 0 agree",
        ),
        (
            "Camp Leaders agreed.",
            "Camp PROPN compound 2\nLeaders PROPN+ nsubj 3\nagreed VERB root 0 agree",
        ),
    ],
)
def test_who_acts_at_a_site_is_no_place(text, spec):
    assert not [m for m in ground(text, tree(text, spec)).mentions if m.kind == "place"]


def test_a_base_that_bears_a_firms_name_is_not_the_town_of_that_name_elsewhere():
    # There is an Omar in West Virginia.
    text = "Shells hit the Omar oilfield in Syria."
    assert not [p for p in ground(text).places.values() if p.country == "USA"]
