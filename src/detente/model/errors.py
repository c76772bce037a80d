"""All errors that Detente raises on purpose, as one tree.

    DetenteError
    ├── InputError          a page cannot be read; names the input and the mend; exit code 2
    │   ├── MissingInput    no such file, folder, pattern or address
    │   ├── EmptyInput      nothing in it, or no text
    │   ├── BinaryInput     an image, archive or other bytes that are no text
    │   ├── EncodingError   the bytes fit no encoding that was tried
    │   ├── FormatError     text, but not the structure that its format promises
    │   └── TooLarge        past a limit that keeps memory and time bounded
    ├── KnowledgeError      a frame, actor or lexicon file is wrong; names file and line
    ├── ModelError          a language pipeline is missing or speaks other labels
    ├── EndpointError       the language model's endpoint is not set, or does not answer
    ├── PlaceIndexError     the index of places cannot be made, read or written
    ├── ProjectError        the project folder, its settings or its key cannot be used
    └── StoreError          the casebook's database cannot be opened, read or written
        └── RefusedPage     a page holds what the database takes for no value of its kind

A page that fails inside a batch becomes a value (`Failure`), never an exception that stops it.
"""

from pathlib import Path


class DetenteError(Exception):
    """Base of all errors that Detente raises on purpose; its text is one line for a person."""


class InputError(DetenteError):
    """An input cannot be read; the message names it and says how to mend it."""

    def __init__(self, origin: str, problem: str, mend: str) -> None:
        super().__init__(f"{origin}: {problem}; {mend}")
        self.origin = origin
        self.problem = problem
        self.mend = mend

    def __reduce__(self) -> tuple[type, tuple[str, str, str]]:
        # Three arguments make one message: without this a worker process could not send it back.
        return type(self), (self.origin, self.problem, self.mend)


class MissingInput(InputError):
    """No such file, folder, pattern or address."""


class EmptyInput(InputError):
    """The input holds no bytes, or no text."""


class BinaryInput(InputError):
    """The input is no text: an image, an archive, a program."""


class EncodingError(InputError):
    """The bytes fit none of the encodings that were tried."""


class FormatError(InputError):
    """The input lacks the structure that its format promises."""


class TooLarge(InputError):
    """The input passes a limit that keeps memory and time bounded."""


class KnowledgeError(DetenteError):
    """A knowledge file is wrong; the message names file and line."""

    def __init__(self, file: Path | str, line: int, problem: str) -> None:
        name = file.name if isinstance(file, Path) else file
        super().__init__(f"{name}:{line}: {problem}")
        self.file = str(file)
        self.line = line
        self.problem = problem

    def __reduce__(self) -> tuple[type, tuple[str, int, str]]:
        return type(self), (Path(self.file).name, self.line, self.problem)


class ModelError(DetenteError):
    """A language pipeline is not installed, or its labels are not Universal Dependencies."""


class EndpointError(DetenteError):
    """A language model's endpoint is not set as it must be, or gives no usable answer.

    The first stops a batch before it starts; the second becomes the `Failure` of one page.
    """


class PlaceIndexError(DetenteError):
    """The index of places cannot be made, read or written; the message says how to mend it."""


class ProjectError(DetenteError):
    """The project folder, its settings or its key cannot be used."""


class StoreError(DetenteError):
    """The casebook's database cannot be opened, read or written; the message tells the mend."""


class RefusedPage(StoreError):
    """A page holds what the database takes for no value of its kind; the others go on."""
