"""Triggers that let nobody alter what is only added to, by mistake or by hand.

They guard against slips; against intent stands the log (`detente verify`). A purge may empty the
bytes of a capture and take rows away, and says so in the log.
"""

_ALTERED = "this table is only added to"
_KEPT = ("runs", "sightings", "versions", "codings", "states", "judgements", "log")
_CAPTURE = "NEW.id <> OLD.id OR NEW.size <> OLD.size OR length(NEW.packed) > 0"


def _sqlite() -> list[str]:
    stop = f"BEGIN SELECT RAISE(ABORT, '{_ALTERED}'); END"
    made = [f"CREATE TRIGGER {name}_kept BEFORE UPDATE ON {name} {stop}" for name in _KEPT]
    made.append(f"CREATE TRIGGER log_whole BEFORE DELETE ON log {stop}")
    made.append(f"CREATE TRIGGER captures_kept BEFORE UPDATE ON captures WHEN {_CAPTURE} {stop}")
    return made


def _postgresql() -> list[str]:
    run = "EXECUTE FUNCTION detente_refuse()"
    made = [
        f"""CREATE FUNCTION detente_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{_ALTERED}'; END $$"""
    ]
    made += [
        f"CREATE TRIGGER {name}_kept BEFORE UPDATE ON {name} FOR EACH ROW {run}" for name in _KEPT
    ]
    made.append(f"CREATE TRIGGER log_whole BEFORE DELETE ON log FOR EACH ROW {run}")
    made.append(
        "CREATE TRIGGER captures_kept BEFORE UPDATE ON captures "
        f"FOR EACH ROW WHEN ({_CAPTURE}) {run}"
    )
    return made


SOURCE_TABLES = ("captures", "runs", "sightings", "versions", "log")
PERSON_TABLES = ("codings", "states", "judgements")


def guards(dialect: str, tables: tuple[str, ...]) -> list[str]:
    """Return the statements that guard some tables; migrations run them.

    Args:
        dialect: sqlite or postgresql.
        tables: `SOURCE_TABLES` or `PERSON_TABLES`.
    """
    statements = _sqlite() if dialect == "sqlite" else _postgresql()
    wanted = [s for s in statements if any(f" ON {name} " in s for name in tables)]
    if dialect == "postgresql" and "log" in tables:
        return [statements[0], *wanted]
    return wanted
