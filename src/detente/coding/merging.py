"""One event for one happening: its words are joined, its repeats marked `same_as`."""

from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence

from detente.coding.clause import Clauses
from detente.coding.draft import Draft
from detente.coding.joining import harms
from detente.knowledge.registry import SECTORS
from detente.knowledge.tables import word_class
from detente.model.text import BlockSpan

VERBAL = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"}
)
GENERAL_MODES = ({"aerial", "drone"}, {"explosives", "suicide-attack"})
"""Pairs of modes of which the one is a kind of the other."""
REACH = 60
"""Events of one type among which a repeat is looked for; it keeps long pages linear."""
OUTCOME_REACH = 2
"""Sentences after an attack within which the tally of its victims may follow."""
NEARBY = 2
"""Place precision up to which two places that differ cannot be one (after UCDP's scale)."""
DEFINITE = frozenset(
    {"the", "this", "that", "these", "those", "such", "its", "their", "his", "her"}
)


def link_repeats(drafts: Sequence[Draft]) -> None:
    """Mark later mentions of one happening as `same_as`; the first gains what they add."""
    kept: defaultdict[str, deque[Draft]] = defaultdict(lambda: deque(maxlen=REACH))
    for draft in drafts:
        if draft.dropped:
            continue
        candidates = _by_likeness(draft, kept[draft.type])
        original = next((d for d in candidates if _repeats(draft, d)), None)
        if original is None:
            kept[draft.type].append(draft)
            continue
        draft.same_as = original
        draft.because("same_as", "repeats an earlier mention", original.start, original.end)
        _enrich(original, draft)


def _by_likeness(draft: Draft, kept: Iterable[Draft]) -> list[Draft]:
    """Candidates with the most of the same participants first; of equals the latest."""
    return sorted(kept, key=lambda d: (len(d.entities() & draft.entities()), d.start), reverse=True)


def link_headlines(drafts: Sequence[Draft], blocks: Sequence[BlockSpan]) -> None:
    """Mark what a headline announces as `same_as` the event of the body that tells it in full."""
    starts = [block.start for block in blocks]
    title_end = blocks[0].end if blocks and blocks[0].kind == "headline" else 0

    def announced(draft: Draft) -> bool:
        return blocks[bisect_right(starts, draft.start) - 1].kind == "headline"

    own = [d for d in drafts if d.same_as is None and not d.dropped]
    body: defaultdict[str, list[Draft]] = defaultdict(list)
    for draft in own:
        if not announced(draft):
            body[draft.type].append(draft)
    for draft in filter(announced, own):
        in_title = draft.start < title_end
        first = bisect_right(body[draft.type], draft.start, key=lambda d: d.start)
        later = body[draft.type][first : first + REACH]
        told = next((d for d in later if _announces(draft, d, in_title=in_title)), None)
        if told is not None:
            draft.same_as = told
            draft.because("same_as", "told in full in the body", told.start, told.end)
            _enrich(told, draft)


def _announces(head: Draft, body: Draft, *, in_title: bool) -> bool:
    """Whether a headline's event is the one of the body: same type, and something else shared.

    The title needs no more than the type: it nearly always restates the lead.
    """
    if head.type != body.type or not _compatible(head, body):
        return False
    if in_title:
        return True
    places = {d.place.entity if d.place else None for d in (head, body)}
    same_place = len(places) == 1 and None not in places
    return bool(head.entities() & body.entities()) or same_place or _same_lemma(head, body)


def by_sentence(drafts: Iterable[Draft]) -> defaultdict[int, list[Draft]]:
    """Drafts by the index of their sentence."""
    found: defaultdict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        found[draft.clauses.tree.sentence].append(draft)
    return found


def inherit_recipients(drafts: Sequence[Draft]) -> None:
    """Give praise or blame of an act the actors of that act as recipients, if it names none."""
    beside = by_sentence(drafts)
    for draft in drafts:
        if draft.dropped or draft.recipients or draft.type not in {"SUPPORT", "ACCUSE", "REJECT"}:
            continue
        meant = {filler.token for filler in draft.recipient_tokens}
        for act in beside[draft.clauses.tree.sentence]:
            if act.token not in meant or act is draft:
                continue
            told = act.same_as or act
            acting = {p.entity or p.mention for p in draft.actors}
            draft.recipients = [p for p in told.actors if (p.entity or p.mention) not in acting]
            draft.because("recipients", "who did what is judged here", act.start, act.end)


def inherit_from_summary(drafts: Sequence[Draft]) -> None:
    """Give the items of a list ("Near X, one strike hit …") the actors of the sum told before."""
    told: dict[tuple[str, str], Draft] = {}
    for draft in drafts:
        if draft.dropped or draft.same_as:
            continue
        noun = draft.token if draft.trigger.is_noun else draft.clauses.subject(draft.token)
        if noun is None or draft.clauses.tree.pos[noun] != "NOUN":
            continue
        key = draft.type, draft.clauses.tree.lemmas[noun].lower()
        summary = told.get(key)
        if draft.actors:
            if draft.trigger.is_noun:
                told[key] = draft
        elif summary is not None and draft.place and not _definite(draft.clauses, noun):
            draft.actors = summary.actors
            draft.mode = draft.mode or summary.mode
            if not draft.recipients:
                draft.recipients = summary.recipients
            draft.because("actors", "from the sum told before", summary.start, summary.end)


def _enrich(original: Draft, repeat: Draft) -> None:
    """Give an event what only a later mention of it tells, and say from where."""
    told = ["recipients", "casualties", "place", "date", "mode"]
    told += ["actors"] if _names_surely(repeat, original) else []
    for name in told:
        if not getattr(original, name) and getattr(repeat, name):
            original.because(name, "told where it is mentioned again", repeat.start, repeat.end)
    acting = {p.mention for p in original.actors}
    if not original.recipients:
        original.recipients = [p for p in repeat.recipients if p.mention not in acting]
    if not original.actors and "actors" in told:
        original.actors = repeat.actors
    if not original.casualties:
        original.casualties = repeat.casualties
    original.place = original.place or repeat.place
    original.date = original.date or repeat.date
    original.mode = original.mode or repeat.mode
    if original.agreement and repeat.agreement and repeat.agreement.provisions:
        provisions = (*original.agreement.provisions, *repeat.agreement.provisions)
        numbered = tuple(
            provision.model_copy(update={"id": f"p{number}"})
            for number, provision in enumerate(provisions, start=1)
        )
        original.agreement = original.agreement.model_copy(update={"provisions": numbered})
        repeat.agreement = repeat.agreement.model_copy(update={"provisions": ()})


def _names_surely(repeat: Draft, original: Draft) -> bool:
    """Whether a repeat may name the actor: not in doubt, nor on a word that the first is not on.

    Who claims a deed is only said by himself to have done it.
    """
    carrier = repeat.trigger.carrier
    if carrier is not None and repeat.clauses.tree.lemmas[carrier].lower() == "claim":
        return False
    return repeat.certainty == "asserted" or repeat.certainty == original.certainty == "attributed"


def _repeats(later: Draft, earlier: Draft) -> bool:
    """Whether `later` tells the happening of `earlier` again."""
    if later.type != earlier.type or not _compatible(later, earlier):
        return False
    if later.clauses is earlier.clauses:
        return False
    if _is_outcome(later) and later.type == "ASSAULT":
        return 0 < later.clauses.tree.sentence - earlier.clauses.tree.sentence <= OUTCOME_REACH
    if later.trigger.is_noun and _definite(later.clauses, later.token):
        return _same_word_family(later, earlier) or not later.entities()
    if later.type in VERBAL:
        return bool(later.actors) and _same(later, earlier) and _same_lemma(later, earlier)
    return (
        bool(later.actors)
        and bool(later.recipients)
        and _same(later, earlier)
        and (_same_lemma(later, earlier) and later.date == earlier.date)
    )


def _tells_toll(draft: Draft) -> bool:
    """Whether a draft tells whom an act harmed that was told before as hitting something else."""
    if not draft.casualties:
        return False
    return _is_outcome(draft) or (draft.trigger.is_noun and _definite(draft.clauses, draft.token))


def _is_outcome(draft: Draft) -> bool:
    """Whether words tell only who was harmed ("ten people were killed"), not by what act."""
    kind = harms(draft)
    passive = draft.trigger.is_noun or draft.clauses.is_passive(draft.token)
    passive = passive or draft.clauses.tree.lemmas[draft.token].lower() in {"die", "perish"}
    told = draft.actors or draft.place or draft.mode
    return kind in {"killed", "injured"} and passive and not told


def _same(later: Draft, earlier: Draft) -> bool:
    """Same actors, and recipients that are the same or told only once."""
    a, b = _names(later, "actors"), _names(earlier, "actors")
    if a != b:
        return False
    a, b = _names(later, "recipients"), _names(earlier, "recipients")
    return a == b or not a or not b


def _names(draft: Draft, role: str) -> frozenset[str]:
    people = draft.actors if role == "actors" else draft.recipients
    return frozenset(
        p.entity if p.entity and p.entity not in SECTORS else p.text.lower() for p in people
    )


def _known(draft: Draft, role: str) -> frozenset[str]:
    """Participants that are more than a kind of people: only these can contradict each other."""
    people = draft.actors if role == "actors" else draft.recipients
    return frozenset(p.entity or p.text.lower() for p in people) - SECTORS


def _compatible(later: Draft, earlier: Draft) -> bool:
    """No participant, mode, day or place of the one contradicts the other."""
    roles = ("actors",) if _tells_toll(later) else ("actors", "recipients")
    for role in roles:
        a, b = (_known(draft, role) for draft in (later, earlier))
        if a and b and not a & b:
            return False
    if not modes_agree(later.mode, earlier.mode) or later.status != earlier.status:
        return False
    if later.date and earlier.date and later.date.edtf != earlier.date.edtf:
        return False
    if not later.place or not earlier.place or later.place.entity == earlier.place.entity:
        return True
    alike = later.trigger.is_noun is earlier.trigger.is_noun
    exact = max(later.place.precision, earlier.place.precision) <= NEARBY
    return not (alike or exact)


def modes_agree(a: str | None, b: str | None) -> bool:
    """Whether two modes may be one act's: equal, one unknown, or one a kind of the other."""
    return a is None or b is None or a == b or {a, b} in GENERAL_MODES


def _definite(clauses: Clauses, noun: int) -> bool:
    for child in clauses.dependents(noun, "det", "nmod:poss"):
        if clauses.tree.words[child].lower() in DEFINITE:
            return True
    return False


def _same_lemma(later: Draft, earlier: Draft) -> bool:
    a = later.clauses.tree.lemmas[later.token].lower()
    b = earlier.clauses.tree.lemmas[earlier.token].lower()
    return a == b or a.startswith(b) or b.startswith(a)


def _same_word_family(later: Draft, earlier: Draft) -> bool:
    """Whether "the attack" may point back to an assault, "the deal" to an agreement."""
    if _same_lemma(later, earlier):
        return True
    general = later.clauses.tree.lemmas[later.token].lower()
    return general in word_class("general_event")
