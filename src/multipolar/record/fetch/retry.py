"""Which failures of a download are worth another attempt, and how long to wait before it."""

import email.utils
import time
from collections.abc import Callable
from dataclasses import dataclass

from multipolar.basics.errors import MultipolarError, SourceError
from multipolar.record.fetch.progress import Progress


@dataclass(frozen=True, slots=True)
class Patience:
    """How often and how long to try.

    Attributes:
        attempts: Attempts in a row that bring no new byte before giving up.
        first_wait: Seconds before the second attempt; doubled each time.
        longest_wait: Seconds at most between two attempts.
        longest_asked: Seconds at most that a server may ask us to wait (``Retry-After``).
    """

    attempts: int = 5
    first_wait: float = 1.0
    longest_wait: float = 30.0
    longest_asked: float = 300.0


class PassingError(MultipolarError):
    """A failure that may pass: a broken connection, an overloaded server.

    Args:
        problem: What happened, as a sentence without its full stop.
        wait: Seconds the server asked us to wait, if it did.
    """

    def __init__(self, problem: str, wait: float | None = None) -> None:
        self.problem = problem
        self.wait = wait
        super().__init__(f"{problem}.")


def retry_after(value: str | None, now: float | None = None) -> float | None:
    """Seconds that a ``Retry-After`` header asks for, given as seconds or as a date."""
    if not value:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        when = email.utils.parsedate_to_datetime(value).timestamp()
    except ValueError:
        return None
    return max(0.0, when - (time.time() if now is None else now))


def persist(
    source: str, once: Callable[[], None], held: Callable[[], int], patience: Patience, progress: Progress
) -> None:
    """Call ``once`` until it succeeds, as long as attempts bring new bytes or the patience lasts.

    Args:
        source: The source's name, for the message.
        once: One attempt; raises `PassingError` for what may pass.
        held: Bytes held so far.
        patience: How often and how long.
        progress: Told of each new attempt.

    Raises:
        SourceError: The last failure, when the patience is at its end.
    """
    import logging

    import stamina

    # stamina reports each retry through logging; ours goes through `progress`.
    logging.getLogger("stamina").addHandler(logging.NullHandler())
    while True:
        before = held()
        try:
            for attempt in stamina.retry_context(
                on=_waits(patience, progress),
                attempts=patience.attempts,
                timeout=None,
                wait_initial=patience.first_wait,
                wait_max=patience.longest_wait,
                wait_jitter=patience.first_wait / 2,
            ):
                with attempt:
                    once()
                    return
        except PassingError as error:
            if held() <= before:
                remedy = "Try again later; what has been received is kept" if held() else "Try again later"
                raise SourceError(source, error.problem, remedy) from None


def _waits(patience: Patience, progress: Progress) -> Callable[[Exception], bool | float]:
    failed = 0

    def worth(error: Exception) -> bool | float:
        nonlocal failed
        failed += 1
        if not isinstance(error, PassingError) or failed >= patience.attempts:
            return False
        attempt = f"attempt {failed + 1} of {patience.attempts}"
        if error.wait is None:
            progress.note(f"{error.problem}; {attempt}")
            return True
        if error.wait > patience.longest_asked:
            return False
        progress.note(f"{error.problem}; {attempt} in {error.wait:.0f} s as the server asks")
        return error.wait

    return worth
