"""What the roll calls behind a figure are: all that sources hold, or the starter's most cited ones."""

from collections.abc import Collection, Iterable

from multipolar.measures.votes import RollCall

STARTER = "starter"


def cited_only(rollcalls: Iterable[RollCall]) -> int:
    """How many of some roll calls only the embedded record of most cited votes holds."""
    return sum(r.row.get("source") == STARTER for r in rollcalls)


def basis(rollcalls: Collection[RollCall]) -> str:
    """The same in a word or two: ``most cited``, ``partly most cited`` or ``all held``."""
    cited = cited_only(rollcalls)
    return "all held" if not cited else "most cited" if cited == len(rollcalls) else "partly most cited"


def caution(rollcalls: Collection[RollCall]) -> str | None:
    """What a reader of a figure should know of the roll calls behind it, and what to pull."""
    cited = cited_only(rollcalls)
    if not cited:
        return None
    share = "All" if cited == len(rollcalls) else f"{cited} of the"
    return (
        f"{share} {len(rollcalls)} roll calls used are of the embedded record, which holds the most cited"
        " votes of the Assembly and no sample of them. For all: `multipolar record pull undl_ga` or"
        " `multipolar record pull voeten_votes`"
    )
