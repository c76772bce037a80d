"""Detente: conflict reporting into evidence-linked event data.

    import detente
    record = detente.code("page.html", published="2018-11-17")
    for event in record.events: ...

For many pages make one `Coder` and call its `code` method: it loads language and knowledge once.
A `Project` keeps them, and what follows from many pages: incidents, agreements, relations.
"""

from typing import TYPE_CHECKING, Any

from detente.model.errors import (
    DetenteError,
    InputError,
    KnowledgeError,
    ModelError,
    ProjectError,
    StoreError,
)
from detente.model.record import Failure, Record

if TYPE_CHECKING:
    from detente.run.casebook import Project
    from detente.run.pipeline import Coder, code

__version__ = "0.1.0"
__all__ = [
    "Coder",
    "DetenteError",
    "Failure",
    "InputError",
    "KnowledgeError",
    "ModelError",
    "Project",
    "ProjectError",
    "Record",
    "StoreError",
    "__version__",
    "code",
]


def __getattr__(name: str) -> Any:
    # The coder loads the language pipeline's libraries: `import detente` alone must stay quick.
    if name in {"Coder", "Project", "code"}:
        from detente.run.threads import one_thread  # noqa: PLC0415  # see above

        one_thread()
        if name == "Project":
            from detente.run.casebook import Project  # noqa: PLC0415  # after one_thread

            return Project
        from detente.run import pipeline  # noqa: PLC0415  # after one_thread, before NumPy

        return getattr(pipeline, name)
    raise AttributeError(f"module 'detente' has no attribute {name!r}")
