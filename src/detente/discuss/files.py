"""Files that are written whole or not at all."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from detente.model.errors import DetenteError


def write_whole_file(path: Path, pieces: Iterable[str]) -> None:
    """Write a file in one step: whoever reads it finds the old one or the new one.

    Raises:
        DetenteError: It cannot be written; the old one is still there.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    except OSError as error:
        raise _unwritable(path, error) from error
    draft = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(path.stat().st_mode if path.exists() else 0o600)
        draft.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        draft.unlink(missing_ok=True)


def _unwritable(path: Path, error: OSError) -> DetenteError:
    return DetenteError(
        f"{path}: cannot be written ({error.strerror or type(error).__name__}); name another file"
    )
