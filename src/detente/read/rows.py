from collections.abc import Iterator
from detente.model.errors import InputError
from detente.read.draft import Draft


def read_rows(
    text: str, origin: str, *, lines: bool
) -> Iterator[tuple[str, bytes, Draft | InputError]]:
    raise NotImplementedError
