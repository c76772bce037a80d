"""An act that names no place happens where its paragraph has just been."""


def places(coder, text):
    record = coder.code_text(text, published="2021-05-10")
    return {e.trigger.text: e.place.entity if e.place else None for e in record.events}


def test_the_story_goes_on_at_the_same_place(coder):
    told = places(coder, "Rebels attacked a base in Hama. Later they shelled a police post.")
    assert told["shelled"] == told["attacked"] == "SYR/hama"


def test_another_paragraph_is_another_story(coder):
    told = places(coder, "Rebels attacked a base in Hama.\n\nGunmen shelled a police post.")
    assert told["shelled"] is None


def test_another_place_in_between_ends_it(coder):
    told = places(
        coder,
        "Rebels attacked a base in Hama. The news reached Damascus. They shelled a police post.",
    )
    assert told["shelled"] is None


def test_words_happen_nowhere_in_particular(coder):
    told = places(coder, "Rebels attacked a base in Hama. The minister condemned the militia.")
    assert told["condemned"] is None
