"""Who says what: stretches of the text that a named source vouches for, and how.

Found are "according to X", reporting verbs with their clause, quotations that span sentences, and
the official statement that follows "X said:" to its end.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from detente.coding.clause import Clauses
from detente.coding.participants import Cast, noun_phrase
from detente.coding.spans import SpanIndex
from detente.knowledge.inference import voice_cues
from detente.knowledge.lexicons import EmbeddingKind, embeddings
from detente.model.record import Mention, Quote, Stance
from detente.model.text import BlockSpan

OPENING, CLOSING = "“«", "”»"
STANCES: dict[str, Stance] = {
    "report": "asserts",
    "deny": "denies",
    "doubt": "suspects",
    "accuse": "accuses",
}
QUOTE_LIMIT = 6000
"""Characters after which an unclosed quotation is given up."""


@dataclass(frozen=True, slots=True)
class Speech:
    """A stretch of the text that somebody says."""

    start: int
    end: int
    speaker: Mention | None
    said_by: str
    """The words that name the source, for sources that are no actor ("reports")."""
    cue: Quote
    stance: Stance
    direct: bool


class Speakers:
    """Who speaks where in a text."""

    def __init__(self, speeches: Sequence[Speech]) -> None:
        """Take the speeches of a text, the shortest first."""
        self._index = SpanIndex((speech.start, speech.end, speech) for speech in speeches)
        self._cues = SpanIndex((s.cue.start, s.cue.end, s) for s in speeches)

    def covering(self, position: int) -> list[Speech]:
        """The speeches around a position, the innermost first."""
        return self._index.at(position)

    def cued_in(self, start: int, end: int) -> list[Speech]:
        """The speeches whose reporting words stand in a stretch of the text."""
        return self._cues.touching(start, end)

    @staticmethod
    def is_inference(speech: Speech) -> bool:
        """Whether a fact, not a person, is the one that tells ("the delay suggests that")."""
        cue = speech.cue.text.lower()
        verbs = (c.cue for c in voice_cues() if c.kind == "inference")
        return speech.speaker is None and any(cue.startswith(verb) for verb in verbs)

    def direct_at(self, position: int) -> Mention | None:
        """Who says "I" and "we" at a position: the speaker of the innermost direct speech."""
        speakers = (s.speaker for s in self.covering(position) if s.direct)
        return next((speaker for speaker in speakers if speaker is not None), None)

    def any_at(self, position: int) -> Mention | None:
        """Who says, in direct or reported speech, what stands at a position."""
        speakers = (speech.speaker for speech in self.covering(position))
        return next((speaker for speaker in speakers if speaker is not None), None)


def find_speech(
    text: str, blocks: Sequence[BlockSpan], sentences: Sequence[Clauses], cast: Cast
) -> list[Speech]:
    """All speech of a document; of two that cover the same words the shorter comes first."""
    quotations = find_quotations(text, blocks)
    found: list[Speech] = []
    for clauses in sentences:
        found.extend(_according_to(clauses, text, cast))
        found.extend(_reporting(clauses, text, cast))
    found.extend(_extend_over_quotations(found, quotations, blocks))
    found.extend(_statements(found, text, blocks))
    return sorted(found, key=lambda speech: (speech.end - speech.start, speech.start))


def find_quotations(text: str, blocks: Sequence[BlockSpan]) -> list[tuple[int, int]]:
    """Character spans of quotations; one that a paragraph leaves open goes on in the next."""
    spans = []
    start: int | None = None
    for position, mark in enumerate(text):
        if start is not None and position - start > QUOTE_LIMIT:
            start = None
        if mark in OPENING or (mark == '"' and start is None):
            start = position if start is None else start
        elif start is not None and (mark in CLOSING or mark == '"'):
            spans.append((start, position + 1))
            start = None
    if start is not None and blocks:
        spans.append((start, min(len(text), start + QUOTE_LIMIT)))
    return spans


def _according_to(clauses: Clauses, text: str, cast: Cast) -> list[Speech]:
    """Find "according to X", which vouches for the whole sentence."""
    tree = clauses.tree
    found = []
    for token in range(len(tree)):
        if clauses.preposition(token) != "according to":
            continue
        case = clauses.dependents(token, "case")[0]
        cue = Quote(
            start=tree.starts[case],
            end=tree.ends[case + 1],
            text=text[tree.starts[case] : tree.ends[case + 1]],
        )
        speaker = cast.actor_at(clauses, token)
        found.append(
            Speech(
                tree.start,
                tree.end,
                speaker,
                _words_of(clauses, token, text),
                cue,
                "asserts",
                direct=False,
            )
        )
    return found


def _reporting(clauses: Clauses, text: str, cast: Cast) -> list[Speech]:
    """Find reporting and denying verbs with a clause, quotation or sentence around them."""
    tree = clauses.tree
    found = []
    for token in range(len(tree)):
        kind = reporting_kind(clauses, token)
        if kind is None:
            continue
        subject = clauses.subject(token)
        if clauses.is_passive(token):
            by = clauses.after(token, "by")
            subject = by[0] if by else None
        span = _said(clauses, token)
        if span is None:
            continue
        speaker = None if subject is None else _speaker(clauses, subject, cast)
        if subject is None:
            speaker = cast.actor_before(clauses, token)
        said_by = "" if subject is None else _words_of(clauses, subject, text)
        cue = Quote(start=tree.starts[token], end=tree.ends[token], text=tree.words[token])
        direct = any(mark in text[tree.start : tree.end] for mark in '“”"«»')
        found.append(Speech(*span, speaker, said_by, cue, STANCES[kind], direct=direct))
    return found


def reporting_kind(clauses: Clauses, token: int) -> EmbeddingKind | None:
    """The kind of a verb that reports, denies or doubts what its clause says; None for others."""
    if clauses.tree.pos[token] != "VERB":
        return None
    for entry in embeddings().get(("verb", clauses.tree.lemmas[token]), ()):
        if len(entry.words) == 1 and entry.kind in {"report", "deny", "doubt"}:
            return entry.kind
    return None


def _words_of(clauses: Clauses, noun: int, text: str) -> str:
    start, end = noun_phrase(clauses, noun)
    return text[start:end]


def _speaker(clauses: Clauses, subject: int, cast: Cast) -> Mention | None:
    mention = cast.actor_at(clauses, subject)
    for name in clauses.dependents(subject, "appos", "flat"):
        mention = mention or cast.actor_at(clauses, name)
    if mention is not None and mention.refers_to and clauses.tree.pos[subject] == "PRON":
        return cast.mention(mention.refers_to)
    return mention


def _said(clauses: Clauses, verb: int) -> tuple[int, int] | None:
    """What a reporting verb vouches for: its clause, or the sentence that it closes or opens."""
    tree = clauses.tree
    content = [
        token
        for token in clauses.dependents(verb, "ccomp", "xcomp", "obj", "parataxis")
        if tree.deps[token] != "obj" or tree.pos[token] in {"VERB", "NOUN"}
    ]
    clausal = [token for token in content if tree.deps[token] != "obj"]
    if clausal:
        tokens = [t for head in clausal for t in clauses.subtree(head)]
        return tree.starts[min(tokens)], tree.ends[max(tokens)]
    if tree.deps[verb] in {"parataxis", "root", "ccomp", "conj", "advcl"}:
        return tree.start, tree.end
    if content:
        tokens = [t for head in content for t in clauses.subtree(head)]
        return tree.starts[min(tokens)], tree.ends[max(tokens)]
    return None


def _extend_over_quotations(
    found: Sequence[Speech], quotations: Sequence[tuple[int, int]], blocks: Sequence[BlockSpan]
) -> list[Speech]:
    """A quotation belongs to the speech that touches it, or whose cue stands right beside it.

    One without a cue goes on what was quoted before in its paragraph.
    """
    direct = [speech for speech in found if speech.direct]
    spans = SpanIndex((speech.start, speech.end, speech) for speech in direct)
    cues = SpanIndex((speech.cue.end, speech.cue.end + 5, speech) for speech in direct)
    starts = [block.start for block in blocks]
    beside = _by_block(direct, starts)
    extended = []
    for start, end in quotations:
        near = spans.touching(start, end) + cues.at(start)
        if not near:
            here = beside[bisect_right(starts, start)]
            near = [s for s in here if s.cue.start < start][-1:]
        if not near:
            continue
        best = min(near, key=lambda s: abs(s.cue.start - start))
        extended.append(
            Speech(start, end, best.speaker, best.said_by, best.cue, best.stance, direct=True)
        )
    return extended


def _by_block(direct: Sequence[Speech], starts: Sequence[int]) -> defaultdict[int, list[Speech]]:
    """Direct speeches by the paragraph of their cue, in text order."""
    found: defaultdict[int, list[Speech]] = defaultdict(list)
    for speech in sorted(direct, key=lambda s: s.cue.start):
        found[bisect_right(starts, speech.cue.start)].append(speech)
    return found


def _statements(found: Sequence[Speech], text: str, blocks: Sequence[BlockSpan]) -> list[Speech]:
    """Find "X said:" at the end of a block: a statement that runs to the next one, or the end."""
    opening: dict[int, Speech] = {}
    starts = [block.start for block in blocks]
    for speech in found:
        block = blocks[bisect_right(starts, speech.cue.start) - 1] if blocks else None
        if block is None or speech.speaker is None:
            continue
        if not text[speech.cue.end : block.end].rstrip().endswith(":"):
            continue
        if text[block.end : block.end + 20].lstrip()[:1] in OPENING + '"':
            continue  # a quotation has marks of its own
        opening.setdefault(block.end, speech)
    ends = [*sorted(opening)[1:], len(text)]
    return [
        Speech(start, end, said.speaker, said.said_by, said.cue, "asserts", direct=True)
        for (start, said), end in zip(sorted(opening.items(), key=_first), ends, strict=False)
    ]


def _first(item: tuple[int, Speech]) -> int:
    return item[0]
