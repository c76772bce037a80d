"""Read Universal Dependencies treebanks as sentences with offsets and documents with paragraphs."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from detente.parse.tokenizer import token_spans


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated sentence; heads are indices, the root points to itself."""

    document: str
    paragraph: int
    text: str
    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    tags: tuple[str, ...]
    pos: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(slots=True)
class Document:
    """One gold document: its raw text, its paragraphs and its sentences' offsets in that text."""

    name: str
    text: str = ""
    paragraphs: list[tuple[int, int]] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    gold: list[Gold] = field(default_factory=list)


def read_sentences(path: Path) -> Iterator[Gold]:
    """Yield the sentences of a CoNLL-U file; empty nodes are left out."""
    document, paragraph = "", 0
    text = ""
    rows: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
        if line == "\n":
            yield _sentence(document, paragraph, text, rows)
            rows = []
        elif line.startswith("# newdoc id = "):
            document = line[14:].strip()
        elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
            paragraph += 1
        elif line.startswith("# text = "):
            text = line[9:].rstrip("\n")
        elif line[0] != "#":
            rows.append(line.rstrip("\n").split("\t"))


def _sentence(document: str, paragraph: int, text: str, rows: list[list[str]]) -> Gold:
    """Build one sentence, taking the words of multiword tokens at their place in the text."""
    words = [row for row in rows if row[0].isdigit()]
    spans = _offsets(text, rows)
    return Gold(
        document=document,
        paragraph=paragraph,
        text=text,
        words=tuple(text[a:b] for a, b in spans),
        lemmas=tuple(row[2] for row in words),
        tags=tuple(row[4] for row in words),
        pos=tuple(row[3] for row in words),
        deps=tuple(row[7] for row in words),
        heads=tuple(index if row[6] == "0" else int(row[6]) - 1 for index, row in enumerate(words)),
        starts=tuple(a for a, _ in spans),
        ends=tuple(b for _, b in spans),
    )


def _offsets(text: str, rows: list[list[str]]) -> list[tuple[int, int]]:
    """Find each word in the text; the parts of a multiword token share out its letters."""
    spans: list[tuple[int, int]] = []
    at = 0
    inside = 0
    for number, row in enumerate(rows):
        name, form = row[0], row[1]
        if "." in name or (name.isdigit() and int(name) <= inside):
            continue
        at = text.index(form, at)
        if "-" not in name:
            spans.append((at, at + len(form)))
        else:
            low, high = (int(part) for part in name.split("-"))
            inside = high
            parts = [other[1] for other in rows[number + 1 : number + 2 + high - low]]
            spans.extend(_share(at, form, parts))
        at += len(form)
    return spans


def _share(at: int, form: str, parts: list[str]) -> list[tuple[int, int]]:
    """Share the letters of a multiword token among its parts, in order, at least one each."""
    spans = []
    first = 0
    for index, part in enumerate(parts):
        left = len(parts) - index - 1
        last = len(form) if left == 0 else min(first + len(part), len(form) - left)
        spans.append((at + first, at + last))
        first = last
    return spans


def read_documents(path: Path) -> list[Document]:
    """Return a treebank's documents with raw text, a blank line between paragraphs."""
    documents: list[Document] = []
    last_paragraph = -1
    for gold in read_sentences(path):
        if not documents or documents[-1].name != gold.document:
            documents.append(Document(gold.document))
            last_paragraph = -1
        document = documents[-1]
        if gold.paragraph != last_paragraph:
            document.text += "\n\n" if document.text else ""
            document.paragraphs.append((len(document.text), len(document.text)))
        else:
            document.text += " "
        last_paragraph = gold.paragraph
        start = len(document.text)
        document.text += gold.text
        document.sentences.append((start, len(document.text)))
        document.paragraphs[-1] = (document.paragraphs[-1][0], len(document.text))
        document.gold.append(gold)
    return documents


def merged(gold: Gold) -> Gold:
    """Return the sentence with words joined where our tokenizer keeps a name whole (al-X, Hay’at).

    Words are joined only where exactly one has its head outside, so that the tree stays a tree.
    """
    ours = token_spans(gold.text, 0, len(gold.text))
    by_start = {start: index for index, start in enumerate(gold.starts)}
    by_end = {end: index for index, end in enumerate(gold.ends)}
    groups = []
    for start, end in ours:
        first, last = by_start.get(start), by_end.get(end)
        if first is None or last is None or first >= last or gold.text[start:end] == "...":
            continue
        outside = [
            k
            for k in range(first, last + 1)
            if not first <= gold.heads[k] <= last or gold.heads[k] == k
        ]
        if len(outside) == 1:
            groups.append((first, last, outside[0]))
    return _join(gold, groups) if groups else gold


def _join(gold: Gold, groups: list[tuple[int, int, int]]) -> Gold:
    """Join each group of words (first, last, its head) into one."""
    start_of = {first: (last, head) for first, last, head in groups}
    kept: list[tuple[int, int, int]] = []
    index = 0
    while index < len(gold.words):
        last, head = start_of.get(index, (index, index))
        kept.append((index, last, head))
        index = last + 1
    new_index = {}
    for position, (first, last, _) in enumerate(kept):
        for old in range(first, last + 1):
            new_index[old] = position
    names = [
        gold.tags[head] if last == first else _name_tag(gold, first, last, head)
        for first, last, head in kept
    ]
    return replace(
        gold,
        words=tuple(gold.text[gold.starts[f] : gold.ends[la]] for f, la, _ in kept),
        lemmas=tuple(
            gold.lemmas[h] if f == la else gold.text[gold.starts[f] : gold.ends[la]]
            for f, la, h in kept
        ),
        tags=tuple(names),
        pos=tuple(gold.pos[h] for _, _, h in kept),
        deps=tuple(gold.deps[h] for _, _, h in kept),
        heads=tuple(new_index[gold.heads[h]] for _, _, h in kept),
        starts=tuple(gold.starts[f] for f, _, _ in kept),
        ends=tuple(gold.ends[la] for _, la, _ in kept),
    )


def _name_tag(gold: Gold, first: int, last: int, head: int) -> str:
    """Return the tag of a joined word: a proper name if any part is one, else its head's."""
    inner = gold.tags[first : last + 1]
    return "NNP" if "NNP" in inner and not gold.tags[head].startswith("NNPS") else gold.tags[head]
