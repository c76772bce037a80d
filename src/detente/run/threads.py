"""How many threads the matrix products may use."""

import os

VARIABLES = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")


def one_thread() -> None:
    """Let matrix products of this process and its children use one thread, unless the user says so.

    The parser's products are small: a second thread mostly waits, and on a machine with other work
    it made coding four times slower. It counts only before NumPy is loaded.
    """
    for name in VARIABLES:
        os.environ.setdefault(name, "1")
