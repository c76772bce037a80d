import json

from detente.ground.lexicon import default_lexicon
from evals.aliases import count, main, resolve


def test_a_name_resolves_only_where_one_actor_bears_all_of_it():
    lexicon = default_lexicon()
    assert resolve("AL QAIDA", lexicon) == "alqaeda"
    assert resolve("OLD AL QAIDA", lexicon) is None
    assert resolve("SNA", lexicon) is None  # two bear it


def test_aliases_are_counted_against_their_groups_name(tmp_path, capsys):
    rows = [("AL QAIDA", ["AL QAEDA", "TALIBAN", "LAKE LIONS"]), ("LAKE LIONS", ["LL"])]
    shares = count(rows, default_lexicon())
    assert (shares.groups, shares.known, shares.aliases) == (2, 1, 4)
    assert (shares.of_known, shares.same, shares.other) == (3, 1, 1)
    path = tmp_path / "list.jsonl"
    path.write_text(
        "\n".join(json.dumps({"name": n, "aliases": a, "source": "x"}) for n, a in rows), "utf-8"
    )
    assert main([str(path)]) == 0
    assert "same=1/3 (33.3%)" in capsys.readouterr().out
    assert main([str(tmp_path / "none.jsonl")]) == 2
