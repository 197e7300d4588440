"""Where things stand along one axis: labels moved apart until none touches, and ticks at whole numbers."""

from collections.abc import Sequence


def spread(places: Sequence[float], step: float, low: float, high: float) -> list[float]:
    """New places, in the order given, at least a step apart and between the ends.

    Neighbours that touch become a block around their mean (the least-squares answer). When there is no
    room for all, the step shrinks.
    """
    if not places:
        return []
    step = min(step, (high - low) / max(1, len(places) - 1))
    order = sorted(range(len(places)), key=lambda index: (places[index], index))
    blocks: list[tuple[float, int]] = []
    for index in order:
        block = (min(max(places[index], low), high), 1)
        while blocks and _bottom(blocks[-1], step, low, high) + step > _top(block, step, low, high) + 1e-9:
            block = _joined(blocks.pop(), block, step)
        blocks.append(block)
    ordered = [_top(block, step, low, high) + step * within for block in blocks for within in range(block[1])]
    moved = [0.0] * len(places)
    for index, place in zip(order, ordered, strict=True):
        moved[index] = place
    return moved


def whole_ticks(low: float, high: float, most: float) -> list[int]:
    """Round whole numbers from low to high, no more than so many (at least one)."""
    steps = (step * 10**power for power in range(15) for step in (1, 2, 5))
    for step in steps:
        first = -int(-low // step) * step
        ticks = list(range(first, int(high) + 1, step))
        if len(ticks) <= max(most, 2):
            break
    return ticks or [round(low)]


def _joined(above: tuple[float, int], below: tuple[float, int], step: float) -> tuple[float, int]:
    """Two blocks as one; a block is the mean of the places its first label would have, and its size."""
    count = above[1] + below[1]
    first = (above[0] * above[1] + (below[0] - step * above[1]) * below[1]) / count
    return first, count


def _top(block: tuple[float, int], step: float, low: float, high: float) -> float:
    return min(max(block[0], low), high - step * (block[1] - 1))


def _bottom(block: tuple[float, int], step: float, low: float, high: float) -> float:
    return _top(block, step, low, high) + step * (block[1] - 1)
