"""What a long job tells whoever is watching: which step it is at and how far it has come."""

from typing import Literal, Protocol

Unit = Literal["bytes", "rows", "steps", "documents"]


class Progress(Protocol):
    """Someone who watches a pull. Calls are cheap and may be many."""

    def step(self, text: str, total: int | None = None, unit: Unit = "steps") -> None:
        """A new step begins, with as many units to do as are known."""
        ...

    def at(self, done: int) -> None:
        """So many units of the present step are done."""
        ...

    def note(self, text: str) -> None:
        """Something worth a line: a retry, a restart, a file left out."""
        ...


class Silent:
    """Nobody watches."""

    def step(self, text: str, total: int | None = None, unit: Unit = "steps") -> None:
        """Ignore it."""

    def at(self, done: int) -> None:
        """Ignore it."""

    def note(self, text: str) -> None:
        """Ignore it."""
