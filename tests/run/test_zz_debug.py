from detente.store.database import reading
from detente.store.tables import *
from detente.run.reviewing import *
from sqlalchemy import select
from tests.store.told import *
import pytest
@pytest.mark.parametrize("first_withdraw",[False,True])
def test_dbg(engine, tmp_path, first_withdraw):
    look = lookup(tmp_path)
    def show(what):
        with reading(engine) as c:
            print(what, [(r.id[12:], r.type, r.state, r.incident) for r in c.execute(select(reports).order_by(reports.c.id))], [i for i in c.execute(select(incidents.c.id, incidents.c.type))], c.execute(select(links)).all(), [tuple(x) for x in c.execute(select(pages.c.document, pages.c.original))])
    a,b,d = store(engine, *(page(n) for n in range(1,4)))
    show("start")
    if not first_withdraw:
        correct_field(engine, a, "type", "AID", who="A", reason="so", lookup=look); show("corrected")
    give_state(engine, b, "withdrawn", who="A", reason="no event"); show("withdrawn b")
    assert 0
