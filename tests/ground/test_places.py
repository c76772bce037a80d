import pytest
from handmade import ground, one


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
