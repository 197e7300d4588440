"""A line of a page that says by its layout who stands in what role to which organisations."""

from dataclasses import dataclass

from multipolar.reading.model import DateMention


@dataclass(frozen=True, slots=True)
class Line:
    """Who stands in what role to which organisations, by where they stand on a line.

    Attributes:
        start: First character, in the document's text.
        end: Character after the last.
        actors: Those who belong, ids.
        organisations: What they belong to, ids; "" for one that the registry does not hold.
        role: The words for the role; empty for plain membership.
        when: The time given beside them.
        implied: Whether the organisation is told by what was said before alone.
    """

    start: int
    end: int
    actors: tuple[str, ...]
    organisations: tuple[str, ...]
    role: str
    when: DateMention | None
    implied: bool
