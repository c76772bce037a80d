"""Invent names of many origins, to put in the place of names in training sentences.

Every name is made from syllables, so that none is anybody's on purpose; those that fall close to a
name of the held-back sample page (or of any other text given as `forbidden`) are thrown away, so
that judging by that page stays honest.
"""

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """Syllables of one naming tradition: starts, middles, ends; prefixes go before the name."""

    starts: tuple[str, ...]
    middles: tuple[str, ...]
    ends: tuple[str, ...]
    prefixes: tuple[str, ...] = ()


def _origin(starts: str, middles: str, ends: str, prefixes: str = "") -> Origin:
    return Origin(
        tuple(starts.split()),
        tuple(middles.split()),
        tuple(ends.split()),
        tuple(prefixes.split(",")) if prefixes else (),
    )


ORIGINS = {
    "arabic": _origin(
        "Mu Sa Ha Ba Ja Qa Ka Ra Za Ta Na Fa Ma Wa Shu Ghu Khu Dha Ya Hu Su Ru Abd Ubay Nus Har "
        "Bas Dur Tar",
        "m sh r b n l ’a ‘i ʿa 'a yya dd zz bb kh th z f h ’i q s",
        "man id ir oud our iya een oun at ani awi oubi uri ah ai eb ash aq if al am iyah",
        "al-,al-,al-,Al-,el-,ul-,ash-,as-,Abu ,Umm ,Bin ,Deir ,Tell ,Jabal ",
    ),
    "turkic": _origin(
        "Gü Ay Öz Ka Te Se Yı Ça Do Er Ba Ku Bö",
        "r l n z y k ş",
        "han bay türk dağ oğlu lar baş ğan mez kent pınar demir",
    ),
    "persian": _origin(
        "Par Mo Sha Bah Far Kho Nav Gol Da Zar Rud",
        "v r d sh z m j",
        "zadeh pour abad estan nezhad iani avi ari oush yar",
    ),
    "pashto": _origin(
        "Gha Lash Za Spi Kha Wa Mai Naw Na Shin",
        "r n z k d w b",
        "zai gul dar wal mand khel war zad andab goram",
        "Mullah ,Haji ",
    ),
    "slavic": _origin(
        "Vo Mi Sta Bo Dra Kra Ser Pe Zhi Lu Ko Sla Tro Yu Hor",
        "l r m n sh d k v zh t",
        "enko ov ova sky ich ovic chuk yansk grad ivka opil iv owski ic ino uk",
    ),
    "caucasian": _origin(
        "Ge Ka Sha Ta Mkh Go Ar Ha Var Za",
        "r g b d m n k v",
        "shvili adze ian yan ia uri eti ukh kert",
    ),
    "west_african": _origin(
        "O A Ba Du Ko Ma Fo Sa Ya Bu Ki Nwa",
        "la do ke gu mi ba lu nde ku da",
        "tunde kwu ma dia ga re ndo fata na go uri mba",
    ),
    "east_african": _origin(
        "Ki Mu Nya Lo Te Ge Wa Ma Dha Bo Ha",
        "ga ba ku le mbe to ru sha re",
        "mba ko we ra yo gai oni ssa wal do nge",
    ),
    "horn": _origin(
        "Ge Te Ha Me A Ta Gal Bel Dha",
        "bre sfa ile ke lem ya ri da",
        "yesus mariam selassie w hun dir mud dheer wein aye",
    ),
    "sahel": _origin(
        "Ti Kou Ga Dji Bou Ma Sé Nia", "m r b l d k", "bougou ouri ao enaka dougou ka gou ané aré"
    ),
    "burmese": _origin(
        "Kyaw Min Thein Aung Maung Zaw Htay Hla Nyi Soe",
        "ba pa ka ta ma la",
        "myo gyi tha in daw du ya taung lwin pyin",
    ),
    "south_asian": _origin(
        "Ra Vi Su Ka Ja Bha Pra Ni Sha De Ga Cha Tha",
        "j k m n v r t sh l",
        "esh ant endra pur abad nath wala singh an kumar ganj aram eswaran ani",
    ),
    "latin": _origin(
        "Mo Ca Ro Gua Ve Sal Ma Te Qui Ba Hi Pe",
        "n r l d z v m t",
        "ández ares cón ayo oso illa ués eros ito alba era ango uba",
        "El ,San ,La ,Villa ",
    ),
    "east_asian": _origin(
        "Xin Zhen Bao Lian Wei Gao Tian Hong Qing Jun",
        "",
        "zhou shan hai wen ming feng jiang yuan cheng xi",
    ),
    "southeast_asian": _origin(
        "Su Ma Ba Pa Tag Din Kal Mar Bon",
        "n l r ng b t",
        "tawan gao awi ulu ayan imba ong alog uan ura",
    ),
    "european": _origin(
        "Bren Hal Wes Kir Ster Lin Mar Tol Gre Den Val",
        "d t b m g",
        "berg son ley ton wick mann stein ard ello ini el",
    ),
}
ORIGIN_NAMES = tuple(ORIGINS)


class Names:
    """A source of invented names, none of them near a capitalised word of the texts `forbidden`."""

    def __init__(self, rng: random.Random, forbidden: Iterable[str] = ()) -> None:
        self.rng = rng
        words = {
            part
            for text in forbidden
            for word in re.findall(r"[\w'’‘ʼʿ-]+", text)
            if any(sign.isupper() for sign in word)
            for part in (word, *word.split("-"))
        }
        self.barred = {skeleton(word) for word in words}
        self.barred.discard("")

    def name(self, origin: str | None = None) -> str:
        """Return one invented word (a prefix such as al- may be joined to it by a hyphen)."""
        parts = ORIGINS[origin or self.rng.choice(ORIGIN_NAMES)]
        while True:
            word = self.rng.choice(parts.starts)
            for _ in range(self.rng.choice((0, 1, 1, 2) if parts.middles else (0,))):
                word += self.rng.choice(parts.middles) + (
                    self.rng.choice("aiuoe") if self.rng.random() < 0.4 else ""
                )
            word += self.rng.choice(parts.ends)
            if skeleton(word) not in self.barred:
                break
        joined = [prefix for prefix in parts.prefixes if prefix.endswith("-")]
        return self.rng.choice(joined) + word if joined and self.rng.random() < 0.4 else word

    def acronym(self) -> str:
        """Return two to five invented capitals."""
        while True:
            word = "".join(
                self.rng.choice("ABCDEFGHIJKLMNOPRSTUVWZ")
                for _ in range(self.rng.choice((2, 3, 3, 3, 4, 4, 5)))
            )
            if skeleton(word) not in self.barred:
                return word


def skeleton(word: str) -> str:
    """Return first letter and consonants, lower-cased: spellings of one name agree in them."""
    plain = re.sub(r"[^\w-]|_", "", word.lower()).strip("-")
    return plain[:1] + re.sub(r"[aeiouyàáâãäåèéêëìíîïòóôõöùúûüıæœ]|(.)(?=\1)", "", plain[1:])
