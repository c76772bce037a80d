"""Every word list that coding reads, for a check of all of them at once."""

from detente.coding.agreements import agreement_stages, provision_rules
from detente.coding.casualties import casualty_kinds
from detente.coding.compliance import act_rules
from detente.coding.confidence import weights
from detente.coding.contexts import context_terms
from detente.knowledge import inference, lexicons, relations, speech


def read_all() -> None:
    """Read and check every word list of coding.

    Raises:
        KnowledgeError: a line of one of them is wrong; file and line are named.
    """
    for read in (
        lexicons.light_verbs,
        lexicons.embeddings,
        lexicons.raised_types,
        lexicons.weapon_modes,
        lexicons.negations,
        lexicons.hedges,
        inference.voice_cues,
        inference.attributing,
        relations.relation_cues,
        speech.sayings,
        agreement_stages,
        provision_rules,
        act_rules,
        casualty_kinds,
        context_terms,
        weights,
    ):
        read()
