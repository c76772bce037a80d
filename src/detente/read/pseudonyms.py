"""Pseudonyms for commenters: keyed, stable within a project, meaningless outside it.

A name becomes `reader-` and ten base32 letters of HMAC-SHA-256. Whoever deletes the key makes all
pseudonyms of the project final; whoever lacks it can neither undo nor compare them, so the same
person stays unlinked between projects. The site is part of what is hashed, so that the same name on
two sites gives two pseudonyms: nothing joins a person across sites. The key never enters a message,
a log or a `repr`.
"""

import base64
import hashlib
import hmac
import os
import re
import secrets
import tempfile
import unicodedata
from collections.abc import Callable
from pathlib import Path

from detente.model.errors import ProjectError
from detente.model.project import PROJECT_FOLDER, PROJECT_VARIABLE

KEY_BYTES = 32
KEY_FILE = "key"
LETTERS = 10
PSEUDONYM = re.compile(r"\breader-[a-z2-7]{10}\b")
"""Fits a pseudonym wherever one stands."""


class Pseudonyms:
    """Turns commenters' names into pseudonyms with one project's key.

    Args:
        key: At least 16 secret bytes; a function that gives them is called at the first name, so
            that pages without comments need no key at all.
    """

    __slots__ = ("_key", "_known")

    def __init__(self, key: bytes | Callable[[], bytes]) -> None:
        if isinstance(key, bytes) and len(key) < 16:
            raise ProjectError(
                "the pseudonym key is shorter than 16 bytes; delete it to get a new one"
            )
        self._key = key
        self._known: dict[tuple[str, str], str] = {}

    @classmethod
    def for_project(cls, folder: Path | None = None) -> "Pseudonyms":
        """Pseudonyms under the key of a project, or of this user where there is no project.

        The key lies in `<folder>/.detente/key`; without a folder in that of `$DETENTE_PROJECT`;
        without either in the user's data folder. It is made, readable by its owner only, when
        the first name is met.

        Args:
            folder: The project's folder.

        Raises:
            ProjectError: At the first name, when the key can be neither read nor written.
        """
        path = key_path(folder)
        return cls(lambda: load_key(path))

    def name(self, author: str, site: str = "") -> str:
        """The pseudonym of a name on a site; empty for an empty name.

        Letter case, spacing and Unicode form do not count: they differ between copies of a page.

        Args:
            author: The name as the page shows it.
            site: What tells the page's site from others; see `read.site`.

        Raises:
            ProjectError: When the key can be neither read nor written.
        """
        folded = fold_name(author)
        if not folded:
            return ""
        found = self._known.get((site, folded))
        if found is None:
            if not isinstance(self._key, bytes):
                self._key = self._key()
            found = keyed(self._key, f"{site}\n{folded}" if site else folded)
            self._known[site, folded] = found
        return found

    def __repr__(self) -> str:
        return "Pseudonyms(<key hidden>)"

    def __reduce__(self) -> tuple[type["Pseudonyms"], tuple[bytes]]:
        # Worker processes need the key itself: a function cannot be sent to them.
        key = self._key if isinstance(self._key, bytes) else self._key()
        return type(self), (key,)


def keyed(key: bytes, words: str) -> str:
    """The pseudonym of some words under a key."""
    digest = hmac.new(key, words.encode("utf-8", "replace"), hashlib.sha256).digest()
    return "reader-" + base64.b32encode(digest).decode("ascii")[:LETTERS].lower()


def fold_name(author: str) -> str:
    """A name without the differences that do not make it another person's."""
    text = unicodedata.normalize("NFKC", author).encode("utf-8", "replace").decode("utf-8")
    return " ".join(text.split()).casefold()


def key_path(folder: Path | None) -> Path:
    """Where the key of a project, or of the user, lies."""
    if folder is None:
        named = os.environ.get(PROJECT_VARIABLE, "").strip()
        folder = Path(named) if named else None
    if folder is not None:
        return folder / PROJECT_FOLDER / KEY_FILE
    data = os.environ.get("XDG_DATA_HOME", "").strip()
    base = Path(data) if data else Path.home() / ".local" / "share"
    return base / "detente" / KEY_FILE


def load_key(path: Path) -> bytes:
    """The key in a file; made there when the file does not exist.

    Args:
        path: The key's file.

    Raises:
        ProjectError: When it can be neither read nor written, or is cut short.
    """
    try:
        try:
            key = path.read_bytes()
        except FileNotFoundError:
            key = _create_key(path)
    except OSError as error:
        raise ProjectError(
            f"{path}: the pseudonym key cannot be used ({error.strerror or type(error).__name__}); "
            "choose a project folder that you may write to"
        ) from error
    if len(key) < KEY_BYTES:
        raise ProjectError(
            f"{path}: the pseudonym key is damaged; restore it from a copy, or delete it and "
            "accept that pseudonyms change"
        )
    return key


def replace_key(path: Path) -> None:
    """Put a new key in the place of the old one, which is gone for good.

    Args:
        path: The key's file.

    Raises:
        ProjectError: When it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = _draft_key(path, secrets.token_bytes(KEY_BYTES))
        draft.replace(path)
    except OSError as error:
        raise ProjectError(
            f"{path}: the pseudonym key cannot be replaced ({error.strerror}); "
            "choose a project folder that you may write to"
        ) from error


def _create_key(path: Path) -> bytes:
    """Write a new key in one step; where another process was faster, take the key that it made."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = secrets.token_bytes(KEY_BYTES)
    draft = _draft_key(path, key)
    try:
        os.link(draft, path)  # a link appears whole or not at all
    except FileExistsError:
        return path.read_bytes()
    finally:
        draft.unlink(missing_ok=True)
    return key


def _draft_key(path: Path, key: bytes) -> Path:
    """A file beside the key's that holds a key and that only its owner can read."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".key-")  # 0600 from the start
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(key)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    return draft
