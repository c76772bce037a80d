"""All files of rules that linking, agreements and relations read, checked at once."""

from detente.link.agreements.rules import load_accord_rules, load_pledge_kinds
from detente.link.incidents.blocking import type_groups
from detente.link.incidents.matching import weights
from detente.link.incidents.origins import agencies
from detente.link.relations.deed_rules import load_deed_rules
from detente.link.relations.state_rules import load_state_rules
from detente.store.reports import retractions


def read_all() -> None:
    """Read every file of `knowledge/linking` and `knowledge/relations`.

    Raises:
        KnowledgeError: A row is wrong; file and line are named.
    """
    for load in (type_groups, weights, agencies, retractions):
        load()
    load_accord_rules()
    load_pledge_kinds()
    load_deed_rules()
    load_state_rules()
