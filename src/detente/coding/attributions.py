"""Who is named for a deed that the report itself ascribes to nobody, by whom and on what ground.

An attribution never fills `actors`: it stands beside the event with its evidence. It is linked to
the event that its own sentence points to ("the attack", "it"), else to the nearest earlier act of
force without a stated perpetrator.
"""

from collections.abc import Sequence

from detente.coding.claims import ties_of
from detente.coding.deeds import (
    FORCE,
    REACH,
    UNKNOWN,
    Page,
    deed_meant,
    has_doer,
    is_eyewitness,
    open_deeds,
    voice_at,
)
from detente.coding.draft import Draft
from detente.coding.evidence import (
    Finding,
    exclusions,
    fits_means,
    known_states,
    may_fit_means,
    motives_beside,
    munitions,
    sentence_span,
)
from detente.coding.merging import modes_agree
from detente.coding.namings import RANK, Naming, find_namings, weakened
from detente.coding.participants import noun_phrase
from detente.knowledge.inference import inference_terms
from detente.model.grounding import Grounding
from detente.model.record import (
    Actor,
    Attribution,
    AttributionBasis,
    Claim,
    Participant,
    Quote,
    Source,
    Span,
    Strength,
)


def attribute(drafts: Sequence[Draft], page: Page) -> None:
    """Give events without a stated perpetrator the attributions and denials of the page."""
    for clauses in page.sentences:
        for naming in find_namings(clauses, page.cast):
            deed = deed_meant(naming.clauses, naming.token, drafts, page, naming.entry.points)
            if naming.entry.reading == "denial":
                laid = _deed_laid_to(naming, drafts)
                deed = laid or (None if naming.entry.points else deed)
            if deed is not None:
                _apply(naming, deed, page)
    for draft in drafts:
        _from_repeat(draft, drafts, page)
    for finding in munitions(page.sentences, page.cast):
        deed = deed_meant(finding.clauses, finding.token, drafts, page, points=False)
        if deed is not None:
            add(deed, _found(finding, page), "munition")
    _from_threats(drafts, page)
    _from_capabilities(drafts, page)


def clear_blamed(drafts: Sequence[Draft], page: Page) -> None:
    """Whom somebody blames a deed on was not hit by it ("blamed the bombing on B")."""
    for clauses in page.sentences:
        blamed = {
            person.mention
            for naming in find_namings(clauses, page.cast)
            if naming.entry.candidate in {"on", "to"}
            for person in naming.candidates
        }
        for draft in drafts if blamed else ():
            if draft.clauses is clauses and draft.trigger.is_noun and draft.type in FORCE:
                draft.recipients = [p for p in draft.recipients if p.mention not in blamed]


def _deed_laid_to(naming: Naming, drafts: Sequence[Draft]) -> Draft | None:
    """The latest deed before a denial that somebody laid to the one who denies."""
    denying = {p.entity for p in naming.candidates if p.entity}
    start = naming.clauses.tree.starts[naming.token]
    laid = [
        d for d in drafts if d.start < start and any(a.entity in denying for a in d.attributions)
    ]
    return max(laid, key=lambda d: d.start, default=None)


# What is said of it -------------------------------------------------------------------------


def _apply(naming: Naming, deed: Draft, page: Page) -> None:
    """Turn a construction into attributions, or into the claim of one who denies."""
    entry = naming.entry
    people = _not_victims(naming.candidates, deed)
    if entry.reading == "denial" or (naming.denied and entry.reading != "claim"):
        for person in people:
            if entry.reading == "denial" or _says_it_himself(naming, person, page):
                _deny(naming, deed, person, page)
        return
    if naming.denied:
        return
    known = tuple(dict.fromkeys(p.entity for p in people if p.entity))
    for person in people:
        by = _by(naming, person, page)
        if person.entity in UNKNOWN:
            continue
        basis, evidence, candidates = _ground(naming, person, by, deed, page)
        if basis == "claimed":
            _claim(deed, Claim(by=by, stance="claims_responsibility", cue=_cue(naming)))
        attribution = Attribution(
            entity=person.entity,
            mention=person.mention,
            by=by,
            basis=basis,
            strength=naming.strength,
            candidates=candidates or known,
            evidence=evidence,
        )
        add(deed, attribution, f"“{' '.join(entry.words)}”")


def _not_victims(people: Sequence[Participant], deed: Draft) -> list[Participant]:
    harmed = {p.entity or p.mention for p in deed.recipients}
    return [p for p in people if (p.entity or p.mention) not in harmed]


def _by(naming: Naming, person: Participant, page: Page) -> Source:
    if naming.entry.reading == "claim":
        return _person(person, page)
    if naming.source is not None:
        named = page.cast.participants(naming.clauses, naming.source, None)
        if named:
            return _person(named[0], page)
        start, end = noun_phrase(naming.clauses, naming.source)
        if naming.clauses.tree.pos[naming.source] != "PRON":
            return Source(kind="source", text=page.article.text[start:end])
    return voice_at(naming.clauses, naming.token, page)


def _person(person: Participant, page: Page) -> Source:
    return Source(
        kind="source",
        text=person.text,
        mention=person.mention,
        entity=person.entity,
        tied_to=ties_of(person.entity, page.cast),
    )


def _ground(
    naming: Naming, person: Participant, by: Source, deed: Draft, page: Page
) -> tuple[AttributionBasis, tuple[Span, ...], tuple[str, ...]]:
    """The basis of an attribution, its evidence, and the candidates among whom it chooses."""
    own = sentence_span(naming.clauses)
    motives = motives_beside(naming.clauses, person, page.sentences, page.cast)
    if naming.entry.reading == "claim" or (by.entity is not None and by.entity == person.entity):
        return "claimed", (own,), ()
    lemmas = {lemma.lower() for lemma in naming.clauses.tree.lemmas}
    if lemmas & inference_terms("munition") and lemmas & inference_terms("marking"):
        return "munition", (own,), ()
    if is_eyewitness(by) and naming.source is None:
        return "eyewitness", (own,), ()
    if by.kind != "source" or naming.strength != "asserts":
        for means in page.means:
            capability = means.capability
            if person.entity in capability.holders and may_fit_means(means, deed):
                ruled_out = exclusions(means, person, page.sentences, page.cast)
                spans = [capability.text, *ruled_out]
                chosen = len(capability.holders) > 1 and (capability.exclusive or bool(ruled_out))
                basis: AttributionBasis = "elimination" if chosen else "capability"
                return basis, _ordered(*spans, own, *motives), capability.holders
    if by.kind == "author" or (by.kind == "outlet" and naming.strength != "asserts"):
        return "opinion", _ordered(own, *motives), ()
    return naming.entry.basis, _ordered(own, *motives) if motives else (own,), ()


def _ordered(*spans: Span) -> tuple[Span, ...]:
    unique = {(s.start, s.end): Span(start=s.start, end=s.end) for s in spans}
    return tuple(unique[key] for key in sorted(unique))


def _claim(deed: Draft, claim: Claim) -> None:
    """Add a claim, unless the same voice has made it on this deed."""
    if all((c.by.text, c.stance) != (claim.by.text, claim.stance) for c in deed.claims):
        deed.claims = [*deed.claims, claim]


def _deny(naming: Naming, deed: Draft, person: Participant, page: Page) -> None:
    claim = Claim(by=_person(person, page), stance="denies", cue=_cue(naming))
    if all((c.by.text, c.stance) != (claim.by.text, "denies") for c in deed.claims):
        deed.claims = [*deed.claims, claim]
        start, end = (claim.cue.start, claim.cue.end) if claim.cue else (None, None)
        deed.because("claims", f"{person.text} denies it", start, end)


def _says_it_himself(naming: Naming, person: Participant, page: Page) -> bool:
    """Whether somebody says of himself that he was not it ("the army said it was not behind")."""
    by = voice_at(naming.clauses, naming.token, page)
    return by.entity is not None and by.entity == person.entity


def _cue(naming: Naming) -> Quote:
    tree = naming.clauses.tree
    start, end = tree.starts[naming.token], tree.ends[naming.token]
    return Quote(start=start, end=end, text=tree.words[naming.token])


def add(deed: Draft, attribution: Attribution, why: str) -> None:
    """Add an attribution, or its evidence to the one that says the same."""
    if attribution.entity is None and attribution.mention is None and not attribution.candidates:
        return
    for number, known in enumerate(deed.attributions):
        same = (known.entity, known.by.text) == (attribution.entity, attribution.by.text)
        if same and (known.entity or known.mention == attribution.mention):
            stronger = max(known, attribution, key=lambda a: (RANK[a.strength], _specific(a)))
            evidence = _ordered(*known.evidence, *attribution.evidence)
            deed.attributions[number] = stronger.model_copy(update={"evidence": evidence})
            return
    deed.attributions.append(attribution)
    span = attribution.evidence[0] if attribution.evidence else None
    deed.because(
        "attributions",
        f"{attribution.basis} by {attribution.by.text}: {why}",
        span.start if span else None,
        span.end if span else None,
    )


def _specific(attribution: Attribution) -> bool:
    return attribution.basis not in {"opinion", "accused"}


# Other grounds ------------------------------------------------------------------------------


def _from_repeat(draft: Draft, drafts: Sequence[Draft], page: Page) -> None:
    """A later sentence that names the doer in doubt, or on another's word, attributes the deed."""
    if draft.type not in FORCE or not has_doer(draft):
        return
    judged = page.is_opinion(draft.clauses)
    strength = weakened(draft.clauses, draft.context.anchor, "asserts")
    deed = draft.same_as
    if deed is None and (judged or strength != "asserts"):
        deed = _earlier_deed(draft, drafts, page)
    if deed is None or has_doer(deed) or deed is draft:
        return
    by = voice_at(draft.clauses, draft.token, page)
    if by.kind == "outlet" and strength == "asserts" and not judged:
        return
    naming = sentence_span(draft.clauses)
    for person in _not_victims(draft.actors, deed):
        if by.entity is not None and by.entity == person.entity:
            basis: AttributionBasis = "claimed"
            _claim(deed, Claim(by=by, stance="claims_responsibility"))
        elif is_eyewitness(by):
            basis = "eyewitness"
        else:
            basis = "accused" if by.kind == "source" else "opinion"
        attribution = Attribution(
            entity=person.entity,
            mention=person.mention,
            by=by,
            basis=basis,
            strength=strength,
            candidates=(person.entity,) if person.entity else (),
            evidence=(naming,),
        )
        add(deed, attribution, "told of the same deed")
    if judged or strength != "asserts":
        draft.actors = []
        draft.because("actors", "none: a guess names no perpetrator", draft.start, draft.end)


def _earlier_deed(draft: Draft, drafts: Sequence[Draft], page: Page) -> Draft | None:
    """The open deed to which a definite noun or an author's judgement points back."""
    here = draft.clauses.tree.sentence
    fitting: list[Draft] = [
        d
        for d in open_deeds(drafts, page)
        if d.type == draft.type
        and 0 < here - d.clauses.tree.sentence <= REACH
        and modes_agree(draft.mode, d.mode)
    ]
    if not draft.trigger.is_noun and not _shares(draft, fitting):
        return None
    return max(fitting, key=lambda d: d.start, default=None)


def _shares(draft: Draft, deeds: Sequence[Draft]) -> bool:
    return any(draft.entities() & d.entities() for d in deeds)


def _found(finding: Finding, page: Page) -> Attribution:
    strength: Strength = finding.strength
    return Attribution(
        entity=finding.entity,
        mention=finding.mention,
        by=voice_at(finding.clauses, finding.token, page),
        basis="munition",
        strength=strength,
        candidates=(finding.entity,) if finding.entity else (),
        evidence=(sentence_span(finding.clauses),),
    )


def _from_threats(drafts: Sequence[Draft], page: Page) -> None:
    """A threat against those who were then hit is a motive, told before or as having been made."""
    deeds = list(open_deeds(drafts, page))
    for threat in drafts:
        if threat.type != "THREATEN" or threat.dropped or not threat.actors:
            continue
        heard = page.heard.get(threat.clauses.tree.sentence)
        recalled = heard is not None and heard.voice == "background"
        for deed in deeds:
            hit = _harmed(deed) & _names(threat.recipients)
            earlier = recalled or threat.start < deed.start
            if not hit or not earlier or deed.clauses is threat.clauses:
                continue
            for person in _not_victims(threat.actors, deed):
                attribution = Attribution(
                    entity=person.entity,
                    mention=person.mention,
                    by=voice_at(threat.clauses, threat.token, page),
                    basis="motive",
                    strength="possible",
                    candidates=(person.entity,) if person.entity else (),
                    evidence=(sentence_span(threat.clauses),),
                )
                add(deed, attribution, "had threatened those who were hit")


def _names(people: Sequence[Participant]) -> frozenset[str]:
    return frozenset(p.entity or p.text.lower() for p in people)


def _harmed(deed: Draft) -> frozenset[str]:
    counted = (c.who.lower().split(" ")[-1] for c in deed.casualties if c.who)
    return _names(deed.recipients) | frozenset(counted)


def _from_capabilities(drafts: Sequence[Draft], page: Page) -> None:
    """Means that few have narrow down who did it, where nobody draws the conclusion in words."""
    for means in page.means:
        holders = means.capability.holders
        if not means.capability.exclusive:
            continue
        deeds = [d for d in open_deeds(drafts, page) if fits_means(means, d)]
        near = [d for d in deeds if abs(d.clauses.tree.sentence - means.sentence) <= REACH]
        if not near or any(set(a.candidates) == set(holders) for d in near for a in d.attributions):
            continue
        deed = min(near, key=lambda d: abs(d.clauses.tree.sentence - means.sentence))
        alone = holders[0] if len(holders) == 1 else None
        ruled_out = exclusions(means, None, page.sentences, page.cast)
        clauses = next(c for c in page.sentences if c.tree.sentence == means.sentence)
        attribution = Attribution(
            entity=alone,
            by=voice_at(clauses, 0, page),
            basis="elimination" if ruled_out else "capability",
            strength="suggests" if alone else "possible",
            candidates=holders,
            evidence=_ordered(means.capability.text, *ruled_out),
        )
        add(deed, attribution, "only these have the means")


def makers(drafts: Sequence[Draft], grounding: Grounding) -> dict[str, Actor]:
    """States of attributions that no mention names."""
    named = {a.entity for d in drafts for a in d.attributions if a.entity}
    unknown = sorted(named - grounding.actors.keys())
    states = known_states() if unknown else {}
    return {entity: states[entity].entry.actor for entity in unknown if entity in states}
