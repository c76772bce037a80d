"""The language of a comment."""

import pytest

from detente.discuss.language import language_of
from tests.discuss.reading import read


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The rebels left the hill before dawn, and nobody knows where they are now.", "en"),
        ("lol so true mate, they gonna lose the whole valley by next week i swear", "en"),
        ("Les rebelles ont quitté la colline avant l'aube et personne ne sait où ils sont.", "fr"),
        ("Die Rebellen haben den Hügel vor dem Morgen verlassen, niemand weiß warum.", "de"),
        ("Los rebeldes dejaron la colina antes del amanecer y nadie sabe dónde están ahora.", "es"),
        ("Повстанцы ушли с холма до рассвета, и никто не знает, где они сейчас.", "ru"),
        ("غادر المقاتلون التل قبل الفجر ولا أحد يعرف أين هم الآن", "ar"),
    ],
)
def test_long_comments_have_a_language_of_their_own(text, language):
    assert language_of(text, "en") == language


@pytest.mark.parametrize("text", ["Oui, exactement.", "ok", "!!!", "12"])
def test_short_comments_take_the_pages(text):
    assert language_of(text, "en") == "en"


def test_a_short_comment_in_another_script_is_not_english():
    assert language_of("Ложь!", "en") == "ru"
    assert language_of("كذب", "en") == "ar"


def test_what_is_not_english_is_not_read_and_says_so():
    reading = read("Les rebelles ont quitté la colline avant l'aube et personne ne sait rien.")
    assert (reading.act, reading.labels, reading.hostile) == (None, (), None)
    assert "not read" in reading.hostile_reason
    assert "fr" in reading.hostile_reason
