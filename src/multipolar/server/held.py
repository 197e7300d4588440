"""What every answer of the server shares: the record, opened once, and a limit on heavy work."""

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from multipolar.basics.errors import MultipolarError
from multipolar.record import Record

if TYPE_CHECKING:
    from multipolar.briefs.parts import Brief

_AT_ONCE = 2
_BRIEFS = 32
_WAIT_SECONDS = 30.0


class BusyError(MultipolarError):
    """Too much heavy work is under way to begin more."""


@dataclass(frozen=True)
class Held:
    """The record that is served.

    Attributes:
        record: Opened once; its engine gives each question a cursor of its own, so that threads may ask
            at once.
        turns: Places for heavy work: briefs, scenarios, audits.
    """

    record: Record
    turns: threading.BoundedSemaphore = field(default_factory=lambda: threading.BoundedSemaphore(_AT_ONCE))
    _briefs: "OrderedDict[tuple[str, ...], Brief]" = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def brief(self, *subjects: str) -> "Brief":
        """The brief of some subjects; the last few are kept."""
        with self._lock:
            if subjects in self._briefs:
                self._briefs.move_to_end(subjects)
                return self._briefs[subjects]
        from multipolar import briefs

        made = briefs.brief(self.record, *subjects)
        with self._lock:
            self._briefs[subjects] = made
            while len(self._briefs) > _BRIEFS:
                self._briefs.popitem(last=False)
        return made

    @contextmanager
    def heavy(self) -> Iterator[None]:
        """A place for heavy work, waited for.

        Raises:
            BusyError: None came free in time.
        """
        if not self.turns.acquire(timeout=_WAIT_SECONDS):
            raise BusyError("Other heavy questions are being answered. Ask again in a minute.")
        try:
            yield
        finally:
            self.turns.release()


def held(request: Request) -> Held:
    """What the application of a request holds."""
    found: Held = request.app.state.held
    return found


Holds = Annotated[Held, Depends(held)]
"""A parameter of a route that is given what the application holds."""
