"""The acts of force of a page whose doer is open, and who speaks about them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from detente.coding.capabilities import Means, singular
from detente.coding.claims import source_of
from detente.coding.clause import Clauses
from detente.coding.draft import Draft
from detente.coding.merging import modes_agree
from detente.coding.participants import Cast
from detente.coding.speech import Speakers
from detente.coding.voice import Heard
from detente.knowledge.frames import load_frames
from detente.knowledge.inference import inference_terms
from detente.knowledge.lexicons import weapon_modes
from detente.knowledge.tables import word_class
from detente.model.page import Article
from detente.model.record import Participant, Source

FORCE = frozenset({"ASSAULT", "COERCE"})
REACH = 15
"""Sentences back to which a deed is looked for."""
NEXT = 2
"""Sentences back to which a bare accusation points."""
UNKNOWN = frozenset({"UAF", "UNK"})
"""Sectors of armed people whom nobody names."""
POINTERS = frozenset({"it", "this", "that"})


@dataclass(frozen=True)
class Page:
    """What the search for perpetrators looks at."""

    article: Article
    sentences: Sequence[Clauses]
    cast: Cast
    speakers: Speakers
    heard: Mapping[int, Heard]
    """Voice by sentence."""
    means: Sequence[Means]

    def is_opinion(self, clauses: Clauses) -> bool:
        """Whether the author judges in a sentence."""
        return self._voice(clauses) == "analysis"

    def _voice(self, clauses: Clauses) -> str:
        heard = self.heard.get(clauses.tree.sentence)
        return heard.voice if heard else "report"


def deed_meant(
    clauses: Clauses, token: int, drafts: Sequence[Draft], page: Page, points: bool
) -> Draft | None:
    """The act of force that a sentence speaks about; with `points`, only if it points to one."""
    own = [d for d in drafts if d.clauses is clauses and d.type in FORCE and d.token != token]
    own = [] if page.is_opinion(clauses) else own
    roots = [d.same_as or d for d in own if not d.dropped or d.same_as is not None]
    for root in roots:
        if not has_doer(root) and not root.dropped:
            return root
    pointer = _pointer(clauses, token)
    reach = REACH
    if points and pointer is None and not own:
        if _has_content(clauses, token):
            return None
        reach = NEXT  # "A accused B.": of what was told right before
    mode = _mode_of(clauses, pointer)
    here = clauses.tree.sentence
    before = [d for d in open_deeds(drafts, page) if 0 <= here - d.clauses.tree.sentence <= reach]
    fitting = [d for d in before if d.clauses is not clauses and modes_agree(mode, d.mode)]
    if any(d.same_as is None and has_doer(d) and _is_content(clauses, d.token, token) for d in own):
        return None  # "blamed B for shelling the camp": a deed of its own, with its doer
    return max(fitting, key=lambda d: d.start, default=None)


def _has_content(clauses: Clauses, token: int) -> bool:
    """Whether a verb of blame says for what."""
    tree = clauses.tree
    if tree.pos[token] != "VERB":
        return True
    return any(
        tree.deps[t] in {"ccomp", "xcomp", "advcl"} or clauses.preposition(t) in {"of", "for", "on"}
        for t in clauses.subtree(token)
        if t != token
    )


def _is_content(clauses: Clauses, token: int, above: int) -> bool:
    """Whether a word stands below another, in no clause that is merely joined to it by "and"."""
    while token != above:
        head = clauses.governor(token)
        if head is None or clauses.tree.deps[token] == "conj":
            return False
        token = head
    return True


def has_doer(deed: Draft) -> bool:
    """Whether the report says who did it; "gunmen" or "a drone" leaves it open."""
    return any(not is_unnamed(person) for person in deed.actors)


def is_unnamed(person: Participant) -> bool:
    """Whether words name nobody: "gunmen", or a weapon that stands for its user."""
    noun = singular(person.text.lower().split(" ")[-1])
    means = noun in weapon_modes() or noun in inference_terms("thing")
    return person.entity is None or person.entity in UNKNOWN or means


def open_deeds(drafts: Sequence[Draft], page: Page) -> Iterator[Draft]:
    """Acts of force that happened and that nobody is told to have done."""
    for draft in drafts:
        if draft.type not in FORCE or draft.dropped or draft.same_as or has_doer(draft):
            continue
        if draft.status in {"actual", "historical"} and not page.is_opinion(draft.clauses):
            yield draft


def _pointer(clauses: Clauses, token: int) -> int | None:
    """A word of the sentence that points back to a deed."""
    general = word_class("general_event")
    tree = clauses.tree
    for other in range(len(tree)):
        lemma = tree.lemmas[other].lower()
        noun = tree.pos[other] == "NOUN" and (lemma in general or _is_force(lemma))
        pronoun = tree.words[other].lower() in POINTERS and tree.pos[other] in {"PRON", "DET"}
        if other != token and (noun or (pronoun and tree.deps[other] != "mark")):
            return other
        if other == token and tree.words[other].lower() in POINTERS:
            return other  # "was behind it": the pronoun itself is what is said
    return None


@cache
def _is_force(lemma: str) -> bool:
    """Whether a noun names an act of force or a weapon by whose name an act goes."""
    frames = load_frames().candidates("noun", lemma)
    return lemma in weapon_modes() or any(frame.type in FORCE for frame in frames)


def _mode_of(clauses: Clauses, noun: int | None) -> str | None:
    return None if noun is None else weapon_modes().get(clauses.tree.lemmas[noun].lower())


def voice_at(clauses: Clauses, token: int, page: Page) -> Source:
    """Who says what stands at a token: a named source, the author who judges, or the outlet."""
    for speech in page.speakers.covering(clauses.tree.starts[token]):
        cue = page.speakers.is_inference(speech)
        source = None if cue else source_of(speech, page.cast)
        if source is not None:
            return source
    if page.is_opinion(clauses):
        return Source(kind="author", text=", ".join(page.article.authors) or "the author")
    return Source(kind="outlet", text=page.article.outlet or "the page")


def is_eyewitness(by: Source) -> bool:
    """Whether a source is one who saw it ("residents", "a survivor")."""
    seeing = inference_terms("eyewitness")
    forms = seeing | {f"{word}s" for word in seeing} | {f"{word}es" for word in seeing}
    return not forms.isdisjoint(by.text.lower().split())
