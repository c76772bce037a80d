from hypothesis import given
from hypothesis import strategies as st

from detente.ground.normal import name_key, name_keys, normalise

LETTERS = st.text(alphabet="aābİßñ Éé'’ʿʼ-.,\n\u200eنЖ9", max_size=60)


@given(LETTERS)
def test_every_kept_character_finds_its_way_back(text):
    normal = normalise(text)
    for offset, char in enumerate(normal.text):
        if char != " ":
            back = text[normal.original(offset)]
            assert normalise(back).text == char


@given(st.text(max_size=80))
def test_offsets_stay_inside_and_in_order(text):
    normal = normalise(text)
    back = [normal.original(offset) for offset in range(len(normal.text))]
    assert back == sorted(set(back))
    assert all(0 <= offset < len(text) for offset in back)


def test_marks_inside_words_fall_out_but_possessives_stay_apart():
    assert normalise("Hay’at").text == "hayat"
    assert normalise("Ba‘ath").text == "baath"
    assert normalise("Iran’s").text == "iran s"


def test_spellings_of_the_article_share_a_key():
    assert name_key("el-Nusra") in name_keys("al-Nusra")
    assert name_key("ul-Nusra") in name_keys("al-Nusra")
    assert name_key("Ahrar ash-Sham") in name_keys("Ahrar al-Sham")
