"""How strongly an act speaks of a pledge: how well it is told, and how directly it fits."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from detente.link.agreements.act_index import Sign
from detente.link.agreements.pledge_case import Case
from detente.link.agreements.pledges import Pledge
from detente.link.agreements.rules import Strengths, pledge_kinds
from detente.model.casebook import Act


@dataclass(frozen=True, slots=True)
class Fit:
    """Strength from 0 to 1, and in words what makes it less than it could be."""

    strength: float
    notes: tuple[str, ...]


def told_strength(act: Act, weights: Strengths) -> float:
    """How well an act is told: certainty, standing, independent origins and confidence, 0 to 1."""
    certainty = {
        "asserted": weights.asserted,
        "attributed": weights.attributed,
        "doubtful": weights.doubtful,
    }[act.certainty]
    standing = {
        "reported": weights.reported,
        "disputed": weights.disputed,
        "denied": weights.denied,
    }[act.standing]
    known = 1 - (1 - weights.one_origin) ** max(act.origins, 1)
    return certainty * standing * known * act.confidence


def fit_of(case: Case, sign: Sign) -> Fit:
    """How strongly an act speaks of the pledge of a case."""
    pledge, parties, weights = case.pledge, case.accord.parties, case.rules.strength
    factors: list[tuple[float, str]] = [(told_strength(sign.act, weights), "")]
    if sign.act.standing != "reported":
        factors.append((1.0, f"its standing is {sign.act.standing}"))
    if not pledge.by:
        factors.append((weights.obligor_untold, "who owes it is not told"))
    place = pledge.place if pledge_kinds()[pledge.kind].placed else None
    where = _where(sign.act.place, place, case.wider)
    if where == "untold":
        factors.append((weights.place_untold, "where is not told, or only roughly"))
    elif where == "elsewhere":
        factors.append((weights.elsewhere, "it is told of another place"))
    factors += _aim(sign, pledge, parties, weights, same_place=where == "there")
    first = [kind for kind, acts in case.kept.items() if sign.act.id in acts]
    if first and sign.rule.effect == "fulfilled":
        factors.append((weights.meant_otherwise, f"it keeps the promise of {first[0]}"))
    strength = 1.0
    for factor, _ in factors:
        strength *= factor
    return Fit(round(strength, 3), tuple(note for _, note in factors if note))


def _where(place: str | None, promised: str | None, wider: Mapping[str, frozenset[str]]) -> str:
    """Whether an act is there, elsewhere, or untold; `any` where the pledge names no place."""
    if promised is None:
        return "any"
    if place is None or place in wider.get(promised, ()):
        return "untold"
    return "there" if place == promised or promised in wider.get(place, ()) else "elsewhere"


def _aim(
    sign: Sign, pledge: Pledge, parties: Collection[str], weights: Strengths, *, same_place: bool
) -> list[tuple[float, str]]:
    """Towards whom an act goes, and whether it may have come before the promise."""
    act, found = sign.act, []
    concerned = {*parties, *pledge.beneficiaries} - (set(act.actors) if act.recipients else set())
    aimed = bool(concerned & {*act.recipients}) or (sign.rule.between and not act.recipients)
    if sign.rule.effect == "violated":
        if not aimed and not same_place:
            found.append((weights.loose_breach, "it hits no party and no place of the promise"))
        if pledge.last is not None and sign.first <= pledge.last:
            found.append((weights.same_day_breach, "it may have come before the promise"))
    elif act.recipients and not aimed:
        found.append((weights.towards_others, "it goes to others than parties and beneficiaries"))
    return found
