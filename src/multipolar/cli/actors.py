"""``multipolar actors``: who a name means, and who belongs to what on which day."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from multipolar.basics.dates import PartialDate
from multipolar.basics.errors import AskedWronglyError
from multipolar.cli import complete
from multipolar.cli.options import group, verb
from multipolar.cli.output import Output

if TYPE_CHECKING:
    from multipolar.actors.model import Membership, Role

app = typer.Typer(rich_markup_mode=None)
group(app, "States, territories, organisations and regions, and who belongs to what.")

On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day asked about, YYYY-MM-DD.")]
Roles = Annotated[
    list[str] | None,
    typer.Option(
        "--role", metavar="ROLE", help="Standing asked about; members when left out. May be repeated."
    ),
]
_SPELL = ("id", "name", "role", "from", "to", "source")
_FIELDS = ("id", "kind", "name", "iso2", "iso3", "m49", "cow", "gw", "since", "until")


@verb(app)
def find(
    output: Output,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A name, demonym, capital or abbreviation.")],
    on: On = None,
) -> None:
    """Say which actor a name means, or why it cannot be told.

    Example: multipolar actors find "Burkina Faso" --on 1970-01-01
    """
    from multipolar import actors

    output.rows([_row(actors.find(text, on=_day(on)))], _FIELDS)


@verb(app)
def show(
    output: Output,
    actor: Annotated[str, typer.Argument(metavar="ID", help="The actor's id, as CHL or EAEU.")],
) -> None:
    """Show one actor: codes, dates, predecessors and successors.

    Example: multipolar actors show RUS
    """
    from multipolar import actors

    found = actors.get(actor)
    row = _row(found) | {
        "predecessors": list(found.predecessors),
        "successors": list(found.successors),
        "continues": found.continues,
    }
    if output.form == "table":
        pairs = [{"field": key, "value": value} for key, value in row.items() if value not in (None, [])]
        output.rows(pairs, ("field", "value"))
    else:
        output.rows([row], tuple(row))


@verb(app)
def members(
    output: Output,
    organisation: Annotated[
        str,
        typer.Argument(
            metavar="ORG", help="Its abbreviation, as BRICS or ЕАЭС.", autocompletion=complete.organisations
        ),
    ],
    on: On = None,
    role: Roles = None,
) -> None:
    """List who belongs to an organisation, today or on a day.

    Example: multipolar actors members BRICS --on 2024-02-01
    """
    from multipolar.actors import memberships

    output.rows(_spells(memberships.members(organisation, on, _roles(role)), "actor"), _SPELL)


@verb(app)
def organisations(
    output: Output,
    state: Annotated[str, typer.Argument(metavar="STATE", help="A state by id or name.")],
    on: On = None,
    role: Roles = None,
) -> None:
    """List what a state belongs to, today or on a day.

    Example: multipolar actors organisations CHL --on 1990-01-01
    """
    from multipolar import actors
    from multipolar.actors import memberships

    found = actors.find(state, on=_day(on)).id
    output.rows(_spells(memberships.organisations(found, on, _roles(role)), "organisation"), _SPELL)


def _roles(asked: list[str] | None) -> "tuple[Role, ...]":
    from multipolar.actors.model import MEMBER_ROLES, Role

    if not asked:
        return MEMBER_ROLES
    known = get_args(Role)
    for one in asked:
        if one not in known:
            raise AskedWronglyError(f"There is no role {one!r}", f"Roles: {', '.join(known)}")
    return tuple(role for role in known if role in asked)


def _spells(spells: "Iterable[Membership]", who: str) -> list[dict[str, Any]]:
    from multipolar import actors

    return [
        {
            "id": getattr(spell, who),
            "name": actors.get(getattr(spell, who)).name,
            "role": spell.role,
            "from": str(spell.start) if spell.start else None,
            "to": str(spell.end) if spell.end else None,
            "source": spell.source,
        }
        for spell in spells
    ]


def _day(text: str | None) -> date | None:
    if not text:
        return None
    day = PartialDate.parse(text)
    if day.precision != "day":
        raise AskedWronglyError(f"{text!r} is not one day", "Write YYYY-MM-DD")
    return day.first


def _row(actor: Any) -> dict[str, Any]:  # noqa: ANN401
    row = {name: getattr(actor, name) for name in _FIELDS}
    return {name: str(value) if isinstance(value, PartialDate) else value for name, value in row.items()}
