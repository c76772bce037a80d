"""Options of the language-model coder, and the report on how far it and the rules agree."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from detente.cli.screen import say
from detente.coding.llm.endpoint import (
    KEY_VARIABLE,
    MODEL_VARIABLE,
    RETRIES,
    TIMEOUT,
    URL_VARIABLE,
    endpoint_of,
)
from detente.model.errors import DetenteError

if TYPE_CHECKING:
    from detente.model.record import Event, Record

RULES, LLM, BOTH = "rules", "llm", "both"
COLUMNS = ("field", "compared", "agreeing", "share")


def check_coder(value: str) -> str:
    """Return the coder's name when there is such a coder.

    Raises:
        typer.BadParameter: There is none.
    """
    if value not in {RULES, LLM, BOTH}:
        raise typer.BadParameter(f"{value!r} is no coder; write rules, llm or both")
    return value


CoderChoice = Annotated[
    str,
    typer.Option(
        "--coder",
        metavar="rules|llm|both",
        callback=check_coder,
        help="Who codes: the rules, a language model, or both side by side.",
    ),
]
LlmUrl = Annotated[
    str | None,
    typer.Option(
        "--llm-url",
        metavar="URL",
        envvar=URL_VARIABLE,
        help="OpenAI-compatible endpoint that the article's text is sent to, such as "
        f"http://127.0.0.1:11434/v1. A key, if it needs one, stands in ${KEY_VARIABLE}.",
    ),
]
LlmModel = Annotated[
    str | None,
    typer.Option(
        "--llm-model", metavar="NAME", envvar=MODEL_VARIABLE, help="The model's name there."
    ),
]
LlmTimeout = Annotated[
    float,
    typer.Option(
        "--llm-timeout",
        min=0.1,
        metavar="SECONDS",
        envvar="DETENTE_LLM_TIMEOUT",
        help="Longest wait for one answer.",
    ),
]
LlmRetries = Annotated[
    int,
    typer.Option(
        "--llm-retries",
        min=0,
        max=10,
        metavar="N",
        envvar="DETENTE_LLM_RETRIES",
        help="Repeats after a fault that may pass.",
    ),
]
AgreementFile = Annotated[
    Path | None,
    typer.Option(
        "--agreement",
        metavar="FILE",
        dir_okay=False,
        help="With --coder both: write how far rules and model agree, by field (.csv or .json).",
    ),
]


def model_options(
    coder: str,
    *,
    url: str | None,
    model: str | None,
    timeout: float = TIMEOUT,
    retries: int = RETRIES,
    agreement: Path | None = None,
) -> dict[str, Any]:
    """Return the choice of a coder as keyword arguments for a `Coder`; none for the rules.

    Raises:
        EndpointError: A language model is wanted and not fully named.
        DetenteError: A report on agreement is wanted of one coder alone.
    """
    if agreement is not None and coder != BOTH:
        raise DetenteError("--agreement compares rules and model; add --coder both")
    if coder == RULES:
        return {}
    endpoint = endpoint_of(url, model, timeout=timeout, retries=retries)
    return {"coder": coder, "endpoint": endpoint}


class AgreementReport:
    """Compares rules and model in each record that passes, and tells the sum at the end."""

    def __init__(self, path: Path | None) -> None:
        """Start with nothing compared.

        Args:
            path: Where the report is written at the end; None writes none.

        Raises:
            DetenteError: The file cannot be written: better told now than after the work.
        """
        # `detente --help` goes without the models that agreement loads.
        from detente.coding.llm.agreement import Agreement

        self._path = path
        self._agreement = Agreement()
        self._save()

    def add(self, record: "Record") -> None:
        """Compare the two readings of one record."""
        rules, model = split_by_coder(record.events)
        self._agreement.add(rules, model)

    def tell(self) -> None:
        """Write the report, and one line of it on standard error.

        Raises:
            DetenteError: The file cannot be written.
        """
        rows = self._agreement.rows()
        told = ", ".join(f"{name} {agreeing}/{n}" for name, n, agreeing, _ in rows if n)
        counts = f"{self._agreement.rules} events by rules, {self._agreement.model} by the model"
        say(f"agreement: {counts}; {told or 'nothing to compare'}")
        self._save()

    def _save(self) -> None:
        """Write the file, if one is wanted."""
        if self._path is None:
            return
        try:
            self._path.write_text(_written(self._agreement.rows(), self._path), encoding="utf-8")
        except OSError as error:
            raise DetenteError(
                f"{self._path}: cannot be written ({error.strerror}); name another file"
            ) from error


def split_by_coder(events: "Sequence[Event]") -> "tuple[list[Event], list[Event]]":
    """The rules' events and the model's."""
    from detente.coding.llm.coder import RULE

    model = [event for event in events if event.rule.startswith(RULE)]
    return [event for event in events if not event.rule.startswith(RULE)], model


def _written(rows: list[tuple[str, int, int, float | None]], path: Path) -> str:
    """The report as JSON or CSV, by the file's name."""
    if path.suffix.lower() == ".json":
        objects = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
        return json.dumps(objects, indent=2) + "\n"
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([COLUMNS, *rows])
    return text.getvalue()
