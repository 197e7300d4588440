"""``multipolar actors``: who a name means, and who belongs to what on which day."""

from datetime import date
from typing import Annotated, Any

import typer

from multipolar.basics.dates import PartialDate
from multipolar.cli.options import group, verb
from multipolar.cli.output import Output

app = typer.Typer(rich_markup_mode=None)
group(app, "States, territories, organisations and regions, and who belongs to what.")

On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day asked about, YYYY-MM-DD.")]
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


def _day(text: str | None) -> date | None:
    return PartialDate.parse(text).first if text else None


def _row(actor: Any) -> dict[str, Any]:  # noqa: ANN401
    row = {name: getattr(actor, name) for name in _FIELDS}
    return {name: str(value) if isinstance(value, PartialDate) else value for name, value in row.items()}
