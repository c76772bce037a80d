"""The actor registry: states, groups, organisations, peoples and role nouns, from CSV files.

Facts only; the `source` column says where each comes from. The order of rows and files never
matters.
"""

from detente.knowledge.registry.entries import (
    Entry,
    Holder,
    Link,
    Name,
    People,
    Registry,
    Role,
    State,
)
from detente.knowledge.registry.loading import load_registry
from detente.knowledge.registry.rows import BODIES, SECTORS
from detente.knowledge.registry.spans import Days, days

__all__ = [
    "BODIES",
    "SECTORS",
    "Days",
    "Entry",
    "Holder",
    "Link",
    "Name",
    "People",
    "Registry",
    "Role",
    "State",
    "days",
    "load_registry",
]
