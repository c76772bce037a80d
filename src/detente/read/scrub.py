"""Takes what names people out of comment texts: e-mail addresses and "@name" of fellow commenters.

Only names that follow an @ are replaced: commenters call themselves "Luigi", "Syria" or "Peace",
and taking every such word out of a text would change what it says.
"""

import re
from collections.abc import Iterable

from detente.read.clean import one_line
from detente.read.pseudonyms import Pseudonyms, fold_name

REMOVED_ADDRESS = "[e-mail removed]"
_ADDRESS = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}\s?(?:@|\[at\]|\(at\))\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}(?![\w@])"
)
_CALL = re.compile(r"@\s?([\w.'’-]{1,60}(?: [\w.'’-]{1,40}){0,4})")


class Scrubber:
    """Scrubs the comments of one page.

    Args:
        names: The page's commenters.
        pseudonyms: Gives what stands in for a name.
    """

    __slots__ = ("_names", "_pseudonyms")

    def __init__(self, names: Iterable[str], pseudonyms: Pseudonyms) -> None:
        self._pseudonyms = pseudonyms
        self._names: dict[str, str] = {}
        for name in names:
            plain = one_line(name)
            folded = fold_name(plain)
            if folded:
                self._names[folded] = plain
                self._names.setdefault(folded.replace(" ", ""), plain)

    def scrub(self, text: str) -> str:
        """The text without e-mail addresses, and with pseudonyms for the commenters it calls.

        Args:
            text: A comment's text.
        """
        if "@" not in text and "at" not in text:
            return text
        text = _ADDRESS.sub(REMOVED_ADDRESS, text)
        return _CALL.sub(self._renamed, text) if "@" in text else text

    def _renamed(self, found: re.Match[str]) -> str:
        """A call with the longest known name in it replaced."""
        words = found.group(1).split(" ")
        for count in range(len(words), 0, -1):
            called = " ".join(words[:count])
            for name in (called, called.rstrip(".'’-"), re.sub(r"['’]s$", "", called)):
                known = self._names.get(fold_name(name))
                if known is not None:
                    rest = called[len(name) :] + "".join(" " + word for word in words[count:])
                    return "@" + self._pseudonyms.name(known) + rest
        return found.group(0)
