"""Lemmas by rule: exceptions first, then English inflection read backwards with known base forms.

spaCy's trainable lemmatizer gets unknown verbs wrong ("bombed" -> "bom"). These rules are right
wherever spelling decides; known lemmas (the frame lexicon's, those of the training text) decide
where it does not (hop or hope, control or controll).
"""

import re
from collections.abc import Collection, Mapping
from pathlib import Path

from detente.parse.irregular import irregular_forms, regular_bases
from detente.parse.vocabulary import normal_form

_AS_WRITTEN = frozenset({"NNP", "NNPS", "FW", "LS", "SYM", "ADD", "GW", "AFX"})
_PAST, _PLURAL_OR_THIRD = frozenset({"VBD", "VBN"}), frozenset({"VBZ", "NNS"})
_MORE, _MOST = frozenset({"JJR", "RBR"}), frozenset({"JJS", "RBS"})
_DOUBLED = re.compile(r"([bdgklmnprtvz])\1\Z")
_DIGRAPH = re.compile(r"(?:ai|au|ea|ee|ei|eu|ie|oa|oi|oo|ou|ui|ow|aw|ew)[^aeiou]\Z")
_SHORT = re.compile(r"(?:^|[^aeiou])[aeiouy][^aeiouwxy]\Z")
_TAKES_E = re.compile(
    r"(?:[^s]c|[aeiouylr]v|[^z]z|u|[aeiou]g|[dr]g|[aeu]ng|[lnrpa]s|[aeiou]s|[bcdfgkptz]l|"
    r"[^aeiou][aeiou]t?h|at|[^aeo]ut|ot|ud|[^ao]id|[^oe]ad|[^eo]ir|quir|ur|[^eo]ar|[^aeou]in|um|"
    r"[^a]im|[^ea]am|[^o]ok|[^oe]ak|ul|[^ao]il|[^u]ib)\Z"
)
_NO_E = re.compile(r"(?:tz|quez|[aeiou]th|ousand|[^aeiou]ss|[fsp]ocus|anvas)\Z")
_SYLLABLE = re.compile(r"[aeiouy]+")
_SIBILANT = ("s", "sh", "ch", "x", "zz", "o")
_BEFORE_SE = ("ous", "eas", "aus", "ois", "rs", "ns", "as", "os", "is", "ys", "us", "ps")
CACHED = 200_000
"""Words whose lemmas are remembered."""


class Lemmas:
    """Lemmas of English words from their form and Penn tag.

    Args:
        exceptions: (lower-cased form, tag) -> lemma, beside the irregular forms of `words/`.
        bases: base forms known from text, used where spelling leaves several open.
        known: base forms to prefer to those (the frame lexicon's).
    """

    def __init__(
        self,
        exceptions: Mapping[tuple[str, str], str] | None = None,
        bases: Collection[str] = (),
        known: Collection[str] = (),
    ) -> None:
        self.exceptions = dict(exceptions or {}) | irregular_forms()
        self.bases = frozenset(bases) | regular_bases()
        self.known = frozenset(lemma.lower() for lemma in known)
        self._cache: dict[tuple[str, str], str] = {}

    @classmethod
    def from_folder(cls, folder: Path, known: Collection[str] = ()) -> "Lemmas":
        """Read the tables that training wrote beside the weights (lemmas.tsv, bases.txt)."""
        exceptions = {}
        for line in (folder / "lemmas.tsv").read_text(encoding="utf-8").splitlines():
            form, tag, lemma = line.split("\t")
            exceptions[form, tag] = lemma
        bases = (folder / "bases.txt").read_text(encoding="utf-8").split("\n")
        return cls(exceptions, bases, known)

    def __call__(self, word: str, tag: str) -> str:
        """Return the lemma: lower-cased, except that of a proper name, which is as written."""
        if tag in _AS_WRITTEN:
            return word
        key = (word, tag)
        found = self._cache.get(key)
        if found is None:
            if len(self._cache) > CACHED:
                self._cache.clear()
            found = self._cache[key] = self._lemma(plain_form(word), tag)
        return found

    def _lemma(self, form: str, tag: str) -> str:
        """Look the form up, else undo its inflection, in a compound that of its last part."""
        exact = self.exceptions.get((form, tag))
        if exact is not None:
            return exact
        if "-" in form and form[-1] != "-" and tag[:2] in {"VB", "NN"}:
            head, _, last = form.rpartition("-")
            return f"{head}-{self._lemma(last, tag)}"
        return self._regular(form, tag)

    def _regular(self, form: str, tag: str) -> str:
        """Undo regular inflection; a form without any is its own lemma."""
        lemma = form
        if tag in _PAST and form.endswith("ed") and len(form) > 3:
            lemma = form[:-3] + "y" if form.endswith("ied") else self._from_stem(form[:-2])
        elif tag == "VBG" and form.endswith("ing") and len(form) > 4:
            lemma = self._from_stem(form[:-3])
        elif tag in _PLURAL_OR_THIRD and form.endswith("s") and len(form) > 2:
            lemma = self._from_s(form)
        elif tag == "NNS" and form.endswith("men") and len(form) > 4:
            lemma = form[:-2] + "an"
        elif tag in _MORE and form.endswith("er") and len(form) > 4:
            lemma = self._from_degree(form[:-2])
        elif tag in _MOST and form.endswith("est") and len(form) > 5:
            lemma = self._from_degree(form[:-3])
        return lemma

    def _from_stem(self, stem: str) -> str:
        """Return the verb whose -ed or -ing form has this stem."""
        likely = likely_verb(stem)
        options = [stem, stem + "e"]
        if (_DOUBLED.search(stem) and len(stem) > 3) or stem.endswith("ck"):
            options.append(stem[:-1])
        for words in (self.known, self.bases):
            hits = [option for option in options if option in words]
            if hits:
                return likely if likely in hits else hits[0]
        return likely

    def _from_s(self, form: str) -> str:
        """Return the base of a plural or a third person."""
        if form.endswith(("ss", "us", "is")) and form[:-1] not in self.bases:
            return form
        if form.endswith("ies"):
            return form[:-3] + "y" if len(form) > 4 else form[:-1]
        if not form.endswith("es"):
            return form[:-1]
        short = form[:-2]
        for words in (self.known, self.bases):
            if (short in words) != (form[:-1] in words):
                return short if short in words else form[:-1]
        plain = short.endswith(_SIBILANT) and not short.endswith(_BEFORE_SE)
        return short if plain or short.endswith("ss") else form[:-1]

    def _from_degree(self, stem: str) -> str:
        """Return the adjective or adverb whose comparative or superlative has this stem."""
        if stem.endswith("i"):
            return stem[:-1] + "y"
        doubled = _DOUBLED.search(stem)
        options = [stem, stem + "e", stem[:-1]] if doubled else [stem, stem + "e"]
        for option in options:
            if option in self.bases:
                return option
        return stem[:-1] if doubled and not stem.endswith("ll") else stem


def plain_form(word: str) -> str:
    """Return the word lower-cased with typographic apostrophes made plain; digits stay."""
    lower = word.lower()
    if lower.isalnum() or any(sign.isdigit() for sign in lower):
        return lower
    return normal_form(lower)


def likely_verb(stem: str) -> str:
    """Return the base form that English spelling suggests for the stem of an -ed or -ing form."""
    if stem.endswith("e"):  # agre-ed, fre-ed; but see-ing
        double = len(stem) <= 5 and stem.endswith(("re", "se", "te", "le", "ge"))
        return stem + "e" if double else stem
    doubled = _DOUBLED.search(stem)
    if doubled:
        return _undoubled(stem, doubled.group(1))
    short = len(_SYLLABLE.findall(stem)) == 1 and bool(_SHORT.search(stem))
    if _NO_E.search(stem):
        takes_e = False
    elif _DIGRAPH.search(stem) and not short:
        takes_e = stem.endswith(("s", "z", "v", "c", "g")) and bool(_TAKES_E.search(stem))
    else:
        takes_e = short or bool(_TAKES_E.search(stem))
    return stem + "e" if takes_e else stem


def _undoubled(stem: str, letter: str) -> str:
    """Return the base of a stem that ends in a doubled consonant: plan-, but shell-, add-."""
    if letter == "l":
        single = stem.endswith(("troll", "nitiall", "gnall", "ivall", "otall"))
        single = single or (len(stem) > 5 and stem.endswith(("pell", "ell")))
        return stem[:-1] if single else stem
    if letter == "z" or (letter == "d" and len(stem) == 3):
        return stem
    return stem[:-1]
