"""Encodings: marks, declarations, guesses, and bytes that are no text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import page_of

from detente.model.errors import BinaryInput, EmptyInput
from detente.read.decode import declared_encoding, decode

RUSSIAN = "Стороны подписали соглашение о прекращении огня в понедельник, сообщили посредники. " * 3
ARABIC = "وقع الطرفان اتفاقا لوقف إطلاق النار يوم الاثنين بحسب وسطاء محليين في المدينة. " * 3
WESTERN = "Les deux camps ont signé une trêve à Genève, après des années de guerre. " * 3


@pytest.mark.parametrize(("text", "codec"), [
    (RUSSIAN, "cp1251"), (ARABIC, "cp1256"), (WESTERN, "cp1252"), (WESTERN, "latin-1"),
    (RUSSIAN, "utf-8"), (RUSSIAN, "utf-8-sig"), (ARABIC, "utf-16"), (WESTERN, "utf-16-le"),
    (ARABIC, "utf-16-be"), (WESTERN, "utf-32-le"), (RUSSIAN, "utf-32"), (RUSSIAN, "koi8-r"),
])  # fmt: skip
def test_common_encodings_without_a_declaration(text: str, codec: str) -> None:
    found = decode(text.encode(codec), "x.txt")
    assert found.text == text
    certain = codec.startswith("utf-8") or codec in {"utf-16", "utf-32"}
    assert bool(found.warnings) != certain


@pytest.mark.parametrize(("text", "codec", "declared"), [
    (RUSSIAN, "cp1251", "windows-1251"), (RUSSIAN, "cp1251", "iso-8859-1"), (ARABIC, "cp1256", "utf-8"),
    (RUSSIAN, "utf-8", "windows-1251"), (WESTERN, "cp1252", "ISO-8859-1"), (WESTERN, "utf-8", "nonsense"),
])  # fmt: skip
def test_right_and_wrong_declarations(text: str, codec: str, declared: str) -> None:
    data = f'<meta charset="{declared}"><p>{text}'.encode(codec)
    found = decode(data, "x.html")
    assert found.text.endswith(text)


def test_what_a_server_states_counts_first() -> None:
    assert (
        declared_encoding(b'<meta charset="utf-8">', "text/html; charset=windows-1256") == "cp1256"
    )
    assert declared_encoding(b'<?xml version="1.0" encoding="koi8-r"?>') == "koi8-r"
    assert declared_encoding(b"<meta charset=base64>") is None
    assert decode(RUSSIAN.encode("koi8-r"), "x", "text/plain; charset=koi8-r").text == RUSSIAN


def test_damaged_utf8_is_kept_with_a_warning() -> None:
    found = decode(RUSSIAN.encode()[:-3], "x.txt")
    assert found.encoding == "utf-8"
    assert "replaced" in found.warnings[0]


@pytest.mark.parametrize(("data", "what"), [
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG"), (b"%PDF-1.7 text", "PDF"), (b"PK\x03\x04aa", "ZIP"),
    (b"\xff\xd8\xff\xe0", "JPEG"), (b"\x1f\x8b\x08\x00", "gzip"), (b"\x00\x00\x00\x18ftypmp42", "video"),
    (b"SQLite format 3\x00", "SQLite"), (bytes(range(32)) * 40, "control bytes"),
])  # fmt: skip
def test_bytes_that_are_no_text(data: bytes, what: str) -> None:
    with pytest.raises(BinaryInput, match=what) as caught:
        page_of(data, "picture.html")
    assert str(caught.value).startswith("picture.html: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("data", [b"", b" \n\t", b"\xef\xbb\xbf", b"\x00\x00"])
def test_nothing_is_empty(data: bytes) -> None:
    with pytest.raises(EmptyInput):
        page_of(data)


def test_stray_nuls_are_left_out_and_told() -> None:
    page = page_of(b"Truce holds\n\nThe two sides\x00 met.\n")
    assert page.article.text == "Truce holds\n\nThe two sides met."
    assert page.warnings == ("1 NUL bytes left out",)


@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufeff"), min_size=1)
)
def test_utf8_goes_round(text: str) -> None:
    try:
        assert decode(text.encode(), "x").text == text
    except BinaryInput:
        assert sum(ord(letter) < 27 for letter in text) > 8


@given(st.sampled_from(["utf-16", "utf-8-sig", "utf-32"]), st.text("aбд علي.", min_size=1))
def test_marked_encodings_go_round(codec: str, text: str) -> None:
    assert decode(text.encode(codec), "x").text == text
