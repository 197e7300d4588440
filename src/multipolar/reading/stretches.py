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
        low = max(first - self._start, 0)
        high = min(last - self._start, len(self._marks))
        if high > low:
            self._marks[low:high] = b"\1" * (high - low)

    def free(self, first: int, last: int) -> bool:
        """Whether none of the characters from ``first`` to before ``last`` is taken."""
        low = max(first - self._start, 0)
        return self._marks.find(1, low, max(last - self._start, 0)) < 0
