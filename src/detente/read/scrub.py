"""Takes what names or reaches people out of comment texts.

E-mail addresses, telephone numbers, links to profiles and handles go; "@name" of a fellow commenter
becomes that person's pseudonym. Bare names stay: commenters call themselves "Luigi", "Syria" or
"Peace", and taking every such word out of a text would change what it says. Offsets are taken after
scrubbing, never before.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from detente.knowledge.tables import data_folder, read_table
from detente.read.clean import one_line
from detente.read.pseudonyms import Pseudonyms, fold_name

REMOVED_ADDRESS = "[e-mail removed]"
REMOVED_PHONE = "[phone removed]"
REMOVED_PROFILE = "[profile removed]"
REMOVED_HANDLE = "@[name removed]"
_AT = r"(?:@|＠|\[at\]|\(at\)|\{at\}|\[@\]|\(@\)|&#64;|%40)"
_ADDRESS = re.compile(
    rf"[\w.+%'!#$*=^|~-]{{1,64}}\s?{_AT}\s?[\w-]{{1,63}}"
    r"(?:\s?(?:\.|\[dot\]|\(dot\))\s?[\w-]{1,63}){1,6}",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\w.,:/+-])(?:tel[.:]{0,2}\s?)?"
    r"(?:(?:\+|00)\s?[1-9](?:[\s().\-/]{0,3}\d){6,14}"  # international
    r"|\(0?\d{2,4}\)[\s\-./]?\d(?:[\s\-./]?\d){5,9}"  # area code in brackets
    r"|0\d(?:[\s\-./]?\d){7,10}"  # national, with its leading nought
    r"|\d{3}[\-. ]\d{3}[\-. ]\d{4})"  # North American
    r"(?![\d]|[.,]\d)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_CALL = re.compile(r"[@＠]\s?([\w.'’-]{1,60}(?: [\w.'’-]{1,40}){0,4})")
_HANDLE = re.compile(r"(?!\d|reader-[a-z2-7]{10}\b)\w[\w.-]*\w")
_USER = re.compile(r"(?<![\w/])/?u/[\w-]{3,20}\b")
"""How Reddit's readers name each other."""


@cache
def _profiles() -> re.Pattern[str]:
    """Links to people's pages, by the hosts and path forms in `knowledge/privacy/profiles.csv`."""
    forms = []
    for row in read_table(data_folder("privacy", "profiles.csv"), ("host", "path", "note")):
        host = re.escape(row.filled("host"))
        forms.append(rf"{host}/{re.escape(row['path'])}[^\s/?#<>\"'),;]")
    return re.compile(
        rf"(?<![\w@-])(?:https?:\s?//)?(?:[\w-]{{1,30}}\.){{0,3}}(?:{'|'.join(forms)})"
        r"[^\s<>\"]*",
        re.IGNORECASE,
    )


class Scrubber:
    """Scrubs the comments of one page.

    Args:
        names: The page's commenters.
        pseudonyms: Gives what stands in for a name.
        site: The site that pseudonyms are keyed by.
    """

    __slots__ = ("_names", "_pseudonyms", "_site")

    def __init__(self, names: Iterable[str], pseudonyms: Pseudonyms, site: str = "") -> None:
        self._pseudonyms = pseudonyms
        self._site = site
        self._names: dict[str, str] = {}
        for name in names:
            plain = one_line(name)
            folded = fold_name(plain)
            if folded:
                self._names[folded] = plain
                self._names.setdefault(folded.replace(" ", ""), plain)

    def pseudonym(self, name: str) -> str:
        """What stands in for a commenter's name; empty for an empty name."""
        return self._pseudonyms.name(one_line(name), self._site)

    def folded_names(self) -> Iterator[str]:
        """The commenters' names without case and spacing, whole and in their words."""
        for name in self._names:
            yield name
            yield from name.split()

    def scrub(self, text: str) -> str:
        """The text without what names or reaches people.

        Args:
            text: A comment's text.
        """
        if "/" in text:
            text = _USER.sub(REMOVED_HANDLE, _profiles().sub(REMOVED_PROFILE, text))
        if any(mark in text for mark in "@＠[({&%"):
            text = _ADDRESS.sub(REMOVED_ADDRESS, text)
        if _DIGIT.search(text):
            text = _PHONE.sub(REMOVED_PHONE, text)
        if "@" in text or "＠" in text:
            text = _CALL.sub(self._renamed, text)
        return text

    def _renamed(self, found: re.Match[str]) -> str:
        """A call with the longest known name in it replaced, or else its handle taken out."""
        words = found.group(1).split(" ")
        for count in range(len(words), 0, -1):
            called = " ".join(words[:count])
            for name in (called, called.rstrip(".'’-"), re.sub(r"['’]s$", "", called)):
                known = self._names.get(fold_name(name))
                if known is not None:
                    rest = called[len(name) :] + "".join(" " + word for word in words[count:])
                    return "@" + self.pseudonym(known) + rest
        handle = _HANDLE.match(found.group(), 1)
        before = found.string[max(0, found.start() - 1) : found.start()]
        if handle is None or before.isalnum() or before == "/":
            return found.group(0)
        return REMOVED_HANDLE + found.group()[handle.end() :]
