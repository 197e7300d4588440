"""Changes as the model takes them: an agreement, a tariff, an embargo, an exit, or a table of a person's."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from multipolar import actors
from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.trade_agreements import between
from multipolar.measures.trade_matrix import TradeMatrix, number_in, read_rows
from multipolar.measures.trade_parameters import Parameter
from multipolar.measures.trade_sides import Side, check_lived

if TYPE_CHECKING:
    import numpy as np

    from multipolar.record import Record

# What a table of changes may hold, each with what it does.
CHANGES = {
    "effect": "change in the log of the flow before anything else adjusts",
    "cost": "change in trade cost, per cent",
    "tariff": "percentage points added to the tariff",
}


@dataclass(frozen=True, slots=True)
class Scenario:
    """A change, as the model takes it.

    Attributes:
        title: The change in one line.
        first: Actors of the first side; all that the table names where there are no sides.
        second: Actors of the second side.
        names: What the two sides are called.
        pattern: What one unit of effect does to the log of each flow; minus infinity ends it.
        effect: The size of the effect.
        tariffs: Tariffs after, as 0.05; ``None`` where none changes.
        marked: The flows whose sums are shown apart.
        assumptions: What is assumed of this change, in words.
        missing: Members of the sides that are not in the model, each with the reason.
    """

    title: str
    first: tuple[str, ...]
    second: tuple[str, ...]
    names: tuple[str, str]
    pattern: "np.ndarray"
    effect: Parameter
    tariffs: "np.ndarray | None"
    marked: "np.ndarray"
    assumptions: tuple[str, ...]
    missing: tuple[str, ...] = ()


_ONE = Parameter(1.0, None, None, "", "")
_TARIFFS = "tariffs before count as zero; the revenue of new ones is spent by the importing country"
_UNKNOWN = "the source has no figure of it"


def agreement(
    matrix: TradeMatrix, record: "Record | None", a: Side, b: Side, year: int, effect: Parameter
) -> Scenario:
    """An agreement on trade between two sides, both ways.

    Args:
        matrix: The trade before.
        record: Where agreements in force are looked up; ``None`` when only those of shared blocs count.
        a: One side, as of the end of the year.
        b: The other.
        year: The year of membership, and of agreements that are in force.
        effect: Change in the log of trade between them.

    Raises:
        AskedWronglyError: All pairs have an agreement already, no member is in the model, or one belongs to
            both sides.
    """
    first, second, missing = _members(matrix, a, b, year)
    pairs = [(one, other) for one in first for other in second]
    held = {pair: found for pair in pairs if (found := between(record, *pair, year)) is not None}
    if len(held) == len(pairs):
        raise AskedWronglyError(
            f"{a.name} and {b.name} have an agreement in force in {year}: {next(iter(held.values()))}",
            "Ask for an earlier year, or for `whatif leave`",
        )
    free = [pair for pair in pairs if pair not in held]
    told = [
        f"{one} and {other} have one already ({why}): left as it is" for (one, other), why in held.items()
    ]
    told.append(
        f"the agreement adds {effect.text} to the log of trade both ways: {effect.words} [{effect.cited}]"
    )
    return Scenario(
        f"Trade agreement of {a.name} and {b.name}", first, second, (a.name, b.name),
        _pattern(matrix, free, 1.0), effect, None, _pattern(matrix, pairs, 1.0) != 0, tuple(told), missing,
    )  # fmt: skip


def leave(matrix: TradeMatrix, a: Side, b: Side, year: int, effect: Parameter) -> Scenario:
    """A member leaves its group: the effect of an agreement is taken away from their trade.

    Raises:
        AskedWronglyError: It is no member, the group is none, or no member is in the model.
    """
    if b.group is None:
        raise AskedWronglyError(f"{b.name} is not a group", "Name the member first, then the group it leaves")
    leavers = set(a.members(year))
    if not leavers or not leavers <= set(b.members(year)):
        raise AskedWronglyError(
            f"{a.name} is no member of {b.name} in {year}", f"Members: {', '.join(b.members(year)) or 'none'}"
        )
    first, second, missing = _members(matrix, a, b, year, inside=True)
    pairs = [(one, other) for one in first for other in second]
    told = (
        f"leaving takes {effect.text} from the log of trade both ways: {effect.words} [{effect.cited}]",
        "what the group has agreed with others is left as it is",
    )
    pattern = _pattern(matrix, pairs, -1.0)
    title = f"{a.name} leaves {b.name}"
    return Scenario(
        title,
        first,
        second,
        (a.name, f"the rest of {b.name}"),
        pattern,
        effect,
        None,
        pattern != 0,
        told,
        missing,
    )


def sanction(matrix: TradeMatrix, a: Side, b: Side, year: int, effect: Parameter | None) -> Scenario:
    """Sanctions of one side on another: no trade either way, or an effect that is given.

    Raises:
        AskedWronglyError: No member is in the model, or one belongs to both sides.
    """
    first, second, missing = _members(matrix, a, b, year)
    pairs = [(one, other) for one in first for other in second]
    pattern = _pattern(matrix, pairs, 1.0 if effect else float("-inf"))
    words = f"changes the log of trade both ways by {effect.text}" if effect else "ends all trade both ways"
    told = (f"the sanction {words}", "no trade goes round it through third countries")
    return Scenario(
        f"Sanctions of {a.name} on {b.name}", first, second, (a.name, b.name),
        pattern, effect or _ONE, None, pattern != 0, told, missing,
    )  # fmt: skip


def tariff(matrix: TradeMatrix, a: Side, b: Side, year: int, points: float) -> Scenario:
    """An importer adds to its tariff on what an exporter sells it.

    Args:
        matrix: The trade before.
        a: The importer.
        b: The exporter, or the world for all.
        year: The year of membership.
        points: Percentage points added, below zero to lower it.

    Raises:
        AskedWronglyError: A rate that is none, no member in the model, or one on both sides.
    """
    import numpy as np

    if not -100 < points < 10_000 or points == 0:
        raise AskedWronglyError(f"A tariff cannot change by {points:g} percentage points", "Write 10 for ten")
    if b.world:
        first = tuple(m for m in a.members(year) if matrix.place(m) >= 0)
        second = tuple(x for x in matrix.actors if x not in first)
        missing: tuple[str, ...] = ()
    else:
        first, second, missing = _members(matrix, a, b, year)
    marked = _pattern(matrix, [(one, other) for one in second for other in first], 1.0, both=False) != 0
    rates = np.where(marked, points / 100, 0.0)
    told = (
        f"{a.name} adds {points:g} percentage points to its tariff on all goods of {b.name}, which does not "
        "answer",
        _TARIFFS,
    )
    title = f"{points:+g} percentage points of tariff of {a.name} on {b.name}"
    return Scenario(
        title, first, second, (a.name, b.name), np.zeros_like(rates), _ONE, rates, marked, told, missing
    )


def table(matrix: TradeMatrix, path: Path, central_elasticity: float) -> Scenario:
    """Changes that a person lists: columns exporter, importer, and one of effect, cost or tariff.

    Raises:
        AskedWronglyError: A file that cannot be read, other columns, an unknown country or one not in the
            model, a pair twice, or a number that is none.
    """
    import numpy as np

    rows = read_rows(path, ("exporter", "importer"))
    kinds = [kind for kind in CHANGES if kind in rows[0][1]]
    if len(kinds) != 1:
        raise AskedWronglyError(
            f"{path} has {len(kinds)} columns of changes", f"Give one of {', '.join(CHANGES)}"
        )
    values = np.zeros((len(matrix.actors), len(matrix.actors)))
    marked = np.zeros(values.shape, dtype=bool)
    for line, row in rows:
        i, j = (matrix.place(actors.find(row[c]).id) for c in ("exporter", "importer"))
        if i == j:
            raise AskedWronglyError(f"{path}, line {line}: a country and itself", "Leave sales at home out")
        if marked[i, j]:
            raise AskedWronglyError(
                f"{path}, line {line}: {row['exporter']} to {row['importer']} stands there twice"
            )
        values[i, j], marked[i, j] = number_in(path, line, row, kinds[0]), True
    pattern, rates, told = _changes(kinds[0], values, central_elasticity, path)
    first = tuple(a for i, a in enumerate(matrix.actors) if marked[i].any() or marked[:, i].any())
    return Scenario(
        f"Changes in {path.name}", first, (), ("all that are named", ""), pattern, _ONE, rates, marked, told
    )


def _changes(
    kind: str, values: "np.ndarray", theta: float, path: Path
) -> "tuple[np.ndarray, np.ndarray | None, tuple[str, ...]]":
    import numpy as np

    told = (f"{kind} of each flow as in {path.name}: {CHANGES[kind]}",)
    if kind == "effect":
        return values, None, told
    if not np.all(values > -100):
        raise AskedWronglyError(
            f"{path} has a {kind} of -100 per cent or less", "A cost cannot fall to nothing"
        )
    if kind == "tariff":
        return np.zeros_like(values), values / 100, (*told, _TARIFFS)
    more = f"what a cost does to trade is taken at the central elasticity of {theta:g} in every draw"
    return -theta * np.log1p(values / 100), None, (*told, more)


def _members(
    matrix: TradeMatrix, a: Side, b: Side, year: int, inside: bool = False
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Members of both sides that are in the model, and in words who is not."""
    for one in (a, b):
        if one.world:
            raise AskedWronglyError("The world is no side of this", "Name a state or a group")
        if one.group is not None and not one.members(year):
            raise AskedWronglyError(
                f"{one.name} had no members in {year}", "Add --members YEAR for who belonged in another year"
            )
        check_lived(one, range(year, year + 1))
    first, second = set(a.members(year)), set(b.members(year))
    if inside:
        second -= first
    elif shared := first & second:
        group = b if b.group is not None else a
        without = ",".join(f"-{member}" for member in sorted(shared))
        raise AskedWronglyError(
            f"{', '.join(sorted(shared))} would be on both sides",
            f'Leave it out: "Rest={group.id},{without}"',
        )
    known = set(matrix.actors)
    for one, members in ((a, first), (b, second)):
        if not members & known:
            matrix.place(min(members))
            raise AskedWronglyError(f"No member of {one.name} is in the model")
    missing = tuple(
        f"{actors.get(m).name} is not in the model: {matrix.left_out.get(m, _UNKNOWN)}"
        for m in sorted((first | second) - known)
    )
    return tuple(sorted(first & known)), tuple(sorted(second & known)), missing


def _pattern(
    matrix: TradeMatrix, pairs: Sequence[tuple[str, str]], value: float, both: bool = True
) -> "np.ndarray":
    import numpy as np

    found = np.zeros((len(matrix.actors), len(matrix.actors)))
    for one, other in pairs:
        found[matrix.place(one), matrix.place(other)] = value
        if both:
            found[matrix.place(other), matrix.place(one)] = value
    return found
