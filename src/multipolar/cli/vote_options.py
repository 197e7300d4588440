"""The options that the commands on votes share, and what they hand to the measures."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from multipolar.basics.dates import PartialDate
from multipolar.basics.errors import AskedWronglyError
from multipolar.cli import complete
from multipolar.cli.output import Output

if TYPE_CHECKING:
    from multipolar.measures.vote_matrix import VoteMatrix
    from multipolar.measures.votes import RollCall
    from multipolar.record import Record

_TITLE = 72
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="First day, month or year.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Last day, month or year.")]
Topic = Annotated[str | None, typer.Option("--topic", metavar="TOPIC", help="Only roll calls on this topic.")]
By = Annotated[str | None, typer.Option("--by", metavar="year", help="A row for each year.")]
Period = Annotated[
    int | None, typer.Option("--period", metavar="YEARS", help="A row for so many years each.")
]
Important = Annotated[
    bool, typer.Option("--important", help="Only votes that the US Department of State lists as important.")
]
Whole = Annotated[bool, typer.Option("--whole", help="No votes on paragraphs, amendments and motions.")]
Consensus = Annotated[
    bool, typer.Option("--consensus", help="Count texts adopted without a vote as a yes of every Member.")
]
State = Annotated[str, typer.Argument(metavar="STATE", help="A state.", autocompletion=complete.actors)]
From = Annotated[
    str,
    typer.Option("--from", metavar="GROUP", help="region (at the UN), neighbours, or the name of a group."),
]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which roll calls are asked about.

    Attributes:
        since: First day, month or year as written.
        until: Last day, month or year as written.
        topic: Only this topic.
        important: Only votes listed as important.
        whole: Only votes on whole texts.
        consensus: Texts adopted without a vote count too.
    """

    since: str | None = None
    until: str | None = None
    topic: str | None = None
    important: bool = False
    whole: bool = False
    consensus: bool = False

    @property
    def first(self) -> date | None:
        """The first day."""
        return PartialDate.parse(self.since).first if self.since else None

    @property
    def last(self) -> date | None:
        """The last day."""
        return PartialDate.parse(self.until).last if self.until else None

    def matrix(self, record: "Record") -> "VoteMatrix":
        """The votes asked about.

        Raises:
            AskedWronglyError: The dates are in the wrong order, or no roll call fits.
        """
        from multipolar.measures.vote_matrix import vote_matrix

        first, last = self.first, self.last
        if first and last and first > last:
            raise AskedWronglyError(f"The period from {self.since} to {self.until} has no day")
        return vote_matrix(
            record, since=first, until=last, topic=self.topic, important=self.important, whole=self.whole,
            consensus=self.consensus,
        )  # fmt: skip


def called(output: Output, call: "RollCall") -> dict[str, Any]:
    """What every row on a roll call shows; a table for the eye cuts long titles."""
    from multipolar.measures.votes import result_words

    title = call.title
    if output.form == "table" and len(title) > _TITLE:
        title = title[: _TITLE - 1].rstrip(" ,;:") + "…"
    return {
        "date": call.when, "id": call.id, "title": title, "result": result_words(call),
        "source": call.row["source"],
    }  # fmt: skip


def length(by: str | None, period: int | None) -> int | None:
    """How many years a row is for; ``None`` for all together.

    Raises:
        AskedWronglyError: Both were given, or another division than by year.
    """
    if by is not None and period is not None:
        raise AskedWronglyError("--by and --period were both given", "Choose one")
    if by not in (None, "year"):
        raise AskedWronglyError(f"There is no way to divide by {by!r}", "Write --by year or --period 5")
    return 1 if by else period


def caution(output: Output, rollcalls: "Collection[RollCall]") -> None:
    """Note what a figure rests on where that is only the most cited votes."""
    from multipolar.measures.vote_basis import caution as words

    if said := words(rollcalls):
        output.note(said)


def state_id(text: str) -> str:
    """The id of a state or territory.

    Raises:
        AskedWronglyError: No such actor, or a group.
    """
    from multipolar import actors

    found = actors.find(text)
    if found.kind in ("region", "organisation"):
        raise AskedWronglyError(f"{found.name} is a group", "Name a state")
    return found.id


def group_id(text: str) -> str:
    """What ``--from`` means: region, neighbours, or the id of a group."""
    from multipolar import actors

    return text if text in ("region", "neighbours") else actors.find(text).id


def shown(value: float) -> float | None:
    """A figure to four digits; nothing where it is not defined."""
    return None if value != value else round(value, 4)


def rounded(figures: "dict[str, float]") -> dict[str, float | None]:
    """Several figures to four digits."""
    return {name: shown(value) for name, value in figures.items()}
