"""Plots: what they show, that nothing is cut off, and files that are the same each time."""

from itertools import pairwise
from pathlib import Path

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from detente.link.relations.dyads import Day, by_pair, daily, summed
from detente.link.relations.network import Network
from detente.link.relations.prior import PriorLink
from detente.link.relations.states import History, history
from detente.model.errors import DetenteError
from detente.publish.drawing import COOPERATION, save_plot, shown
from detente.publish.network_plots import network_plot
from detente.publish.plots import dyad_plot
from tests.link.relations.acting import act, attack, day, deal, deeds, truce
from tests.link.relations.networks import network

ACTS = [
    *(attack(f"w{n}", n * 3) for n in range(30)), truce("t1", 120), attack("x1", 150),
    attack("x2", 153), truce("t2", 160), act("s", "SUPPORT", 300, agreement=deal("full")),
    *(act(f"c{n}", "COOPERATE", 320 + n * 20) for n in range(6)),
]  # fmt: skip
HELD = by_pair(deeds(*ACTS))["a", "b"]
DAYS = daily(HELD)
PAST = history(HELD, until=day(500))
LONG = "The Free Council of the Seven River Towns and the Northern Harbours of the Outer Isles"


def texts(figure: Figure) -> list[str]:
    return [t.get_text() for t in figure.findobj(Text) if t.get_text()]


def fits(figure: Figure) -> bool:
    """Whether all that is drawn lies within the figure, to a hundredth of an inch."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    box = figure.get_tightbbox(canvas.get_renderer())
    wide, high = figure.get_size_inches()
    return min(box.x0, box.y0) > -0.01 and box.x1 < wide + 0.01 and box.y1 < high + 0.01


def bars(figure: Figure) -> list[tuple[float, float]]:
    """Width and height of each bar of cooperation."""
    _, main = figure.axes
    held = [c for c in main.containers if c.patches and c.patches[0].get_facecolor()[2] > 0.6]
    return [(bar.get_width(), bar.get_height()) for bar in held[0]]


def test_a_dyad_shows_every_change_with_its_date_and_its_states() -> None:
    told = texts(dyad_plot(("a", "b"), DAYS, PAST, {"a": "Hill", "b": "Dale"}))
    assert [c.after for c in PAST.changes] == [
        "hostile",
        "truce",
        "hostile",
        "truce",
        "reconciled",
        "allied",
    ]
    assert {c.day.isoformat() for c in PAST.changes} <= set(told)
    assert {"hostile", "truce", "reconciled", "allied", "change of state", "Hill and Dale"} <= set(
        told
    )


def test_bars_are_as_high_as_the_sums_and_as_wide_as_the_period() -> None:
    daily_bars, weekly_bars = (
        bars(dyad_plot(("a", "b"), days, PAST)) for days in (DAYS, summed(DAYS, "week"))
    )
    assert COOPERATION == "#0072B2"
    assert [height for _, height in daily_bars] == [d.cooperation_score for d in DAYS]
    assert weekly_bars[0][0] > 5 > daily_bars[0][0]
    assert sum(h for _, h in weekly_bars) == pytest.approx(sum(h for _, h in daily_bars))
    monthly = bars(dyad_plot(("a", "b"), summed(DAYS, "month"), PAST))
    assert 20 < monthly[0][0] < 31


def test_deeds_of_other_pairs_and_days_outside_are_not_drawn() -> None:
    others = daily(deeds(attack("o", 5, "c", "d")))
    figure = dyad_plot(("a", "b"), (*DAYS, *others), PAST, first=day(0), last=day(100))
    assert len(bars(figure)) == sum(d.day <= day(100) for d in DAYS)
    assert day(120).isoformat() not in texts(figure)


def test_changes_that_stand_too_near_are_marked_and_counted() -> None:
    wild = [PAST.changes[0]]
    for n, (one, two) in enumerate(pairwise(["hostile", "truce"] * 4), 1):
        change = PAST.changes[0]
        wild.append(type(change)(day(n), day(n), day(n), one, two, (), "x"))  # type: ignore[arg-type]
    figure = dyad_plot(("a", "b"), DAYS, History("none", tuple(wild)))
    assert "change of state (6 undated: too near)" in texts(figure)


@pytest.mark.parametrize("days", [(), DAYS], ids=["empty", "full"])
@pytest.mark.parametrize("names", [{}, {"a": LONG, "b": LONG + "$x$"}], ids=["ids", "long names"])
def test_nothing_of_a_dyad_is_cut_off(days: tuple[Day, ...], names: dict[str, str]) -> None:
    past = PAST if days else History("none", ())
    figure = dyad_plot(("a", "b"), days, past, names)
    assert fits(figure)
    assert ("No deeds of these two are known" in texts(figure)) == (not days)


def test_a_pair_with_links_alone_is_drawn_with_its_band() -> None:
    past = history((), links=(PriorLink("a", "b", "allied", since=day(3)),), until=day(90))
    told = texts(dyad_plot(("a", "b"), (), past))
    assert "allied" in told
    assert "No deeds of these two are known" not in told


def ring(count: int) -> Network:
    names = [f"n{n:03}" for n in range(count)]
    marks = "#+-~."
    return network(" ".join(a + marks[n % 5] + b for n, (a, b) in enumerate(pairwise(names))))


@pytest.mark.parametrize("count", [0, 2, 7, 16, 17, 30, 31, 75])
def test_nothing_of_a_network_is_cut_off(count: int) -> None:
    whole = ring(count)
    figure = network_plot(whole, dict.fromkeys(whole.nodes, LONG))
    assert fits(figure)


def test_a_network_tells_its_day_states_camps_and_names() -> None:
    told = texts(network_plot(network("a#b a-c b~d c.d"), {"a": "Hill $1 and $2", "b": "Dale"}))
    assert "Relations on 2017-01-01" in told
    assert {
        "hostile (×)",
        "allied",
        "truce",
        "deeds, no state",
        "number: camp",
        "Dale",
        "c",
    } <= set(told)
    assert told.count("1") == 2
    assert r"Hill \$1 and \$2" in told, "no formula"


def test_each_state_has_a_line_of_its_own() -> None:
    (axes,) = network_plot(network("a#b a-c b~d c.d d+e")).axes
    lines = [line for line in axes.lines if len(line.get_xdata()) == 2]
    assert len({(line.get_linestyle(), line.get_color()) for line in lines}) == 5
    assert sum(line.get_marker() == "x" for line in axes.lines) == 1


def test_only_the_most_connected_of_many_are_shown_and_that_is_told() -> None:
    star = " ".join(f"hub#n{n:02}" for n in range(70))
    told = texts(network_plot(network(star)))
    assert "60 of 71 actors shown; lines are thicker the more deeds in 90 days" in told
    assert "hub" in told
    assert "n69" not in told


def test_an_empty_network_says_so() -> None:
    assert "No relations are known on this day" in texts(network_plot(network("")))


@pytest.mark.parametrize("ending", [".svg", ".png", ".SVG"])
@pytest.mark.parametrize("kind", ["dyad", "network", "springs"])
def test_files_are_the_same_each_time(tmp_path: Path, ending: str, kind: str) -> None:
    makers = {
        "dyad": lambda: dyad_plot(("a", "b"), DAYS, PAST, {"a": "حركة", "b": "河の会"}),
        "network": lambda: network_plot(ring(8)),
        "springs": lambda: network_plot(ring(40)),
    }
    one, two = tmp_path / f"one{ending}", tmp_path / f"two{ending}"
    for path in (one, two):
        save_plot(makers[kind](), path)
    data = one.read_bytes()
    assert data == two.read_bytes()
    assert data[:4] == b"\x89PNG" if ending == ".png" else b"<svg" in data
    assert b"dc:date" not in data


def test_other_endings_are_told_with_the_mend(tmp_path: Path) -> None:
    figure = network_plot(network("a+b"))
    for name in ("plot.pdf", "plot"):
        with pytest.raises(DetenteError, match=r"name a file that ends in \.svg or \.png"):
            save_plot(figure, tmp_path / name)
    with pytest.raises(DetenteError, match="cannot be written: No such file"):
        save_plot(figure, tmp_path / "no" / "plot.png")
    assert list(tmp_path.iterdir()) == []


def test_names_are_cut_and_wrapped() -> None:
    assert shown("Hill  Brigade\n") == "Hill Brigade"
    assert shown(LONG, 24).count("\n") == 2
    assert shown(LONG, 24).endswith("…")
    assert shown("a $b$") == r"a \$b\$"


def test_the_check_for_cut_names_can_fail() -> None:
    figure = Figure(figsize=(2, 2))
    figure.text(0.5, 0.5, LONG)
    assert not fits(figure)
