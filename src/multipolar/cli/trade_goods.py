"""The commands of ``multipolar trade`` on single goods: what is traded, what fits, who is strong in what."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from multipolar.basics.errors import AskedWronglyError
from multipolar.cli.options import verb
from multipolar.cli.output import Output, opened
from multipolar.cli.trade_options import Digits, First, Limit, Plot, Second, Year, cut, digit, told

if TYPE_CHECKING:
    from multipolar.measures.trade_fit import Fit
    from multipolar.measures.trade_goods import Goods
    from multipolar.record import Record

Other = Annotated[
    str | None, typer.Argument(metavar="[B]", help="The other side; every other actor when left out.")
]
_FIT = ("rank", "actor", "name", "value", "year", "digits", "source")
_PRODUCTS = ("direction", "rank", "code", "name", "usd", "share", "of_side", "source")
_ADVANTAGE = ("rank", "code", "name", "usd", "share", "ratio", "symmetric", "source")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (products, complementarity, similarity, advantage, intensity):
        verb(app)(command)


def products(
    output: Output,
    first: First,
    second: Second,
    year: Year = None,
    digits: Digits = 6,
    way: Annotated[
        str | None, typer.Option("--direction", metavar="NAME", help="exports or imports [default: both].")
    ] = None,
    limit: Limit = 10,
    plot: Plot = None,
) -> None:
    """List the goods that a side sells to another and buys from it, the largest first, with names.

    Example: multipolar trade products CHL RUS --year 2018 --digits 4
    """
    from multipolar.measures.trade_products import trade_products
    from multipolar.measures.trade_sides import two_sides

    if way not in (None, "exports", "imports"):
        raise AskedWronglyError(f"There is no direction {way!r}", "Choose exports or imports")
    a, b = two_sides(first, second)
    record = opened(output)
    found, held = trade_products(record, a, b, _year(record, year), digits)
    rows: list[dict[str, Any]] = []
    for direction in ("exports", "imports"):
        ours = [p for p in found if p.direction == direction and way in (None, direction)]
        rows += [
            {
                "direction": p.direction, "rank": p.rank, "code": p.code, "name": p.name, "usd": p.usd,
                "share": digit(p.share), "of_side": digit(p.of_side), "source": held.source,
            }
            for p in cut(output, ours, limit)
        ]  # fmt: skip
    title = f"Goods of {a.name} with {b.name}, {held.year}"
    notes = [
        f"{title}: {held.nomenclature} at {digits} digits, {held.reporter}, current US dollars "
        f"({held.source} {held.release})",
        "share: of all goods in that direction between the two; of_side: the partner's part of what "
        f"{a.name} sells (buys) of the product",
    ]
    if plot is not None:
        named = [(f"{r['direction']}: {r['code']} {r['name']}", r["usd"] / 1e6) for r in rows]
        _draw(output, named, title, "million current US dollars", notes[0], plot)
    told(output, rows, _PRODUCTS, notes, {"year": held.year, "nomenclature": held.nomenclature})


def complementarity(
    output: Output, first: First, second: Other = None, year: Year = None, digits: Digits = 6,
    limit: Limit = 25, plot: Plot = None,
) -> None:  # fmt: skip
    """Say how far what A sells to all fits what B buys from all: Michaely's index, 0 to 1.

    Example: multipolar trade complementarity CHL RUS --year 2018
    """
    from multipolar.measures.trade_fit import trade_complementarity

    words = (
        "complementarity of {0}'s exports with the imports of each: 1 - sum |share in exports - share in "
        "imports| / 2 over products, both with all partners (Michaely 1996); it rises with fewer digits"
    )
    title = "Complementarity with exports of {0}"
    _fit(output, trade_complementarity, (first, second), year, digits, words, title, limit, plot)


def similarity(
    output: Output, first: First, second: Other = None, year: Year = None, digits: Digits = 6,
    limit: Limit = 25, plot: Plot = None,
) -> None:  # fmt: skip
    """Say how alike what A and B sell to all is: Finger and Kreinin's index, 0 to 1.

    Example: multipolar trade similarity CHL PER --year 2018
    """
    from multipolar.measures.trade_fit import trade_similarity

    words = (
        "similarity of {0}'s exports with the exports of each: sum over products of the lesser of the two "
        "shares (Finger and Kreinin 1979)"
    )
    title = "Similarity of exports with {0}"
    _fit(output, trade_similarity, (first, second), year, digits, words, title, limit, plot)


def advantage(
    output: Output, first: First, year: Year = None, digits: Digits = 6, limit: Limit = 25, plot: Plot = None
) -> None:
    """List the goods in which a side has a revealed comparative advantage: Balassa's index, also symmetric.

    Example: multipolar trade advantage CHL --year 2018 --digits 4
    """
    from multipolar.measures.trade_fit import trade_advantage
    from multipolar.measures.trade_sides import side

    record, a = opened(output), side(first)
    found, held = trade_advantage(record, a, _year(record, year), digits)
    rows = [
        {
            "rank": rank, "code": p.code, "name": p.name, "usd": p.usd, "share": digit(p.share),
            "ratio": digit(p.ratio), "symmetric": digit(p.symmetric), "source": held.source,
        }
        for rank, p in enumerate(cut(output, found, limit), 1)
    ]  # fmt: skip
    strong = sum(p.ratio > 1 for p in found)
    notes = [
        f"{a.name}, {held.year}: {_basis(held)}; {strong:,} of {len(held.products):,} products above 1",
        "ratio: the product's share in its exports over that in the world's (Balassa 1965); symmetric: "
        "(ratio - 1) / (ratio + 1) (Laursen 1998)",
    ]
    if plot is not None:
        named = [(f"{p.code} {p.name}", digit(p.ratio)) for p in found]
        _draw(output, named, f"Advantage of {a.name}, {held.year}", "Balassa's index", notes[0], plot)
    told(output, rows, _ADVANTAGE, notes, {"year": held.year, "above_one": strong})


def intensity(output: Output, first: First, second: Second, year: Year = None) -> None:
    """Say how much more A sells to B than B's weight in world trade would lead one to expect.

    Example: multipolar trade intensity CHL CHN --year 2009
    """
    from multipolar.measures.trade_fit import last_world_year, trade_intensity
    from multipolar.measures.trade_sides import two_sides

    a, b = two_sides(first, second)
    record = opened(output)
    found = trade_intensity(record, a, b, year if year is not None else last_world_year(record))
    row = asdict(found) | {"value": digit(found.value)}
    notes = [
        "value: (flow / exports) / (partner / world): the share of the second in the first's exports over "
        "its share in the exports of all (Brown 1949); above 1 more than its weight",
        f"by the report {found.reporter}, summed over {found.exporters} exporters; current US dollars",
    ]
    if found.value is None:
        notes.append("no value: one of the parts is zero or not on record")
    printed = row | ({"year": str(found.year)} if output.form == "table" else {})
    told(output, [printed], tuple(row), notes, {})


def _year(record: "Record", year: int | None) -> int:
    """The year asked for, else the last in which goods are told apart."""
    from multipolar.measures.trade_goods import years_of_goods

    return year if year is not None else years_of_goods(record)[-1]


def _fit(
    output: Output,
    measure: Callable[..., "tuple[Sequence[Fit], Goods]"],
    sides: tuple[str, str | None],
    year: int | None,
    digits: int,
    words: str,
    title: str,
    limit: int,
    plot: Path | None,
) -> None:
    """Measure how far the goods of one side fit those of the other, or of every other, and print it."""
    from multipolar.measures.trade_sides import side

    record = opened(output)
    a, b = side(sides[0]), side(sides[1]) if sides[1] else None
    found, held = measure(record, a, b, _year(record, year), digits)
    rows = [
        {
            "rank": rank, "actor": one.second, "name": one.name, "value": digit(one.value),
            "year": str(held.year), "digits": held.digits, "source": held.source,
        }
        for rank, one in enumerate(cut(output, found, limit), 1)
    ]  # fmt: skip
    notes = [f"{held.year}: {words.format(a.name)}", _basis(held)]
    if plot is not None:
        named = [(one.name, digit(one.value)) for one in found]
        heading = f"{title.format(a.name)}, {held.year}"
        _draw(output, named, heading, "index, 0 to 1", _basis(held), plot)
    told(output, rows, _FIT, notes, {"year": held.year, "digits": held.digits, "source": held.source})


def _basis(held: "Goods") -> str:
    return (
        f"{len(held.products):,} products of {held.nomenclature} at {held.digits} digits, {held.reporter} "
        f"({held.source} {held.release})"
    )


def _draw(
    output: Output, named: Sequence[tuple[str, float | None]], title: str, x_title: str, note: str, path: Path
) -> None:
    from multipolar.cli import trade_charts

    trade_charts.draw_bars(named, title, x_title, note, path)
    output.note(f"Drawn in {path}")
