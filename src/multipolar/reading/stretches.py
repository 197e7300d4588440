"""Which characters of a sentence are already spoken for."""

from collections.abc import Iterable


class Taken:
    """Stretches of one sentence, asked for often: each question costs only the length of what is asked.

    Args:
        start: First character of the sentence.
        end: Character after the last.
        stretches: What is taken from the beginning.
    """

    def __init__(self, start: int, end: int, stretches: Iterable[tuple[int, int]] = ()) -> None:
        self._start = start
        self._marks = bytearray(max(end - start, 0))
        for first, last in stretches:
            self.add(first, last)

    def add(self, first: int, last: int) -> None:
        """Take the characters from ``first`` to before ``last``, as far as they lie in the sentence."""
        low, high = first - self._start, last - self._start
        if low < 0:
            low = 0
        if high > len(self._marks):
            high = len(self._marks)
        if high > low:
            self._marks[low:high] = b"\1" * (high - low)

    def free(self, first: int, last: int) -> bool:
        """Whether none of the characters from ``first`` to before ``last`` is taken."""
        low, high = first - self._start, last - self._start
        if low < 0:
            low = 0
        return high <= low or self._marks.find(1, low, high) < 0
