"""Derive the tables beside the weights from training text: lemmas, base forms, universal tags."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from detente.parse.lemmas import Lemmas, plain_form
from detente.parse.upos import UniversalTags
from training.conllu import Gold

LEAST = 2
"""Times a form must be seen before it overrules the rules."""

_INFLECTED = frozenset({"VBD", "VBN", "VBG", "VBZ", "NNS", "JJR", "JJS", "RBR", "RBS"})
_BASES = frozenset({"VB", "VBP", "NN", "JJ", "RB"})


def write_tables(out: Path, sentences: Sequence[Gold]) -> None:
    """Write bases.txt, names.txt, lemmas.tsv and upos.tsv into the weights folder."""
    out.mkdir(parents=True, exist_ok=True)
    bases = base_forms(sentences)
    (out / "bases.txt").write_text("\n".join(bases) + "\n", encoding="utf-8")
    names = written_as_names(sentences, bases)
    (out / "names.txt").write_text("\n".join(names) + "\n", encoding="utf-8")
    rows = lemma_exceptions(sentences, bases)
    (out / "lemmas.tsv").write_text(
        "".join(f"{form}\t{tag}\t{lemma}\n" for (form, tag), lemma in sorted(rows.items())),
        encoding="utf-8",
    )
    tags = universal_tags(sentences)
    (out / "upos.tsv").write_text(
        "".join("\t".join((*key, pos)) + "\n" for key, pos in sorted(tags.items())),
        encoding="utf-8",
    )


def base_forms(sentences: Sequence[Gold]) -> list[str]:
    """Return lemmas that look like English words, each seen at least twice."""
    seen: Counter[str] = Counter()
    for gold in sentences:
        for lemma, tag in zip(gold.lemmas, gold.tags, strict=True):
            if (
                tag in _INFLECTED | _BASES
                and lemma.isascii()
                and lemma.isalpha()
                and lemma.islower()
                and len(lemma) > 1
            ):
                seen[lemma] += 1
    return sorted(lemma for lemma, count in seen.items() if count >= LEAST)


def written_as_names(sentences: Sequence[Gold], bases: Sequence[str]) -> list[str]:
    """Return the words that stand with a capital inside sentences, and seldom without.

    A common word among them (in `bases`) must do so more often. Sentences that are mostly
    capitalised (headlines) and words that may open a quotation or clause prove nothing.
    """
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    opening: Counter[str] = Counter()
    for gold in sentences:
        headline = 2 * sum(word[:1].isupper() for word in gold.words) > len(gold.words)
        for before, word in zip(("", *gold.words), gold.words, strict=False):
            inside = before.isalnum() or before == ","
            proves = word.islower() or (inside and not headline)
            counts = (small if word.islower() else capital) if proves else opening
            counts[word.lower()] += 1
    common = frozenset(bases)
    return sorted(
        word
        for word in capital.keys() | opening.keys()
        if word.isalpha()
        and small[word] + capital[word] + opening[word] >= LEAST
        and (
            capital[word] > 10 * max(small[word], 1)
            if word in common
            else capital[word] >= 3 * small[word]
        )
    )


def lemma_exceptions(sentences: Sequence[Gold], bases: Sequence[str]) -> dict[tuple[str, str], str]:
    """Return the forms whose usual lemma in the training text is not what the rules give."""
    rules = Lemmas(bases=bases)
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for gold in sentences:
        for word, lemma, tag in zip(gold.words, gold.lemmas, gold.tags, strict=True):
            if tag not in {"NNP", "NNPS", "CD"} and "\t" not in word and lemma != "_":
                counts[plain_form(word), tag][lemma] += 1
    rows = {}
    for (form, tag), lemmas in counts.items():
        usual, count = lemmas.most_common(1)[0]
        if count < LEAST and tag in _INFLECTED | _BASES:
            continue
        if (
            count * 2 > sum(lemmas.values())
            and usual.lower() != rules(form, tag)
            and not _misspelt(form, usual, tag)
        ):
            rows[form, tag] = usual.lower()
    return rows


def _misspelt(form: str, lemma: str, tag: str) -> bool:
    """Tell whether the lemma only corrects a misspelt base form, no business of a lemma table."""
    return (
        tag in {"NN", "JJ", "VB", "RB"}
        and form.isalpha()
        and form != lemma.lower()
        and form[:1] != lemma[:1].lower()
    )


def universal_tags(sentences: Sequence[Gold]) -> dict[tuple[str, str, str], str]:
    """Return the usual universal tag of each (tag, relation), and of words that differ from it."""
    general: defaultdict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    special: defaultdict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for gold in sentences:
        for word, tag, relation, pos in zip(
            gold.words, gold.tags, gold.deps, gold.pos, strict=True
        ):
            if "\t" not in word:
                general["", tag, relation][pos] += 1
                special[word.lower(), tag, relation][pos] += 1
    table = {key: counts.most_common(1)[0][0] for key, counts in general.items()}
    plain = UniversalTags(table)
    for key, counts in special.items():
        pos, count = counts.most_common(1)[0]
        if count >= LEAST and count * 2 > sum(counts.values()) and pos != plain(*key):
            table[key] = pos
    return table
