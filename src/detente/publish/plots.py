"""A plot of two actors through time: what they did to each other, and the state that came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from detente.link.relations.dyads import Day, Pair
from detente.link.relations.states import Change, History, Spell
from detente.publish.drawing import CONFLICT, COOPERATION, INK, STATE_COLOURS, shown

_EPOCH = date(1970, 1, 1).toordinal()
"""Where matplotlib counts days from."""
_TINT = 0.22
_LABEL_ROOM = 0.022
"""Share of the plot's width that the date of a change takes; nearer ones go to the next row."""
_ROWS = (3, 56)
"""Heights of the rows of dates, in points; what fits in none is not written."""
_BAND_ROOM = 0.0075
"""Share of the plot's width that one letter in the band of states takes."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """The days that the plot shows, both included."""

    first: date
    last: date

    def share(self, day: date) -> float:
        """Where a day stands, from 0 to 1."""
        return (day - self.first).days / ((self.last - self.first).days + 1)


def dyad_plot(
    pair: Pair,
    days: Sequence[Day],
    past: History,
    names: Mapping[str, str] | None = None,
    first: date | None = None,
    last: date | None = None,
) -> Figure:
    """Draw one pair: cooperation up, conflict down, its states above and behind, changes dated.

    Args:
        pair: ids of the two.
        days: sums of this pair by day, week or month (`daily`, `summed`); others are left out.
        past: its states.
        names: labels by actor id.
        first: first day to show; by default a little before all that is known.
        last: last day to show.
    """
    own = [day for day in days if (day.a, day.b) == pair]
    frame = _frame(own, past, first, last)
    figure = Figure(figsize=(10, 5), layout="constrained")
    band, main = figure.subplots(2, 1, sharex=True, height_ratios=(1, 9))
    title = " and ".join(shown((names or {}).get(actor, actor), 80) for actor in pair)
    figure.suptitle(_title(title), fontsize=13, color=INK)
    _bars(main, own, frame)
    _bands(band, main, past.spells(), frame)
    unwritten = _changes(main, past.changes, frame)
    _axes(band, main, frame)
    if not own and not past.changes:
        main.text(
            0.5, 0.75, "No deeds of these two are known", transform=main.transAxes,
            ha="center", color=INK, fontsize=12,
        )  # fmt: skip
    _legend(figure, past, unwritten)
    return figure


def _title(title: str) -> str:
    """A title of two names: on two lines where one is too long for both."""
    return title if len(title) <= 80 else title.replace(" and ", "\nand ", 1)


def _frame(days: Sequence[Day], past: History, first: date | None, last: date | None) -> _Frame:
    """All that is known, with some room; a single year where nothing is."""
    known = [day.day for day in days] + [change.day for change in past.changes]
    start = first or (min(known) - timedelta(days=7) if known else date(2000, 1, 1))
    end = last or (max(known) + timedelta(days=14) if known else start + timedelta(days=365))
    return _Frame(start, max(end, start + timedelta(days=1)))


def _at(day: date) -> float:
    """A day on matplotlib's axis."""
    return float(day.toordinal() - _EPOCH)


def _bars(axes: Axes, days: Sequence[Day], frame: _Frame) -> None:
    """A bar up and a bar down for each sum, as wide as its period."""
    held = [day for day in days if frame.first <= day.day <= frame.last]
    places = [_at(day.day) for day in held]
    width = _width([day.day for day in held], frame)
    for values, colour, hatch in (
        ([day.cooperation_score for day in held], COOPERATION, None),
        ([day.conflict_score for day in held], CONFLICT, "///"),
    ):
        axes.bar(
            places, values, width=width, align="edge", color=colour, hatch=hatch,
            edgecolor="white", linewidth=0, zorder=3,
        )  # fmt: skip


def _width(days: Sequence[date], frame: _Frame) -> float:
    """Days that a bar spans: its period, and never so thin that it cannot be seen."""
    steps = [(two - one).days for one, two in zip(days, days[1:], strict=False)]  # noqa: RUF007 - a list is at hand
    least = (frame.last - frame.first).days / 400
    weekly = bool(days) and all(day.weekday() == 0 for day in days) and len(days) > 1
    monthly = bool(days) and all(day.day == 1 for day in days) and len(days) > 1
    period = 28 if monthly and min(steps) >= 28 else 7 if weekly else 1
    return max(period * 0.9, least)


def _bands(band: Axes, main: Axes, spells: Sequence[Spell], frame: _Frame) -> None:
    """The states: named in a band above, and tinted behind the bars."""
    for spell in spells:
        start = max(spell.start or frame.first, frame.first)
        end = min(spell.end or frame.last, frame.last)
        if start > end or spell.state == "none":
            continue
        span = _at(start), _at(end) + 1
        colour = STATE_COLOURS[spell.state]
        band.axvspan(*span, color=colour, lw=0)
        main.axvspan(*span, color=colour, alpha=_TINT, lw=0, zorder=0)
        if frame.share(end) - frame.share(start) > _BAND_ROOM * len(spell.state):
            band.text(sum(span) / 2, 0.5, spell.state, ha="center", va="center", fontsize=9)


def _changes(axes: Axes, changes: Sequence[Change], frame: _Frame) -> int:
    """Mark the changes; returns how many dates were not written, since they would overlap."""
    ends = [-1.0] * len(_ROWS)
    unwritten = 0
    for change in changes:
        if not frame.first <= change.day <= frame.last:
            continue
        axes.axvline(_at(change.day), color=INK, lw=0.9, ls=(0, (4, 3)), zorder=4)
        place = frame.share(change.day)
        row = next((row for row, end in enumerate(ends) if place - end >= _LABEL_ROOM), None)
        if row is None:
            unwritten += 1
            continue
        ends[row] = place
        axes.annotate(
            change.day.isoformat(), (_at(change.day), 0), xycoords=("data", "axes fraction"),
            xytext=(2, _ROWS[row]), textcoords="offset points", rotation=90, fontsize=7.5,
            color=INK, ha="left", va="bottom", zorder=5,
            bbox={"boxstyle": "square,pad=0.1", "fc": "white", "ec": "none", "alpha": 0.75},
        )  # fmt: skip
    return unwritten


def _axes(band: Axes, main: Axes, frame: _Frame) -> None:
    main.set_xlim(_at(frame.first), _at(frame.last) + 1)
    low, high = main.get_ylim() if main.patches else (-10.0, 10.0)
    room = max(high - low, 10.0)
    main.set_ylim(min(low, -1.0) - room * 0.28, max(high, 1.0) + room * 0.05)
    main.axhline(0, color=INK, lw=0.8, zorder=3)
    locator = AutoDateLocator()  # type: ignore[no-untyped-call]  # matplotlib types it in part
    main.xaxis.set_major_locator(locator)
    concise = ConciseDateFormatter(locator)  # type: ignore[no-untyped-call]  # the same
    main.xaxis.set_major_formatter(concise)
    main.set_ylabel("PLOVER score × weight", color=INK)
    main.spines[["top", "right"]].set_visible(False)
    band.set_axis_off()
    band.set_ylim(0, 1)


def _legend(figure: Figure, past: History, unwritten: int) -> None:
    """Below the plot, so that it covers nothing."""
    states = {spell.state for spell in past.spells()}
    handles: list[Patch | Line2D] = [
        Patch(color=COOPERATION, label="cooperation"),
        Patch(facecolor=CONFLICT, hatch="///", edgecolor="white", label="conflict"),
    ]
    handles += [
        Patch(color=colour, alpha=0.6, label=state)
        for state, colour in STATE_COLOURS.items()
        if state in states and state != "none"
    ]
    if past.changes:
        more = f" ({unwritten} undated: too near)" if unwritten else ""
        handles.append(Line2D([], [], color=INK, lw=0.9, ls="--", label=f"change of state{more}"))
    figure.legend(
        handles=handles, loc="outside lower center", ncols=len(handles), fontsize=8.5, frameon=False
    )
