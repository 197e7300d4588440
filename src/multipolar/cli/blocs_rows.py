"""The four tables of ``multipolar votes blocs``, and its map."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from multipolar.cli.output import Output
from multipolar.measures.bloc_moves import moves
from multipolar.measures.poles import PERMANENT

if TYPE_CHECKING:
    from multipolar.cli.blocs import View
    from multipolar.measures.blocs import Blocs

Row = dict[str, Any]
_CORE = 5
_STARTER = "starter"
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "blocs": (
        "period", "bloc", "states", "permanent", "core", "inside", "nearest", "distance", "modularity",
        "stability", "roll_calls", "definition",
    ),
    "states": (
        "period", "actor", "name", "bloc", "place", "own_distance", "nearest", "nearest_distance", "kept",
        "votes", "roll_calls", "definition",
    ),
    "distances": ("period", "a", "b", "distance", "states_a", "states_b", "roll_calls", "definition"),
    "moves": (
        "before", "after", "actor", "name", "left", "joined", "kind", "kept", "place_before", "place_after",
    ),
}  # fmt: skip


def show(output: Output, series: "Sequence[Blocs]", view: "View", states: Collection[str]) -> None:
    """Print one of the tables, and say on the side by what rules and from what it was made."""
    columns = COLUMNS[view]
    if view == "blocs" and output.form != "table":
        columns = (*columns, "members")
    output.rows(_ROWS[view](series, states), columns)
    output.note(f"{series[0].rules.words}. Distance is 1 - agreement.")
    for one in series:
        if one.left_out and len(series) == 1:
            output.note(f"{one.period}: voted too seldom to be placed: {', '.join(one.left_out)}")
        if one.sources == (_STARTER,):
            output.note(
                f"{one.period} rests on the embedded record's most cited votes alone, which are no sample of "
                "the agenda; pull all with `multipolar record pull voeten_votes undl_ga`"
            )


def drawn(one: "Blocs") -> str:
    """The blocs of a period on a map."""
    from multipolar.briefs.maps import world_map

    values = {a: one.names[label] for a, label in zip(one.actors, one.labels.tolist(), strict=True)}
    alone = [bloc for bloc in range(len(one.names)) if len(one.members(bloc)) == 1]
    shown = {a: name for a, name in values.items() if one.names.index(name) not in alone}
    return world_map(
        shown,
        title=f"Blocs in the General Assembly, {one.period}",
        legend="bloc",
        kind="category",
        order=sorted(set(shown.values())),
        note=f"{one.rules.words}. {one.roll_calls} roll calls from {', '.join(one.sources)}.",
    )


def _blocs(series: "Sequence[Blocs]", _: Collection[str]) -> Iterator[Row]:
    for one in series:
        for bloc, name in enumerate(one.names):
            apart = _others(one, bloc)
            nearest = min(apart, key=lambda pair: pair[1], default=None)
            members = one.members(bloc)
            yield {
                "period": one.period,
                "bloc": name,
                "states": len(members),
                "permanent": [p for p in PERMANENT if p in members],
                "core": _core(one, bloc),
                "inside": _round(one.between(bloc, bloc)),
                "nearest": one.names[nearest[0]] if nearest else None,
                "distance": _round(nearest[1]) if nearest else None,
                "modularity": _round(one.modularity),
                "stability": _round(one.stability),
                "roll_calls": one.roll_calls,
                "definition": one.rules.definition,
                "members": list(members),
            }


def _states(series: "Sequence[Blocs]", states: Collection[str]) -> Iterator[Row]:
    from multipolar import actors

    for one in series:
        for i, actor in enumerate(one.actors):
            if states and actor not in states:
                continue
            own, nearest = int(one.labels[i]), one.nearest(i)
            yield {
                "period": one.period,
                "actor": actor,
                "name": actors.get(actor).name,
                "bloc": one.names[own],
                "place": _round(float(one.place[i])),
                "own_distance": _round(float(one.distances[i, own])),
                "nearest": None if nearest is None else one.names[nearest],
                "nearest_distance": None if nearest is None else _round(float(one.distances[i, nearest])),
                "kept": _round(float(one.kept[i])),
                "votes": int(one.votes[i]),
                "roll_calls": one.roll_calls,
                "definition": one.rules.definition,
            }


def _distances(series: "Sequence[Blocs]", _: Collection[str]) -> Iterator[Row]:
    for one in series:
        sizes = [len(one.members(bloc)) for bloc in range(len(one.names))]
        for a in range(len(sizes)):
            for b in range(a, len(sizes)):
                yield {
                    "period": one.period, "a": one.names[a], "b": one.names[b],
                    "distance": _round(one.between(a, b)), "states_a": sizes[a], "states_b": sizes[b],
                    "roll_calls": one.roll_calls, "definition": one.rules.definition,
                }  # fmt: skip


def _moves(series: "Sequence[Blocs]", states: Collection[str]) -> Iterator[Row]:
    from multipolar import actors

    for move in moves(series):
        if not states or move.actor in states:
            yield {
                "before": move.before, "after": move.after, "actor": move.actor,
                "name": actors.get(move.actor).name, "left": move.left, "joined": move.joined,
                "kind": move.kind, "kept": _round(move.kept), "place_before": _round(move.place[0]),
                "place_after": _round(move.place[1]),
            }  # fmt: skip


_ROWS: "Mapping[str, Callable[[Sequence[Blocs], Collection[str]], Iterator[Row]]]" = {
    "blocs": _blocs,
    "states": _states,
    "distances": _distances,
    "moves": _moves,
}


def _others(one: "Blocs", bloc: int) -> list[tuple[int, float]]:
    """The other blocs with their distance, where any pair has votes in common."""
    found = [(other, one.between(bloc, other)) for other in range(len(one.names)) if other != bloc]
    return [(other, distance) for other, distance in found if distance == distance]


def _core(one: "Blocs", bloc: int) -> list[str]:
    """The states that stand most firmly in a bloc."""
    inside = np.nonzero(one.labels == bloc)[0]
    firm = sorted(inside.tolist(), key=lambda i: (-np.nan_to_num(one.place[i], nan=-2.0), one.actors[i]))
    return [one.actors[i] for i in firm[:_CORE]]


def _round(value: float) -> float | None:
    return None if value != value else round(value, 3)
