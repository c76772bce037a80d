"""One event for one happening: its words are joined, its repeats marked `same_as`."""

from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence

from detente.coding.casualties import casualty_kinds
from detente.coding.clause import Clauses
from detente.coding.draft import Draft
from detente.knowledge.registry import SECTORS
from detente.knowledge.tables import word_class
from detente.model.text import BlockSpan

VERBAL = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"}
)
GENERAL_MODES = ({"aerial", "drone"}, {"explosives", "suicide-attack"})
"""Pairs of modes of which the one is a kind of the other."""
TALLY = {"killed", "injured"}
"""Two counts of one act ("killed two and wounded five"), unlike "kidnapped and killed"."""
REACH = 60
"""Events of one type among which a repeat is looked for; it keeps long pages linear."""
OUTCOME_REACH = 2
"""Sentences after an attack within which the tally of its victims may follow."""
SAME_ACT = "from the words that tell the same act"
DEFINITE = frozenset(
    {"the", "this", "that", "these", "those", "such", "its", "their", "his", "her"}
)
INNER_PREPOSITIONS = frozenset({"in", "during", "by", "with", "from", "as", "after", "when"})


def join_within_sentence(drafts: Sequence[Draft]) -> None:
    """Join words of one sentence that tell the same happening into the most telling of them."""
    by_token = {draft.token: draft for draft in drafts if not draft.dropped}
    for draft in drafts:
        fuller = None if draft.dropped else _bare_repeat(draft, drafts)
        if fuller is not None:
            absorb(fuller, draft)
            continue
        if draft.dropped or draft.trigger.is_noun:
            continue
        main = _clause_of_same(draft, by_token)
        if main is not None and not main.dropped:
            absorb(main, draft)
            continue
        noun = _noun_of_same(draft, by_token)
        if noun is None or noun is draft or noun.dropped or noun.status != draft.status:
            continue
        if noun.token == draft.clauses.subject(draft.token):
            absorb(noun, draft)
        else:
            absorb(*_ranked(draft, noun))


def _bare_repeat(draft: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """The fuller event of the same type beside a bare noun ("went on strike in protest")."""
    if not draft.trigger.is_noun or draft.actors or draft.recipients or draft.casualties:
        return None
    fuller = [d for d in drafts if d is not draft and not d.dropped and d.type == draft.type]
    return next(
        (d for d in fuller if d.actors and (not draft.place or d.place == draft.place)), None
    )


def _clause_of_same(draft: Draft, by_token: dict[int, Draft]) -> Draft | None:
    """The verb whose outcome or aim a verb tells: "fired …, killing two", "marched, asking …"."""
    clauses, verb = draft.clauses, draft.token
    dep, head = clauses.tree.deps[verb], clauses.governor(verb)
    participle = clauses.tree.tags[verb] == "VBG"
    if participle and dep in {"advcl", "acl", "conj"} and _harms(draft) and not draft.actors:
        earlier = [t for t in by_token if t < verb and by_token[t].type == draft.type]
        return by_token[max(earlier)] if earlier else None
    other = None if head is None else by_token.get(head)
    if other is None or other.trigger.is_noun:
        return None
    aim = other.type == "PROTEST" and draft.type in {"REQUEST", "ACCUSE"} and dep != "conj"
    outcome = other.type == draft.type and dep == "advcl" and participle
    tally = other.type == draft.type and dep == "conj" and {_harms(draft), _harms(other)} == TALLY
    return other if aim or outcome or tally else None


def _harms(draft: Draft) -> str | None:
    """The kind of casualty that a trigger counts."""
    return casualty_kinds().get(draft.clauses.tree.lemmas[draft.token].lower())


def _noun_of_same(draft: Draft, by_token: dict[int, Draft]) -> Draft | None:
    """The event noun of the same type in a verb's clause: subject, object or "in the raid"."""
    clauses, verb = draft.clauses, draft.token
    places = [clauses.subject(verb), clauses.direct_object(verb)]
    places += [
        token
        for token in clauses.children[verb]
        if clauses.tree.deps[token].startswith("obl")
        and clauses.preposition(token) in INNER_PREPOSITIONS
    ]
    for token in places:
        other = by_token.get(token) if token is not None else None
        if other is not None and other.trigger.is_noun and other.type == draft.type:
            return other
    return None


def _ranked(verb: Draft, noun: Draft) -> tuple[Draft, Draft]:
    """(kept, absorbed): a mode tells more than none; else the noun, which names the happening."""
    if verb.mode and not noun.mode:
        return verb, noun
    return noun, verb


def absorb(kept: Draft, other: Draft) -> None:
    """Give `kept` what only `other` knew, and drop `other`."""
    other.dropped = True
    acting = {p.mention for p in kept.actors} | {p.mention for p in other.actors}
    if not kept.actors and other.actors:
        kept.actors = other.actors
        kept.because("actors", SAME_ACT, other.start, other.end)
    if not kept.recipients and other.recipients:
        kept.recipients = [p for p in other.recipients if p.mention not in acting]
        kept.because("recipients", SAME_ACT, other.start, other.end)
    kept.casualties += [c for c in other.casualties if c not in kept.casualties]
    kept.place = kept.place or other.place
    kept.date = kept.date or other.date
    kept.mode = kept.mode or other.mode
    kept.weapons += [w for w in other.weapons if w not in kept.weapons]


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
    for name in ("actors", "recipients", "casualties", "place", "date", "mode"):
        if not getattr(original, name) and getattr(repeat, name):
            original.because(name, "told where it is mentioned again", repeat.start, repeat.end)
    acting = {p.mention for p in original.actors}
    if not original.recipients:
        original.recipients = [p for p in repeat.recipients if p.mention not in acting]
    if not original.actors:
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
    kind = _harms(draft)
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
    return frozenset(p.entity or p.text.lower() for p in people)


def _compatible(later: Draft, earlier: Draft) -> bool:
    """No participant, mode, day or place of the one contradicts the other."""
    roles = ("actors",) if _tells_toll(later) else ("actors", "recipients")
    for role in roles:
        a, b = (_names(draft, role) - SECTORS for draft in (later, earlier))
        if a and b and not a & b:
            return False
    if not _modes_agree(later.mode, earlier.mode) or later.status != earlier.status:
        return False
    if later.date and earlier.date and later.date.edtf != earlier.date.edtf:
        return False
    return not (
        later.place
        and earlier.place
        and later.place.entity != earlier.place.entity
        and later.trigger.is_noun is earlier.trigger.is_noun
    )


def _modes_agree(a: str | None, b: str | None) -> bool:
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
