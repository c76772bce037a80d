"""What a page is about beside its events: the contexts of PLOVER's list."""

from typing import Literal

from detente.model.parts import Model, Quote

ContextName = Literal[
    "military", "intelligence", "executive", "legislative", "election", "political_institutions",
    "pro_democracy", "pro_autocracy", "economic", "legal", "reparations", "human_rights",
    "rights_freedoms", "repression", "human_security", "gender", "lgbt", "religion_ethnicity",
    "inequality", "diplomatic", "territory", "peacekeeping", "health", "asylum", "migration",
    "disasters", "natural_resource", "environment", "technology", "terrorism", "cbrn", "cyber",
    "misinformation", "crime", "corruption", "illegal_drugs", "trafficking",
]  # fmt: skip
"""The 37 contexts of PLOVER's manual (2021), in its order."""


class DocumentContext(Model):
    """A context of the page and words of its text that tell it."""

    context: ContextName
    evidence: tuple[Quote, ...]
