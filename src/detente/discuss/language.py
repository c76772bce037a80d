"""The language of a comment: short ones take the page's, others are told by letters and words."""

import re
from typing import cast

from resiliparse.parse.lang import detect_fast

from detente.knowledge.abuse import load_abuse

SHORTEST = 40
"""Letters below which the page's language stands, if the script fits it."""
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_LETTERS = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"[^\W\d_]")
_OTHER_SCRIPT = {
    "ru": re.compile(r"[\u0400-\u052f]"), "ar": re.compile(r"[\u0600-\u06ff]"),
    "he": re.compile(r"[\u0590-\u05ff]"), "el": re.compile(r"[\u0370-\u03ff]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"), "ja": re.compile(r"[\u3040-\u30ff]"),
    "ko": re.compile(r"[\uac00-\ud7af]"), "hi": re.compile(r"[\u0900-\u097f]"),
}  # fmt: skip
"""Scripts with the language that short text in them is taken for."""
_ENOUGH = 0.25
"""Share of common English words from which on a text counts as English: comments are full of names
and slang that mislead statistics of letters."""
_NEAR = 25
"""Ranks within which a page's language wins over another that looks a little likelier."""
_UNKNOWN = "und"


def language_of(text: str, page: str) -> str:
    """ISO 639-1 code of a comment's language, `und` where it has no letters.

    Args:
        text: the comment.
        page: the page's language.
    """
    if text.isascii():
        return _latin_language(text, page)
    letters = len(_LETTER.findall(text))
    if letters == 0:
        return page if not text.strip() else _UNKNOWN
    if 2 * len(_LATIN.findall(text)) >= letters:
        return _latin_language(text, page)
    if letters >= SHORTEST:
        return str(detect_fast(text)[0])
    counts = {code: len(script.findall(text)) for code, script in _OTHER_SCRIPT.items()}
    best = max(counts, key=lambda code: (counts[code], code))
    return best if counts[best] else _UNKNOWN


def _latin_language(text: str, page: str) -> str:
    words = _LETTERS.findall(text.lower().replace("'", "").replace("’", ""))
    if sum(map(len, words)) < SHORTEST:
        return page
    english = load_abuse().classes["english"]
    share = sum(map(english.__contains__, words)) / len(words)
    if share >= _ENOUGH:
        return "en"
    ranked = cast("list[tuple[str, int]]", detect_fast(text, n_results=5))
    ranks = dict(ranked)
    if not ranked or (page in ranks and ranks[page] <= ranked[0][1] + _NEAR):
        return page
    if page == "en" and share >= _ENOUGH / 2:
        return "en"
    return ranked[0][0]
