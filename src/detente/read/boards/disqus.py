"""Disqus's XML export: one page for each thread of the site, its posts as the comments.

Expat is fed as a stream and no document type is let in, so that neither nesting nor entities can
grow without bound. E-mail and network addresses are skipped while reading.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from detente.model.errors import FormatError, InputError
from detente.read.blocks import About, Block
from detente.read.clean import one_line
from detente.read.dates import iso_day
from detente.read.draft import Draft
from detente.read.markup import words_of
from detente.read.thread import RawComment

_ID = "http://disqus.com/disqus-internals id"
_SPACE = "http://disqus.com "
_KEPT = frozenset(
    {"id", "link", "title", "createdAt", "message", "isDeleted", "isSpam", "name", "username"}
)
_MEND = "export the comments again from Disqus, or save the page as HTML"


@dataclass(slots=True)
class _Entry:
    """A thread or post while it is read."""

    kind: str
    key: str
    fields: dict[str, str] = field(default_factory=dict)
    thread: str = ""
    parent: str | None = None


class _Export:
    """Gathers threads and posts from expat's calls."""

    def __init__(self) -> None:
        self.threads: list[_Entry] = []
        self.posts: dict[str, list[_Entry]] = {}
        self.known = False
        self._entry: _Entry | None = None
        self._depth = 0
        self._name = ""
        self._words: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        self._depth += 1
        plain = name.removeprefix(_SPACE)
        key = attributes.get(_ID, "")
        if self._depth == 1:
            self.known = plain == "disqus"
        elif self._depth == 2 and plain in {"thread", "post"}:
            self._entry = _Entry(plain, key)
        elif self._entry is not None and plain == "thread":
            self._entry.thread = key
        elif self._entry is not None and plain == "parent":
            self._entry.parent = key or None
        self._name, self._words = plain, []

    def end(self, name: str) -> None:
        """An element closes."""
        plain = name.removeprefix(_SPACE)
        entry = self._entry
        if entry is not None and plain in _KEPT and plain == self._name and self._depth in {3, 4}:
            entry.fields.setdefault(plain, "".join(self._words).strip())
        if self._depth == 2 and entry is not None:
            if entry.kind == "thread":
                self.threads.append(entry)
            else:
                self.posts.setdefault(entry.thread, []).append(entry)
            self._entry = None
        self._depth -= 1
        self._name = ""

    def words(self, words: str) -> None:
        """Character data."""
        if self._name in _KEPT:
            self._words.append(words)


def read_disqus(text: str, origin: str) -> Iterator[tuple[str, bytes, Draft | InputError]]:
    """Pages of a Disqus export: title and address of each thread, and its comments.

    Args:
        text: The decoded export.
        origin: Names the file in messages.

    Returns:
        For each thread a name, the bytes that stand for it, and its draft.

    Raises:
        FormatError: It is no well-formed XML, has a document type, or is no Disqus export.
    """
    export = _parse(text, origin)
    if not export.known:
        raise FormatError(origin, "this XML is no Disqus export", "give the page as HTML or text")
    return _pages(export, origin)


def _parse(text: str, origin: str) -> _Export:
    """The export's threads and posts."""
    export = _Export()
    parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
    parser.StartElementHandler = export.start
    parser.EndElementHandler = export.end
    parser.CharacterDataHandler = export.words
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise FormatError(origin, "it brings its own document type", "take the <!DOCTYPE out of it")

    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        raise FormatError(origin, f"no well-formed XML (line {error.lineno})", _MEND) from error
    return export


def _pages(export: _Export, origin: str) -> Iterator[tuple[str, bytes, Draft | InputError]]:
    """One draft for each thread that has comments; every site is full of threads without any."""
    for thread in export.threads:
        posts = export.posts.get(thread.key, [])
        if not posts:
            continue
        title = one_line(words_of(thread.fields.get("title", "")))
        about = About(
            title=title or None,
            url=thread.fields.get("link") or None,
            published=iso_day(thread.fields.get("createdAt")),
        )
        comments = [_comment(post) for post in posts if post.fields.get("isSpam") != "true"]
        stands_for = "\n".join((thread.key, about.url or "", *(post.key for post in posts)))
        blocks = [Block("headline", title)] if title else []
        yield f"{origin}#{thread.key}", stands_for.encode(), Draft(blocks, about, comments)


def _comment(post: _Entry) -> RawComment:
    """One post."""
    return RawComment(
        key=post.key,
        parent=post.parent,
        author=post.fields.get("name") or post.fields.get("username") or "",
        posted=post.fields.get("createdAt"),
        text=words_of(post.fields.get("message", ""), quotes=True),
        deleted=post.fields.get("isDeleted") == "true",
    )
