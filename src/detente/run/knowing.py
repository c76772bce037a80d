"""What a record was coded with: the program's version and a hash of all that it knows."""

import hashlib
from functools import cache
from pathlib import Path

from detente.knowledge.tables import data_folder

_KNOWLEDGE = frozenset({".csv", ".toml", ".txt"})


@cache
def codebook_hash(own: tuple[Path, ...] = ()) -> str:
    """Return a hash of the knowledge files, and of folders of own actors and places.

    Args:
        own: Folders of the user's own files.
    """
    digest = hashlib.sha256()
    for root in (data_folder(), *own):
        files = (p for p in root.rglob("*") if p.suffix in _KNOWLEDGE and p.is_file())
        for path in sorted(files):
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
