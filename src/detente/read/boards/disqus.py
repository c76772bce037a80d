from collections.abc import Iterator
from detente.model.errors import InputError
from detente.read.draft import Draft


def read_disqus(text: str, origin: str) -> Iterator[tuple[str, bytes, Draft | InputError]]:
    raise NotImplementedError
