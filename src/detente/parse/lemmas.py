"""Lemmas by rule: a table of exceptions, then English inflection read backwards, guided by known base forms.

spaCy's trainable lemmatizer gets unknown verbs wrong ("bombed" -> "bom"); these rules are right on
every regular verb whose spelling decides, and known lemmas (the frame lexicon's, those of the
training text) decide where spelling does not (hop/hope, control/controll).
"""

import re
from collections.abc import Collection, Mapping
from pathlib import Path

from detente.parse.irregular import REGULAR_BASES, irregular_forms
from detente.parse.vocabulary import normal_form

_VOWELS = "aeiou"
_TAGS_AS_THEY_ARE = frozenset({"NNP", "NNPS", "FW", "LS", "SYM", "ADD", "GW", "AFX"})
_DOUBLED = re.compile(r"([bdgklmnprtvz])\1\Z")
_DIGRAPH = re.compile(r"(?:ai|au|ea|ee|ei|eu|ie|oa|oi|oo|ou|ui|ow|aw|ew)[^aeiou]\Z")
_TAKES_E = re.compile(
    r"(?:[^s]c|[aeiouylr]v|[^z]z|u|[aeiou]g|[dr]g|[aeu]ng|[lnrpa]s|[aeiou]s|[bcdfgkptz]l|"
    r"[^aeiou][aeiou]t?h|at|[^aeo]ut|ot|ud|[^ao]id|[^oe]ad|[^eo]ir|quir|ur|[^eo]ar|[^aeou]in|um|[^a]im|[^ea]am|[^o]ok|[^oe]ak|ul|[^ao]il|[^u]ib)\Z"
)
_NO_E = re.compile(r"(?:tz|quez|[aeiou]th|ousand|[^aeiou]ss|[fsp]ocus|anvas)\Z")
_SYLLABLE = re.compile(r"[aeiouy]+")


class Lemmas:
    """Lemmas of English words from their form and Penn tag; safe to share between threads."""

    def __init__(self, exceptions: Mapping[tuple[str, str], str] | None = None, bases: Collection[str] = (), known: Collection[str] = ()) -> None:
        self.exceptions = dict(exceptions or {}) | irregular_forms()
        self.bases = frozenset(bases) | REGULAR_BASES
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
        """Return the lemma: lower-cased, except that of a proper name, which is the name as written."""
        if tag in _TAGS_AS_THEY_ARE:
            return word
        key = (word, tag)
        found = self._cache.get(key)
        if found is None:
            if len(self._cache) > 200_000:
                self._cache.clear()
            found = self._cache[key] = self._lemma(plain_form(word), tag)
        return found

    def _lemma(self, form: str, tag: str) -> str:
        """Look the form up, else undo its inflection."""
        exact = self.exceptions.get((form, tag))
        if exact is not None:
            return exact
        if "-" in form and form[-1] != "-" and tag[:2] in {"VB", "NN"}:
            head, _, last = form.rpartition("-")
            return f"{head}-{self._lemma(last, tag)}"
        if tag in {"VBD", "VBN"} and form.endswith("ed") and len(form) > 3:
            return self._from_stem(form[:-2], tag)
        if tag == "VBG" and form.endswith("ing") and len(form) > 4:
            return self._from_stem(form[:-3], tag)
        if tag in {"VBZ", "NNS"} and form.endswith("s") and len(form) > 2:
            return self._from_s(form)
        if tag == "NNS" and form.endswith("men") and len(form) > 4:
            return form[:-2] + "an"
        if tag in {"JJR", "RBR"} and form.endswith("er") and len(form) > 4:
            return self._from_degree(form[:-2])
        if tag in {"JJS", "RBS"} and form.endswith("est") and len(form) > 5:
            return self._from_degree(form[:-3])
        return form

    def _from_stem(self, stem: str, tag: str) -> str:
        """Return the verb whose -ed or -ing form has this stem."""
        if stem.endswith("i") and tag != "VBG":
            return stem[:-1] + "y"
        likely = _likely_verb(stem)
        options = [stem, stem + "e"]
        if _DOUBLED.search(stem) and len(stem) > 3:
            options.append(stem[:-1])
        if stem.endswith("ck"):
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
        if form.endswith("es"):
            short = form[:-2]
            for words in (self.known, self.bases):
                if (short in words) != (form[:-1] in words):
                    return short if short in words else form[:-1]
            if short.endswith(("s", "sh", "ch", "x", "zz", "o")) and not short.endswith(("ous", "eas", "aus", "ois", "rs", "ns", "as", "os", "is", "ys", "us", "ps")):
                return short
            if short.endswith("ss"):
                return short
        return form[:-1]

    def _from_degree(self, stem: str) -> str:
        """Return the adjective or adverb whose comparative or superlative has this stem."""
        if stem.endswith("i"):
            return stem[:-1] + "y"
        options = [stem, stem + "e", stem[:-1]] if _DOUBLED.search(stem) else [stem, stem + "e"]
        for option in options:
            if option in self.bases:
                return option
        return stem[:-1] if len(options) == 3 and not stem.endswith("ll") else stem  # noqa: PLR2004 (the three options above)


def plain_form(word: str) -> str:
    """Return the word lower-cased with typographic apostrophes made plain; digits stay as they are."""
    lower = word.lower()
    return lower if lower.isalnum() else _plain_signs(lower)


def _plain_signs(word: str) -> str:
    """Level apostrophes and quotes, but keep the digits that normal_form would level."""
    return word if any(sign.isdigit() for sign in word) else normal_form(word)


def _likely_verb(stem: str) -> str:
    """Return the base form that English spelling suggests for the stem of an -ed or -ing form."""
    if stem.endswith("e"):
        return stem + "e" if stem.endswith(("re", "se", "te", "le", "ge")) and len(stem) <= 5 else stem  # noqa: PLR2004 (agre-ed, fre-ed)
    doubled = _DOUBLED.search(stem)
    if doubled:
        if doubled.group(1) in "lz" and not stem.endswith(("roll", "atroll", "pell", "ell", "all")):
            return stem
        if doubled.group(1) == "l" and (len(stem) <= 5 or stem.endswith(("roll", "all"))):  # noqa: PLR2004 (shell, kill, poll)
            return stem[:-1] if stem.endswith(("troll", "nitiall", "gnall", "ivall", "otall")) else stem
        return stem if stem.endswith("dd") and len(stem) == 3 else stem[:-1]  # noqa: PLR2004 (add)
    if _NO_E.search(stem):
        return stem
    if len(_SYLLABLE.findall(stem)) == 1 and re.search(r"(?:^|[^aeiou])[aeiouy][^aeiouwxy]\Z", stem):
        return stem + "e"
    if _DIGRAPH.search(stem) and not stem.endswith(("s", "z", "v", "c", "g")):
        return stem
    return stem + "e" if _TAKES_E.search(stem) else stem
