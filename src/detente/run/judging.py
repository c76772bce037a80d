"""Merging and splitting incidents, each in one transaction of its own."""

from collections.abc import Sequence

from detente.link.incidents import judging
from detente.link.incidents.loading import load_incident
from detente.model.errors import StoreError
from detente.run.project import OpenProject
from detente.store.coders import coder_code, given_reason
from detente.store.database import writing


def merge_incidents(
    project: OpenProject, names: Sequence[str], *, who: str, reason: str
) -> tuple[str, str]:
    """Judge that incidents are one happening; return the judgement's id and that of the incident.

    Raises:
        StoreError: There is no such incident, or only one was named.
        DetenteError: `who` is no coder code, or there is no reason.
    """
    who, reason = coder_code(who), given_reason(reason, "a merge")
    with writing(project.engine) as connection:
        ids = []
        for name in names:
            found = load_incident(connection, name)
            if found is None:
                raise StoreError(f"{name}: no such incident; `detente incidents list` shows them")
            ids.append(found.act.id)
        judgement = judging.merge(connection, ids, who=who, reason=reason)
        now = load_incident(connection, ids[0])
        return judgement, now.act.id if now else ids[0]


def split_incident(
    project: OpenProject, name: str, out: Sequence[str], *, who: str, reason: str
) -> str:
    """Judge that reports of an incident tell another happening; return the judgement's id.

    Raises:
        StoreError: There is no such incident, a report is not in it, or none would stay.
        DetenteError: `who` is no coder code, or there is no reason.
    """
    who, reason = coder_code(who), given_reason(reason, "a split")
    with writing(project.engine) as connection:
        found = load_incident(connection, name)
        if found is None:
            raise StoreError(f"{name}: no such incident; `detente incidents list` shows them")
        return judging.split(connection, found.act.id, out, who=who, reason=reason)


def revoke_judgement(project: OpenProject, judgement: str, *, who: str, reason: str) -> None:
    """Take a judgement back.

    Raises:
        StoreError: There is no such judgement, or it was taken back before.
        DetenteError: `who` is no coder code, or there is no reason.
    """
    who, reason = coder_code(who), given_reason(reason, "taking a judgement back")
    with writing(project.engine) as connection:
        judging.revoke(connection, judgement, who=who, reason=reason)
