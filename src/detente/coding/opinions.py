"""What an author's judgement may not make: a happening, or its doer."""

from collections.abc import Sequence

from detente.coding.attributions import add
from detente.coding.deeds import FORCE, Page, voice_at
from detente.coding.draft import Draft
from detente.coding.evidence import sentence_span
from detente.coding.merging import modes_agree
from detente.coding.namings import weakened
from detente.model.record import Attribution, Claim, Source


def withhold(judged: Sequence[Draft], reported: Sequence[Draft], page: Page) -> None:
    """Keep what an author's judgement tells from standing as a happening.

    What points back to a reported event is dropped; the rest becomes hypothetical, and whoever the
    author thinks did it becomes an attribution.
    """
    for draft in judged:
        if draft.dropped:
            continue
        author = voice_at(draft.clauses, draft.token, page)
        if any(_points_to(draft, d) for d in reported if not d.dropped):
            draft.dropped = True
            continue
        if draft.status == "actual":
            draft.status = "hypothetical"
            heard = page.heard[draft.clauses.tree.sentence]
            draft.because("status", f"hypothetical: the author judges ({heard.why})")
        draft.claims = [
            c if c.by.kind != "outlet" else Claim(by=author, stance="suspects")
            for c in draft.claims
        ]
        if draft.type in FORCE and author.kind == "author" and draft.status != "negated":
            _own_guess(draft, author)


def _points_to(draft: Draft, told: Draft) -> bool:
    """Whether a judged event was reported: the same type, and a definite noun or a party of it."""
    if draft.type != told.type or not modes_agree(draft.mode, told.mode):
        return False
    definite = draft.trigger.is_noun and any(
        draft.clauses.tree.words[t].lower() in {"the", "this", "that", "these", "those"}
        for t in draft.clauses.dependents(draft.token, "det")
    )
    return definite or bool(draft.entities() & told.entities())


def _own_guess(draft: Draft, author: Source) -> None:
    for person in draft.actors:
        attribution = Attribution(
            entity=person.entity,
            mention=person.mention,
            by=author,
            basis="opinion",
            strength=weakened(draft.clauses, draft.context.anchor, "suggests"),
            candidates=(person.entity,) if person.entity else (),
            evidence=(sentence_span(draft.clauses),),
        )
        add(draft, attribution, "the author's judgement")
    draft.actors = []
