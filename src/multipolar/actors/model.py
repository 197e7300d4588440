"""What an actor is, and the three ways a name can fail to give one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from multipolar.basics.dates import PartialDate
from multipolar.basics.errors import AskedWronglyError

ActorKind = Literal["state", "territory", "organisation", "region"]
NameForm = Literal["short", "official", "alias", "former", "demonym", "adjective", "capital", "abbreviation"]
Language = Literal["en", "es", "pt", "ru", "fr"]
Role = Literal[
    "member", "founding", "associate", "observer", "partner", "candidate", "applicant", "invited",
    "suspended", "withdrawn",
]  # fmt: skip
MEMBER_ROLES: tuple[Role, ...] = ("member", "founding")


@dataclass(frozen=True, slots=True)
class Gap:
    """A spell within an actor's life in which it did not exist as itself.

    Attributes:
        start: First day of the spell.
        end: Last day of the spell.
        inside: The actor whose part it was, or under whose rule.
    """

    start: PartialDate
    end: PartialDate
    inside: str

    def holds(self, on: date) -> bool:
        """Whether the day lies in the spell."""
        return self.start.first <= on <= self.end.last


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, territory, organisation or region, dated.

    Attributes:
        id: ISO 3166-1 alpha-3 for states and territories of today (``CHL``), ISO 3166-3 style
            alpha-3 for the ended ones that have it (``SUN``, ``YUG``, ``CSK``, ``DDR``, ``YMD``),
            a lower-case slug for older ones (``two-sicilies``), the usual abbreviation for
            organisations (``EAEU``), ``M49-`` and the code for regions of M49 (``M49-419``).
        kind: What sort of actor.
        name: Short English name.
        since: First day as that actor, as far as known; ``None`` when before the record begins.
        until: Last day it existed; ``None`` when it still does.
        predecessors: Actors it followed.
        successors: Actors that followed it.
        continues: The predecessor whose legal personality it continues (Russia the Soviet Union),
            as against a mere successor; ``None`` for none.
        ruled_by: States that ruled it as a dependency before ``since``, or still do (territories).
        gaps: Spells in which it was part of another actor (Latvia 1940 to 1991).
        note: What the dates or the standing rest on, where they need a word.
    """

    id: str
    kind: ActorKind
    name: str
    iso2: str | None = None
    iso3: str | None = None
    m49: str | None = None
    cow: int | None = None
    gw: int | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    continues: str | None = None
    ruled_by: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()
    note: str = ""

    def existed(self, on: date) -> bool:
        """Whether it existed on that day (partial dates read generously)."""
        after = self.since is None or self.since.first <= on
        before = self.until is None or on <= self.until.last
        return after and before and not any(gap.holds(on) for gap in self.gaps)


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an actor: a row of ``actor_name``, with the days on which it was in use."""

    actor: str
    language: Language
    text: str
    form: NameForm
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """One spell of one actor in one organisation: a row of ``membership``."""

    organisation: str
    actor: str
    role: Role
    start: PartialDate | None
    end: PartialDate | None
    source: str
    notes: str = ""

    def holds(self, on: date) -> bool:
        """Whether the spell covers that day (an unknown start counts as long ago)."""
        after = self.start is None or self.start.first <= on
        return after and (self.end is None or on < self.end.first)


class UnknownActorError(AskedWronglyError):
    """No actor has that name or code."""

    def __init__(self, text: str, candidates: Sequence[str] = ()) -> None:
        self.text = text
        super().__init__(f"No actor is called {text!r}", candidates=candidates)


class AmbiguousActorError(AskedWronglyError):
    """Several actors have that name; the text does not say which."""

    def __init__(self, text: str, choices: Sequence[str]) -> None:
        self.text = text
        self.choices = tuple(choices)
        super().__init__(f"{text!r} may be {', '.join(choices)}", "Name one of them, or give its code")


class NotThenError(AskedWronglyError):
    """The actor meant did not exist on that date.

    Args:
        text: What was asked for.
        on: The date asked about.
        existed: The actor's dates in words, and what was there on the date.
    """

    def __init__(self, text: str, on: date, existed: str) -> None:
        self.text = text
        self.on = on
        self.existed = existed
        super().__init__(f"{text!r} did not exist on {on.isoformat()}: {existed}")
